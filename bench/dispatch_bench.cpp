// What it costs to take the next request out of n that wait, and to put another in, under each
// rule. `take` is the queue alone; `backlog` a whole run of so many jobs that are all there at the
// beginning. Static rules are one heap, those that move with time a heap for each slope; where all
// slopes differ, and for a lot drawn at every instant, it is a scan.

#include <benchmark/benchmark.h>

#include <string>

#include <fmt/format.h>

#include "bench/line.hpp"
#include "bench/per_event.hpp"
#include "bench/scenario.hpp"
#include "engine/run/replicate.hpp"

namespace {

using namespace suits;

void take(benchmark::State& state, DispatchRule rule, bool alike) {
  bench::Line line(rule, static_cast<std::uint32_t>(state.range(0)), alike);
  for (auto _ : state) line.take();
}

const bool takes_registered = [] {
  const auto add = [](const char* name, DispatchRule rule, bool alike = true,
                      int most = 1'000'000) {
    benchmark::RegisterBenchmark(fmt::format("operation/take/{}", name).c_str(),
                                 [=](benchmark::State& state) { take(state, rule, alike); })
        ->RangeMultiplier(10)
        ->Range(10, most);
  };
  add("first_come", DispatchRule::first_come);
  add("last_come", DispatchRule::last_come);
  add("earliest_due", DispatchRule::earliest_due);
  add("earliest_step_due", DispatchRule::earliest_step_due);
  add("shortest", DispatchRule::shortest);
  add("weighted_shortest", DispatchRule::weighted_shortest);
  add("least_slack", DispatchRule::least_slack);
  add("fixed", DispatchRule::fixed);
  add("weighted_slack", DispatchRule::weighted_slack);
  add("critical_ratio", DispatchRule::critical_ratio);
  add("critical_ratio_all_slopes_differ", DispatchRule::critical_ratio, false, 100'000);
  add("atc", DispatchRule::atc);
  add("random", DispatchRule::random);
  return true;
}();

void backlog(benchmark::State& state, const std::string& rule) {
  const std::string text = fmt::format(R"(suits: 1
name: backlog
time: {{ start: 2027-01-04, run: 520 weeks }}
together: scan
keep: none
calendar: {{ hours: always }}
dispatch: {{ server: {} }}
roles: {{ server: {{ team: pool }} }}
people: [ {{ role: server, count: 10 }} ]
work:
  short: {{ who: server, effort: exponential(mean 1 h), due: 10 weeks, weight: 2, arrives: none }}
  long: {{ who: server, effort: exponential(mean 4 h), due: 20 weeks, arrives: none }}
agency: {{ work: {{ short: {{ dates: [2027-01-04], batch: {} }}, long: {{ dates: [2027-01-04], batch: {} }} }} }}
)",
                                       rule, state.range(0) / 2, state.range(0) / 2);
  const auto model = bench::model_of(text);
  std::uint32_t replication = 0;
  std::uint64_t events = 0;
  for (auto _ : state) events += replicate(*model, 1, replication++).conservation.events;
  bench::per_event(state, events);
}

const bool backlogs_registered = [] {
  const auto add = [](const char* name, const char* rule, int most = 10'000) {
    benchmark::RegisterBenchmark(fmt::format("whole/backlog/{}", name).c_str(),
                                 [=](benchmark::State& state) { backlog(state, rule); })
        ->Arg(100)
        ->Arg(most);
  };
  add("first_come", "first_come");
  add("shortest_known", "{ rule: shortest, known: yes }");
  add("critical_ratio", "critical_ratio");
  add("atc", "atc");
  add("random", "random", 1'000);
  add("expression", "{ rule: expression, by: \"step.effort / 2\" }");
  add("moving_expression", "{ rule: expression, by: \"step.slack / 2\" }", 1'000);
  return true;
}();

}  // namespace
