#pragma once

// Loops written by hand for one system each, with no generality: what the engine's speed is
// measured against. They draw from the engine's own random source and keep a history hash.

#include <cstdint>

namespace suits::bench {

struct ReferenceResult {
  double mean_wait = 0;       // [h]
  std::uint64_t events = 0;   // arrivals and finishes
  std::uint64_t history = 0;
};

/// M/M/1 as a loop over two pending events and a queue; `customers` are served. Rates per hour.
ReferenceResult mm1_event_loop(double arrival_rate, double service_rate, std::uint64_t customers,
                               std::uint64_t seed);

/// The same by Lindley's recursion: no events at all.
ReferenceResult mm1_lindley(double arrival_rate, double service_rate, std::uint64_t customers,
                            std::uint64_t seed);

}  // namespace suits::bench
