#include "engine/stats/quantile_sketch.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/random/distribution.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

std::vector<double> lognormal(int n) {
  const auto law = std::get<Distribution>(Distribution::lognormal_mean_p90(1.5, 3));
  std::vector<double> x;
  for (int i = 0; i < n; ++i) {
    Draws draws(StreamKey{3}, static_cast<std::uint64_t>(i), 0, Purpose::effort);
    x.push_back(law.sample(draws));
  }
  return x;
}

}  // namespace

TEST_CASE("a quantile is that of the sample to 0.4 percent, in any unit") {
  for (const double unit : {1e-8, 1e-3, 1.0, 3.6e9, 1e15}) {
    std::vector<double> x = lognormal(5000);
    QuantileSketch sketch;
    for (double& v : x) {
      v *= unit;
      sketch.add(v);
    }
    std::sort(x.begin(), x.end());
    for (const double p : {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999}) {
      const double exact = x[static_cast<std::size_t>(std::ceil(p * 5000 - 1e-9)) - 1];
      CHECK(*sketch.quantile(p) == Approx(exact).epsilon(1.0 / 256));
    }
  }
}

TEST_CASE("equal observations have exactly their own quantiles") {
  QuantileSketch zeros;
  QuantileSketch same;
  for (int i = 0; i < 10; ++i) zeros.add(0);
  for (int i = 0; i < 10; ++i) same.add(1234.567);
  CHECK(*zeros.quantile(0.5) == 0);
  CHECK(*same.quantile(0.5) == 1234.567);
}

TEST_CASE("numbers beyond the bins at either end keep their order") {
  QuantileSketch sketch;
  for (int i = 0; i < 10; ++i) sketch.add(1e-15);
  for (int i = 0; i < 10; ++i) sketch.add(1e30);
  for (int i = 0; i < 10; ++i) sketch.add(1);
  CHECK(*sketch.quantile(0.3) == 1e-15);
  CHECK(*sketch.quantile(0.5) == Approx(1).epsilon(0.004));
  CHECK(*sketch.quantile(0.8) > 1e19);
}

TEST_CASE("a quantile needs five observations expected on either side") {
  QuantileSketch sketch;
  CHECK_FALSE(sketch.quantile(0.5));
  for (int i = 1; i <= 49; ++i) {
    sketch.add(i);
    CHECK(sketch.quantile(0.5).has_value() == (i >= 10));
    CHECK(sketch.quantile(0.75).has_value() == (i >= 20));
    CHECK_FALSE(sketch.quantile(0.9));
    CHECK_FALSE(sketch.quantile(0.1));
  }
  sketch.add(50);
  CHECK(*sketch.quantile(0.9) == Approx(45).epsilon(0.004));
  CHECK(*sketch.quantile(0.1) == Approx(5).epsilon(0.004));
}

TEST_CASE("censored observations follow Kaplan and Meier on the published example") {
  // Weeks of remission under 6-MP (Freireich and others, Blood 21 (1963), 699–716). By hand:
  // S(6) = 18/21 = .857, S(7) = S(6) 16/17 = .807, S(10) = S(7) 14/15 = .753, S(13) = .690,
  // S(16) = .627, S(22) = .538, S(23) = .448, and no further.
  QuantileSketch sketch;
  for (const double weeks : {6, 6, 6, 7, 10, 13, 16, 22, 23}) sketch.add(weeks);
  for (const double weeks : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
    sketch.add_censored(weeks);
  }
  CHECK(sketch.count() == 21);
  CHECK(sketch.censored_count() == 12);
  const auto check = [&sketch](double p, double weeks) {
    INFO(p);
    REQUIRE(sketch.quantile(p));
    CHECK(*sketch.quantile(p) == Approx(weeks).epsilon(0.004));
  };
  check(0.246, 10);
  check(0.248, 13);
  check(0.30, 13);
  check(0.309, 13);
  check(0.32, 16);
  check(0.37, 16);
  check(0.38, 22);
  check(0.46, 22);
  check(0.47, 23);
  check(0.5, 23);
  check(0.55, 23);
  CHECK_FALSE(sketch.quantile(0.56));
  CHECK_FALSE(sketch.quantile(0.75));
}

TEST_CASE("censoring moves quantiles up, never down, and near the truth") {
  // Each job is seen until a moment of its own; the jobs that last longer are cut off there.
  const std::vector<double> x = lognormal(20'000);
  QuantileSketch complete;
  QuantileSketch seen;
  QuantileSketch pretended;  // as if the cut were the end
  for (std::size_t i = 0; i < x.size(); ++i) {
    Draws draws(StreamKey{4}, i, 0, Purpose::delay);
    const double cut = 6 * draws.uniform();
    complete.add(x[i]);
    x[i] <= cut ? seen.add(x[i]) : seen.add_censored(cut);
    pretended.add(std::min(x[i], cut));
  }
  for (const double p : {0.25, 0.5, 0.75, 0.9}) {
    CHECK(*seen.quantile(p) == Approx(*complete.quantile(p)).epsilon(0.04));
    CHECK(*pretended.quantile(p) < 0.97 * *complete.quantile(p));
  }
}

TEST_CASE("all censored, or few left at risk, says nothing") {
  QuantileSketch all;
  for (int i = 0; i < 100; ++i) all.add_censored(i);
  CHECK_FALSE(all.quantile(0.5));
  QuantileSketch few;
  for (int i = 0; i < 16; ++i) few.add_censored(1);
  for (int i = 2; i < 6; ++i) few.add(i);
  CHECK_FALSE(few.quantile(0.5));
}

TEST_CASE("merged sketches equal the sketch of everything, in either order") {
  const std::vector<double> x = lognormal(3000);
  QuantileSketch whole;
  QuantileSketch a;
  QuantileSketch b;
  QuantileSketch c;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double scaled = x[i] * std::pow(10.0, static_cast<double>(i % 3) * 4);
    QuantileSketch& part = i % 3 == 0 ? a : i % 3 == 1 ? b : c;
    for (QuantileSketch* s : {&whole, &part}) {
      i % 5 == 0 ? s->add_censored(scaled) : s->add(scaled);
    }
  }
  QuantileSketch up = a;
  up.merge(b);
  up.merge(c);
  QuantileSketch down;
  down.merge(c);
  down.merge(b);
  down.merge(QuantileSketch());
  down.merge(a);
  CHECK(up.count() == whole.count());
  CHECK(up.censored_count() == whole.censored_count());
  for (double p = 0.01; p < 1; p += 0.01) {
    CHECK(up.quantile(p) == whole.quantile(p));
    CHECK(down.quantile(p) == whole.quantile(p));
  }
}

TEST_CASE("tallies hold all observations, in order, by bin") {
  QuantileSketch sketch;
  CHECK(sketch.tallies().empty());
  for (int i = 0; i < 3; ++i) sketch.add(8);
  sketch.add(0.25);
  sketch.add_censored(8);
  sketch.add_censored(300);
  const std::vector<QuantileSketch::Tally> tallies = sketch.tallies();
  REQUIRE(tallies.size() == 3);
  CHECK(tallies[0] == QuantileSketch::Tally{QuantileSketch::bin_number(0.25), 1, 0});
  CHECK(tallies[1] == QuantileSketch::Tally{QuantileSketch::bin_number(8), 3, 1});
  CHECK(tallies[2] == QuantileSketch::Tally{QuantileSketch::bin_number(300), 0, 1});
  CHECK(QuantileSketch::bin_number(8) == QuantileSketch::bin_number(8.01));
  CHECK(QuantileSketch::bin_number(8) < QuantileSketch::bin_number(8.1));
}

TEST_CASE("a product limit is said of few observations, too, but not where F does not reach it") {
  QuantileSketch sketch;
  for (int i = 1; i <= 4; ++i) sketch.add(i);
  CHECK_FALSE(sketch.quantile(0.5));
  CHECK(*sketch.product_limit(0.5) == Approx(2).epsilon(0.004));
  CHECK(*sketch.product_limit(0.99) == Approx(4).epsilon(0.004));
  for (int i = 0; i < 4; ++i) sketch.add_censored(3.5);
  CHECK(*sketch.product_limit(0.3) == Approx(3).epsilon(0.004));
  sketch.add_censored(10);
  CHECK_FALSE(sketch.product_limit(0.9));
}
