// Base against variant on the same luck: nothing where nothing is, and what is there found.

#include <cmath>

#include <fmt/format.h>

#include "engine/analysis/comparison.hpp"
#include "engine/analysis/linearised.hpp"
#include "engine/analysis/summary.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// A queue of one server for two days; all luck belongs to the account and the kind of work.
std::string queue(const std::string& account, double service_minutes, int servers = 1) {
  return fmt::format(R"yaml(suits: 1
name: Queue
time: {{ start: 2027-01-04, run: 2 days, warm_up: 6 h }}
together: scan
keep: none
calendar: {{ hours: always }}
roles: {{ server: {{ team: pool }} }}
people: [ {{ role: server, count: {} }} ]
accounts: [ {{ name: {} }} ]
work:
  customer:
    deliverable: yes
    due: 1 h
    who: server
    effort: exponential(mean {} min)
    arrives: {{ rate: 6/h, any_time: yes }}
)yaml",
                     servers, account, service_minutes);
}

struct Played {
  std::vector<std::shared_ptr<const Model>> models;
  std::vector<ComparedModel> compared;
  std::vector<Experiment> experiments;
};

/// Of these measures; of none: the default family.
Played play(std::vector<std::shared_ptr<const Model>> models, std::uint64_t seed,
            std::uint32_t replications, const std::vector<std::string>& measures = {},
            std::uint32_t threads = 1) {
  Played out;
  out.models = std::move(models);
  std::vector<Alternative> alternatives;
  for (const auto& model : out.models) {
    const std::vector<Response> all = responses_of(*model);
    std::vector<Response> asked =
        measures.empty() ? default_family(*model, all) : std::vector<Response>{};
    for (const std::string& name : measures)
      if (const Response* one = find_response(all, name)) asked.push_back(*one);
    out.compared.push_back({model->name, model.get(), asked});
    alternatives.push_back(alternative_of(*model, asked));
  }
  ExperimentPlan plan;
  plan.seed = seed;
  plan.replications = replications;
  plan.threads = threads;
  out.experiments = run_experiments(alternatives, plan);
  return out;
}

Comparison compared(const Played& played, bool headline = true) {
  return compare(played.compared, played.experiments, headline);
}

const Difference& of(const Comparison& all, const std::string& name, std::size_t variant = 0) {
  for (std::size_t m = 0; m < all.measures.size(); ++m)
    if (all.measures[m].name == name) return all.variants[variant][m];
  FAIL("no measure " + name);
  return all.variants[0][0];
}

}  // namespace

TEST_CASE("the base against itself differs by exactly nothing", "[comparison]") {
  for (const char* file : {"scenarios/small_shop.yaml", "scenarios/textbook/mmc.yaml"}) {
    const auto model = test::model_of_file(file);
    const auto again = test::model_of_file(file);
    const Comparison all = compared(play({model, again, model}, 3, 2));
    CHECK(all.family == 0);
    REQUIRE(all.variants.size() == 2);
    for (const auto& variant : all.variants) {
      for (const Difference& one : variant) {
        CHECK(one.sort != Difference::Sort::moves);
        CHECK_FALSE(one.differs);
        if (one.sort == Difference::Sort::unmatched) continue;
        CHECK(one.difference.value == 0);
        CHECK(one.difference.half == 0);
        CHECK(one.base.value == one.variant.value);
      }
    }
  }
}

TEST_CASE("a difference is of the figures that run prints, with the delta method's error",
          "[comparison]") {
  const auto base = test::model_of(queue("A", 6)), slower = test::model_of(queue("A", 7));
  const Played played = play({base, slower}, 1, 20, {"customer.turnaround"});
  const Comparison all = compared(played);
  const Difference& one = of(all, "customer.turnaround");
  const Summary a = summarise(*base, played.experiments[0]);
  const Summary b = summarise(*slower, played.experiments[1]);
  CHECK(one.base.value == a.flows[0].working.value);
  CHECK(one.base.half == Approx(a.flows[0].working.half).epsilon(1e-9));
  CHECK(one.variant.half == Approx(b.flows[0].working.half).epsilon(1e-9));
  CHECK(one.difference.value == Approx(b.flows[0].working.value - a.flows[0].working.value));
  // By hand, from the pairs that were kept.
  const auto& x = played.experiments[0].kept.pairs(0);
  const auto& y = played.experiments[1].kept.pairs(0);
  double xs = 0, ys = 0, squares = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    xs += x[i].x / 20;
    ys += y[i].x / 20;
  }
  for (std::size_t i = 0; i < 20; ++i) {
    const double d = (y[i].y - b.flows[0].working.value * y[i].x) / ys -
                     (x[i].y - a.flows[0].working.value * x[i].x) / xs;
    squares += d * d;
  }
  StudentFactors factors;
  CHECK(one.difference.half == Approx(std::sqrt(squares / (20 * 19)) * factors(20)).epsilon(1e-9));
  CHECK(one.differs);
  CHECK(one.saved > 1.5);  // the same arrivals, and the same efforts but for a factor
}

TEST_CASE("a quantile's figure is that of run, and its difference is paired", "[comparison]") {
  const auto base = test::model_of(queue("A", 6)), slower = test::model_of(queue("A", 7));
  const Played played =
      play({base, slower}, 1, 20, {"customer.turnaround", "customer.turnaround.p90"});
  const Comparison all = compared(played);
  const Difference& one = of(all, "customer.turnaround.p90");
  const Summary a = summarise(*base, played.experiments[0]);
  CHECK(one.base.value == a.flows[0].working_quantiles[2].value);
  CHECK(one.differs);
  CHECK(one.difference.value > 0);
  CHECK(one.difference.half < one.base.half + one.variant.half);
  const Linearised pull = linearise(*base, played.experiments[0], played.compared[0].responses, 1);
  double sum = 0, size = 0;
  for (const double d : pull.deviations) {
    sum += d;
    size += std::abs(d);
  }
  CHECK(std::abs(sum) < 1e-9 * size);
}

TEST_CASE("what only one of the two has is told, and not compared", "[comparison]") {
  const auto base = test::model_of(queue("A", 6)), other = test::model_of(queue("B", 6));
  const Comparison all =
      compared(play({base, other}, 1, 5, {"A.turnaround", "B.turnaround", "server.busy"}));
  REQUIRE(all.measures.size() == 3);
  CHECK(of(all, "A.turnaround").sort == Difference::Sort::unmatched);
  CHECK(of(all, "A.turnaround").base.known());
  CHECK_FALSE(of(all, "A.turnaround").variant.known());
  CHECK(of(all, "B.turnaround").variant.known());
  CHECK(of(all, "server.busy").sort == Difference::Sort::moves);
  CHECK(all.family == 1);
}

TEST_CASE("what is out of reach of a change does not move", "[comparison]") {
  const std::string two = R"yaml(
roles: { left: { team: pool }, right: { team: pool } }
people: [ { role: left, count: 1 }, { role: right, count: NUMBER } ]
work:
  one: { deliverable: yes, who: left, effort: exponential(mean 5 min), arrives: { rate: 6/h, any_time: yes } }
  other: { deliverable: yes, who: right, effort: exponential(mean 5 min), arrives: { rate: 6/h, any_time: yes } }
)yaml";
  const auto with = [&](const char* count) {
    std::string text = two;
    text.replace(text.find("NUMBER"), 6, count);
    return test::model_of(
        "suits: 1\nname: Two\ntime: { start: 2027-01-04, run: 2 days }\ntogether: scan\n"
        "keep: none\ncalendar: { hours: always }\naccounts: [ { name: A } ]" +
        text);
  };
  const Comparison all = compared(play({with("1"), with("2")}, 1, 12));
  for (const char* name : {"one.turnaround", "one.turnaround.p90", "left.busy", "left.wait"})
    CHECK(of(all, name).sort == Difference::Sort::same);
  CHECK(of(all, "other.turnaround").differs);
  CHECK(of(all, "other.turnaround").direction() == -1);
}

TEST_CASE("comparisons are the same on any number of threads", "[comparison]") {
  const auto base = test::model_of(queue("A", 6)), slower = test::model_of(queue("A", 6.2));
  const Comparison one = compared(play({base, slower, slower}, 9, 16, {}, 1));
  const Comparison many = compared(play({base, slower, slower}, 9, 16, {}, 5));
  REQUIRE(one.measures.size() == many.measures.size());
  for (std::size_t v = 0; v < 2; ++v)
    for (std::size_t m = 0; m < one.measures.size(); ++m) {
      const Difference &a = one.variants[v][m], &b = many.variants[v][m];
      CHECK(a.difference.value == b.difference.value);
      CHECK(a.difference.half == b.difference.half);
      CHECK(a.p == b.p);
    }
}

TEST_CASE("two scenarios with equal means are told apart in one trial of twenty at most",
          "[comparison]") {
  // The accounts' names give the two queues luck of their own. Binomial(400, 5 %): 20 ± 4.4.
  const auto base = test::model_of(queue("A", 6)), other = test::model_of(queue("B", 6));
  int claims = 0, headline = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Comparison all = compared(play({base, other}, seed, 20));
    bool any = false;
    for (const Difference& one : all.variants[0]) any |= one.differs;
    claims += any ? 1 : 0;
    headline += all.variants[0][0].differs ? 1 : 0;
  }
  CHECK(claims <= 33);
  CHECK(claims >= 4);
  CHECK(headline <= 20);  // of its half: 10 ± 3.1
}

TEST_CASE("a real difference is found in the headline of a family", "[comparison]") {
  const auto base = test::model_of(queue("A", 6)), slower = test::model_of(queue("A", 6.3));
  int headline = 0, asked = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    headline += compared(play({base, slower}, seed, 20)).variants[0][0].differs ? 1 : 0;
    asked +=
        compared(play({base, slower}, seed, 20, {"customer.turnaround"})).variants[0][0].differs
            ? 1
            : 0;
  }
  CHECK(headline >= 36);
  CHECK(asked >= headline);
}
