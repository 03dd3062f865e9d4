#pragma once

// How long a job takes on its way through its workflow, from what its requests meet: lengths with
// mean and variance, added up along the steps; where branches join, the expected maximum of normal
// variables (Clark, "The greatest of a finite set of random variables", Operations Research 9
// (1961) 145–162), independent after their latest common step. Rework adds its expected rounds,
// each as long as one way from the step sent back to through the sender.

#include <vector>

#include "engine/analysis/analytic_demand.hpp"
#include "engine/analysis/analytic_network.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// A length of working time [h], and what it consists of.
struct Length {
  double mean = 0, variance = 0;
  double waiting = 0;  // for people, and until appointments
  double in_hand = 0;
  double client = 0;
  double delay = 0;  // any other; the four add up to the mean
  bool keeps_up = true;
};
Length in_turn(Length first, const Length& then);
/// The longer of two whose common part has the variance `common`.
Length longer_of(const Length& a, const Length& b, double common = 0);
Length times(const Length& one, double n);
/// One of two, the first with this chance.
Length one_of(double chance, const Length& first, const Length& second);

/// From the job's arrival.
struct JobTimes {
  std::vector<Length> ready, finish,
      agreed;                 // by step: of the first visit; of the last of its rounds
  std::vector<Length> round;  // by step: one way round its back-edge
  Length whole;
};

class AnalyticPath {
 public:
  /// Keeps references.
  AnalyticPath(const Model& model, const Crews& crews, const DemandBook& book,
               const AnalyticNetwork& network)
      : model_(model), crews_(crews), book_(book), network_(network) {}

  JobTimes times_of(const JobPlan& job) const;
  /// From a round's becoming ready to the end of its appointment. Requires: round.meeting.
  Length appointment(const RoundPlan& round) const;
  /// Up to a point of a milestone; nothing where it lies behind another one's rework.
  Length until(const JobPlan& job, MilestonePoint point, StepId step) const;

 private:
  Length step_length(const JobPlan& job, StepId step, bool later) const;
  Length seat_length(const SeatPlan& seat) const;
  JobTimes walk(const JobPlan& job, const std::vector<double>& fired) const;

  const Model& model_;
  const Crews& crews_;
  const DemandBook& book_;
  const AnalyticNetwork& network_;
};

}  // namespace suits
