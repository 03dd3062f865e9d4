// The search for heads against exact staffing and full enumeration.

#include "engine/analysis/staffing_search.hpp"

#include <cmath>

#include "engine/analysis/queue_formula.hpp"
#include "engine/analysis/staffing_frontier.hpp"
#include "engine/analysis/staffing_play.hpp"
#include "engine/scenario/variant.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

StaffingRange range_of(HeadCounts least, HeadCounts most, HeadCounts prices) {
  StaffingRange range;
  range.least = least;
  range.today = least;
  range.most = std::move(most);
  range.cost = [prices](const HeadCounts& heads) {
    double sum = 0;
    for (std::size_t p = 0; p < heads.size(); ++p) sum += prices[p] * heads[p];
    return sum;
  };
  return range;
}

/// A stand-in whose only margin is a function of the heads, with a spread of its own.
PlayHeads known(std::function<double(const HeadCounts&)> margin, double spread = 0.001) {
  return [=](const HeadCounts& heads, std::uint32_t, std::uint32_t count) {
    StaffingPlay play;
    Linearised own{margin(heads), {}};
    for (std::uint32_t r = 0; r < count; ++r)
      own.deviations.push_back(r % 2 == 0 ? spread : -spread);
    play.margins = {own};
    play.figures = {{own.value, kNothing, false}};
    return play;
  };
}

/// The cheapest heads of a box that a margin is met by; of equals the first in order.
HeadCounts enumerated_best(const StaffingRange& range,
                           const std::function<double(const HeadCounts&)>& margin) {
  HeadCounts at = range.least, best;
  while (true) {
    if (margin(at) >= 0 && (best.empty() || range.cost(at) < range.cost(best) ||
                            (range.cost(at) == range.cost(best) && at < best)))
      best = at;
    std::size_t p = 0;
    for (; p < at.size(); ++p) {
      if (++at[p] <= range.most[p]) break;
      at[p] = range.least[p];
    }
    if (p == at.size()) return best;
  }
}

std::string queue_text(const std::string& people, const std::string& work,
                       const std::string& rate) {
  return "suits: 1\nname: queue\ntime: { start: 2027-01-04, run: 4 weeks, warm_up: 2 days }\n"
         "together: scan\nkeep: none\ncalendar: { hours: always }\n"
         "roles: { server: { team: pool }, second: { team: pool } }\npeople:\n" +
         people + "work:\n  customer:\n    deliverable: yes\n" + work +
         "agency: { work: { customer: " + rate + " } }\n";
}

StaffedModels models_of(const std::function<std::string(const HeadCounts&)>& text,
                        const std::vector<std::string>& targets, HeadCounts today) {
  StaffedModels models;
  models.experiment = {7, 30, 2, {}, {}};
  models.today = today;
  models.model = [text](const HeadCounts& heads) {
    return StaffedModel{test::model_of(text(heads)), ""};
  };
  const auto base = test::model_of(text(today));
  for (const std::string& target : targets) {
    auto read = read_target(*base, responses_of(*base), target);
    INFO(target);
    REQUIRE(std::holds_alternative<ServiceTarget>(read));
    models.targets.push_back(std::get<ServiceTarget>(read));
  }
  return models;
}

std::string servers(int n, const char* role = "server") {
  return "  - { role: " + std::string(role) + ", count: " + std::to_string(n) + " }\n";
}

StaffingSearch search(const StaffingRange& range, StaffedPlays& plays) {
  return search_staffing(
      range,
      [&](const HeadCounts& heads, std::uint32_t first, std::uint32_t count) {
        return plays(heads, first, count);
      },
      [&](const HeadCounts& heads) { return plays.expected(heads); });
}

/// Of M/M/c+M the share of customers that leave without service (Palm 1946; Mandelbaum & Zeltyn
/// 2007, sect. 3), from the balance equations of the number inside.
double abandoning(int servers, double rate, double mean, double patience) {
  std::vector<double> p{1};
  double sum = 1, lost = 0;
  for (int n = 1; n < 4000; ++n) {
    const double leaves = std::min(n, servers) / mean + std::max(n - servers, 0) / patience;
    p.push_back(p.back() * rate / leaves);
    sum += p.back();
    lost += p.back() * std::max(n - servers, 0) / patience;
  }
  return lost / sum / rate;
}

}  // namespace

TEST_CASE("the cheapest heads are those of full enumeration, on many small boxes", "[staffing]") {
  // Weights and prices from a fixed recurrence; margins grow with each head.
  std::uint32_t state = 12345;
  const auto next = [&](int below) {
    state = state * 1664525u + 1013904223u;
    return static_cast<int>((state >> 16) % static_cast<std::uint32_t>(below));
  };
  for (int box = 0; box < 60; ++box) {
    const std::size_t positions = 1 + static_cast<std::size_t>(next(3));
    HeadCounts least, most, prices;
    std::vector<double> weights;
    for (std::size_t p = 0; p < positions; ++p) {
      least.push_back(next(3));
      most.push_back(least.back() + 2 + next(5));
      prices.push_back(1 + next(9));
      weights.push_back(1 + next(5));
    }
    const StaffingRange range = range_of(least, most, prices);
    const auto raw_margin = [&](const HeadCounts& heads) {
      double sum = 0, product = 1;
      for (std::size_t p = 0; p < heads.size(); ++p) {
        sum += weights[p] * heads[p];
        product *= heads[p] + 0.5;
      }
      return sum + std::sqrt(product);
    };
    const double bound =
        raw_margin(least) + (raw_margin(most) - raw_margin(least)) * (1 + next(8)) / 9.5;
    const auto margin = [&](const HeadCounts& heads) { return raw_margin(heads) - bound; };
    INFO("box " << box);
    const StaffingSearch found = search_staffing(range, known(margin, 1e-9));
    CHECK(found.outcome == StaffingSearch::Outcome::found);
    CHECK(found.cheapest);
    CHECK(range.cost(found.best) == range.cost(enumerated_best(range, margin)));
    CHECK(margin(found.best) >= 0);
    // With formulas that are wrong about everything: the same answer.
    const StaffingSearch misled = search_staffing(
        range, known(margin, 1e-9), [](const HeadCounts&) { return std::optional(true); });
    CHECK(misled.cost == found.cost);
  }
}

TEST_CASE("what cannot be met, or not be shown to be, is said", "[staffing]") {
  const StaffingRange range = range_of({1}, {6}, {1});
  const auto never = search_staffing(range, known([](const HeadCounts& h) { return h[0] - 9.0; }));
  CHECK(never.outcome == StaffingSearch::Outcome::nothing);
  CHECK(never.best == HeadCounts{6});
  // 3 heads meet it by a hair with a large spread: that cannot be shown, 4 can.
  const auto hair =
      search_staffing(range, known([](const HeadCounts& h) { return h[0] - 2.999; }, 0.5));
  CHECK(hair.outcome == StaffingSearch::Outcome::found);
  CHECK(hair.best == HeadCounts{4});
  CHECK(hair.unshown == std::vector<HeadCounts>{{3}});
  const StaffingTrial* why = failing_trial(hair.trials, {1});
  REQUIRE(why);
  CHECK_FALSE(why->met);
  CHECK(why->heads[0] >= 1);
  CHECK_FALSE(failing_trial(hair.trials, {5}));
  const auto wide =
      search_staffing(range, known([](const HeadCounts& h) { return h[0] - 2.999; }, 100));
  CHECK(wide.outcome == StaffingSearch::Outcome::unshown);
  CHECK(wide.best == HeadCounts{3});
}

TEST_CASE("heads that nobody can do some work with are no answer", "[staffing]") {
  const StaffingRange range = range_of({0}, {4}, {1});
  const auto found =
      search_staffing(range, [](const HeadCounts& heads, std::uint32_t first, std::uint32_t n) {
        if (heads[0] >= 2) return known([](const HeadCounts&) { return 1.0; })(heads, first, n);
        StaffingPlay play;
        play.impossible = "nobody may do it";
        return play;
      });
  CHECK(found.best == HeadCounts{2});
}

TEST_CASE("M/M/c takes as many servers as Erlang C says", "[staffing]") {
  const auto text = [](const HeadCounts& heads) {
    return queue_text(servers(heads[0]) + servers(1, "second"),
                      "    who: server\n    effort: exponential(mean 6 min)\n", "60/h");
  };
  // Targets halfway (in the logarithm) between two numbers of servers.
  for (const int exact : {7, 8, 10}) {
    const double above = *wait_mmc(exact, 60, 0.1);
    const auto below = wait_mmc(exact - 1, 60, 0.1);
    const double wait = below ? std::sqrt(above * *below) : 2 * above;
    StaffedModels models =
        models_of(text, {"server.wait <= " + std::to_string(wait * 60) + " min"}, {8});
    StaffedPlays plays(models);
    const StaffingSearch found = search(range_of({1}, {16}, {1}), plays);
    INFO(exact << " servers, wait " << wait);
    CHECK(found.outcome == StaffingSearch::Outcome::found);
    CHECK(found.best == HeadCounts{exact});
    CHECK(found.trials.size() <= 6);  // the formulas see the edge
  }
}

TEST_CASE("M/M/c+M takes as many servers as Erlang A says", "[staffing]") {
  const auto text = [](const HeadCounts& heads) {
    return queue_text(servers(heads[0]) + servers(1, "second"),
                      "    who: server\n    effort: exponential(mean 6 min)\n"
                      "    withdraws_after: exponential(mean 12 min)\n",
                      "60/h");
  };
  for (const int exact : {5, 7}) {
    const double above = abandoning(exact, 60, 0.1, 0.2),
                 below = abandoning(exact - 1, 60, 0.1, 0.2);
    const double lost = std::sqrt(above * below) * 60 * 24 * 28;
    StaffedModels models = models_of(text, {"customer.withdrawn <= " + std::to_string(lost)}, {6});
    StaffedPlays plays(models);
    const StaffingSearch found = search(range_of({1}, {12}, {1}), plays);
    INFO(exact << " servers, " << lost << " lost");
    CHECK(found.outcome == StaffingSearch::Outcome::found);
    CHECK(found.best == HeadCounts{exact});
  }
}

TEST_CASE("two roles one after the other: the same heads as full enumeration", "[staffing]") {
  const auto text = [](const HeadCounts& heads) {
    return queue_text(servers(heads[0]) + servers(heads[1], "second"),
                      "    steps:\n"
                      "      one: { who: server, effort: exponential(mean 6 min) }\n"
                      "      two: { who: second, effort: exponential(mean 12 min) }\n",
                      "20/h");
  };
  const StaffedModels models =
      models_of(text, {"customer.turnaround <= 25 min", "second.busy <= 90%"}, {3, 5});
  StaffedPlays plays(models);
  StaffingRange range = range_of({2, 4}, {7, 9}, {3, 2});
  const StaffingSearch found = search(range, plays);
  REQUIRE(found.outcome == StaffingSearch::Outcome::found);
  // Every cell, played as the search plays it.
  double cheapest = 1e9;
  StaffedPlays again(models);
  for (int a = 2; a <= 7; ++a)
    for (int b = 4; b <= 9; ++b) {
      const StaffingPlay play = again({a, b}, 0, range.courses);
      bool met = true;
      for (const Linearised& margin : play.margins) met = met && margin.value >= 0;
      if (met) cheapest = std::min(cheapest, range.cost({a, b}));
    }
  CHECK(found.cheapest);
  CHECK(found.unshown.empty());
  CHECK(found.cost == cheapest);
  CHECK(found.trials.size() < 20);  // of 36
}

TEST_CASE("a staffing is the same on any number of threads", "[staffing]") {
  const auto text = [](const HeadCounts& heads) {
    return queue_text(servers(heads[0]) + servers(1, "second"),
                      "    who: server\n    effort: exponential(mean 6 min)\n", "30/h");
  };
  std::vector<StaffingSearch> found;
  for (const std::uint32_t threads : {1u, 3u}) {
    StaffedModels models = models_of(text, {"server.wait <= today * 2"}, {6});
    models.experiment.threads = threads;
    StaffedPlays plays(models);
    found.push_back(search(range_of({1}, {9}, {1}), plays));
  }
  CHECK(found[0].best == found[1].best);
  REQUIRE(found[0].trials.size() == found[1].trials.size());
  for (std::size_t i = 0; i < found[0].trials.size(); ++i)
    CHECK(found[0].trials[i].play.margins[0].value == found[1].trials[i].play.margins[0].value);
  CHECK(found[0].shown.margins[0].value == found[1].shown.margins[0].value);
}

TEST_CASE("the frontier keeps what nothing cheaper beats", "[staffing]") {
  const StaffingRange range = range_of({1, 1}, {5, 5}, {2, 3});
  const auto margin = [](const HeadCounts& h) { return 1.0 * h[0] + 1.2 * h[1] - 5; };
  std::vector<StaffingTrial> trials;
  const auto frontier = staffing_frontier(range, known(margin), {3, 2}, 3, trials);
  REQUIRE(frontier.size() >= 5);
  for (std::size_t i = 1; i < frontier.size(); ++i) {
    CHECK(frontier[i - 1].cost < frontier[i].cost);
    CHECK(frontier[i - 1].play.margins[0].value < frontier[i].play.margins[0].value);
  }
}
