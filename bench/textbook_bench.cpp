// The engine on textbook systems, from their scenario files with keyed draws and the history hash
// on, against loops written by hand for that one system. Each round times both in turn, so that the
// machine's noise falls on both alike; what counts is the median of the rounds' ratios.

#include <benchmark/benchmark.h>
#include <string>
#include <vector>

#include "bench/clock.hpp"
#include "bench/reference.hpp"
#include "bench/scenario.hpp"
#include "engine/run/replicate.hpp"

namespace {

using namespace suits;
using bench::median;
using bench::time_of;

/// What the rounds took per event of the engine (an arrival or a finish) [ns].
struct Rounds {
  std::vector<double> engine, loop, ratio;

  void add(double engine_ns, double loop_ns, std::uint64_t events) {
    const auto n = static_cast<double>(events);
    engine.push_back(engine_ns / n);
    loop.push_back(loop_ns / n);
    ratio.push_back(engine_ns / loop_ns);
  }
  void show(benchmark::State& state) const {
    state.counters["ns_per_event"] = median(engine);
    state.counters["events_per_second"] = 1e9 / median(engine);
    state.counters["loop_ns_per_event"] = median(loop);
    state.counters["to_loop"] = median(ratio);
  }
};

using Loop = bench::ReferenceResult (*)(std::uint64_t customers, std::uint64_t seed);

void textbook(benchmark::State& state, const std::string& scenario, Loop loop) {
  const auto model = bench::model_of(bench::text_of("bench/scenarios/" + scenario));
  Rounds rounds;
  std::vector<double> to_lindley;
  std::uint32_t replication = 0;
  for (auto _ : state) {
    Observations seen;
    const double engine = time_of([&] { seen = replicate(*model, 1, ++replication); });
    const std::uint64_t customers = seen.conservation.events / 2;
    const double by_hand =
        time_of([&] { benchmark::DoNotOptimize(loop(customers, replication).history); });
    rounds.add(engine, by_hand, seen.conservation.events);
    if (scenario == "mm1.yaml") {
      to_lindley.push_back(engine / time_of([&] {
                             benchmark::DoNotOptimize(
                                 bench::mm1_lindley(54, 60, customers, replication).mean_wait);
                           }));
    }
  }
  rounds.show(state);
  if (!to_lindley.empty()) state.counters["to_lindley"] = median(to_lindley);
}

void mm1(benchmark::State& state) {
  textbook(state, "mm1.yaml", [](std::uint64_t customers, std::uint64_t seed) {
    return bench::mm1_event_loop(54, 60, customers, seed);
  });
}
BENCHMARK(mm1)->Name("whole/mm1")->Unit(benchmark::kMillisecond);

void mm10(benchmark::State& state) {
  textbook(state, "mm10.yaml", [](std::uint64_t customers, std::uint64_t seed) {
    return bench::mm10_event_loop(54, 6, customers, seed);
  });
}
BENCHMARK(mm10)->Name("whole/mm10")->Unit(benchmark::kMillisecond);

void priority_mm10(benchmark::State& state) {
  textbook(state, "priority_mm10.yaml", [](std::uint64_t customers, std::uint64_t seed) {
    return bench::priority_mm10_event_loop(18, 36, 6, customers, seed);
  });
}
BENCHMARK(priority_mm10)->Name("whole/priority_mm10")->Unit(benchmark::kMillisecond);

}  // namespace
