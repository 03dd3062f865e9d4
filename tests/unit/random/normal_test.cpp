#include "engine/random/normal.hpp"

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("the normal quantile agrees with Boost's over the whole range") {
  const boost::math::normal_distribution<double> standard;
  for (int i = 1; i < 2000; ++i) {
    const double p = i / 2000.0;
    CHECK(normal_quantile(p) == Approx(boost::math::quantile(standard, p)).epsilon(2e-14));
  }
  for (double p = 0.25; p > 0x1p-53; p /= 3) {
    CHECK(normal_quantile(p) == Approx(boost::math::quantile(standard, p)).epsilon(2e-14));
    CHECK(normal_quantile(1 - p) ==
          Approx(boost::math::quantile(complement(standard, 1 - (1 - p)))).epsilon(2e-14));
  }
}

TEST_CASE("the normal quantile is symmetric, increasing where its pieces meet, and known") {
  CHECK(normal_quantile(0.5) == 0);
  CHECK(normal_quantile(0.9) == Approx(1.2815515655446004).epsilon(1e-15));
  for (const double p : {0x1p-53, 1e-12, 1e-9, 0.001, 0.075, 0.3}) {
    if (1 - (1 - p) == p) CHECK(normal_quantile(1 - p) == -normal_quantile(p));
  }
  for (const double joint : {0.075, 0.925, 1.3887943864964021e-11}) {
    double last = normal_quantile(joint * (1 - 1e-12));
    for (double step = -9e-13; step < 1e-12; step += 1e-13) {
      const double z = normal_quantile(joint * (1 + step));
      CHECK(z >= last);
      last = z;
    }
  }
}

TEST_CASE("normal draws have the same bits on every machine") {
  Draws draws(stream_key(1, 2, 3), 4, 5, Purpose::effort);
  CHECK(draw_normal(draws) == -0x1.5e44661c9710fp-1);
  CHECK(draw_normal(draws) == -0x1.4c4c9c8cfc228p-3);
  CHECK(normal_quantile(0x1p-53) == -0x1.06b48528cea51p+3);
}
