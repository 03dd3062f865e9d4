// Who of n people takes a request, nearly all of them idle: the longest idle; one of the tenth that
// has a skill; whoever keeps least; cover for a role that nobody holds. Runs with one small job at
// a time, so that the choice is what grows.

#include <benchmark/benchmark.h>

#include <string>

#include <fmt/format.h>

#include "bench/per_event.hpp"
#include "bench/scenario.hpp"
#include "engine/run/replicate.hpp"

namespace {

using namespace suits;

enum class Choice { longest_idle, skill, least_kept, cover };

std::string scenario_of(Choice choice, std::int64_t people) {
  const bool keeps = choice == Choice::least_kept;
  return fmt::format(R"(suits: 1
name: assignment
time: {{ start: 2027-01-04, run: 26 weeks }}
together: scan
keep: {}
calendar: {{ hours: always }}
roles: {{ other: {{ covered_by: server }}, server: {{{}}} }}
people: [ {{ role: server, count: {} }}, {{ role: server, count: {}, skills: [craft] }} ]
work:
  job: {{ who: {}, effort: exponential(mean 10 min){} }}
agency: {{ work: {{ job: 3/h }} }}
)",
                     keeps ? "job" : "none", keeps ? "" : " team: pool ", people - people / 10,
                     people / 10, choice == Choice::cover ? "other" : "server",
                     choice == Choice::skill ? ", skills: [craft]" : "");
}

void assignment(benchmark::State& state, Choice choice) {
  const auto model = bench::model_of(scenario_of(choice, state.range(0)));
  std::uint32_t replication = 0;
  std::uint64_t events = 0;
  for (auto _ : state) events += replicate(*model, 1, replication++).conservation.events;
  bench::per_event(state, events);
}
void sizes(benchmark::internal::Benchmark* b) {
  for (const int people : {10, 100, 1'000, 10'000, 25'000}) b->Arg(people);
  b->Unit(benchmark::kMillisecond);
}
BENCHMARK_CAPTURE(assignment, longest_idle, Choice::longest_idle)
    ->Name("operation/assignment/longest_idle")
    ->Apply(sizes);
BENCHMARK_CAPTURE(assignment, skill, Choice::skill)
    ->Name("operation/assignment/skill")
    ->Apply(sizes);
BENCHMARK_CAPTURE(assignment, least_kept, Choice::least_kept)
    ->Name("operation/assignment/least_kept")
    ->Apply(sizes);
BENCHMARK_CAPTURE(assignment, cover, Choice::cover)
    ->Name("operation/assignment/cover")
    ->Apply(sizes);

}  // namespace
