// Last year's figures in what the program prints.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const std::string kScenario = R"yaml(suits: 1
name: Test shop
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { name: Eva, role: executive }, { name: Ben Carter, role: executive } ]
accounts: [ { name: Lion } ]
work:
  mail: { who: executive, effort: 1 h, arrives: 8/working day, due: 1 working day }
what_if:
  less: { title: Ben leaves, remove: people.Ben Carter, at: 2027-03-15 }
)yaml";
const std::string kObserved = kScenario + R"yaml(observed:
  mail.finished: 320
  Ben Carter.busy: 40%
)yaml";

void holds(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
}
void lacks(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) == std::string::npos);
}

}  // namespace

TEST_CASE("A run tells what agrees with last year, where something is observed", "[command]") {
  const Folder folder;
  const std::string bare = folder.file("bare.yaml", kScenario);
  const std::string file = folder.file("shop.yaml", kObserved);
  const Outcome screen = run_program("run " + file + " --replications 4");
  CHECK(screen.code == 0);
  holds(screen.out, "\nBeside what was observed\n");
  holds(screen.out, "Of 2 observed figures 1 agrees with the simulated ones; apart is the");
  CHECK(screen.out.find("Beside what was observed") < screen.out.find("\nAssumptions\n"));
  lacks(run_program("run " + bare + " --replications 4").out, "observed");

  const auto json =
      nlohmann::json::parse(run_program("run " + file + " --replications 4 --format json").out);
  const auto other =
      nlohmann::json::parse(run_program("run " + bare + " --replications 4 --format json").out);
  CHECK(json["history"] == other["history"]);
  CHECK_FALSE(other.contains("plausibility"));
  CHECK_FALSE(other["tables"].contains("plausibility"));
  CHECK(json["plausibility"].get<std::string>().starts_with("Of 2 observed figures 1 agrees"));
  const auto& rows = json["tables"]["plausibility"];
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["measure"] == "mail.finished");
  CHECK(rows[0]["observed"] == 320);
  CHECK(rows[0]["agreement"] == "near");
  CHECK(rows[1]["measure"] == "Ben Carter.busy");
  CHECK(rows[1]["unit"] == "share");
  CHECK(rows[1]["agreement"] == "apart");
  holds(run_program("run " + file + " --replications 4 --format csv").out,
        "# plausibility\r\nmeasure,unit,observed");
}

TEST_CASE("What-ifs are not last year, and whoever is removed takes their figures along",
          "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kObserved);
  lacks(run_program("run " + file + " --replications 2 --what-if less").out, "observed");
  const Outcome gone =
      run_program("run " + file + " --replications 2 --remove 'people.Ben Carter'");
  CHECK(gone.code == 0);
  holds(gone.err, "is removed; no longer: 1 observed figure");
  holds(gone.out, "The one observed figure");
  const Outcome added = run_program("run " + file +
                                    " --replications 2 --add 'observed={ mail.late: 3 }' --set "
                                    "'observed.\"mail.finished\"=9'");
  CHECK(added.code == 0);
  holds(added.out, "Of 3 observed figures");
}

TEST_CASE("Every command refuses an observed figure that is of nothing, in its place",
          "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario + "observed:\n  mail.finshed: 3\n");
  const std::string said = file +
                           ":13:3: error: there is no measure 'mail.finshed'\n"
                           "    mail.finshed: 3\n"
                           "    ^~~~~~~~~~~~\n"
                           "  hint: did you mean 'mail.finished'?\n";
  for (const char* command : {"run", "check", "explain", "rules", "load"}) {
    const Outcome o = run_program(std::string(command) + " " + file);
    INFO(command);
    CHECK(o.code == 2);
    CHECK(o.out.empty());
    CHECK(o.err == said);
  }
  const Outcome sweep = run_program("sweep " + file + " --vary accounts.Lion.size=1,2");
  CHECK(sweep.code == 2);
  CHECK(sweep.err == said);
  const Outcome compared = run_program("compare " + file + " --replications 2");
  CHECK(compared.code == 2);
  CHECK(compared.err == said);
}
