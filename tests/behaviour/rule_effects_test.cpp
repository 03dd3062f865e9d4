// How far rules reach, on runs worked out by hand. The shop opens from 9 to 17, Monday to Friday;
// 2027-01-04 is a Monday. A line "12 of 0" says that the first rule acts.

#include <algorithm>
#include <string>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
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

TEST_CASE("A new due date moves what opens for want of slack", "[behaviour][rules]") {
  // On Tuesday noon it becomes due on Wednesday evening: 13 hours, of which the note takes 2. One
  // day's slack is left at 15:00.
  const std::string role = ", spare_after: slack 1 working day";
  CHECK(told(story_of(shop(kNote + "rules: [ { at: 2027-01-05 12:00, when: job.kind == note, "
                                   "then: due = 2027-01-06 } ]\n",
                           role)),
             kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 15:00 ring 1 opens of 1\n"
        "01-05 15:00 Ben starts 1\n");
  // On the same evening: less than a day's slack already.
  CHECK(told(story_of(shop(kNote + "rules: [ { at: 2027-01-05 12:00, when: job.kind == note, "
                                   "then: due = 2027-01-05 } ]\n",
                           role)),
             kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-05 12:00 ring 1 opens of 1\n"
        "01-05 12:00 Ben starts 1\n");
}

TEST_CASE("What is never due stays so, whatever is added or taken away", "[behaviour][rules]") {
  const auto story = story_of(shop(R"(rules:
  - { on: job.arrives, then: due = job.due + 1 week }
  - { on: step.starts, when: job.due - 1 working day < 2100-01-01, then: cancel }
)"));
  CHECK(story.seen.flows[0].with_due == 0);
  CHECK(told(story, {"cancelled"}) == "");
}

TEST_CASE("Work is not handed over to somebody of another role", "[behaviour][rules]") {
  CHECK(told(story_of(shop("rules: [ { at: 2027-01-04 12:00, when: job.age > 1 h, "
                           "then: reassign to Mia } ]\n")),
             kWork) == "01-04 09:00 Eva starts 0\n");
  CHECK(told(story_of(shop("rules: [ { at: 2027-01-04 12:00, when: job.age > 1 h, "
                           "then: reassign to Ben } ]\n")),
             kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-04 12:00 Eva stops 0\n"
        "01-04 12:00 Ben starts 0\n");
}

TEST_CASE("Whoever is named keeps the role for all that waits of the job", "[behaviour][rules]") {
  // Both steps are Ben's once the second of them is; the first comes first.
  CHECK(told(story_of(shop(R"(  note:
    arrives: { dates: [2027-01-04] }
    steps:
      write: { who: executive, effort: 1 h, after: start }
      check: { who: executive, effort: 1 h, after: start }
rules: [ { at: 2027-01-04 10:00, when: step.name == check, then: reassign to Ben } ]
)")),
             kWork) ==
        "01-04 09:00 Eva starts 0\n"
        "01-04 10:00 Ben starts 1\n"
        "01-04 11:00 Ben starts 2\n");
}

TEST_CASE("A rule that names somebody who is away opens the next ring", "[behaviour][rules]") {
  const std::string away = R"(  note: { who: executive, effort: 2 h, arrives: { dates: [2027-01-05] } }
changes: [ { at: 2027-01-05, account: North, team: { executive: [Ben, Eva] } } ]
rules: [ { on: step.ready, when: job.kind == note, then: reassign to Ben } ]
)";
  CHECK(told(story_of(with(shop(away), "name: Ben", "away: [2027-01-05..2027-01-15]")),
             {"opens of 1"}) == "01-05 09:00 ring 1 opens of 1\n");
}

TEST_CASE("A rule sees what the rules before it have started", "[behaviour][rules]") {
  // The note is escalated at once: Eva is at work on the brief, Ben takes it.
  CHECK(told(story_of(shop(R"(  note: { who: executive, effort: 2 h, arrives: none }
rules:
  - { when: job.kind == brief and job.rounds > 0, then: start note }
  - { when: job.kind == note, then: escalate }
)")),
             {"of 1", "starts 1", "job 1 arrives"}) ==
        "01-04 09:00 job 1 arrives\n"
        "01-04 09:00 12 of 1\n"
        "01-04 09:00 ring 1 opens of 1\n"
        "01-04 09:00 Ben starts 1\n");
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

TEST_CASE("A job that arrives has all its work ahead", "[behaviour][rules]") {
  CHECK(told(story_of(shop("rules: [ { on: job.arrives, when: job.remaining != 40 working hours, "
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

TEST_CASE("Escalating passes over rings that bring nobody", "[behaviour][rules]") {
  // Of the executives there is Eva alone, and Mia is away: one step up the line is Dan's.
  const std::string office = R"(suits: 1
name: test
time: { start: 2027-01-04, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { director: {}, manager: { reports_to: director }, executive: { reports_to: manager } }
people: [ { name: Eva, role: executive }, { name: Mia, role: manager%s }, { name: Dan, role: director } ]
work: { job: { who: executive, effort: 30 h } }
rules: [ { when: step.waited > 2 working hours, then: %s } ]
accounts: [ { name: North, work: { job: { dates: [2027-01-04 09:00, 2027-01-04 10:00] } } } ]
)";
  const auto with = [&](const std::string& mia, const std::string& then) {
    std::string text = office;
    text.replace(text.find("%s"), 2, mia);
    text.replace(text.find("%s"), 2, then);
    return told(story_of(text), {"starts 1", "opens"});
  };
  CHECK(with("", "escalate") ==
        "01-04 12:00 ring 1 opens of 1\n"
        "01-04 12:00 ring 2 opens of 1\n"
        "01-04 12:00 ring 3 opens of 1\n"
        "01-04 12:00 Mia starts 1\n");
  const std::string away = ", away: [2027-01-04..2027-01-15]";
  CHECK(with(away, "escalate").ends_with("01-04 12:00 Dan starts 1\n"));
  // Where nobody is left it does nothing.
  CHECK(with(away, "[escalate, escalate, escalate]") == with(away, "escalate"));
}

TEST_CASE("Rules that undo each other are named, in whatever order they stand", "[behaviour][rules]") {
  const auto said = [](const std::vector<std::string>& rules) {
    std::string text = "classes: [ urgent, normal ]\nrules:\n";
    for (const std::string& rule : rules) text += "  - " + rule + "\n";
    const Observations seen = replicate(*test::model_of(shop(text)), 1, 0);
    return seen.error ? seen.error->message : "";
  };
  const std::string up = "{ name: up, when: job.class == normal, then: class = urgent }";
  const std::string down = "{ name: down, when: job.class == urgent, then: class = normal }";
  const std::string message = "rules keep acting without time passing (2027-01-04 09:00): ";
  CHECK(said({up, down}) == message + "'up', 'down'");
  CHECK(said({down, up}) == message + "'down', 'up'");
  const std::string one = "{ name: one, when: job.weight == 1, then: weight = 2 }";
  const std::string two = "{ name: two, when: job.weight == 2, then: weight = 3 }";
  const std::string three = "{ name: three, when: job.weight == 3, then: weight = 1 }";
  for (const auto& rules : {std::vector{one, two, three}, {one, three, two}, {two, one, three},
                            {two, three, one}, {three, one, two}, {three, two, one}}) {
    const std::string text = said(rules);
    INFO(text);
    CHECK(text.starts_with(message));
    for (const char* name : {"'one'", "'two'", "'three'"}) CHECK(text.find(name) != std::string::npos);
  }
  // One that undoes itself acts once.
  CHECK(said({"{ when: job.weight == 1, then: [weight = 2, weight = 3] }"}) == "");
}

TEST_CASE("At an event facts are as it leaves them", "[behaviour][rules]") {
  const auto acts = [](const std::string& rule) {
    return told(story_of(shop("rules: [ { " + rule + ", then: note it } ]\n")), {"12 of 0"});
  };
  // Eva begins the brief on Monday at 9 and ends it on Friday at 17.
  const std::string begins = "01-04 09:00 12 of 0\n", ends = "01-08 17:00 12 of 0\n";
  CHECK(acts("on: step.starts, when: person.is_idle") == "");
  CHECK(acts("on: step.starts, when: not person.is_idle") == begins);
  CHECK(acts("on: step.starts, when: free(executive) == 1 and waiting(executive) == 0") == begins);
  CHECK(acts("on: job.arrives, when: account.jobs == 1") == begins);
  CHECK(acts("on: job.finishes, when: account.jobs == 0") == ends);
}

TEST_CASE("Slack stands still while somebody is at work", "[behaviour][rules]") {
  // Forty hours, due on Friday week: forty hours of slack while Eva is at it, and no less. She is kept
  // from it on Tuesday for two hours, which cost two hours of slack.
  const auto acts = [](const std::string& when) {
    return told(story_of(shop("  mail: { who: executive, class: urgent, effort: 2 h, arrives: { dates: "
                              "[2027-01-05 11:00] } }\nclasses: [ { name: urgent, interrupts: yes }, "
                              "normal ]\nrules: [ { when: job.kind == brief and " +
                              when +
                              ", then: note it }, { on: job.arrives, when: job.kind == brief, then: due = "
                              "2027-01-15 } ]\n")),
                {"12 of 0"});
  };
  CHECK(acts("job.slack < 38 working hours") == "");
  CHECK(acts("job.slack < 39 working hours") == "01-05 12:00 12 of 0\n");
  CHECK(acts("step.slack <= 38 working hours") == "01-05 13:00 12 of 0\n");
}

TEST_CASE("A rule that opens the ring of people on call calls them", "[behaviour][rules]") {
  // After those of the role (1, 2), of whom Ben has left, and the manager (3, 4), who is away.
  CHECK(told(story_of(with(with(shop(R"(  note: { who: executive, effort: 2 h, arrives: { dates: [2027-01-04] } }
pools: { help: { role: executive, max: 1, lead: 1 working hour, stay: 1 week, after: 2 weeks } }
rules: [ { at: 2027-01-05 12:00, when: step.waited > 1 working hour, then: [escalate, escalate, escalate, escalate, escalate] } ]
)"),
                                "name: Mia", "away: [2027-01-04..2027-03-01]"),
                           "name: Ben", "leaves: 2027-01-04")),
             {"opens of 1", "is back", "help#1 starts"}) ==
        "01-05 12:00 ring 1 opens of 1\n"
        "01-05 12:00 ring 2 opens of 1\n"
        "01-05 12:00 ring 3 opens of 1\n"
        "01-05 12:00 ring 4 opens of 1\n"
        "01-05 12:00 ring 5 opens of 1\n"
        "01-05 13:00 help#1 is back\n"
        "01-05 13:00 help#1 starts 1\n");
}

TEST_CASE("What has the right to interrupt goes first of its class", "[behaviour][rules]") {
  // Mia is at the first of two memos, in one go, as the note comes to its right.
  CHECK(told(story_of(shop(R"(  memo: { who: manager, effort: 1 h, interruptible: no, arrives: { dates: [2027-01-04], batch: 2 } }
  note: { who: manager, effort: 1 h, arrives: { dates: [2027-01-04] } }
rules: [ { at: 2027-01-04 09:30, when: job.kind == note and step.round > 0, then: interrupt } ]
)")),
             {"Mia starts"}) ==
        "01-04 09:00 Mia starts 1\n"
        "01-04 10:00 Mia starts 3\n"
        "01-04 11:00 Mia starts 2\n");
}

TEST_CASE("Of those hired whoever came last goes first", "[behaviour][rules]") {
  // The second is hired on Monday, the first, who had gone, on Tuesday again.
  const std::string pool = "pools: { crew: { role: manager, max: 2 } }\n";
  CHECK(told(story_of(shop(pool + R"(rules:
  - { at: 2027-01-04 09:00, then: hire 2 from crew }
  - { at: 2027-01-04 12:00, then: let go crew#1 }
  - { at: 2027-01-05 12:00, then: hire 1 from crew }
  - { at: 2027-01-06 12:00, then: let go 1 from crew }
)")),
             {"is back", "is away"}) ==
        "01-04 09:00 crew#1 is back\n"
        "01-04 09:00 crew#2 is back\n"
        "01-04 12:00 crew#1 is away\n"
        "01-05 12:00 crew#1 is back\n"
        "01-06 12:00 crew#1 is away\n");
}

TEST_CASE("A new team is seen by rules that ask for the rings", "[behaviour][rules]") {
  // Both have the account; a third brief waits, and after an hour may be the other one's, or of
  // somebody without accounts. When Eva has it alone there is no other one.
  std::string scenario = shop(R"(changes: [ { at: 2027-01-05, account: North, team: { executive: Eva } } ]
rules: [ { when: step.waited > 2 working hours and step.rings < 3, then: note seen } ]
)",
                              ", spare_after: 1 working hour");
  scenario.replace(scenario.find("executive: Eva,"), 15, "executive: [Ben, Eva],");
  scenario.replace(scenario.find("dates: [2027-01-04]"), 19, "dates: [2027-01-04], batch: 3");
  CHECK(told(story_of(scenario), {"12 of"}) == "01-05 00:00 12 of 0\n");
}

TEST_CASE("Whoever closes at the same instant is off duty for rules of overtime",
          "[behaviour][rules]") {
  // Eva stays late while no manager is free; Mia's afternoons end when Eva's days do. Her 40 hours
  // are done on Friday, with an hour more on each of the days before.
  std::string scenario = shop("", ", overtime: { up_to: 1 h, when: free(manager) == 0 }");
  scenario.replace(scenario.find("calendar:"), 9,
                   "calendar: { patterns: { noons: { hours: { mon-fri: [12:00-17:00] } } }, hours: { "
                   "mon-fri: [09:00-17:00] } } #");
  const auto story = story_of(with(scenario, "name: Mia", "hours: noons"));
  CHECK(story.seen.people[PersonId{1}].overtime.us == hours(4).us);
}

TEST_CASE("The load of a role is what is expected, not what nobody knows yet",
          "[behaviour][rules]") {
  const auto story = story_of(shop(R"(  note: { who: manager, effort: 'uniform(1 h, 9 h)', arrives: { dates: [2027-01-04], batch: 3 } }
rules: [ { on: step.ready, when: load(manager) != 5 h and load(manager) != 10 h and load(manager) != 15 h and job.kind == note, then: cancel } ]
)"));
  CHECK(told(story, {"cancelled"}) == "");
}

}  // namespace suits
