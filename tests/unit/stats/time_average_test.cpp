#include "engine/stats/time_average.hpp"

#include <cmath>

#include "engine/stats/level_time.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

constexpr Instant at(std::int64_t us) { return {us}; }

}  // namespace

TEST_CASE("the integral of a level is exact") {
  TimeAverage a(at(0), at(100));
  a.set(at(10), 2);   // 0 for 10
  a.set(at(40), 5);   // 2 for 30
  a.add(at(60), -4);  // 5 for 20
  a.set(at(60), 7);   // 1 for nothing
  CHECK(a.integral() == 2 * 30 + 5 * 20);
  CHECK(a.mean(at(80)) == (160 + 7 * 20) / 80.0);
  CHECK(a.mean(at(500)) == (160 + 7 * 40) / 100.0);
  a.close(at(90));
  CHECK(a.integral() == 160 + 7 * 30);
  CHECK(a.observed() == microseconds(90));
  CHECK(a.mean() == 370 / 90.0);
  CHECK(a.level() == 7);
}

TEST_CASE("changes before and after the window set the level and count for nothing") {
  TimeAverage a(at(100), at(200), 9);
  a.set(at(20), 3);
  a.set(at(50), 4);
  CHECK(a.integral() == 0);
  CHECK(std::isnan(a.mean()));
  CHECK(std::isnan(a.mean(at(100))));
  a.set(at(150), 1);
  a.set(at(250), 6);
  a.set(at(300), 2);
  a.close(at(400));
  CHECK(a.integral() == 4 * 50 + 1 * 50);
  CHECK(a.observed() == microseconds(100));
}

TEST_CASE("an integral past 64 bits and of odd numbers is still exact") {
  TimeAverage a(at(0));
  const std::int64_t level = 1'000'003;
  const std::int64_t year = 365 * days(1).us + 1;
  a.set(at(0), level);
  a.close(at(year));
  TimeAverage b = a;
  for (int i = 0; i < 9; ++i) b.merge(a);
  CHECK(b.integral() == Int128{level} * year * 10);
  CHECK(b.integral() > Int128{std::numeric_limits<std::int64_t>::max()});
  CHECK(b.mean() == Approx(1'000'003.0).epsilon(1e-15));
}

TEST_CASE("merging two halves of a path gives the whole path") {
  TimeAverage whole(at(0), at(100), 3);
  TimeAverage first(at(0), at(37), 3);
  TimeAverage second(at(37), at(100), 3);
  LevelTime whole_levels(4, at(0), at(100), 3);
  LevelTime first_levels(4, at(0), at(37), 3);
  LevelTime second_levels(4, at(37), at(100), 3);
  for (std::int64_t t = 5; t < 100; t += 11) {
    const std::int64_t level = t * t % 7;
    for (TimeAverage* a : {&whole, &first, &second}) a->set(at(t), level);
    for (LevelTime* a : {&whole_levels, &first_levels, &second_levels}) a->set(at(t), level);
  }
  for (TimeAverage* a : {&whole, &first, &second}) a->close(at(100));
  for (LevelTime* a : {&whole_levels, &first_levels, &second_levels}) a->close(at(100));
  first.merge(second);
  CHECK(first.integral() == whole.integral());
  CHECK(first.observed() == whole.observed());
  CHECK(first.mean() == whole.mean());
  first_levels.merge(second_levels);
  for (std::size_t level = 0; level <= 4; ++level) {
    CHECK(first_levels.at(level) == whole_levels.at(level));
  }
}

TEST_CASE("the time at each level adds up to the window, high levels in one bin") {
  LevelTime a(3, at(100), at(200), 1);
  a.set(at(50), 0);
  a.set(at(110), 2);
  a.set(at(130), 3);
  a.set(at(140), 70);
  a.set(at(160), 2);
  a.set(at(165), 1);
  a.close(at(1000));
  CHECK(a.cap() == 3);
  CHECK(a.at(0) == microseconds(10));
  CHECK(a.at(1) == microseconds(35));
  CHECK(a.at(2) == microseconds(25));
  CHECK(a.at(3) == microseconds(30));
  CHECK(a.observed() == microseconds(100));
  CHECK(a.share(3) == 0.3);
  CHECK(std::isnan(LevelTime(1, at(0)).share(0)));
}
