#pragma once

// The quantities that scalars of a scenario stand for, each with the unit it is kept in, and how
// they are read. Every value is finite, not negative and below generous bounds (1000 years), so
// that no arithmetic on microseconds overflows.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/model/calendar.hpp"
#include "engine/model/contract.hpp"
#include "engine/model/lapse.hpp"
#include "engine/model/observed.hpp"
#include "engine/random/distribution.hpp"

namespace suits {

/// Hours of a person's work [us].
struct Effort {
  Distribution amount;
};
/// Hours of work without chance [us].
struct FixedEffort {
  double us = 0;
};
/// A span of time without chance, on its clock (units as in Lapse).
struct FixedLapse {
  double amount = 0;
  Clock clock = Clock::elapsed;
};
/// How long a run goes on before its window, or that this is to be found.
struct WarmUpLength {
  bool found = false;
  FixedLapse lapse;  // where it is not
};
/// A length counted in working days.
struct WorkingDays {
  Distribution amount;
};
struct FixedWorkingDays {
  double amount = 0;
};
/// What a rate is given per; weeks, months and years are elapsed ones.
enum class Per : std::uint8_t { hour, day, week, month, year, working_hour, working_day };
/// So many arrivals per …
struct Rate {
  double amount = 0;
  Per per = Per::month;
};
/// So much work [us] per …
struct EffortRate {
  double us = 0;
  Per per = Per::week;
};
/// [currency/h]
struct HourlyMoney {
  double value = 0;
};
/// [currency/month]
struct MonthlyMoney {
  double value = 0;
};
/// 0 … 1
struct Share {
  double value = 0;
};
/// Points of the health of a relationship, −100 … 100.
struct Points {
  double value = 0;
};
/// The health of a relationship, 0 … 100.
struct Health {
  double value = 0;
};
/// The share of something that goes in a week, 0 … 1.
struct WeeklyShare {
  double value = 0;
};
/// A multiplier, at least 0.
struct Factor {
  double value = 1;
};
/// A random number without a unit: a size, a batch.
struct Number {
  Distribution amount;
};
/// A figure as it was counted last year, with its unit.
struct ObservedAmount {
  double value = 0;
  ObservedUnit unit = ObservedUnit::number;
};
/// 0 … 1,000,000
struct Count {
  std::uint32_t value = 0;
};
/// How many at a time; 0: `unlimited`.
struct FocusCount {
  std::uint32_t value = 1;
};
/// A date, or a date and a time of day.
struct Moment {
  Date date;
  std::optional<Duration> time;
};
/// A date, or a whole month: some day of it.
struct DateOrMonth {
  Date first;
  std::optional<Date> before;  // of a month: one past its last day
};
/// `09:30`, since midnight.
struct TimeOfDay {
  Duration since_midnight;
};
/// Which day something regular comes on: a weekday (0 = Monday) or a day of the month (1 … 28).
struct OnDay {
  std::optional<int> weekday;
  std::optional<int> month_day;
};

}  // namespace suits
