// The warm-up found: on queues whose relaxation is known, and refused where it means nothing.

#include "engine/analysis/warm_up.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// M/M/1 at a load of 90 % (unless said) that begins empty: λ = 54/h, μ = 60/h, L = 9.
std::shared_ptr<const Model> queue(const std::string& run, const std::string& rate = "54/h") {
  return test::model_of(R"yaml(suits: 1
name: Queue
time: { start: 2027-01-04, run: )yaml" +
                        run + R"yaml( }
together: scan
keep: none
calendar: { hours: always }
roles: { server: { team: pool } }
people: [ { role: server, count: 1 } ]
work: { customer: { deliverable: yes, who: server, effort: exponential(mean 1 min) } }
agency: { work: { customer: )yaml" +
                        rate + " } }\n");
}

}  // namespace

TEST_CASE("the warm-up of a queue is some of its relaxation times, on any number of threads",
          "[warm_up]") {
  const auto model = queue("10 days");
  const WarmUp found = find_warm_up(*model, {1, 30, 1, nullptr});
  REQUIRE(found.sort == WarmUp::Sort::found);
  INFO(found.length.us);
  // 1 ÷ (μ (1 − √ρ)²) = 6.3 h (Cohen, The Single Server Queue, 1969, III.7); the mean nears its
  // limit more quickly at first.
  CHECK(found.length >= hours(1));
  CHECK(found.length <= hours(48));
  CHECK(find_warm_up(*model, {1, 30, 3, nullptr}).length == found.length);
  // What is seen after it is nearer to L = 9 than all of it.
  const auto mean_from = [&](std::size_t first) {
    double sum = 0;
    for (std::size_t b = first; b < found.seen.level.size(); ++b) sum += found.seen.level[b];
    return sum / static_cast<double>(found.seen.level.size() - first);
  };
  const auto left_out = static_cast<std::size_t>(found.length.us / found.seen.stretch.us);
  CHECK(mean_from(left_out) > mean_from(0));
  CHECK(mean_from(left_out) == Approx(9).margin(0.9));
}

TEST_CASE("the work in progress that is looked at is that of Little's law", "[warm_up]") {
  const auto model = queue("100 h");
  const WarmUp found = find_warm_up(*model, {1, 5, 1, nullptr});
  double jobs = 0;
  for (const double level : found.seen.level)
    jobs += level / static_cast<double>(found.seen.level.size());
  double exact = 0;  // ∫N over the window, which is the whole run
  run_experiment(*model, {1, 5, 1, nullptr},
                 [&](const Model& m, std::uint64_t seed, std::uint32_t r) {
                   Observations seen = replicate(m, seed, r);
                   exact += static_cast<double>(seen.conservation.integral_present) / 5;
                   return seen;
                 });
  exact /= static_cast<double>((model->window.end - model->window.start).us);
  CHECK(found.seen.stretch * 1000 == model->window.end - model->window.start);
  CHECK(jobs == Approx(exact).epsilon(1e-9));
}

TEST_CASE("a run that is too short to tell its warm-up says so", "[warm_up]") {
  // More comes in than can be done: the line grows all the time.
  CHECK(find_warm_up(*queue("10 days", "66/h"), {1, 10, 1, nullptr}).sort ==
        WarmUp::Sort::too_short);
}

TEST_CASE("a dated year has no warm-up to be found", "[warm_up]") {
  const auto model = test::model_of_file("scenarios/small_shop.yaml");
  const WarmUp refused = find_warm_up(*model, {1, 10, 1, nullptr});
  CHECK(refused.sort == WarmUp::Sort::dated);
  CHECK(refused.changes == std::vector<std::string>{"seasons", "leave", "holidays"});
  CHECK(refused.replications == 0);
  CHECK(changes_with_time(*queue("10 days")).empty());
}

TEST_CASE("a model is reported from where its warm-up ends", "[warm_up]") {
  const auto model = queue("10 days");
  const Model warmed = warmed_up(*model, hours(30));
  CHECK(warmed.window.start == model->window.start + hours(30));
  CHECK(warmed.window.warm_up == model->window.warm_up);
  const Summary all = summarise(*model, run_experiment(*model, {1, 10, 1, nullptr}));
  const Summary late = summarise(warmed, run_experiment(warmed, {1, 10, 1, nullptr}));
  CHECK(late.flows[0].arrived.value < all.flows[0].arrived.value);
  CHECK(late.flows[0].working.value > all.flows[0].working.value);  // no empty beginning
}
