// Work past the end of the day, and what newcomers and leavers know, on schedules worked out by hand.
// The 1st (of March 2027) is a Monday; hours are 9 to 17.

#include <string>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::diary_of;
using test::Story;
using test::told;

std::string desk(const std::string& role, const std::string& work, const std::string& more = "") {
  return fmt::format(R"(suits: 1
name: desk
time: {{ start: 2027-03-01, run: 2 weeks }}
calendar: {{ hours: {{ mon-fri: [09:00-12:00, 13:00-17:00] }} }}
roles: {{ executive: {{ team: pool{} }} }}
people: [ {{ name: Eva, role: executive }} ]
accounts: [ {{ name: North }} ]
work:
{}
{})",
                     role, work, more);
}

const std::string kPlan =
    "  plan: { who: executive, effort: 20 h, arrives: { dates: [2027-03-01] } }\n"
    "  mail: { who: executive, effort: 1 h, arrives: { dates: [2027-03-01 10:00] } }\n";

}  // namespace

TEST_CASE("People stay late for what may not wait", "[behaviour][overtime]") {
  // 7 hours a day: 20 hours end on Wednesday at 16; the mail comes after it.
  const Story usual = diary_of(desk("", kPlan));
  CHECK(told(usual) == "1 09:00-3 16:00 Eva plan\n3 16:00-17:00 Eva mail\n");
  CHECK(usual.seen.people[PersonId{0}].overtime.us == 0);
  // 2 hours on Monday, the third of the week on Tuesday: 17 hours by then, the rest on Wednesday.
  const Story late = diary_of(desk(", overtime: { up_to: 2 h, a_week: 3 h }", kPlan));
  CHECK(told(late) == "1 09:00-3 12:00 Eva plan\n3 13:00-14:00 Eva mail\n");
  CHECK(late.seen.people[PersonId{0}].overtime == hours(3));
  CHECK(late.seen.people[PersonId{0}].worked == hours(18));
  // Without a limit of the week: 9 hours on two days each, and 2 on Wednesday.
  const Story later = diary_of(desk(", overtime: { up_to: 2 h }", kPlan));
  CHECK(told(later) == "1 09:00-3 11:00 Eva plan\n3 11:00-12:00 Eva mail\n");
}

TEST_CASE("Nobody begins anything new in overtime", "[behaviour][overtime]") {
  // The plan ends at 18; the mail waits for the morning.
  const std::string work =
      "  plan: { who: executive, effort: 8 h, arrives: { dates: [2027-03-01] } }\n"
      "  mail: { who: executive, effort: 1 h, arrives: { dates: [2027-03-01 10:00] } }\n";
  CHECK(told(diary_of(desk(", overtime: { up_to: 2 h }", work))) ==
        "1 09:00-18:00 Eva plan\n2 09:00-10:00 Eva mail\n");
}

TEST_CASE("A condition says what is worth staying late for", "[behaviour][overtime]") {
  CHECK(told(diary_of(desk(", overtime: { up_to: 2 h, when: job.kind == mail }", kPlan))) ==
        "1 09:00-3 16:00 Eva plan\n3 16:00-17:00 Eva mail\n");
  CHECK(told(diary_of(desk(", overtime: { up_to: 2 h, when: step.effort < 10 h }", kPlan))) ==
        // 13 hours are left on Monday evening; 6 on Tuesday evening, of which 2 are done by 19:00.
        "1 09:00-3 14:00 Eva plan\n3 14:00-15:00 Eva mail\n");
}

TEST_CASE("What goes back to the queue with the hours does so after the overtime",
          "[behaviour][overtime]") {
  CHECK(told(diary_of(desk(", keep: none, hours_end: hand_back, overtime: { up_to: 1 h }",
                           "  plan: { who: executive, effort: 9 h, arrives: { dates: [2027-03-01] } }"))) ==
        "1 09:00-18:00 Eva plan\n2 09:00-10:00 Eva plan\n");
}

TEST_CASE("Whoever joins is a newcomer, whoever leaves takes along what they know",
          "[behaviour][familiarity]") {
  // Tom joins on Tuesday and takes twice as long at first.
  const std::string text = R"(suits: 1
name: desk
time: { start: 2027-03-01, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
newcomers: { extra: 100%, learns_in: 1000 h }
roles: { executive: { team: pool } }
people:
  - { name: Eva, role: executive, leaves: 2027-03-01 }
  - { name: Tom, role: executive, joins: 2027-03-02 }
accounts: [ { name: North } ]
work:
  mail: { who: executive, effort: 1 h, arrives: { dates: [2027-03-01, 2027-03-02] } }
)";
  CHECK(told(diary_of(text)) == "1 09:00-10:00 Eva mail\n2 09:00-11:00 Tom mail #2\n");
}

}  // namespace suits
