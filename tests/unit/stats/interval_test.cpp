#include "engine/stats/interval.hpp"

#include <cmath>
#include <vector>

#include "engine/random/normal.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("Student's interval of known numbers is that of the tables") {
  const double x[] = {1, 2, 3, 4, 5};
  const Interval i = *student_interval(x);
  CHECK(i.mean == 3);
  CHECK(i.half_width == Approx(2.776445105 * std::sqrt(2.5 / 5)).epsilon(1e-9));
  CHECK(i.low() == 3 - i.half_width);
  CHECK(i.high() == 3 + i.half_width);
  CHECK(student_interval(x, 0.99)->half_width ==
        Approx(4.604094871 * std::sqrt(2.5 / 5)).epsilon(1e-9));
}

TEST_CASE("one replication has no interval, equal ones a width of zero") {
  const double one[] = {1};
  const double equal[] = {0.1, 0.1, 0.1};
  CHECK_FALSE(student_interval({}));
  CHECK_FALSE(student_interval(one));
  CHECK(student_interval(equal)->half_width == 0);
}

TEST_CASE("intervals of 95 percent hold the truth in 95 percent of many samples") {
  constexpr int samples = 20'000;
  for (const int n : {2, 5, 30}) {
    int held = 0;
    int held_wrongly = 0;  // a mean that is off by 1.5 standard deviations
    std::vector<double> x(static_cast<std::size_t>(n));
    for (int s = 0; s < samples; ++s) {
      Draws draws(stream_key(static_cast<std::uint64_t>(s), 0, static_cast<std::uint64_t>(n)), 0, 0,
                  Purpose::size);
      for (double& v : x) v = 10 + 2 * draw_normal(draws);
      const Interval i = *student_interval(x);
      held += i.low() <= 10 && 10 <= i.high();
      held_wrongly += i.low() <= 13 && 13 <= i.high();
    }
    CHECK(held > 0.945 * samples);  // three standard errors
    CHECK(held < 0.955 * samples);
    if (n == 5) CHECK(held_wrongly < 0.35 * samples);
    if (n == 30) CHECK(held_wrongly == 0);
  }
}
