#include "engine/base/time.hpp"

#include <fmt/format.h>

namespace suits {

std::optional<Date> make_date(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day civil{std::chrono::year{year},
                                          std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
  if (!civil.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days{civil}.time_since_epoch().count())};
}

std::string to_string(Date d) {
  const auto c = d.civil();
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(c.year()),
                     static_cast<unsigned>(c.month()), static_cast<unsigned>(c.day()));
}

std::string to_string(Instant t) {
  const std::int64_t min = time_of_day(t).us / 60'000'000;
  return fmt::format("{} {:02}:{:02}", to_string(date_of(t)), min / 60, min % 60);
}

std::string to_string(Duration d) {
  if (d.us < 0) return "-" + to_string(-d);
  const std::int64_t s = d.us / 1'000'000;
  if (s < 60) return fmt::format("{} s", s);
  const std::int64_t m = s / 60;
  if (m < 60) return fmt::format("{} min", m);
  return m % 60 == 0 ? fmt::format("{} h", m / 60) : fmt::format("{} h {} min", m / 60, m % 60);
}

}  // namespace suits
