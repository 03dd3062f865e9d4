#pragma once

// What benchmarks of whole runs have in common.

#include <benchmark/benchmark.h>

#include <cstdint>

namespace suits::bench {

/// So many events came to pass in all iterations together.
inline void per_event(benchmark::State& state, std::uint64_t events) {
  using benchmark::Counter;
  const auto n = static_cast<double>(events);
  state.counters["events_per_second"] = Counter(n, Counter::kIsRate);
  state.counters["ns_per_event"] = Counter(n / 1e9, Counter::kIsRate | Counter::kInvert);
}

}  // namespace suits::bench
