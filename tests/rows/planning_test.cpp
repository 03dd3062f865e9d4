// What an executive has to do, whom they report to, and planning, row by row: each row's own tiny
// agency, as somebody would write it, with times worked out by hand. The 1st (of March 2027) is a
// Monday; hours are 9 to 17.

#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::diary_of;
using test::told;

const std::string kBegin = R"(suits: 1
name: row
time: { start: 2027-03-01, run: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
)";

}  // namespace

TEST_CASE("R13: an executive has budgets, pitches, timing with traffic and the daily running",
          "[rows]") {
  // The running comes daily, budgets on Wednesdays, a pitch on a date; every campaign sets off its
  // timing, which is planned together with traffic.
  const std::string agency = kBegin + R"(roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
parties: { traffic: { capacity: 1 } }
accounts: [ { name: North } ]
work:
  campaign: { who: executive, effort: 4 h, arrives: { dates: [2027-03-02 10:00] } }
  timing:
    steps:
      plan: { who: { executive: 30 min, traffic: 30 min }, together: scan }
      slots: { who: traffic, effort: 1 h }
  budget: { who: executive, effort: 2 h, arrives: { every: 1 week, on: wednesday, at: 10:00 } }
  pitch: { who: executive, effort: 6 h, arrives: { dates: [2027-03-04 11:00] } }
  running: { who: executive, effort: 1 h, arrives: { every: 1 working day, at: 09:00 } }
)";
  const std::string trigger =
      "rules: [ { on: job.arrives, when: job.kind == campaign, then: start timing } ]\n";
  CHECK(told(diary_of(agency + trigger)) ==
        "1 09:00-10:00 Eva running\n"
        "2 09:00-10:00 Eva running #2\n"
        "2 10:00-14:00 Eva campaign\n"
        "2 14:00-14:30 Eva timing.plan\n"
        "2 14:00-14:30 traffic#1 timing.plan\n"
        "2 14:30-15:30 traffic#1 timing.slots\n"
        "3 09:00-10:00 Eva running #3\n"
        "3 10:00-12:00 Eva budget\n"
        "4 09:00-10:00 Eva running #4\n"
        "4 11:00-17:00 Eva pitch\n"
        "5 09:00-10:00 Eva running #5\n");
  CHECK(told(diary_of(agency), {"timing"}) == "");
}

TEST_CASE("R14: an executive reports to the manager, and where there is none to the director",
          "[rows]") {
  // Eva writes all day. What has waited for two hours goes up: on North, which has a manager, to
  // her; on South, which has none, to its own director.
  const auto agency = [](const std::string& superior_after, const std::string& mia = "") {
    return kBegin + R"(roles:
  director: {}
  manager: { reports_to: director }
  executive: { reports_to: [manager, director])" +
           superior_after + R"( }
people: [ { name: Dan, role: director }, { name: Mia, role: manager)" +
           mia + R"( }, { name: Eva, role: executive } ]
tiers:
  key: { team: { executive: 1, manager: 1, director: 1 } }
  small: { team: { executive: 1, director: 1 } }
accounts: [ { name: North, tier: key }, { name: South, tier: small } ]
work:
  campaign: { who: executive, effort: 8 h, arrives: { key: { dates: [2027-03-01] }, small: none } }
  mail:
    who: executive
    effort: 1 h
    arrives:
      key: { dates: [2027-03-01 10:00, 2027-03-01 11:00] }
      small: { dates: [2027-03-01 13:00] }
)";
  };
  CHECK(told(diary_of(agency(", superior_after: 2 working hours"))) ==
        "1 09:00-17:00 Eva campaign for North\n"
        "1 12:00-13:00 Mia mail for North\n"
        "1 13:00-14:00 Mia mail #2 for North\n"
        "1 15:00-16:00 Dan mail #3 for South\n");
  // With Mia away, North's director is left.
  CHECK(
      told(diary_of(agency(", superior_after: 2 working hours", ", away: 2027-03-01")), {"mail"}) ==
      "1 12:00-13:00 Dan mail for North\n"
      "1 13:00-14:00 Dan mail #2 for North\n"
      "1 15:00-16:00 Dan mail #3 for South\n");
  CHECK(told(diary_of(agency(""))) ==
        "1 09:00-17:00 Eva campaign for North\n"
        "2 09:00-10:00 Eva mail for North\n"
        "2 10:00-11:00 Eva mail #2 for North\n"
        "2 11:00-12:00 Eva mail #3 for South\n");
}

TEST_CASE("R15: a planner sets the strategy, and sends back what is off it", "[rows]") {
  const auto agency = [](const std::string& back) {
    return kBegin + R"(roles: { planner: { team: pool } }
people: [ { name: Pia, role: planner } ]
parties: { creative: { capacity: 1 } }
accounts: [ { name: North } ]
work:
  campaign:
    arrives: { dates: [2027-03-01] }
    steps:
      research: { who: planner, effort: 2 h }
      strategy: { who: planner, effort: 3 h }
      design: { who: creative, effort: 4 h }
      on_strategy: { who: planner, effort: 30 min)" +
           back + R"( }
      produce: { who: creative, effort: 1 h }
)";
  };
  CHECK(told(diary_of(agency(""))) ==
        "1 09:00-11:00 Pia campaign.research\n"
        "1 11:00-14:00 Pia campaign.strategy\n"
        "1 14:00-2 10:00 creative#1 campaign.design\n"
        "2 10:00-10:30 Pia campaign.on_strategy\n"
        "2 10:30-11:30 creative#1 campaign.produce\n");
  // Off strategy once: the design is done again, half of it, and looked at again, in half the time.
  CHECK(told(diary_of(agency(", back_to: { step: design, chance: 100%, falling_by: 100%, "
                             "rework_effort: 50% }")),
             {"2 ", "3 "}) ==
        "1 14:00-2 10:00 creative#1 campaign.design\n"
        "2 10:00-10:30 Pia campaign.on_strategy\n"
        "2 10:30-12:30 creative#1 campaign.design\n"
        "2 12:30-12:45 Pia campaign.on_strategy\n"
        "2 12:45-13:45 creative#1 campaign.produce\n");
}

TEST_CASE("R16: where nobody plans, the manager does, or the director", "[rows]") {
  const auto shop = [](const std::string& mia) {
    return kBegin + R"(roles:
  director: {}
  manager: { reports_to: director }
  planner: { team: pool, reports_to: director, covered_by: [manager, director] }
people: [ { name: Dan, role: director }, { name: Mia, role: manager)" +
           mia + R"( } ]
accounts: [ { name: North } ]
work: { strategy: { who: planner, effort: 5 h, arrives: { dates: [2027-03-01] } } }
)";
  };
  const auto covered = diary_of(shop(""));
  CHECK(told(covered) == "1 09:00-14:00 Mia strategy\n");
  CHECK(covered.seen.people[PersonId{1}].cover == hours(5));
  CHECK(told(diary_of(shop(", away: [2027-03-01..2027-03-05]"))) == "1 09:00-14:00 Dan strategy\n");
}

TEST_CASE("R16: a planning department is shared by all accounts", "[rows]") {
  // Two planners, three accounts: whoever is free takes the next, whosever it is.
  const auto agency = [](const std::string& team) {
    return kBegin + "roles: { planner: { " + team + R"(keep: none } }
people: [ { role: planner, count: 2 } ]
accounts: [ { name: North }, { name: South }, { name: West } ]
work: { strategy: { who: planner, effort: 4 h, arrives: { dates: [2027-03-01, 2027-03-01] } } }
)";
  };
  CHECK(told(diary_of(agency("team: pool, "))) ==
        "1 09:00-13:00 planner#1 strategy for North\n"
        "1 09:00-13:00 planner#2 strategy #2 for North\n"
        "1 13:00-17:00 planner#1 strategy #3 for South\n"
        "1 13:00-17:00 planner#2 strategy #4 for South\n"
        "2 09:00-13:00 planner#1 strategy #5 for West\n"
        "2 09:00-13:00 planner#2 strategy #6 for West\n");
  // With places of their own on accounts, one has two of them and the other one.
  CHECK(told(diary_of(agency(""))) ==
        "1 09:00-13:00 planner#1 strategy for North\n"
        "1 09:00-13:00 planner#2 strategy #3 for South\n"
        "1 13:00-17:00 planner#1 strategy #2 for North\n"
        "1 13:00-17:00 planner#2 strategy #4 for South\n"
        "2 09:00-13:00 planner#1 strategy #5 for West\n"
        "2 13:00-17:00 planner#1 strategy #6 for West\n");
}

}  // namespace suits
