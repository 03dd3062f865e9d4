// The share of jobs up to a turnaround, and the quantile's interval that follows from it.

#include <cmath>
#include <vector>

#include "engine/analysis/share_moments.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

QuantileSketch sketch_of(const std::vector<double>& finished, const std::vector<double>& censored) {
  QuantileSketch out;
  for (const double x : finished) out.add(x);
  for (const double x : censored) out.add_censored(x);
  return out;
}

double error_at(const ShareMoments& shares, double x) {
  return shares.standard_error(QuantileSketch::bin_number(x));
}

/// The delta method's standard error of ΣN ÷ ΣR.
double by_hand(const std::vector<std::pair<double, double>>& pairs) {
  RatioMoments moments;
  for (const auto& [n, r] : pairs) moments.add(n, r);
  return moments.standard_error();
}

}  // namespace

TEST_CASE("a share's error is that of a ratio over replications", "[quantile]") {
  ShareMoments shares;
  shares.add(sketch_of({8, 9, 20}, {}).tallies());
  CHECK(std::isnan(error_at(shares, 9)));  // one replication says nothing of the next
  shares.add(sketch_of({1, 2, 8, 30, 40}, {}).tallies());  // wider at both ends
  shares.add({});
  shares.add(sketch_of({15}, {}).tallies());
  CHECK(shares.count() == 4);
  CHECK(error_at(shares, 9) == Approx(by_hand({{2, 3}, {3, 5}, {0, 0}, {0, 1}})));
  CHECK(error_at(shares, 1.5) == Approx(by_hand({{0, 3}, {1, 5}, {0, 0}, {0, 1}})));
  CHECK(error_at(shares, 30) == Approx(by_hand({{3, 3}, {4, 5}, {0, 0}, {1, 1}})));
  CHECK(error_at(shares, 0.5) == 0);  // nobody is as quick as that
  CHECK(error_at(shares, 99) == Approx(0).margin(1e-12));
}

TEST_CASE("who is censored before it counts in no share, who is censored later does",
          "[quantile]") {
  ShareMoments shares;
  shares.add(sketch_of({2, 4, 8}, {3, 20}).tallies());
  shares.add(sketch_of({2, 5, 9, 9}, {6, 6}).tallies());
  CHECK(error_at(shares, 2) == Approx(by_hand({{1, 5}, {1, 6}})));
  CHECK(error_at(shares, 5) == Approx(by_hand({{2, 4}, {2, 6}})));
  CHECK(error_at(shares, 9) == Approx(by_hand({{3, 4}, {4, 4}})));
}

TEST_CASE("an interval of a quantile is its share's, by the chord's slope", "[quantile]") {
  // Uniform turnarounds up to 200: dQ/dF is 200.
  QuantileSketch pooled;
  ShareMoments shares;
  for (std::uint64_t r = 0; r < 10; ++r) {
    QuantileSketch own;
    for (int i = 0; i < 40; ++i) {
      Draws draws(StreamKey{5}, r, static_cast<std::uint32_t>(i), Purpose::effort);
      own.add(200 * draws.uniform());
    }
    shares.add(own.tallies());
    pooled.merge(own);
  }
  StudentFactors factors;
  const Estimate p50 = quantile_estimate(pooled, shares, 0.5, 1, factors);
  const double half_of_share =
      shares.standard_error(QuantileSketch::bin_number(p50.value)) * factors(10);
  CHECK(p50.half == Approx(half_of_share * 200).epsilon(0.15));
  CHECK(p50.half > 0);
  const Estimate in_days = quantile_estimate(pooled, shares, 0.5, 8, factors);
  CHECK(in_days.value == Approx(p50.value / 8));
  CHECK(in_days.half == Approx(p50.half / 8));
}

TEST_CASE("where too many are censored a quantile's interval has no end", "[quantile]") {
  QuantileSketch pooled;
  ShareMoments shares;
  for (int r = 0; r < 10; ++r) {
    std::vector<double> finished, censored;
    for (int i = 1; i <= 17; ++i) finished.push_back(i + r * 0.1);
    for (int i = 0; i < 3; ++i) censored.push_back(20);
    const QuantileSketch own = sketch_of(finished, censored);
    shares.add(own.tallies());
    pooled.merge(own);
  }
  StudentFactors factors;
  const Estimate p50 = quantile_estimate(pooled, shares, 0.5, 1, factors);
  CHECK(p50.has_interval());
  const Estimate p80 = quantile_estimate(pooled, shares, 0.8, 1, factors);
  CHECK(p80.has_interval());
  const Estimate p90 = quantile_estimate(pooled, shares, 0.9, 1, factors);
  CHECK_FALSE(p90.known());  // 85 % finish
}
