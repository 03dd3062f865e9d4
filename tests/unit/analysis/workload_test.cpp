// Tentative accounts, and load against capacity.

#include "engine/analysis/workload.hpp"

#include <cmath>

#include "engine/run/replicate.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

// One executive of 40 hours a week. Lion asks for 10 hours each Monday; Fox, if won, for 35 more
// from the third week on.
const char* const kShop = R"yaml(suits: 1
name: Shop
time: { start: 2027-03-01, run: 6 weeks }
keep: none
calendar: { hours: { mon-fri: [09:00-17:00] } }
leave: none
sickness: none
roles: { executive: { title: Executive, rate: 100/h } }
people: [ { name: Ann, role: executive } ]
accounts:
  - { name: Fox, starts: 2027-03-15, wins: 25%, fee: { retainer: 1000/month }, work: { plan: { every: 1 week, on: monday, at: 09:00 } } }
  - { name: Lion, work: { mail: { every: 1 week, on: monday, at: 09:00 } } }
work:
  mail: { who: executive, effort: 10 h, arrives: none }
  plan: { who: executive, effort: 35 h, arrives: none }
)yaml";

std::shared_ptr<const Model> model_of(const std::string& text) {
  Diagnostics diagnostics;
  auto model = load_scenario_text(text, diagnostics);
  INFO(diagnostics.render("shop", text));
  REQUIRE(model);
  return model;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

/// Jobs of Fox that arrived in a course, and what it pays.
std::pair<double, double> of_fox(const Model& model, std::uint32_t replication) {
  const Observations seen = replicate(model, 1, replication);
  return {seen.account_flows[0][1].arrived, seen.accounts[AccountId{0}].income};
}

}  // namespace

TEST_CASE("a tentative account is won or lost in each course, as often as it says", "[workload]") {
  const auto model = model_of(kShop);
  REQUIRE(model->accounts[AccountId{0}].name == "Fox");
  REQUIRE(model->kinds[KindId{1}].name == "plan");
  constexpr int kCourses = 2000;
  int won = 0;
  for (std::uint32_t r = 0; r < kCourses; ++r) {
    const auto [jobs, income] = of_fox(*model, r);
    CHECK((jobs == 4 || jobs == 0));
    CHECK((jobs > 0) == (income > 0));
    won += jobs > 0;
  }
  // Four standard errors of a share of 25 %.
  CHECK(won / double(kCourses) == Approx(0.25).margin(4 * std::sqrt(0.25 * 0.75 / kCourses)));
}

TEST_CASE("the chance of winning changes nothing else", "[workload]") {
  const auto sure = model_of(replaced(kShop, "wins: 25%, ", ""));
  const auto likely = model_of(replaced(kShop, "wins: 25%", "wins: 60%"));
  for (std::uint32_t r = 0; r < 20; ++r) {
    const std::uint64_t history = replicate(*likely, 1, r).history;
    const bool won = of_fox(*likely, r).first > 0;
    CHECK((history == replicate(*sure, 1, r).history) == won);
  }
}

TEST_CASE("signed and tentative work are apart, and never weighted", "[workload]") {
  const auto model = model_of(kShop);
  ExperimentPlan plan;
  plan.replications = 3;
  const Workload load = workload(*model, plan);
  const RoleLoad& role = load.offered.roles[RoleId{0}];
  CHECK(role.offered == std::vector<double>{10, 10, 10, 10, 10, 10});
  CHECK(role.tentative == std::vector<double>{0, 0, 35, 35, 35, 35});
  REQUIRE(load.tentative == std::vector<AccountId>{AccountId{0}});
  const auto over = overflows(*model, load.offered, false, 0, 6);
  REQUIRE(over.size() == 1);
  CHECK(over[0].weeks.empty());
  CHECK(over[0].load == Approx(0.25));
  const auto with_all = overflows(*model, load.offered, true, 0, 6);
  REQUIRE(with_all.size() == 1);
  CHECK(with_all[0].weeks == std::vector<std::size_t>{2, 3, 4, 5});
  CHECK(with_all[0].worst == 2);
  CHECK(with_all[0].load == Approx(45.0 / 40));
  CHECK(overflows(*model, load.offered, true, 0, 3)[0].weeks == std::vector<std::size_t>{2});
  REQUIRE(load.people.size() == 1);
  CHECK(load.people[0].weeks[3].busy.value == Approx(0.25));
  CHECK(load.people_with_all[0].weeks[3].busy.value == Approx(1));
}

TEST_CASE("no rule brings work to an account that is not won", "[workload]") {
  const auto model = model_of(replaced(kShop, "wins: 25%", "wins: 0%") +
                              "rules: [ { every: weekly, then: start plan for Fox } ]\n");
  CHECK(of_fox(*model, 0).first == 0);
  const auto sure = model_of(replaced(kShop, "wins: 25%, ", "") +
                             "rules: [ { every: weekly, then: start plan for Fox } ]\n");
  CHECK(of_fox(*sure, 0).first > 4);
}

TEST_CASE("work in hand is never of a tentative account", "[workload]") {
  const std::string text =
      std::string(kShop) + "in_hand:\n  - { kind: mail, account: Fox, step: mail }\n";
  Diagnostics diagnostics;
  CHECK_FALSE(load_scenario_text(text, diagnostics));
  CHECK(diagnostics.render("shop", text).find("Fox is tentative and has no work in hand") !=
        std::string::npos);
}

TEST_CASE("courses in which a role overflows are those in which the account is won", "[workload]") {
  const auto model = model_of(kShop);
  ExperimentPlan plan;
  plan.replications = 40;
  const Workload load = workload(*model, plan);
  std::uint32_t won = 0;
  for (std::uint32_t r = 0; r < plan.replications; ++r) won += of_fox(*model, r).first > 0;
  REQUIRE(won > 0);
  REQUIRE(won < plan.replications);
  // 45 of 40 hours in each of the last four weeks.
  const auto over = overflow_courses(load, 0, 6);
  REQUIRE(over.size() == 1);
  CHECK(model->roles[over[0].role].name == "executive");
  CHECK(over[0].courses == won);
  CHECK(over[0].first == 2);
  CHECK(overflow_courses(load, 0, 5).empty());  // three of them are not four
  REQUIRE(load.asked.size() == 1);
  CHECK(load.asked[0].second[0][0].y == Approx(10));
  CHECK(load.asked[0].second[0][0].x == Approx(40));
}

TEST_CASE("weeks together that are half too full and half empty do not overflow", "[workload]") {
  // 60 hours in each second week: 30 of 40 in the mean of any four.
  const std::string text = replaced(replaced(kShop, "effort: 10 h", "effort: 60 h"),
                                    "mail: { every: 1 week, on: monday, at: 09:00 }",
                                    "mail: { every: 2 weeks, on: monday, at: 09:00 }");
  const auto model = model_of(replaced(text, "wins: 25%", "wins: 0.0001%"));
  ExperimentPlan plan;
  plan.replications = 3;
  CHECK(overflow_courses(workload(*model, plan), 0, 6).empty());
}
