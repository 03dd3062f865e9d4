#pragma once

// How many replications it takes to know a figure as exactly as was asked.
//
// The procedure is the sequential one of Law (Simulation Modeling and Analysis, 5th ed., 2015,
// sect. 9.4.1; Chow & Robbins, Ann. Math. Statist. 36 (1965), 457–462): replications are added
// until the half width of the interval is no more than γ' = γ ÷ (1 + γ) of the estimate's absolute
// value, which keeps the error relative to the true value below γ; or, of an absolute goal, no more
// than that. It begins with so many
// replications that the variance is known (30, or what was asked), and looks only at stated counts,
// each a tenth above the one before, so that the number of threads never matters and few looks
// invite luck. Several figures are to be known at once: each has its own interval of Bonferroni's
// share of 5 %.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/analysis/comparison.hpp"
#include "engine/analysis/experiment.hpp"

namespace suits {

/// How exactly one figure is to be known.
struct PrecisionGoal {
  std::string measure;  // the name of a response
  double relative = 0;  // γ, of the true value; 0: `absolute` counts
  /// The half width, in the response's own unit; as people say it in units of `unit_size`.
  double absolute = 0, unit_size = 1;
  std::string unit;  // "working days", "points"; "": a bare number
};

struct PrecisionPlan {
  std::vector<PrecisionGoal> goals;
  std::uint32_t least = 30;   // the first look; at least 2
  std::uint32_t most = 2000;  // at least `least`
};

/// One figure under a sequential procedure.
struct Precision {
  std::string name;  // of the response; of a difference, the variant before it: "lose_ben: …"
  PrecisionGoal goal;
  double value = 0;  // what the half width is relative to; NaN: there is no such figure
  double half = 0;   // NaN: no interval
  bool reached = false;
  /// About how many replications it takes, by the variance seen: n (half ÷ what was asked)²; NaN
  /// where nothing can be said.
  double needed = 0;
};

/// The look after n: n plus a tenth, at least one more.
std::uint32_t next_look(std::uint32_t n);

/// How exactly the responses of the goals are known. Of one model: their values. Of several: the
/// differences of each variant from the base, where relative, to the base's value. Measures that
/// base and variant do not share, and differences that are 0 in every replication, are left out.
/// Requires: models and experiments of equal number; at least two replications.
std::vector<Precision> precision_of(const std::vector<ComparedModel>& models,
                                    const std::vector<Experiment>& experiments,
                                    const std::vector<PrecisionGoal>& goals);

/// For run_experiments, whose plan must have `replications` = plan.most: goes on until all that is
/// asked for is known. `models` stay the caller's.
GoOn until_precise(const std::vector<ComparedModel>& models, const PrecisionPlan& plan);

}  // namespace suits
