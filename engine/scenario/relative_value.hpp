#pragma once

// Values said by what they change: `+2`, `-1`, `+30 min`, `*1.2`, `+20%`. Done on the text of a
// value, so that its unit stays and the reader judges the result like a written one.

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/document.hpp"

namespace suits {

/// A scalar that begins with `+`, `-` or `*` and a number.
bool is_relative(const Node& value);

/// What `current` becomes; its place is that of `change`. Of figures with units (`10/month`, `2
/// working days`), plain numbers and shares every change can be said; of a percentage `+5%` adds
/// points, of everything else a twentieth. Distributions are scaled (`*1.2`, `+20%`): every figure
/// of theirs that has their unit. A map whose keys are all among `parts` (tiers, levels) changes in
/// each of them that is not `none`; one of arrivals in its `rate`, or its `always`. Else nothing
/// and a diagnostic. Requires: is_relative(change).
std::optional<Node> relative_value(const Node& current, const Node& change,
                                   const std::vector<std::string>& parts, const std::string& what,
                                   Diagnostics& diagnostics);

}  // namespace suits
