// Leaving against theory: constant hazards, the alternating renewal of a place that is held and
// vacant in turn, and hazards that overload has raised.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

constexpr double kYearDays = 365.25;

/// A hundred people with nothing to do.
std::string crew(const std::string& run, const std::string& careers) {
  return fmt::format(R"(suits: 1
name: test
time: {{ start: 2027-01-04, run: {}, cap: 1 week }}
calendar: {{ hours: {{ mon-fri: [09:00-17:00] }} }}
roles: {{ boss: {{}}, clerk: {{ reports_to: boss, team: pool }} }}
people: [ {{ role: clerk, count: 100 }} ]
agency: {{ work: {{ errand: {{ dates: [2027-01-04] }} }} }}
work: {{ errand: {{ who: clerk, effort: 1 min }} }}
careers: {{ {} }}
)",
                     run, careers);
}

const CareerFigures& of_clerks(const Model& model, const Observations& seen) {
  for (const RoleId r : ids(model.roles)) {
    if (model.roles[r].name == "clerk") return seen.careers[raw(r)];
  }
  return seen.careers.front();
}

}  // namespace

TEST_CASE("At a constant hazard so many have left as the exponential law says",
          "[theory][careers]") {
  const auto model = test::model_of(crew("52 weeks", "leaving: { clerk: 50% }"));
  const int courses = 40;
  double left = 0;
  for (int i = 0; i < courses; ++i) {
    left += static_cast<double>(
        of_clerks(*model, replicate(*model, 11, static_cast<std::uint32_t>(i))).leavers);
  }
  const double n = 100.0 * courses;
  const double p = 1 - std::exp(-0.5 * 364 / kYearDays);
  const double error = std::sqrt(p * (1 - p) / n);
  INFO("left " << left / n << ", expected " << p << ", standard error " << error);
  CHECK(std::abs(left / n - p) < 4 * error);
  CHECK(error < 0.01);
}

TEST_CASE("Places that are filled at once have the turnover that was asked for",
          "[theory][careers]") {
  const auto model =
      test::model_of(crew("52 weeks", "leaving: { clerk: 130% }, replacement: { clerk: 0 days }"));
  const int courses = 30;
  double left = 0, years = 0;
  for (int i = 0; i < courses; ++i) {
    const Observations seen = replicate(*model, 12, static_cast<std::uint32_t>(i));
    left += static_cast<double>(of_clerks(*model, seen).leavers);
    years += of_clerks(*model, seen).heads / (kYearDays * 86.4e9);
  }
  // Whoever comes at a midnight leaves at a later one at the earliest, half a day after they have
  // had enough on average: 1 ÷ (1 ÷ 1.3 + 1/2 day).
  const double expected = 1 / (1 / 1.3 + 0.5 / kYearDays);
  const double error = std::sqrt(left) / years;  // of a Poisson count
  INFO("turnover " << left / years << ", expected " << expected << ", error " << error);
  CHECK(std::abs(left / years - expected) < 4 * error);
  CHECK(error < 0.03);
}

TEST_CASE("A place is vacant for the share of the time that alternating renewal says",
          "[theory][careers]") {
  // Held for 1 ÷ 2 years and half a day, vacant for 91 days: seen after eight years.
  std::string text = crew("52 weeks", "leaving: { clerk: 200% }, replacement: { clerk: 91 days }");
  text.insert(text.find(", cap"), ", warm_up: 416 weeks");
  const auto model = test::model_of(text);
  const int courses = 12;
  std::vector<double> vacant;
  for (int i = 0; i < courses; ++i) {
    const CareerFigures seen =
        of_clerks(*model, replicate(*model, 13, static_cast<std::uint32_t>(i)));
    CHECK(seen.heads + seen.vacant == Approx(100.0 * 364 * 86.4e9));
    vacant.push_back(seen.vacant / (seen.heads + seen.vacant));
  }
  double mean = 0, squares = 0;
  for (const double v : vacant) mean += v / courses;
  for (const double v : vacant) squares += (v - mean) * (v - mean);
  const double error = std::sqrt(squares / (courses - 1) / courses);
  const double held = kYearDays / 2 + 0.5, expected = 91 / (91 + held);
  INFO("vacant " << mean << ", expected " << expected << ", error " << error);
  CHECK(std::abs(mean - expected) < 4 * error);
  CHECK(error < 0.01);
}

TEST_CASE("Lasting overload raises the hazard as the formula says", "[theory][careers]") {
  // Work without an end, 8 hours a day and 2 hours of overtime: a load of 125 %, five steps of 5
  // points: from the ninth week on the hazard is 32 times as large.
  const auto model = test::model_of(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 26 weeks, cap: 1 week }
keep: none
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { clerk: { team: pool, overtime: { up_to: 2 h } } }
people: [ { role: clerk, count: 60 } ]
agency: { work: { toil: { always: 120 } } }
work: { toil: { who: clerk, effort: 10000 h } }
careers:
  leaving: { clerk: 10% }
  overload: { above: 100%, for: 8 weeks, doubles_every: 5% }
)");
  const int courses = 20;
  double left = 0;
  for (int i = 0; i < courses; ++i) {
    const Observations seen = replicate(*model, 14, static_cast<std::uint32_t>(i));
    REQUIRE_FALSE(seen.error);
    left += static_cast<double>(of_clerks(*model, seen).leavers);
  }
  const double n = 60.0 * courses;
  const double borne = 0.1 * (8 * 7 + 32 * 18 * 7) / kYearDays;
  const double p = 1 - std::exp(-borne), error = std::sqrt(p * (1 - p) / n);
  INFO("left " << left / n << ", expected " << p << ", standard error " << error);
  CHECK(std::abs(left / n - p) < 4 * error);
  CHECK(error < 0.02);
}

}  // namespace suits
