// Who is taken next, against exact results: priorities with and without interruption, shortest
// first, last come, random order, sharing, a server held free, servers that cover for others.

#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/exact_result.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

using test::check_exact;
using test::Measure;
using test::turnaround;
using test::waiting;

/// Jobs of one kind: kind c1 is of class first, c2 of second, c3 of third.
struct Customers {
  double rate;                 // [1/min]
  std::string effort;          // a random quantity
  double mean, second_moment;  // of the effort [min, min²]
};

Customers exponential(double rate, double mean) {
  return {rate, fmt::format("exponential(mean {} min)", mean), mean, 2 * mean * mean};
}

/// A queue with so many servers. `more` adds to the scenario, `role` to the servers' role.
std::string queue(const std::vector<Customers>& customers, int servers, int weeks,
                  const std::string& classes, const std::string& more = "",
                  const std::string& role = "") {
  std::string text = fmt::format(
      "suits: 1\nname: queue\ntime: {{ start: 2027-01-04, run: {} weeks, warm_up: 2 days }}\n"
      "together: scan\nkeep: none\ncalendar: {{ hours: always }}\nclasses: [{}]\n{}"
      "roles: {{ server: {{ team: pool{} }} }}\npeople: [ {{ role: server, count: {} }} ]\nwork:\n",
      weeks, classes, more, role, servers);
  const char* const names[] = {"first", "second", "third"};
  std::string arrivals;
  for (std::size_t k = 0; k < customers.size(); ++k) {
    text += fmt::format("  c{}: {{ who: server, effort: \"{}\", class: {} }}\n", k + 1,
                        customers[k].effort, names[k]);
    arrivals += fmt::format("{}c{}: {:.6g}/h", k == 0 ? "" : ", ", k + 1, customers[k].rate * 60);
  }
  return text + "agency: { work: { " + arrivals + " } }\n";
}

const char* const kPolite = "first, second, third";
const char* const kPushing =
    "{ name: first, interrupts: yes }, { name: second, interrupts: yes }, third";

/// The turnarounds of the classes, by the stated mean waits.
std::vector<Measure> turnarounds(const std::vector<double>& expected, double largest_error) {
  std::vector<Measure> measures;
  for (std::uint32_t k = 0; k < expected.size(); ++k) {
    measures.push_back({fmt::format("W of class {}", k + 1), expected[k], largest_error,
                        [k](const Observations& o) { return turnaround(o, KindId{k}); }});
  }
  return measures;
}

/// Erlang's C: the chance to wait with c servers at an offered load of a.
double erlang_c(int c, double a) {
  double term = 1, sum = 0;
  for (int k = 0; k < c; ++k, term *= a / k) sum += term;
  const double last = term * c / (c - a);
  return last / (sum + last);
}

/// Simpson's rule.
double integral(const std::function<double(double)>& f, double from, double to) {
  constexpr int kSteps = 4000;
  const double h = (to - from) / kSteps;
  double sum = f(from) + f(to);
  for (int i = 1; i < kSteps; ++i) sum += (i % 2 == 1 ? 4 : 2) * f(from + i * h);
  return sum * h / 3;
}

/// Shortest first, M/G/1 (Phipps, Operations Research 4 (1956)): the mean wait for a service law of
/// this density.
double shortest_first(double rate, const std::function<double(double)>& density, double from,
                      double to) {
  const double rest = rate / 2 * integral([&](double y) { return y * y * density(y); }, from, to);
  return integral(
      [&](double x) {
        const double before =
            x > from ? rate * integral([&](double y) { return y * density(y); }, from, x) : 0;
        return density(x) * rest / ((1 - before) * (1 - before));
      },
      from, to);
}

double second_moment_of_wait(const Observations& o) {
  const Moments& wait = o.roles[RoleId{0}].wait;
  return 3600 * (wait.mean() * wait.mean() + wait.sd() * wait.sd());
}

}  // namespace

TEST_CASE("Three classes that wait for each other agree with Cobham", "[theory][dispatch]") {
  // Cobham, Operations Research 2 (1954), with s_k the load of the classes up to k and V the mean
  // work left at the server: Wq_k = V / ((1 - s_(k-1)) (1 - s_k)).
  const std::vector<std::vector<Customers>> cases{
      {exponential(0.2, 0.5), exponential(0.3, 1), exponential(0.2, 2)},
      {{0.2, "constant(0.5 min)", 0.5, 0.25},
       {0.3, "erlang(k 3, mean 1 min)", 1, 4.0 / 3},
       {0.2, "uniform(0, 4 min)", 2, 16.0 / 3}}};
  for (const auto& customers : cases) {
    double rest = 0, load = 0;
    for (const Customers& c : customers) rest += c.rate * c.second_moment / 2;
    std::vector<double> expected;
    for (const Customers& c : customers) {
      const double before = load;
      load += c.rate * c.mean;
      expected.push_back(rest / ((1 - before) * (1 - load)) + c.mean);
    }
    check_exact("M/G/1", *test::model_of(queue(customers, 1, 3, kPolite)),
                turnarounds(expected, 0.02));
  }
}

TEST_CASE("Three classes that interrupt each other agree with theory", "[theory][dispatch]") {
  // White & Christie, Operations Research 6 (1958); Conway, Maxwell & Miller (1967), 8-6: what is
  // interrupted goes on where it stopped, before others of its class.
  const std::vector<Customers> customers{exponential(0.2, 0.5), exponential(0.3, 1),
                                         exponential(0.2, 2)};
  double rest = 0, load = 0;
  std::vector<double> expected;
  for (const Customers& c : customers) {
    const double before = load;
    load += c.rate * c.mean;
    rest += c.rate * c.second_moment / 2;
    expected.push_back(c.mean / (1 - before) + rest / ((1 - before) * (1 - load)));
  }
  check_exact("M/M/1", *test::model_of(queue(customers, 1, 4, kPushing)),
              turnarounds(expected, 0.02));
}

TEST_CASE("Three classes at four servers agree with theory", "[theory][dispatch]") {
  constexpr int kServers = 4;
  const std::vector<Customers> customers{exponential(0.8, 1), exponential(1.2, 1),
                                         exponential(1.4, 1)};
  std::vector<double> polite, pushing;
  double rate = 0, before_l = 0;
  const double wait = erlang_c(kServers, 3.4) / kServers;
  for (const Customers& c : customers) {
    // Cobham's formula holds for several servers of one rate.
    const double before = rate / kServers;
    rate += c.rate;
    polite.push_back(1 + wait / ((1 - before) * (1 - rate / kServers)));
    // With interruption the classes up to k are an M/M/4 of their own (Buzen & Bondi, Operations
    // Research 31 (1983)).
    const double l = rate * (1 + erlang_c(kServers, rate) / (kServers - rate));
    pushing.push_back((l - before_l) / c.rate);
    before_l = l;
  }
  SECTION("without interruption") {
    auto measures = turnarounds(polite, 0.02);
    measures.push_back({"P(wait)", erlang_c(kServers, 3.4), 0.01,
                        [](const Observations& o) { return test::share_waiting(o); }});
    check_exact("M/M/4", *test::model_of(queue(customers, kServers, 2, kPolite)), measures);
  }
  SECTION("with interruption") {
    check_exact("M/M/4", *test::model_of(queue(customers, kServers, 2, kPushing)),
                turnarounds(pushing, 0.02));
  }
}

TEST_CASE("Shortest first agrees with theory where efforts are known", "[theory][dispatch]") {
  const std::string known = "dispatch: { server: { rule: shortest, known: yes } }\n";
  const auto check_wait = [](const std::string& what, const std::string& text, double expected) {
    check_exact(what, *test::model_of(text),
                {{"Wq", expected, 0.02, [](const Observations& o) { return waiting(o); }}});
  };
  SECTION("exponential") {
    const double expected = shortest_first(
        0.8, [](double x) { return std::exp(-x); }, 0, 40);
    CHECK(expected == Catch::Detail::Approx(1.88221861624).epsilon(1e-6));
    check_wait("M/M/1, shortest first", queue({exponential(0.8, 1)}, 1, 4, "first", known),
               expected);
  }
  SECTION("uniform") {
    const double expected = shortest_first(
        0.8, [](double) { return 1; }, 0.5, 1.5);
    CHECK(expected == Catch::Detail::Approx(1.7307930593).epsilon(1e-6));
    check_wait("M/U/1, shortest first",
               queue({{0.8, "uniform(0.5, 1.5 min)", 1, 0}}, 1, 4, "first", known), expected);
  }
  SECTION("only expected, all are alike: as they come") {
    check_wait("M/U/1, by the mean",
               queue({{0.8, "uniform(0.5, 1.5 min)", 1, 0}}, 1, 4, "first",
                     "dispatch: { server: shortest }\n"),
               0.8 * (1 + 1.0 / 12) / 2 / 0.2);
  }
  SECTION("two kinds by their means are two classes") {
    // As Cobham's, with c1 (0.5 min in the mean) before c2 (2 min).
    const double rest = 0.4 * 0.25 + 0.3 * 4;
    check_exact("M/M/1, the shorter kind first",
                *test::model_of(queue({exponential(0.4, 0.5), exponential(0.3, 2)}, 1, 4,
                                      "first, second", "dispatch: { server: shortest }\n")),
                turnarounds({0.5 + rest / 0.8, 2 + rest / (0.8 * 0.2)}, 0.02));
  }
}

TEST_CASE("Last come and random order agree with theory", "[theory][dispatch]") {
  // The mean wait is that of first come, 4 min; what differs is its second moment. Who comes last
  // waits for a busy period: 0.8 * 2 / (1 - 0.8)^3 = 200. In random order (Takacs, Annals of
  // Mathematical Statistics 34 (1963)): 40 of first come, times 2 / (2 - 0.8).
  const auto check_rule = [](const std::string& rule, double second_moment, double largest_error) {
    check_exact("M/M/1, " + rule,
                *test::model_of(queue({exponential(0.8, 1)}, 1, 3, "first",
                                      "dispatch: { server: " + rule + " }\n")),
                {{"Wq", 4, 0.03, [](const Observations& o) { return waiting(o); }},
                 {"E Wq^2", second_moment, largest_error, second_moment_of_wait}});
  };
  check_rule("last_come", 200, 0.06);
  check_rule("random", 40 * 2 / 1.2, 0.06);
}

TEST_CASE("A server that shares itself agrees with theory", "[theory][dispatch]") {
  // Kleinrock, JACM 14 (1967): W = mean / (1 - load), whatever the law.
  for (const char* effort :
       {"exponential(mean 1 min)", "constant(1 min)", "hyperexponential(mean 1 min, cv 2)"}) {
    check_exact(effort,
                *test::model_of(queue({{0.7, effort, 1, 0}}, 1, 2, "first", "",
                                      ", focus: { jobs: unlimited }")),
                turnarounds({1 / 0.3}, 0.02));
  }
}

TEST_CASE("A server held free for urgent work agrees with theory", "[theory][dispatch]") {
  // Four servers; work of the second class starts only where one more stays free (cutoff priority,
  // Taylor & Templeton, Operations Research 28 (1980)). The chain of (busy, waiting of each class)
  // was solved to ten digits.
  const auto model = test::model_of(queue({exponential(1.2, 1), exponential(1, 1)}, 4, 2,
                                          "first, second", "", ", reserve: { first: 1 }"));
  check_exact("M/M/4 with one held free", *model,
              turnarounds({1 + 0.0495766184103, 1 + 0.555859054903}, 0.01));
}

TEST_CASE("Servers that cover for others agree with theory", "[theory][dispatch]") {
  // The N model: two pools of two; c1 goes to the first, else to the second, where it takes 1.25
  // min in the mean; c2 (1 min) to the second alone, and before c1 there. The chain was solved to
  // ten digits.
  const auto model = test::model_of(R"(suits: 1
name: N model
time: { start: 2027-01-04, run: 2 weeks, warm_up: 2 days }
together: scan
keep: none
calendar: { hours: always }
levels: { slow: { speed: 80% }, mid: {} }
roles: { any: { team: pool, covered_by: [ { role: skilled, after: 0 working hours } ] }, skilled: { team: pool } }
people: [ { role: any, count: 2, level: mid }, { role: skilled, count: 2, level: slow } ]
work:
  c1: { who: any, effort: exponential(mean 1 min) }
  c2: { who: skilled, effort: exponential(mean 0.8 min) }
agency: { work: { c1: 84/h, c2: 72/h } }
)");
  check_exact("N model", *model,
              {{"Wq of c1", 0.286272873446, 0.02, [](const Observations& o) { return waiting(o); }},
               {"P(wait) of c1", 0.321133422308, 0.01,
                [](const Observations& o) { return test::share_waiting(o); }},
               {"Wq of c2", 0.836511941755, 0.02,
                [](const Observations& o) { return waiting(o, RoleId{1}); }},
               {"P(wait) of c2", 0.631718337764, 0.01,
                [](const Observations& o) { return test::share_waiting(o, RoleId{1}); }}});
}

}  // namespace suits
