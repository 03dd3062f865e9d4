#pragma once

// Roles in words: the hierarchy as a tree, and who may do the work of whom.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// One line per role, heads first, each below the first of its superiors; others are named at the
/// end of the line.
std::vector<std::string> hierarchy_lines(const Model& model);
/// "Aiko, Ben, account_executive#1 … #9": people of the role; numbered ones as a span.
std::string people_text(const Model& model, RoleId role);

/// Who takes a request for a role, in the order in which they may.
struct RingText {
  std::string who;
  std::string when;
};
std::vector<RingText> rings_text(const Model& model, RoleId role);

/// "the account's own → after 2 h: others → only for absence: a, b": each time said once.
std::string rings_line(const std::vector<RingText>& rings);

}  // namespace suits
