#pragma once

// Mean load of signed work against capacity, without a run: what each role is asked for and what its people can
// give, by week. Exact in the mean for steps, rework and background work; the rest is said in
// `notes`. It knows nothing of queues: a role below 100 % may still be the one that everything
// waits for, but a role above 100 % cannot keep up, however well it is led.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

struct RoleLoad {
  std::vector<double> offered;   // by week [h], dated at the arrival of the job
  std::vector<double> tentative; // besides, by week, if every tentative account is won [h]
  std::vector<double> capacity;  // by week [h]: contract hours − holidays − stated absences −
                                 // expected leave and sickness
  std::vector<double> by_kind;   // offered over the window, by KindId [h]
  double total_offered = 0;      // over the window [h]
  double total_capacity = 0;
  RoleId carried_by = kNone<RoleId>;  // nobody holds the role: whose people do its work

  /// Offered per capacity; 0 where nothing is offered, infinite without capacity.
  double load() const;
};

struct OfferedLoad {
  /// Weeks of seven days from the start of the window; one more entry than weeks, the last is its
  /// end.
  std::vector<Instant> weeks;
  /// Where nobody holds a role its hours count at the first role that covers for it. People with
  /// several roles divide their capacity over them as the roles' hours per head.
  IdVector<RoleId, RoleLoad> roles;
  /// Roles asked for more than they can give over the whole window, worst first. Never the client.
  std::vector<RoleId> cannot_keep_up;
  std::vector<std::string> notes;
};

/// Working time that a person is expected to be there in each [edges[i], edges[i+1]) [h]: contract
/// hours less holidays, stated absences, expected leave and sickness.
std::vector<double> expected_hours(const Model& model, const Person& person,
                                   const std::vector<Instant>& edges);

/// Cost: O((streams × roles + people) × weeks).
OfferedLoad offered_load(const Model& model);

}  // namespace suits
