#include "engine/scenario/quantity.hpp"

#include "engine/scenario/scalar_text.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

template <class T>
T read(std::string_view text, const ReadData* data = nullptr) {
  Cursor cursor(text, data);
  T out = T();
  const bool good = parse(cursor, out) && cursor.finish();
  INFO(text << ": " << (good ? "" : cursor.fault()->message));
  CHECK(good);
  return out;
}

/// Where a text is wrong, and why: "4: unknown unit 'hrz'".
template <class T>
std::string fault(std::string_view text) {
  Cursor cursor(text);
  T out = T();
  if (parse(cursor, out) && cursor.finish()) return "";
  return std::to_string(cursor.fault()->at) + ": " + cursor.fault()->message;
}

constexpr double kHour = 3600e6, kDay = 24 * kHour;

}  // namespace

TEST_CASE("Efforts are kept in microseconds") {
  CHECK(read<Effort>("45 min").amount.mean() == 45 * 60e6);
  CHECK(read<Effort>("6 h").amount.mean() == 6 * kHour);
  CHECK(read<Effort>("6h").amount.mean() == 6 * kHour);
  CHECK(read<Effort>("1.5 hours").amount.mean() == 1.5 * kHour);
  CHECK(read<Effort>("30 s").amount.is_constant());
  CHECK(read<Effort>("0").amount.mean() == 0);
}

TEST_CASE("A lapse is on the clock of its unit") {
  struct Row {
    std::string_view text;
    double amount;
    Clock clock;
  };
  constexpr Row kRows[] = {{"2 days", 2 * kDay, Clock::elapsed},
                           {"3 weeks", 21 * kDay, Clock::elapsed},
                           {"90 min", 1.5 * kHour, Clock::elapsed},
                           {"36 h", 36 * kHour, Clock::elapsed},
                           {"2 months", 2, Clock::months},
                           {"1 year", 12, Clock::months},
                           {"2 working days", 2, Clock::working_days},
                           {"0.5 working day", 0.5, Clock::working_days},
                           {"6 working weeks", 30, Clock::working_days},
                           {"4 working hours", 4 * kHour, Clock::working_time}};
  for (const Row& row : kRows) {
    INFO(row.text);
    const Lapse lapse = read<Lapse>(row.text);
    CHECK(lapse.amount.mean() == row.amount);
    CHECK(lapse.clock == row.clock);
    const auto fixed = read<FixedLapse>(row.text);
    CHECK(fixed.amount == row.amount);
    CHECK(fixed.clock == row.clock);
  }
}

TEST_CASE("Rates are per a unit of time") {
  CHECK(read<Rate>("2/month").per == Per::month);
  CHECK(read<Rate>("6/working day").per == Per::working_day);
  CHECK(read<Rate>("6 / working week").amount == Approx(1.2));
  CHECK(read<Rate>("0.9/h").amount == 0.9);
  CHECK(read<Rate>("1000000000/s").amount == 3.6e12);
  CHECK(read<Rate>("2/working hour").per == Per::working_hour);
  const auto effort = read<EffortRate>("45 min/working day");
  CHECK(effort.us == 45 * 60e6);
  CHECK(effort.per == Per::working_day);
  CHECK(fault<Rate>("2/months") == "2: per one of what?");
}

TEST_CASE("Money is per hour or per month") {
  CHECK(read<HourlyMoney>("62/h").value == 62);
  CHECK(read<HourlyMoney>("0").value == 0);
  using Retainer = std::variant<EffortRate, MonthlyMoney>;
  CHECK(std::get<MonthlyMoney>(read<Retainer>("31000/month")).value == 31000);
  CHECK(std::get<EffortRate>(read<Retainer>("180 h/month")).us == 180 * kHour);
}

TEST_CASE("Shares, factors and counts") {
  CHECK(read<Share>("20%").value == 0.2);
  CHECK(read<Share>("100 %").value == 1);
  CHECK(read<Factor>("1.25").value == 1.25);
  CHECK(read<Factor>("105%").value == Approx(1.05));
  CHECK(read<Count>("12").value == 12);
  CHECK(fault<Count>("1e300") == "0: this must be a whole number");
  CHECK(fault<Count>("-1") == "0: -1 is negative");
  CHECK(read<bool>("yes"));
  CHECK_FALSE(read<bool>("false"));
}

TEST_CASE("Every law is read with its figures in one unit") {
  const auto mean = [](std::string_view text) { return read<Effort>(text).amount.mean() / kHour; };
  CHECK(mean("constant(2 h)") == Approx(2));
  CHECK(mean("uniform(1 h, 3 h)") == Approx(2));
  CHECK(mean("uniform(30 min, 2.5 h)") == Approx(1.5));
  CHECK(mean("exponential(mean 2 h)") == Approx(2));
  CHECK(mean("erlang(k 3, mean 2 h)") == Approx(2));
  CHECK(mean("gamma(mean 2 h, sd 1 h)") == Approx(2));
  CHECK(mean("gamma(cv 0.5, mean 2 h)") == Approx(2));
  CHECK(mean("lognormal(mean 12 h, p90 22 h)") == Approx(12));
  CHECK(mean("lognormal(mean 12 h, sd 5 h)") == Approx(12));
  CHECK(mean("lognormal(mean 12 h, cv 0.5)") == Approx(12));
  CHECK(read<Effort>("lognormal(median 4, p90 9 h)").amount.quantile(0.5) == Approx(4 * kHour));
  CHECK(mean("triangular(1 h, 2 h, 6 h)") == Approx(3));
  CHECK(mean("pert(0.5, 1.5, 2.5 h)") == Approx(1.5));
  CHECK(mean("hyperexponential(mean 2 h, cv 3)") == Approx(2));
  CHECK(mean("hyperexponential(30%: 1 h, 70%: 5 h)") == Approx(3.8));
  CHECK(mean("discrete(30% 1, 70% 2 h)") == Approx(1.7));
  CHECK(mean("empirical(1 h, 2 h, 3 h)") == Approx(2));
  const Lapse days = read<Lapse>("pert(0.5, 1.5, 3 working days)");
  CHECK(days.clock == Clock::working_days);
  CHECK(days.amount.mean() == Approx(9.5 / 6));
  CHECK(read<Number>("gamma(mean 1, cv 0.5)").amount.mean() == Approx(1));
  CHECK(read<Number>("uniform(90%, 110%)").amount.mean() == Approx(1));
  CHECK(read<Number>("discrete(70%: 1, 30%: 3)").amount.mean() == Approx(1.6));
}

TEST_CASE("Observed values come from a file beside the scenario") {
  const ReadData data = [](const std::string& name) -> DataText {
    if (name == "waits.csv") return {"hours,days\n1,10\n3,30\n", ""};
    return {{}, "no " + name};
  };
  CHECK(read<Effort>("empirical(file waits.csv, in h)", &data).amount.mean() == Approx(2 * kHour));
  const auto days = read<Lapse>("empirical(file waits.csv, column days, in working days)", &data);
  CHECK(days.amount.mean() == Approx(20));
  CHECK(days.clock == Clock::working_days);
}

TEST_CASE("A fault has its place inside the scalar") {
  CHECK(fault<Effort>("pert(1 h, 2 hrz, 4 h)") == "12: unknown unit 'hrz'");
  CHECK(fault<Effort>("uniform(3 h, 1 h)") == "13: the most, 1 h, is below the least, 3 h");
  CHECK(fault<Effort>("12") == "0: says 12, but of what?");
  CHECK(fault<Effort>("").find("0: ") == 0);
  CHECK(fault<Effort>("-nan h").find("0: ") == 0);
  CHECK(fault<Effort>("1e-999 h") == "0: 1e-999 is out of range");
  CHECK(fault<Lapse>("1001 years") == "0: more than 1000 years");
  CHECK(fault<DateRange>("2027-01-05..2027-01-04") == "12: the span ends before it begins");
}

TEST_CASE("Dates, times and days") {
  CHECK(to_string(read<Date>("2028-02-29")) == "2028-02-29");
  const auto span = read<DateRange>("2027-08-09..2027-08-20");
  CHECK(span.to - span.from == 12);
  CHECK(read<DateRange>("2027-08-09").to - read<Date>("2027-08-09") == 1);
  CHECK(read<Moment>("2027-03-01 10:00").time == hours(10));
  CHECK_FALSE(read<Moment>("2027-03-01").time.has_value());
  CHECK(read<TimeOfDay>("09:30").since_midnight == minutes(570));
  CHECK(read<OnDay>("wednesday").weekday == 2);
  CHECK(read<OnDay>("day 15").month_day == 15);
  CHECK(fault<TimeOfDay>("24:00") == "0: there is no 24:00");
}

TEST_CASE("Odd texts are faults, never more") {
  for (const char* text : {"",
                           " ",
                           "(",
                           ")",
                           "pert",
                           "pert(",
                           "pert()",
                           "pert(,)",
                           "pert(1 h,)",
                           "pert(1 h 2 h)",
                           "/",
                           "1/",
                           "1//h",
                           "%",
                           "1%%",
                           "-",
                           "+",
                           ".",
                           "-.",
                           "..",
                           "2027",
                           "2027-",
                           "9999-99-99",
                           "day",
                           "day x",
                           ":",
                           "09:",
                           "in h",
                           "empirical(in h)",
                           "empirical(file)",
                           "empirical(file x",
                           "discrete(50%: )",
                           "discrete(0% 1 h)",
                           "erlang(k, mean)",
                           "\xff\xfe",
                           "１２ h",
                           "1 working"}) {
    INFO(text);
    CHECK_FALSE(fault<Effort>(text).empty());
    CHECK_FALSE(fault<Lapse>(text).empty());
    CHECK_FALSE(fault<Rate>(text).empty());
    CHECK_FALSE(fault<Moment>(text).empty());
    fault<Number>(text);
    fault<OnDay>(text);
    fault<std::variant<EffortRate, MonthlyMoney>>(text);
  }
}

}  // namespace suits
