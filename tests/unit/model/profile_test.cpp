#include "engine/model/profile.hpp"

#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/model/expected_arrivals.hpp"
#include "engine/run/arrivals.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

Instant on(int day, Duration time) { return midnight(*make_date(2027, 3, day)) + time; }

/// One an hour in the mean, without chance, at the profile.
std::string clockwork(const std::string& profile) {
  return R"(suits: 1
name: clockwork
time: { start: 2027-03-01, run: 1 week, cap: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { team: pool } }
people: [ { name: Ann, role: executive } ]
agency: { work: { mail: { rate: 1/h, any_time: yes, gaps: constant(1), profile: )" +
         profile + " } } }\nwork: { mail: { who: executive, effort: 1 min } }\n";
}

}  // namespace

TEST_CASE("A profile's parts follow one another from the Monday before the run on") {
  const Profile week{weeks(1), {1, 2, 3, 4, 5, 6, 7}};
  const Instant origin = profile_origin(on(3, hours(12)));  // a Wednesday
  CHECK(origin == on(1, {}));
  CHECK(profile_at(week, origin, on(3, {})).factor == 3);
  CHECK(profile_at(week, origin, on(3, hours(23))).until == on(4, {}));
  CHECK(profile_at(week, origin, on(8, {})).factor == 1);
  // Before it as well.
  CHECK(profile_at(week, origin, on(1, {}) - hours(1)).factor == 7);
  CHECK(profile_at(week, origin, on(1, {}) - hours(1)).until == on(1, {}));
  CHECK(mean_factor(week) == 4);
}

TEST_CASE("Parts that are no whole microseconds leave no gap and do not overlap") {
  const Profile profile{seconds(10), {1, 2, 3, 4, 5, 6, 7}};
  const Instant origin = on(1, {});
  Instant t = origin;
  for (int part = 0; part < 70; ++part) {
    const ProfilePart at = profile_at(profile, origin, t);
    CHECK(at.factor == part % 7 + 1);
    CHECK(profile_at(profile, origin, at.until - microseconds(1)).factor == at.factor);
    CHECK(at.until == origin + Duration{10'000'000LL * (part + 1) / 7});
    t = at.until;
  }
}

TEST_CASE("Arrivals keep to the profile of their rate to the microsecond") {
  // Four parts of six hours: 9.3, 0, 6.6 and 2.4 in the mean, so the n-th comes where the sum
  // reaches n.
  const auto model = test::model_of(clockwork("{ period: 24 h, factors: [1.55, 0, 1.1, 0.4] }"));
  ArrivalProcess process(*model, model->streams[StreamId{0}],
                         stream_key(1, 0, model->streams[StreamId{0}].component), 1);
  for (int n = 1; n <= 3 * 18; ++n) {
    double left = n;
    double hour = 0;
    while (left > 18.3) {
      left -= 18.3;
      hour += 24;
    }
    hour += left <= 9.3    ? left / 1.55
            : left <= 15.9 ? 12 + (left - 9.3) / 1.1
                           : 18 + (left - 15.9) / 0.4;
    INFO(n);
    const Instant expected = on(1, {}) + round_duration(hour * 3.6e9);
    CHECK(std::abs((process.next().time - expected).us) <= 1);
  }
}

TEST_CASE("The expected number of arrivals is that of the profile") {
  const auto model = test::model_of(clockwork("{ period: 24 h, factors: [1.55, 0, 1.1, 0.4] }"));
  const auto counts = expected_arrivals(
      *model, model->streams[StreamId{0}],
      {on(1, {}), on(1, hours(3)), on(1, hours(8)), on(1, hours(13)), on(2, {}), on(4, {})});
  const std::vector<double> expected{4.65, 4.65, 1.1, 5.5 + 2.4, 2 * 18.3};
  REQUIRE(counts.size() == expected.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    CHECK(counts[i] == Approx(expected[i]).epsilon(1e-9));
  }
}

TEST_CASE("The client's hours are kept beside a profile") {
  std::string text = clockwork("{ period: 24 h, factors: [3, 1] }");
  text.replace(text.find("any_time: yes, "), 15, "");
  const auto model = test::model_of(text);
  const auto counts = expected_arrivals(*model, model->streams[StreamId{0}],
                                        {on(1, {}), on(1, hours(12)), on(1, hours(24))});
  // One an hour is 744 in March, shared over its 23 working days of eight hours; three of these
  // lie before noon, at three times the rate.
  CHECK(counts[0] == Approx(744.0 / 184 * 3 * 3).epsilon(1e-9));
  CHECK(counts[1] == Approx(744.0 / 184 * 5).epsilon(1e-9));
}

TEST_CASE("A profile comes from a table beside the scenario too") {
  const auto model = test::model_of_file("tests/unit/scenario/profile.yaml");
  for (const Stream& stream : model->streams) {
    if (model->kinds[stream.kind].name != "mail") continue;
    REQUIRE(stream.profile);
    CHECK(stream.profile->period == hours(8));
    CHECK(stream.profile->factors == std::vector<double>{0, 0, 0.5, 3.5});
  }
}

}  // namespace suits
