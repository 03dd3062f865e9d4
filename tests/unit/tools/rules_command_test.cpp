// `suits rules` as a person types it.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kScenario = R"yaml(suits: 1
name: Test shop
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: { speed: 80% }, mid: {} }
classes: [ { name: urgent, interrupts: yes }, normal ]
dispatch: { manager: earliest_due }
roles:
  manager: { title: Manager }
  executive: { title: Executive, reports_to: manager, superior_after: 3 working days }
  coordinator: { title: Coordinator }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive, level: junior }
  - { name: Cleo, role: manager }
  - { name: Dan, role: coordinator }
accounts:
  - { name: Lion, team: { executive: Ann, manager: Cleo } }
  - { name: Puma, team: { executive: Ben, manager: Cleo } }
work:
  plan:
    arrives: 1/week
    class: normal
    steps:
      write: { who: executive, effort: 2 h, least_level: mid }
      agree: { who: [executive, manager, client], effort: 1 h }
      answer: { takes: 2 working days }
)yaml";

bool says(const std::string& text, const std::string& part) {
  INFO(text);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

void refused(const std::string& arguments, const std::string& message) {
  const Outcome o = run_program(arguments);
  CHECK(o.code == 2);
  CHECK(o.out.empty());
  says(o.err, message);
}

}  // namespace

TEST_CASE("rules says who may do a step, and why the others may not", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome o = run_program("rules " + file + " --kind plan --step write --account Puma");
  CHECK(o.code == 0);
  CHECK(o.err.empty());
  says(o.out, "Write of a plan, for Puma");
  says(o.out, "1. At once: the account's own: nobody.");
  says(o.out, "Where nobody above is there: the role's other people: Ann (mid).");
  says(o.out, "After 3 working days of waiting: the account's own Manager, up the line: Cleo (mid).");
  says(o.out, "not Ben (junior): below the level of mid.");
  says(o.out, "not Dan (mid): not Executive, and nobody asks them to cover for it.");
  says(o.out, "laid aside for work that is urgent.");
  const Outcome meeting = run_program("rules " + file + " --kind plan --account Lion");
  says(meeting.out, "They come together by appointment");
  says(meeting.out, "The client.");
  says(meeting.out, "What is due earliest.");
  says(meeting.out, "Nobody's work: it takes 2 working days.");
}

TEST_CASE("rules without a kind are those of the roles", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome all = run_program("rules " + file);
  CHECK(all.code == 0);
  says(all.out, "Executive: Ann, Ben");
  says(all.out, "By urgency: urgent, then normal.");
  says(run_program("rules " + file + " --kind plan").out, "write: executive 2 h");
  const auto json = nlohmann::json::parse(
      run_program("rules " + file + " --kind plan --step write --account Lion --format json").out);
  CHECK(json["steps"][0]["seats"][0]["ways"][0]["rings"][0]["people"][0] == "Ann");
  CHECK(json["steps"][0]["seats"][0]["may_not"][0]["why"] == "level");
}

TEST_CASE("rules refuses what makes no sense, in plain words", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  refused("rules " + file + " --step write", "--step needs --kind");
  refused("rules " + file + " --account Lion", "--account needs --kind");
  refused("rules " + file + " --kind plan --step write", "--step needs --account");
  refused("rules " + file + " --kind plan --step wriet --account Lion", "(do you mean \"write\"?)");
  refused("rules " + file + " --kind pln", "there is no kind of work \"pln\"");
}
