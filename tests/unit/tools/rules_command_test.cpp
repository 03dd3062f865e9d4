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

}  // namespace

TEST_CASE("rules says who may do a step, and why the others may not", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome o = run_program("rules " + file + " --kind plan --step write --account Puma");
  CHECK(o.code == 0);
  CHECK(o.err.empty());
  says(o.out, "Write of a plan, for Puma");
  says(o.out, "1. At once: the account's own: nobody.");
  says(o.out, "2. At once: the role's other people: Ann (mid).");
  says(o.out,
       "After 3 working days of waiting: the account's own Manager, up the line: Cleo (mid).");
  says(o.out, "not Ben (junior): below the level of mid.");
  says(o.out, "not Dan (mid): not Executive, and nobody asks them to cover for it.");
  says(o.out, "laid aside for work that is urgent.");
  const Outcome meeting = run_program("rules " + file + " --kind plan --account Lion");
  says(meeting.out, "They come together by appointment");
  says(meeting.out, "The client.");
  says(meeting.out, "What is due earliest.");
  says(meeting.out, "Nobody's work: it takes 2 working days.");
}

TEST_CASE("a ring in which nobody may is passed at once", "[command]") {
  const Folder folder;
  const std::string file = folder.file("skill.yaml", R"yaml(suits: 1
name: Skills
time: { start: 2027-01-04, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { am: {}, ae: { reports_to: am, peers_after: 1 working day, superior_after: 2 working days, accounts: { max: 1 } } }
people: [ { name: Ann, role: ae }, { name: Bob, role: ae }, { name: Cid, role: ae, skills: [pack] }, { name: M, role: am, skills: [pack, japan] } ]
work:
  packing: { who: ae, effort: 4 h, skills: [pack] }
  talk: { who: ae, effort: 4 h, skills: [japan] }
accounts:
  - { name: Acme, team: { ae: Ann, am: M }, work: { packing: { dates: [2027-01-04 09:00] }, talk: { dates: [2027-01-05 09:00] } } }
  - { name: B, team: { ae: Bob, am: M } }
  - { name: C, team: { ae: Cid, am: M } }
  - { name: D, team: { am: M }, work: { packing: none } }
)yaml");
  const std::string packing = run_program("rules " + file + " --kind packing --account Acme").out;
  says(packing,
       "1. At once: the account's own: nobody.\n    2. At once: the role's other people: Cid.");
  says(packing, "3. After 2 working days of waiting: the account's own am, up the line: M.");
  const std::string talk = run_program("rules " + file + " --kind talk --account Acme").out;
  says(talk,
       "1. At once: the account's own: nobody.\n    2. At once: the account's own am, up the line: "
       "M.");
  // A place that nobody holds.
  says(run_program("rules " + file + " --kind packing --account D").out,
       "1. At once: the account's own: nobody.\n    2. At once: the role's other people: Cid.");
  // The run agrees, and names only those who may.
  const std::string first = run_program("explain " + file + " --job 1").out;
  says(first, "From now on Cid may take it too, as nobody else who may is there.");
  says(first, "Mon  4 Jan 09:00  From now on");
  says(run_program("explain " + file + " --job 2").out,
       "From now on M may take it too, as nobody else who may is there.");
}

TEST_CASE("no work interrupts a meeting, and rules says so", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string agree =
      run_program("rules " + file + " --kind plan --step agree --account Lion").out;
  says(agree, "Once begun no other work interrupts it, however urgent.");
  CHECK(agree.find("laid aside") == std::string::npos);
}

TEST_CASE("rules says what the roles add: pools, reserve, overtime, skills, conditions",
          "[command]") {
  const Folder folder;
  const std::string file = folder.file("rich.yaml", R"yaml(suits: 1
name: Rich
time: { start: 2027-01-04, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
classes: [urgent, normal]
roles: { ae: { reserve: { urgent: 1 }, overtime: { up_to: 2 h, a_week: 5 h }, handover: 1 h, switching: 10 min, focus: { jobs: 2, cost: 10% } } }
people: [ { name: Ann, role: ae, skills: [pack] }, { name: Bob, role: ae } ]
pools: { help: { role: ae, max: 2, lead: 1 working day, stay: 2 weeks, after: 4 working hours } }
work:
  job:
    class: normal
    steps: { do: { who: ae, effort: 4 h, skills: [pack], when: job.age < 3 days } }
accounts: [ { name: Acme, team: { ae: Ann }, work: { job: { dates: [2027-01-04 09:00] } } } ]
)yaml");
  const std::string all = run_program("rules " + file).out;
  says(all, "up to 2 things at a time, each then 10% longer");
  says(all, "keeps people free: 1 from normal work");
  says(all, "10 min added where other work interrupts");
  says(all, "1 h added where work changes hands");
  says(all, "overtime up to 2 h a day, 5 h a week");
  says(all,
       "help: up to 2 on call, as ae; they come 1 working day after the call, stay at least 14 "
       "days; ");
  const std::string kind = run_program("rules " + file + " --kind job").out;
  says(kind, "ae 4 h (with pack); only where its condition holds (line 12)");
  says(run_program("rules " + file + " --kind job --account Acme").out,
       "It comes up only where its condition holds (line 12).");
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
  refused("rules " + file + " --kind pln",
          "there is no kind of work \"pln\" (do you mean \"plan\"?)");
  refused("rules " + file + " --kind nope",
          "there is no kind of work \"nope\" (there are \"plan\")");
}
