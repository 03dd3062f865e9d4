// The department, row by row: each row's own tiny agency, as somebody would write it, with times
// worked out by hand. The 1st (of March 2027) is a Monday; hours are 9 to 17.

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

TEST_CASE("R1: work crosses from the client by account service to creative, and back", "[rows]") {
  const auto agency = [](const std::string& capacity) {
    return kBegin + R"(roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
parties:
  creative: { capacity: )" +
           capacity + R"( }
  client: { responds_in: 2 working days }
accounts: [ { name: North } ]
work:
  campaign:
    arrives: { dates: [2027-03-01], batch: 3 }
    steps:
      brief: { who: executive, effort: 4 h }
      design: { who: creative, effort: 8 h }
      present: { who: executive, effort: 1 h }
      answer: { takes: client.responds_in }
      deliver: { who: executive, effort: 1 h }
)";
  };
  // Nobody designs before Eva has briefed, and she presents before the client has their two days.
  CHECK(told(diary_of(agency("2"))) ==
        "1 09:00-13:00 Eva campaign.brief\n"
        "1 13:00-17:00 Eva campaign.brief #2\n"
        "1 13:00-2 13:00 creative#1 campaign.design\n"
        "2 09:00-13:00 Eva campaign.brief #3\n"
        "2 09:00-17:00 creative#2 campaign.design #2\n"
        "2 13:00-14:00 Eva campaign.present\n"
        "2 13:00-3 13:00 creative#1 campaign.design #3\n"
        "3 09:00-10:00 Eva campaign.present #2\n"
        "3 13:00-14:00 Eva campaign.present #3\n"
        "4 14:00-15:00 Eva campaign.deliver\n"
        "5 10:00-11:00 Eva campaign.deliver #2\n"
        "5 14:00-15:00 Eva campaign.deliver #3\n");
  // One designer alone takes one campaign after the other.
  CHECK(told(diary_of(agency("1")), {"creative"}) ==
        "1 13:00-2 13:00 creative#1 campaign.design\n"
        "2 13:00-3 13:00 creative#1 campaign.design #2\n"
        "3 13:00-4 13:00 creative#1 campaign.design #3\n");
}

TEST_CASE("R2: an assignment is taken in a meeting with the client, and briefed", "[rows]") {
  const auto agency = [](const std::string& hours_of_client) {
    std::string text = kBegin;
    const std::string hours = "[09:00-17:00] } }";
    text.replace(
        text.find(hours), hours.size(),
        "[09:00-17:00] }, patterns: { afternoon: { hours: { mon-fri: [14:00-16:00] } } } }");
    return text + R"(roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
parties: { client: { hours: )" +
           hours_of_client + R"( } }
accounts: [ { name: North } ]
work:
  campaign:
    arrives: { dates: [2027-03-01 10:00] }
    steps:
      take: { who: { executive: 1 h, client: 1 h }, notice: 1 working day }
      brief: { who: executive, effort: 6 h }
)";
  };
  CHECK(told(diary_of(agency("agency"))) ==
        "2 10:00-11:00 Eva campaign.take\n"
        "2 10:00-11:00 client of North campaign.take\n"
        "2 11:00-17:00 Eva campaign.brief\n");
  // A client who is only there in the afternoon.
  CHECK(told(diary_of(agency("afternoon"))) ==
        "2 14:00-15:00 Eva campaign.take\n"
        "2 14:00-15:00 client of North campaign.take\n"
        "2 15:00-3 13:00 Eva campaign.brief\n");
}

TEST_CASE("R3: what is presented comes back with feedback for another round", "[rows]") {
  const auto agency = [](const std::string& design, const std::string& feedback) {
    return kBegin + R"(roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
parties: { creative: { capacity: 1 }, client: { responds_in: 1 working day } }
accounts: [ { name: North } ]
work:
  campaign:
    arrives: { dates: [2027-03-01] }
    steps:
      design: { who: creative, effort: 8 h)" +
           design + R"( }
      present: { who: { executive: 1 h, client: 1 h } }
      feedback: { takes: client.responds_in)" +
           feedback + R"( }
      deliver: { who: executive, effort: 30 min }
)";
  };
  const auto once = diary_of(agency("", ""));
  CHECK(told(once, {"Eva", "creative"}) ==
        "1 09:00-17:00 creative#1 campaign.design\n"
        "2 09:00-10:00 Eva campaign.present\n"
        "3 10:00-10:30 Eva campaign.deliver\n");
  CHECK(once.seen.flows[0].rounds.mean() == 1);
  // For certain sent back once, and then never more; everything takes half of its time again.
  const std::string back = ", back_to: { step: design, chance: 100%, falling_by: 100%";
  const auto twice = diary_of(agency("", back + ", rework_effort: 50% }"));
  CHECK(told(twice, {"Eva", "creative"}) ==
        "1 09:00-17:00 creative#1 campaign.design\n"
        "2 09:00-10:00 Eva campaign.present\n"
        "3 10:00-14:00 creative#1 campaign.design\n"
        "3 14:00-14:30 Eva campaign.present\n"
        "4 14:30-15:00 Eva campaign.deliver\n");
  CHECK(twice.seen.flows[0].rounds.mean() == 2);
  // Or a stated time for revisions.
  CHECK(told(diary_of(agency(", later: { effort: 3 h }", back + " }")), {"Eva", "creative"}) ==
        "1 09:00-17:00 creative#1 campaign.design\n"
        "2 09:00-10:00 Eva campaign.present\n"
        "3 10:00-13:00 creative#1 campaign.design\n"
        "3 13:00-14:00 Eva campaign.present\n"
        "4 14:00-14:30 Eva campaign.deliver\n");
}

TEST_CASE("R4: account service watches over creative work all the time", "[rows]") {
  // A tenth of the hours of design: 4 h of the first week's 40, 2 h of the 20 of the second, as it
  // ends on Wednesday at 13:00; then the review, which sends it back for a quarter: 15 h, to Friday
  // at 15:00, and 1.5 h of them before a quarter of an hour of review.
  const std::string agency = kBegin + R"(roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
parties: { creative: { capacity: 1 } }
accounts: [ { name: North } ]
work:
  campaign:
    arrives: { dates: [2027-03-01] }
    steps:
      design: { who: creative, effort: 60 h, supervised_by: { executive: 10% } }
      review:
        who: executive
        effort: 1 h
        back_to: { step: design, chance: 100%, falling_by: 100%, rework_effort: 25% }
)";
  CHECK(told(diary_of(agency)) ==
        "1 09:00-10 13:00 creative#1 campaign.design\n"
        "8 09:00-13:00 Eva campaign: supervision\n"
        "10 13:00-15:00 Eva campaign: supervision #2\n"
        "10 15:00-16:00 Eva campaign.review\n"
        "10 16:00-12 15:00 creative#1 campaign.design\n"
        "12 15:00-16:30 Eva campaign: supervision #3\n"
        "12 16:30-16:45 Eva campaign.review\n");
}

TEST_CASE("R6: levels differ in speed, in cost, and in what they may do alone", "[rows]") {
  const auto agency = [](const std::string& people, const std::string& least_level = "") {
    return kBegin + R"(levels: { junior: { speed: 50% }, mid: {}, senior: { speed: 125% } }
roles: { executive: { team: pool, cost: { junior: 30/h, mid: 50/h, senior: 80/h } } }
people: [ )" +
           people + R"( ]
accounts: [ { name: North } ]
work:
  letter:
    arrives: { dates: [2027-03-01] }
    steps:
      draft: { who: executive, effort: 4 h }
      approve: { who: executive, effort: 1 h)" +
           least_level + R"( }
)";
  };
  const auto cost = [](const test::Story& story) { return story.seen.accounts[AccountId{0}].cost; };
  const std::string jun = "{ name: Jun, role: executive, level: junior }";
  const std::string sen = "{ name: Sen, role: executive, level: senior }";
  const auto junior = diary_of(agency(jun));
  CHECK(told(junior) ==
        "1 09:00-17:00 Jun letter.draft\n"
        "2 09:00-11:00 Jun letter.approve\n");
  CHECK(cost(junior) == Approx(10 * 30));
  const auto mid = diary_of(agency("{ name: Mel, role: executive, level: mid }"));
  CHECK(told(mid) ==
        "1 09:00-13:00 Mel letter.draft\n"
        "1 13:00-14:00 Mel letter.approve\n");
  CHECK(cost(mid) == Approx(5 * 50));
  // 4 ÷ 1.25 = 3.2 h; 1 ÷ 1.25 = 0.8 h.
  const auto senior = diary_of(agency(sen));
  CHECK(told(senior) ==
        "1 09:00-12:12 Sen letter.draft\n"
        "1 12:12-13:00 Sen letter.approve\n");
  CHECK(cost(senior) == Approx(4 * 80));
  // What only a senior may approve goes to one, and where there is none the scenario is refused.
  const auto both = diary_of(agency(jun + ", " + sen, ", least_level: senior"));
  CHECK(told(both) ==
        "1 09:00-17:00 Jun letter.draft\n"
        "2 09:00-09:48 Sen letter.approve\n");
  CHECK(cost(both) == Approx(8 * 30 + 0.8 * 80));
  CHECK(test::errors_of(agency(jun, ", least_level: senior"))
            .find("nobody can ever do step 'approve' of letter") != std::string::npos);
}

TEST_CASE("R7: in a small shop a few people do many jobs", "[rows]") {
  // Mia is manager and executive, and stands in for the planner whom the shop does not have.
  const auto story = diary_of(kBegin + R"(roles:
  manager: {}
  executive: { reports_to: manager }
  planner: { covered_by: manager }
people: [ { name: Mia, role: [manager, executive] } ]
accounts: [ { name: North } ]
work:
  campaign:
    arrives: { dates: [2027-03-01] }
    steps:
      strategy: { who: planner, effort: 3 h }
      brief: { who: executive, effort: 2 h }
      approve: { who: manager, effort: 1 h }
)");
  CHECK(told(story) ==
        "1 09:00-12:00 Mia campaign.strategy\n"
        "1 12:00-14:00 Mia campaign.brief\n"
        "1 14:00-15:00 Mia campaign.approve\n");
  CHECK(story.seen.people[PersonId{0}].cover == hours(3));
}

}  // namespace suits
