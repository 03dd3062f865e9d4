#pragma once

// Loops written by hand for one system each, with no generality: what the engine's speed is
// measured against. They draw from the engine's own random source, one block a draw, and keep a
// history hash of arrivals, starts and finishes. Rates are per hour; `customers` are served.

#include <cstdint>

namespace suits::bench {

struct ReferenceResult {
  double mean_wait = 0;         // [h]
  double mean_urgent_wait = 0;  // [h] of the first class, where there are two
  std::uint64_t events = 0;     // arrivals and finishes
  std::uint64_t history = 0;
};

/// M/M/1 by Lindley's recursion (Proc. Cambridge Phil. Soc. 48 (1952), 277–289): no events at all,
/// and no history.
ReferenceResult mm1_lindley(double arrival_rate, double service_rate, std::uint64_t customers,
                            std::uint64_t seed);

/// M/M/1 as a loop over two pending events and a line.
ReferenceResult mm1_event_loop(double arrival_rate, double service_rate, std::uint64_t customers,
                               std::uint64_t seed);

/// M/M/10 as a loop over the next arrival, an array of ten finish times and a line.
ReferenceResult mm10_event_loop(double arrival_rate, double service_rate, std::uint64_t customers,
                                std::uint64_t seed);

/// The same with two classes of arrivals and a line for each; the urgent one goes first, and nobody
/// is interrupted.
ReferenceResult priority_mm10_event_loop(double urgent_rate, double normal_rate,
                                         double service_rate, std::uint64_t customers,
                                         std::uint64_t seed);

}  // namespace suits::bench
