#pragma once

// The text of a first scenario, of an asked size: short, commented, and it runs at once.

#include <cstdint>
#include <string>

#include "engine/base/time.hpp"

namespace suits {

inline constexpr std::uint32_t kFewestPeople = 3, kMostPeople = 400;

struct StarterPlan {
  std::uint32_t people = 12;  // of the department; from kFewestPeople to kMostPeople
  Date start;                 // the first reported day
};

/// As many accounts as the people can serve with every role busy at most some 80 % in the mean, and
/// the people divided over the roles as these accounts ask for them.
std::string starter_scenario(const StarterPlan& plan);

}  // namespace suits
