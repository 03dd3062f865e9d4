#pragma once

// People, accounts and work in hand that are kept in tables: `people: { csv: people.csv }`, or a
// table as one item of their list.

#include "engine/scenario/cursor.hpp"
#include "engine/scenario/document.hpp"

namespace suits {

/// Puts in the place of each such table its rows, each the map that it stands for: columns are keys
/// (`fee.retainer` of maps inside); of accounts a role is one of their team, a kind of work what
/// arrives (roles and kinds of the document, or of the one that it is to lie over, if any). Each
/// table becomes a text of the diagnostics, shown with `folder` before its name; false where one is
/// wrong.
bool expand_tables(Node& document, const Node* below, const ReadData& data,
                   const std::string& folder, Diagnostics& diagnostics);

}  // namespace suits
