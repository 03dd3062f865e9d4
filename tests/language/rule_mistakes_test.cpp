// Mistakes in rules and conditions, and the whole report of each.

#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

const std::string kOffice = R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
classes: [urgent, normal]
roles: { executive: {}, manager: {} }
people: [ { name: Ann, role: executive }, { name: "Bea X", role: manager } ]
accounts: [ { name: Lion } ]
work: { campaign: { who: executive, effort: 2 h } }
)";

/// The report on rules that begin in line 11, without the file's name.
std::string report(const std::string& rules) {
  std::string text = test::errors_of(kOffice + "rules:\n" + rules);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    std::string line = text.substr(at, end - at);
    if (line.rfind("scenario.yaml:", 0) == 0) line = line.substr(14);
    out += line + "\n";
    at = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("A mistake in a condition has its line, its column and a caret") {
  CHECK(
      report("  - when: job.late > 3 days and step.role == exectutive\n    then: escalate\n") ==
      R"(11:22: error: 'job.late' is working time and '3 days' is elapsed time: they cannot be compared
    - when: job.late > 3 days and step.role == exectutive
                       ^~~~~~
  hint: write '3 working days'
11:46: error: no role 'exectutive'
    - when: job.late > 3 days and step.role == exectutive
                                               ^~~~~~~~~~
  hint: did you mean 'executive'?
)");
}

TEST_CASE("Places are kept inside quotes, and inside braces") {
  CHECK(report("  - { when: \"job.kind in [campagne, campaign]\", then: escalate }\n") ==
        R"(11:27: error: no kind of work 'campagne'
    - { when: "job.kind in [campagne, campaign]", then: escalate }
                            ^~~~~~~~
  hint: did you mean 'campaign'?
)");
}

TEST_CASE("A condition over several lines is marked as a whole") {
  CHECK(report("  - when: >\n      job.late >\n      3 days\n    then: escalate\n")
            .rfind("11:11: error: 'job.late' is working time and '3 days' is elapsed time", 0) ==
        0);
}

TEST_CASE("What cannot be asked at an event is said") {
  CHECK(report("  - { on: step.ready, when: person.is_idle, then: escalate }\n") ==
        R"(11:29: error: 'person.is_idle' cannot be asked here
    - { on: step.ready, when: person.is_idle, then: escalate }
                              ^~~~~~~~~~~~~~
  hint: nobody has taken the step yet: step.…, job.…, account.…, and the department
)");
  CHECK(report("  - { on: job.arrives, when: step.round > 1, then: cancel }\n") ==
        R"(11:30: error: 'step.round' cannot be asked here
    - { on: job.arrives, when: step.round > 1, then: cancel }
                               ^~~~~~~~~~
  hint: of a job: job.…, account.…, and the department
)");
  CHECK(report("  - { when: person.is_idle and job.late > 1 working day, then: cancel }\n") ==
        R"(11:13: error: a person and a job, step or account: nothing says which person of which
    - { when: person.is_idle and job.late > 1 working day, then: cancel }
              ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  hint: person.… goes with them where a step starts or finishes: on: step.starts
)");
}

TEST_CASE("Mistakes in actions have their places") {
  const auto action = [](const std::string& text) {
    std::string all = report("  - when: job.late > 0\n    then: " + text + "\n");
    return all.substr(0, all.find('\n')) + all.substr(all.find("\n", all.rfind('^')));
  };
  CHECK(action("class = urgnt") ==
        "12:19: error: there is no class 'urgnt'\n  hint: did you mean 'urgent'?\n");
  CHECK(action("class urgent") == "12:17: error: 'class = …' is meant\n");
  CHECK(action("escalte") ==
        "12:11: error: no action 'escalte'\n  hint: did you mean "
        "'escalate'?\n");
  CHECK(action("escalate now") == "12:20: error: unexpected 'now'\n");
  CHECK(action("reassign to Anne") ==
        "12:23: error: there is no person 'Anne'\n  hint: did you mean 'Ann'?\n");
  CHECK(action("reassign Ann") == "12:20: error: 'Ann' where 'to' is meant\n");
  CHECK(action("start campaing for Lion") ==
        "12:17: error: there is no kind of work 'campaing'\n  hint: did you mean 'campaign'?\n");
  CHECK(action("start campaign for Tiger").rfind("12:30: error: there is no account 'Tiger'", 0) ==
        0);
  CHECK(action("due = job.due + step.effort + 1") ==
        "12:25: error: 'job.due' is a date and 'step.effort' is effort: they cannot be added\n");
  CHECK(action("due = 3 days") ==
        "12:17: error: '3 days' is elapsed time where a date is meant\n  hint: write a date, e.g. "
        "2027-05-03, or 2027-05-03 14:00\n");
  CHECK(report("  - { when: job.late > 0, then: reassign to \"Bea X\" }\n").empty());
  CHECK(report("  - { when: job.late > 0, then: reassign to Bea X }\n").empty());
}

TEST_CASE("An action needs what it acts on") {
  CHECK(report("  - { when: now > 2027-01-05, then: cancel }\n") ==
        R"(11:37: error: nothing says of which job: 'cancel' goes with a job or a step
    - { when: now > 2027-01-05, then: cancel }
                                      ^~~~~~
  hint: ask for it, e.g. when: job.late > 1 working day
)");
  CHECK(report("  - { every: weekly, then: start campaign }\n") ==
        R"(11:28: error: nothing says for which account
    - { every: weekly, then: start campaign }
                             ^~~~~~~~~~~~~~
  hint: e.g. start pitch for agency
)");
  CHECK(report("  - { on: job.finishes, then: cancel }\n") ==
        R"(11:31: error: the job is done: 'cancel' comes too late
    - { on: job.finishes, then: cancel }
                                ^~~~~~
)");
}

TEST_CASE("A rule needs a time, and one only") {
  CHECK(report("  - { then: note x }\n") ==
        R"(11:5: error: nothing says when the rule acts
    - { then: note x }
      ^~~~~~~~~~~~~~~~
  hint: give it a 'when', or on, at or every
)");
  CHECK(report("  - { on: job.arrives, every: weekly, then: note x }\n") ==
        R"(11:5: error: a rule has one of 'on', 'at' and 'every'
    - { on: job.arrives, every: weekly, then: note x }
      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
)");
  CHECK(report("  - { every: 90 min, then: note x }\n") ==
        R"(11:14: error: rules are looked at every so many days, weeks or months
    - { every: 90 min, then: note x }
               ^~~~~~
  hint: e.g. weekly, or 2 working days
)");
  CHECK(report("  - { on: job.leaves, then: note x }\n")
            .rfind("11:11: error: 'job.leaves' is not one "
                   "of job.arrives",
                   0) == 0);
}

TEST_CASE("A threshold whose instant cannot be known is refused") {
  CHECK(report("  - when: now - job.due > 2 days\n    then: cancel\n") ==
        R"(11:11: error: 'now' moves with time: here it may only be compared, alone on its side
    - when: now - job.due > 2 days
            ^~~
)");
  CHECK(report("  - { at: 2027-01-12, when: now - job.due > 2 days, then: cancel }\n").empty());
}

}  // namespace suits
