#include "engine/model/expected_arrivals.hpp"

#include <cmath>
#include <numeric>

#include "tests/support/catch.hpp"
#include "tests/unit/model/model_sketch.hpp"

using namespace suits;

namespace {

struct Fixture {
  Model m = sketch::office();
  AccountId account = sketch::add_account(m, "Northwind");
  KindId kind = sketch::add_kind(m, "job", {});
  Stream& stream = sketch::add_stream(m, account, kind);

  double over(Instant from, Instant to) { return expected_arrivals(m, stream, {from, to})[0]; }
  static Instant day(int year, int month, int d) { return midnight(*make_date(year, month, d)); }
};

}  // namespace

TEST_CASE("A rate per month keeps its mean in every calendar month") {
  Fixture f;
  f.stream.per_month = 3;
  CHECK(f.over(f.day(2027, 2, 1), f.day(2027, 3, 1)) == Approx(3));
  CHECK(f.over(f.day(2027, 3, 1), f.day(2027, 4, 1)) == Approx(3));
  // February 2027 has four full weeks: a quarter in each.
  CHECK(f.over(f.day(2027, 2, 1), f.day(2027, 2, 8)) == Approx(0.75));
  // January: none before the warm-up (one working day of 21).
  CHECK(f.over(f.day(2027, 1, 1), f.day(2027, 2, 1)) == Approx(3.0 * 20 / 21));
}

TEST_CASE("Rates per year, week, day and working time become counts of the month") {
  Fixture f;
  const Instant a = f.day(2027, 2, 1), b = f.day(2027, 3, 1);
  SECTION("year") {
    f.stream.per_year = 24;
    CHECK(f.over(a, b) == Approx(2));
  }
  SECTION("week") {
    f.stream.per_week = 1.5;
    CHECK(f.over(a, b) == Approx(6));
  }
  SECTION("day") {
    f.stream.per_day = 2;
    CHECK(f.over(a, b) == Approx(56));
  }
  SECTION("hour") {
    f.stream.per_hour = 1;
    CHECK(f.over(a, b) == Approx(28 * 24));
  }
  SECTION("working day") {
    f.stream.per_working_day = 2;
    CHECK(f.over(a, b) == Approx(40));
  }
  SECTION("working hour") {
    f.stream.per_working_hour = 1;
    CHECK(f.over(a, b) == Approx(160));
  }
}

TEST_CASE("Seasons, sizes and batches scale a rate") {
  Fixture f;
  f.stream.per_month = 1;
  f.stream.season.assign(12, 1.0);
  f.stream.season[1] = 1.5;
  f.stream.batch = Distribution(4);
  f.stream.size_exponent = 0.5;
  f.m.accounts[f.account].size = Distribution(9);
  CHECK(f.over(f.day(2027, 2, 1), f.day(2027, 3, 1)) == Approx(1.5 * 4 * 3));
}

TEST_CASE("A random size counts by the mean of its power") {
  const auto size = std::get<Distribution>(Distribution::uniform(0.5, 1.5));
  CHECK(mean_power(size, 1) == Approx(1));
  CHECK(mean_power(size, 0) == 1);
  // ∫ sqrt(x) over [1/2, 3/2]
  CHECK(mean_power(size, 0.5) ==
        Approx(2.0 / 3 * (std::pow(1.5, 1.5) - std::pow(0.5, 1.5))).epsilon(1e-6));
}

TEST_CASE("Regular arrivals are counted") {
  Fixture f;
  f.stream.form = Stream::Form::regular;
  f.stream.every = {Distribution(7 * 86.4e9), Clock::elapsed};
  SECTION("every week on Tuesday at ten") {
    f.stream.weekday = 1;
    f.stream.at = hours(10);
    const auto n = expected_arrivals(f.m, f.stream,
                                     {f.day(2027, 1, 4), f.day(2027, 1, 5), f.day(2027, 1, 6),
                                      f.day(2027, 1, 11), f.day(2027, 1, 18)});
    CHECK(n == std::vector<double>{0, 1, 0, 1});
  }
  SECTION("every two weeks on some Tuesday") {
    f.stream.every.amount = Distribution(14 * 86.4e9);
    f.stream.weekday = 1;
    f.stream.at = hours(10);
    const auto n = expected_arrivals(f.m, f.stream,
                                     {f.day(2027, 1, 4), f.day(2027, 1, 11), f.day(2027, 1, 18)});
    CHECK(n == std::vector<double>{0.5, 0.5});
  }
  SECTION("monthly, on a day nobody named") {
    f.stream.every = {Distribution(1), Clock::months};
    CHECK(f.over(f.day(2027, 2, 1), f.day(2027, 4, 1)) == Approx(2));
    CHECK(f.over(f.day(2027, 2, 1), f.day(2027, 2, 15)) == Approx(0.5));
  }
  SECTION("on the 15th of the month") {
    f.stream.every = {Distribution(1), Clock::months};
    f.stream.month_day = 15;
    CHECK(f.over(f.day(2027, 2, 14), f.day(2027, 2, 16)) == Approx(1));
    CHECK(f.over(f.day(2027, 2, 16), f.day(2027, 3, 15)) == 0);
  }
  SECTION("every two working days") {
    f.stream.every = {Distribution(2), Clock::working_days};
    CHECK(f.over(f.day(2027, 1, 4), f.day(2027, 2, 1)) == Approx(10));
  }
}

TEST_CASE("Dates count where they fall and intervals at their rate") {
  Fixture f;
  SECTION("dates") {
    f.stream.form = Stream::Form::dates;
    f.stream.dates = {f.day(2027, 1, 1), f.day(2027, 1, 5), f.day(2027, 1, 5), f.day(2027, 3, 1)};
    CHECK(f.over(f.day(2027, 1, 4), f.day(2027, 2, 1)) == 2);
  }
  SECTION("intervals in working hours") {
    f.stream.form = Stream::Form::gaps;
    f.stream.interval = Lapse{Distribution(4 * 3.6e9), Clock::working_time};
    CHECK(f.over(f.day(2027, 1, 4), f.day(2027, 1, 11)) == Approx(10));
  }
}
