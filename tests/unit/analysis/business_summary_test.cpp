// Figures of retainers, wins and contracts, worked out by hand, whatever else is measured beside
// them.

#include "engine/analysis/business_summary.hpp"

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/response.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

/// February: 12 of 20 h; March: 30 of 20 and 8 that were brought along. Two pitches win one
/// account, which is all that there is room for; a contract is kept for sure, another one lost.
const std::string kShop = R"(suits: 1
name: test
time: { start: 2027-02-01, run: 59 days }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { director: { team: pool }, executive: { cost: 50/h } }
people: [ { name: Dora, role: director }, { name: Eva, role: executive } ]
accounts:
  - { name: North, fee: { retainer: 20 h/month, rate: 90/h, carries_over: 1 month }, contract: { renews: 2027-02-15, chance: 100% } }
  - { name: South, work: { brief: none, note: none }, contract: { renews: 2027-02-15, chance: 0% } }
agency: { work: { pitch: { dates: [2027-02-01, 2027-02-02] } } }
work:
  brief: { who: executive, effort: 12 h, arrives: { dates: [2027-02-01, 2027-03-01, 2027-03-03] } }
  note: { who: executive, effort: 6 h, arrives: { dates: [2027-03-10] } }
  pitch: { who: director, effort: 2 h, billable: no, wins: { chance: 100%, account: { at_most: 1, like: South } } }
)";

double figure(const Model& model, const Experiment& experiment, const std::string& name) {
  const auto all = responses_of(model);
  const Response* found = find_response(all, name);
  REQUIRE(found != nullptr);
  StudentFactors factors;
  return experiment.measures[found->index].estimate(factors).value;
}

void check(const std::string& scenario) {
  const auto model = test::model_of(scenario);
  const Experiment experiment = run_experiment(*model, {1, 2, 1, nullptr});
  REQUIRE_FALSE(experiment.error);
  REQUIRE(experiment.measures.size() == experiment.layout.size());
  const BusinessSummary seen = business_of(*model, experiment);
  REQUIRE(seen.retainers.size() == 1);
  CHECK(seen.retainers[0].sold.value == Approx(40));
  CHECK(seen.retainers[0].used.value == Approx(42));
  CHECK(seen.retainers[0].over.value == Approx(2));
  CHECK(seen.retainers[0].over_servicing.value == Approx(0.05));
  CHECK(seen.retainers[0].months_over.value == 1);
  CHECK(seen.retainers[0].months_far_over.value == 0);
  REQUIRE(seen.months.size() == 2);
  CHECK(seen.months[0].income.value == Approx(1800));
  CHECK(seen.months[1].cost.value == Approx(1500));
  REQUIRE(seen.wins.size() == 1);
  CHECK(seen.wins[0].decided.value == 2);
  CHECK(seen.wins[0].won.value == 2);
  CHECK(seen.new_accounts.value == 1);
  REQUIRE(seen.renewals.size() == 4);  // of two accounts, of those like South, and of all
  CHECK(seen.renewals.back().kept.value == 1);
  CHECK(seen.renewals.back().lost.value == 1);
  CHECK(seen.renewals.back().renewal_rate.value == Approx(0.5));
  CHECK(figure(*model, experiment, "North.over_servicing") == Approx(0.05));
  CHECK(figure(*model, experiment, "pitch.win_rate") == 1);
  CHECK(figure(*model, experiment, "renewals_lost") == 1);
  CHECK(figure(*model, experiment, "new_accounts") == 1);
}

}  // namespace

TEST_CASE("Retainers, wins and contracts are summed up", "[analysis][business]") { check(kShop); }

TEST_CASE("… with relationships and careers beside them too", "[analysis][business]") {
  check(kShop + "relationship: { health: 75 }\n");
  check(kShop + "careers: { leaving: { executive: 1% } }\n");
}

}  // namespace suits
