// `suits explain` as a person types it.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kScenario = R"yaml(suits: 1
name: Test shop
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles:
  executive: { title: Executive }
people:
  - { name: Ann, role: executive }
accounts:
  - { name: Lion }
  - { name: Puma, work: { mail: none } }
work:
  mail: { who: executive, effort: 2 h, arrives: 3/working day, deliverable: yes, due: 1 working day }
)yaml";

}  // namespace

TEST_CASE("explain lists the worst jobs and says how to read one", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome list = run_program("explain " + file);
  CHECK(list.code == 0);
  CHECK(list.err.empty());
  says(list.out, "The latest against due");
  const std::size_t hint = list.out.find("suits explain " + file + " --job ");
  REQUIRE(hint != std::string::npos);
  // The command that it names is one that works, and tells the first of the list.
  std::string command = list.out.substr(hint + 6);
  command.erase(command.find('\n'));
  const Outcome one = run_program(command);
  CHECK(one.code == 0);
  says(one.out, "Where the ");
  says(one.out, "Step by step");
  const Outcome worst = run_program("explain " + file + " --worst 1");
  CHECK(worst.out == one.out);
  says(run_program("explain " + file + " --account Puma").out, "No such job arrived");
}

TEST_CASE("explain goes by seed and replication", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string first = run_program("explain " + file + " --job 3").out;
  CHECK(run_program("explain " + file + " --job 3").out == first);
  CHECK(run_program("explain " + file + " --job 3 --seed 2").out != first);
  CHECK(run_program("explain " + file + " --job 3 --replication 2").out != first);
  says(run_program("explain " + file + " --seed 2 --replication 3").out,
       "--seed 2 --replication 3\n");
}

TEST_CASE("explain tells when each rule acted, on what, with its note", "[command]") {
  const Folder folder;
  const std::string file = folder.file("rules.yaml", R"yaml(suits: 1
name: Rules
time: { start: 2027-01-04, run: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { keep: none } }
people: [ { name: Ann, role: executive } ]
accounts: [ { name: Lion, work: { mail: { dates: [2027-01-04 09:00, 2027-01-04 09:00] } } }, { name: Puma } ]
work: { mail: { who: executive, effort: 2 h, due: 1 working day } }
rules:
  - { name: waits, when: step.waited > 1 working hour, then: [class = normal, note "still here"] }
  - { name: starts, on: step.starts, then: note begun }
  - { name: busy, every: daily, when: account.jobs > 0, then: note "work on it" }
  - { name: idle, at: 2027-01-05 10:00, when: person.is_idle, then: note "nothing to do" }
  - { name: month, at: 2027-01-06 10:00, then: note hello }
)yaml");
  CHECK(run_program("explain " + file + " --log").out ==
        "Rules, possible course 1 (seed 1)\n\n"
        "What the rules did\n"
        "  Mon  4 Jan 2027 09:00  starts, mail 1 for Lion (Ann): note begun\n"
        "  Mon  4 Jan 2027 10:00  waits, mail 2 for Lion: class = normal; note \"still here\"\n"
        "  Mon  4 Jan 2027 11:00  starts, mail 2 for Lion (Ann): note begun\n"
        "  Tue  5 Jan 2027 10:00  idle, Ann: note \"nothing to do\"\n"
        "  Wed  6 Jan 2027 10:00  month: note hello\n");
  const auto json =
      nlohmann::json::parse(run_program("explain " + file + " --log --format json").out);
  REQUIRE(json["log"].size() == 5);
  CHECK(
      json["log"][1] ==
      nlohmann::json::parse(R"({"at": "2027-01-04 10:00", "rule": "waits", "job": 2, "kind": "mail",
          "step": "mail", "round": 1, "account": "Lion", "did": ["class = normal", "note \"still here\""],
          "notes": ["still here"]})"));
  CHECK(json["log"][3]["person"] == "Ann");
  says(run_program("explain " + file + " --log --account Puma").out, "No rule acted.");
  refused("explain " + file + " --log --job 1", "do not go together");
  refused("explain " + file + " --every-stretch", "it needs --job or --worst");
  refused("explain " + file + " --kind nope", "(there are \"mail\")");
}

TEST_CASE("a weight that a rule makes of nothing ends the run and is told", "[command]") {
  const Folder folder;
  const std::string file = folder.file("weight.yaml", R"yaml(suits: 1
name: Weight
time: { start: 2027-01-04, run: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { keep: none } }
people: [ { name: Ann, role: executive } ]
accounts: [ { name: Lion, work: { mail: { dates: [2027-01-04 09:00] } } } ]
work: { mail: { who: executive, effort: 2 h } }
rules:
  - { name: light, on: job.arrives, then: weight = job.weight - 2 }
)yaml");
  const Outcome o = run_program("run " + file + " --replications 1");
  CHECK(o.code == 1);
  says(o.err, file +
                  ":10:5: error: rule 'light' gives job 1 a weight of -1 (2027-01-04 09:00): "
                  "weights are positive, from 0.001 to 1,000,000");
}

TEST_CASE("explain speaks JSON and writes files", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const auto lives =
      nlohmann::json::parse(run_program("explain " + file + " --worst 2 --format json").out);
  CHECK(lives["jobs"].size() == 2);
  CHECK(lives["jobs"][0]["kind"] == "mail");
  const auto list = nlohmann::json::parse(run_program("explain " + file + " --format json").out);
  CHECK(list["jobs"].size() == 10);
  const std::string out = folder.path("told");
  CHECK(run_program("explain " + file + " --worst 1 --output " + out).code == 0);
  says(text_of(out + "/explain.txt"), "Where the ");
}

TEST_CASE("explain refuses what makes no sense, in plain words", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  refused("explain", "suits explain needs a scenario file");
  refused("explain " + file + " --job 1 --worst 2", "--job and --worst do not go together");
  refused("explain " + file + " --job 1 --kind mail", "leave them out");
  refused("explain " + file + " --job 99999", "there is no job 99,999: ");
  refused("explain " + file + " --job 0", "--job wants a whole number from 1");
  refused("explain " + file + " --account Loin", "(do you mean \"Lion\"?)");
  refused("explain " + file + " --kind mial", "there is no kind of work \"mial\"");
  refused("explain " + file + " --format csv", "--format wants table | json");
}
