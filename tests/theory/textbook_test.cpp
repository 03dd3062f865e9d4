// The textbook scenarios against exact results: within 4 standard errors of the replications' own
// spread, fixed seed, no retries. The standard error must be small enough to mean something.

#include <cmath>
#include <functional>
#include <vector>

#include "engine/run/replicate.hpp"
#include "engine/stats/moments.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

constexpr std::uint32_t kReplications = 30;

struct Measure {
  const char* name;
  double expected;
  double largest_relative_error;  // of the standard error
  std::function<double(const Observations&)> of;
};

void check(const std::string& file, const std::vector<Measure>& measures) {
  const auto model = test::model_of_file(file);
  std::vector<Moments> seen(measures.size());
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    const Observations o = replicate(*model, 1, r);
    REQUIRE_FALSE(o.error);
    for (std::size_t m = 0; m < measures.size(); ++m) seen[m].add(measures[m].of(o));
  }
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const double error = seen[m].sd() / std::sqrt(kReplications);
    INFO(file << ": " << measures[m].name << " expected " << measures[m].expected << ", seen "
              << seen[m].mean() << " +- " << error);
    CHECK(error <= measures[m].largest_relative_error * measures[m].expected);
    CHECK(std::abs(seen[m].mean() - measures[m].expected) <= 4 * error);
  }
}

double minutes_of(double hours) { return hours * 60; }

double turnaround(const Observations& o) { return minutes_of(o.flows[0].elapsed.mean()); }
double waiting(const Observations& o, std::uint32_t role) {
  return minutes_of(o.roles[RoleId{role}].wait.mean());
}
double utilisation(const Observations& o, std::uint32_t person) {
  const PersonHours& p = o.people[PersonId{person}];
  return p.worked.hours() / p.available.hours();
}

}  // namespace

TEST_CASE("M/M/1 at a load of 80 % agrees with theory", "[theory]") {
  // Kleinrock, Queueing Systems 1 (1975), chapter 3: lambda = 0.8/min, mu = 1/min.
  check("scenarios/textbook/mm1.yaml",
        {{"W", 5, 0.01, turnaround},
         {"Wq", 4, 0.02, [](const Observations& o) { return waiting(o, 0); }},
         {"Lq", 3.2, 0.02, [](const Observations& o) { return o.roles[RoleId{0}].mean_waiting; }},
         {"P(wait)", 0.8, 0.01,
          [](const Observations& o) {
            const RoleQueue& q = o.roles[RoleId{0}];
            return static_cast<double>(q.waited) / static_cast<double>(q.started);
          }},
         {"utilisation", 0.8, 0.01, [](const Observations& o) { return utilisation(o, 0); }},
         {"W_p90", minutes_of(5 * std::log(10.0) / 60), 0.02, [](const Observations& o) {
            return minutes_of(*o.flows[0].elapsed_quantiles.quantile(0.9));
          }}});
}

TEST_CASE("M/M/10 at a load of 90 % agrees with Erlang C", "[theory]") {
  check("scenarios/textbook/mmc.yaml",
        {{"Wq", 4.0123924, 0.02, [](const Observations& o) { return waiting(o, 0); }},
         {"W", 10.0123924, 0.01, turnaround},
         {"Lq", 6.0185886, 0.02,
          [](const Observations& o) { return o.roles[RoleId{0}].mean_waiting; }},
         {"P(wait)", 0.6687321, 0.01, [](const Observations& o) {
            const RoleQueue& q = o.roles[RoleId{0}];
            return static_cast<double>(q.waited) / static_cast<double>(q.started);
          }}});
}

TEST_CASE("Two stations with feedback agree with Jackson", "[theory]") {
  // Jackson, Management Science 10 (1963): W = 12 min, of which (60 s + 72 s) 4/3 at work.
  check("scenarios/textbook/tandem_feedback.yaml",
        {{"W", 12, 0.01, turnaround},
         {"wait at the first", 2, 0.02, [](const Observations& o) { return waiting(o, 0); }},
         {"wait at the second", 4.8, 0.02, [](const Observations& o) { return waiting(o, 1); }},
         {"utilisation of the second", 0.8, 0.01,
          [](const Observations& o) { return utilisation(o, 1); }},
         {"work in a turnaround", minutes_of(132.0 / 3600 * 4 / 3), 0.01,
          [](const Observations& o) {
            Duration working;
            for (const auto& labels : o.flows[0].breakdown.by_role) {
              working += labels[static_cast<std::size_t>(Label::working)];
            }
            return minutes_of(working.hours() / static_cast<double>(o.flows[0].finished));
          }}});
}

}  // namespace suits
