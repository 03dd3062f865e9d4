// From text to model: a scenario read (its text into a tree of what is said), and read and
// compiled.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "bench/network.hpp"
#include "bench/scenario.hpp"
#include "engine/scenario/read_scenario.hpp"

namespace {

using namespace suits;

void lines_of(benchmark::State& state, const std::string& text) {
  const auto lines = static_cast<double>(std::count(text.begin(), text.end(), '\n'));
  state.counters["lines_per_second"] =
      benchmark::Counter(lines, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["lines"] = lines;
}

void read(benchmark::State& state, const std::string& path) {
  const std::string text = bench::text_of(path);
  for (auto _ : state) {
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(read_scenario({path, "", text}, diagnostics));
  }
  lines_of(state, text);
}
BENCHMARK_CAPTURE(read, mid_agency, "scenarios/mid_agency.yaml")
    ->Name("stage/read/mid_agency")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, network_office, "scenarios/network_office.yaml")
    ->Name("stage/read/network_office")
    ->Unit(benchmark::kMillisecond);

void load(benchmark::State& state, const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(bench::model_of(text));
  lines_of(state, text);
}
void load_file(benchmark::State& state, const std::string& path) {
  load(state, bench::text_of(path));
}
BENCHMARK_CAPTURE(load_file, mid_agency, "scenarios/mid_agency.yaml")
    ->Name("stage/load/mid_agency")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(load_file, network_office, "scenarios/network_office.yaml")
    ->Name("stage/load/network_office")
    ->Unit(benchmark::kMillisecond);

/// A few lines that make so many people and their accounts.
void load_network(benchmark::State& state) {
  load(state, bench::network(static_cast<int>(state.range(0)), "1 week"));
}
BENCHMARK(load_network)
    ->Name("stage/load_network")
    ->Arg(25)
    ->Arg(250)
    ->Arg(2'500)
    ->Arg(25'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
