// The textbook scenarios against exact results.

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/exact_result.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

using test::minutes_of;
using test::turnaround;
using test::utilisation;
using test::waiting;

double mean_waiting(const Observations& o) { return o.roles[RoleId{0}].mean_waiting; }
double mean_turnaround(const Observations& o) { return turnaround(o); }
double first_wait(const Observations& o) { return waiting(o); }
double first_share_waiting(const Observations& o) { return test::share_waiting(o); }

void check(const std::string& file, const std::vector<test::Measure>& measures) {
  test::check_exact(file, *test::model_of_file(file), measures);
}

}  // namespace

TEST_CASE("M/M/1 at a load of 80 % agrees with theory", "[theory]") {
  // Kleinrock, Queueing Systems 1 (1975), chapter 3: lambda = 0.8/min, mu = 1/min.
  check("scenarios/textbook/mm1.yaml",
        {{"W", 5, 0.01, mean_turnaround},
         {"Wq", 4, 0.02, first_wait},
         {"Lq", 3.2, 0.02, mean_waiting},
         {"P(wait)", 0.8, 0.01, first_share_waiting},
         {"utilisation", 0.8, 0.01, [](const Observations& o) { return utilisation(o); }},
         {"W_p90", minutes_of(5 * std::log(10.0) / 60), 0.02, [](const Observations& o) {
            return minutes_of(*o.flows[0].elapsed_quantiles.quantile(0.9));
          }}});
}

TEST_CASE("M/M/10 at a load of 90 % agrees with Erlang C", "[theory]") {
  check("scenarios/textbook/mmc.yaml",
        {{"Wq", 4.0123924, 0.02, first_wait},
         {"W", 10.0123924, 0.01, mean_turnaround},
         {"Lq", 6.0185886, 0.02, mean_waiting},
         {"P(wait)", 0.6687321, 0.01, first_share_waiting}});
}

TEST_CASE("Two stations with feedback agree with Jackson", "[theory]") {
  // Jackson, Management Science 10 (1963): W = 12 min, of which (60 s + 72 s) 4/3 at work.
  check("scenarios/textbook/tandem_feedback.yaml",
        {{"W", 12, 0.01, mean_turnaround},
         {"wait at the first", 2, 0.02, first_wait},
         {"wait at the second", 4.8, 0.02,
          [](const Observations& o) { return waiting(o, RoleId{1}); }},
         {"utilisation of the second", 0.8, 0.01,
          [](const Observations& o) { return utilisation(o, PersonId{1}); }},
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
