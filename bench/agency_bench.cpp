// One replication of a shipped scenario: a year of an agency.

#include <benchmark/benchmark.h>

#include <string>

#include "bench/per_event.hpp"
#include "bench/scenario.hpp"
#include "engine/run/replicate.hpp"

namespace {

using namespace suits;

void agency(benchmark::State& state, const std::string& scenario) {
  const auto model = bench::model_of(bench::text_of("scenarios/" + scenario));
  std::uint32_t replication = 0;
  std::uint64_t events = 0;
  for (auto _ : state) events += replicate(*model, 1, replication++).conservation.events;
  bench::per_event(state, events);
  state.counters["events_per_replication"] =
      static_cast<double>(events) / static_cast<double>(replication);
}
BENCHMARK_CAPTURE(agency, small_shop, "small_shop.yaml")
    ->Name("whole/small_shop")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(agency, mid_agency, "mid_agency.yaml")
    ->Name("whole/mid_agency")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(agency, network_office, "network_office.yaml")
    ->Name("whole/network_office")
    ->Unit(benchmark::kMillisecond);

}  // namespace
