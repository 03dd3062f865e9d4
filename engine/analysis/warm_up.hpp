#pragma once

// How long a run takes to forget that it began empty.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/base/time.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// What makes the law of a model change with the date, in words ("leave", "holidays", …): such a
/// run is a terminating one, whose beginning is part of what is asked, and no warm-up can be found
/// for it. Empty: nothing, but hours and profiles that come again every week. Rules that ask for
/// the date are not looked into.
std::vector<std::string> changes_with_time(const Model& model);

/// The jobs in progress, as means over replications and over stretches of time: work in progress
/// from Window.warm_up on, to Window.end. People's own recurring work does not count.
struct WorkInProgress {
  Duration stretch;           // of each value
  std::vector<double> level;  // [jobs]
};

struct WarmUp {
  enum class Sort : std::uint8_t {
    found,
    too_short,  // the transient, as far as can be seen, takes more than half of the run
    dated,      // the model changes with time; nothing was played
    failed,     // a replication could not go on
  };
  Sort sort = Sort::found;
  Duration length;                   // of found: from Window.warm_up on
  std::vector<std::string> changes;  // of dated
  std::uint32_t replications = 0;    // of the pilot
  WorkInProgress seen;
  std::optional<RunError> error;  // of failed
};

/// Plays the plan's replications over warm-up and window together and truncates their averaged work
/// in progress by MSER-5 (mser5, stats/mser.hpp). The work in progress is what remembers the start:
/// every other figure follows from who waits for whom. Values are means of a 1,000th of the run, to
/// a minute, or, where the agency has closing hours or a rate has a profile, of a fifth of a week,
/// so that batches of five are whole weeks and the warm-up is, too.
WarmUp find_warm_up(const Model& model, const ExperimentPlan& plan);

/// How much base and what-ifs leave out, so that they report the same time: the longest; nothing
/// where one of them has none to be found. Requires: one at least.
std::optional<Duration> shared_warm_up(const std::vector<WarmUp>& all);

/// The same model, reported from so long after Window.warm_up on to its end. Requires: shorter than
/// its run.
Model warmed_up(Model model, Duration length);

}  // namespace suits
