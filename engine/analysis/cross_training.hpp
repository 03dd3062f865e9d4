#pragma once

// What colleagues could learn so that somebody is missed less.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

struct CrossTraining {
  enum class Sort : std::uint8_t {
    second_role,  // holds the missed one's main role, too
    skill,        // has a skill of theirs
    accounts,     // knows their accounts to the full
  };
  Sort sort = Sort::second_role;
  PersonId who{};
  std::size_t skill = 0;  // index into Model::skills
  std::string edit;       // what `--set` takes
};

/// What might help while `missed` is away: their main role as a second one for colleagues of a role
/// next to it in the hierarchy, their skills and their accounts for colleagues of the same role. Of
/// each, the `each` colleagues with most time left. Skills and accounts only where the scenario has
/// them. `busy`: the share of their hours that people work, by person; NaN where unknown.
std::vector<CrossTraining> cross_trainings(const Model& model, PersonId missed,
                                           const std::vector<double>& busy, std::size_t each);

/// The accounts in whose teams somebody has a place.
std::vector<AccountId> accounts_of(const Model& model, PersonId person);

}  // namespace suits
