// What a free person takes next, under every rule of dispatch, on schedules worked out by hand. The
// 1st (of March 2027) is a Monday; hours are 9 to 17. Times in comments are in hours since Monday's
// opening, in the agency's working time: "at 8.5" is half past nine on Tuesday.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::diary_of;
using test::told;

const std::string kBegin = R"(suits: 1
name: desk
time: { start: 2027-03-01, run: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
)";

/// Five requests before Eva on Monday at 9:00, in this order of arrival:
///
///        effort  due after  then      weight
///   a    4 h     6.5 h                1
///   b    1 h     8 h        4 h wait  4
///   c    2 h     5.5 h                10
///   d    0.5 h   never                1
///   e    1.5 h   2 h                  0.5
std::string desk(const std::string& rule, const std::string& more_of_a = "",
                 const std::string& more_of_c = "", const std::string& call = "") {
  return kBegin + fmt::format(R"(classes: [ {{ name: urgent, interrupts: yes }}, normal ]
roles: {{ executive: {{ team: pool, switching: 15 min }} }}
people: [ {{ name: Eva, role: executive }} ]
accounts: [ {{ name: North }} ]
dispatch: {{ executive: {0} }}
work:
  a: {{ who: executive, effort: 4 h, due: 6.5 working hours{1}, arrives: {4} }}
  b:
    due: 8 working hours
    weight: 4
    arrives: {4}
    steps:
      do: {{ who: executive, effort: 1 h }}
      answer: {{ takes: 4 working hours }}
  c: {{ who: executive, effort: 2 h, due: 5.5 working hours, weight: 10{2}, arrives: {4} }}
  d: {{ who: executive, effort: 30 min, arrives: {4} }}
  e: {{ who: executive, effort: 1.5 h, due: 2 working hours, weight: 0.5, arrives: {4} }}
{3})",
                              rule, more_of_a, more_of_c, call, "{ dates: [2027-03-01] }");
}

std::string schedule(const std::string& rule) { return told(diary_of(desk(rule))); }

/// With two calls of half an hour that interrupt, at 1 and at 4.75. What is laid aside takes 15
/// minutes more; `a` begins anew (4.25 h), and `c` is not interrupted.
std::string interrupted(const std::string& rule) {
  return told(diary_of(desk(rule, ", restarts: yes", ", interruptible: no",
                            "  call: { who: executive, effort: 30 min, class: urgent, arrives: { "
                            "dates: [2027-03-01 10:00, 2027-03-01 13:45] } }\n")));
}

}  // namespace

// ---- every rule ---------------------------------------------------------------------------------

TEST_CASE("First come is first served", "[behaviour][dispatch]") {
  CHECK(schedule("first_come") ==
        "1 09:00-13:00 Eva a\n"
        "1 13:00-14:00 Eva b.do\n"
        "1 14:00-16:00 Eva c\n"
        "1 16:00-16:30 Eva d\n"
        "1 16:30-2 10:00 Eva e\n");
  // Both calls find Eva at work on a, which takes 4.25 h again each time: to 5.25 + 4.25 = 9.5.
  CHECK(interrupted("first_come") ==
        "1 09:00-10:00 Eva a\n"
        "1 10:00-10:30 Eva call\n"
        "1 10:30-13:45 Eva a\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-2 10:30 Eva a\n"
        "2 10:30-11:30 Eva b.do\n"
        "2 11:30-13:30 Eva c\n"
        "2 13:30-14:00 Eva d\n"
        "2 14:00-15:30 Eva e\n");
}

TEST_CASE("Last come may be first served", "[behaviour][dispatch]") {
  CHECK(schedule("last_come") ==
        "1 09:00-10:30 Eva e\n"
        "1 10:30-11:00 Eva d\n"
        "1 11:00-13:00 Eva c\n"
        "1 13:00-14:00 Eva b.do\n"
        "1 14:00-2 10:00 Eva a\n");
  // e has come last all the same when it goes on, with 0.5 + 0.25 h. The second call comes as c
  // ends.
  CHECK(interrupted("last_come") ==
        "1 09:00-10:00 Eva e\n"
        "1 10:00-10:30 Eva call\n"
        "1 10:30-11:15 Eva e\n"
        "1 11:15-11:45 Eva d\n"
        "1 11:45-13:45 Eva c\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-15:15 Eva b.do\n"
        "1 15:15-2 11:15 Eva a\n");
}

TEST_CASE("The earliest due date first", "[behaviour][dispatch]") {
  // Due: e 2, c 5.5, a 6.5, b 8, d never.
  CHECK(schedule("earliest_due") ==
        "1 09:00-10:30 Eva e\n"
        "1 10:30-12:30 Eva c\n"
        "1 12:30-16:30 Eva a\n"
        "1 16:30-2 09:30 Eva b.do\n"
        "2 09:30-10:00 Eva d\n");
  // e to 2.25, c to 4.25; of a half an hour is lost.
  CHECK(interrupted("earliest_due") ==
        "1 09:00-10:00 Eva e\n"
        "1 10:00-10:30 Eva call\n"
        "1 10:30-11:15 Eva e\n"
        "1 11:15-13:15 Eva c\n"
        "1 13:15-13:45 Eva a\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-2 10:30 Eva a\n"
        "2 10:30-11:30 Eva b.do\n"
        "2 11:30-12:00 Eva d\n");
}

TEST_CASE("The earliest due date of the step first", "[behaviour][dispatch]") {
  // b must be done 4 h before its due date: e 2, b 4, c 5.5, a 6.5, d never.
  CHECK(schedule("earliest_step_due") ==
        "1 09:00-10:30 Eva e\n"
        "1 10:30-11:30 Eva b.do\n"
        "1 11:30-13:30 Eva c\n"
        "1 13:30-2 09:30 Eva a\n"
        "2 09:30-10:00 Eva d\n");
  // The second call waits half an hour for the end of c.
  CHECK(interrupted("earliest_step_due") ==
        "1 09:00-10:00 Eva e\n"
        "1 10:00-10:30 Eva call\n"
        "1 10:30-11:15 Eva e\n"
        "1 11:15-12:15 Eva b.do\n"
        "1 12:15-14:15 Eva c\n"
        "1 14:15-14:45 Eva call #2\n"
        "1 14:45-2 10:45 Eva a\n"
        "2 10:45-11:15 Eva d\n");
}

TEST_CASE("The shortest first", "[behaviour][dispatch]") {
  CHECK(schedule("shortest") ==
        "1 09:00-09:30 Eva d\n"
        "1 09:30-10:30 Eva b.do\n"
        "1 10:30-12:00 Eva e\n"
        "1 12:00-14:00 Eva c\n"
        "1 14:00-2 10:00 Eva a\n");
  // b has 0.5 + 0.25 h left, less than e.
  CHECK(interrupted("shortest") ==
        "1 09:00-09:30 Eva d\n"
        "1 09:30-10:00 Eva b.do\n"
        "1 10:00-10:30 Eva call\n"
        "1 10:30-11:15 Eva b.do\n"
        "1 11:15-12:45 Eva e\n"
        "1 12:45-14:45 Eva c\n"
        "1 14:45-15:15 Eva call #2\n"
        "1 15:15-2 11:15 Eva a\n");
}

TEST_CASE("The shortest for its weight first", "[behaviour][dispatch]") {
  // c 2/10, b 1/4, d 0.5/1, e 1.5/0.5 = 3, a 4.
  CHECK(schedule("weighted_shortest") ==
        "1 09:00-11:00 Eva c\n"
        "1 11:00-12:00 Eva b.do\n"
        "1 12:00-12:30 Eva d\n"
        "1 12:30-14:00 Eva e\n"
        "1 14:00-2 10:00 Eva a\n");
  // The first call waits for c to end. At 5.25 e is (0.75 + 0.25)/0.5 = 2, a 4.
  CHECK(interrupted("weighted_shortest") ==
        "1 09:00-11:00 Eva c\n"
        "1 11:00-11:30 Eva call\n"
        "1 11:30-12:30 Eva b.do\n"
        "1 12:30-13:00 Eva d\n"
        "1 13:00-13:45 Eva e\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-15:15 Eva e\n"
        "1 15:15-2 11:15 Eva a\n");
}

TEST_CASE("The least slack first", "[behaviour][dispatch]") {
  // Latest starts: e 2 − 1.5 = 0.5, a 6.5 − 4 = 2.5, b 8 − 4 − 1 = 3, c 5.5 − 2 = 3.5.
  CHECK(schedule("least_slack") ==
        "1 09:00-10:30 Eva e\n"
        "1 10:30-14:30 Eva a\n"
        "1 14:30-15:30 Eva b.do\n"
        "1 15:30-2 09:30 Eva c\n"
        "2 09:30-10:00 Eva d\n");
  // At 1.5 e has 2 − 0.75 = 1.25, still least. At 5.25 a has 6.5 − 4.25 = 2.25, still least.
  CHECK(interrupted("least_slack") ==
        "1 09:00-10:00 Eva e\n"
        "1 10:00-10:30 Eva call\n"
        "1 10:30-11:15 Eva e\n"
        "1 11:15-13:45 Eva a\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-2 10:30 Eva a\n"
        "2 10:30-11:30 Eva b.do\n"
        "2 11:30-13:30 Eva c\n"
        "2 13:30-14:00 Eva d\n");
}

TEST_CASE("The least slack for its weight first", "[behaviour][dispatch]") {
  // At 0: a 2.5, b 3/4, c 3.5/10, e 0.5/0.5 = 1: c. At 2: a 0.5, b 1/4, e −1.5/0.5 = −3: e.
  // At 3.5: a −1, b −0.5/4: a. A weight makes what is late less urgent: b comes at 7.5.
  CHECK(schedule("weighted_slack") ==
        "1 09:00-11:00 Eva c\n"
        "1 11:00-12:30 Eva e\n"
        "1 12:30-16:30 Eva a\n"
        "1 16:30-2 09:30 Eva b.do\n"
        "2 09:30-10:00 Eva d\n");
  // At 2.5: a 0, b 0.5/4, e −2/0.5 = −4: e, to 4. At 4: a −1.5, b −1/4: a. At 5.25: a
  // 6.5 − 4.25 − 5.25 = −3, b −2.25/4: a once more.
  CHECK(interrupted("weighted_slack") ==
        "1 09:00-11:00 Eva c\n"
        "1 11:00-11:30 Eva call\n"
        "1 11:30-13:00 Eva e\n"
        "1 13:00-13:45 Eva a\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-2 10:30 Eva a\n"
        "2 10:30-11:30 Eva b.do\n"
        "2 11:30-12:00 Eva d\n");
}

TEST_CASE("The smallest critical ratio first", "[behaviour][dispatch]") {
  // At 0: a 6.5/4 = 1.63, b 8/5 = 1.6, c 5.5/2 = 2.75, e 2/1.5 = 1.33: e. At 1.5: a 5/4 = 1.25,
  // b 6.5/5 = 1.3, c 4/2: a. At 5.5: b 2.5/5 = 0.5, c 0: c.
  CHECK(schedule("critical_ratio") ==
        "1 09:00-10:30 Eva e\n"
        "1 10:30-14:30 Eva a\n"
        "1 14:30-16:30 Eva c\n"
        "1 16:30-2 09:30 Eva b.do\n"
        "2 09:30-10:00 Eva d\n");
  // At 1.5: a 5/4 = 1.25, b 6.5/5 = 1.3, c 4/2, e 0.5/0.75 = 0.67: e. At 2.25: a 4.25/4 = 1.06,
  // b 5.75/5 = 1.15, c 3.25/2: a. At 5.25 a has begun anew: a 1.25/4.25 = 0.29, b 2.75/5 = 0.55,
  // c 0.25/2 = 0.13: c. At 7.25: a −0.75/4.25, b 0.75/5: a.
  CHECK(interrupted("critical_ratio") ==
        "1 09:00-10:00 Eva e\n"
        "1 10:00-10:30 Eva call\n"
        "1 10:30-11:15 Eva e\n"
        "1 11:15-13:45 Eva a\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-16:15 Eva c\n"
        "1 16:15-2 12:30 Eva a\n"
        "2 12:30-13:30 Eva b.do\n"
        "2 13:30-14:00 Eva d\n");
}

TEST_CASE("The largest apparent tardiness cost first", "[behaviour][dispatch]") {
  // The mean effort is 9/5 = 1.8 h; looking 2 of them ahead makes 3.6·ln(weight ÷ effort): a −4.99,
  // b 4.99, c 5.79, e −3.95. At 0 slack less that: a 2.5 + 4.99, b 3 − 4.99 = −1.99,
  // c 3.5 − 5.79 = −2.29, e 0.5 + 3.95: c. At 2: a 5.49, b 1 − 4.99, e (no slack) 3.95: b. At 3
  // neither has any slack: a 4.99 (its slack is −0.5), e 3.95: e.
  CHECK(schedule("atc") ==
        "1 09:00-11:00 Eva c\n"
        "1 11:00-12:00 Eva b.do\n"
        "1 12:00-13:30 Eva e\n"
        "1 13:30-2 09:30 Eva a\n"
        "2 09:30-10:00 Eva d\n");
  // Looking half a mean effort ahead, a quarter of that counts. At 0: a 2.5 + 1.25, b 3 − 1.25,
  // c 3.5 − 1.45 = 2.05, e 0.5 + 0.99 = 1.49: e. At 1.5: a 2.25, b 0.25, c 0.55: b. At 2.5: c.
  CHECK(schedule("{ rule: atc, lookahead: 0.5 }") ==
        "1 09:00-10:30 Eva e\n"
        "1 10:30-11:30 Eva b.do\n"
        "1 11:30-13:30 Eva c\n"
        "1 13:30-2 09:30 Eva a\n"
        "2 09:30-10:00 Eva d\n");
  // The mean is of six requests with the call's half an hour: 9.5/6 = 1.58; 3.17·ln(…): a −4.39,
  // b 4.39, c 5.10, e −3.48. At 0: b −1.39, c −1.60: c. At 2.5: b 0.5 − 4.39, e 3.48, a 4.39: b.
  // At 5.25 e has 0.25 + 0.25 h left and a weight of as much: 0, a 4.39: e.
  CHECK(interrupted("atc") ==
        "1 09:00-11:00 Eva c\n"
        "1 11:00-11:30 Eva call\n"
        "1 11:30-12:30 Eva b.do\n"
        "1 12:30-13:45 Eva e\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-14:45 Eva e\n"
        "1 14:45-2 10:45 Eva a\n"
        "2 10:45-11:15 Eva d\n");
}

TEST_CASE("Kinds of work in a fixed order", "[behaviour][dispatch]") {
  CHECK(schedule("[d, b]") ==
        "1 09:00-09:30 Eva d\n"
        "1 09:30-10:30 Eva b.do\n"
        "1 10:30-14:30 Eva a\n"
        "1 14:30-16:30 Eva c\n"
        "1 16:30-2 10:00 Eva e\n");
  CHECK(interrupted("{ rule: fixed, kinds: [d, b] }") ==
        "1 09:00-09:30 Eva d\n"
        "1 09:30-10:00 Eva b.do\n"
        "1 10:00-10:30 Eva call\n"
        "1 10:30-11:15 Eva b.do\n"
        "1 11:15-13:45 Eva a\n"
        "1 13:45-14:15 Eva call #2\n"
        "1 14:15-2 10:30 Eva a\n"
        "2 10:30-12:30 Eva c\n"
        "2 12:30-14:00 Eva e\n");
}

// ---- by lot -------------------------------------------------------------------------------------

namespace {

/// Five requests of an hour before Eva, whose hours begin at `opening`.
std::string lots(const std::string& opening = "09:00", const std::string& more = "") {
  std::string text = kBegin;
  const std::string agency = "[09:00-17:00] } }";
  text.replace(
      text.find(agency), agency.size(),
      "[09:00-17:00] }, patterns: { late: { hours: { mon-fri: [" + opening + "-17:00] } } } }");
  text += R"(roles: { executive: { team: pool, hours: late }, planner: { team: pool } }
people: [ { name: Eva, role: executive }, { name: Pia, role: planner } ]
accounts: [ { name: North } ]
dispatch: { default: random }
work:
)" + more;
  for (const char* kind : {"v", "w", "x", "y", "z"}) {
    text += fmt::format(
        "  {}: {{ who: executive, effort: 1 h, arrives: {{ dates: [2027-03-01] }} }}\n", kind);
  }
  return text;
}

/// The kinds in the order in which Eva took them: "ywxvz".
std::string order(const Model& model, std::uint64_t seed) {
  std::string kinds;
  for (const std::string& line : diary_of(model, seed).lines) {
    if (line.find(" Eva ") != std::string::npos) kinds += line.back();
  }
  return kinds;
}

}  // namespace

TEST_CASE("The lot falls evenly, and for a seed always alike", "[behaviour][dispatch]") {
  const auto model = test::model_of(lots());
  std::map<char, int> first, last;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const std::string kinds = order(*model, seed);
    REQUIRE(kinds.size() == 5);
    if (seed <= 10) CHECK(order(*model, seed) == kinds);
    ++first[kinds.front()];
    ++last[kinds.back()];
  }
  // Of 200 a fifth each: 40, and four times √(200 · 0.2 · 0.8) = 5.7.
  for (const char kind : {'v', 'w', 'x', 'y', 'z'}) {
    CHECK(std::abs(first[kind] - 40) < 23);
    CHECK(std::abs(last[kind] - 40) < 23);
  }
}

TEST_CASE("Lots are drawn anew at every instant, and nobody else's disturb them",
          "[behaviour][dispatch]") {
  const auto model = test::model_of(lots());
  const auto later = test::model_of(lots("10:00"));
  const auto busier = test::model_of(
      lots("09:00",
           "  b: { who: planner, effort: 30 min, arrives: { dates: [2027-03-01], batch: 9 } }\n"));
  int differ = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    if (order(*later, seed) != order(*model, seed)) ++differ;
    CHECK(order(*busier, seed) == order(*model, seed));
  }
  CHECK(differ > 15);  // but one in 120
}

// ---- what the rules look at ---------------------------------------------------------------------

namespace {

const std::vector<std::string> kLookAtDue{"earliest_due",   "earliest_step_due", "least_slack",
                                          "weighted_slack", "critical_ratio",    "atc"};

std::string one_desk(const std::string& rule, const std::string& work,
                     const std::string& role = "") {
  return kBegin + "roles: { executive: { team: pool" + role +
         " } }\npeople: [ { name: Eva, role: executive } ]\naccounts: [ { name: North } ]\n"
         "dispatch: { executive: " +
         rule + " }\nwork:\n" + work;
}

/// A task of Eva's.
std::string task(const std::string& name, const std::string& more,
                 const std::string& arrives = "2027-03-01") {
  return "  " + name + ": { who: executive, " + more + ", arrives: { dates: [" + arrives +
         "] } }\n";
}

}  // namespace

TEST_CASE("Equals are taken in the order of arrival", "[behaviour][dispatch]") {
  // While Eva is busy y comes, then x, of the same length and weight and due at the same time.
  const std::string work = task("begin", "effort: 2 h, due: 2 working hours") +
                           task("x", "effort: 1 h, due: 5 working hours", "2027-03-01 10:00") +
                           task("y", "effort: 1 h, due: 5.5 working hours", "2027-03-01 09:30");
  std::vector<std::string> rules = kLookAtDue;
  rules.insert(rules.end(), {"first_come", "shortest", "weighted_shortest", "{ kinds: [begin] }"});
  for (const std::string& rule : rules) {
    INFO(rule);
    CHECK(told(diary_of(one_desk(rule, work))) ==
          "1 09:00-11:00 Eva begin\n"
          "1 11:00-12:00 Eva y\n"
          "1 12:00-13:00 Eva x\n");
  }
  CHECK(told(diary_of(one_desk("last_come", work)), {"x", "y"}) ==
        "1 11:00-12:00 Eva x\n"
        "1 12:00-13:00 Eva y\n");
}

TEST_CASE("What has no due date comes last where due dates count", "[behaviour][dispatch]") {
  // t is due far beyond the run, and of no weight to speak of; s and r have no due date.
  const std::string work =
      task("begin", "effort: 2 h, due: 2 working hours") +
      task("s", "effort: 15 min, weight: 9", "2027-03-01 09:15") +
      task("r", "effort: 15 min, weight: 9", "2027-03-01 09:30") +
      task("t", "effort: 3 h, weight: 0.01, due: 12 weeks", "2027-03-01 10:00");
  for (const std::string& rule : kLookAtDue) {
    INFO(rule);
    CHECK(told(diary_of(one_desk(rule, work))) ==
          "1 09:00-11:00 Eva begin\n"
          "1 11:00-14:00 Eva t\n"
          "1 14:00-14:15 Eva s\n"
          "1 14:15-14:30 Eva r\n");
  }
}

TEST_CASE("A more urgent class goes before, whatever the rule", "[behaviour][dispatch]") {
  for (const char* rule : {"shortest", "last_come", "earliest_due", "atc"}) {
    std::string text =
        one_desk(rule, task("a", "effort: 1 h, due: 1 working hour") +
                           task("z", "effort: 3 h, due: 9 working hours, class: rush"));
    text.replace(text.find("roles:"), 0, "classes: [ rush, normal ]\n");
    text.replace(text.find("effort: 1 h"), 0, "class: normal, ");
    INFO(rule);
    CHECK(told(diary_of(text)) ==
          "1 09:00-12:00 Eva z\n"
          "1 12:00-13:00 Eva a\n");
  }
}

TEST_CASE("Expected effort counts the role's, the job's attributes and only the part at hand",
          "[behaviour][dispatch]") {
  // a takes 2 · 2 h for its attribute; b comes in two weekly parts of 1.5 h; c takes 3 h.
  const std::string work =
      task("a", "effort: 2 h, attributes: { size: { big: { chance: 100%, effort: 2 } } }") +
      task("b", "effort: 3 h, spread: 2 weeks") + task("c", "effort: 3 h");
  CHECK(told(diary_of(one_desk("shortest", work))) ==
        "1 09:00-10:30 Eva b\n"
        "1 10:30-13:30 Eva c\n"
        "1 13:30-2 09:30 Eva a\n"
        "8 09:00-10:30 Eva b\n");
  // Of two roles of one person: the planner's effort is doubled, so that her 2 h are 4.
  CHECK(told(diary_of(kBegin + R"(roles:
  executive: { team: pool }
  planner: { team: pool, effort: 200% }
people: [ { name: Eva, role: [executive, planner] } ]
accounts: [ { name: North } ]
dispatch: { default: shortest }
work:
  a: { who: planner, effort: 2 h, arrives: { dates: [2027-03-01] } }
  b: { who: executive, effort: 3 h, arrives: { dates: [2027-03-01] } }
)")) == "1 09:00-12:00 Eva b\n"
        "1 12:00-16:00 Eva a\n");
}

TEST_CASE("Work that comes back is expected to be shorter", "[behaviour][dispatch]") {
  // Each job's work comes back once for certain (its chance falls to nothing), at a quarter.
  const std::string work = R"(
  a:
    arrives: { dates: [2027-03-01] }
    steps:
      do: { who: executive, effort: 4 h }
      look:
        takes: 1 working hour
        back_to: { step: do, chance: 100%, falling_by: 100%, rework_effort: 25% }
)" + task("b", "effort: 2 h", "2027-03-01 11:00") +
                           task("c", "effort: 2 h", "2027-03-01 12:00");
  // At 4 b begins; at 5 the hour's rest of a waits beside the two of c.
  CHECK(told(diary_of(one_desk("shortest", work))) ==
        "1 09:00-13:00 Eva a.do\n"
        "1 13:00-15:00 Eva b\n"
        "1 15:00-16:00 Eva a.do\n"
        "1 16:00-2 10:00 Eva c\n");
}

TEST_CASE("The work ahead is the longest way through the steps that follow",
          "[behaviour][dispatch]") {
  // After a.do: 1 h, or a day's delay; then 2 h half of the time: 8 + 1 = 9 h. So it must be done
  // at 12 − 9 = 3, after c (2.5) and before b (3.5).
  const std::string work = R"(
  a:
    due: 12 working hours
    arrives: { dates: [2027-03-01] }
    steps:
      do: { who: executive, effort: 1 h }
      short: { who: executive, effort: 1 h, after: do }
      long: { takes: 1 working day, after: do }
      end: { who: executive, effort: 2 h, chance: 50%, after: [short, long] }
)" + task("b", "effort: 1 h, due: 3.5 working hours") +
                           task("c", "effort: 1 h, due: 2.5 working hours");
  CHECK(told(diary_of(one_desk("earliest_step_due", work)), {"do", " b", " c"}) ==
        "1 09:00-10:00 Eva c\n"
        "1 10:00-11:00 Eva a.do\n"
        "1 11:00-12:00 Eva b\n");
}

TEST_CASE("Of work in hand what is left is expected", "[behaviour][dispatch]") {
  // Of a half an hour is left of the 4 it takes, of b 2 h.
  const std::string text = one_desk("shortest",
                                    "  a: { who: executive, effort: 4 h }\n"
                                    "  b: { who: executive, effort: 3 h }\n" +
                                        task("c", "effort: 1 h")) +
                           "in_hand:\n"
                           "  - { kind: a, account: North, step: a, left: 30 min }\n"
                           "  - { kind: b, account: North, step: b, left: 2 h }\n";
  CHECK(told(diary_of(text)) ==
        "1 09:00-09:30 Eva a\n"
        "1 09:30-10:30 Eva c\n"
        "1 10:30-12:30 Eva b\n");
}

TEST_CASE("Efforts that are known order otherwise than those expected", "[behaviour][dispatch]") {
  std::string work;
  for (const char* kind : {"p", "q", "r", "s", "t", "u"}) {
    work += task(kind, "effort: \"discrete(50% 1 h, 50% 3 h)\"");
  }
  using Taken = std::vector<std::pair<char, int>>;  // kinds, and how many hours each took
  const auto taken = [&](const std::string& rule, std::uint64_t seed) {
    std::string text = one_desk(rule, work);
    // At most 18 hours, in one day.
    text.replace(text.find("{ mon-fri: [09:00-17:00] }"), 26, "always");
    Taken all;
    for (const std::string& line : diary_of(text, seed).lines) {  // 1 03:00-06:00 Eva q
      all.emplace_back(line.back(), std::stoi(line.substr(8, 2)) - std::stoi(line.substr(2, 2)));
    }
    return all;
  };
  int differ = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    // All are expected to take 2 h: in the order of arrival.
    Taken work_in_order = taken("shortest", seed);
    REQUIRE(work_in_order.size() == 6);
    CHECK(std::is_sorted(work_in_order.begin(), work_in_order.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; }));
    Taken by_length = work_in_order;
    std::stable_sort(by_length.begin(), by_length.end(),
                     [](const auto& a, const auto& b) { return a.second < b.second; });
    CHECK(taken("{ rule: shortest, known: yes }", seed) == by_length);
    if (by_length != work_in_order) ++differ;
  }
  CHECK(differ > 0);
}

TEST_CASE("Somebody with a rule of their own takes what they would", "[behaviour][dispatch]") {
  const auto shop = [](const std::string& ann, const std::string& ben) {
    return kBegin + "roles: { executive: { team: pool } }\npeople: [ { name: Ann, role: executive" +
           ann + " }, { name: Ben, role: executive" + ben +
           " } ]\naccounts: [ { name: North } ]\nwork:\n" + task("a", "effort: 4 h") +
           task("b", "effort: 3 h") + task("c", "effort: 2 h") + task("d", "effort: 1 h");
  };
  CHECK(told(diary_of(shop("", ""))) ==
        "1 09:00-13:00 Ann a\n"
        "1 09:00-12:00 Ben b\n"
        "1 12:00-14:00 Ben c\n"
        "1 13:00-14:00 Ann d\n");
  CHECK(told(diary_of(shop(", dispatch: shortest", ""))) ==
        "1 09:00-10:00 Ann d\n"
        "1 09:00-13:00 Ben a\n"
        "1 10:00-12:00 Ann c\n"
        "1 12:00-15:00 Ann b\n");
  CHECK(told(diary_of(shop("", ", dispatch: { kinds: [c] }"))) ==
        "1 09:00-13:00 Ann a\n"
        "1 09:00-11:00 Ben c\n"
        "1 11:00-14:00 Ben b\n"
        "1 13:00-14:00 Ann d\n");
}

// ---- attention ----------------------------------------------------------------------------------

TEST_CASE("Two things at a time go on at half the pace, and cost more", "[behaviour][focus]") {
  const std::string work =
      task("a", "effort: 2 h") + task("b", "effort: 1 h") + task("c", "effort: 30 min");
  // Two at once: 1 ÷ (2 · 1.25) = 0.4 h of each an hour. b takes 2.5 h; a has 1 h left. c takes
  // 0.5 ÷ 0.4 = 1.25 h, in which a does half an hour; its last half hour it has alone.
  CHECK(told(diary_of(one_desk("first_come", work, ", focus: { jobs: 2, cost: 25% }"))) ==
        "1 09:00-13:15 Eva a\n"
        "1 09:00-11:30 Eva b\n"
        "1 11:30-12:45 Eva c\n");
  // All three at once, at no cost: c takes 1.5 h; b has half an hour left of two, for 1 h; then a
  // has had 0.5 + 0.5 h, and does the rest alone.
  CHECK(told(diary_of(one_desk("first_come", work, ", focus: unlimited"))) ==
        "1 09:00-12:30 Eva a\n"
        "1 09:00-11:30 Eva b\n"
        "1 09:00-10:30 Eva c\n");
}

TEST_CASE("Of several things in hand the last begun is laid aside", "[behaviour][focus]") {
  // a alone to 9:30, then beside b: at 10:00 a has 1.25 h left, b 1.75. The call (0.5 h) goes
  // beside a for an hour; then b goes on beside a's last 0.75 h, and alone for 1 h.
  const std::string text =
      one_desk("first_come",
               task("a", "effort: 2 h, class: normal") +
                   task("b", "effort: 2 h, class: normal", "2027-03-01 09:30") +
                   task("call", "effort: 30 min, class: urgent", "2027-03-01 10:00"),
               ", focus: 2");
  std::string classes = text;
  classes.replace(classes.find("roles:"), 0,
                  "classes: [ { name: urgent, interrupts: yes }, normal ]\n");
  CHECK(told(diary_of(classes)) ==
        "1 09:00-12:30 Eva a\n"
        "1 09:30-10:00 Eva b\n"
        "1 10:00-11:00 Eva call\n"
        "1 11:00-13:30 Eva b\n");
}

TEST_CASE("What is not interruptible takes the whole person", "[behaviour][focus]") {
  // w waits until nothing is in hand, and b is begun meanwhile: a and b end together at 12:00.
  const std::string work = task("a", "effort: 2 h") + task("b", "effort: 1 h", "2027-03-01 10:00") +
                           task("w", "effort: 1 h, interruptible: no", "2027-03-01 09:30") +
                           task("x", "effort: 1 h", "2027-03-01 12:30");
  CHECK(told(diary_of(one_desk("first_come", work, ", focus: 2"))) ==
        "1 09:00-12:00 Eva a\n"
        "1 10:00-12:00 Eva b\n"
        "1 12:00-13:00 Eva w\n"
        "1 13:00-14:00 Eva x\n");
}

TEST_CASE("Whoever has the fewest things in hand is asked first", "[behaviour][focus]") {
  // Ann, Ben, and again: two each, which go on at half the pace.
  CHECK(told(diary_of(kBegin + R"(roles: { executive: { team: pool, keep: none, focus: 3 } }
people: [ { name: Ann, role: executive }, { name: Ben, role: executive } ]
accounts: [ { name: North } ]
work:
  a: { who: executive, effort: 1 h, arrives: { dates: [2027-03-01], batch: 4 } }
)")) == "1 09:00-11:00 Ann a\n"
        "1 09:00-11:00 Ann a #3\n"
        "1 09:00-11:00 Ben a #2\n"
        "1 09:00-11:00 Ben a #4\n");
}

TEST_CASE("An appointment interrupts, and what it interrupts takes longer", "[behaviour][focus]") {
  const std::string text = kBegin + R"(roles:
  executive: { team: pool, switching: 15 min, handover: 1 h }
  manager: { team: pool }
people: [ { name: Eva, role: executive }, { name: Mia, role: manager } ]
accounts: [ { name: North } ]
work:
  a: { who: executive, effort: 4 h, arrives: { dates: [2027-03-01] } }
  meeting:
    who: { executive: 1 h, manager: 1 h }
    notice: 2 working hours
    arrives: { dates: [2027-03-01] }
)";
  CHECK(told(diary_of(text), {"Eva"}) ==
        "1 09:00-11:00 Eva a\n"
        "1 11:00-12:00 Eva meeting\n"
        "1 12:00-14:15 Eva a\n");
}

TEST_CASE("One of two stays free for what is urgent", "[behaviour][reserve]") {
  const auto shop = [](const std::string& role) {
    return kBegin + "classes: [ urgent, normal ]\nroles: { executive: { team: pool" + role +
           " } }\npeople: [ { name: Ann, role: executive }, { name: Ben, role: executive } ]\n"
           "accounts: [ { name: North } ]\nwork:\n" +
           task("a", "effort: 3 h, class: normal") + task("b", "effort: 3 h, class: normal") +
           task("u", "effort: 1 h, class: urgent", "2027-03-01 10:00");
  };
  CHECK(told(diary_of(shop(""))) ==
        "1 09:00-12:00 Ann a\n"
        "1 09:00-12:00 Ben b\n"
        "1 12:00-13:00 Ann u\n");
  // b waits while only Ben is free, and begins once Ann is too.
  CHECK(told(diary_of(shop(", reserve: { urgent: 1 }"))) ==
        "1 09:00-12:00 Ann a\n"
        "1 10:00-11:00 Ben u\n"
        "1 12:00-15:00 Ann b\n");
  // Of two held back nothing normal is ever begun.
  CHECK(test::errors_of(shop(", reserve: { urgent: 2 }")).find("nobody can ever do a") !=
        std::string::npos);
}

TEST_CASE("Requests in an order of one's own", "[behaviour][dispatch]") {
  // The heaviest first; of the equal ones, a came before d.
  CHECK(schedule("{ rule: expression, by: -job.weight }") ==
        "1 09:00-11:00 Eva c\n"
        "1 11:00-12:00 Eva b.do\n"
        "1 12:00-16:00 Eva a\n"
        "1 16:00-16:30 Eva d\n"
        "1 16:30-2 10:00 Eva e\n");
  // What a rule of its own name says, in words: of values that last, and of others.
  const auto by = [](const std::string& key) {
    return schedule("{ rule: expression, by: " + key + " }");
  };
  CHECK(by("job.due") == schedule("earliest_due"));
  CHECK(by("step.due") == schedule("earliest_step_due"));
  CHECK(by("step.effort") == schedule("shortest"));
  CHECK(by("step.slack") == schedule("least_slack"));
  CHECK(by("step.effort / job.weight") == schedule("weighted_shortest"));
  CHECK(by("step.slack / job.weight") == schedule("weighted_slack"));
  // What has come first, while few wait; then the shortest.
  CHECK(by("'if(waiting(executive) > 3, step.effort, -step.effort)'") ==
        "1 09:00-09:30 Eva d\n"   // five wait
        "1 09:30-10:30 Eva b.do\n"  // four
        "1 10:30-14:30 Eva a\n"   // three: the longest first
        "1 14:30-16:30 Eva c\n"
        "1 16:30-2 10:00 Eva e\n");
}

}  // namespace suits
