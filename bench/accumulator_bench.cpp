// What a figure costs when it is noted, and when two replications' are merged.

#include <benchmark/benchmark.h>

#include <array>

#include "engine/random/stream.hpp"
#include "engine/stats/level_time.hpp"
#include "engine/stats/moments.hpp"
#include "engine/stats/quantile_sketch.hpp"
#include "engine/stats/time_average.hpp"

namespace {

using namespace suits;

/// Values from 0 to 1,000, drawn beforehand.
const std::array<double, 4'096>& values() {
  static const std::array<double, 4'096> drawn = [] {
    std::array<double, 4'096> out;
    uniforms(stream_key(1, 0, 7), Purpose::effort, 0, out);
    for (double& value : out) value *= 1'000;
    return out;
  }();
  return drawn;
}

template <class Accumulator>
void add(benchmark::State& state) {
  Accumulator sum;
  std::size_t i = 0;
  for (auto _ : state) sum.add(values()[i++ % values().size()]);
  benchmark::DoNotOptimize(sum);
}
BENCHMARK_TEMPLATE(add, Moments)->Name("operation/add/moments");
BENCHMARK_TEMPLATE(add, QuantileSketch)->Name("operation/add/quantiles");

void time_average(benchmark::State& state) {
  TimeAverage level{Instant{}};
  std::int64_t i = 0;
  for (auto _ : state) {
    ++i;
    level.add(Instant{i}, i % 2 == 0 ? -1 : 1);
  }
  benchmark::DoNotOptimize(level);
}
BENCHMARK(time_average)->Name("operation/add/time_average");

void level_time(benchmark::State& state) {
  LevelTime level(64, Instant{});
  std::int64_t i = 0;
  for (auto _ : state) {
    ++i;
    level.set(Instant{i}, i % 70);
  }
  benchmark::DoNotOptimize(level);
}
BENCHMARK(level_time)->Name("operation/add/level_time");

template <class Accumulator>
void merge(benchmark::State& state) {
  Accumulator all, one;
  for (const double value : values()) one.add(value);
  for (auto _ : state) all.merge(one);
  benchmark::DoNotOptimize(all);
}
BENCHMARK_TEMPLATE(merge, Moments)->Name("operation/merge/moments");
BENCHMARK_TEMPLATE(merge, QuantileSketch)->Name("operation/merge/quantiles");

}  // namespace
