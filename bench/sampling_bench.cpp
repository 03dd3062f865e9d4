// What a draw costs, law by law: keyed as in a run, where each quantity has draws of its own.

#include <benchmark/benchmark.h>

#include <array>
#include <variant>
#include <vector>

#include "engine/random/distribution.hpp"

namespace {

using namespace suits;

void sample(benchmark::State& state, const DistributionOrError& made) {
  const auto* distribution = std::get_if<Distribution>(&made);
  if (distribution == nullptr) {
    state.SkipWithError(std::get<std::string>(made).c_str());
    return;
  }
  const StreamKey key = stream_key(1, 0, 7);
  std::uint64_t ordinal = 0;
  for (auto _ : state) {
    Draws draws(key, ordinal++, 0, Purpose::effort);
    benchmark::DoNotOptimize(distribution->sample(draws));
  }
}

const bool registered = [] {
  const auto add = [](const char* name, const DistributionOrError& made) {
    benchmark::RegisterBenchmark((std::string("operation/sample/") + name).c_str(),
                                 [made](benchmark::State& state) { sample(state, made); });
  };
  const std::array two{0.3, 0.7}, means{1.0, 5.0};
  const std::vector<double> observed{1, 2, 2, 3, 5, 8, 13, 21};
  add("uniform", Distribution::uniform(1, 3));
  add("exponential", Distribution::exponential_mean(2));
  add("erlang", Distribution::erlang(3, 2));
  add("gamma", Distribution::gamma_mean_cv(2, 0.7));
  add("lognormal", Distribution::lognormal_mean_p90(2, 3.5));
  add("triangular", Distribution::triangular(1, 2, 5));
  add("pert", Distribution::pert(1, 2, 5));
  add("hyperexponential", Distribution::hyperexponential(two, means));
  add("discrete", Distribution::discrete(means, two));
  add("empirical", Distribution::empirical(observed));
  return true;
}();

/// The generator alone, one by one and in spans.
void uniform(benchmark::State& state) {
  const StreamKey key = stream_key(1, 0, 7);
  std::uint64_t ordinal = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(Draws(key, ordinal++, 0, Purpose::effort).uniform());
  }
}
BENCHMARK(uniform)->Name("operation/sample/bits");

void span(benchmark::State& state) {
  const StreamKey key = stream_key(1, 0, 7);
  std::array<double, 256> out;
  std::uint64_t ordinal = 0;
  for (auto _ : state) {
    uniforms(key, Purpose::gap, ordinal, out);
    benchmark::DoNotOptimize(out);
    ordinal += out.size();
  }
  state.counters["ns_per_event"] =
      benchmark::Counter(static_cast<double>(ordinal) / 1e9,
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(span)->Name("operation/sample/bits_in_spans");

}  // namespace
