#pragma once

// The chance of being the best, from what was played.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/analysis/selection.hpp"

namespace suits {

struct SelectionOdds {
  double best = 0;  // that it is the best; where several are equal they share it
  double good = 0;  // that nobody is better by more than `worth`
};

/// The share of 4,000 draws from the posterior of all figures together in which a candidate is the
/// best. Drawn by the Bayesian bootstrap (Rubin, Ann. Statist. 9 (1981), 130–134): each course gets
/// a weight, exponential, the same for all candidates, which keeps their correlations; a figure is
/// its value and the weighted mean of the courses' pulls on it. Whoever left the contest early is
/// held against `leader` on the courses that they both have, and so enters with that difference. A
/// candidate without a figure has no chance. With few courses the odds are a little too sure (of
/// 20, as if of 22).
/// Requires: `leader` has as many courses as any.
std::vector<SelectionOdds> selection_odds(const std::vector<std::vector<SelectionCourse>>& courses,
                                          std::size_t leader, bool more_is_better, double worth,
                                          std::uint64_t seed);

}  // namespace suits
