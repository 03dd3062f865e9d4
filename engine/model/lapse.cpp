#include "engine/model/lapse.hpp"

#include <algorithm>
#include <cmath>

namespace suits {
namespace {

Instant add_months(Instant t, double n) {
  const double whole = std::floor(n);
  const auto civil = date_of(t).civil();
  const auto moved = civil + std::chrono::months{static_cast<int>(whole)};
  const auto last = std::chrono::year_month_day_last{
      moved.year(), std::chrono::month_day_last{moved.month()}};
  const unsigned day = std::min(static_cast<unsigned>(civil.day()),
                                static_cast<unsigned>(last.day()));
  const Date date = *make_date(static_cast<int>(moved.year()),
                               static_cast<int>(static_cast<unsigned>(moved.month())),
                               static_cast<int>(day));
  const double length = static_cast<double>(static_cast<unsigned>(last.day())) * 86.4e9;
  return midnight(date) + time_of_day(t) + round_duration((n - whole) * length);
}

}  // namespace

Instant after(const Hours& hours, Instant t, Clock clock, double amount) {
  switch (clock) {
    case Clock::elapsed: return t + round_duration(amount);
    case Clock::working_time: return hours.advance(t, round_duration(amount));
    case Clock::working_days: return hours.add_working_days(t, amount);
    case Clock::months: return add_months(t, amount);
  }
  return t;
}

}  // namespace suits
