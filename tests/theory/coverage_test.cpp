// Do 95 % intervals hold the truth in 95 % of the cases? Whole experiments over many seeds, on
// queues whose answers are known.

#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "engine/analysis/summary.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// M/M/1 at 60 %: λ = 6/h, mean service 6 min. Turnaround is exponential with mean 15 min, a
/// request waits 9 min in the mean (Kleinrock, Queueing Systems 1, 1975, sect. 3.2). The warm-up is
/// seven relaxation times of 2 h: what is left of the start is a thousandth.
std::shared_ptr<const Model> mm1(const char* run) {
  return test::model_of(fmt::format(R"yaml(suits: 1
name: M/M/1, load 60 %
time: {{ start: 2027-01-04, run: {}, warm_up: 14 h }}
together: scan
keep: none
calendar: {{ hours: always }}
roles: {{ server: {{ team: pool }} }}
people: [ {{ role: server, count: 1 }} ]
work: {{ customer: {{ deliverable: yes, who: server, effort: exponential(mean 6 min) }} }}
agency: {{ work: {{ customer: 6/h }} }}
)yaml",
                                    run));
}

struct Coverage {
  double mean = 0, busy = 0, wait = 0, p50 = 0, p90 = 0, p95 = 0;
};

bool covers(const Estimate& figure, double truth) {
  return figure.has_interval() && std::abs(figure.value - truth) <= figure.half;
}

/// The share of seeds whose intervals hold the true values.
Coverage coverage(const Model& model, std::uint64_t first, std::uint64_t seeds,
                  std::uint32_t replications) {
  Coverage out;
  const double day = 24 * 60, one = 1 / static_cast<double>(seeds);
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
    const Summary s = summarise(model, run_experiment(model, {seed, replications, 2, nullptr}));
    const FlowSummary& flow = s.flows[0];
    out.mean += covers(flow.working, 15 / day) ? one : 0;
    out.p50 += covers(flow.working_quantiles[0], 15 * std::log(2.0) / day) ? one : 0;
    out.p90 += covers(flow.working_quantiles[2], 15 * std::log(10.0) / day) ? one : 0;
    out.p95 += covers(flow.working_quantiles[3], 15 * std::log(20.0) / day) ? one : 0;
    out.busy += covers(s.roles[0].busy, 0.6) ? one : 0;
    out.wait += covers(s.roles[0].wait, 9.0 / 60) ? one : 0;
  }
  return out;
}

void check_within(const Coverage& seen, double low, double high) {
  const auto check = [&](const char* what, double share) {
    INFO(what << " " << share);
    CHECK(share >= low);
    CHECK(share <= high);
  };
  check("mean", seen.mean);
  check("busy", seen.busy);
  check("wait", seen.wait);
  check("p50", seen.p50);
  check("p90", seen.p90);
  check("p95", seen.p95);
}

}  // namespace

// The share among n seeds has a standard error of √(0.95 × 0.05 ÷ n); three are allowed around the
// 93 to 97 % that are asked for.
TEST_CASE("95 % intervals hold the truth in 93 to 97 % of experiments", "[coverage][theory]") {
  check_within(coverage(*mm1("4 days"), 1, 400, 30), 0.93 - 0.033, 0.97 + 0.026);
}

// Of windows of eight hours, some four relaxation times, the sums of turnarounds are far from
// normal: with 30 replications of these the mean's interval holds 15 min in 91 % of experiments,
// with 10 in 88 %, with 100 in 94 %. What is asked of quantiles is that they do as well.
TEST_CASE("intervals of quantiles hold where a replication has too few jobs for one of its own",
          "[coverage][theory]") {
  const Coverage seen = coverage(*mm1("8 h"), 1, 400, 30);  // 48 jobs each; a p90 takes 50
  CHECK(seen.p90 >= seen.mean - 0.02);
  CHECK(seen.p50 >= 0.93);
  CHECK(seen.mean >= 0.88);
}

TEST_CASE("95 % intervals hold the truth in 93 to 97 % of thousands of experiments",
          "[coverage][.nightly]") {
  for (const std::uint32_t replications : {10u, 30u, 100u}) {
    INFO(replications << " replications");
    check_within(coverage(*mm1("4 days"), 1000, 4000, replications), 0.93, 0.97);
  }
}
