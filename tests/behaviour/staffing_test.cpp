// People over time, seen on runs worked out by hand: roles, levels and teams that change on dates,
// people on call and people who are hired. The shop opens from 9 to 17, Monday to Friday;
// 2027-01-04 is a Monday.

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "engine/run/replicate.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::story_of;
using test::told;

const std::string kBegin = R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: { speed: 50% }, mid: {} }
)";

/// Eva has the account, Ben has none, Mia manages it; jobs of 12 hours arrive on Mondays.
std::string shop(const std::string& changes, int jobs = 1, const std::string& role = "") {
  return kBegin + fmt::format(R"(roles:
  manager: {{}}
  executive: {{ reports_to: manager{} }}
people: [ {{ name: Ben, role: executive }}, {{ name: Eva, role: executive }}, {{ name: Mia, role: manager }} ]
accounts: [ {{ name: North, team: {{ executive: Eva, manager: Mia }}, owner: Mia }} ]
work:
  brief:
    arrives: {{ dates: [2027-01-04], batch: {} }}
    steps:
      write: {{ who: executive, effort: 12 h }}
      check: {{ who: executive, effort: 1 h }}
      agree: {{ who: owner, effort: 1 h }}
{})",
                              role, jobs, changes);
}

const std::vector<std::string> kWork{"starts", "stops", "finishes", "opens"};

}  // namespace

TEST_CASE("Whoever takes on another role hands back the work of the old one",
          "[behaviour][staffing]") {
  // Eight hours are done on Monday. On Tuesday Eva is a manager: her place is vacant, so that Ben
  // takes the work at once, with an hour for the handover.
  const auto story = story_of(
      shop("changes: [ { at: 2027-01-05, person: Eva, role: manager } ]", 1, ", handover: 1 h"));
  CHECK(told(story, kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 00:00 Eva stops 0\n"
        "01-05 00:00 ring 1 opens of 0\n"
        "01-05 09:00 Ben starts 0\n"
        "01-05 14:00 Ben finishes 0\n"
        "01-05 14:00 ring 1 opens of 1\n"
        "01-05 14:00 Ben starts 1\n"
        "01-05 15:00 Ben finishes 1\n"
        "01-05 15:00 Mia starts 2\n"
        "01-05 16:00 Mia finishes 2\n");
  // Who keeps the old role beside the new one goes on.
  const auto both =
      story_of(shop("changes: [ { at: 2027-01-05, person: Eva, role: [manager, executive] } ]"));
  CHECK(told(both, kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 13:00 Eva finishes 0\n"
        "01-05 13:00 Eva starts 1\n"
        "01-05 14:00 Eva finishes 1\n"
        "01-05 14:00 Mia starts 2\n"
        "01-05 15:00 Mia finishes 2\n");
}

TEST_CASE("A role taken on opens its work", "[behaviour][staffing]") {
  // Mia is away from Tuesday on; of the managers, Ben is one from Wednesday on.
  const auto story = story_of(kBegin + R"(roles: { manager: {}, executive: { reports_to: manager } }
people: [ { name: Ben, role: executive }, { name: Mia, role: manager, leaves: 2027-01-04 } ]
accounts: [ { name: North, team: { executive: Ben, manager: Mia } } ]
work: { sign: { who: manager, effort: 2 h, arrives: { dates: [2027-01-05] } } }
changes: [ { at: 2027-01-06, person: Ben, role: [executive, manager] } ]
)");
  CHECK(told(story, {"starts", "finishes"}) ==
        "01-06 09:00 Ben starts 0\n"
        "01-06 11:00 Ben finishes 0\n");
}

TEST_CASE("A level counts from the next stretch of work on", "[behaviour][staffing]") {
  const auto story = story_of(kBegin + R"(roles: { executive: {} }
people: [ { name: Eva, role: executive, level: junior } ]
accounts: [ { name: North } ]
work: { note: { who: executive, effort: 6 h, arrives: { dates: [2027-01-04, 2027-01-05] } } }
changes: [ { at: 2027-01-05, person: Eva, level: mid } ]
)");
  // Twelve hours for the first, which was begun as a junior; six for the second.
  CHECK(told(story, {"starts", "finishes"}) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 13:00 Eva finishes 0\n"
        "01-05 13:00 Eva starts 1\n"
        "01-06 11:00 Eva finishes 1\n");
}

TEST_CASE("A level opens what asks for it, and shuts it", "[behaviour][staffing]") {
  const std::string begin = kBegin + R"(roles: { executive: {} }
people: [ { name: Ben, role: executive, level: mid }, { name: Eva, role: executive, level: junior } ]
accounts: [ { name: North, team: { executive: Eva } } ]
work: { note: { who: executive, effort: 6 h, least_level: mid, arrives: { dates: [2027-01-05] } } }
)";
  CHECK(told(story_of(begin), {"starts"}) == "01-05 09:00 Ben starts 0\n");
  CHECK(told(story_of(begin + "changes: [ { at: 2027-01-05, person: Eva, level: mid } ]\n"),
             {"starts"}) == "01-05 09:00 Eva starts 0\n");
}

TEST_CASE("A new team is asked for what waits, and work under way goes on", "[behaviour][staffing]") {
  const auto story = story_of(
      shop("changes: [ { at: 2027-01-05, account: North, team: { executive: Ben } } ]", 2));
  // Job 0 is under way with Eva, and its next step is Ben's, who has taken the second job.
  CHECK(told(story, kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 09:00 Ben starts 1\n"
        "01-05 13:00 Eva finishes 0\n"
        "01-06 13:00 Ben finishes 1\n"
        "01-06 13:00 Ben starts 2\n"
        "01-06 14:00 Ben finishes 2\n"
        "01-06 14:00 Ben starts 3\n"
        "01-06 14:00 Mia starts 4\n"
        "01-06 15:00 Ben finishes 3\n"
        "01-06 15:00 Mia finishes 4\n"
        "01-06 15:00 Mia starts 5\n"
        "01-06 16:00 Mia finishes 5\n");
}

TEST_CASE("A new owner does the owner's work", "[behaviour][staffing]") {
  const auto story = story_of(shop("changes: [ { at: 2027-01-05, account: North, owner: Eva } ]"));
  CHECK(told(story, {"starts"}) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 13:00 Eva starts 1\n"
        "01-05 14:00 Eva starts 2\n");
}

TEST_CASE("What is wrong with a change of people is said at its place", "[behaviour][staffing]") {
  const auto said = [](const std::string& change) {
    return mistakes(shop("changes:\n  - { " + change + " }\n"));
  };
  CHECK(said("at: 2027-01-05, person: Eva, role: manger") ==
        "19: there is no role 'manger' [did you mean 'manager'?]");
  CHECK(said("at: 2027-01-05, person: Eva, level: senor") ==
        "19: there is no level 'senor' [known here: junior, mid]");
  CHECK(said("at: 2027-01-04, person: Eva, role: manager") ==
        "19: the run begins on 2027-01-04: this is no change in it [write the role at the person]");
  CHECK(said("at: 2027-01-05, account: North, team: { executive: Mia }") ==
        "19: Mia is manager on 2027-01-05, not executive");
  CHECK(said("at: 2027-01-05, account: North, team: { executive: [Ben, Ben] }") ==
        "19: Ben is named twice");
  CHECK(said("at: 2027-01-05, account: North, owner: Evi") ==
        "19: there is no person 'Evi' [did you mean 'Eva'?]");
}

namespace {

/// One executive with three jobs of 12 hours on Monday, and freelancers.
std::string busy(const std::string& pool) {
  return kBegin + R"(roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
accounts: [ { name: North } ]
work: { brief: { who: executive, effort: 12 h, arrives: { dates: [2027-01-04], batch: 3 } } }
pools: { freelancer: { role: executive, )" +
         pool + " } }\n";
}

}  // namespace

TEST_CASE("Work that waits past the threshold calls people, who come, work and go",
          "[behaviour][staffing]") {
  // After four working hours two jobs wait: one is called for each. They come a working day later.
  const auto story =
      story_of(busy("max: 3, lead: 1 working day, stay: 2 working days, after: 4 working hours, "
                    "cost: 50/h"));
  CHECK(told(story, {"Eva", "free", "opens"}) ==
        "01-04 09:00 Eva starts 0\n"
        "01-04 13:00 ring 3 opens of 1\n"
        "01-04 13:00 ring 3 opens of 2\n"
        "01-05 13:00 freelancer#1 is back\n"
        "01-05 13:00 freelancer#2 is back\n"
        "01-05 13:00 Eva finishes 0\n"
        "01-05 13:00 Eva starts 1\n"
        "01-05 13:00 freelancer#1 starts 2\n"
        "01-06 17:00 Eva finishes 1\n"
        "01-06 17:00 freelancer#1 finishes 2\n"
        "01-07 13:00 freelancer#1 is away\n"
        "01-07 13:00 freelancer#2 is away\n");
  REQUIRE(story.seen.people.size() > 3);
  // From Tuesday 13:00 to Thursday 13:00.
  CHECK(story.seen.people[PersonId{1}].available == hours(16));
  CHECK(story.seen.people[PersonId{1}].worked == hours(12));
  CHECK(story.seen.people[PersonId{2}].available == hours(16));
  CHECK(story.seen.people[PersonId{3}].available == hours(0));
}

TEST_CASE("Who owns an account does so after its team of the same day, whatever is written first",
          "[behaviour][staffing]") {
  // Mia hands her place as manager over to Ben, and stays the owner: in a place of her own.
  const auto of = [&](const std::string& first, const std::string& second) {
    return kBegin + R"(roles: { manager: {}, executive: { reports_to: manager } }
people: [ { name: Ben, role: [executive, manager] }, { name: Eva, role: executive }, { name: Mia, role: manager } ]
accounts: [ { name: North, team: { executive: Eva, manager: Mia }, owner: Mia } ]
work: { agree: { who: owner, effort: 1 h, arrives: { dates: [2027-01-06] } } }
changes:
)" + first + second;
  };
  const std::string a = "  - { at: 2027-01-05, account: North, team: { manager: Ben } }\n";
  const std::string b = "  - { at: 2027-01-05, account: North, owner: Mia }\n";
  CHECK(told(story_of(of(a, b)), {"starts"}) == "01-06 09:00 Mia starts 0\n");
  CHECK(told(story_of(of(b, a)), {"starts"}) == "01-06 09:00 Mia starts 0\n");
}

TEST_CASE("A former owner holds no place of their own any more", "[behaviour][staffing]") {
  // Ben, who had owned it for a day, has no account again: he is asked before Aya, who has one.
  const auto story = story_of(kBegin + R"(roles: { executive: {} }
people: [ { name: Ben, role: executive }, { name: Aya, role: executive }, { name: Eva, role: executive, leaves: 2027-01-06 } ]
accounts: [ { name: North, team: { executive: Eva }, owner: Eva }, { name: South, team: { executive: Aya } } ]
work: { note: { who: executive, effort: 1 h, arrives: { dates: [2027-01-07] } } }
changes: [ { at: 2027-01-05, account: North, owner: Ben }, { at: 2027-01-06, account: North, owner: Eva } ]
)");
  CHECK(told(story, kWork) ==
        "01-07 09:00 ring 1 opens of 0\n"
        "01-07 09:00 Ben starts 0\n"
        "01-07 09:00 Aya starts 1\n"
        "01-07 10:00 Aya finishes 1\n"
        "01-07 10:00 Ben finishes 0\n");
}

TEST_CASE("What is asked of the owner is nobody's who kept it for the former one",
          "[behaviour][staffing]") {
  // Mia keeps what is asked of the owner by a rule; then it is Eva's, who has another role.
  const auto story = story_of(kBegin + R"(roles: { manager: {}, executive: { reports_to: manager } }
people: [ { name: Eva, role: executive }, { name: Mia, role: manager }, { name: Tom, role: manager } ]
accounts: [ { name: North, team: { manager: Tom }, owner: Tom } ]
work: { agree: { arrives: { dates: [2027-01-04] }, steps: { wait: { takes: 2 days, after: start }, sign: { who: owner, effort: 1 h, after: start }, agree: { who: owner, effort: 1 h, after: wait } } } }
rules: [ { on: step.ready, when: step.name == sign, then: reassign to Mia } ]
changes: [ { at: 2027-01-05, account: North, owner: Eva } ]
)");
  CHECK(told(story, {"starts"}) ==
        "01-04 09:00 Mia starts 1\n"
        "01-06 09:00 Eva starts 2\n");
}

TEST_CASE("Whoever is hired is one of those who supervise", "[behaviour][staffing]") {
  // Two hours a week for each of the reports, by two managers from the second week on.
  const auto story = story_of(kBegin + R"(roles: { manager: {}, executive: { reports_to: manager } }
people: [ { name: Ben, role: executive }, { name: Eva, role: executive }, { name: Mia, role: manager } ]
accounts: [ { name: North } ]
pools: { crew: { role: manager, max: 1 } }
work: { note: { who: executive, effort: 1 h, arrives: none } }
background: { lead: { who: manager, per: report, effort: 2 h/week } }
rules: [ { at: 2027-01-06, then: hire 1 from crew } ]
)");
  CHECK(told(story, {"01-04 13:00 Mia", "01-11 11:00 Mia", "01-11 11:00 crew"}) ==
        "01-04 13:00 Mia finishes 0\n"
        "01-11 11:00 Mia finishes 1\n"
        "01-11 11:00 crew#1 finishes 2\n");
}

TEST_CASE("Newcomers take longer, whoever has been there does not", "[behaviour][staffing]") {
  const std::string begin = kBegin + R"(newcomers: { extra: 100%, learns_in: 1 h }
roles: { executive: {} }
)";
  const std::string rest = R"(accounts: [ { name: North } ]
work: { note: { who: executive, effort: 2 h, arrives: { dates: [2027-01-05] } } }
)";
  // Twice as long at first.
  CHECK(told(story_of(begin + "people: [ { name: Ben, role: executive, joins: 2027-01-05 } ]\n" +
                      rest),
             {"finishes"}) == "01-05 13:00 Ben finishes 0\n");
  CHECK(told(story_of(begin + "people: [ { name: Ben, role: executive } ]\n" + rest),
             {"finishes"}) == "01-05 11:00 Ben finishes 0\n");
}

TEST_CASE("People on call are newcomers whenever they come", "[behaviour][staffing]") {
  // Eva is away; what comes on Tuesday and on the next one is somebody's on call, who goes between.
  // An hour of work teaches nearly all: it is forgotten when they come again.
  const auto story = story_of(kBegin + R"(newcomers: { extra: 100%, learns_in: 1 h }
roles: { executive: {} }
people: [ { name: Eva, role: executive, away: [2027-01-04..2027-01-30] } ]
pools: { help: { role: executive, max: 1, stay: 1 working hour, after: 1 working hour } }
accounts: [ { name: North } ]
work: { note: { who: executive, effort: 3 h, arrives: { dates: [2027-01-05, 2027-01-12] } } }
)");
  CHECK(told(story, {"starts", "finishes"}) ==
        "01-05 09:00 help#1 starts 0\n"
        "01-05 15:00 help#1 finishes 0\n"
        "01-12 09:00 help#1 starts 1\n"
        "01-12 15:00 help#1 finishes 1\n");
}

TEST_CASE("People on call are not held free for urgent work", "[behaviour][staffing]") {
  // One executive stays free for urgent work. Whoever is called takes none of the role's away.
  const auto story = story_of(kBegin + R"(classes: [ { name: urgent }, normal ]
roles: { executive: { reserve: { urgent: 1 } } }
people: [ { name: Eva, role: executive } ]
pools: { help: { role: executive, max: 1, stay: 1 week, after: 1 working hour } }
accounts: [ { name: North } ]
work: { note: { class: normal, who: executive, effort: 3 h, arrives: { dates: [2027-01-05] } } }
)");
  CHECK(told(story, {"starts"}) == "01-05 10:00 help#1 starts 0\n");
}

TEST_CASE("The hours of people on call that nobody asks for are the agency's own", "[behaviour][staffing]") {
  // Called on Tuesday at 9, there from then until the next Tuesday at 9: 40 hours, 3 of them worked.
  const auto story = story_of(kBegin + R"(roles: { executive: { cost: 40/h } }
people: [ { name: Eva, role: executive, away: [2027-01-04..2027-01-30] } ]
pools: { help: { role: executive, max: 1, stay: 1 week, after: 1 working hour, cost: 70/h } }
accounts: [ { name: North } ]
work: { note: { who: executive, effort: 3 h, arrives: { dates: [2027-01-05] } } }
)");
  const IdVector<AccountId, AccountHours>& accounts = story.seen.accounts;
  CHECK(accounts[AccountId{0}].cost == Approx(3 * 70));
  CHECK(accounts[AccountId{1}].cost == Approx(37 * 70));
}

TEST_CASE("No more are called than there are, and nobody without a threshold",
          "[behaviour][staffing]") {
  const auto one = story_of(busy("max: 1, stay: 1 working day, after: 4 working hours"));
  CHECK(told(one, {"starts", "is back", "is away"}) ==
        "01-04 09:00 Eva starts 0\n"
        "01-04 13:00 freelancer#1 is back\n"
        "01-04 13:00 freelancer#1 starts 1\n"
        "01-05 13:00 Eva starts 2\n"
        "01-05 17:00 freelancer#1 is away\n");
  CHECK(told(story_of(busy("max: 1, stay: 1 working day")), {"starts", "is"}) ==
        told(story_of(busy("max: 1")), {"starts", "is"}));
}

TEST_CASE("People on call keep to their hours, level and speed", "[behaviour][staffing]") {
  const auto story = story_of(
      busy("max: 1, stay: 1 working day, after: 4 working hours, level: junior, share: 50%"));
  // Four hours a day at half the speed: 24 hours from Tuesday 9:00 on, until the next Tuesday.
  CHECK(told(story, {"free"}) ==
        "01-04 13:00 freelancer#1 is back\n"
        "01-05 09:00 freelancer#1 starts 1\n"
        "01-12 13:00 freelancer#1 finishes 1\n"
        "01-12 13:00 freelancer#1 is away\n");
}

TEST_CASE("An agency with all that changes over time keeps to the laws", "[behaviour][staffing]") {
  std::ifstream file(source_dir() + "/scenarios/small_shop.yaml");
  std::stringstream text;
  text << file.rdbuf();
  text << R"(
pools:
  freelancer: { role: account_executive, max: 2, level: junior, lead: 1 working day, stay: 1 week, after: 4 working hours, cost: 60/h }
  writer: { role: account_coordinator, max: 1, stay: 3 working days, after: 1 working day, share: 50% }
changes:
  - { at: 2027-02-01, person: Mei Lin, share: 60% }
  - { at: 2027-03-01, person: Tess Moreau, role: [account_coordinator] }
  - { at: 2027-03-15, account: Velvet Records, team: { account_executive: [Hugo Brandt, Mei Lin] }, owner: Hugo Brandt }
  - { at: 2027-04-05, person: Hugo Brandt, role: [account_manager, account_executive], level: senior }
  - { at: 2027-04-05, account: Bramble Cider, team: { account_manager: Hugo Brandt }, size: 140% }
  - { at: 2027-05-03, calendar: agency, hours: { mon-fri: [10:00-16:00] } }
  - { at: 2027-06-01, person: Tess Moreau, role: [account_executive], level: mid }
  - { at: 2027-07-01, person: Luca Ferrari, role: account_executive }
)";
  const auto model = test::model_of(text.str());
  for (std::uint32_t r = 0; r < 3; ++r) {
    const Observations seen = replicate(*model, 7, r);
    INFO((seen.error ? seen.error->message : ""));
    REQUIRE_FALSE(seen.error);
    const Conservation& c = seen.conservation;
    CHECK(c.jobs_arrived == c.jobs_finished + c.jobs_cancelled + c.jobs_in_progress);
    CHECK(c.effort_drawn == c.effort_done + c.effort_left + c.effort_cancelled);
    CHECK(c.integral_present == c.sum_presence);
    Duration called;
    for (const PersonId p : ids(model->people)) {
      INFO(model->people[p].name);
      CHECK(seen.people[p].worked <= seen.people[p].available);
      if (model->people[p].pool) called += seen.people[p].worked;
    }
    CHECK(called.us > 0);
    CHECK(seen.history == replicate(*model, 7, r).history);
  }
}

TEST_CASE("What is wrong with a pool is said at its place", "[behaviour][staffing]") {
  CHECK(mistakes(busy("max: 0")) == "10: the number must be more than 0");
  CHECK(mistakes(busy("max: 2, after: 1 working day")) ==
        "10: people who are hired are not called by work that waits [say how long people on call "
        "'stay']");
  CHECK(mistakes(busy("max: 2, stay: 1 week, level: juniour")) ==
        "10: there is no level 'juniour' [did you mean 'junior'?]");
}

}  // namespace suits
