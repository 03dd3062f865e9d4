// Turnarounds in classes of a round width.

#include "engine/analysis/turnaround_histogram.hpp"

#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("turnarounds fall into classes of a round width", "[histogram]") {
  QuantileSketch hours;
  for (int i = 0; i < 100; ++i) hours.add(7.5 * (0.05 + 0.1 * i));  // 0.05 … 9.95 days
  const TurnaroundHistogram seen = turnaround_histogram(hours, 7.5, 10);
  CHECK(seen.jobs == 100);
  REQUIRE(seen.classes.size() == 10);  // 99 % by 9.85 days: a day each
  for (const auto& c : seen.classes) {
    CHECK(c.to - c.from == Approx(1));
    CHECK(c.share == Approx(0.1));
  }
  CHECK(seen.beyond == Approx(0).margin(1e-12));
  CHECK(seen.unfinished == 0);
  const TurnaroundHistogram coarse = turnaround_histogram(hours, 7.5, 4);
  REQUIRE(coarse.classes.size() == 2);  // 9.85 ÷ 4 rounded up: 5
  CHECK(coarse.classes[1].from == Approx(5));
  CHECK(coarse.classes[1].share == Approx(0.5));
}

TEST_CASE("a long tail is told in one figure", "[histogram]") {
  QuantileSketch hours;
  for (int i = 0; i < 999; ++i) hours.add(1.5);
  hours.add(1000);
  const TurnaroundHistogram seen = turnaround_histogram(hours, 1, 20);
  CHECK(seen.classes.back().to <= 2);
  CHECK(seen.beyond == Approx(0.001));
}

TEST_CASE("what was not done when the run ended counts by what is known of it", "[histogram]") {
  QuantileSketch hours;
  for (int i = 0; i < 4; ++i) hours.add(1);
  hours.add_censored(2);
  hours.add_censored(2);
  hours.add(3);
  hours.add_censored(4);
  // After 1 h half is left of eight; at 3 h two are at risk and one of them finishes.
  const TurnaroundHistogram seen = turnaround_histogram(hours, 1, 4);
  double finished = 0, first = 0;
  for (const auto& c : seen.classes) {
    finished += c.share;
    if (c.from < 1.1) first += c.share;
  }
  CHECK(first == Approx(0.5));
  CHECK(finished + seen.beyond == Approx(0.75));
  CHECK(seen.unfinished == Approx(0.25));
}

TEST_CASE("nothing finished is no picture", "[histogram]") {
  QuantileSketch hours;
  CHECK(turnaround_histogram(hours, 1, 10).classes.empty());
  hours.add_censored(5);
  CHECK(turnaround_histogram(hours, 1, 10).classes.empty());
}
