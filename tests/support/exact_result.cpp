#include "tests/support/exact_result.hpp"

#include <cmath>

#include "engine/run/replicate.hpp"
#include "engine/stats/moments.hpp"
#include "tests/support/catch.hpp"

namespace suits::test {

void check_exact(const std::string& what, const Model& model,
                 const std::vector<Measure>& measures) {
  constexpr std::uint32_t kReplications = 30;
  std::vector<Moments> seen(measures.size());
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    const Observations o = replicate(model, 1, r);
    REQUIRE_FALSE(o.error);
    for (std::size_t m = 0; m < measures.size(); ++m) seen[m].add(measures[m].of(o));
  }
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const double error = seen[m].sd() / std::sqrt(kReplications);
    INFO(what << ": " << measures[m].name << " expected " << measures[m].expected << ", seen "
              << seen[m].mean() << " +- " << error);
    CHECK(error <= measures[m].largest_relative_error * measures[m].expected);
    CHECK(std::abs(seen[m].mean() - measures[m].expected) <= 4 * error);
  }
}

double minutes_of(double hours) { return hours * 60; }

double turnaround(const Observations& o, KindId kind) {
  for (std::size_t f = 0; f < o.flows.size(); ++f) {
    const FlowKey& key = o.flow_keys[f];
    if (key.kind == kind && key.milestone < 0 && key.tier == kNone<TierId>) {
      return minutes_of(o.flows[f].elapsed.mean());
    }
  }
  FAIL("no such kind");
  return 0;
}

double waiting(const Observations& o, RoleId role) { return minutes_of(o.roles[role].wait.mean()); }

double share_waiting(const Observations& o, RoleId role) {
  return static_cast<double>(o.roles[role].waited) / static_cast<double>(o.roles[role].started);
}

double utilisation(const Observations& o, PersonId person) {
  const PersonHours& hours = o.people[person];
  return hours.worked.hours() / hours.available.hours();
}

}  // namespace suits::test
