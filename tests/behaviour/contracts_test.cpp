// Contracts that are kept or lost: dates and preparations worked out by hand, and rates over many
// courses. The shop opens from 9 to 17, Monday to Friday; 2027-03-01 is a Monday.

#include <cmath>

#include <fmt/format.h>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

/// One account with a contract to March 15th (a Monday), mails on both sides of that date.
std::shared_ptr<const Model> contract(const std::string& more, int count = 1,
                                      const std::string& effort = "8 h") {
  return test::model_of(fmt::format(R"(suits: 1
name: test
time: {{ start: 2027-03-01, run: 12 weeks }}
calendar: {{ hours: {{ mon-fri: [09:00-17:00] }} }}
roles: {{ manager: {{ team: pool }}, executive: {{ team: pool }} }}
people: [ {{ name: Mia, role: manager }}, {{ role: executive, count: 4 }} ]
tiers: {{ one: {{ contract: {{ renews: 2027-03-15, term: 1 year, {} }}, fee: {{ retainer: 310/month }} }} }}
accounts: [ {{ tier: one, count: {} }} ]
work:
  mail: {{ who: executive, effort: 1 min, arrives: {{ dates: [2027-03-15 10:00, 2027-03-16 10:00, 2027-03-17 10:00, 2027-04-01 10:00] }} }}
  renewal: {{ who: manager, effort: {} }}
)",
                                    more, count, effort));
}

std::uint64_t mails(const Observations& seen) { return seen.account_flows[0][0].arrived; }

}  // namespace

TEST_CASE("A lost contract ends the account, after its notice", "[behaviour][contracts]") {
  const Observations kept = replicate(*contract("chance: 100%"), 1, 0);
  CHECK(kept.renewals[0].kept == 1);
  CHECK(kept.renewals[0].lost == 0);
  CHECK(mails(kept) == 4);
  // The date itself is the last day.
  const Observations lost = replicate(*contract("chance: 0%"), 1, 0);
  CHECK(lost.renewals[0].lost == 1);
  CHECK(mails(lost) == 1);
  CHECK(lost.accounts[AccountId{0}].left == midnight(*make_date(2027, 3, 16)));
  CHECK(lost.accounts[AccountId{0}].income == Approx(150));  // of 310 in March, 15 days of 31
  const Observations later = replicate(*contract("chance: 0%, notice: 2 weeks"), 1, 0);
  CHECK(mails(later) == 3);
  CHECK(later.accounts[AccountId{0}].left == midnight(*make_date(2027, 3, 30)));
}

TEST_CASE("A renewal is prepared before its date, or late", "[behaviour][contracts]") {
  // From Friday the 12th at 9: eight hours are done that day.
  const std::string terms = "chance: 100%, by: renewal, ahead: 3 days, late_costs: 100%";
  const Observations early = replicate(*contract(terms), 1, 0);
  CHECK(early.renewals[0].kept == 1);
  CHECK(early.renewals[0].late == 0);
  // Twenty-four are done on Tuesday the 16th at 17: only then it is lost, from Wednesday on.
  const Observations late = replicate(*contract(terms, 1, "24 h"), 1, 0);
  CHECK(late.renewals[0].lost == 1);
  CHECK(late.renewals[0].late == 1);
  CHECK(mails(late) == 2);
  CHECK(late.accounts[AccountId{0}].left == midnight(*make_date(2027, 3, 17)));
  const auto story = test::diary_of(*contract(terms, 1, "24 h"));
  CHECK(test::told(story, {"Mia"}) == "12 09:00-16 17:00 Mia renewal\n");
}

TEST_CASE("What is under way as a lost account leaves is given up or goes on",
          "[behaviour][contracts]") {
  const auto open = [](const char* on_loss) {
    return replicate(*test::model_of(fmt::format(R"(suits: 1
name: test
time: {{ start: 2027-03-01, run: 4 weeks }}
calendar: {{ hours: {{ mon-fri: [09:00-17:00] }} }}
roles: {{ executive: {{}} }}
people: [ {{ name: Eva, role: executive }} ]
accounts: [ {{ name: North, contract: {{ renews: 2027-03-02, chance: 0%, on_loss: {} }} }} ]
work: {{ brief: {{ who: executive, effort: 40 h, arrives: {{ dates: [2027-03-01] }} }} }}
)",
                                                 on_loss)),
                     1, 0);
  };
  CHECK(open("finish").conservation.jobs_cancelled == 0);
  CHECK(open("finish").conservation.jobs_finished == 1);
  CHECK(open("cancel").conservation.jobs_cancelled == 1);
  CHECK(open("cancel").conservation.effort_cancelled == hours(24));
}

TEST_CASE("A contract that is kept comes up again after its term", "[behaviour][contracts]") {
  const auto model = test::model_of(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 52 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
accounts:
  - { name: North, contract: { renews: 2027-02-28, term: 3 months, chance: 100% } }
  - { name: South, starts: 2027-06-01, contract: { term: 4 months, chance: 100% } }
  - { name: West, contract: { term: 6 months, chance: 100% } }
work: { mail: { who: executive, effort: 1 h, arrives: 1/month } }
)");
  const Observations seen = replicate(*model, 1, 0);
  CHECK(seen.renewals[0].kept == 4);  // 28 February, May, August, November
  CHECK(seen.renewals[1].kept == 1);  // 30 September
  CHECK(seen.renewals[2].kept == 2);  // on a day of the first six months, and six later
}

TEST_CASE("Contracts are kept as often as the scenario says", "[behaviour][contracts]") {
  const auto rate = [](const Model& model) {
    double kept = 0, all = 0;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      const Observations seen = replicate(model, seed, 0);
      REQUIRE_FALSE(seen.error);
      std::uint64_t alive = 0;
      for (const AccountId a : ids(model.accounts)) {
        if (model.accounts[a].agency) continue;
        kept += static_cast<double>(seen.renewals[raw(a)].kept);
        all += static_cast<double>(seen.renewals[raw(a)].kept + seen.renewals[raw(a)].lost);
        alive += seen.account_flows[raw(a)][0].arrived == 4 ? 1 : 0;
        CHECK((seen.account_flows[raw(a)][0].arrived == 4) == (seen.renewals[raw(a)].kept == 1));
      }
    }
    CHECK(all == 2000);
    return kept / all;
  };
  const double plain = rate(*contract("chance: 80%", 40));
  CHECK(std::abs(plain - 0.8) < 4 * std::sqrt(0.8 * 0.2 / 2000));
  // Nobody prepares forty renewals of a day each in three days: 30 points less.
  const auto late = contract("chance: 80%, by: renewal, ahead: 0 days, late_costs: 30%", 40, "1 h");
  double kept = 0, all = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Observations seen = replicate(*late, seed, 0);
    for (const RenewalCount& one : seen.renewals) {
      if (one.late == 0) continue;
      kept += static_cast<double>(one.kept);
      all += 1;
    }
  }
  REQUIRE(all > 1000);
  CHECK(std::abs(kept / all - 0.5) < 4 * std::sqrt(0.25 / all));
}

}  // namespace suits
