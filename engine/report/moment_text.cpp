#include "engine/report/moment_text.hpp"

#include <array>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/phrase.hpp"

namespace suits {
namespace {

constexpr std::array<const char*, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string clock(Instant t) {
  const std::int64_t minute = time_of_day(t).us / minutes(1).us;
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}
unsigned day_of(Date d) { return static_cast<unsigned>(d.civil().day()); }
const char* weekday_of(Date d) { return kDays[static_cast<std::size_t>(d.weekday())]; }
const char* month_of(Date d) { return kMonths[static_cast<std::size_t>(d.month())]; }

}  // namespace

std::string moment_text(Instant t, bool year) {
  const Date d = date_of(t);
  std::string text = fmt::format("{} {:>2} {}", weekday_of(d), day_of(d), month_of(d));
  if (year) text += fmt::format(" {}", static_cast<int>(d.civil().year()));
  return text + " " + clock(t);
}

std::string day_text(Instant t, bool at) {
  const Date d = date_of(t);
  return fmt::format("{} {} {}{}", weekday_of(d), day_of(d), month_of(d), at ? " " + clock(t) : "");
}

std::string span_text(Duration d) {
  if (d < minutes(1)) return d.us == 0 ? "no time" : "less than a minute";
  return to_string(minutes((d.us + minutes(1).us / 2) / minutes(1).us));
}

std::string working_text(const Model& model, Instant from, Instant to) {
  return working_length(model, model.agency().between(from, to));
}

std::string working_length(const Model& model, Duration time) {
  if (model.agency().always() || time < model.standard_day) return span_text(time);
  const double count =
      static_cast<double>(time.us) / static_cast<double>(model.standard_day.us);
  const std::string text = fmt::format("{:.1f}", count);
  return text + (text == "1.0" ? " working day" : " working days");
}

std::string person_text(const Model& model, PersonId p) {
  const Person& person = model.people[p];
  const Role& role = model.roles[person.roles.front()];
  if (role.sort == RoleSort::client) return "the client";
  const std::size_t mark = person.name.rfind('#');
  if (mark == std::string::npos) return printable(person.name);
  if (role.sort == RoleSort::party && role.people.size() == 1)
    return printable(words_of(model, person.roles.front()).name);
  // People of a count go by their role's title, those of a pool by its name.
  const std::string group = person.name.substr(0, mark);
  return printable((group == role.name ? title_of(role) : spaced(group)) + " " +
                   person.name.substr(mark + 1));
}

std::string number_text(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace suits
