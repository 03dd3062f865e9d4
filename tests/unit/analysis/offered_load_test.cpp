#include "engine/analysis/offered_load.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/unit/model/model_sketch.hpp"

using namespace suits;

TEST_CASE("Offered hours and capacity by week") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae");
  const PersonId ben = sketch::add_person(m, "Ben", {ae});
  sketch::add_person(m, "Chie", {ae});
  m.people[ben].away = {{*make_date(2027, 1, 13), *make_date(2027, 1, 16)}};
  const KindId k = sketch::add_kind(m, "job", {sketch::asked(ae, 4)});
  sketch::add_stream(m, sketch::add_account(m, "a"), k).per_working_day = 3;
  const OfferedLoad load = offered_load(m);
  REQUIRE(load.weeks.size() == 5);
  const RoleLoad& role = load.roles[ae];
  for (const double week : role.offered) CHECK(week == Approx(60));
  CHECK(role.capacity[0] == Approx(80));
  CHECK(role.capacity[1] == Approx(56));  // Ben is away for three days
  CHECK(role.total_offered == Approx(240));
  CHECK(role.by_kind[raw(k)] == Approx(240));
  CHECK(role.load() == Approx(240.0 / 296));
  CHECK(load.cannot_keep_up.empty());
}

TEST_CASE("Roles that cannot keep up are named, worst first") {
  Model m = sketch::office();
  const RoleId a = sketch::add_role(m, "a"), b = sketch::add_role(m, "b"),
               c = sketch::add_role(m, "c");
  for (const RoleId r : {a, b, c}) sketch::add_person(m, m.roles[r].name, {r});
  const KindId k =
      sketch::add_kind(m, "job", {sketch::asked(a, 9), sketch::asked(b, 8), sketch::asked(c, 12)});
  sketch::add_stream(m, sketch::add_account(m, "x"), k).per_working_day = 1;
  CHECK(offered_load(m).cannot_keep_up == std::vector<RoleId>{c, a});
}

TEST_CASE("Expected leave and sickness lower the capacity") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae");
  const PersonId ben = sketch::add_person(m, "Ben", {ae});
  SECTION("leave, by its season") {
    m.people[ben].leave = LeaveRule{20, Distribution(5), std::vector<double>(12, 0.0)};
    m.people[ben].leave->season[0] = 1;  // all in January: 20 of 21 working days
    CHECK(offered_load(m).roles[ae].capacity[0] == Approx(40.0 / 21));
  }
  SECTION("sickness") {
    m.people[ben].sickness = SicknessRule{365.25 / 63, Distribution(5)};
    // Spells begin 63 days apart in health and take 7: a tenth of the time.
    CHECK(offered_load(m).roles[ae].capacity[0] == Approx(36));
  }
}

TEST_CASE("Background work is offered as people are there") {
  Model m = sketch::office();
  const RoleId boss = sketch::add_role(m, "boss"), ae = sketch::add_role(m, "ae", {boss});
  sketch::add_person(m, "Aiko", {boss});
  const PersonId ben = sketch::add_person(m, "Ben", {ae});
  sketch::add_person(m, "Chie", {ae});
  m.people[ben].leaves = *make_date(2027, 1, 11);
  const KindId k = sketch::add_kind(m, "internal", {});
  Background b;
  b.kind = k;
  b.roles = {boss, ae};
  b.effort = 4 * 3.6e9;
  SECTION("per person") {
    m.background = {b};
    const OfferedLoad load = offered_load(m);
    CHECK(load.roles[boss].offered == std::vector<double>{4, 4, 4, 4});
    CHECK(load.roles[ae].offered == std::vector<double>{8, 4, 4, 4});
  }
  SECTION("per report") {
    b.per = Background::Per::report;
    m.background = {b};
    CHECK(offered_load(m).roles[boss].offered[0] == Approx(8));
    CHECK(offered_load(m).roles[ae].total_offered == 0);
  }
  SECTION("per role") {
    b.per = Background::Per::role;
    m.background = {b};
    CHECK(offered_load(m).roles[ae].offered[0] == Approx(4));
  }
}

TEST_CASE("A role that nobody holds is carried by its cover, and several roles share a person") {
  Model m = sketch::office();
  const RoleId director = sketch::add_role(m, "director"),
               manager = sketch::add_role(m, "manager", {director}),
               planner = sketch::add_role(m, "planner", {manager}),
               nobody = sketch::add_role(m, "nobody");
  sketch::add_person(m, "Aiko", {director, manager});
  const KindId k = sketch::add_kind(
      m, "job", {sketch::asked(planner, 3), sketch::asked(director, 1), sketch::asked(nobody, 1)});
  sketch::add_stream(m, sketch::add_account(m, "x"), k).per_working_day = 1;
  const OfferedLoad load = offered_load(m);
  CHECK(load.roles[planner].carried_by == manager);
  CHECK(load.roles[planner].total_offered == 0);
  CHECK(load.roles[manager].total_offered == Approx(60));
  CHECK(load.roles[manager].total_capacity == Approx(120));
  CHECK(load.roles[director].total_capacity == Approx(40));
  CHECK(std::isinf(load.roles[nobody].load()));
  CHECK(load.cannot_keep_up == std::vector<RoleId>{nobody});
}
