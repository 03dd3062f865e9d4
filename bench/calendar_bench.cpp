// Calendar arithmetic: spans of working time as a run asks for them, over a year and two days'
// leave a month. `near` are spans of a few hours, as the work of a day is; `far` of weeks.

#include <benchmark/benchmark.h>

#include <vector>

#include "engine/model/calendar.hpp"
#include "engine/random/stream.hpp"

namespace {

using namespace suits;

constexpr Date kFirst{20'000};

const Hours& year() {
  static const Hours hours_of_year = [] {
    HoursRule rule;
    for (std::size_t day = 0; day < 5; ++day) {
      rule.weekday[day] = {{minutes(570), minutes(750)}, {minutes(810), minutes(1'080)}};
    }
    return Hours(rule, kFirst, kFirst + 366);
  }();
  return hours_of_year;
}

Availability person() {
  std::vector<DateRange> away;
  for (std::int32_t day = 14; day < 366; day += 30)
    away.push_back({kFirst + day, kFirst + day + 2});
  return Availability(&year(), away);
}

/// Instants one after another as a run meets them, some minutes apart, for most of a year.
class Moments {
 public:
  Instant next() {
    at_ = at_ + minutes(7);
    if (at_ > midnight(kFirst + 300)) at_ = midnight(kFirst);
    return at_;
  }

 private:
  Instant at_ = midnight(kFirst);
};

void worked(benchmark::State& state) {
  Moments moments;
  for (auto _ : state) benchmark::DoNotOptimize(year().worked(moments.next()));
}
BENCHMARK(worked)->Name("operation/calendar/worked");

void between(benchmark::State& state, Duration span) {
  const Availability there = person();
  Moments moments;
  for (auto _ : state) {
    const Instant from = moments.next();
    benchmark::DoNotOptimize(there.between(from, from + span));
  }
}
BENCHMARK_CAPTURE(between, near, hours(2))->Name("operation/calendar/between_near");
BENCHMARK_CAPTURE(between, far, weeks(5))->Name("operation/calendar/between_far");

void advance(benchmark::State& state, Duration work) {
  const Availability there = person();
  Moments moments;
  for (auto _ : state) benchmark::DoNotOptimize(there.advance(moments.next(), work));
}
BENCHMARK_CAPTURE(advance, near, hours(2))->Name("operation/calendar/advance_near");
BENCHMARK_CAPTURE(advance, far, hours(150))->Name("operation/calendar/advance_far");

void working_days(benchmark::State& state) {
  Moments moments;
  for (auto _ : state) benchmark::DoNotOptimize(year().add_working_days(moments.next(), 7.5));
}
BENCHMARK(working_days)->Name("operation/calendar/add_working_days");

}  // namespace
