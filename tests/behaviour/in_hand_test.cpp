// Runs that begin with work in hand, worked out by hand. The shop opens from 9 to 17, Monday to
// Friday; 2027-01-04 is a Monday.

#include <fmt/format.h>

#include "engine/scenario/compile.hpp"
#include "engine/scenario/read_scenario.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::story_of;
using test::told;

std::string shop(const std::string& in_hand) {
  return fmt::format(R"(suits: 1
name: test
time: {{ start: 2027-01-04, run: 4 weeks }}
calendar: {{ hours: {{ mon-fri: [09:00-17:00] }} }}
classes: [ {{ name: urgent }}, normal ]
roles: {{ manager: {{}}, executive: {{ reports_to: manager }} }}
people: [ {{ name: Ben, role: executive }}, {{ name: Eva, role: executive }}, {{ name: Mia, role: manager }} ]
accounts: [ {{ name: North, team: {{ executive: [Ben, Eva], manager: Mia }} }} ]
work:
  brief:
    class: normal
    due: 10 working days
    arrives: none
    steps:
      take: {{ who: manager, effort: 2 h }}
      write: {{ who: executive, effort: 8 h }}
      answer: {{ takes: 1 week }}
      check: {{ who: executive, effort: 1 h, after: write }}
      agree: {{ who: manager, effort: 1 h, after: [answer, check] }}
{})",
                     in_hand);
}

/// The mistakes of a scenario beside which there is a table `work.csv`.
std::string table_mistakes(const std::string& table) {
  Diagnostics diagnostics(100);
  const ReadData data = [&](const std::string& name) -> DataText {
    if (name == "work.csv") return {table, ""};
    return {{}, name + ": there is no such file"};
  };
  const auto spec =
      read_scenario({"", "", shop("in_hand: { csv: work.csv }\n")}, data, diagnostics);
  if (spec) compile(*spec, diagnostics);
  std::string said;
  for (const Diagnostic& d : diagnostics.items()) {
    const std::string place =
        d.span.begin < kTextStride
            ? ""
            : fmt::format("{}:{}:{}: ", diagnostics.texts()[0].name, d.span.line, d.span.column);
    said += fmt::format("{}{}{}{}", said.empty() ? "" : "\n", place, d.message,
                        d.hint.empty() ? "" : " [" + d.hint + "]");
  }
  return said;
}

}  // namespace

TEST_CASE("A job in hand goes on from where it stands", "[behaviour][in_hand]") {
  const auto story =
      story_of(shop("in_hand: [ { kind: brief, account: North, step: write, left: 3 h, holder: "
                    "Eva, arrived: 2026-12-28 } ]\n"));
  // Three hours are left, in Eva's hands, who keeps the role; the manager's first step is done.
  CHECK(told(story, {"starts", "finishes", "answer", "done"}) ==
        "01-04 09:00 Eva starts 0\n"
        "01-04 12:00 Eva finishes 0\n"
        "01-04 12:00 Eva starts 2\n"
        "01-04 13:00 Eva finishes 2\n"
        "01-11 12:00 answer to 1\n"
        "01-11 12:00 Mia starts 3\n"
        "01-11 13:00 Mia finishes 3\n"
        "01-11 13:00 job 0 is done\n");
  // It counts, with its own arrival and due date: 2027-01-11 09:00.
  const Flow& flow = story.seen.flows[0];
  CHECK(flow.arrived == 1);
  CHECK(flow.finished == 1);
  CHECK(flow.on_time == 0);
  CHECK(flow.elapsed.mean() == Approx(14 * 24 + 4));
}

TEST_CASE("A job in hand may stand at several steps", "[behaviour][in_hand]") {
  const auto story = story_of(
      shop("in_hand: [ { kind: brief, account: North, step: [check, answer], due: 2027-01-05, "
           "class: urgent } ]\n"));
  CHECK(told(story, {"starts", "finishes", "answer", "done"}) ==
        "01-04 09:00 Ben starts 1\n"
        "01-04 10:00 Ben finishes 1\n"
        "01-11 00:00 answer to 0\n"
        "01-11 09:00 Mia starts 2\n"
        "01-11 10:00 Mia finishes 2\n"
        "01-11 10:00 job 0 is done\n");
  CHECK(story.seen.flows[0].on_time == 0);
}

TEST_CASE("Whoever holds a meeting in hand comes to it", "[behaviour][in_hand]") {
  // Both executives could, and Ben is the first by name.
  const std::string text = R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { manager: {}, executive: { reports_to: manager } }
people: [ { name: Ben, role: executive }, { name: Eva, role: executive }, { name: Mia, role: manager } ]
accounts: [ { name: North, team: { executive: [Ben, Eva], manager: Mia } } ]
work: { review: { who: [executive, manager], effort: 1 h, together: MODE, arrives: none } }
in_hand: [ { kind: review, account: North, step: review, holder: Eva } ]
)";
  for (const char* mode : {"booked", "scan"}) {
    std::string scenario = text;
    scenario.replace(scenario.find("MODE"), 4, mode);
    INFO(mode);
    CHECK(told(story_of(scenario), {"starts"}) ==
          "01-04 09:00 Eva starts 0\n"
          "01-04 09:00 Mia starts 0\n");
  }
}

TEST_CASE("Work in hand comes from a table too", "[behaviour][in_hand]") {
  Diagnostics diagnostics;
  const std::string table =
      "\xEF\xBB\xBFkind,account,step,left,holder,arrived\r\n"
      "brief,North,write,3 h,Eva,2026-12-28\r\n"
      "\r\n"
      "brief,\"North\",check; answer,,,\r\n";
  const ReadData data = [&](const std::string&) -> DataText { return {table, ""}; };
  const auto spec =
      read_scenario({"", "", shop("in_hand: { csv: work.csv }\n")}, data, diagnostics);
  REQUIRE(spec);
  const auto model = compile(*spec, diagnostics);
  REQUIRE(model);
  CHECK(told(story_of(*model), {"starts"}) ==
        told(story_of(shop("in_hand:\n  - { kind: brief, account: North, step: [check, answer] }\n"
                           "  - { kind: brief, account: North, step: write, left: 3 h, holder: "
                           "Eva, arrived: 2026-12-28 }\n")),
             {"starts"}));
}

TEST_CASE("A table lies beside its scenario", "[behaviour][in_hand]") {
  const auto story = story_of(*test::model_of_file("tests/unit/scenario/table.yaml"));
  CHECK(told(story, {"starts", "finishes"}) ==
        "01-04 09:00 Eva starts 0\n"
        "01-04 12:00 Eva finishes 0\n"
        "01-04 12:00 Eva starts 1\n"
        "01-05 12:00 Eva finishes 1\n");
}

TEST_CASE("What is wrong with work in hand is said at its place", "[behaviour][in_hand]") {
  const auto said = [](const std::string& job) {
    return mistakes(shop("in_hand:\n  - { " + job + " }\n"));
  };
  CHECK(said("kind: brief, step: wrte") == "21: brief has no step 'wrte' [did you mean 'write'?]");
  CHECK(said("kind: brif, step: write") ==
        "21: there is no kind of work 'brif' [did you mean 'brief'?]");
  CHECK(said("kind: brief, account: Nort, step: write") ==
        "21: there is no account 'Nort' [did you mean 'North'?]");
  CHECK(said("kind: brief, account: North, step: [write, check]") ==
        "21: step 'check' comes after another of these [name the steps at which the job stands]");
  CHECK(said("kind: brief, account: North, step: [write, write]") == "21: 'write' is named twice");
  CHECK(said("kind: brief, account: North, step: answer, left: 2 h") ==
        "21: step 'answer' is nobody's work");
  CHECK(said("kind: brief, account: North, step: write, left: [1 h, 2 h]") ==
        "21: 2 efforts left for 1 steps");
  CHECK(said("kind: brief, account: North, step: write, holder: Mia") ==
        "21: Mia is manager, and the work is of executive");
  CHECK(said("kind: brief, account: North, step: write, arrived: 2027-01-05") ==
        "21: the run begins on 2027-01-04 00:00: this is not in hand yet");
}

TEST_CASE("What is wrong with a table is said with its line and column", "[behaviour][in_hand]") {
  const std::string header = "kind,account,step,left,holder\n";
  CHECK(table_mistakes(header + "brief,North,write,3 x,Eva\n") ==
        "work.csv:2:21: unknown unit 'x' [units are s, min, h, days, weeks, months, years, working "
        "hours, working days, working weeks]");
  CHECK(table_mistakes(header + "brief,North,wrte,3 h,Eva\n") ==
        "work.csv:2:13: brief has no step 'wrte' [did you mean 'write'?]");
  CHECK(table_mistakes(header + "\nbrief,North,write,3 h,Eve\n") ==
        "work.csv:3:23: there is no person 'Eve' [did you mean 'Eva'?]");
  CHECK(table_mistakes("kind,acount,step\nbrief,North,write\n") ==
        "work.csv:1:6: no column 'acount' is known [did you mean 'account'?]");
  CHECK(table_mistakes("kind,kind\n") == "work.csv:1:6: two columns 'kind'");
  CHECK(table_mistakes(header + "brief,North,write,3 h,Eva,more\n") ==
        "work.csv:2:27: a cell without a column");
  CHECK(table_mistakes(header + "brief,\"North,write\n") ==
        "work.csv:2:7: a quote that is not closed");
  CHECK(table_mistakes("") == "work.csv:1:1: a table without columns");
  CHECK(table_mistakes(header + "brief,North,,3 h,Eva\n") ==
        "work.csv:2:1: 'step' is missing from a job in hand");
}

TEST_CASE("A hostile table ends in an error, not in a crash", "[behaviour][in_hand]") {
  std::string rows = "kind,step\n";
  for (int i = 0; i < 5000; ++i) rows += "\xFF\xFE;;;;,\"a\"\"b\",,,;\n";
  CHECK(table_mistakes(rows).find("work.csv:2:") == 0);
  CHECK(!table_mistakes(std::string(1 << 20, ',')).empty());
  CHECK(!table_mistakes(std::string(1 << 20, ';')).empty());
  CHECK(!table_mistakes(std::string("kind,step\nbrief,write\0\0", 23)).empty());
}

}  // namespace suits
