// Ranking and selection on stand-ins with known means: the promise is kept, and the courses go
// where they decide.

#include "engine/analysis/selection.hpp"

#include <cmath>
#include <stdexcept>

#include "engine/random/normal.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

double noise(std::uint64_t seed, std::uint64_t course, std::uint64_t component) {
  return normal_quantile(
      Draws(stream_key(seed, course, component), 0, 0, Purpose::chance).uniform());
}

/// Normal figures with these means; all have `shared` luck, and each own luck of deviation 1.
SelectionPlan stand_in(std::vector<double> means, double shared, std::uint64_t seed) {
  SelectionPlan plan;
  plan.candidates = means.size();
  plan.play = [=](std::size_t candidate, std::uint32_t course) {
    const double x =
        means[candidate] + shared * noise(seed, course, 0) + noise(seed, course, 1 + candidate);
    return SelectionCourse{{{x, 1, false}}, course};
  };
  plan.worth = 0.5;
  plan.seed = seed;
  return plan;
}

/// A figure that is the same in every course.
SelectionCourse always(double x) { return {{{x, 1, false}}}; }

/// All but the last as far below it as a difference is worth: the least favourable case.
std::vector<double> slippage(std::size_t k, double worth) {
  std::vector<double> means(k, 0.0);
  means.back() = worth;
  return means;
}

double binomial_error(double p, int n) { return std::sqrt(p * (1 - p) / n); }

}  // namespace

TEST_CASE("the best is chosen at least as often as promised where all others are just worse",
          "[selection]") {
  constexpr int kSeeds = 200;
  for (const double right : {0.75, 0.95}) {
    for (const double shared : {0.0, 3.0}) {
      int correct = 0, decided = 0;
      for (int seed = 1; seed <= kSeeds; ++seed) {
        SelectionPlan plan = stand_in(slippage(5, 0.5), shared, static_cast<std::uint64_t>(seed));
        plan.right = right;
        plan.most = 5000;
        const Selection found = select_best(plan);
        correct += found.chosen == 4;
        decided += found.decided;
      }
      CHECK(decided == kSeeds);
      // Where the truth is exactly the promise, three standard errors below it are 1 in 700.
      CHECK(correct >= kSeeds * (right - 3 * binomial_error(right, kSeeds)));
    }
  }
}

TEST_CASE("luck that all candidates share costs nothing", "[selection]") {
  const Selection alone = select_best(stand_in({0, 1, 2}, 0, 3));
  const Selection shared = select_best(stand_in({0, 1, 2}, 50, 3));
  CHECK(alone.spent == shared.spent);
  CHECK(shared.chosen == 2);
  CHECK(shared.candidates[0].behind.value == Approx(alone.candidates[0].behind.value));
  CHECK(shared.candidates[0].figure.half > 20 * shared.candidates[0].behind.half);
}

TEST_CASE("courses are spent where they decide", "[selection]") {
  std::uint64_t spent = 0, equal = 0;
  int correct = 0, equal_correct = 0;
  constexpr int kSeeds = 100;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SelectionPlan plan = stand_in({0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 3.75, 4}, 1, seed);
    plan.worth = 0.25;
    plan.most = 5000;
    const Selection found = select_best(plan);
    spent += found.spent;
    equal += found.equal;
    correct += found.chosen == 9;
    // The same number of courses, as many for each candidate.
    std::vector<double> sums(10, 0.0);
    for (std::uint32_t r = 0; r < found.spent / 10; ++r)
      for (std::size_t c = 0; c < 10; ++c) sums[c] += plan.play(c, r).samples[0].y;
    equal_correct += std::max_element(sums.begin(), sums.end()) - sums.begin() == 9;
    for (const SelectionCandidate& one : found.candidates)
      CHECK(one.replications <= found.candidates[found.chosen].replications);
  }
  CHECK(spent < equal / 2);
  CHECK(correct >= 95);
  CHECK(equal_correct < correct);
}

TEST_CASE("of candidates that differ by less than it is worth one is chosen and it ends",
          "[selection]") {
  int good = 0;
  constexpr int kSeeds = 100;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SelectionPlan plan = stand_in({0, 1.9, 2, 2}, 1, seed);
    plan.most = 5000;
    const Selection found = select_best(plan);
    CHECK(found.decided);
    good += found.chosen != 0;
    CHECK(found.candidates[found.chosen].good >= found.candidates[found.chosen].best);
  }
  CHECK(good >= 95);
}

TEST_CASE("every number of threads gives the same selection", "[selection]") {
  SelectionPlan plan = stand_in({0, 0.3, 0.6, 0.9}, 1, 11);
  const Selection one = select_best(plan);
  for (const std::uint32_t threads : {2u, 5u}) {
    plan.threads = threads;
    std::vector<std::pair<std::size_t, std::uint32_t>> order;
    plan.played = [&](std::size_t c, std::uint32_t r, const SelectionCourse& course) {
      order.emplace_back(c, r);
      CHECK(course.history == r);
    };
    std::size_t told = 0;
    plan.progress = [&](std::size_t done, std::size_t of) {
      CHECK(done <= of);
      ++told;
    };
    const Selection many = select_best(plan);
    CHECK(told == many.spent);
    CHECK(many.chosen == one.chosen);
    CHECK(many.spent == one.spent);
    CHECK(order.size() == many.spent);
    CHECK(order[4] == std::pair<std::size_t, std::uint32_t>{0, 1});
    for (std::size_t c = 0; c < 4; ++c) {
      CHECK(many.candidates[c].replications == one.candidates[c].replications);
      CHECK(many.candidates[c].figure.value == one.candidates[c].figure.value);
      CHECK(many.candidates[c].behind.half == one.candidates[c].behind.half);
      CHECK(many.candidates[c].best == one.candidates[c].best);
    }
  }
}

TEST_CASE("one candidate is chosen after the first courses, and of two the better one",
          "[selection]") {
  const Selection alone = select_best(stand_in({7}, 1, 1));
  CHECK(alone.decided);
  CHECK(alone.chosen == 0);
  CHECK(alone.spent == 20);
  CHECK(alone.candidates[0].best == 1);
  CHECK(alone.candidates[0].behind.value == 0);
  const Selection two = select_best(stand_in({2, 0}, 1, 1));
  CHECK(two.decided);
  CHECK(two.chosen == 0);
  CHECK(two.candidates[1].beaten_by == std::size_t{0});
  CHECK(two.candidates[1].behind.value == Approx(2).margin(1.2));
}

TEST_CASE("the base can play on though it is out, so that all are known against it",
          "[selection]") {
  SelectionPlan plan = stand_in({0, 3, 3.2}, 1, 5);
  plan.worth = 0.2;
  const Selection without = select_best(plan);
  REQUIRE(without.candidates[0].replications < without.candidates[without.chosen].replications);
  plan.base_plays_on = true;
  const Selection with = select_best(plan);
  CHECK(with.chosen == without.chosen);
  CHECK(with.candidates[0].replications == with.candidates[with.chosen].replications);
  CHECK(with.candidates[0].beaten_by.has_value());
  CHECK(with.spent ==
        without.spent + with.candidates[0].replications - without.candidates[0].replications);
}

TEST_CASE("less can be better", "[selection]") {
  SelectionPlan plan = stand_in({5, 1, 3}, 1, 2);
  plan.more_is_better = false;
  const Selection found = select_best(plan);
  CHECK(found.chosen == 1);
  CHECK(found.ranking == std::vector<std::size_t>{1, 2, 0});
  CHECK(found.candidates[0].behind.value == Approx(4).margin(1));
}

TEST_CASE("what never varies is decided after the first courses, equal ones for the first",
          "[selection]") {
  SelectionPlan plan = stand_in({0, 0, 0}, 0, 1);
  plan.play = [](std::size_t candidate, std::uint32_t) { return always(candidate == 0 ? 1 : 2); };
  const Selection found = select_best(plan);
  CHECK(found.decided);
  CHECK(found.chosen == 1);
  CHECK(found.spent == 60);
  CHECK(found.candidates[0].beaten_by.has_value());
  CHECK(found.candidates[1].best == 0.5);
  CHECK(found.candidates[2].best == 0.5);
  CHECK(found.candidates[2].good == 1);
  CHECK(found.candidates[0].best == 0);
  CHECK(found.candidates[1].figure.half == 0);
}

TEST_CASE("candidates that are the base in every course are no contest", "[selection]") {
  SelectionPlan plan = stand_in({0, 0, 0}, 0, 1);
  plan.play = [](std::size_t, std::uint32_t course) { return always(noise(5, course, 0)); };
  const Selection found = select_best(plan);
  CHECK(found.decided);
  CHECK(found.chosen == 0);
  CHECK(found.spent == 60);
  CHECK(found.candidates[2].behind.value == 0);
  CHECK(found.candidates[2].behind.half == 0);
}

TEST_CASE("the budget ends a contest without a decision, and the odds say how open it is",
          "[selection]") {
  SelectionPlan plan = stand_in({0, 0.1}, 0, 4);
  plan.worth = 0.01;
  plan.most = 60;
  const Selection found = select_best(plan);
  CHECK_FALSE(found.decided);
  CHECK(found.candidates[0].replications == 60);
  CHECK(found.candidates[0].best + found.candidates[1].best == Approx(1));
  CHECK(found.candidates[found.chosen].best < 0.95);
  CHECK(found.candidates[found.chosen].best > 0.4);
}

TEST_CASE("the chance of being best agrees with Student's for two candidates", "[selection]") {
  SelectionPlan plan = stand_in({0, 0.25}, 0, 9);
  plan.worth = 1e-6;
  plan.most = 100;
  const Selection found = select_best(plan);
  const SelectionCandidate& trailing = found.candidates[1 - found.chosen];
  const double t = trailing.behind.value / (trailing.behind.half / 1.9842169515);
  CHECK(trailing.best == Approx(0.5 * std::erfc(t / std::sqrt(2))).margin(0.03));
}

TEST_CASE("what a difference is worth may be a share of the first candidate's figure",
          "[selection]") {
  SelectionPlan plan = stand_in({-10, -9}, 0, 4);
  plan.relative = true;
  plan.worth = 0.1;
  const Selection found = select_best(plan);
  CHECK(found.worth == Approx(1).margin(0.1));
  CHECK(found.chosen == 1);
}

TEST_CASE("figures are ratios of sums, and courses without one are left out", "[selection]") {
  SelectionPlan plan = stand_in({0, 0}, 0, 4);
  plan.play = [](std::size_t candidate, std::uint32_t course) {
    const double jobs = 1 + course % 3;
    const double each = candidate == 0 ? 1 : 2;
    return SelectionCourse{{{each * jobs, jobs, course % 4 == 3}}};
  };
  const Selection found = select_best(plan);
  CHECK(found.chosen == 1);
  CHECK(found.candidates[0].figure.value == Approx(1));
  CHECK(found.candidates[1].figure.value == Approx(2));
}

TEST_CASE("a candidate without a figure is left out of the contest", "[selection]") {
  SelectionPlan plan = stand_in({0, 0, 0}, 0, 4);
  plan.play = [](std::size_t candidate, std::uint32_t course) {
    if (candidate == 1) return SelectionCourse{{{0, 0, true}}};
    return always(static_cast<double>(candidate) + noise(1, course, candidate));
  };
  const Selection found = select_best(plan);
  CHECK(found.chosen == 2);
  CHECK(found.candidates[1].replications == 20);
  CHECK_FALSE(found.candidates[1].figure.known());
  CHECK(found.candidates[1].best == 0);
  CHECK(found.ranking.back() == 1);
}

TEST_CASE("where no candidate has a figure it ends after the first courses", "[selection]") {
  SelectionPlan plan = stand_in({0, 0}, 0, 4);
  plan.base_plays_on = true;
  plan.play = [](std::size_t, std::uint32_t) { return SelectionCourse{{{0, 0, true}}}; };
  const Selection found = select_best(plan);
  CHECK_FALSE(found.decided);
  CHECK(found.spent == 40);
  CHECK(found.candidates[0].best == 0);
}

TEST_CASE("a course that cannot go on ends it, the first in order", "[selection]") {
  SelectionPlan plan = stand_in({0, 0, 0}, 0, 4);
  for (const std::uint32_t threads : {1u, 3u}) {
    plan.threads = threads;
    plan.play = [](std::size_t candidate, std::uint32_t course) {
      if (course >= 7 && candidate > 0) return SelectionCourse{{}, 0, RunError{{}, "stuck"}};
      return always(1);
    };
    const Selection found = select_best(plan);
    REQUIRE(found.error);
    CHECK(found.error->message == "stuck");
    CHECK(found.failed_candidate == 1);
    CHECK(found.failed_replication == 7);
  }
}

TEST_CASE("an exception of a course is passed on", "[selection]") {
  SelectionPlan plan = stand_in({0, 0}, 0, 4);
  plan.threads = 2;
  plan.play = [](std::size_t, std::uint32_t course) -> SelectionCourse {
    if (course == 3) throw std::runtime_error("out of paper");
    return always(1);
  };
  CHECK_THROWS_WITH(select_best(plan), "out of paper");
}
