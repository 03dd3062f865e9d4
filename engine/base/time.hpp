#pragma once

// One local civil clock without zones or daylight saving: integer microseconds since
// 1970-01-01T00:00. Instants and durations are different types; only this header knows
// their representation.

#include <chrono>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace suits {

/// A span of time [microseconds]; may be negative (a lateness).
struct Duration {
  std::int64_t us = 0;

  constexpr auto operator<=>(const Duration&) const = default;
  constexpr Duration operator+(Duration o) const { return {us + o.us}; }
  constexpr Duration operator-(Duration o) const { return {us - o.us}; }
  constexpr Duration operator-() const { return {-us}; }
  constexpr Duration operator*(std::int64_t n) const { return {us * n}; }
  constexpr Duration& operator+=(Duration o) { us += o.us; return *this; }
  constexpr Duration& operator-=(Duration o) { us -= o.us; return *this; }
  constexpr double hours() const { return static_cast<double>(us) / 3.6e9; }
};

/// A point on the civil clock [microseconds since 1970-01-01T00:00].
struct Instant {
  std::int64_t us = 0;

  constexpr auto operator<=>(const Instant&) const = default;
  constexpr Instant operator+(Duration d) const { return {us + d.us}; }
  constexpr Instant operator-(Duration d) const { return {us - d.us}; }
  constexpr Duration operator-(Instant o) const { return {us - o.us}; }
};

constexpr Duration microseconds(std::int64_t n) { return {n}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration minutes(std::int64_t n) { return {n * 60'000'000}; }
constexpr Duration hours(std::int64_t n) { return {n * 3'600'000'000}; }
constexpr Duration days(std::int64_t n) { return {n * 86'400'000'000}; }
constexpr Duration weeks(std::int64_t n) { return days(7 * n); }

/// The year of rates and hazards: 365.25 days [us].
inline constexpr double kJulianYear = 365.25 * 86'400e6;

/// Later than everything a run can reach.
inline constexpr Instant kNever{std::numeric_limits<std::int64_t>::max() / 2};
inline constexpr Instant kDawn{std::numeric_limits<std::int64_t>::min() / 2};

/// A calendar date, counted in days since 1970-01-01.
struct Date {
  std::int32_t days = 0;

  constexpr auto operator<=>(const Date&) const = default;
  constexpr Date operator+(std::int32_t n) const { return {days + n}; }
  constexpr Date operator-(std::int32_t n) const { return {days - n}; }
  constexpr std::int32_t operator-(Date o) const { return days - o.days; }
  constexpr Date& operator++() { ++days; return *this; }
  /// 0 = Monday … 6 = Sunday.
  constexpr int weekday() const { return ((days % 7) + 7 + 3) % 7; }
  constexpr std::chrono::year_month_day civil() const {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days}}};
  }
  /// 0 = January … 11 = December.
  int month() const { return static_cast<int>(static_cast<unsigned>(civil().month())) - 1; }
};

constexpr Instant midnight(Date d) { return {static_cast<std::int64_t>(d.days) * 86'400'000'000}; }
constexpr Date date_of(Instant t) {
  constexpr std::int64_t day = 86'400'000'000;
  const std::int64_t q = t.us / day;
  return {static_cast<std::int32_t>(t.us % day < 0 ? q - 1 : q)};
}
/// t itself where it is a midnight, else the next one.
constexpr Instant midnight_from(Instant t) {
  const Instant before = midnight(date_of(t));
  return before == t ? t : before + days(1);
}
constexpr Duration time_of_day(Instant t) { return t - midnight(date_of(t)); }

/// The date, or nothing where the month has no such day (29 February of 2027).
std::optional<Date> make_date(int year, int month, int day);

/// Rounds half to even, as every drawn or scaled duration is rounded, once.
/// Requires: |us| < 2^62.
inline Duration round_duration(double us) {
#ifdef __SSE2__
  return {_mm_cvtsd_si64(_mm_set_sd(us))};  // one instruction, where llrint is a call
#else
  return {std::llrint(us)};
#endif
}

/// "2027-03-05", "2027-03-05 09:30" (floor to the minute).
std::string to_string(Date d);
std::string to_string(Instant t);
/// "1 h 30 min", "45 min", "12 s": for messages.
std::string to_string(Duration d);

}  // namespace suits
