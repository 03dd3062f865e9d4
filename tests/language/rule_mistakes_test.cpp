// Mistakes in rules and conditions, and the whole report of each.

#include <algorithm>

#include "engine/model/model.hpp"
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

TEST_CASE("A mistake is marked at its character, in whatever form of YAML it stands") {
  CHECK(report("  - { when: \"job.kind == \\\"campaign\\\" and job.lat > 3\", then: escalate }\n") ==
        R"(11:43: error: no fact 'job.lat'
    - { when: "job.kind == \"campaign\" and job.lat > 3", then: escalate }
                                            ^~~~~~~
  hint: did you mean 'job.late'?
)");
  CHECK(report("  - { when: \"job.kind == \\u0022campaign\\x22 and job.lat > 3\", then: escalate }\n") ==
        R"(11:49: error: no fact 'job.lat'
    - { when: "job.kind == \u0022campaign\x22 and job.lat > 3", then: escalate }
                                                  ^~~~~~~
  hint: did you mean 'job.late'?
)");
  CHECK(report("  - { when: 'job.kind == ''campaign'' and job.lat > 3', then: escalate }\n") ==
        R"(11:43: error: no fact 'job.lat'
    - { when: 'job.kind == ''campaign'' and job.lat > 3', then: escalate }
                                            ^~~~~~~
  hint: did you mean 'job.late'?
)");
  const std::string second_line = R"(
        and job.lat > 3
            ^~~~~~~
  hint: did you mean 'job.late'?
)";
  for (const char* form : {">", "|", ">-", "|+", ">2"}) {
    INFO(form);
    CHECK(report(std::string("  - when: ") + form +
                 "\n      job.kind == campaign\n      and job.lat > 3\n    then: escalate\n") ==
          "13:11: error: no fact 'job.lat'" + second_line);
  }
  CHECK(report("  - when: job.kind == campaign\n      and job.lat > 3\n    then: escalate\n") ==
        "12:11: error: no fact 'job.lat'" + second_line);
  CHECK(report("  - when: \"job.kind == campaign\n      and job.lat > 3\"\n    then: escalate\n") ==
        R"(12:11: error: no fact 'job.lat'
        and job.lat > 3"
            ^~~~~~~
  hint: did you mean 'job.late'?
)");
}

TEST_CASE("What is missing at the end of a block is missing behind its last character") {
  CHECK(report("  - when: |\n      job.late >\n    then: escalate\n") ==
        R"(12:17: error: the text ends where a value is missing
        job.late >
                  ^
)");
}

TEST_CASE("Actions and quantities have their places in every form of YAML, too") {
  CHECK(report("  - when: job.late > 0\n    then: >\n      class =\n      urgnt\n") ==
        R"(14:7: error: there is no class 'urgnt'
        urgnt
        ^~~~~
  hint: did you mean 'urgent'?
)");
  CHECK(report("  - { when: job.late > 0, then: \"reassign\\x20to Anne\" }\n") ==
        R"(11:49: error: there is no person 'Anne'
    - { when: job.late > 0, then: "reassign\x20to Anne" }
                                                  ^~~~
  hint: did you mean 'Ann'?
)");
  CHECK(report("  - when: job.late > 0\n    then: |\n      class = urgent\n").empty());
  std::string office = kOffice;
  office.replace(office.find("effort: 2 h"), 11, "effort: \"pert(1 h,\n  2 h, 4 hh)\"");
  CHECK(test::errors_of(office) == R"~(scenario.yaml:10:10: error: unknown unit 'hh'
    2 h, 4 hh)" } }
           ^~
  hint: did you mean 'h'?
)~");
}

TEST_CASE("Hints say what to write instead") {
  const auto condition = [](const std::string& text) {
    return report("  - { at: 2027-01-12, when: '" + text + " and job.age > 0', then: cancel }\n");
  };
  const auto told = [&](const std::string& text) {
    const std::string all = condition(text);
    return all.substr(0, all.find('\n')) + all.substr(all.find("\n", all.find('^')));
  };
  CHECK(condition("abs(job.kind) > 2") == R"(11:34: error: abs takes a number or a duration; 'job.kind' is a kind of work
    - { at: 2027-01-12, when: 'abs(job.kind) > 2 and job.age > 0', then: cancel }
                                   ^~~~~~~~
)");
  CHECK(told("floor(2.5 h) > 2") ==
        "11:36: error: floor takes a number; '2.5 h' is elapsed time or effort\n"
        "  hint: divide it by a unit first, e.g. by 1 h\n");
  CHECK(told("job.due + 3 > now") ==
        "11:40: error: 'job.due' is a date and '3' is a number: they cannot be added\n"
        "  hint: write '3 working days'\n");
  CHECK(told("job.due * 2 > now") ==
        "11:40: error: 'job.due' is a date and '2' is a number: they cannot be multiplied\n"
        "  hint: a date moves by + or - a time, e.g. 'job.due + 3 working days'\n");
  CHECK(told("wating(executive) > 2") ==
        "11:30: error: no function 'wating'\n  hint: did you mean 'waiting'?\n");
  CHECK(told("sqrt(4) > 2") ==
        "11:30: error: no function 'sqrt'\n  hint: functions are min, max, abs, floor and if; in "
        "brackets a name: free, load, present, waiting\n");
  CHECK(told("job.kind == status report") ==
        "11:49: error: unexpected 'report'\n"
        "  hint: a name with blanks stands in quotes: \"status report\"\n");
  CHECK(told("job.weight > 1 | job.late > 0") ==
        "11:45: error: unexpected '|'\n  hint: write or\n");
  CHECK(told("job.kind == 3") ==
        "11:42: error: 'job.kind' is a kind of work and '3' is a number: they cannot be compared\n"
        "  hint: known here: campaign\n");
  CHECK(told("job.late > 1") ==
        "11:41: error: 'job.late' is working time and '1' is a number: they cannot be compared\n"
        "  hint: write its unit, e.g. '1 working hour'\n");
  CHECK(told("job.age > 1") ==
        "11:40: error: 'job.age' is elapsed time and '1' is a number: they cannot be compared\n"
        "  hint: write its unit, e.g. '1 day'\n");
  CHECK(report("  - { when: job.late > 0, then: class == urgent }\n") ==
        R"(11:39: error: '==' compares: it gives no value
    - { when: job.late > 0, then: class == urgent }
                                        ^~~~~~~~~
  hint: write class = …
)");
}

TEST_CASE("A weight that is not positive is refused where it is written") {
  CHECK(report("  - { when: job.late > 0, then: weight = -1 }\n") ==
        R"(11:42: error: a weight of -1
    - { when: job.late > 0, then: weight = -1 }
                                           ^~
  hint: weights are positive: from 0.001 to 1,000,000
)");
  CHECK(report("  - { when: job.late > 0, then: weight = 2 - 2 }\n").rfind("11:42: error: a weight of 0\n", 0) == 0);
  CHECK(report("  - { when: job.late > 0, then: weight = job.weight - 5 }\n").empty());
  std::string office = kOffice;
  office.replace(office.find("effort: 2 h"), 11, "effort: 2 h, weight: 0");
  CHECK(test::errors_of(office) == R"(scenario.yaml:9:58: error: a weight of 0
  work: { campaign: { who: executive, effort: 2 h, weight: 0 } }
                                                           ^
  hint: weights are positive: from 0.001 to 1,000,000
)");
}

TEST_CASE("What a pool cannot give is refused") {
  const auto action = [](const std::string& text) {
    std::string all = test::errors_of(
        kOffice + "pools: { help: { role: executive, max: 2, lead: 0 h, stay: 1 week }, crew: { role: "
                  "executive, max: 1, lead: 0 h } }\nrules:\n  - { every: weekly, then: " + text + " }\n");
    if (all.empty()) return all;
    return all.substr(14, all.find('\n') - 14) + all.substr(all.find("\n", all.find('^')));
  };
  CHECK(action("call 2 from help").empty());
  CHECK(action("call 3 from help") ==
        "12:33: error: 3 of 'help', which has 2 at most\n  hint: see the pool's 'max'\n");
  CHECK(action("hire 2 from crew") ==
        "12:33: error: 2 of 'crew', which has 1 at most\n  hint: see the pool's 'max'\n");
  CHECK(action("let go 1 from help") ==
        "12:42: error: the people of 'help' stay a while: they go by themselves\n"
        "  hint: see the pool's 'stay'\n");
  CHECK(action("let go help#1") ==
        "12:35: error: the people of 'help' stay a while: they go by themselves\n"
        "  hint: see the pool's 'stay'\n");
  CHECK(action("let go crew#1").empty());
}

TEST_CASE("Nothing that is written is dropped without a word") {
  CHECK(report("  - { name: a, every: weekly, then: note x }\n  - { name: a, every: weekly, then: note y }\n") ==
        R"(12:13: error: a second rule 'a'
    - { name: a, every: weekly, then: note y }
              ^
  hint: first at 11:13
)");
  CHECK(report("  - every: weekly\n    then: note \"hello\n") ==
        R"(12:16: error: a quote that does not end
      then: note "hello
                 ^~~~~~
)");
  const auto of = [](const std::string& more) { return test::errors_of(kOffice + more); };
  CHECK(of("changes: [ { at: 2027-01-11, person: Ann, role: [] } ]\n") ==
        R"(scenario.yaml:10:49: error: a person has a role
  changes: [ { at: 2027-01-11, person: Ann, role: [] } ]
                                                  ^~
  hint: whoever goes has 'leaves'
)");
  CHECK(of("dispatch: { default: [] }\n") ==
        R"(scenario.yaml:10:22: error: an order of kinds that names none
  dispatch: { default: [] }
                       ^~
  hint: e.g. [pitch, campaign]
)");
}

TEST_CASE("What can never act in the run is refused at its date") {
  const auto rule = [](const std::string& date) {
    return report("  - { at: " + date + ", then: note x }\n");
  };
  CHECK(rule("2026-02-01") == R"(11:11: error: never acts: the run begins on 2027-01-04 00:00
    - { at: 2026-02-01, then: note x }
            ^~~~~~~~~~
  hint: earlier: see time.start and time.warm_up
)");
  CHECK(rule("2030-03-09") == R"(11:11: error: never acts: the run ends on 2027-05-03 00:00 at the latest
    - { at: 2030-03-09, then: note x }
            ^~~~~~~~~~
  hint: longer: see time.run and time.cap
)");
  CHECK(rule("2027-05-02 23:00").empty());
  CHECK(report("  - { every: 2 weeks, then: note x }\n").empty());
  std::string fortnight = kOffice;
  fortnight.replace(fortnight.find("run: 4 weeks"), 12, "run: 1 week, cap: 1 week");
  CHECK(test::errors_of(fortnight + "rules:\n  - { every: monthly, then: note x }\n") ==
        R"(scenario.yaml:11:14: error: never acts: the run goes from 2027-01-04 00:00 to 2027-01-18 00:00 at the latest
    - { every: monthly, then: note x }
               ^~~~~~~
)");
  const auto first = [](const std::string& was, const std::string& is) {
    std::string office = kOffice;
    office.replace(office.find(was), was.size(), is);
    const std::string text = test::errors_of(office);
    return text.substr(0, text.find('\n'));
  };
  CHECK(first("effort: 2 h", "effort: 2 h, arrives: { dates: [2050-01-01] }") ==
        "scenario.yaml:9:69: error: never arrives: the run ends on 2027-05-03 00:00 at the latest");
  CHECK(first("effort: 2 h", "effort: 2 h, arrives: { dates: [2020-01-01] }") ==
        "scenario.yaml:9:69: error: never arrives: the run begins on 2027-01-04 00:00");
  CHECK(first("name: Lion", "name: Lion, starts: 2040-01-01") ==
        "scenario.yaml:8:35: error: never starts: the run ends on 2027-05-03 00:00 at the latest");
  CHECK(first("name: Lion", "name: Lion, ends: 2020-01-01") ==
        "scenario.yaml:8:33: error: over already: the run begins on 2027-01-04 00:00");
  CHECK(first("name: Ann,", "name: Ann, joins: 2031-01-01,") ==
        "scenario.yaml:7:31: error: never there: the run ends on 2027-05-03 00:00 at the latest");
  // Whoever left before is no mistake, but said.
  std::string left = kOffice;
  left.replace(left.find("name: \"Bea X\","), 14, "name: Bea, leaves: 2020-01-01,");
  const auto without = test::model_of(left);
  REQUIRE(!without->notes.empty());
  CHECK(std::count(without->notes.begin(), without->notes.end(),
                   "Whoever leaves on 2020-01-01 (line 7) is never there: the run begins on "
                   "2027-01-04.") == 1);
  CHECK(test::errors_of(kOffice + "changes: [ { at: 2040-01-01, account: Lion, size: 2 } ]\n")
            .rfind("scenario.yaml:10:18: error: never comes: the run ends on 2027-05-03", 0) == 0);
  const auto early =
      test::model_of(kOffice + "changes: [ { at: 2020-01-01, account: Lion, size: 2 } ]\n");
  REQUIRE(!early->notes.empty());
  CHECK(early->notes.front() ==
        "The change on line 10, of 2020-01-01, lies before the run, which begins on 2027-01-04: it "
        "holds from the first day on.");
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
        "12:25: error: 'job.due' is a date and 'step.effort' is effort: they cannot be added\n"
        "  hint: a date moves by + or - a time, e.g. 'job.due + 3 working days'\n");
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
