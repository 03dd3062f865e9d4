// Effects on surfaces that are known, with noise that points share and noise that they do not.

#include "engine/analysis/sweep_effects.hpp"

#include <functional>

#include "engine/random/normal.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

SweepFactor numbers(const std::string& name, const std::vector<double>& values) {
  SweepFactor factor{name, {}, values, ""};
  for (const double v : values) factor.values.push_back(std::to_string(v));
  return factor;
}
SweepFactor names(const std::string& name, const std::vector<std::string>& values) {
  return {name, values, {}, ""};
}

SweepDesign grid(std::vector<SweepFactor> factors) {
  std::vector<std::size_t> counts;
  for (const SweepFactor& factor : factors) counts.push_back(factor.values.size());
  return {std::move(factors), grid_design(counts)};
}

/// Figures of a measure by point and replication.
using Surface = std::function<double(std::size_t point, std::size_t replication)>;

Sweep sweep_of(const SweepDesign& design, std::size_t replications, const Surface& figure) {
  Sweep sweep;
  sweep.courses.resize(design.points.size());
  for (std::size_t p = 0; p < design.points.size(); ++p)
    for (std::size_t r = 0; r < replications; ++r)
      sweep.courses[p].push_back({0, {{figure(p, r), 1, false}}});
  return sweep;
}

double noise(std::uint64_t seed, std::size_t point, std::size_t replication) {
  Draws draws(stream_key(seed, replication, point + 1), 0, 0, Purpose::effort);
  return draw_normal(draws);
}

const SweepEffect& effect(const SweptMeasure& m, std::size_t f, std::size_t g, std::size_t l = 0,
                          std::size_t k = 0) {
  for (const SweepEffect& e : m.effects)
    if (e.factor == f && e.other == g && e.level == l && e.other_level == (f == g ? l : k))
      return e;
  FAIL("no such effect");
  return m.effects.front();
}

}  // namespace

TEST_CASE("effects of numbers are found exactly where the points share their luck", "[sweep]") {
  const SweepDesign design = grid({numbers("a", {10, 20, 30}), numbers("b", {0, 4})});
  // In coded units: 100 + 3a − 2b + ab/2, and what the replication brings.
  const auto figure = [&](std::size_t p, std::size_t r) {
    const double a = static_cast<double>(design.points[p][0]) - 1;
    const double b = 2 * static_cast<double>(design.points[p][1]) - 1;
    return 100 + 3 * a - 2 * b + 0.5 * a * b + 10 * noise(1, 0, r);
  };
  const SweptMeasure m = swept_measure(design, sweep_of(design, 20, figure), 0, 1);
  REQUIRE(m.effects.size() == 3);
  CHECK(m.interactions);
  CHECK(m.replications == 20);
  CHECK(m.explained == Approx(1));
  CHECK(effect(m, 0, 0).change.value == Approx(6));
  CHECK(effect(m, 1, 1).change.value == Approx(-4));
  CHECK(effect(m, 0, 1).change.value == Approx(1));
  for (const SweepEffect& e : m.effects) {
    CHECK(e.differs);
    CHECK(e.change.half < 1e-9);
  }
  CHECK(m.points[0].half > 1);  // alone each point is uncertain
  REQUIRE(m.levels[0].size() == 3);
  CHECK(m.levels[0][2].mean.value - m.levels[0][0].mean.value == Approx(6));
}

TEST_CASE("names have an effect for each level, which add up to nothing", "[sweep]") {
  const SweepDesign design = grid(
      {names("rule", {"fifo", "edd", "slack"}), numbers("n", {1, 2}), names("team", {"x", "y"})});
  const double by_rule[] = {5, -1, -4}, by_team[] = {2, -2};
  const auto figure = [&](std::size_t p, std::size_t r) {
    const auto& at = design.points[p];
    const double n = at[1] == 0 ? -1 : 1;
    return 50 + by_rule[at[0]] + by_team[at[2]] + 3 * n + (at[0] == 2 ? 2 : -1) * n +
           (at[0] == 0 ? by_team[at[2]] / 2 : -by_team[at[2]] / 4) + noise(2, 0, r);
  };
  const SweptMeasure m = swept_measure(design, sweep_of(design, 15, figure), 0, 1);
  for (std::size_t l = 0; l < 3; ++l) CHECK(effect(m, 0, 0, l).change.value == Approx(by_rule[l]));
  CHECK(effect(m, 2, 2, 0).change.value == Approx(2));
  CHECK(effect(m, 2, 2, 1).change.value == Approx(-2));
  CHECK(effect(m, 1, 1).change.value == Approx(6));
  CHECK(effect(m, 0, 1, 2).change.value == Approx(4));  // of n, at the last level: 2 × 2
  CHECK(effect(m, 0, 1, 0).change.value == Approx(-2));
  CHECK(effect(m, 0, 2, 0, 0).change.value == Approx(1));
  CHECK(effect(m, 0, 2, 2, 1).change.value == Approx(0.5));
  CHECK(m.explained == Approx(1));
}

TEST_CASE("a factor that does nothing has an effect of exactly 0", "[sweep]") {
  const SweepDesign design = grid({numbers("a", {1, 2, 4}), numbers("idle", {0.1, 0.7})});
  const auto figure = [&](std::size_t p, std::size_t r) {
    return 1.0 / 3 * static_cast<double>(design.points[p][0]) + noise(3, 0, r);
  };
  const SweptMeasure m = swept_measure(design, sweep_of(design, 12, figure), 0, 1);
  CHECK(effect(m, 1, 1).change.value == 0);
  CHECK(effect(m, 1, 1).change.half == 0);
  CHECK_FALSE(effect(m, 1, 1).differs);
  CHECK(effect(m, 0, 1).change.value == 0);
}

TEST_CASE(
    "where nothing moves an effect is claimed in 1 of 20 sweeps, where something does it is found",
    "[sweep]") {
  const SweepDesign design =
      grid({numbers("a", {1, 2}), numbers("b", {1, 2}), numbers("c", {1, 2})});
  int claimed = 0, found = 0, covered = 0;
  constexpr int kTrials = 400;
  for (int t = 0; t < kTrials; ++t) {
    const auto seed = static_cast<std::uint64_t>(t);
    const auto null = [&](std::size_t p, std::size_t r) { return noise(seed, p, r); };
    const SweptMeasure none = swept_measure(design, sweep_of(design, 20, null), 0, seed);
    bool any = false;
    for (const SweepEffect& e : none.effects) any = any || e.differs;
    claimed += any;
    // An effect of five standard errors: its standard error is 2 ÷ √(8 · 20).
    const double size = 5 * 2 / std::sqrt(160.0);
    const auto real = [&](std::size_t p, std::size_t r) {
      return noise(seed, p, r) + size * (design.points[p][1] == 1 ? 0.5 : -0.5);
    };
    const SweptMeasure some = swept_measure(design, sweep_of(design, 20, real), 0, seed);
    found += effect(some, 1, 1).differs;
    bool all = true;
    for (const SweepEffect& e : some.effects)
      all = all &&
            std::abs(e.change.value - (e.factor == 1 && e.other == 1 ? size : 0)) <= e.change.half;
    covered += all;
  }
  INFO(claimed << " " << found << " " << covered);
  // Binomial(400, 5 %): 20 ± 4.4; three of these.
  CHECK(claimed <= 33);
  CHECK(claimed >= 7);
  CHECK(covered >= 400 - 33);
  CHECK(found >= 360);
}

TEST_CASE("ratios are effects of sums, not means of ratios", "[sweep]") {
  const SweepDesign design = grid({numbers("a", {0, 1})});
  Sweep sweep;
  sweep.courses = {{{0, {{10, 1, false}}}, {0, {{90, 3, false}}}},
                   {{0, {{20, 1, false}}}, {0, {{120, 3, false}}}}};
  const SweptMeasure m = swept_measure(design, sweep, 0, 1);
  CHECK(m.points[0].value == Approx(25));
  CHECK(m.points[1].value == Approx(35));
  CHECK(m.effects[0].change.value == Approx(10));
}

TEST_CASE("too few points, too few replications and missing figures give less, never wrong figures",
          "[sweep]") {
  const auto figure = [](std::size_t p, std::size_t r) {
    return static_cast<double>(p) + noise(4, p, r);
  };
  // Four points are enough for three numbers, not for their interactions.
  SweepDesign four{{numbers("a", {0, 1}), numbers("b", {0, 1}), numbers("c", {0, 1})},
                   {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}}};
  SweptMeasure m = swept_measure(four, sweep_of(four, 10, figure), 0, 1);
  CHECK(m.effects.size() == 3);
  CHECK_FALSE(m.interactions);
  // Two factors that always go together cannot be told apart.
  SweepDesign together{{numbers("a", {0, 1}), numbers("b", {0, 1})},
                       {{0, 0}, {1, 1}, {0, 0}, {1, 1}}};
  CHECK(swept_measure(together, sweep_of(together, 10, figure), 0, 1).effects.empty());
  const SweepDesign one = grid({numbers("a", {0, 1, 2})});
  m = swept_measure(one, sweep_of(one, 1, figure), 0, 1);
  CHECK(m.effects.empty());
  CHECK(m.points[2].known());
  CHECK_FALSE(m.points[2].has_interval());
  // A replication without a figure at one point is left out of the effects, not of other points.
  Sweep holed = sweep_of(one, 10, figure);
  holed.courses[1][4].samples[0].missing = true;
  m = swept_measure(one, holed, 0, 1);
  CHECK(m.replications == 9);
  CHECK(m.effects.size() == 1);
  for (auto& course : holed.courses[1]) course.samples[0].missing = true;
  m = swept_measure(one, holed, 0, 1);
  CHECK(m.effects.empty());
  CHECK_FALSE(m.points[1].known());
  CHECK(m.points[0].known());
}

TEST_CASE("the best point is among the contenders nineteen times of twenty", "[sweep]") {
  const SweepDesign design = grid({numbers("a", {1, 2, 3, 4, 5, 6})});
  int kept = 0, rivals = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const auto figure = [&](std::size_t p, std::size_t r) {
      return (p < 3 ? 0.01 * static_cast<double>(p) : 4) + noise(seed, p, r) +
             9 * noise(seed, 99, r);
    };
    const Sweep sweep = sweep_of(design, 12, figure);
    const std::vector<bool> low = contenders(sweep, 0, true);
    kept += low[0];
    for (std::size_t p = 3; p < 6; ++p) rivals += low[p];
  }
  CHECK(kept >= 285);
  CHECK(rivals == 0);
  const Sweep one = sweep_of(design, 1, [](std::size_t, std::size_t) { return 1.0; });
  CHECK(contenders(one, 0, true).empty());
  const auto rising = [](std::size_t p, std::size_t r) {
    return static_cast<double>(p) + 0.1 * noise(1, p, r);
  };
  CHECK(contenders(sweep_of(design, 10, rising), 0, false) ==
        std::vector<bool>{false, false, false, false, false, true});
}

TEST_CASE("numbers of many values are shown in few groups", "[sweep]") {
  std::vector<double> values;
  for (int i = 0; i < 20; ++i) values.push_back(i);
  const SweepDesign design = grid({numbers("a", values)});
  const auto figure = [](std::size_t p, std::size_t) { return static_cast<double>(p); };
  const SweptMeasure m = swept_measure(design, sweep_of(design, 3, figure), 0, 1);
  REQUIRE(m.levels[0].size() == kLevelGroups);
  CHECK(m.levels[0].front().first == 0);
  CHECK(m.levels[0].front().mean.value == Approx(0.5));
  CHECK(m.levels[0].back().last == 19);
  for (std::size_t g = 1; g < kLevelGroups; ++g)
    CHECK(m.levels[0][g].first == m.levels[0][g - 1].last + 1);
}
