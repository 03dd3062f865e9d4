// Account managers, row by row: each row's own tiny agency, as somebody would write it, with times
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
time: { start: 2027-03-01, run: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
)";

/// A manager and an executive on one account.
const std::string kPair = kBegin + R"(classes: [ { name: urgent, interrupts: yes }, normal ]
roles: { manager: {}, executive: { reports_to: manager } }
people: [ { name: Mia, role: manager }, { name: Eva, role: executive } ]
accounts: [ { name: North, owner: Mia } ]
)";

}  // namespace

TEST_CASE("R17: a manager owns one or two accounts, and their executives run them", "[rows]") {
  const auto agency = [](const std::string& accounts, const std::string& more = "") {
    return kBegin + R"(roles:
  manager: { accounts: { max: 2 } }
  executive: { reports_to: manager, superior_after: 2 working hours }
people:
  - { name: Max, role: manager }
  - { name: Mia, role: manager }
  - { role: executive, count: 5 }
tiers: { client: { team: { manager: 1, executive: 1 }, owner: manager } }
accounts: [ )" +
           accounts + R"( ]
work:
  mail: { who: executive, effort: 1 h, arrives: { dates: [2027-03-01] } }
  approval: { who: owner, effort: 30 min, arrives: { dates: [2027-03-02] } }
)" + more;
  };
  const std::string four = "{ name: A }, { name: B }, { name: C }, { name: D }";
  CHECK(told(diary_of(agency(four))) ==
        "1 09:00-10:00 executive#1 mail for A\n"
        "1 09:00-10:00 executive#2 mail #2 for B\n"
        "1 09:00-10:00 executive#3 mail #3 for C\n"
        "1 09:00-10:00 executive#4 mail #4 for D\n"
        "2 09:00-09:30 Max approval for A\n"
        "2 09:00-09:30 Mia approval #2 for B\n"
        "2 09:30-10:00 Max approval #3 for C\n"
        "2 09:30-10:00 Mia approval #4 for D\n");
  // A fifth account finds both with two: nobody owns it, and its approvals are covered.
  const auto five = test::model_of(agency(four + ", { name: E }"));
  CHECK(five->accounts[AccountId{4}].team[1].holders.empty());
  CHECK(five->notes == std::vector<std::string>{
                           "nobody may take the place of manager, so cover does the work: E"});
  const auto covered = diary_of(*five);
  CHECK(told(covered, {"for E"}) ==
        "1 09:00-10:00 executive#5 mail #5 for E\n"
        "2 10:00-10:30 Max approval #5 for E\n");
  // What nobody has begun for two hours goes up to the account's own manager, not to just any.
  CHECK(told(diary_of(agency(four, R"(  plan:
    who: executive
    effort: 8 h
    arrives: { dates: [2027-03-03] }
  call: { who: executive, effort: 30 min, arrives: { dates: [2027-03-03 10:00] } }
)")),
             {"plan", "call"}) ==
        "3 09:00-17:00 executive#1 plan for A\n"
        "3 09:00-17:00 executive#2 plan #2 for B\n"
        "3 09:00-17:00 executive#3 plan #3 for C\n"
        "3 09:00-17:00 executive#4 plan #4 for D\n"
        "3 12:00-12:30 Max call for A\n"
        "3 12:00-12:30 Mia call #2 for B\n"
        "3 12:30-13:00 Max call #3 for C\n"
        "3 12:30-13:00 Mia call #4 for D\n");
}

TEST_CASE("R18: a manager sets the budget with the client, in rounds", "[rows]") {
  CHECK(told(diary_of(kPair + R"(work:
  budget:
    arrives: { every: 1 week, on: tuesday, at: 10:00 }
    steps:
      propose: { who: manager, effort: 2 h }
      agree:
        who: { manager: 1 h, client: 1 h }
        back_to: { step: propose, chance: 100%, falling_by: 100%, rework_effort: 50% }
)"),
             {"Mia"}) ==
        "2 10:00-12:00 Mia budget.propose\n"
        "2 12:00-13:00 Mia budget.agree\n"
        "2 13:00-14:00 Mia budget.propose\n"
        "2 14:00-14:30 Mia budget.agree\n");
}

TEST_CASE("R18: a manager resolves the disputes that lateness and errors bring", "[rows]") {
  // Eva needs two days for what is due after one: on Tuesday at 13:00 it is half a day late.
  CHECK(told(diary_of(kPair + R"(work:
  campaign: { who: executive, effort: 16 h, due: 1 working day, arrives: { dates: [2027-03-01 09:00] } }
  dispute: { who: manager, effort: 2 h }
rules: [ { when: job.late >= 4 working hours and job.kind == campaign, then: start dispute } ]
)")) == "1 09:00-2 17:00 Eva campaign\n"
        "2 13:00-15:00 Mia dispute\n");
  // What comes back to be mended.
  CHECK(told(diary_of(kPair + R"(work:
  campaign:
    arrives: { dates: [2027-03-01 09:00] }
    steps:
      write: { who: executive, effort: 4 h }
      answer: { takes: 2 working hours, back_to: { step: write, chance: 100%, falling_by: 100% } }
  dispute: { who: manager, effort: 2 h }
rules: [ { on: step.ready, when: step.name == write and step.round == 2, then: start dispute } ]
)")) == "1 09:00-13:00 Eva campaign.write\n"
        "1 15:00-2 11:00 Eva campaign.write\n"
        "1 15:00-17:00 Mia dispute\n");
}

TEST_CASE("R18: a manager makes deliverables timely", "[rows]") {
  // Four hours that are due on Tuesday at 10:00: at noon on Monday two are left to spare. From then
  // on it is urgent, and Eva lays down what she is at.
  const std::string agency = kPair + R"(work:
  plan: { who: executive, effort: 10 h, arrives: { dates: [2027-03-01 09:00] } }
  campaign: { who: executive, effort: 4 h, due: 1 working day, arrives: { dates: [2027-03-01 10:00] } }
)";
  CHECK(told(diary_of(agency)) ==
        "1 09:00-2 11:00 Eva plan\n"
        "2 11:00-15:00 Eva campaign\n");
  CHECK(told(diary_of(agency + R"(rules:
  - { when: job.kind == campaign and job.slack <= 2 working hours, then: class = urgent }
)")) == "1 09:00-12:00 Eva plan\n"
        "1 12:00-16:00 Eva campaign\n"
        "1 16:00-2 15:00 Eva plan\n");
}

TEST_CASE("R18: a manager writes briefs and approves payments", "[rows]") {
  // The end of a campaign brings its payment.
  CHECK(told(diary_of(kPair + R"(work:
  campaign:
    arrives: { dates: [2027-03-01 09:00] }
    steps:
      brief: { who: manager, effort: 3 h }
      write: { who: executive, effort: 4 h }
  payment: { who: owner, effort: 15 min }
rules: [ { on: job.finishes, when: job.kind == campaign, then: start payment } ]
)")) == "1 09:00-12:00 Mia campaign.brief\n"
        "1 12:00-16:00 Eva campaign.write\n"
        "1 16:00-16:15 Mia payment\n");
}

TEST_CASE("R20: nobody knows an account as well as its manager", "[rows]") {
  // Who knows nothing of an account takes twice as long, who knows half of it half as long again.
  const auto agency = [](const std::string& mia, const std::string& eva) {
    return kBegin + R"(familiarity: { extra: 100%, team: 50%, others: 0% }
roles: { manager: {}, executive: { reports_to: manager } }
people: [ { name: Mia, role: manager, knows: { North: 100% })" +
           mia + R"( }, { name: Eva, role: executive)" + eva +
           R"( }, { name: Ben, role: executive } ]
accounts: [ { name: North, team: { manager: Mia, executive: Eva } } ]
work:
  budget: { who: manager, effort: 2 h, arrives: { dates: [2027-03-01 10:00] } }
  letter: { who: executive, effort: 2 h, arrives: { dates: [2027-03-01 10:00] } }
)";
  };
  CHECK(told(diary_of(agency("", ""))) ==
        "1 10:00-13:00 Eva letter\n"
        "1 10:00-12:00 Mia budget\n");
  // With Eva away it falls to Ben, who knows nothing of it.
  CHECK(told(diary_of(agency("", ", away: [2027-03-01..2027-03-05]")), {"letter"}) ==
        "1 10:00-14:00 Ben letter\n");
}

TEST_CASE("R20: a manager reports to the director, or to the head of the agency", "[rows]") {
  const auto agency = [](const std::string& dan) {
    return kBegin + R"(roles:
  head: {}
  director: { reports_to: head }
  manager: { reports_to: director }
people: [ { name: Hal, role: head }, { name: Dan, role: director)" +
           dan + R"( }, { name: Mia, role: manager } ]
accounts: [ { name: North, owner: Mia } ]
work:
  report:
    arrives: { every: 1 week, on: thursday, at: 14:00 }
    steps:
      write: { who: owner, effort: 1 h }
      tell: { who: { owner: 30 min, director: 30 min } }
)";
  };
  CHECK(told(diary_of(agency(""))) ==
        "4 14:00-15:00 Mia report.write\n"
        "4 15:00-15:30 Dan report.tell\n"
        "4 15:00-15:30 Mia report.tell\n");
  CHECK(told(diary_of(agency(", away: [2027-03-01..2027-03-05]"))) ==
        "4 14:00-15:00 Mia report.write\n"
        "4 15:00-15:30 Hal report.tell\n"
        "4 15:00-15:30 Mia report.tell\n");
}

}  // namespace suits
