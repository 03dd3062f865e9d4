// Headroom against queues whose capacity is known, and the search against stand-ins.

#include "engine/analysis/headroom.hpp"

#include <cmath>
#include <set>

#include "engine/analysis/queue_formula.hpp"
#include "engine/model/scaled_arrivals.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// Margins that fall by `slope` for each unit of load from 0 at `root`, with normal-looking noise
/// common to all loads: fixed values that add up to nothing, scaled.
MarginsAt straight(double root, double slope, double noise, std::set<double>* looked = nullptr) {
  return [=](double load, std::uint32_t n) {
    if (looked && n == 30) looked->insert(load);
    Linearised margin{(root - load) * slope, {}};
    for (std::uint32_t r = 0; r < n; ++r)
      margin.deviations.push_back(noise * (r % 2 == 0 ? 1 : -1));
    return std::vector<Linearised>{margin};
  };
}

/// M/M/c for two weeks, always open: mean service 6 min.
std::shared_ptr<const Model> queue(int servers, double per_hour) {
  return test::model_of(
      "suits: 1\nname: queue\ntime: { start: 2027-01-04, run: 2 weeks, warm_up: 2 days }\n"
      "together: scan\nkeep: none\ncalendar: { hours: always }\n"
      "roles: { server: { team: pool } }\npeople: [ { role: server, count: " +
      std::to_string(servers) +
      " } ]\nwork: { customer: { deliverable: yes, who: server, effort: exponential(mean 6 min) } "
      "}\n"
      "agency: { work: { customer: " +
      std::to_string(per_hour) + "/h } }\n");
}

/// The factor on the rate at which the mean wait in M/M/c reaches `wait` [h], by bisection.
double exact_root(int servers, double per_hour, double wait) {
  double low = 0.01, high = servers * 10 / per_hour;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    const auto here = wait_mmc(servers, per_hour * middle, 0.1);
    (here && *here < wait ? low : high) = middle;
  }
  return low;
}

HeadroomPlan queue_plan(const std::shared_ptr<const Model>& base, const std::string& target,
                        std::uint64_t seed, std::uint32_t threads) {
  HeadroomPlan plan;
  plan.experiment = {seed, 12, threads, {}, {}};
  auto read = read_target(*base, responses_of(*base), target);
  INFO(target);
  REQUIRE(std::holds_alternative<ServiceTarget>(read));
  plan.targets = {std::get<ServiceTarget>(read)};
  plan.model = [base](double load) {
    return std::make_shared<const Model>(
        scaled_arrivals(*base, load, [](StreamId) { return true; }));
  };
  return plan;
}

/// Of `seeds` searches, how many intervals hold the exact root.
int covered(int servers, double per_hour, double wait, std::uint64_t seeds) {
  const auto base = queue(servers, per_hour);
  const double root = exact_root(servers, per_hour, wait);
  const std::string target = "server.wait <= " + std::to_string(wait) + " h";
  int hits = 0;
  double error = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Headroom found = headroom(queue_plan(base, target, seed, 2));
    REQUIRE_FALSE(found.error);
    const LoadLimit& limit = found.search.limit;
    REQUIRE(limit.sort == LoadLimit::Sort::found);
    CHECK(limit.low <= limit.load);
    CHECK(limit.load <= limit.high);
    hits += limit.low <= root && root <= limit.high;
    error += (limit.load - root) / static_cast<double>(seeds);
  }
  INFO("root " << root << ", mean error " << error);
  CHECK(std::abs(error) < 0.01);
  return hits;
}

}  // namespace

TEST_CASE("the root of a straight line is found, and its interval is the inverted t test",
          "[headroom]") {
  std::set<double> looked;
  const auto found = find_headroom(straight(1.3217, 2, 0.05, &looked), {}, 30);
  REQUIRE(found);
  CHECK(found->limit.sort == LoadLimit::Sort::found);
  CHECK(found->limit.load == Approx(1.3217).margin(1e-6));
  // t(29, 97.5 %) × 0.05 ÷ √29 ÷ 2
  const double half = 2.045229642 * 0.05 / std::sqrt(29.0) / 2;
  CHECK(found->limit.low == Approx(1.3217 - half).margin(1e-6));
  CHECK(found->limit.high == Approx(1.3217 + half).margin(1e-6));
  CHECK(found->contends == std::vector<bool>{true});
  CHECK(looked.size() <= 12);
}

TEST_CASE("where nothing fails, or everything does, the search says so", "[headroom]") {
  const auto beyond = find_headroom(straight(12, 1, 0.01), {}, 30);
  REQUIRE(beyond);
  CHECK(beyond->limit.sort == LoadLimit::Sort::beyond);
  CHECK(beyond->limit.load == 10);
  CHECK(beyond->limit.low == 10);
  CHECK(std::isinf(beyond->limit.high));
  const auto below = find_headroom(straight(0.05, 1, 0.001), {}, 30);
  REQUIRE(below);
  CHECK(below->limit.sort == LoadLimit::Sort::below);
  CHECK(std::isinf(below->limit.low));
  const auto less = find_headroom(straight(0.7, 1, 0.001), {}, 30);
  REQUIRE(less);
  CHECK(less->limit.load == Approx(0.7).margin(1e-6));
}

TEST_CASE("whole accounts: the most that fit, and between which numbers that lies", "[headroom]") {
  const HeadroomRange accounts{0, 0, 20, 1, 1, true};
  std::set<double> looked;
  const auto found = find_headroom(straight(3.4, 1, 2, &looked), accounts, 30);
  REQUIRE(found);
  CHECK(found->limit.load == 3);
  // 3.4 ± 2.045 × 2 ÷ √29 = 2.64 to 4.16
  CHECK(found->limit.low == 2);
  CHECK(found->limit.high == 4);
  for (const double load : looked) CHECK(load == std::floor(load));
  const auto none = find_headroom(straight(0.5, 1, 0.01), accounts, 30);
  REQUIRE(none);
  CHECK(none->limit.load == 0);
  CHECK(none->limit.high == 0);
}

TEST_CASE("of several targets the first to fail is named, and those that may be it", "[headroom]") {
  const auto margins = [](double load, std::uint32_t n) {
    std::vector<Linearised> out;
    const double roots[] = {1.5, 1.2, 1.21};
    for (const double root : roots) {
      Linearised margin{root - load, {}};
      for (std::uint32_t r = 0; r < n; ++r) margin.deviations.push_back(r % 2 == 0 ? 0.1 : -0.1);
      out.push_back(margin);
    }
    return out;
  };
  const auto found = find_headroom(margins, {}, 30);
  REQUIRE(found);
  CHECK(found->first == 1);
  CHECK(found->limit.load == Approx(1.2).margin(1e-6));
  CHECK(found->contends == std::vector<bool>{false, true, true});
  // Each has a third of the 5 %, so the interval is wider than that of one alone.
  const double alone = 2.045229642 * 0.1 / std::sqrt(29.0);
  CHECK(found->limit.high - 1.2 > alone * 1.1);
  CHECK(found->limit.low == Approx(2 * 1.2 - found->limit.high).margin(1e-6));
}

TEST_CASE("a search that cannot go on stops", "[headroom]") {
  int looks = 0;
  const auto found = find_headroom(
      [&](double load, std::uint32_t n) {
        ++looks;
        return straight(1.3, 1, 0.1)(load, n);
      },
      {}, 30, [&] { return looks >= 3; });
  CHECK_FALSE(found);
  CHECK(looks == 3);
}

TEST_CASE("headroom finds the rate at which M/M/1 waits as long as Erlang says", "[headroom]") {
  CHECK(covered(1, 5, 0.15, 60) >= 54);  // ρ = 0.6
}

TEST_CASE("headroom finds the rate at which M/M/3 waits as long as Erlang says", "[headroom]") {
  CHECK(covered(3, 18, 0.05, 60) >= 54);
}

TEST_CASE("headroom is the same on any number of threads", "[headroom]") {
  const auto base = queue(2, 12);
  const Headroom one = headroom(queue_plan(base, "server.wait <= 6 min", 3, 1));
  const Headroom three = headroom(queue_plan(base, "server.wait <= 6 min", 3, 3));
  CHECK(one.search.limit.load == three.search.limit.load);
  CHECK(one.search.limit.low == three.search.limit.low);
  CHECK(one.search.limit.high == three.search.limit.high);
  CHECK(one.search.loads == three.search.loads);
  CHECK(one.loads.size() + 1 >= one.search.loads.size());
}

TEST_CASE("targets are read with their units, and refused in words", "[headroom][target]") {
  const auto model = queue(1, 5);
  const auto all = responses_of(*model);
  const auto read = [&](const std::string& text) { return read_target(*model, all, text); };
  const auto good = [&](const std::string& text) {
    INFO(text);
    const auto target = read(text);
    REQUIRE(std::holds_alternative<ServiceTarget>(target));
    return std::get<ServiceTarget>(target);
  };
  CHECK(good("server.busy <= 90%").value == Approx(0.9));
  CHECK_FALSE(good("server.busy <= 90 %").at_least);
  CHECK(good("server.wait<30 min").value == Approx(0.5));
  CHECK(good("customer.turnaround <= 1 h").value == Approx(1.0 / 24));
  CHECK(good("customer.turnaround.p90 <= 2 working days").value == 2);
  CHECK(good("customer.elapsed >= 1 weeks").value == 7);
  CHECK(good("server.busy >= today - 5 points").bound(0.8) == Approx(0.75));
  CHECK(good("server.wait <= today + 10%").bound(2) == Approx(2.2));
  CHECK(good("server.wait <= today * 1.5").bound(2) == Approx(3));
  CHECK(good("server.wait <= today + 30 min").bound(2) == Approx(2.5));
  const auto bad = [&](const std::string& text, const std::string& why) {
    INFO(text);
    const auto target = read(text);
    REQUIRE(std::holds_alternative<std::string>(target));
    INFO(std::get<std::string>(target));
    CHECK(std::get<std::string>(target).find(why) != std::string::npos);
  };
  bad("server.busy", "NAME >= VALUE");
  bad("server.bussy <= 90%", "do you mean server.busy?");
  bad("server.busy <= 90", "server.busy is in %, as in 5%");
  bad("server.wait <= 3 apples", "server.wait is in h, as in 5 h");
  bad("server.wait <= today times 2", "is no bound");
  bad("server.wait <= ", "is no bound");
}

TEST_CASE("nobody asks for the hours of a role that is nobody's first", "[headroom][target]") {
  const auto model = test::model_of(
      "suits: 1\nname: hats\ntime: { start: 2027-01-04, run: 2 weeks }\n"
      "calendar: { hours: { mon-fri: [09:00-17:00] } }\n"
      "roles: { chief: {}, director: {}, executive: {} }\n"
      "people: [ { name: Ann, role: [chief, director] }, { name: Ben, role: executive } ]\n"
      "accounts: [ { name: Lion } ]\n"
      "work: { mail: { deliverable: yes, who: executive, effort: 1 h, arrives: 2/week } }\n");
  std::vector<std::string> asked;
  for (const ServiceTarget& target : default_targets(*model, responses_of(*model)))
    asked.push_back(target.text);
  CHECK(asked == std::vector<std::string>{"mail.turnaround <= today + 25%", "chief.busy <= 95%",
                                          "executive.load <= 100%"});
}

TEST_CASE("scaled arrivals keep the teams and scale what was chosen alone", "[headroom]") {
  const auto base = queue(1, 5);
  const Model more = scaled_arrivals(*base, 1.5, [](StreamId) { return true; });
  CHECK(more.streams[StreamId{0}].per_hour == Approx(7.5));
  const Model same = scaled_arrivals(*base, 1.5, [](StreamId) { return false; });
  CHECK(same.streams[StreamId{0}].per_hour == base->streams[StreamId{0}].per_hour);
}
