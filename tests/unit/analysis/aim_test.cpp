// Aims by short names, and the two that are no measures of a report.

#include "engine/analysis/aim.hpp"

#include "engine/analysis/hire_offer.hpp"
#include "engine/analysis/linearised.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

const char* const kShop = R"yaml(suits: 1
name: Shop
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: { speed: 80% }, mid: {}, senior: { speed: 120% } }
roles:
  executive: { team: pool, cost: 50/h }
  manager: { team: pool, cost: 80/h }
people:
  - { name: Ann, role: executive }
  - { name: Bo, role: manager }
accounts:
  - { name: Lion, fee: { retainer: 20000/month } }
work:
  mail: { who: executive, effort: 1 h, arrives: { every: 1 working day, at: 09:00 }, deliverable: yes DUE }
)yaml";

std::shared_ptr<const Model> shop(const std::string& due = ", due: 1 working day") {
  std::string text = kShop;
  text.replace(text.find(" DUE"), 4, due);
  return test::model_of(text);
}

}  // namespace

TEST_CASE("the usual aims are those that a scenario has", "[aim]") {
  std::vector<std::string> names;
  for (const Aim& aim : usual_aims(*shop())) names.push_back(aim.name);
  CHECK(names == std::vector<std::string>{"on_time", "p90", "turnaround", "margin", "overload"});
  CHECK_FALSE(find_aim(*shop(""), "on_time"));
  CHECK(find_aim(*shop(), "p90")->response.name == "mail.turnaround.p90");
  CHECK(find_aim(*shop(), "executive.wait")->name == "executive.wait");
  CHECK_FALSE(find_aim(*shop(), "executive.weight"));
}

TEST_CASE("a margin with everybody's hours paid counts idle hours, too", "[aim]") {
  const auto model = shop();
  const AimReader reader(*model, {*find_aim(*model, "margin"), *find_aim(*model, "margin"),
                                  *find_aim(*model, "overload")});
  const Observations seen = replicate(*model, 1, 0);
  REQUIRE_FALSE(seen.error);
  const Sample margin = reader.read(seen).samples[0];
  double income = 0;
  for (const AccountHours& account : seen.accounts) income += account.income;
  // Twenty working days of eight hours, worked or not, at 50 and at 80.
  CHECK(margin.x == Approx(income));
  CHECK(margin.x - margin.y == Approx(160 * 50 + 160 * 80));
}

TEST_CASE("a week is full from 95 % on", "[aim]") {
  const auto model = shop();
  const AimReader reader(*model, {*find_aim(*model, "overload")});
  Observations seen = replicate(*model, 1, 0);
  CHECK(reader.read(seen).samples[0].y == 0);
  CHECK(reader.read(seen).samples[0].x == 8);
  PersonHours& ann = seen.people[PersonId{0}];
  ann.worked_by_week[0] = ann.available_by_week[0];
  ann.worked_by_week[1] = hours(38);
  ann.worked_by_week[2] = hours(37);
  CHECK(reader.read(seen).samples[0].y == 2);
}

TEST_CASE("a quantile is that of all courses' jobs together, as a run reports it", "[aim]") {
  const auto model = shop();
  const Aim p90 = *find_aim(*model, "p90");
  const AimReader reader(*model, {*find_aim(*model, "overload"), p90});
  std::vector<SelectionCourse> courses;
  for (std::uint32_t r = 0; r < 8; ++r) courses.push_back(reader.read(replicate(*model, 1, r)));
  CHECK(courses[0].samples[1].missing);  // 20 jobs in a course are too few for a p90
  const Experiment all =
      run_experiments({alternative_of(*model, {p90.response})}, {1, 8, 1, {}})[0];
  const Linearised known = linearise(*model, all, {p90.response}, 0);
  const Estimate figure = selection_figure(courses, 1);
  CHECK(figure.value == known.value);
  CHECK(figure.has_interval());
  CHECK(course_figure(courses[0], 1).has_value());
}

TEST_CASE("offers are every role at the usual level, then at the others, within bounds",
          "[hire_offer]") {
  const auto model = shop();
  const std::vector<HireOffer> usual = hire_offers(*model, {});
  REQUIRE(usual.size() == 6);
  CHECK(model->levels[usual[0].level].name == "mid");
  CHECK(hire_edit(*model, usual[0], {}) == "people={ role: executive, level: mid }");
  HireWish wish;
  wish.levels = {LevelId{0}};
  wish.shares = {0.6, 1};
  const std::vector<HireOffer> asked = hire_offers(*model, wish);
  REQUIRE(asked.size() == 4);
  CHECK(hire_edit(*model, asked[0], make_date(2027, 3, 8)) ==
        "people={ role: executive, level: junior, share: 60% } at 2027-03-08");
  wish.shares.assign({0.2, 0.3, 0.4, 0.5, 0.6});
  wish.levels.clear();
  CHECK(hire_offers(*model, wish).size() == 10);  // 30 at all levels would be too many
}
