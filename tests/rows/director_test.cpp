// The account director, row by row: each row's own tiny agency, as somebody would write it, with
// times worked out by hand. The 1st (of March 2027) is a Monday; hours are 9 to 17.

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
time: { start: 2027-03-01, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
)";

}  // namespace

TEST_CASE("R21: the director runs the department and carries what it needs of them", "[rows]") {
  const auto agency = [](const std::string& executives, const std::string& away = "") {
    return kBegin + R"(roles:
  director: {}
  manager: { reports_to: director }
  planner: { reports_to: director, team: pool }
  executive: { reports_to: [manager, director] }
people:
  - { name: Dan, role: director }
  - { name: Mia, role: manager)" +
           away + R"( }
  - { name: Pia, role: planner)" +
           away + R"( }
  - { role: executive, count: )" +
           executives + away + R"( }
accounts: [ { name: North } ]
work: { mail: { who: executive, effort: 1 h, arrives: { dates: [2027-03-03] } } }
background: { leading: { who: [director, manager], per: report, effort: 2 h/week } }
)";
  };
  // A manager and a planner report to Dan: four hours a week; the executives to Mia.
  const auto one = diary_of(agency("1"));
  CHECK(told(one, {"Dan", "Mia"}) ==
        "1 09:00-13:00 Dan leading\n"
        "1 09:00-11:00 Mia leading #2\n"
        "8 09:00-13:00 Dan leading #3\n"
        "8 09:00-11:00 Mia leading #4\n");
  CHECK(told(diary_of(agency("3")), {"Mia"}) ==
        "1 09:00-15:00 Mia leading #2\n"
        "8 09:00-15:00 Mia leading #4\n");
  // He is the head: with everybody else away, their work comes to him.
  CHECK(told(one, {"mail"}) == "3 09:00-10:00 executive#1 mail\n");
  CHECK(told(diary_of(agency("1", ", away: [2027-03-01..2027-03-12]")), {"mail"}) ==
        "3 09:00-10:00 Dan mail\n");
}

TEST_CASE("R23: the director is at the presentations that matter", "[rows]") {
  const auto agency = [](const std::string& director) {
    return kBegin + R"(roles: { director: {}, executive: { reports_to: director } }
people: [ { name: Dan, role: director }, { name: Eva, role: executive } ]
tiers: { key: {}, small: {} }
accounts: [ { name: North, tier: key }, { name: South, tier: small } ]
work:
  presentation:
    arrives: { dates: [2027-03-01] }
    who: { executive: 1 h, client: 1 h)" +
           director + R"( }
)";
  };
  CHECK(told(diary_of(agency(", director: { key: 1 h, small: none }")), {"Dan", "Eva"}) ==
        "1 09:00-10:00 Dan presentation for North\n"
        "1 09:00-10:00 Eva presentation for North\n"
        "1 10:00-11:00 Eva presentation #2 for South\n");
  CHECK(told(diary_of(agency("")), {"Dan"}) == "");
}

TEST_CASE("R24: the director briefs when needed, and follows every campaign that runs", "[rows]") {
  const auto agency = [](const std::string& role, const std::string& follow) {
    return kBegin + R"(roles: { director: {}, executive: { reports_to: director)" + role + R"( } }
people: [ { name: Dan, role: director }, { name: Eva, role: executive } ]
parties: { creative: { capacity: 3, keep: none } }
accounts: [ { name: North } ]
work:
  campaign:
    arrives: { dates: [2027-03-01, 2027-03-01] }
    )" + follow +
           R"(
    steps:
      brief: { who: executive, effort: 5 h }
      design: { who: creative, effort: 30 h }
)";
  };
  // The second brief has waited for three hours at noon.
  CHECK(told(diary_of(agency(", covered_by: [ { role: director, after: 3 working hours } ]", "")),
             {"brief"}) ==
        "1 09:00-14:00 Eva campaign.brief\n"
        "1 12:00-17:00 Dan campaign.brief #2\n");
  CHECK(told(diary_of(agency("", "")), {"brief"}) ==
        "1 09:00-14:00 Eva campaign.brief\n"
        "1 14:00-2 11:00 Eva campaign.brief #2\n");
  // Of the week of 40 hours the first runs for 35, from Monday at nine to Friday noon; the second
  // for all of it.
  CHECK(told(diary_of(agency("", "follow: { director: 2 h/week }")), {"design", "Dan"}) ==
        "1 14:00-5 12:00 creative#1 campaign.design\n"
        "2 11:00-5 17:00 creative#2 campaign.design #2\n"
        "5 12:00-13:45 Dan campaign: follow\n"
        "8 09:00-11:00 Dan campaign: follow #2\n");
}

}  // namespace suits
