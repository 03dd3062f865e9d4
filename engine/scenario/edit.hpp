#pragma once

// Edits of a scenario's document, before it is read: what comes out is read, checked and compiled
// like a scenario written by hand.

#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/scenario/document.hpp"
#include "engine/scenario/located.hpp"
#include "engine/scenario/path_text.hpp"

namespace suits {

struct Edit {
  enum class Sort : unsigned char { set, add, remove };
  Sort sort = Sort::set;
  DocumentPath path;
  Node value;                       // of set and add
  std::optional<Located<Date>> at;  // from the midnight on with which it begins
};

/// Does the edits one after another and says in words what changed, a line for each thing. False,
/// and diagnostics, where one cannot be done; the document is then of no use.
///
/// `set` puts a value in the place of another, or at a key that the language knows; `add` puts
/// things into a list, or into a map under new names; `remove` takes something away. Whoever is
/// removed leaves teams, ownership, work in hand and dated changes too; an account takes its work
/// in hand, dated changes and what is known of it along. With a date, people and accounts are there
/// until the day before or from that day on, and what the language can change on a date
/// (`changes`) changes. People and accounts added without a name get one that no other has.
bool apply_edits(Node& document, const std::vector<Edit>& edits, Diagnostics& diagnostics,
                 std::vector<std::string>& changes);

}  // namespace suits
