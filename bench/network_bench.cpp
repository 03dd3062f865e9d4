// A run of agencies of one make-up and any size: what an event costs should depend on the number of
// people no more than the cache makes it. `bytes_per_person` is the most that a run holds at a time
// (with its accounts, jobs and events), `model_bytes_per_person` what is compiled.

#include <benchmark/benchmark.h>

#include "bench/network.hpp"
#include "bench/per_event.hpp"
#include "bench/scenario.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/allocations.hpp"

namespace {

using namespace suits;

void a_network(benchmark::State& state) {
  const auto people = static_cast<int>(state.range(0));
  const std::int64_t nothing = allocations().bytes;
  const auto model = bench::model_of(bench::network(people, "1 week"));
  const std::int64_t before = allocations().bytes;
  std::uint64_t events = 0;
  std::uint32_t replication = 0;
  reset_peak();
  for (auto _ : state) events += replicate(*model, 1, replication++).conservation.events;
  bench::per_event(state, events);
  const auto per_person = [people](std::int64_t bytes) {
    return static_cast<double>(bytes) / people;
  };
  state.counters["bytes_per_person"] = per_person(allocations().peak - before);
  state.counters["model_bytes_per_person"] = per_person(before - nothing);
}
BENCHMARK(a_network)
    ->Name("whole/network")
    ->Arg(25)
    ->Arg(250)
    ->Arg(2'500)
    ->Arg(25'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
