#pragma once

// A small agency made by hand, and observations of it: what analysis and reports are tested on
// without a simulation. Two executives, two planners, creative and a client; campaigns with a
// brief; a year of 4 weeks; a working day of 8 hours.

#include <string>

#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits::sample {

inline constexpr RoleId kExecutive{0}, kPlanner{1}, kCreative{2}, kClient{3};
inline constexpr KindId kCampaign{0}, kMail{1};
inline constexpr PersonId kAnn{0}, kBen{1}, kKei{2}, kPia{3};

Model agency();

/// What the days of one finished campaign went to [working days of 8 h, in elapsed time of 24 h].
struct Days {
  double executive_work = 0, planner_work = 0, creative_work = 0, client = 0;
  double wait_executive = 0, wait_planner = 0, wait_creative = 0;

  double total() const {
    return executive_work + planner_work + creative_work + client + wait_executive + wait_planner +
           wait_creative;
  }
};

/// How busy people are, and what happened to `jobs` campaigns.
struct Story {
  int jobs = 10;
  int late = 0;
  int unfinished = 0;
  double executives = 0.7;  // busy share of each
  double planners = 0.7;
  double asked = 1;  // of the planners, as a multiple of what they worked
  Days days{2, 1, 3, 4, 1, 1, 0};
};

/// Each finished campaign, and its brief turnaround, takes exactly the story's days; finished ones
/// that are late are 2 working days late. Replications differ by nothing.
Observations seen(const Model& model, const Story& story);

}  // namespace suits::sample
