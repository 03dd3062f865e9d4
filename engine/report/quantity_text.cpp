#include "engine/report/quantity_text.hpp"

#include <array>

#include <fmt/format.h>

namespace suits {
namespace {

constexpr double kMinute = 6e7, kHour = 3.6e9, kElapsedDay = 8.64e10;  // [us]

std::string described(const Distribution& amount, const std::string& unit) {
  if (amount.is_constant()) return fmt::format("{:.4g} {}", amount.mean(), unit);
  return fmt::format("{} {}", amount.describe(), unit);
}

/// Hours, or minutes where an hour is much; days where `days` allows and they are many.
std::string clock_text(const Distribution& us, const std::string& kind, bool days) {
  const double mean = us.mean();
  if (days && mean >= 2 * kElapsedDay) return described(us.scaled(1 / kElapsedDay), "days");
  if (mean < kHour) return described(us.scaled(1 / kMinute), kind.empty() ? "min" : "working min");
  return described(us.scaled(1 / kHour), kind.empty() ? "h" : "working hours");
}

std::string regular_text(const Stream& stream) {
  static constexpr std::array<const char*, 7> weekdays{
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  std::string text = "every " + lapse_text(stream.every);
  if (stream.weekday)
    text += fmt::format(" on {}", weekdays[static_cast<std::size_t>(*stream.weekday)]);
  if (stream.month_day) text += fmt::format(" on day {}", *stream.month_day);
  if (stream.at)
    text += fmt::format(" at {:02}:{:02}", stream.at->us / hours(1).us,
                        stream.at->us / minutes(1).us % 60);
  return text;
}

std::string rate_text(const Stream& stream) {
  const std::pair<double, const char*> rates[] = {{stream.per_year, "/year"},
                                                  {stream.per_month, "/month"},
                                                  {stream.per_week, "/week"},
                                                  {stream.per_day, "/day"},
                                                  {stream.per_working_day, "/working day"},
                                                  {stream.per_hour, "/h"},
                                                  {stream.per_working_hour, "/working hour"}};
  for (const auto& [rate, unit] : rates)
    if (rate > 0) return fmt::format("{:.4g}{}", rate, unit);
  return "never";
}

}  // namespace

std::string share_text(double share) { return fmt::format("{:.4g}%", share * 100); }

std::string effort_text(const Distribution& effort) { return clock_text(effort, "", false); }

std::string lapse_text(const Lapse& lapse) {
  const auto counted = [&](const char* unit) {
    const bool one = lapse.amount.is_constant() && lapse.amount.mean() == 1;
    return described(lapse.amount, fmt::format("{}{}", unit, one ? "" : "s"));
  };
  switch (lapse.clock) {
    case Clock::working_days:
      return counted("working day");
    case Clock::months:
      return counted("month");
    case Clock::working_time:
      return clock_text(lapse.amount, "working", false);
    case Clock::elapsed:
      break;
  }
  return clock_text(lapse.amount, "", true);
}

std::string stream_text(const Stream& stream) {
  std::string text;
  switch (stream.form) {
    case Stream::Form::rate:
      text = rate_text(stream);
      break;
    case Stream::Form::gaps:
      text = stream.interval ? "every " + lapse_text(*stream.interval) : "never";
      break;
    case Stream::Form::regular:
      text = regular_text(stream);
      break;
    case Stream::Form::dates:
      text = fmt::format("on {} dates", stream.dates.size());
      break;
    case Stream::Form::population:
      text = fmt::format("always {}", stream.population);
      break;
  }
  if (stream.profile) {
    text += fmt::format(", times a profile of {} parts over {} (mean {:.4g})",
                        stream.profile->factors.size(),
                        lapse_text({Distribution(static_cast<double>(stream.profile->period.us)),
                                    Clock::elapsed}),
                        mean_factor(*stream.profile));
  }
  if (stream.batch) text += fmt::format(", in batches ({})", stream.batch->describe());
  return text;
}

}  // namespace suits
