// Days of absence from calendar files.

#include <fmt/format.h>

#include "engine/scenario/leave_calendar.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

std::string calendar(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//suits//test//EN\r\n" + events +
         "END:VCALENDAR\r\n";
}

/// An event of properties, one a line.
std::string event(const std::string& properties) {
  return "BEGIN:VEVENT\r\nUID:one\r\n" + properties + "\r\nEND:VEVENT\r\n";
}

std::string days_of(const std::string& events, const std::string& summary = "") {
  const LeaveCalendar read = read_leave_calendar(calendar(events), summary);
  if (!read.error.empty()) return read.error;
  std::string text;
  for (const DateRange& days : read.days) {
    if (!text.empty()) text += " ";
    text += to_string(days.from);
    if (days.to.days - days.from.days > 1) text += ".." + to_string(days.to - 1);
  }
  return text;
}

}  // namespace

TEST_CASE("An event for whole days ends before its end, and lasts a day without one") {
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270809\r\nDTEND;VALUE=DATE:20270821")) ==
        "2027-08-09..2027-08-20");
  CHECK(days_of(event("DTSTART;VALUE=DATE:20280229")) == "2028-02-29");
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270809\r\nDURATION:P3D")) == "2027-08-09..2027-08-11");
  CHECK(days_of(event("DTSTART:20270809T000000\r\nDTEND:20270811T000000")) ==
        "2027-08-09..2027-08-10");
  // Days that touch are one stretch.
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270809") + event("DTSTART;VALUE=DATE:20270810")) ==
        "2027-08-09..2027-08-10");
}

TEST_CASE("Hours of a day are no absence, and are counted") {
  const std::string text =
      calendar(event("DTSTART:20270301T140000\r\nDTEND:20270301T150000") +
               event("DTSTART:20270301T000000") + event("DTSTART;VALUE=DATE:20270302"));
  const LeaveCalendar read = read_leave_calendar(text, "");
  CHECK(read.timed == 2);
  CHECK(read.events == 1);
  CHECK(read.days == std::vector<DateRange>{{*make_date(2027, 3, 2), *make_date(2027, 3, 3)}});
}

TEST_CASE("Recurrences are played out, with exceptions, moved ones and further dates") {
  // Fridays up to the end of January without the 15th; the one of the 22nd is on Wednesday instead.
  const std::string fridays = event(
      "DTSTART;VALUE=DATE:20270108\r\nRRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20270131\r\n"
      "EXDATE;VALUE=DATE:20270115");
  CHECK(days_of(fridays) == "2027-01-08 2027-01-22 2027-01-29");
  CHECK(days_of(fridays + event("RECURRENCE-ID;VALUE=DATE:20270122\r\n"
                                "DTSTART;VALUE=DATE:20270120")) ==
        "2027-01-08 2027-01-20 2027-01-29");
  // One that is cancelled alone.
  CHECK(days_of(fridays + event("RECURRENCE-ID;VALUE=DATE:20270122\r\nSTATUS:CANCELLED\r\n"
                                "DTSTART;VALUE=DATE:20270122")) == "2027-01-08 2027-01-29");
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270108\r\nRRULE:FREQ=MONTHLY;BYDAY=-1MO;COUNT=2")) ==
        "2027-01-08 2027-01-25 2027-02-22");
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270108\r\nRDATE;VALUE=DATE:20270301,20270405")) ==
        "2027-01-08 2027-03-01 2027-04-05");
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270108\r\nSTATUS:CANCELLED")) == "");
}

TEST_CASE("Only events with a text in their summary, where one is asked for") {
  const std::string both = event("DTSTART;VALUE=DATE:20270809\r\nSUMMARY:Aiko\\, on leave") +
                           event("DTSTART;VALUE=DATE:20270811\r\nSUMMARY:Ben");
  CHECK(days_of(both) == "2027-08-09 2027-08-11");
  CHECK(days_of(both, "Aiko,") == "2027-08-09");
  CHECK(days_of(both, "Zoe") == "");
}

TEST_CASE("Calendars without an end, and hostile ones, are bounded") {
  // Without an end: every Friday up to 2200.
  const LeaveCalendar fridays =
      read_leave_calendar(calendar(event("DTSTART;VALUE=DATE:20270108\r\nRRULE:FREQ=WEEKLY")), "");
  REQUIRE(to_string(fridays.days.back().from) == "2200-12-26");
  const std::int32_t span = fridays.days.back().from.days - fridays.days.front().from.days;
  CHECK(fridays.days.size() == static_cast<std::size_t>(span / 7 + 1));
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270108\r\nRRULE:FREQ=DAILY")) ==
        "2027-01-08..2200-12-31");
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270108\r\nRRULE:FREQ=SECONDLY")) ==
        "an event for whole days that recurs by the hour or faster");
  // A day that never comes.
  CHECK(days_of(event("DTSTART;VALUE=DATE:20270108\r\n"
                      "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")) ==
        "a rule of recurrence (RRULE) that cannot be played out");
  std::string many;
  for (int i = 0; i < 1001; ++i) many += event("DTSTART;VALUE=DATE:20270108\r\nRRULE:FREQ=YEARLY");
  CHECK(days_of(many) == "more than 1000 events recur");
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "BEGIN:VEVENT\n";
  CHECK(read_leave_calendar(deep, "").error ==
        "not an iCalendar file: parts inside parts inside parts");
  CHECK(read_leave_calendar(std::string((4 << 20) + 1, ' '), "").error == "more than 4 MB");
  CHECK(read_leave_calendar("", "").error != "");
  CHECK(read_leave_calendar("name,role\nBen,executive\n", "").error != "");
  CHECK(days_of(event("SUMMARY:never")) == "an event without a beginning (DTSTART)");
  CHECK(days_of(event("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270122\r\n"
                      "DTSTART;VALUE=DATE:20270122")) ==
        "an event moves all recurrences from one on (RANGE), which is not understood");
}

}  // namespace suits
