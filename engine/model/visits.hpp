#pragma once

// How often a job of a kind is expected to visit each step: exact means, rework included. The
// senders of back-edges form an absorbing Markov chain whose states are the senders still to be
// passed and the rounds each has sent back; back-edges that cannot touch each other have chains of
// their own. Overlapping rounds of parallel branches count one after the other.
//
// A round of a step is *first* where the job's own flow opened it, else *later*, opened by the
// back-edge that fired last: so a step passed over in its first round has only later ones left.

#include <string>
#include <variant>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

struct StepVisits {
  struct Later {
    StepId sender{};  // whose back-edge opened the round
    double visits = 0;
    double effort = 0;  // visits, each times the effort factors of the job's attributes
  };
  double first = 0;
  double first_effort = 0;
  std::vector<Later> later;  // by sender, only those that re-open this step

  double total() const;
};

struct Visits {
  std::vector<StepVisits> steps;  // by StepId
  std::vector<double> fired;      // by StepId of the sender: rounds it sends back
};

/// The expected visits of a job of this kind on a tier, over the chances of its attributes, or in
/// words why they cannot be told (too many states). `repeats` scales the chances of going back, by
/// sender (StepId); empty: 1. A chance of going back is
/// min(1, chance · (1 − falling_by)^rounds · attributes' repeats · repeats).
/// Requires: a kind that has passed build_workflow. Cost: one sparse LU per distinct product of the
/// attributes' repeats.
std::variant<Visits, std::string> expected_visits(const Kind& kind, TierId tier,
                                                  const std::vector<double>& repeats = {});

}  // namespace suits
