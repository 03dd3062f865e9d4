// Who may do a step, on small departments.

#include "engine/analysis/eligibility.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"

using namespace suits;

namespace {

struct Department {
  ModelBuilder b;
  LevelId junior{}, senior{};
  RoleId am{}, ae{}, ac{};
  PersonId ann{}, bea{}, cleo{}, dora{}, eve{};
  AccountId lion{};
  KindSketch* plan = nullptr;
  Department() {
    junior = b.level("junior", 1.25);
    senior = b.level("senior", 0.8);
    am = b.role("AM");
    ae = b.role("AE", {am});
    ac = b.role("AC", {ae});
    ann = b.person("Ann", {ae});
    bea = b.person("Bea", {ae});
    cleo = b.person("Cleo", {ae});
    dora = b.person("Dora", {am});
    eve = b.person("Eve", {ac});
    for (const PersonId p : {bea, dora}) b[p].level = senior;
    lion = b.account("Lion", {{ae, {ann}}, {am, {dora}}});
    b.account("Puma", {{ae, {bea}}});
    plan = &b.kind("plan");
  }
};

std::vector<PersonId> of_bar(const EligibleSeat& seat, Bar bar) {
  std::vector<PersonId> people;
  for (const Barred& barred : seat.barred) {
    if (barred.bar == bar) people.push_back(barred.person);
  }
  return people;
}

}  // namespace

TEST_CASE("everybody may from one ring on, or has a reason why not", "[eligibility]") {
  Department d;
  d.plan->step("write").by(d.ae, hours(1));
  const Model model = d.b.build();
  const RingPlans plans(model);
  const auto seats = eligible_for(model, plans, d.lion, model.kinds[d.plan->id].steps[0]);
  REQUIRE(seats.size() == 1);
  REQUIRE(seats[0].ways.size() == 1);
  CHECK(seats[0].ways[0].asked == d.ae);
  std::vector<std::vector<PersonId>> rings;
  for (const EligibleRing& ring : seats[0].ways[0].rings) {
    if (!ring.people.empty()) rings.push_back(ring.people);
  }
  // The account's own, people without accounts, the others, and up the line.
  CHECK(rings == std::vector<std::vector<PersonId>>{{d.ann}, {d.cleo}, {d.bea}, {d.dora}});
  CHECK(of_bar(seats[0], Bar::role) == std::vector{d.eve});
}

TEST_CASE("people of a pool are never in the way of the others' reasons", "[eligibility]") {
  Department d;
  d.plan->step("write").by(d.ae, hours(1));
  Model model = d.b.build();
  Pool pool;
  pool.role = d.ae;
  pool.people = {d.eve};  // as if she were on call
  pool.stay = working_days(5);
  model.staffing.pools.push_back(pool);
  const RingPlans plans(model);
  const auto seats = eligible_for(model, plans, d.lion, model.kinds[d.plan->id].steps[0]);
  REQUIRE(seats.size() == 1);
  CHECK(seats[0].barred.empty());
  REQUIRE(seats[0].ways[0].rings.back().ring.pool);
  CHECK(seats[0].ways[0].rings.back().people == std::vector{d.eve});
}

TEST_CASE("whoever is below the least level, or gone, may not", "[eligibility]") {
  Department d;
  d.plan->step("write").by(d.ae, hours(1)).least_level(d.senior);
  d.b[d.dora].leaves = march_date(1);
  const Model model = d.b.build();
  const RingPlans plans(model);
  const auto seats = eligible_for(model, plans, d.lion, model.kinds[d.plan->id].steps[0]);
  REQUIRE(seats.size() == 1);
  CHECK(seats[0].ways[0].rings[0].people.empty());
  CHECK(of_bar(seats[0], Bar::level) == std::vector{d.ann, d.cleo});
  CHECK(of_bar(seats[0], Bar::gone) == std::vector{d.dora});
}
