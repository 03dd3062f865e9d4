// Dates, times of day, weekdays and the spans between them, as they are written.

#include <array>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/scenario/scalar_text.hpp"

namespace suits {

namespace {

constexpr int kFirstYear = 1970, kLastYear = 2200;
constexpr std::array<std::string_view, 7> kShort = {"mon", "tue", "wed", "thu",
                                                    "fri", "sat", "sun"};
constexpr std::array<std::string_view, 7> kLong = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

bool take_date(Cursor& cursor, Date& out) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  int year = 0, month = 0, day = 0;
  if (!(cursor.digits(4, year) && cursor.take('-') && cursor.digits(2, month) && cursor.take('-') &&
        cursor.digits(2, day))) {
    cursor.back_to(from);
    const std::string_view found = cursor.until("");
    return cursor.fail(from, cursor.at(), fmt::format("'{}' is not a date", truncate(found, 40)),
                       "e.g. 2027-03-01");
  }
  const std::optional<Date> date = make_date(year, month, day);
  if (!date) {
    return cursor.fail(from, cursor.at(),
                       fmt::format("there is no {}", cursor.text(from, cursor.at())));
  }
  if (year < kFirstYear || year > kLastYear) {
    return cursor.fail(from, cursor.at(),
                       fmt::format("years go from {} to {}", kFirstYear, kLastYear));
  }
  out = *date;
  return true;
}

bool take_time(Cursor& cursor, Duration& out, bool midnight_ends) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  int hour = 0, minute = 0;
  if (!(cursor.digits(2, hour) && cursor.take(':') && cursor.digits(2, minute))) {
    cursor.back_to(from);
    const std::string_view found = cursor.until("-");
    return cursor.fail(from, std::max(cursor.at(), from + 1),
                       fmt::format("'{}' is not a time of day", truncate(found, 40)), "e.g. 09:30");
  }
  out = hours(hour) + minutes(minute);
  if (minute < 60 && (hour < 24 || (midnight_ends && out == hours(24)))) return true;
  return cursor.fail(from, cursor.at(),
                     fmt::format("there is no {}", cursor.text(from, cursor.at())));
}

bool take_weekday(Cursor& cursor, int& out) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  const std::string found(cursor.word());
  std::vector<std::string> known;
  for (std::size_t i = 0; i < 7; ++i) {
    if (found == kShort[i] || found == kLong[i]) {
      out = static_cast<int>(i);
      return true;
    }
    known.emplace_back(kShort[i]);
    known.emplace_back(kLong[i]);
  }
  const std::string near = nearest(found, known);
  return cursor.fail(from, std::max(cursor.at(), from + 1),
                     fmt::format("'{}' is not a weekday", truncate(found, 40)),
                     near.empty() ? "days are mon, tue, wed, thu, fri, sat, sun"
                                  : fmt::format("did you mean '{}'?", near));
}

}  // namespace

bool parse(Cursor& cursor, Date& out) { return take_date(cursor, out); }

bool parse(Cursor& cursor, DateOrMonth& out) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  int year = 0, month = 0;
  const bool alone = cursor.digits(4, year) && cursor.take('-') && cursor.digits(2, month) &&
                     cursor.at_end();
  cursor.back_to(from);
  if (!alone) return take_date(cursor, out.first);
  const std::string day = std::string(cursor.text(from, from + 7)) + "-01";
  Cursor first(day);
  if (!take_date(first, out.first)) {
    return cursor.fail(from, cursor.text().size(), first.fault()->message, "e.g. 2027-03");
  }
  const Date next = out.first + 31;
  out.before = next - (static_cast<std::int32_t>(static_cast<unsigned>(next.civil().day())) - 1);
  cursor.back_to(from + 7);
  return true;
}

bool parse(Cursor& cursor, DateRange& out) {
  if (!take_date(cursor, out.from)) return false;
  Date last = out.from;
  if (cursor.take('.')) {
    if (!cursor.take('.')) {
      return cursor.fail(cursor.at() - 1, cursor.at(), "a span of dates has two points between",
                         "e.g. 2027-08-09..2027-08-20");
    }
    cursor.skip_spaces();
    const std::size_t from = cursor.at();
    if (!take_date(cursor, last)) return false;
    if (last < out.from) {
      return cursor.fail(from, cursor.at(), "the span ends before it begins");
    }
  }
  out.to = last + 1;
  return true;
}

bool parse(Cursor& cursor, Moment& out) {
  if (!take_date(cursor, out.date)) return false;
  if (cursor.at_end()) return true;
  const char next = cursor.peek();
  if (next < '0' || next > '9') return true;  // whatever it is, it is left over
  Duration time;
  if (!take_time(cursor, time, false)) return false;
  out.time = time;
  return true;
}

bool parse(Cursor& cursor, TimeOfDay& out) { return take_time(cursor, out.since_midnight, false); }

bool parse(Cursor& cursor, OnDay& out) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  if (cursor.word() != "day") {
    cursor.back_to(from);
    int day = 0;
    if (!take_weekday(cursor, day)) return false;
    out.weekday = day;
    return true;
  }
  double number = 0;
  if (!cursor.number_next()) {
    return cursor.fail(from, cursor.text().size(), "which day of the month?", "e.g. day 15");
  }
  const std::size_t number_from = cursor.at();
  if (!cursor.number(number)) return false;
  if (number < 1 || number > 28 || number != static_cast<int>(number)) {
    return cursor.fail(number_from, cursor.at(), "a day of every month is one of 1 to 28");
  }
  out.month_day = static_cast<int>(number);
  return true;
}

bool parse_hours(Cursor& cursor, std::pair<Duration, Duration>& out) {
  if (!take_time(cursor, out.first, false)) return false;
  const std::size_t behind = cursor.at();
  if (!cursor.take('-')) {
    return cursor.fail(behind, std::max(cursor.text().size(), behind + 1),
                       "hours have a beginning and an end", "e.g. 09:30-12:30");
  }
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  if (!take_time(cursor, out.second, true)) return false;
  if (out.second > out.first) return true;
  return cursor.fail(from, cursor.at(), "the hours end before they begin",
                     "hours past midnight are two spans on two days: up to 24:00, from 00:00");
}

bool parse_weekdays(Cursor& cursor, std::pair<int, int>& out) {
  if (!take_weekday(cursor, out.first)) return false;
  out.second = out.first;
  return !cursor.take('-') || take_weekday(cursor, out.second);
}

}  // namespace suits
