// How far rules reach, on runs worked out by hand. The shop opens from 9 to 17, Monday to Friday;
// 2027-01-04 is a Monday. A line "12 of 0" says that the first rule acts.

#include <algorithm>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::story_of;
using test::told;

/// Eva has the account and is busy all week; Ben has none; a note of two hours comes on Monday too.
std::string shop(const std::string& rest, const std::string& role = "") {
  return R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { manager: {}, executive: { reports_to: manager)" +
         role + R"( } }
people: [ { name: Ben, role: executive }, { name: Eva, role: executive }, { name: Mia, role: manager } ]
accounts: [ { name: North, team: { executive: Eva, manager: Mia } } ]
work:
  brief: { who: executive, effort: 40 h, arrives: { dates: [2027-01-04] } }
)" + rest;
}

/// Something more is said of a person.
std::string with(std::string scenario, const std::string& name, const std::string& what) {
  return scenario.insert(scenario.find(name) + name.size(), ", " + what);
}

const std::string kNote =
    "  note: { who: executive, effort: 2 h, due: 10 working days, arrives: { dates: [2027-01-04] } "
    "}\n";

const std::vector<std::string> kWork{"starts", "stops", "opens"};

}  // namespace

TEST_CASE("A rule sees what the rules before it have started", "[behaviour][rules]") {
  // The note is escalated before Mia can take it.
  CHECK(told(story_of(shop(R"(  note: { who: manager, effort: 2 h, arrives: none }
rules:
  - { when: job.kind == brief and job.rounds > 0, then: start note }
  - { when: job.kind == note, then: escalate }
)")),
             {"of 1", "starts 1", "job 1 arrives"}) ==
        "01-04 09:00 job 1 arrives\n"
        "01-04 09:00 12 of 1\n"
        "01-04 09:00 ring 1 opens of 1\n"
        "01-04 09:00 Mia starts 1\n");
}

TEST_CASE("Time turns a condition whoever had the place before", "[behaviour][rules]") {
  // Two requests of one job are given up on Tuesday morning, and two jobs take their places that
  // have the same slack: 2 hours of work, due on the 18th at 9, one day's slack on the 14th at 15.
  CHECK(told(story_of(with(shop(R"(  draft:
    due: 10 working days
    arrives: { dates: [2027-01-04] }
    steps:
      write: { who: manager, effort: 2 h, after: start }
      check: { who: manager, effort: 2 h, after: start }
  note: { who: manager, effort: 2 h, due: 9 working days, arrives: { dates: [2027-01-05], batch: 2 } }
rules:
  - { at: 2027-01-05 08:00, when: job.kind == draft, then: cancel }
  - { when: job.slack < 1 working day and step.round > 0, then: note late }
)"),
                           "name: Mia", "away: [2027-01-04..2027-03-01]")),
             {"12 of 1"}) ==
        "01-14 15:00 12 of 1\n"
        "01-14 15:00 12 of 1\n");
}

TEST_CASE("A job that arrives has no work under way yet", "[behaviour][rules]") {
  CHECK(told(story_of(shop("rules: [ { on: job.arrives, when: job.remaining > 0 working hours, "
                           "then: cancel } ]\n")),
             {"cancelled"}) == "");
}

TEST_CASE("A step that comes in parts starts once", "[behaviour][rules]") {
  // Two parts, a week apart.
  const auto story = story_of(shop(R"(  watch: { who: manager, effort: 4 h, spread: 2 weeks, arrives: { dates: [2027-01-04] } }
  note: { who: executive, effort: 2 h, arrives: none }
rules: [ { on: step.starts, when: job.kind == watch, then: start note } ]
)"));
  CHECK(told(story, {"Mia starts", "arrives"}) ==
        "01-04 09:00 job 0 arrives\n"
        "01-04 09:00 job 1 arrives\n"
        "01-04 09:00 Mia starts 1\n"
        "01-04 09:00 job 2 arrives\n"
        "01-11 09:00 Mia starts 1\n");
}

}  // namespace suits
