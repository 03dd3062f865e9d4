#pragma once

// What --vary asks for: PATH=VALUES, where VALUES are a list, a range, or ranges in a list:
//   people.account_executive.count=8..12
//   work.campaign.arrives=6/month,8/month,10/month
//   work.campaign.steps.brief.back_to.chance=10%..30% step 5%
//   dispatch.default=earliest_due,least_slack        (names)
//   work.campaign.arrives=*0.8..1.2 step 0.1     (of what the scenario says)

#include <string>

#include "engine/analysis/sweep_effects.hpp"

namespace suits {

/// The path with its values. Values that are all figures of one unit are numbers, ascending; else
/// they stand in their order. A range without a step goes by 1 where both its ends are whole; else
/// it must have one, but where `fine` (a design that takes any value of a range) it is cut a
/// hundred times finer than its ends are written. Throws UsageError in plain words.
SweepFactor read_vary(const std::string& text, bool fine);

}  // namespace suits
