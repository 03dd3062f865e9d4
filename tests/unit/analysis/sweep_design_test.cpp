#include "engine/analysis/sweep_design.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("a grid has every combination once, the last factor fastest", "[sweep]") {
  CHECK(grid_design({2, 3}) == SweepPoints{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}});
  CHECK(grid_design({4}) == SweepPoints{{0}, {1}, {2}, {3}});
  CHECK(grid_size({5, 4, 3}) == 60);
  CHECK(grid_size(std::vector<std::size_t>(40, 10)) == std::numeric_limits<std::uint64_t>::max());
}

TEST_CASE("a Latin hypercube has one point in each stratum of each factor", "[sweep]") {
  const std::size_t n = 16;
  const SweepPoints points = latin_hypercube({1600, 160, 16}, {1, 2, 3}, n, 7);
  for (std::size_t f = 0; f < 3; ++f) {
    const std::size_t per = f == 0 ? 100 : f == 1 ? 10 : 1;
    std::set<std::size_t> strata;
    for (const auto& point : points) strata.insert(point[f] / per);
    CHECK(strata.size() == n);
    CHECK(*strata.rbegin() == n - 1);
  }
  // Not all in one order, and not at one place in their strata.
  std::set<std::size_t> places, apart;
  for (const auto& point : points) {
    places.insert(point[0] % 100);
    apart.insert(point[0] / 100 + n - point[2]);
  }
  CHECK(places.size() > 8);
  CHECK(apart.size() > 5);
}

TEST_CASE("another seed is another hypercube, another factor changes nobody's strata", "[sweep]") {
  const SweepPoints one = latin_hypercube({100, 100}, {1, 2}, 10, 7);
  CHECK(latin_hypercube({100, 100}, {1, 2}, 10, 7) == one);
  CHECK(latin_hypercube({100, 100}, {1, 2}, 10, 8) != one);
  const SweepPoints more = latin_hypercube({50, 100, 100}, {9, 1, 2}, 10, 7);
  for (std::size_t p = 0; p < 10; ++p) {
    CHECK(more[p][1] == one[p][0]);
    CHECK(more[p][2] == one[p][1]);
  }
}

TEST_CASE("the first 2^k points of Sobol's sequence fill every stratum once", "[sweep]") {
  CHECK(sobol_design({8, 8}, 4) == SweepPoints{{0, 0}, {4, 4}, {6, 2}, {2, 6}});
  const std::size_t n = 64;
  const SweepPoints points = sobol_design(std::vector<std::size_t>(10, n), n);
  for (std::size_t f = 0; f < 10; ++f) {
    std::set<std::size_t> strata;
    for (const auto& point : points) strata.insert(point[f]);
    CHECK(strata.size() == n);
  }
  // The first two factors also fill every cell of 8 × 8: a (0, 6, 2)-net.
  std::set<std::size_t> cells;
  for (const auto& point : points) cells.insert(point[0] / 8 * 8 + point[1] / 8);
  CHECK(cells.size() == n);
  CHECK(most_sobol_factors() > 1000);
}
