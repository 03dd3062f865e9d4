#pragma once

// Reporting lines between roles, a graph and not a ladder: a role may report to several. From it
// follow the heights of roles and the order in which they are matched with work.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"

namespace suits {

/// One role as the hierarchy sees it.
struct ReportingRole {
  std::string name;
  Span span;                           // where its superiors are written
  std::vector<std::size_t> superiors;  // indices of the roles it reports to
  bool outside = false;                // a party or the client: matched last
};

struct Hierarchy {
  /// By role: the longest way up to a head (a role that reports to nobody); heads have 0.
  std::vector<int> height;
  /// All roles, lowest in the hierarchy first: the department's by height, largest first, then the
  /// others; equal ones by name.
  std::vector<std::size_t> match_order;
};

/// Nothing, and a diagnostic that names the whole circle, where a reporting line bites its tail.
std::optional<Hierarchy> build_hierarchy(const std::vector<ReportingRole>& roles,
                                         Diagnostics& diagnostics);

}  // namespace suits
