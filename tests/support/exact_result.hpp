#pragma once

// A scenario against exact results: the mean of its replications within 4 standard errors of their
// own spread, fixed seed, no retries. The standard error must be small enough to mean something.

#include <functional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits::test {

struct Measure {
  std::string name;
  double expected;
  double largest_relative_error;  // of the standard error
  std::function<double(const Observations&)> of;
};

/// Plays 30 replications of seed 1. `what` names the scenario in messages.
void check_exact(const std::string& what, const Model& model, const std::vector<Measure>& measures);

// What is measured, in minutes.
double minutes_of(double hours);
/// Mean turnaround of a kind, all tiers.
double turnaround(const Observations& o, KindId kind = {});
/// Mean wait of the requests of a role until somebody starts.
double waiting(const Observations& o, RoleId role = {});
/// Share of the requests of a role that wait at all.
double share_waiting(const Observations& o, RoleId role = {});
/// Hours worked of those available.
double utilisation(const Observations& o, PersonId person = {});

}  // namespace suits::test
