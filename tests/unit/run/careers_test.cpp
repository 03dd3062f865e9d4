// What somebody bears before they leave, worked out by hand. 2027-01-04 is a Monday.

#include "engine/run/careers.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

std::shared_ptr<const Model> model_with(const std::string& careers) {
  return test::model_of(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 52 weeks, cap: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { boss: {}, executive: { reports_to: boss } }
people: [ { name: Eva, role: executive, since: 2026-01-04 }, { name: Mia, role: boss } ]
accounts: [ { name: North } ]
work: { brief: { who: executive, effort: 1 h, arrives: none } }
careers: { )" + careers +
                        " }\n");
}

const Instant kMonday = midnight(*make_date(2027, 1, 4));
Instant week(std::int64_t n) { return kMonday + weeks(n); }

/// Eva's state after so many weeks, of 40 hours there, with so many worked.
CareerState after_weeks(const Model& model, std::int64_t n, double hours_a_week, PersonId eva) {
  CareerState state(model, 1, 0);
  state.begin(eva, kMonday);
  state.take(0, eva, kMonday, true);
  for (std::int64_t w = 1; w <= n; ++w) {
    state.worked(eva, round_duration(hours_a_week * 3.6e9));
    state.take_stock(eva, {}, hours(40), week(w));
  }
  return state;
}

const std::string kOverload = "overload: { above: 100%, for: 4 weeks, doubles_every: 10% }";

}  // namespace

TEST_CASE("At ordinary load people leave as their unit exponential is used up", "[run][careers]") {
  const auto model = model_with("leaving: { executive: 50% }");
  const PersonId eva = model->careers->posts[0].holder;
  CHECK(model->people[eva].name == "Eva");
  CareerState state = after_weeks(*model, 0, 0, eva);
  const double unit = state.of(eva).unit;
  CHECK(unit > 0);
  // 0.5 a year of 365.25 days: used up after 2 · unit years, whatever the steps.
  const double goes = 2 * unit * 365.25 * 86.4e9;
  Instant now = kMonday;
  std::optional<Instant> enough;
  while (!(enough = state.bear(eva, now, now + weeks(1)))) now = now + weeks(1);
  CHECK(std::abs(static_cast<double>((*enough - kMonday).us) - goes) < 1e3);
  // Whoever has had enough bears nothing more.
  CHECK_FALSE(state.bear(eva, *enough, *enough + weeks(5000)));
}

TEST_CASE("The hazard doubles with each step of lasting overload", "[run][careers]") {
  const auto model = model_with("leaving: { executive: 50% }, " + kOverload);
  const PersonId eva = model->careers->posts[0].holder;
  const auto borne = [&](std::int64_t n, double hours_a_week) {
    CareerState state = after_weeks(*model, n, hours_a_week, eva);
    REQUIRE_FALSE(state.bear(eva, week(n), week(n) + hours(1)));
    return state.of(eva).borne * 365.25 * 24 / 0.5;  // in hours at ordinary load
  };
  CHECK(std::abs(borne(4, 40) - 1) < 1e-9);
  CHECK(std::abs(borne(4, 44) - 2) < 1e-9);  // 110 %: one step
  CHECK(std::abs(borne(4, 48) - 4) < 1e-9);  // 120 %: two
  CHECK(std::abs(borne(4, 42) - std::sqrt(2.0)) < 1e-9);
  CHECK(std::abs(borne(4, 20) - 1) < 1e-9);  // below the limit it is never less
  CHECK(std::abs(borne(3, 48) - 1) < 1e-9);  // not lasting yet
}

TEST_CASE("Lasting overload is the load of the last weeks together", "[run][careers]") {
  const auto model = model_with("leaving: { executive: 50% }, " + kOverload);
  const PersonId eva = model->careers->posts[0].holder;
  CareerState state = after_weeks(*model, 4, 40, eva);
  CHECK_FALSE(state.of(eva).overloaded);
  // A week off says nothing: (3 · 40 + 0) ÷ (3 · 40). Then 56 hours: (80 + 56) ÷ 120 = 113 %.
  state.take_stock(eva, {}, {}, week(5));
  CHECK_FALSE(state.of(eva).overloaded);
  state.worked(eva, hours(56));
  state.take_stock(eva, {}, hours(40), week(6));
  CHECK(state.of(eva).overloaded);
  REQUIRE_FALSE(state.bear(eva, week(6), week(6) + hours(1)));
  const double steps = (136.0 / 120 - 1) / 0.1;
  CHECK(std::abs(state.of(eva).borne * 365.25 * 24 / 0.5 - std::pow(2.0, steps)) < 1e-9);
  // What is under way and not yet booked counts in the week in which it is done.
  state.take_stock(eva, hours(40), hours(40), week(7));
  state.worked(eva, hours(40));
  CHECK(state.of(eva).seen_booked == state.of(eva).booked);
}

TEST_CASE("Time in a role counts from the date that is stated", "[run][careers]") {
  const auto model =
      model_with("promotion: { executive: { to: boss, after: 18 months, experience: 1000 h } }");
  const PersonId eva = model->careers->posts[1].holder;
  REQUIRE(model->people[eva].name == "Eva");
  CareerState state(*model, 1, 0);
  state.begin(eva, kMonday);
  state.take(1, eva, kMonday, true);
  // From 2026-01-04 on; 52 weeks of 40 hours lie behind her (2 080 h).
  CHECK(state.of(eva).ripe == midnight(*make_date(2027, 7, 4)));
  CHECK_FALSE(state.may_rise(eva, midnight(*make_date(2027, 7, 3))));
  CHECK(state.may_rise(eva, midnight(*make_date(2027, 7, 4))));
}

TEST_CASE("Experience is hours worked in the role", "[run][careers]") {
  const auto model = model_with("promotion: { executive: { to: boss, experience: 2090 h } }");
  const PersonId eva = model->careers->posts[1].holder;
  CareerState state(*model, 1, 0);
  state.begin(eva, kMonday);
  state.take(1, eva, kMonday, true);
  CHECK_FALSE(state.may_rise(eva, kMonday));  // 52 weeks and a day of 40 h a week: 2 085.7 h
  state.worked(eva, hours(4));
  CHECK_FALSE(state.may_rise(eva, kMonday));
  state.worked(eva, hours(1));
  CHECK(state.may_rise(eva, kMonday));
}

}  // namespace suits
