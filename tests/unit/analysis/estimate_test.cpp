// Ratios of sums over replications, and their intervals.

#include <cmath>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/stats/interval.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("with denominators of one, an estimate is Student's interval of the mean", "[estimate]") {
  const std::vector<double> values{3, 5, 4, 8, 5.5};
  RatioMoments moments;
  for (const double v : values) moments.add(v);
  StudentFactors factors;
  const Estimate estimate = moments.estimate(factors);
  const auto interval = student_interval(values);
  CHECK(estimate.value == Approx(interval->mean).epsilon(1e-14));
  CHECK(estimate.half == Approx(interval->half_width).epsilon(1e-14));
}

TEST_CASE("a ratio is one of sums, with the delta method's standard error", "[estimate]") {
  RatioMoments moments;
  moments.add(10, 2);
  moments.add(9, 3);
  moments.add(20, 5);
  CHECK(moments.ratio() == Approx(39.0 / 10));
  // residuals y - 3.9 x: 2.2, -2.7, 0.5; their squares add up to 12.38
  CHECK(moments.standard_error() == Approx(std::sqrt(12.38 / 6) / (10.0 / 3)));
}

TEST_CASE("one replication gives no interval, and nothing to divide by gives no figure",
          "[estimate]") {
  StudentFactors factors;
  RatioMoments one;
  one.add(4, 2);
  CHECK(one.estimate(factors).value == 2);
  CHECK_FALSE(one.estimate(factors).has_interval());
  RatioMoments empty;
  empty.add(0, 0);
  empty.add(0, 0);
  CHECK_FALSE(empty.estimate(factors).known());
  CHECK_FALSE(RatioMoments().estimate(factors).known());
}

TEST_CASE("a replication without jobs counts in a ratio", "[estimate]") {
  RatioMoments moments;
  moments.add(6, 2);
  moments.add(0, 0);
  CHECK(moments.ratio() == 3);
  CHECK(moments.standard_error() == Approx(0).margin(1e-12));
  CHECK(moments.count() == 2);
}

TEST_CASE("Student's factors are those of the tables", "[estimate]") {
  StudentFactors factors;
  CHECK(factors(2) == Approx(12.706).epsilon(1e-4));
  CHECK(factors(30) == Approx(2.0452).epsilon(1e-4));
  CHECK(factors(30) == factors(30));
}
