#pragma once

// How a rate changes over a period that comes again and again: over the day, or the week.

#include <vector>

#include "engine/base/time.hpp"

namespace suits {

/// What a rate is multiplied by: equal parts of the period, each with its factor. Periods follow
/// one another from an origin on: the Monday of the week in which the run begins.
struct Profile {
  Duration period;              // at least a second for each factor
  std::vector<double> factors;  // not empty, at least 0
};

/// The Monday, at midnight, of the week in which the run begins.
Instant profile_origin(Instant run_begins);

/// The factor that holds at an instant, and until when. Part i of n begins ⌊i · period ÷ n⌋
/// microseconds after its period.
struct ProfilePart {
  double factor = 1;
  Instant until;
};
ProfilePart profile_at(const Profile& profile, Instant origin, Instant t);

/// Of the factors.
double mean_factor(const Profile& profile);

}  // namespace suits
