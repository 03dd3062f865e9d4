#include "engine/report/phrase.hpp"

#include <array>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

namespace suits {
namespace {

bool ascii(const std::string& text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return !text.empty();
}

/// English plural of a phrase; text in other scripts, and what one does not count, stay as they
/// are.
std::string plural(const std::string& text) {
  if (!ascii(text) || !std::isalpha(static_cast<unsigned char>(text.back()))) return text;
  for (const char* counted : {"meeting", "briefing"})
    if (text.ends_with(counted)) return text + "s";
  for (const char* mass : {"work", "people", "ing", "tion", "ment", "time", "running", "s"})
    if (text.ends_with(mass)) return text;
  for (const char* hissing : {"x", "z", "ch", "sh"})
    if (text.ends_with(hissing)) return text + "es";
  const char before = text.size() > 1 ? text[text.size() - 2] : 'a';
  if (text.ends_with("y") && std::string("aeiou").find(before) == std::string::npos)
    return text.substr(0, text.size() - 1) + "ies";
  return text + "s";
}

/// "Campaign" → "campaign", but "TV spot" stays.
std::string uncapitalised(std::string text) {
  if (text.size() > 1 && std::isupper(static_cast<unsigned char>(text[0])) &&
      std::islower(static_cast<unsigned char>(text[1])))
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

/// "Creative Director", "Translator", "Stylist": a party that is a person, not a department.
bool one_person(const std::string& title) {
  for (const char* ending : {"er", "or", "ist", "ant"})
    if (title.ends_with(ending)) return true;
  return false;
}

const char* small_number(int n) {
  static constexpr std::array<const char*, 11> words{
      "", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  return n >= 2 && n <= 10 ? words[static_cast<std::size_t>(n)] : nullptr;
}

}  // namespace

std::string title_of(const Role& role) {
  return role.title.empty() ? spaced(role.name) : role.title;
}

RoleWords words_of(const Model& model, RoleId r) {
  const Role& role = model.roles[r];
  const std::string title = title_of(role);
  if (role.sort == RoleSort::party) {
    const std::string name = role.people.size() == 1 && one_person(title) ? "the " + title : title;
    return {name, name, false};
  }
  if (role.sort == RoleSort::client) return {"the client", "the client", false};
  const int people = static_cast<int>(role.people.size());
  if (people < 2) return {"the " + title, "the " + title, false};
  const std::string many = plural(title);
  const char* word = small_number(people);
  return {"the " + many,
          word ? fmt::format("the {} {}", word, many) : fmt::format("the {} {}", people, many),
          true};
}

std::string spaced(const std::string& name) {
  std::string out = name;
  for (char& c : out)
    if (c == '_') c = ' ';
  return out;
}

std::string one_of(const Kind& kind) {
  return uncapitalised(spaced(kind.title.empty() ? kind.name : kind.title));
}
std::string many_of(const Kind& kind) { return plural(one_of(kind)); }

std::string sentence_case(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string enumerated(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

std::string weeks_text(const std::vector<std::size_t>& weeks) {
  std::vector<std::string> spans;
  for (std::size_t i = 0; i < weeks.size();) {
    std::size_t j = i;
    while (j + 1 < weeks.size() && weeks[j + 1] == weeks[j] + 1) ++j;
    spans.push_back(i == j ? fmt::format("{}", weeks[i] + 1)
                           : fmt::format("{}–{}", weeks[i] + 1, weeks[j] + 1));
    i = j + 1;
  }
  return (weeks.size() == 1 ? "week " : "weeks ") + enumerated(spans);
}

std::string FigureWords::number(const Estimate& figure, int decimals) const {
  if (!figure.known()) return "–";
  std::string text = fmt::format("{}{:.{}f}", figure.at_least ? "≥ " : "", figure.value, decimals);
  const double smallest = 0.5 * std::pow(10, -decimals);
  if (figure.has_interval() && figure.half >= smallest)
    text += fmt::format(" ± {:.{}f}", figure.half, decimals);
  return text;
}

std::string FigureWords::percent(const Estimate& share) const {
  return number(share * 100, always_ ? 1 : 0) + " %";
}

std::string FigureWords::bare_time(const Estimate& working_days, const Estimate& like) const {
  if (!in_hours(like.value)) return number(working_days, 1);
  return number(working_days * (day_hours_ * per_hour_), always_ ? 2 : 1);
}

std::string FigureWords::time(const Estimate& working_days) const {
  const char* unit = always_                        ? per_hour_ > 1 ? " min" : " h"
                     : in_hours(working_days.value) ? " working hours"
                                                    : " working days";
  return bare_time(working_days, working_days) + unit;
}

std::string FigureWords::days(const Estimate& elapsed_days) const {
  return number(elapsed_days, 1) + " calendar days";
}

}  // namespace suits
