#include "engine/scenario/unit.hpp"

#include <vector>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"

namespace suits {

namespace {

constexpr double kSecond = 1e6, kMinute = 60e6, kHour = 3600e6, kDay = 24 * kHour;
constexpr std::optional<Per> kNoRate;

constexpr Unit kUnits[] = {
    {Clock::elapsed, kSecond, true, Per::hour, 3600, "s"},
    {Clock::elapsed, kSecond, true, Per::hour, 3600, "second"},
    {Clock::elapsed, kSecond, true, kNoRate, 1, "seconds"},
    {Clock::elapsed, kMinute, true, Per::hour, 60, "min"},
    {Clock::elapsed, kMinute, true, Per::hour, 60, "minute"},
    {Clock::elapsed, kMinute, true, kNoRate, 1, "minutes"},
    {Clock::elapsed, kHour, true, Per::hour, 1, "h"},
    {Clock::elapsed, kHour, true, Per::hour, 1, "hour"},
    {Clock::elapsed, kHour, true, kNoRate, 1, "hours"},
    {Clock::elapsed, kDay, false, Per::day, 1, "day"},
    {Clock::elapsed, kDay, false, kNoRate, 1, "days"},
    {Clock::elapsed, 7 * kDay, false, Per::week, 1, "week"},
    {Clock::elapsed, 7 * kDay, false, kNoRate, 1, "weeks"},
    {Clock::months, 1, false, Per::month, 1, "month"},
    {Clock::months, 1, false, kNoRate, 1, "months"},
    {Clock::months, 12, false, Per::year, 1, "year"},
    {Clock::months, 12, false, kNoRate, 1, "years"},
    {Clock::working_time, kMinute, false, Per::working_hour, 60, "working min"},
    {Clock::working_time, kMinute, false, Per::working_hour, 60, "working minute"},
    {Clock::working_time, kMinute, false, kNoRate, 1, "working minutes"},
    {Clock::working_time, kHour, false, Per::working_hour, 1, "working h"},
    {Clock::working_time, kHour, false, Per::working_hour, 1, "working hour"},
    {Clock::working_time, kHour, false, kNoRate, 1, "working hours"},
    {Clock::working_days, 1, false, Per::working_day, 1, "working day"},
    {Clock::working_days, 1, false, kNoRate, 1, "working days"},
    {Clock::working_days, 5, false, Per::working_day, 0.2, "working week"},
    {Clock::working_days, 5, false, kNoRate, 1, "working weeks"},
};
constexpr Unit kPlain{};
constexpr Unit kPercent{Clock::elapsed, 0.01, false, kNoRate, 1, "%"};

bool fits(const Unit& unit, Measure measure) {
  switch (measure) {
    case Measure::effort:
      return unit.effort;
    case Measure::lapse:
      return true;
    case Measure::working_days:
      return unit.clock == Clock::working_days;
    case Measure::number:
      return false;
  }
  return false;
}

}  // namespace

double most(Clock clock) {
  switch (clock) {
    case Clock::elapsed:
    case Clock::working_time:
      return 1000 * 365.25 * kDay;
    case Clock::working_days:
      return 1000 * 366;
    case Clock::months:
      return 1000 * 12;
  }
  return 0;
}

const Unit& no_unit() { return kPlain; }

const Unit* take_unit(Cursor& cursor) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  std::string name(cursor.word());
  if (name.empty()) return nullptr;
  if (name == "working") {
    const std::size_t behind = cursor.at();
    const std::string_view second = cursor.word();
    if (second.empty()) {
      cursor.back_to(behind);
    } else {
      name += " ";
      name += second;
    }
  }
  std::vector<std::string> known;
  for (const Unit& unit : kUnits) {
    if (unit.name == name) return &unit;
    known.emplace_back(unit.name);
  }
  const std::string near = nearest(name, known);
  cursor.fail(from, cursor.at(), fmt::format("unknown unit '{}'", truncate(name, 40)),
              near.empty() ? "units are s, min, h, days, weeks, months, years, "
                             "working hours, working days, working weeks"
                           : fmt::format("did you mean '{}'?", near));
  return nullptr;
}

const Unit* take_unit(Cursor& cursor, Measure measure) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  if (measure == Measure::number && cursor.take('%')) return &kPercent;
  const Unit* unit = take_unit(cursor);
  if (unit == nullptr || fits(*unit, measure)) return unit;
  switch (measure) {
    case Measure::effort:
      cursor.fail(from, cursor.at(),
                  fmt::format("'{}' where effort is meant, hours of a person's work", unit->name),
                  "write h, min or s");
      break;
    case Measure::working_days:
      cursor.fail(from, cursor.at(), fmt::format("'{}' where working days are meant", unit->name),
                  "write working days or working weeks");
      break;
    default:
      cursor.fail(from, cursor.at(), fmt::format("a number without a unit, not '{}'", unit->name));
  }
  return nullptr;
}

std::string with_unit(std::string_view number, Measure measure) {
  return fmt::format("e.g. {} {}", truncate(number, 40),
                     measure == Measure::effort  ? "h"
                     : measure == Measure::lapse ? "days or working days"
                                                 : "working days");
}

}  // namespace suits
