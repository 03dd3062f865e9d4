#include "engine/analysis/sweep.hpp"

#include <atomic>
#include <mutex>
#include <set>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"

using namespace suits;

namespace {

/// A department that grows with the point.
SweepPlan::Setting setting(std::size_t point) {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  std::vector<PersonId> people;
  for (std::size_t p = 0; p <= point; ++p)
    people.push_back(b.person("P" + std::to_string(p), {ae}));
  const AccountId lion = b.account("Lion", {{ae, people}});
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(1));
  b.arrives_at_rate(lion, mail, 10);
  SweepPlan::Setting own{std::make_shared<const Model>(b.build()), {}};
  const std::size_t flows = replicate(*own.model, 1, 0).flows.size();
  own.keep = {MeasureLayout(*own.model, flows).at(ae, RoleMeasure::busy),
              MeasureLayout(*own.model, flows).at(0, FlowMeasure::working)};
  return own;
}

SweepPlan plan(std::uint32_t threads) {
  SweepPlan p;
  p.points = 3;
  p.replications = 4;
  p.threads = threads;
  p.setting = setting;
  return p;
}

void check_same(const Sweep& a, const Sweep& b) {
  REQUIRE(a.courses.size() == b.courses.size());
  for (std::size_t p = 0; p < a.courses.size(); ++p)
    for (std::size_t r = 0; r < a.courses[p].size(); ++r) {
      CHECK(a.courses[p][r].history == b.courses[p][r].history);
      REQUIRE(a.courses[p][r].samples.size() == 2);
      for (std::size_t k = 0; k < 2; ++k) {
        CHECK(a.courses[p][r].samples[k].y == b.courses[p][r].samples[k].y);
        CHECK(a.courses[p][r].samples[k].x == b.courses[p][r].samples[k].x);
      }
    }
}

}  // namespace

TEST_CASE("a sweep plays each point as an experiment of its own would", "[sweep]") {
  const Sweep one = play_sweep(plan(1));
  REQUIRE(one.failures.empty());
  for (std::size_t p = 0; p < 3; ++p)
    for (std::uint32_t r = 0; r < 4; ++r)
      CHECK(one.courses[p][r].history == replicate(*setting(p).model, 1, r).history);
  CHECK(one.courses[0][0].history != one.courses[1][0].history);
  check_same(one, play_sweep(plan(2)));
  check_same(one, play_sweep(plan(5)));
}

TEST_CASE("what is known is not played again, and the sweep is the same", "[sweep]") {
  const Sweep whole = play_sweep(plan(1));
  SweepPlan rest = plan(2);
  rest.known.resize(3);
  for (auto& courses : rest.known) courses.resize(4);
  rest.known[0][1] = whole.courses[0][1];
  for (std::uint32_t r = 0; r < 4; ++r) rest.known[1][r] = whole.courses[1][r];
  std::set<std::size_t> asked;
  rest.setting = [&](std::size_t point) {
    asked.insert(point);
    return setting(point);
  };
  std::set<std::pair<std::size_t, std::uint32_t>> played;
  rest.played = [&](std::size_t p, std::uint32_t r, const SweptCourse& course) {
    CHECK(course.history == whole.courses[p][r].history);
    CHECK(played.emplace(p, r).second);
  };
  check_same(whole, play_sweep(rest));
  CHECK(played.size() == 7);
  CHECK(asked == std::set<std::size_t>{0, 2});
}

TEST_CASE("a point that cannot go on has its first error, and the others are played", "[sweep]") {
  const std::size_t fewest = setting(0).model->people.size();
  const Play play = [&](const Model& model, std::uint64_t seed, std::uint32_t r) {
    Observations seen = replicate(model, seed, r);
    if (model.people.size() > fewest && r >= 1) seen.error = RunError{{}, "stuck"};
    return seen;
  };
  for (const std::uint32_t threads : {1u, 4u}) {
    const Sweep stopped = play_sweep(plan(threads), play);
    REQUIRE(stopped.failures.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
      CHECK(stopped.failures[i].point == i + 1);
      CHECK(stopped.failures[i].replication == 1);
      CHECK(stopped.failures[i].error.message == "stuck");
      CHECK(stopped.courses[i + 1].empty());
    }
    REQUIRE(stopped.courses[0].size() == 4);
    CHECK(stopped.courses[0][3].history == replicate(*setting(0).model, 1, 3).history);
  }
}

TEST_CASE("exceptions of a course reach the caller of a sweep", "[sweep]") {
  const Play play = [](const Model&, std::uint64_t, std::uint32_t) -> Observations {
    throw std::bad_alloc();
  };
  CHECK_THROWS_AS(play_sweep(plan(3), play), std::bad_alloc);
}
