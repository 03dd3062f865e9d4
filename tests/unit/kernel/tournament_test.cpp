#include "engine/kernel/tournament.hpp"

#include <algorithm>
#include <vector>

#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("Of the sources of a tournament the earliest comes first, of equal ones the lowest") {
  Tournament next(3);
  CHECK(next.time() == kNever);
  next.set(2, Instant{5});
  next.set(1, Instant{5});
  CHECK(next.first() == 1);
  next.set(0, Instant{6});
  CHECK(next.first() == 1);
  next.set(1, kNever);
  CHECK(next.first() == 2);
  CHECK(next.time() == Instant{5});
  CHECK(next.time_of(0) == Instant{6});
}

TEST_CASE("A tournament agrees with a scan of its sources, however many") {
  for (const std::size_t sources : {1u, 2u, 3u, 7u, 8u, 9u, 100u}) {
    Draws draws({sources}, 0, 0, Purpose::gap);
    Tournament next(sources);
    std::vector<Instant> times(sources, kNever);
    for (int i = 0; i < 2000; ++i) {
      const auto source = static_cast<std::uint32_t>(draws.bits() % sources);
      const std::uint64_t time = draws.bits() % 50;
      times[source] = time == 0 ? kNever : Instant{static_cast<std::int64_t>(time)};
      next.set(source, times[source]);
      const auto first = std::min_element(times.begin(), times.end());
      REQUIRE(next.time() == *first);
      if (*first < kNever) REQUIRE(next.first() == first - times.begin());
    }
  }
}
