// The shipped scenario of all the slow forces keeps to the figures that agencies report
// (parameters.md restates them with their sources).

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

/// The row of a table in which a column has a text.
const nlohmann::json& row_of(const nlohmann::json& table, const char* column, const char* text) {
  for (const auto& row : table)
    if (row[column] == text) return row;
  FAIL(text);
  return table[0];
}

}  // namespace

TEST_CASE("growing_agency: churn, turnover, win rate and utilisation as agencies have them",
          "[growing_agency]") {
  const Outcome o = run_program("run \"" + suits::source_dir() +
                                "/scenarios/growing_agency.yaml\" --replications 20 --format json "
                                "--no-record");
  INFO(o.err);
  REQUIRE(o.code == 0);
  const auto tables = nlohmann::json::parse(o.out)["tables"];
  // 10, 15 and 30 % by tier; 3, 7 and 24 accounts: a quarter of all.
  const double churn = tables["churn"][0]["churn"];
  CHECK((churn > 0.15 && churn < 0.30));
  // 24 to 32 % of all staff in the surveys; coordinators 35 %, executives 30 %, managers 22 %.
  const auto turnover = [&](const char* role) {
    return row_of(tables["careers"], "role", role)["turnover"].get<double>();
  };
  CHECK((turnover("account_coordinator") > 0.22 && turnover("account_coordinator") < 0.48));
  CHECK((turnover("account_executive") > 0.22 && turnover("account_executive") < 0.45));
  CHECK((turnover("account_manager") > 0.12 && turnover("account_manager") < 0.32));
  // 25 to 50 % of pitches are won.
  const double wins = row_of(tables["wins"], "kind", "Pitch")["win_rate"];
  CHECK((wins > 0.25 && wins < 0.5));
  // 60 to 90 % of the hours there are.
  for (const char* role : {"account_coordinator", "account_executive", "account_manager",
                           "account_planner", "account_director"}) {
    const double busy = row_of(tables["roles"], "role", role)["busy"];
    INFO(role);
    CHECK((busy > 0.6 && busy < 0.9));
  }
}
