#pragma once

// Teams written into the texts of a scenario, at the places where their holders stand: comments,
// layout and every other byte stay as they are.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/document.hpp"

namespace suits {

/// The holders of a role's places on an account, and its owner, where that changes.
struct TeamEntry {
  std::string account, role;
  std::vector<std::string> holders;         // not empty
  std::optional<std::string> owner_before;  // whoever owned it by name …
  std::string owner;                        // … is this one now
};

/// A text with entries written into it.
struct SplicedText {
  std::size_t number = 0;  // 0: the scenario's own; else of the Diagnostics' texts, from 1
  std::string before, after;
};

/// `document` is that of the scenario `text`, with what it extends, read with these diagnostics.
/// A holder's name takes the place of what stands there; where nothing does (the tier says how
/// many) the entry is added to the account's team. Nothing, and a diagnostic, where an account has
/// no place of its own in a scenario's text: it is counted, or comes from a table.
std::optional<std::vector<SplicedText>> splice_teams(const Node& document, const std::string& text,
                                                     const std::vector<TeamEntry>& entries,
                                                     Diagnostics& diagnostics);

/// A name as it stands in a flow mapping: plain where it may, else in double quotes.
std::string yaml_name(const std::string& name);

}  // namespace suits
