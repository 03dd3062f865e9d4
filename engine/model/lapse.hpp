#pragma once

// A span of time on a named clock, constant or random: "2 working days", "3 weeks",
// "pert(0.5, 1.5, 3) working days".

#include <cstdint>
#include <utility>

#include "engine/base/time.hpp"
#include "engine/model/calendar.hpp"
#include "engine/random/distribution.hpp"

namespace suits {

enum class Clock : std::uint8_t {
  elapsed,       // amount in microseconds of the civil clock
  working_time,  // amount in microseconds of working hours
  working_days,  // amount in working days
  months,        // amount in calendar months
};

struct Lapse {
  Distribution amount;
  Clock clock = Clock::elapsed;
};

/// When a ring opens: once a request has waited so long, or once its slack has fallen to so much
/// (working clock).
struct Threshold {
  Lapse lapse;
  bool slack = false;
  Threshold() = default;
  Threshold(Lapse waited) : lapse(std::move(waited)) {}  // NOLINT: a lapse is a threshold
};

/// The instant `amount` after t, on the given clock; working clocks run on `hours`.
Instant after(const Hours& hours, Instant t, Clock clock, double amount);

}  // namespace suits
