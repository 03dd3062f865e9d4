// Observed figures: their names and units, and when a simulated figure agrees with them.

#include <cmath>

#include <fmt/format.h>

#include "engine/analysis/plausibility.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/random/normal.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

const std::string kShop = R"yaml(suits: 1
name: Shop
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { cost: 40/h } }
people: [ { name: Ann, role: executive }, { name: Ben, role: executive } ]
accounts: [ { name: Ben }, { name: Lion, fee: { retainer: 9000/month } } ]
work:
  campaign:
    deliverable: yes
    due: 10 working days
    arrives: 6/month
    steps: { write: { who: executive, effort: exponential(mean 9 h) } }
)yaml";

struct Told {
  std::vector<ObservedResponse> found;
  std::string said;
};

/// `entries`: the map behind `observed:`.
Told told(const std::string& entries, const std::string& shop = kShop) {
  const std::string text = shop + "observed:\n" + entries;
  const auto model = test::model_of(text);
  Diagnostics diagnostics;
  Told out;
  out.found = observed_responses(*model, diagnostics);
  if (!diagnostics.empty()) out.said = diagnostics.render("shop.yaml", text);
  return out;
}

double value_of(const std::string& entry, const std::string& shop = kShop) {
  const Told read = told("  " + entry + "\n", shop);
  INFO(entry << "\n" << read.said);
  REQUIRE(read.found.size() == 1);
  return read.found[0].value;
}

Response response(Quantity quantity, const std::string& measure) {
  Response r;
  r.quantity = quantity;
  r.measure = measure;
  return r;
}
const Response kTurnaround = response(Quantity::working_days, "turnaround");

/// The verdict on a simulated figure with its interval, made of 99 courses.
Agreement verdict(double observed, Estimate simulated) {
  return agreement_of(observed, simulated, one_year(kTurnaround, simulated, 99));
}

}  // namespace

TEST_CASE("an observed figure counts in the unit of its measure", "[plausibility]") {
  CHECK(value_of("campaign.on_time: 78%") == 0.78);
  CHECK(value_of("campaign.turnaround: 31 working days") == 31);
  CHECK(value_of("campaign.turnaround: 4 working hours") == 0.5);  // of a day of 8 hours
  CHECK(value_of("campaign.turnaround.p90: 2 working weeks") == 10);
  CHECK(value_of("campaign.elapsed: 2 weeks") == 14);
  CHECK(value_of("campaign.elapsed: 36 h") == 1.5);
  CHECK(value_of("executive.wait: 2 working days") == 16);
  CHECK(value_of("executive.wait: 90 working minutes") == 1.5);
  CHECK(value_of("executive.worked: 1250.5 h") == 1250.5);
  CHECK(value_of("executive.worked: 30 min") == 0.5);
  CHECK(value_of("campaign.finished: 70") == 70);
  CHECK(value_of("Lion.income: 108000") == 108000);
  CHECK(value_of("Lion.margin: -4.5%") == -0.045);
  CHECK(value_of("Lion.margin: 0%") == 0);
}

TEST_CASE("an agency that never closes has one clock", "[plausibility]") {
  std::string open = kShop;
  open.replace(open.find("{ mon-fri: [09:00-17:00] }"), 26, "always");
  CHECK(value_of("campaign.turnaround: 36 h", open) == 1.5);
  CHECK(value_of("executive.wait: 2 days", open) == 48);
  CHECK_FALSE(told("  campaign.turnaround: 36 h\n").said.empty());
}

TEST_CASE("whoever shares a name with another is told apart by sort", "[plausibility]") {
  const Told read =
      told("  Ben.worked: 300 h\n  account:Ben.finished: 4\n  person:Ben.busy: 80%\n");
  CHECK(read.said == "");
  REQUIRE(read.found.size() == 3);
  CHECK(std::holds_alternative<PersonId>(read.found[0].response.subject));
  CHECK(std::holds_alternative<AccountId>(read.found[1].response.subject));
  CHECK(read.found[2].response.name == "Ben.busy");
}

TEST_CASE("what is no measure is told with the nearest one, in its place", "[plausibility]") {
  const Told read = told("  campaign.on_tme: 78%\n  on_time: 78%\n  finished: 3\n  zzz: 1\n");
  CHECK(read.found.empty());
  CHECK(read.said == R"(shop.yaml:15:3: error: there is no measure 'campaign.on_tme'
    campaign.on_tme: 78%
    ^~~~~~~~~~~~~~~
  hint: did you mean 'campaign.on_time'?
shop.yaml:16:3: error: there is no measure 'on_time'
    on_time: 78%
    ^~~~~~~
  hint: of what? there are 'campaign.on_time', 'Ben.on_time', 'Lion.on_time' and 2 more
shop.yaml:17:3: error: there is no measure 'finished'
    finished: 3
    ^~~~~~~~
  hint: of what? there are 'campaign.finished', 'Ben.finished', 'Lion.finished' and 2 more
shop.yaml:18:3: error: there is no measure 'zzz'
    zzz: 1
    ^~~
  hint: a measure is SUBJECT.MEASURE, as in campaign.turnaround
)");
}

TEST_CASE("a figure in another unit is refused, and says which is meant", "[plausibility]") {
  const Told read = told(R"(  campaign.on_time: 0.78
  campaign.turnaround: 31 days
  campaign.elapsed: 31 working days
  executive.wait: 6 h
  executive.worked: 3 working hours
  campaign.finished: 70%
  Lion.income: 3 h
  campaign.rounds: 1 working day
)");
  CHECK(read.found.empty());
  CHECK(read.said == R"(shop.yaml:15:21: error: 'campaign.on_time' is a share
    campaign.on_time: 0.78
                      ^~~~
  hint: e.g. 78%
shop.yaml:16:24: error: 'campaign.turnaround' counts in working time
    campaign.turnaround: 31 days
                         ^~~~~~~
  hint: e.g. 31 working days
shop.yaml:17:21: error: 'campaign.elapsed' counts in elapsed time
    campaign.elapsed: 31 working days
                      ^~~~~~~~~~~~~~~
  hint: e.g. 43 days
shop.yaml:18:19: error: 'executive.wait' counts in working time
    executive.wait: 6 h
                    ^~~
  hint: e.g. 6 working hours
shop.yaml:19:21: error: 'executive.worked' counts in hours of work
    executive.worked: 3 working hours
                      ^~~~~~~~~~~~~~~
  hint: e.g. 1250 h
shop.yaml:20:22: error: 'campaign.finished' is a plain number
    campaign.finished: 70%
                       ^~~
  hint: e.g. 70
shop.yaml:21:16: error: 'Lion.income' is a sum of money
    Lion.income: 3 h
                 ^~~
  hint: e.g. 310000, in the scenario's currency
shop.yaml:22:20: error: 'campaign.rounds' is a plain number
    campaign.rounds: 1 working day
                     ^~~~~~~~~~~~~
  hint: e.g. 70
)");
}

TEST_CASE("a measure is stated once, under whichever name", "[plausibility]") {
  const Told read = told("  Ann.busy: 80%\n  person:Ann.busy: 81%\n");
  CHECK(read.found.size() == 1);
  CHECK(read.said == R"(shop.yaml:16:3: error: 'person:Ann.busy' is the same measure as 'Ann.busy'
    person:Ann.busy: 81%
    ^~~~~~~~~~~~~~~
  hint: state it once
)");
}

TEST_CASE("a figure agrees with the mean, or as one year may come out, or is apart",
          "[plausibility]") {
  // Inside the interval, or 5 % of the observed figure from the mean.
  CHECK(verdict(100, {100, 0, false}) == Agreement::near);
  CHECK(verdict(100, {105, 0, false}) == Agreement::near);
  CHECK(verdict(100, {95, 0, false}) == Agreement::near);
  CHECK(verdict(100, {105.1, 0, false}) == Agreement::apart);
  CHECK(verdict(100, {94.9, 0, false}) == Agreement::apart);
  CHECK(verdict(100, {108, 8, false}) == Agreement::near);
  // The interval of a single course of 99: ten times that of the mean.
  CHECK(verdict(100, {120, 2, false}) == Agreement::one_year);
  CHECK(verdict(100, {120.1, 2, false}) == Agreement::apart);
  CHECK(verdict(100, {80, 2, false}) == Agreement::one_year);
  CHECK(verdict(100, {79.9, 2, false}) == Agreement::apart);
  // An interval wider than half of the figure holds much, and tells nothing.
  CHECK(verdict(100, {101, 51, false}) == Agreement::few);
  CHECK(verdict(100, {149, 50, false}) == Agreement::near);
  CHECK(verdict(0, {0.1, 0.2, false}) == Agreement::few);
  // A lower bound below what was observed tells nothing; above it does.
  CHECK(verdict(100, {60, 0.1, true}) == Agreement::open);
  CHECK(verdict(100, {140, 0.1, true}) == Agreement::apart);
  CHECK(verdict(100, {97, 0.1, true}) == Agreement::near);
  // One course has no interval; a measure that nothing came of has no figure.
  CHECK(verdict(100, {120, kNothing, false}) == Agreement::apart);
  CHECK(verdict(100, {104, kNothing, false}) == Agreement::near);
  CHECK(verdict(100, {}) == Agreement::unknown);
  // 5 % of nothing is nothing; of a loss it is as much as of a gain.
  CHECK(verdict(0, {0.001, 0, false}) == Agreement::apart);
  CHECK(verdict(0, {0, 0, false}) == Agreement::near);
  CHECK(verdict(-0.1, {-0.104, 0, false}) == Agreement::near);
  CHECK(verdict(-0.1, {0.1, 0, false}) == Agreement::apart);
}

TEST_CASE("one year stays within what a measure can be", "[plausibility]") {
  const auto year = [](Quantity quantity, const char* measure) {
    return one_year(response(quantity, measure), {0.9, 0.2, false}, 35);  // ± 1.2
  };
  CHECK(year(Quantity::share, "on_time").low == 0);
  CHECK(year(Quantity::share, "on_time").high == 1);
  CHECK(year(Quantity::share, "load").high == 0.9 + 0.2 * 6);
  CHECK(year(Quantity::share, "used").high == 0.9 + 0.2 * 6);
  CHECK(year(Quantity::share, "margin").low == 0.9 - 0.2 * 6);
  CHECK(year(Quantity::share, "margin").high == 1);
  CHECK(year(Quantity::working_days, "turnaround").low == 0);
  CHECK(year(Quantity::working_days, "turnaround").high == 0.9 + 0.2 * 6);
  CHECK_FALSE(one_year(kTurnaround, {0.9, kNothing, false}, 1).known());
}

TEST_CASE("a further course lies within one year in 95 of 100 cases", "[plausibility]") {
  // Of n normal courses and one more: t s √(1 + 1/n) is exact there.
  constexpr int kTrials = 20'000;
  const StreamKey key = stream_key(7, 0, name_hash("plausibility"));
  StudentFactors factors;
  for (const int courses : {2, 5, 30}) {
    int inside = 0;
    for (int trial = 0; trial < kTrials; ++trial) {
      Draws draws(key, static_cast<std::uint64_t>(trial), static_cast<std::uint32_t>(courses),
                  Purpose::size);
      RatioMoments moments;
      for (int i = 0; i < courses; ++i) moments.add(100 + 7 * draw_normal(draws));
      const OneYear year = one_year(response(Quantity::number, "margin"),
                                    moments.estimate(factors) * 0.001, moments.count());
      const double further = 0.001 * (100 + 7 * draw_normal(draws));
      if (year.low <= further && further <= year.high) ++inside;
    }
    const double share = inside / static_cast<double>(kTrials);
    INFO(courses << " courses: " << share);
    CHECK(std::abs(share - 0.95) < 4 * std::sqrt(0.95 * 0.05 / kTrials));
  }
}

TEST_CASE("simulated figures are those of the tables, and history stays", "[plausibility]") {
  const auto bare = test::model_of(kShop);
  const auto model = test::model_of(kShop + R"(observed:
  campaign.turnaround: 3 working days
  campaign.turnaround.p50: 2 working days
  campaign.elapsed.p50: 3 days
  Lion.turnaround: 3 working days
  executive.busy: 30%
)");
  const ExperimentPlan plan{1, 4, 1, nullptr};
  const Experiment experiment = run_experiment(*model, plan);
  CHECK(experiment.history == run_experiment(*bare, plan).history);
  const Summary s = summarise(*model, experiment);
  CHECK(summarise(*bare, run_experiment(*bare, plan)).plausibility.empty());
  REQUIRE(s.plausibility.size() == 5);
  const auto same = [](const Estimate& a, const Estimate& b) {
    CHECK(a.known());
    CHECK(a.value == b.value);
    CHECK(a.has_interval());
    CHECK(a.half == b.half);
    CHECK(a.at_least == b.at_least);
  };
  same(s.plausibility[0].simulated, s.flows[0].working);
  same(s.plausibility[1].simulated, s.flows[0].working_quantiles[0]);
  same(s.plausibility[2].simulated, s.flows[0].elapsed_quantiles[0]);
  same(s.plausibility[3].simulated, s.accounts[1].working);
  same(s.plausibility[4].simulated, s.roles[0].busy);
  for (const PlausibleFigure& figure : s.plausibility)
    CHECK(figure.agreement == agreement_of(figure.observed, figure.simulated, figure.year));
}

TEST_CASE("a mean of jobs that did not all finish is a lower bound here too", "[plausibility]") {
  std::string swamped = kShop;
  swamped.replace(swamped.find("6/month"), 7, "90/month");
  const auto model = test::model_of(swamped + R"(observed:
  campaign.turnaround: 300 working days
  Lion.turnaround: 300 working days
  Lion.campaign.turnaround: 300 working days
  campaign.finished: 20
)");
  const Summary s = summarise(*model, run_experiment(*model, {1, 2, 1, nullptr}));
  REQUIRE(s.plausibility.size() == 4);
  for (int i = 0; i < 3; ++i) {
    CHECK(s.plausibility[static_cast<std::size_t>(i)].simulated.at_least);
    CHECK(s.plausibility[static_cast<std::size_t>(i)].agreement == Agreement::open);
  }
  CHECK_FALSE(s.plausibility[3].simulated.at_least);
}
