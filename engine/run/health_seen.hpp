#pragma once

// What one replication saw of the relationship with an account. Figures cover the part of the
// window in which the account is there.

#include <vector>

#include "engine/base/time.hpp"

namespace suits {

struct HealthSeen {
  double integral = 0;                   // of the health [points·h] …
  Duration time;                         // … over so long
  std::vector<double> integral_by_week;  // weeks of 7 days from Window.start
  std::vector<Duration> time_by_week;
  double at_end = 0;                 // as the window ends …
  bool there_at_end = false;         // … where the account is there then
  std::vector<Instant> first_below;  // by warning: when the health first fell below; kNever
  Instant notice = kNever;           // the midnight at which its client gave notice, or was to
};

}  // namespace suits
