// What the benchmarks measure against must be the systems that it is said to be.

#include "bench/reference.hpp"

#include <cmath>
#include <functional>

#include "engine/stats/moments.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

using bench::ReferenceResult;

constexpr std::uint64_t kCustomers = 100'000;
// At 90 % of 10 servers the chance to wait is 0.668732 (Erlang C; see scenarios/textbook/mmc.yaml).
constexpr double kChance = 0.668732;

/// Of 20 seeds, off by at most 3.5 standard errors.
void check_mean(const std::function<double(std::uint64_t seed)>& play, double expected) {
  Moments seen;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) seen.add(play(seed));
  CAPTURE(seen.mean(), expected, seen.sd());
  CHECK(std::abs(seen.mean() - expected) < 3.5 * seen.sd() / std::sqrt(20.0));
}

}  // namespace

TEST_CASE("The loops written by hand wait as theory says", "[bench]") {
  // Kleinrock, Queueing Systems, volume 1 (1975): rho / (mu - lambda), C / (c mu - lambda).
  check_mean([](auto seed) { return bench::mm1_event_loop(54, 60, kCustomers, seed).mean_wait; },
             0.9 / 6);
  check_mean([](auto seed) { return bench::mm10_event_loop(54, 6, kCustomers, seed).mean_wait; },
             kChance / 6);
  // Cobham, Operations Research 2 (1954): the first class C / (c mu) / (1 - rho_1); of equal
  // service laws the mean over both is that of one line.
  const auto priority = [](std::uint64_t seed) {
    return bench::priority_mm10_event_loop(18, 36, 6, kCustomers, seed);
  };
  check_mean([&](auto seed) { return priority(seed).mean_wait; }, kChance / 6);
  check_mean([&](auto seed) { return priority(seed).mean_urgent_wait; }, kChance / 60 / (1 - 0.3));
}

TEST_CASE("Lindley's recursion and the event loop wait the same on the same draws", "[bench]") {
  const ReferenceResult loop = bench::mm1_event_loop(54, 60, kCustomers, 7);
  const ReferenceResult lindley = bench::mm1_lindley(54, 60, kCustomers, 7);
  // One customer more may have started in the loop.
  CHECK(lindley.mean_wait == Approx(loop.mean_wait).epsilon(2e-4));
}

}  // namespace suits
