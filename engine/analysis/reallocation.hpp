#pragma once

// Who should serve which account: the places in the teams of a model as an assignment problem, on
// the load expected in the mean (model/expected_load.hpp).
//
// A person's load: the hours a week asked of their places, over the window, in their own time (the
// level's speed; familiarity aside), and what else is theirs (background work of each person, other
// places, a head's share of what pools and roles without places are asked), per hour that they are
// expected to be there. A place may go to whoever has the role, is there as the window begins and
// ends, and has room within `accounts.max`; the owner's only to somebody of their level or above.
// Where today's holders have the skills and levels that the account's work asks of the role,
// somebody of the new ones has them too. What an owner among several holders has stays theirs.

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/team_assignment.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// The places of one role on one account.
struct TeamPlaces {
  AccountId account{};
  std::uint32_t slot = 0;
  RoleId role{};
  bool owner = false;          // whoever holds it owns the account
  std::vector<PersonId> stay;  // holders besides, whose place is not given out
  double hours = 0;            // nominal, of one place [h/week]
};

struct Reallocation {
  AssignmentProblem problem;
  std::vector<PersonId> people;    // by number in the problem
  std::vector<TeamPlaces> places;  // likewise
  std::vector<std::string> notes;  // what could not be told exactly
  Assignment assignment;
};

struct ReallocationPlan {
  std::vector<RoleId> roles;  // whose places are given out; empty: all with places
  double change = 0.01;       // what a change must save, as a share of somebody's hours
  std::optional<std::size_t> most_changes;
};

Reallocation reallocate(const Model& model, const ReallocationPlan& plan);

/// All holders of a place that is given out, with those who stay; ascending.
std::vector<PersonId> holders_after(const Reallocation& found, std::size_t place);
std::vector<PersonId> holders_before(const Model& model, const Reallocation& found,
                                     std::size_t place);

}  // namespace suits
