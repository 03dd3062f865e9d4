#pragma once

// The work that lies ahead of a job after a step: a backward pass over its workflow without
// back-edges, by the mean of each step, in the agency's working time. The basis of step due dates
// and of slack.

#include <algorithm>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// Mean nominal effort that a participant asks of one person at a tier [us]; 0 where it takes no
/// part. A role's scalar counts, the first of alternatives.
double mean_effort(const Model& model, const Participant& participant, TierId tier);

/// The mean of a delay in the agency's working time [us]; elapsed time in the proportion of a
/// standard week to seven days.
double mean_working(const Model& model, const Lapse& lapse);

class WorkAhead {
 public:
  explicit WorkAhead(const Model& model);
  /// Expected work on the longest path after a step.
  Duration after(KindId kind, TierId tier, StepId step) const {
    return tails_[raw(kind)][raw(tier)][raw(step)];
  }
  /// … with the step's own.
  Duration from(KindId kind, TierId tier, StepId step) const {
    return froms_[raw(kind)][raw(tier)][raw(step)];
  }
  /// … of the whole job.
  Duration whole(KindId kind, TierId tier) const {
    const std::vector<Duration>& from = froms_[raw(kind)][raw(tier)];
    return from.empty() ? Duration{} : *std::max_element(from.begin(), from.end());
  }

 private:
  std::vector<std::vector<std::vector<Duration>>> tails_, froms_;  // by KindId, TierId, StepId
};

}  // namespace suits
