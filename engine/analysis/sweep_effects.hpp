#pragma once

// What a sweep says: each point's figures, the effect of each factor and of each two together, and
// which points are as good as the best.
//
// Effects are those of a straight-line model with all interactions of two factors, fitted by least
// squares (Eigen) to each replication's figures on its own. Replications are independent, points of
// one replication share their luck: so the coefficients of the replications are independent and
// alike in law, and their spread gives intervals whatever the correlation between points (Kleijnen,
// Management Science 34 (1988), 65–74). A replication's figure of a ratio of sums is its delta
// method pseudo-value R + (y − R x) ÷ x̄, whose mean over replications is the ratio R itself.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/analysis/sweep.hpp"
#include "engine/analysis/sweep_design.hpp"

namespace suits {

/// One thing that is varied.
struct SweepFactor {
  std::string name;                 // its path in the scenario
  std::vector<std::string> values;  // of its levels, as they are put there
  std::vector<double> numbers;      // of values that are figures of one unit, ascending; else empty
  std::string unit;                 // of the numbers

  bool numeric() const { return !numbers.empty(); }
};

struct SweepDesign {
  std::vector<SweepFactor> factors;
  SweepPoints points;
};

/// How a measure changes with a factor, or with two.
struct SweepEffect {
  std::size_t factor = 0;
  std::size_t other = 0;                   // the same as `factor`: of the factor alone
  std::size_t level = 0, other_level = 0;  // of factors that are no numbers
  /// Of a factor of numbers: the change of the measure from its lowest to its highest value. Of a
  /// level of names: the difference from the mean of the levels. Of two factors: half of what the
  /// first one's effect is more at the highest value of the other than at its lowest (at a level
  /// of names: more than at the mean of the levels). With its simultaneous 95 % interval.
  Estimate change;
  bool differs = false;  // from 0, more than chance
};

/// The mean over the points at levels `first` to `last` of a factor.
struct LevelMean {
  std::size_t first = 0, last = 0;
  Estimate mean;  // with its own 95 % interval
};

/// One measure over a whole sweep.
struct SweptMeasure {
  std::vector<Estimate> points;    // each with its own 95 % interval
  std::uint32_t replications = 0;  // that have figures at every point: effects come from these
  std::vector<SweepEffect> effects;
  bool interactions = false;    // they are among the effects; else points are too few for them
  double explained = kNothing;  // share of the differences between points that the effects explain
  std::vector<std::vector<LevelMean>> levels;  // by factor; numbers in at most kLevelGroups groups
};
inline constexpr std::size_t kLevelGroups = 8;

/// The k-th of the measures that were kept. What cannot be known is missing (NaN, no effects).
/// `seed` as judge has it. Requires: the sweep has no error.
SweptMeasure swept_measure(const SweepDesign& design, const Sweep& sweep, std::size_t k,
                           std::uint64_t seed);

/// The points among which that with the lowest (else highest) figure is, with 95 % confidence:
/// screening to the best (Nelson, Swann, Goldsman & Song, Operations Research 49 (2001), 950–963,
/// with paired differences, as the points share their luck). Empty where fewer than two
/// replications have figures at every point. Cost: points² × replications.
std::vector<bool> contenders(const Sweep& sweep, std::size_t k, bool lowest);

}  // namespace suits
