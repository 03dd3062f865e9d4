// `suits resilience` as a person types it.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

/// Zoe is the only planner, below a head who is not there; two executives stand in for each other;
/// the manager has hardly a thing to do and could learn to plan.
const char* const kShop = R"yaml(suits: 1
name: Test shop
time: { start: 2027-03-01, run: 24 weeks, warm_up: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles:
  head: { title: Head, team: pool }
  manager: { title: Manager, team: pool, reports_to: head }
  planner: { title: Planner, team: pool, reports_to: head }
  executive: { title: Executive, team: pool, reports_to: manager }
people:
  - { name: Mia, role: manager }
  - { name: Zoe, role: planner }
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
accounts:
  - { name: Lion }
  - { name: Bear }
work:
  campaign:
    arrives: 3/week
    deliverable: yes
    due: 10 working days
    steps:
      plan: { who: planner, effort: exponential(mean 4 h) }
      write: { who: executive, effort: exponential(mean 3 h) }
)yaml";

}  // namespace

TEST_CASE("resilience names whoever nobody stands in for, on any number of threads",
          "[command][resilience]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome o = run_program("resilience " + file + " --no-record --cross-training");
  REQUIRE(o.code == 0);
  CHECK(o.err.empty());
  says(o.out,
       "1. Zoe can be missed least: without them from 2027-04-12 for 4 weeks, the mean "
       "turnaround of campaigns");
  says(o.out, "What helps most while Zoe is away: Mia as a Planner too");
  says(o.out, "--set 'people.Mia.role=[\"manager\", \"planner\"]'");
  CHECK(run_program("resilience " + file + " --no-record --cross-training --threads 3").out ==
        o.out);
}

TEST_CASE("resilience says what suffers and when it is over, for programs too",
          "[command][resilience]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome o =
      run_program("resilience " + file + " --no-record --weeks 2 --from 2027-05-03 --format json");
  REQUIRE(o.code == 0);
  const auto json = nlohmann::json::parse(o.out);
  CHECK(json["missed"] == "Zoe");
  CHECK(json["from"] == "2027-05-03");
  CHECK(json["to"] == "2027-05-16");
  CHECK(json["watched_to"] == "2027-08-08");
  const auto& rows = json["tables"]["ranking"];
  REQUIRE(rows.size() == 5);
  CHECK(rows[0]["candidate"] == "Zoe");
  CHECK(rows[0]["change"] > rows[0]["change_pm"]);
  CHECK(rows[0]["recovery_weeks"] > 0);
  CHECK_FALSE(rows[0]["worst_hit_account"].is_null());
  for (const auto& row : rows)
    if (row["candidate"] == "Mia") {
      CHECK(row["change"] == 0);
      CHECK(row["recovery_weeks"] == 0);
    }
}

TEST_CASE("resilience says so where whoever is asked about can be missed",
          "[command][resilience]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome o = run_program("resilience " + file + " --no-record --person Mia");
  REQUIRE(o.code == 0);
  says(o.out, "1. Everybody can be missed for 4 weeks");
  const Outcome role = run_program("resilience " + file + " --no-record --role executive");
  says(role.out, "2 people, each away from");
}

TEST_CASE("resilience refuses what it cannot understand", "[command][resilience]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  refused("resilience " + file + " --person Zoo", "do you mean Zoe?");
  refused("resilience " + file + " --role plannr", "do you mean planner?");
  refused("resilience " + file + " --weeks 0", "--weeks");
  refused("resilience " + file + " --from 2027-08-09", "is not within what the scenario plays");
  refused("resilience " + file + " --for planner.busy", "neither good nor bad");
}

TEST_CASE("resilience is recorded in the book of runs", "[command][resilience]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop), book = folder.path("runs.db");
  REQUIRE(run_program("resilience " + file + " --person Zoe --book " + book).code == 0);
  says(run_program("runs --book " + book).out, "Zoe can be missed least");
}
