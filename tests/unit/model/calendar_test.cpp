#include "engine/model/calendar.hpp"

#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

const Date kMonday = *make_date(2027, 1, 4);

/// Monday to Friday, 09:30–12:30 and 13:30–18:00.
HoursRule office() {
  HoursRule rule;
  for (std::size_t d = 0; d < 5; ++d) {
    rule.weekday[d] = {{minutes(570), minutes(750)}, {minutes(810), minutes(1080)}};
  }
  return rule;
}

Hours office_hours(std::vector<DateRange> holidays = {}) {
  HoursRule rule = office();
  rule.holidays = std::move(holidays);
  return Hours(rule, kMonday, kMonday + 70);
}

/// Day 0 is the Monday.
Instant at(int day, int hour, int minute = 0) {
  return midnight(kMonday + day) + hours(hour) + minutes(minute);
}

}  // namespace

TEST_CASE("Work runs around breaks, nights and weekends") {
  const Hours h = office_hours();
  CHECK(h.advance(at(0, 10), hours(1)) == at(0, 11));
  CHECK(h.advance(at(0, 12), hours(1)) == at(0, 14));
  CHECK(h.advance(at(0, 17), hours(2)) == at(1, 10, 30));
  CHECK(h.advance(at(4, 17), hours(2)) == at(7, 10, 30));
  CHECK(h.advance(at(5, 3), hours(1)) == at(7, 10, 30));
  // It ends at a closing, not at the next opening.
  CHECK(h.advance(at(0, 9, 30), hours(3)) == at(0, 12, 30));
  CHECK(h.advance(at(0, 20), Duration{}) == at(0, 20));
}

TEST_CASE("A standard day and week are those of the pattern") {
  const Hours h = office_hours();
  CHECK(h.standard_day() == minutes(450));
  CHECK(h.standard_week() == minutes(2250));
  CHECK(h.between(at(0, 0), at(7, 0)) == minutes(2250));
}

TEST_CASE("Open means from the opening up to the closing") {
  const Hours h = office_hours();
  CHECK_FALSE(h.open(at(0, 9, 29)));
  CHECK(h.open(at(0, 9, 30)));
  CHECK_FALSE(h.open(at(0, 12, 30)));
  CHECK(h.next_open(at(0, 12, 30)) == at(0, 13, 30));
  CHECK(h.next_open(at(4, 18)) == at(7, 9, 30));
  CHECK(h.next_change(at(0, 10)) == at(0, 12, 30));
  CHECK(h.next_change(at(0, 12, 30)) == at(0, 13, 30));
}

TEST_CASE("A stretch runs over breaks and ends at night") {
  const Hours h = office_hours();
  CHECK(h.stretch_end(at(0, 9, 30)) == at(0, 18));
  CHECK(h.stretch_end(at(4, 17)) == at(4, 18));
}

TEST_CASE("Working days count from the next day, at the time of day brought inside the hours") {
  const Hours h = office_hours({{kMonday + 2, kMonday + 3}});
  CHECK(h.add_working_days(at(0, 10), 1) == at(1, 10));
  CHECK(h.add_working_days(at(0, 10), 2) == at(3, 10));  // Wednesday is a holiday
  CHECK(h.add_working_days(at(4, 10), 1) == at(7, 10));
  CHECK(h.add_working_days(at(0, 20), 1) == at(1, 18));
  CHECK(h.add_working_days(at(0, 8), 1) == at(1, 9, 30));
  CHECK(h.add_working_days(at(0, 13), 1) == at(1, 13, 30));
  CHECK(h.add_working_days(at(0, 10), 0.5) == at(0, 14, 45));
  CHECK(h.add_working_days(at(0, 10), 1.2) == at(1, 11, 30));
  CHECK(h.working_days(kMonday, kMonday + 7) == 4);
}

TEST_CASE("Hours that never close run through midnights") {
  HoursRule rule;
  rule.always = true;
  const Hours h(rule, kMonday, kMonday + 10);
  CHECK(h.always());
  CHECK(h.advance(at(0, 20), hours(30)) == at(2, 2));
  CHECK(h.standard_day() == days(1));
  CHECK(h.standard_week() == weeks(1));
  CHECK(h.advance(at(9, 0), days(2)) == kNever);
}

TEST_CASE("A night shift is one stretch") {
  HoursRule rule;
  for (auto& day : rule.weekday) day = {{Duration{}, hours(6)}, {hours(22), hours(24)}};
  const Hours h(rule, kMonday, kMonday + 10);
  CHECK(h.advance(at(0, 23), hours(3)) == at(1, 2));
  CHECK(h.stretch_end(at(0, 23)) == at(1, 6));
  CHECK(h.open(at(1, 0)));
}

TEST_CASE("A part-timer's day is cut at its end") {
  const HoursRule half = office().shortened(0.5);
  const Hours h(half, kMonday, kMonday + 70);
  CHECK(h.standard_day() == minutes(225));
  CHECK(h.advance(at(0, 9, 30), minutes(225)) == at(0, 14, 15));
  CHECK(h.advance(at(0, 9, 30), minutes(226)) == at(1, 9, 31));
}

TEST_CASE("Absences take hours away and push work past them") {
  const Hours h = office_hours();
  const Availability a(&h, {{kMonday + 1, kMonday + 3}});
  CHECK(a.between(at(0, 0), at(7, 0)) == minutes(2250 - 900));
  CHECK(a.advance(at(0, 17), hours(2)) == at(3, 10, 30));
  CHECK(a.open(at(0, 10)));
  CHECK_FALSE(a.open(at(1, 10)));
  CHECK(a.next_open(at(1, 10)) == at(3, 9, 30));
  CHECK(a.absent(at(1, 10)));
  CHECK_FALSE(a.absent(at(3, 10)));
}

TEST_CASE("Whatever was worked is found at the first instant by which it was") {
  HoursRule always;
  always.always = true;
  HoursRule nights;  // Tuesday 22:00 to Wednesday 06:00, and a quarter of an hour on Sunday
  nights.weekday[1] = {{minutes(1320), minutes(1440)}};
  nights.weekday[2] = {{minutes(0), minutes(360)}};
  nights.weekday[6] = {{minutes(0), minutes(15)}};
  for (const Hours& h : {office_hours({{kMonday + 8, kMonday + 10}}),
                         Hours(always, kMonday, kMonday + 70), Hours(nights, kMonday, kMonday + 70)}) {
    for (Instant t = h.begin(); t < h.end(); t = t + minutes(7)) {
      const Duration worked = h.worked(t);
      const Instant found = h.at_worked(worked);
      REQUIRE(h.worked(found) == worked);
      REQUIRE(found <= h.next_open(t));
      // Not before, unless nothing was worked at all.
      if (worked.us > 0) REQUIRE(h.worked(found - microseconds(1)) < worked);
    }
    CHECK(h.at_worked(h.worked(h.end()) + microseconds(1)) == kNever);
  }
}

TEST_CASE("The open time around an instant") {
  const Hours h = office_hours();
  CHECK(h.around(at(0, 10)) == std::pair(at(0, 9, 30), at(0, 12, 30)));
  CHECK(h.around(at(0, 9, 30)) == std::pair(at(0, 9, 30), at(0, 12, 30)));
  CHECK(h.around(at(0, 12, 30)) == std::pair(at(0, 12, 30), at(0, 12, 30)));
  CHECK(h.around(at(5, 10)) == std::pair(at(5, 10), at(5, 10)));
}

TEST_CASE("What an availability remembers changes none of its answers") {
  const Hours h = office_hours();
  using Spans = std::vector<std::pair<Instant, Instant>>;
  const auto there = [&] {  // away from Tuesday 11:00 to 16:00, and on Thursday
    return Availability::without(&h, Spans{{at(1, 11), at(1, 16)}, {at(3, 0), at(4, 0)}});
  };
  const Availability used = there();
  for (int day = 0; day < 6; ++day) {
    for (int hour = 8; hour < 20; ++hour) {
      const Instant begun = at(day, hour);
      CAPTURE(day, hour);
      REQUIRE(used.advance(begun, hours(2)) == there().advance(begun, hours(2)));
      for (int m = -240; m <= 240; m += 10) {
        const Instant a = begun + minutes(m);
        for (const Duration d : {Duration{}, minutes(10), minutes(50), hours(3)}) {
          REQUIRE(used.between(a, a + d) == there().between(a, a + d));
          REQUIRE(used.between(a + d, a) == there().between(a + d, a));
        }
      }
    }
  }
}

TEST_CASE("An absence of one day is no longer than a working day, but a Friday and a Monday are") {
  const Hours h = office_hours();
  CHECK_FALSE(Availability(&h, {{kMonday + 1, kMonday + 2}}).absent(at(1, 10)));
  const Availability long_weekend(&h, {{kMonday + 7, kMonday + 8}, {kMonday + 4, kMonday + 5}});
  REQUIRE(long_weekend.away().size() == 1);
  CHECK(long_weekend.absent(at(4, 10)));
}

TEST_CASE("Advance and between are inverses, whatever the absences") {
  const Hours h = office_hours({{kMonday + 9, kMonday + 10}});
  Draws draws(stream_key(5, 0, 1), 0, 0, Purpose::leave);
  for (int i = 0; i < 500; ++i) {
    std::vector<DateRange> away;
    for (int k = 0; k < 4; ++k) {
      const auto from = static_cast<std::int32_t>(draws.uniform() * 60);
      away.push_back({kMonday + from, kMonday + from + static_cast<std::int32_t>(1 + draws.uniform() * 5)});
    }
    const Availability a(&h, away);
    const Instant t = at(0, 0) + round_duration(draws.uniform() * 20 * 86.4e9);
    const Duration work = round_duration(draws.uniform() * 30 * 3.6e9) + microseconds(1);
    const Instant done = a.advance(t, work);
    if (done >= kNever) continue;
    CHECK(a.between(t, done) == work);
    CHECK(a.between(t, done - microseconds(1)) == work - microseconds(1));
  }
}

}  // namespace suits
