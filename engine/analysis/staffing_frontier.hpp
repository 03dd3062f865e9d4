#pragma once

// Cost against service: which staffings are beaten by no other, around one that was found.

#include <vector>

#include "engine/analysis/staffing_search.hpp"

namespace suits {

/// Walks from `from` up, by `steps` heads, each the one that brings the first target's margin most
/// for its cost, and down likewise, each the one that is missed least for what it saves; adds what
/// it plays (range.courses courses) to `trials`. Returns the trials beaten by none: none costs as
/// little or less with a larger margin of the first target; by cost. These are the best of what was
/// played, and no more than that.
std::vector<StaffingTrial> staffing_frontier(const StaffingRange& range, const PlayHeads& play,
                                             const HeadCounts& from, int steps,
                                             std::vector<StaffingTrial>& trials);

}  // namespace suits
