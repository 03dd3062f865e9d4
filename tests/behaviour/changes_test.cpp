// Dated changes of hours, accounts and sizes, seen on runs worked out by hand. The shop opens from
// 9 to 17, Monday to Friday; 2027-01-04 is a Monday.

#include <cmath>

#include <fmt/format.h>

#include "engine/model/expected_arrivals.hpp"
#include "engine/run/arrivals.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::story_of;
using test::told;

/// Eva alone, with work of 12 hours on the first Monday at 9.
std::string eva(const std::string& changes, const std::string& account = "",
                const std::string& dates = "2027-01-04") {
  return fmt::format(R"(suits: 1
name: test
time: {{ start: 2027-01-04, run: 4 weeks }}
calendar: {{ hours: {{ mon-fri: [09:00-17:00] }}, patterns: {{ mornings: {{ hours: {{ mon-fri: [09:00-12:00] }} }} }} }}
roles: {{ executive: {{}} }}
people: [ {{ name: Eva, role: executive }} ]
accounts: [ {{ name: North{} }} ]
work: {{ brief: {{ who: executive, effort: 12 h, arrives: {{ dates: [{}] }} }} }}
{})",
                     account, dates, changes);
}

const std::vector<std::string> kWork{"Eva"};

}  // namespace

TEST_CASE("Hours of the calendar change on a date", "[behaviour][changes]") {
  // 8 hours on Monday; from Tuesday on the shop opens at 13.
  CHECK(told(story_of(eva("changes: [ { at: 2027-01-05, calendar: agency, hours: { mon-fri: "
                          "[13:00-15:00] } } ]")),
             kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-06 15:00 Eva finishes 0\n");
  CHECK(told(story_of(eva("changes: [ { at: 2027-01-05, calendar: agency, hours: always } ]")),
             kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 04:00 Eva finishes 0\n");
  // Of a pattern that nobody has: as if nothing were said.
  CHECK(told(story_of(eva("changes: [ { at: 2027-01-05, calendar: mornings, hours: always } ]")),
             kWork) == told(story_of(eva("")), kWork));
}

TEST_CASE("A person goes to part time on a date, and back", "[behaviour][changes]") {
  // 8 hours on Monday, 2 on Tuesday (25 % of the day), then whole days again.
  const auto story =
      story_of(eva("changes:\n  - { at: 2027-01-05, person: Eva, share: 25% }\n"
                   "  - { at: 2027-01-06, person: Eva, share: 100% }\n"));
  CHECK(told(story, kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-06 11:00 Eva finishes 0\n");
  // 20 days of 8 hours, one of them of 2.
  CHECK(story.seen.people[PersonId{0}].available == hours(19 * 8 + 2));
  CHECK(
      told(story_of(eva("changes: [ { at: 2027-01-05, person: Eva, hours: mornings } ]")), kWork) ==
      "01-04 09:00 Eva starts 0\n"
      "01-06 10:00 Eva finishes 0\n");
}

TEST_CASE("A person's changed hours follow the calendar's changes", "[behaviour][changes]") {
  // Half of Tuesday's 8 hours, then half of a day of 2 hours: 3 h are left on Wednesday.
  CHECK(told(story_of(eva("changes:\n  - { at: 2027-01-05, person: Eva, share: 50% }\n"
                          "  - { at: 2027-01-06, calendar: agency, hours: { mon-fri: "
                          "[10:00-12:00] } }\n",
                          "", "2027-01-05")),
             kWork) ==
        "01-05 09:00 Eva starts 0\n"
        "01-15 11:00 Eva finishes 0\n");
}

TEST_CASE("Work arrives from an account's first day to its last", "[behaviour][changes]") {
  const std::string dates = "2027-01-04, 2027-01-11, 2027-01-14, 2027-01-18";
  CHECK(told(story_of(eva("", ", starts: 2027-01-11, ends: 2027-01-14", dates)), {"job"}) ==
        "01-11 09:00 job 0 arrives\n"
        "01-12 13:00 job 0 is done\n"
        "01-14 09:00 job 1 arrives\n"
        "01-15 13:00 job 1 is done\n");
}

TEST_CASE("What is under way when an account ends goes on or is given up", "[behaviour][changes]") {
  // Three jobs of 12 hours: one done on Tuesday, one at work on Wednesday night, one that waits.
  const std::string dates = "2027-01-04, 2027-01-05, 2027-01-06";
  const auto goes_on = story_of(eva("", ", ends: 2027-01-06", dates));
  CHECK(told(goes_on, {"done", "Eva"}) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 13:00 Eva finishes 0\n"
        "01-05 13:00 job 0 is done\n"
        "01-05 13:00 Eva starts 1\n"
        "01-06 17:00 Eva finishes 1\n"
        "01-06 17:00 job 1 is done\n"
        "01-07 09:00 Eva starts 2\n"
        "01-08 13:00 Eva finishes 2\n"
        "01-08 13:00 job 2 is done\n");
  const auto given_up = story_of(eva("", ", ends: 2027-01-05, on_end: cancel", dates));
  CHECK(told(given_up, {"done", "Eva", "cancelled"}) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 13:00 Eva finishes 0\n"
        "01-05 13:00 job 0 is done\n"
        "01-05 13:00 Eva starts 1\n"
        "01-06 00:00 job 1 is cancelled\n"
        "01-06 00:00 Eva stops 1\n");
  CHECK(given_up.seen.conservation.jobs_cancelled == 1);
  CHECK(given_up.seen.conservation.effort_cancelled == hours(8));
  CHECK(given_up.seen.flows[0].censored == 1);
}

TEST_CASE("Appointments, delays and parts of a job that is given up are off",
          "[behaviour][changes]") {
  const auto story = story_of(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { manager: {}, executive: { reports_to: manager } }
people: [ { name: Eva, role: executive }, { name: Mia, role: manager } ]
accounts: [ { name: North, ends: 2027-01-05, on_end: cancel } ]
work:
  campaign:
    arrives: { dates: [2027-01-04] }
    steps:
      talk: { who: { manager: 1 h, executive: 1 h }, notice: 5 working days }
      wait: { after: start, takes: 2 weeks }
      report: { after: start, who: executive, effort: 4 h, spread: 4 weeks }
      chat: { after: start, who: { manager: 20 h, executive: 20 h }, together: scan }
)");
  CHECK(told(story, {"Eva", "Mia", "answer", "cancelled"}) ==
        "01-04 09:00 Mia is booked for 0\n"
        "01-04 09:00 Eva is booked for 0\n"
        "01-04 09:00 Eva starts 2\n"
        "01-04 10:00 Eva finishes 2\n"
        "01-04 10:00 Mia starts 3\n"
        "01-04 10:00 Eva starts 3\n"
        "01-06 00:00 job 0 is cancelled\n"
        "01-06 00:00 Mia stops 3\n"
        "01-06 00:00 Eva stops 3\n");
  // Two hours of talk, three parts of the report, and 2 × 5 hours of the chat.
  CHECK(story.seen.conservation.effort_cancelled == hours(15));
}

TEST_CASE("Sizes that change scale the arrivals expected from then on", "[behaviour][changes]") {
  const auto model = compiled(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
accounts: [ { name: North, size: 2 }, { name: South, starts: 2027-02-01, ends: 2027-02-14 } ]
work:
  brief: { who: executive, effort: 1 h, arrives: 1/working day }
  note: { who: executive, effort: 1 h, size_exponent: 0.5, arrives: 1/working day }
changes:
  - { at: 2027-01-18, account: North, size: 4 }
  - { at: 2027-02-01, account: North, size: 50% }
)");
  const std::vector<Instant> edges{
      midnight(*make_date(2027, 1, 4)), midnight(*make_date(2027, 1, 18)),
      midnight(*make_date(2027, 2, 1)), midnight(*make_date(2027, 3, 1))};
  const auto expected = [&](std::uint32_t stream) {
    return expected_arrivals(*model, model->streams[StreamId{stream}], edges);
  };
  REQUIRE(model->streams.size() == 4);
  // 10, 10 and 20 working days.
  const auto near = [](const std::vector<double>& a, std::vector<double> b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == Approx(b[i]).epsilon(1e-9));
  };
  near(expected(0), {20, 80, 20});
  near(expected(1), {10 * std::sqrt(2.0), 10 * std::sqrt(8.0), 20});
  near(expected(2), {0, 0, 10});
  // What arrives keeps to it: the mean of 400 courses, within four standard errors.
  double early = 0, later = 0;
  const std::uint32_t courses = 400;
  for (std::uint32_t r = 0; r < courses; ++r) {
    ArrivalProcess process(*model, model->streams[StreamId{0}],
                           stream_key(1, r, model->streams[StreamId{0}].component), 2);
    for (Instant t = process.next().time; t < edges[3]; t = process.next().time) {
      if (t < edges[1]) ++early;
      if (t >= edges[1] && t < edges[2]) ++later;
    }
  }
  CHECK(std::abs(early / courses - 20) < 4 * std::sqrt(20.0 / courses));
  CHECK(std::abs(later / courses - 80) < 4 * std::sqrt(80.0 / courses));
}

TEST_CASE("What is wrong with a change is said at its place", "[behaviour][changes]") {
  const auto said = [](const std::string& change) {
    return mistakes(eva("changes:\n  - { " + change + " }\n"));
  };
  CHECK(said("at: 2027-01-05, person: Eve, share: 50%") ==
        "10: there is no person 'Eve' [did you mean 'Eva'?]");
  CHECK(said("at: 2027-01-05, account: Nort, size: 2") ==
        "10: there is no account 'Nort' [did you mean 'North'?]");
  CHECK(said("at: 2027-01-05, calendar: morning, hours: always") ==
        "10: there is no calendar pattern 'morning' [did you mean 'mornings'?]");
  CHECK(said("at: 2027-01-05, person: Eva") == "10: this changes nothing");
  CHECK(said("at: 2027-01-05, share: 50%") == "10: one of person, account and calendar is needed");
  CHECK(said("at: 2027-01-05, person: Eva, account: North, size: 2") ==
        "10: only one of person, account and calendar is taken");
  CHECK(said("at: 2027-01-05, person: Eva, size: 2") == "10: 'size' changes of an account");
  CHECK(said("at: 2027-01-05, person: Eva, share: 0%") ==
        "10: the share must be more than 0 [whoever goes has 'leaves']");
  CHECK(said("at: 2027-01-05, person: Eva, hours: { mon: [09:00-12:00] }") ==
        "10: a person's hours are those of a pattern [write them under calendar.patterns and name "
        "it here]");
  CHECK(said("at: 2027-01-05, calendar: agency, hours: mornings") ==
        "10: the calendar's hours are written out [e.g. { mon-fri: [09:30-12:30, 13:30-18:00] }]");
  CHECK(said("at: 2027-01-05, person: Eva, share: 50% }\n  - { at: 2027-01-05, person: Eva, "
             "share: 60%") == "11: the share of Eva changes twice on 2027-01-05");
  CHECK(mistakes(eva("", ", starts: 2027-02-01, ends: 2027-01-31")) ==
        "7: this is before the account starts");
  CHECK(mistakes(eva("", ", on_end: cancel")) == "7: an account without an 'ends' does not end");
}

}  // namespace suits
