// The fast path on M/M/1, from its scenario file with keyed draws and the history hash on, against
// loops written by hand. Each round times all three in turn, so that noise falls on all alike; the
// figures that matter are the ratios.

#include <benchmark/benchmark.h>

#include <chrono>
#include <string>

#include "bench/reference.hpp"
#include "engine/run/replicate.hpp"
#include "engine/scenario/load.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point t) {
  return std::chrono::duration<double>(Clock::now() - t).count();
}

void mm1(benchmark::State& state) {
  suits::Diagnostics diagnostics;
  std::string text;
  const auto model = suits::load_scenario(
      std::string(SUITS_SOURCE_DIR) + "/scenarios/textbook/mm1.yaml", diagnostics, text);
  if (!model) {
    state.SkipWithError("the scenario does not load");
    return;
  }
  double engine = 0, loop = 0, lindley = 0;
  std::uint64_t engine_events = 0, loop_events = 0;
  std::uint32_t replication = 0;
  for (auto _ : state) {
    auto t = Clock::now();
    const suits::Observations o = suits::replicate(*model, 1, replication++);
    engine += seconds_since(t);
    engine_events += o.conservation.events;
    const std::uint64_t customers = o.conservation.events / 2;
    t = Clock::now();
    const auto reference = suits::bench::mm1_event_loop(48, 60, customers, replication);
    loop += seconds_since(t);
    loop_events += reference.events;
    benchmark::DoNotOptimize(reference.history);
    t = Clock::now();
    benchmark::DoNotOptimize(suits::bench::mm1_lindley(48, 60, customers, replication).mean_wait);
    lindley += seconds_since(t);
  }
  const auto per_event = [](double s, std::uint64_t n) { return s * 1e9 / static_cast<double>(n); };
  state.counters["engine_ns_per_event"] = per_event(engine, engine_events);
  state.counters["loop_ns_per_event"] = per_event(loop, loop_events);
  state.counters["engine_to_loop"] = per_event(engine, engine_events) / per_event(loop, loop_events);
  state.counters["engine_to_lindley"] = engine / lindley;
}
BENCHMARK(mm1)->Unit(benchmark::kMillisecond);

void year(benchmark::State& state) {
  suits::Diagnostics diagnostics;
  std::string text;
  const auto model = suits::load_scenario(
      std::string(SUITS_SOURCE_DIR) + "/scenarios/mid_agency.yaml", diagnostics, text);
  if (!model) {
    state.SkipWithError("the scenario does not load");
    return;
  }
  std::uint32_t replication = 0;
  std::uint64_t events = 0;
  for (auto _ : state) {
    events += suits::replicate(*model, 1, replication++).conservation.events;
  }
  state.counters["events_per_replication"] =
      static_cast<double>(events) / static_cast<double>(replication);
  state.counters["events_per_second"] =
      benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}
BENCHMARK(year)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
