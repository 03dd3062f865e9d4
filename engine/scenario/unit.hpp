#pragma once

// The units of the language, each with the clock it names.

#include <optional>
#include <string>
#include <string_view>

#include "engine/model/lapse.hpp"
#include "engine/scenario/cursor.hpp"
#include "engine/scenario/quantity.hpp"

namespace suits {

struct Unit {
  Clock clock = Clock::elapsed;
  double factor = 1;       // of the clock's own unit: us, working days, months
  bool effort = false;     // measures a person's work: h, min, s
  std::optional<Per> per;  // as a denominator …
  double per_factor = 1;   // … a rate per this is so many times the rate per `per`
  std::string_view name;   // as it is written after a number
};

/// What may stand behind a number.
enum class Measure : unsigned char { effort, lapse, working_days, number };

/// The largest amount of a clock: 1000 years.
double most(Clock clock);

/// Takes a unit ("h", "working days"); null where none is next or it is unknown: then a fault.
const Unit* take_unit(Cursor& cursor);
/// Takes a unit that fits the measure; null and a fault otherwise. For numbers: "%".
const Unit* take_unit(Cursor& cursor, Measure measure);
/// The plain number.
const Unit& no_unit();

/// "e.g. 12 h": how a number without a unit might go on.
std::string with_unit(std::string_view number, Measure measure);

}  // namespace suits
