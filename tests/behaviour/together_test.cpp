// Several people in one step: whose effort is whose.

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

/// What ann, ben and cleo work on one job of this step [h].
std::vector<double> worked_on(const std::string& step, std::uint32_t replication) {
  const auto model = test::model_of(R"(suits: 1
name: together
time: { start: 2027-01-04, run: 2 days }
together: scan
keep: none
calendar: { hours: always }
roles: { one: { team: pool }, two: { team: pool } }
people: [ { name: ann, role: one }, { name: ben, role: one }, { name: cleo, role: two } ]
work: { meeting: { )" + step + R"( } }
agency: { work: { meeting: { dates: [2027-01-04 01:00] } } }
)");
  const Observations seen = replicate(*model, 1, replication);
  REQUIRE_FALSE(seen.error);
  std::vector<double> hours;
  for (const PersonHours& person : seen.people) hours.push_back(person.worked.hours());
  hours.resize(3);  // without the client
  return hours;
}

}  // namespace

TEST_CASE("Those who come together take the step's effort, drawn once", "[run]") {
  const std::string effort = R"x(effort: "uniform(1 h, 9 h)")x";
  double last = 0;
  for (std::uint32_t r = 0; r < 5; ++r) {
    const auto all = worked_on("who: { one: { count: 2 }, two: {} }, " + effort, r);
    CHECK(all[0] >= 1);
    CHECK(all[1] == all[0]);
    CHECK(all[2] == all[0]);
    CHECK(all[0] != last);
    last = all[0];
    // An effort of one's own is drawn apart; who has none takes the step's.
    const auto own = worked_on(
        "who: { one: { count: 2 }, two: { effort: \"uniform(1 h, 9 h)\" } }, " + effort, r);
    CHECK(own[1] == own[0]);
    CHECK(own[2] != own[0]);
    // Whoever works apart draws apart.
    const auto apart =
        worked_on("who: { one: { count: 2 }, two: {} }, together: apart, " + effort, r);
    CHECK(apart[0] != apart[1]);
    CHECK(apart[0] != apart[2]);
  }
}

}  // namespace suits
