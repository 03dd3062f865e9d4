// What a user expects of any change to a scenario, seen on whole runs.

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

struct Shop {
  std::string campaigns = "3/month";
  std::string other = "1/month";
  std::string more_people;
  std::string away = "[]";
};

std::string shop(const Shop& s) {
  return fmt::format(R"yaml(suits: 1
name: shop
time: {{ start: 2027-01-04, run: 52 weeks, warm_up: 8 weeks }}
calendar:
  hours: {{ mon-fri: [09:30-12:30, 13:30-18:00] }}
roles:
  account_manager: {{}}
  account_executive: {{ reports_to: account_manager, covered_by: account_manager }}
people:
  - {{ name: Aiko, role: account_manager }}
  - {{ name: Ben, role: account_executive, away: {} }}
  - {{ name: Chie, role: account_executive }}
{}
parties:
  client: {{ responds_in: "lognormal(mean 1.5, p90 3 working days)" }}
accounts:
  - {{ name: Northwind, team: {{ account_manager: Aiko, account_executive: Ben }}, work: {{ campaign: {} }} }}
  - {{ name: Fabrikam, team: {{ account_manager: Aiko, account_executive: Chie }}, work: {{ campaign: {} }} }}
work:
  campaign:
    deliverable: yes
    due: 20 working days
    steps:
      take: {{ who: {{ account_executive: 2 h, client: 2 h }} }}
      brief: {{ who: account_executive, effort: "lognormal(mean 14 h, p90 25 h)" }}
      approve: {{ who: account_manager, effort: 45 min, back_to: {{ step: brief, chance: 20%, rework_effort: 40% }} }}
      client_agrees: {{ takes: client.responds_in, back_to: {{ step: brief, chance: 15%, falling_by: 60%, rework_effort: 40% }} }}
)yaml",
                     s.away, s.more_people, s.campaigns, s.other);
}

double mean_turnaround(const Model& model, std::uint32_t replications) {
  double sum = 0;
  for (std::uint32_t r = 0; r < replications; ++r) {
    sum += replicate(model, 1, r).flows[0].working.mean();
  }
  return sum / replications;
}

AccountId account_named(const Model& model, const std::string& name) {
  for (AccountId a : ids(model.accounts)) {
    if (model.accounts[a].name == name) return a;
  }
  FAIL("no account " << name);
  return {};
}

}  // namespace

TEST_CASE("Doubling the load makes turnarounds worse", "[behaviour]") {
  const double once = mean_turnaround(*test::model_of(shop({})), 8);
  const double twice =
      mean_turnaround(*test::model_of(shop({"6/month", "2/month", "", "[]"})), 8);
  CHECK(twice > once);
}

TEST_CASE("One more executive changes something", "[behaviour]") {
  const std::string more = "  - { name: Dana, role: account_executive }";
  const auto base = test::model_of(shop({"6/month", "1/month", "", "[2027-03-01..2027-03-26]"}));
  const auto wider = test::model_of(shop({"6/month", "1/month", more, "[2027-03-01..2027-03-26]"}));
  CHECK(replicate(*base, 1, 0).history != replicate(*wider, 1, 0).history);
  CHECK(mean_turnaround(*wider, 8) < mean_turnaround(*base, 8));
}

TEST_CASE("An account left untouched sees the same efforts", "[behaviour]") {
  // Everything that arrives is done and worked on: hours on the account are its efforts, drawn.
  const auto base = test::model_of(shop({}));
  const auto busier = test::model_of(shop({"5/month", "1/month", "", "[]"}));
  const AccountId untouched = account_named(*base, "Fabrikam");
  const AccountId touched = account_named(*base, "Northwind");
  for (std::uint32_t r = 0; r < 4; ++r) {
    const Observations a = replicate(*base, 1, r), b = replicate(*busier, 1, r);
    const auto effort = [](const Observations& o, AccountId id) { return o.accounts[id].effort; };
    CHECK(a.account_flows[raw(untouched)][0].arrived == b.account_flows[raw(untouched)][0].arrived);
    CHECK(effort(a, untouched) == effort(b, untouched));
    CHECK(effort(a, touched) != effort(b, touched));
  }
}

TEST_CASE("Somebody away all August never works then", "[behaviour]") {
  const auto model = test::model_of(shop({"5/month", "1/month", "", "[2027-08-02..2027-08-29]"}));
  for (std::uint32_t r = 0; r < 4; ++r) {
    const Observations o = replicate(*model, 1, r);
    REQUIRE_FALSE(o.error);
    const PersonHours& ben = o.people[PersonId{1}];
    REQUIRE(model->people[PersonId{1}].name == "Ben");
    for (std::size_t week = 30; week < 34; ++week) {
      CHECK(ben.available_by_week[week].us == 0);
      CHECK(ben.worked_by_week[week].us == 0);
    }
    CHECK(ben.worked <= ben.available);
    // Somebody else did the work meanwhile.
    CHECK(o.roles[RoleId{1}].started > 0);
  }
}

TEST_CASE("The order of people and accounts in the file changes nothing", "[behaviour]") {
  std::ifstream file(source_dir() + "/scenarios/mid_agency.yaml");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  REQUIRE(lines.size() > 100);
  const auto joined = [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& line : all) text += line + "\n";
    return text;
  };
  std::vector<std::string> shuffled = lines;
  for (const char* section : {"people:", "accounts:"}) {
    const auto begin = std::find(shuffled.begin(), shuffled.end(), section) + 1;
    const auto end = std::find_if(begin, shuffled.end(),
                                  [](const std::string& l) { return l.rfind("  - ", 0) != 0; });
    REQUIRE(end - begin > 20);
    std::reverse(begin, end);
  }
  REQUIRE(joined(shuffled) != joined(lines));
  const Observations a = replicate(*test::model_of(joined(lines)), 5, 0);
  const Observations b = replicate(*test::model_of(joined(shuffled)), 5, 0);
  CHECK(a.history == b.history);
  CHECK(a.accounts[AccountId{3}].worked == b.accounts[AccountId{3}].worked);
}

}  // namespace suits
