#include "engine/stats/mser.hpp"

#include <cmath>
#include <vector>

#include "engine/random/normal.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

/// Noise around 10, that begins `off` away and comes nearer by a factor of e every `fading` values.
std::vector<double> series(std::size_t n, double off, double fading, std::uint64_t key) {
  std::vector<double> out;
  for (std::size_t i = 0; i < n; ++i) {
    Draws draws(StreamKey{key}, i, 0, Purpose::effort);
    out.push_back(10 + off * std::exp(-static_cast<double>(i) / fading) + draw_normal(draws));
  }
  return out;
}

/// MSER by its definition.
std::size_t naive(const std::vector<double>& values) {
  const std::size_t k = values.size() / 5;
  std::vector<double> y(k);
  for (std::size_t i = 0; i < 5 * k; ++i) y[i / 5] += values[i] / 5;
  std::size_t best = 0;
  double least = INFINITY;
  for (std::size_t d = 0; d + 5 <= k; ++d) {
    double mean = 0, sum = 0;
    for (std::size_t i = d; i < k; ++i) mean += y[i] / static_cast<double>(k - d);
    for (std::size_t i = d; i < k; ++i) sum += (y[i] - mean) * (y[i] - mean);
    const double mser = sum / std::pow(static_cast<double>(k - d), 2);
    if (mser < least) {
      least = mser;
      best = d;
    }
  }
  return best * 5;
}

}  // namespace

TEST_CASE("a transient is left out, and as much as its definition says", "[mser]") {
  for (std::uint64_t key = 1; key < 20; ++key) {
    const std::vector<double> values = series(1000, -10, 40, key);
    const auto found = mser5(values);
    REQUIRE(found);
    CHECK(*found == naive(values));
    CHECK(*found >= 60);  // where the transient is down to the noise of a batch, and some
    CHECK(*found < 350);
  }
}

TEST_CASE("a step is cut where it is, and a series without a transient hardly at all", "[mser]") {
  std::vector<double> step = series(1000, 0, 1, 3);
  for (std::size_t i = 0; i < 150; ++i) step[i] -= 20;
  CHECK(mser5(step) == 150);
  int long_ones = 0;
  for (std::uint64_t key = 1; key < 50; ++key) {
    const auto found = mser5(series(1000, 0, 1, key));
    if (!found || *found > 150) ++long_ones;
  }
  CHECK(long_ones <= 10);
  CHECK(mser5(std::vector<double>(500, 3.5)) == 0);
}

TEST_CASE("a series that has not settled is too short to tell", "[mser]") {
  std::vector<double> rising;
  for (int i = 0; i < 1000; ++i) rising.push_back(i);
  CHECK_FALSE(mser5(rising));
  CHECK_FALSE(mser5(std::vector<double>(99, 1.0)));
  CHECK(mser5(std::vector<double>(100, 1.0)));
}
