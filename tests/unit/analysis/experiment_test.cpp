// Many replications folded into one: in order, on any number of threads.

#include <atomic>
#include <chrono>
#include <new>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/run/flow_keys.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/unit/report/sample_agency.hpp"

using namespace suits;

namespace {

ExperimentPlan plan(std::uint32_t replications, std::uint32_t threads) {
  ExperimentPlan p;
  p.replications = replications;
  p.threads = threads;
  return p;
}

/// Replications that differ, and that finish out of order.
Observations uneven(const Model& model, std::uint64_t seed, std::uint32_t replication) {
  std::this_thread::sleep_for(std::chrono::microseconds((replication * 7919) % 5 * 300));
  sample::Story story;
  story.jobs = 5 + static_cast<int>((seed + replication * 31) % 7);
  story.executives = 0.5 + 0.05 * (replication % 6);
  story.days.wait_planner = replication % 4;
  Observations seen = sample::seen(model, story);
  seen.history = seed * 1000 + replication;
  return seen;
}

void check_same(const Experiment& a, const Experiment& b) {
  CHECK(a.history == b.history);
  REQUIRE(a.measures.size() == b.measures.size());
  for (std::size_t m = 0; m < a.measures.size(); ++m) {
    REQUIRE(a.measures[m].count() == b.measures[m].count());
    // Bit by bit, nothing included.
    const double x = a.measures[m].ratio(), y = b.measures[m].ratio();
    REQUIRE((x == y || (x != x && y != y)));
    const double s = a.measures[m].standard_error(), t = b.measures[m].standard_error();
    REQUIRE((s == t || (s != s && t != t)));
  }
  REQUIRE(a.flows.size() == b.flows.size());
  for (std::size_t f = 0; f < a.flows.size(); ++f) {
    CHECK(a.flows[f].arrived == b.flows[f].arrived);
    CHECK(a.flows[f].breakdown.total == b.flows[f].breakdown.total);
    CHECK((a.flows[f].finished == 0 || a.flows[f].working.mean() == b.flows[f].working.mean()));
    CHECK(a.flows[f].working_quantiles.quantile(0.5) == b.flows[f].working_quantiles.quantile(0.5));
  }
}

}  // namespace

TEST_CASE("any number of threads gives the same bits", "[experiment]") {
  const Model model = sample::agency();
  const Experiment one = run_experiment(model, plan(25, 1), uneven);
  CHECK(one.replications == 25);
  for (const std::uint32_t threads : {2u, 3u, 8u, 64u})
    check_same(one, run_experiment(model, plan(25, threads), uneven));
}

TEST_CASE("real replications give the same bits on any number of threads", "[experiment]") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  const PersonId ben = b.person("Ben", {ae});
  const AccountId lion = b.account("Lion", {{ae, {ann, ben}}});
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(1));
  b.arrives_at_rate(lion, mail, 10);
  const Model model = b.build();
  const Experiment one = run_experiment(model, plan(9, 1));
  REQUIRE_FALSE(one.error);
  CHECK(one.flows.at(0).finished > 500);
  check_same(one, run_experiment(model, plan(9, 2)));
  check_same(one, run_experiment(model, plan(9, 4)));
}

TEST_CASE("the pooled flows are those of all replications", "[experiment]") {
  const Model model = sample::agency();
  std::uint64_t arrived = 0;
  for (std::uint32_t r = 0; r < 6; ++r) arrived += uneven(model, 1, r).flows[0].arrived;
  const Experiment all = run_experiment(model, plan(6, 2), uneven);
  CHECK(all.flows[0].arrived == arrived);
  CHECK(all.flows[0].breakdown.jobs == arrived);
}

TEST_CASE("the error of the lowest replication is returned", "[experiment]") {
  const Model model = sample::agency();
  const Play play = [](const Model& m, std::uint64_t seed, std::uint32_t r) {
    Observations seen = uneven(m, seed, r);
    if (r == 11 || r == 5 || r == 6) seen.error = RunError{{}, "stuck in " + std::to_string(r)};
    return seen;
  };
  for (const std::uint32_t threads : {1u, 4u}) {
    const Experiment stopped = run_experiment(model, plan(20, threads), play);
    REQUIRE(stopped.error);
    CHECK(stopped.error->message == "stuck in 5");
    CHECK(stopped.failed == 5);
    CHECK(stopped.replications == 5);
  }
}

TEST_CASE("exceptions of a replication reach the caller", "[experiment]") {
  const Model model = sample::agency();
  const Play play = [](const Model& m, std::uint64_t seed, std::uint32_t r) {
    if (r == 3) throw std::bad_alloc();
    return uneven(m, seed, r);
  };
  CHECK_THROWS_AS(run_experiment(model, plan(20, 1), play), std::bad_alloc);
  CHECK_THROWS_AS(run_experiment(model, plan(20, 4), play), std::bad_alloc);
}

TEST_CASE("progress counts up one by one, and no thread runs far ahead", "[experiment]") {
  const Model model = sample::agency();
  std::atomic<std::uint32_t> folded{0}, farthest{0};
  const Play play = [&](const Model& m, std::uint64_t seed, std::uint32_t r) {
    const std::uint32_t ahead = r - folded;
    if (ahead > farthest) farthest = ahead;
    if (r == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return sample::seen(m, sample::Story{.jobs = static_cast<int>(seed)});
  };
  ExperimentPlan p = plan(40, 4);
  std::vector<std::uint32_t> counts;
  p.progress = [&](std::uint32_t done) {
    counts.push_back(done);
    folded = done;
  };
  run_experiment(model, p, play);
  REQUIRE(counts.size() == 40);
  for (std::uint32_t i = 0; i < 40; ++i) CHECK(counts[i] == i + 1);
  CHECK(farthest <= 8);
}

TEST_CASE("several models in one go give what each gives alone, and what was to be kept",
          "[experiment]") {
  const Model model = sample::agency();
  Model other = sample::agency();
  other.window.end = other.window.end - days(7);
  const std::size_t busy = MeasureLayout(model, 2).at(sample::kExecutive, RoleMeasure::busy);
  const std::size_t p90 = MeasureLayout(other, 2).at(0, FlowMeasure::working_p90);
  const Experiment first = run_experiment(model, plan(25, 1), uneven);
  const Experiment second = run_experiment(other, plan(25, 1), uneven);
  for (const std::uint32_t threads : {1u, 2u, 7u}) {
    const std::vector<Experiment> both =
        run_experiments({{&model, {busy}, {}}, {&other, {p90, 0}, {}}}, plan(25, threads), {}, uneven);
    REQUIRE(both.size() == 2);
    check_same(first, both[0]);
    check_same(second, both[1]);
    REQUIRE(both[0].kept.pairs(0).size() == 25);
    double worked = 0, there = 0;
    for (const Sample& pair : both[0].kept.pairs(0)) {
      worked += pair.y;
      there += pair.x;
    }
    CHECK(both[0].measures[busy].ratio() == Approx(worked / there).epsilon(1e-12));
    CHECK(both[1].kept.pairs(0)[3].missing);  // eleven jobs are too few for a p90
    for (std::uint32_t r = 0; r < 25; ++r) {
      CHECK(both[1].kept.pairs(1)[r].y ==
            static_cast<double>(uneven(other, 1, r).flows[0].arrived));
    }
  }
}

TEST_CASE("the first alternative that cannot go on is the one with the error", "[experiment]") {
  const Model model = sample::agency();
  std::vector<Model> models(3, model);
  models[1].name = "stuck later";
  models[2].name = "stuck";
  const Play play = [](const Model& m, std::uint64_t seed, std::uint32_t r) {
    Observations seen = uneven(m, seed, r);
    if (m.name == "stuck" && r == 4) seen.error = RunError{{}, "stuck in 4"};
    if (m.name == "stuck later" && r == 5) seen.error = RunError{{}, "stuck in 5"};
    return seen;
  };
  for (const std::uint32_t threads : {1u, 4u}) {
    const auto all = run_experiments({{&models[0], {}, {}}, {&models[1], {}, {}}, {&models[2], {}, {}}},
                                     plan(20, threads), {}, play);
    CHECK_FALSE(all[0].error);
    CHECK_FALSE(all[1].error);
    REQUIRE(all[2].error);
    CHECK(all[2].error->message == "stuck in 4");
    CHECK(all[2].failed == 4);
    for (const Experiment& one : all) CHECK(one.replications == 4);
  }
}

TEST_CASE("an experiment stops where it is told to, on any number of threads", "[experiment]") {
  const Model model = sample::agency();
  const Experiment eleven = run_experiment(model, plan(11, 1), uneven);
  for (const std::uint32_t threads : {1u, 3u, 8u}) {
    std::vector<std::uint32_t> shown;
    const GoOn go_on = [&](const std::vector<Experiment>& all) {
      shown.push_back(all[0].replications);
      return all[0].replications < 11;
    };
    const auto stopped = run_experiments({{&model, {}, {}}}, plan(100, threads), go_on, uneven);
    CHECK(shown.size() == 11);
    CHECK(shown.back() == 11);
    check_same(eleven, stopped[0]);
  }
}

TEST_CASE("every replication that is folded is shown, in order, by model", "[experiment]") {
  const Model model = sample::agency();
  for (const std::uint32_t threads : {1u, 4u}) {
    std::vector<std::pair<std::size_t, std::uint32_t>> order;
    std::vector<double> shown;
    ExperimentPlan watched = plan(12, threads);
    watched.folded = [&](const FoldedReplication& r) {
      order.emplace_back(r.alternative, r.replication);
      CHECK(r.history == uneven(model, watched.seed, r.replication).history);
      shown.push_back(r.samples[3].y);
    };
    const auto all = run_experiments({{&model, {3}}, {&model, {}}}, watched, {}, uneven);
    REQUIRE(order.size() == 24);
    for (std::uint32_t i = 0; i < 24; ++i) CHECK(order[i] == std::pair(std::size_t{i % 2}, i / 2));
    for (std::size_t r = 0; r < 12; ++r) CHECK(all[0].kept.pairs(0)[r].y == shown[2 * r]);
  }
}

TEST_CASE("replications that are known are folded as if they had been played", "[experiment]") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  const AccountId lion = b.account("Lion", {{ae, {ann}}});
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(1));
  b.arrives_at_rate(lion, mail, 7);
  const Model model = b.build();
  const std::size_t flows = flow_keys_of(model).size();
  const std::size_t busy = MeasureLayout(model, flows).at(ae, RoleMeasure::busy);
  const Alternative asked{&model, {busy, 0}, {{0, 1, false}, {0, 2, true}}};
  std::vector<KeptReplication> kept;
  ExperimentPlan first = plan(20, 1);
  first.folded = [&](const FoldedReplication& r) {
    kept.push_back({r.history, {r.samples[busy], r.samples[0]}, r.jobs});
  };
  const Experiment whole = run_experiments({asked}, first).front();
  CHECK(whole.flows[0].finished > 500);
  REQUIRE(kept.size() == 20);
  for (const std::uint32_t threads : {1u, 3u}) {
    ExperimentPlan second = plan(20, threads);
    std::vector<std::uint32_t> shown;
    second.known = 13;
    second.recall = [&](std::size_t, std::uint32_t r) { return std::optional(kept[r]); };
    second.folded = [&](const FoldedReplication& r) { shown.push_back(r.replication); };
    const Play play = [&](const Model& m, std::uint64_t seed, std::uint32_t r) {
      if (r < 13) throw std::logic_error("a known replication is played");
      return replicate(m, seed, r);
    };
    const Experiment again = run_experiments({asked}, second, {}, play).front();
    CHECK(shown == std::vector<std::uint32_t>{13, 14, 15, 16, 17, 18, 19});
    CHECK(again.replications == 20);
    CHECK(again.history == whole.history);
    for (std::size_t k = 0; k < 2; ++k) {
      const RatioMoments& continued = again.measures[asked.keep[k]];
      const RatioMoments& at_once = whole.measures[asked.keep[k]];
      CHECK(continued.ratio() == at_once.ratio());
      CHECK(continued.standard_error() == at_once.standard_error());
      REQUIRE(again.kept.pairs(k).size() == 20);
      for (std::size_t r = 0; r < 20; ++r)
        CHECK(again.kept.pairs(k)[r].y == whole.kept.pairs(k)[r].y);
      CHECK(again.kept.jobs(k) == whole.kept.jobs(k));
    }
    CHECK(again.flows[0].working_quantiles.product_limit(0.8) ==
          whole.flows[0].working_quantiles.product_limit(0.8));
    CHECK(again.flows[0].elapsed_quantiles.product_limit(0.9) ==
          whole.flows[0].elapsed_quantiles.product_limit(0.9));
  }
}
