// Who may take what: skills, thresholds of slack, and seats of joint work, on schedules worked out
// by hand. The 1st (of March 2027) is a Monday; hours are 9 to 17. Times in comments are in hours
// since Monday's opening.

#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::diary_of;
using test::told;

const std::string kBegin = R"(suits: 1
name: who may
time: { start: 2027-03-01, run: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
)";

/// Ann of North has a long day with a; b waits for her. Ben has South, Mia and Dora are above.
std::string busy(const std::string& role, const std::string& b, const std::string& for_mia = "") {
  return kBegin + R"(roles:
  director: { team: pool }
  manager: { team: pool, reports_to: director }
  executive: { reports_to: manager)" +
         role + R"( }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
  - { name: Dora, role: director }
  - { name: Mia, role: manager }
accounts:
  - name: North
    team: { executive: Ann }
    work: { a: { dates: [2027-03-01] }, b: { dates: [2027-03-01] } }
  - { name: South, team: { executive: Ben }, work: { c: { dates: [2027-03-01] } } }
work:
  a: { who: executive, effort: 8 h }
  b: { )" +
         b + R"( }
  c: { who: manager, effort: )" +
         (for_mia.empty() ? "1 min" : for_mia) + " }\n";
}

}  // namespace

TEST_CASE("Work opens to others as its slack runs out", "[behaviour][rings]") {
  const std::string peers = ", peers_after: slack 2 working hours";
  // Due at 6, with 2 h to do: the slack of 4 − t is down to 2 at 2.
  CHECK(told(diary_of(busy(peers, "who: executive, effort: 2 h, due: 6 working hours")), {" b"}) ==
        "1 11:00-13:00 Ben b for North\n");
  // An hour of work after it counts as well.
  CHECK(told(diary_of(busy(peers,
                           "due: 6 working hours, steps: { do: { who: executive, effort: 2 h "
                           "}, check: { who: manager, effort: 1 h } }")),
             {"b.do"}) == "1 10:00-12:00 Ben b.do for North\n");
  // Where there is too little from the start, at once; without a due date never.
  CHECK(told(diary_of(busy(peers, "who: executive, effort: 2 h, due: 1 working hour")), {" b"}) ==
        "1 09:00-11:00 Ben b for North\n");
  CHECK(told(diary_of(busy(peers, "who: executive, effort: 2 h")), {" b"}) ==
        "2 09:00-11:00 Ann b for North\n");
}

TEST_CASE("A superior's superior is asked when half of the slack is left", "[behaviour][rings]") {
  const std::string up = ", superior_after: slack 3 working hours";
  const std::string b = "who: executive, effort: 2 h, due: 6 working hours";
  // 4 − t = 3 at 1: Mia. Where she has no time, Dora at 1.5, that is at 2.5.
  CHECK(told(diary_of(busy(up, b)), {" b"}) == "1 10:00-12:00 Mia b for North\n");
  CHECK(told(diary_of(busy(up, b, "8 h")), {" b"}) == "1 11:30-13:30 Dora b for North\n");
}

TEST_CASE("What is done meanwhile adds to the slack", "[behaviour][rings]") {
  // Ann has b to 1, with 1 of 2 h left, then a call of 4 h: due at 6, its slack is 6 − 1 − t, and
  // down to 2 at 3.
  CHECK(told(diary_of(kBegin + R"(classes: [ { name: urgent, interrupts: yes }, normal ]
roles: { executive: { peers_after: slack 2 working hours } }
people: [ { name: Ann, role: executive }, { name: Ben, role: executive } ]
accounts:
  - name: North
    team: { executive: Ann }
    work: { b: { dates: [2027-03-01] }, call: { dates: [2027-03-01 10:00] } }
  - { name: South, team: { executive: Ben } }
work:
  b: { who: executive, effort: 2 h, due: 6 working hours }
  call: { who: executive, effort: 4 h, class: urgent }
)")) == "1 09:00-10:00 Ann b for North\n"
        "1 10:00-14:00 Ann call for North\n"
        "1 12:00-13:00 Ben b for North\n");
}

TEST_CASE("Whoever lacks a skill is passed over", "[behaviour][rings]") {
  const auto agency = [](const std::string& skills, const std::string& of_ann,
                         const std::string& of_ben) {
    return kBegin + "roles: { executive: {}, planner: { team: pool } }\npeople:\n" +
           "  - { name: Ann, role: executive" + of_ann + " }\n  - { name: Ben, role: executive" +
           of_ben + " }\n  - { name: Cleo, role: executive, skills: [french, packaging] }\n" +
           R"(  - { name: Pia, role: planner }
accounts:
  - { name: North, team: { executive: Ann }, work: { a: { dates: [2027-03-01] } } }
  - { name: South, team: { executive: [Ben, Cleo] } }
work:
  a: { who: executive, effort: 1 h)" +
           skills + " }\n";
  };
  const std::string french = ", skills: [french]", both = ", skills: [french, packaging]";
  CHECK(told(diary_of(agency("", "", ""))) == "1 09:00-10:00 Ann a for North\n");
  CHECK(told(diary_of(agency(french, "", french))) == "1 09:00-10:00 Ben a for North\n");
  CHECK(told(diary_of(agency(both, "", french))) == "1 09:00-10:00 Cleo a for North\n");
  CHECK(told(diary_of(agency(both, both, french))) == "1 09:00-10:00 Ann a for North\n");
}

TEST_CASE("A participant may need more than the step", "[behaviour][rings]") {
  // Of the two executives only Ben has both; the planner has what the step asks for.
  CHECK(told(diary_of(kBegin + R"(together: scan
roles: { executive: { team: pool }, planner: { team: pool } }
people:
  - { name: Ann, role: executive, skills: [french] }
  - { name: Ben, role: executive, skills: [french, figures] }
  - { name: Pia, role: planner, skills: [french] }
  - { name: Kai, role: planner }
accounts: [ { name: North } ]
work:
  a:
    who: { executive: { effort: 1 h, skills: [figures] }, planner: 1 h }
    skills: [french]
    arrives: { dates: [2027-03-01] }
)")) == "1 09:00-10:00 Ben a\n"
        "1 09:00-10:00 Pia a\n");
}

TEST_CASE("Joint work starts if there is any way to seat everybody", "[behaviour][matching]") {
  // Ann comes first among the executives, and is the only planner: so Ben is the executive. Of
  // three seats for three people each has to sit right: Cleo can only be the manager.
  const auto agency = [](const std::string& who) {
    return kBegin + R"(together: scan
roles: { executive: { team: pool }, manager: { team: pool }, planner: { team: pool } }
people:
  - { name: Ann, role: [executive, manager, planner] }
  - { name: Ben, role: [executive, manager] }
  - { name: Cleo, role: manager }
accounts: [ { name: North } ]
work:
  a: { who: { )" +
           who + R"( }, arrives: { dates: [2027-03-01] } }
)";
  };
  CHECK(told(diary_of(agency("executive: 1 h, planner: 2 h"))) ==
        "1 09:00-11:00 Ann a\n"
        "1 09:00-10:00 Ben a\n");
  CHECK(told(diary_of(agency("manager: 1 h, executive: 2 h, planner: 3 h"))) ==
        "1 09:00-12:00 Ann a\n"
        "1 09:00-11:00 Ben a\n"
        "1 09:00-10:00 Cleo a\n");
}

TEST_CASE("A meeting for which a leaver's last day has no room is somebody else's",
          "[behaviour][booking]") {
  // Ann leaves that evening; the client is there for half an hour more.
  CHECK(told(diary_of(R"(suits: 1
name: desk
time: { start: 2027-03-01, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { reports_to: manager }, manager: {} }
people:
  - { name: Ann, role: executive, leaves: 2027-03-01 }
  - { name: Ben, role: executive }
  - { name: Mia, role: manager }
parties: { client: {} }
accounts: [ { name: North, team: { executive: Ann } } ]
work:
  call: { who: { executive: 1 h, client: 1 h }, arrives: { dates: [2027-03-01 16:30] } }
)"), {"Ben", "Ann"}) == "2 09:00-10:00 Ben call\n");
}

}  // namespace suits
