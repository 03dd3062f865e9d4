// The mean load that `suits check` works out agrees with what simulation asks of each role.

#include <cmath>

#include "engine/analysis/offered_load.hpp"
#include "engine/run/replicate.hpp"
#include "engine/stats/moments.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

// Rework within rework, chances falling per round, attributes, shares, steps passed over, other
// efforts later; nothing changes with the season, and hours to spare, so that what is asked in the
// window is what arrives in it.
const char* const kShop = R"yaml(suits: 1
name: steady
time: { start: 2027-01-04, run: 52 weeks, warm_up: 26 weeks }
calendar:
  hours: { mon-fri: [09:30-12:30, 13:30-18:00] }
roles:
  lead: {}
  maker: { reports_to: lead, effort: 108% }
  checker: { reports_to: lead, team: pool }
people:
  - { role: lead, count: 2 }
  - { role: maker, count: 8 }
  - { role: checker, count: 3 }
tiers:
  big: { size: 1.5 }
  little: { size: "lognormal(mean 1, p90 1.5)" }
accounts:
  - { tier: big, count: 2 }
  - { tier: little, count: 6 }
work:
  campaign:
    arrives: { big: 4/month, little: 2/month }
    size_exponent: 0.5
    attributes:
      brief: { good: { chance: 40%, repeats: 0.5 }, poor: { chance: 60%, repeats: 1.2, effort: 1.1 } }
    steps:
      plan: { who: { maker: { big: 3 h, little: 1 h } }, back_to: { step: plan, chance: 30% } }
      make:
        who: { maker: 2 h, lead: { effort: 30 min, chance: 50% } }
        together: apart
        later: { who: { maker: 1 h } }
      look: { who: checker, effort: "exponential(mean 1 h)", back_to: { step: make, chance: 40%, falling_by: 50%, rework_effort: 60% } }
      extra: { any_of: { maker: 70%, checker: 30% }, effort: 1 h, chance: 25% }
      agree: { takes: 1 working day, back_to: { step: make, chance: 60%, falling_by: 25%, rework_effort: 50% } }
)yaml";

}  // namespace

TEST_CASE("Offered load, rework and all, is what simulation asks of each role", "[theory]") {
  const auto model = test::model_of(kShop);
  const OfferedLoad offered = offered_load(*model);
  constexpr std::uint32_t kReplications = 40;
  for (RoleId role : ids(model->roles)) {
    if (model->roles[role].sort != RoleSort::staff) continue;
    Moments asked;
    for (std::uint32_t r = 0; r < kReplications; ++r) {
      asked.add(replicate(*model, 1, r).roles[role].asked.hours());
    }
    const double expected = offered.roles[role].total_offered;
    const double error = asked.sd() / std::sqrt(kReplications);
    INFO(model->roles[role].name << ": expected " << expected << " h, asked " << asked.mean()
                                 << " +- " << error);
    CHECK(error < 0.02 * expected);
    CHECK(std::abs(asked.mean() - expected) <= 4 * error);
  }
}

}  // namespace suits
