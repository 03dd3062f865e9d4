#pragma once

// Working hours and holidays as they were written. See spec.hpp.

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"

namespace suits {

/// Opening hours of a week: sorted, apart, within the day (HoursRule::weekday).
struct HoursSpec {
  bool always = false;
  std::array<std::vector<std::pair<Duration, Duration>>, 7> weekday;
  Span span;
};
/// The whole days of a calendar file, in place of a date in a list of dates.
struct CalendarFileSpec {
  Name ics;                     // a file beside the scenario
  std::optional<Name> summary;  // only of events whose summary has this in it
};
struct HolidaysSpec {
  enum class Form : std::uint8_t { agency, none, listed };
  Form form = Form::agency;
  std::vector<Located<DateRange>> dates;  // `listed`
  Span span;
};
struct PatternSpec {
  HoursSpec hours;
  std::optional<HolidaysSpec> holidays;
};
struct CalendarSpec {
  HoursSpec hours;
  std::optional<std::vector<Located<DateRange>>> holidays;
  Map<PatternSpec> patterns;
};

}  // namespace suits
