#include "engine/report/precision_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"

namespace suits {
namespace {

std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share); }

std::string amount(double size, const PrecisionGoal& goal) {
  const std::string text = fmt::format("{:.3g}", size / goal.unit_size);
  std::string unit = goal.unit;
  if (text == "1" && unit.ends_with('s')) unit.pop_back();
  return unit.empty() ? text : text + " " + unit;
}

/// "2 %", "0.5 working days".
std::string asked(const PrecisionGoal& goal) {
  return goal.relative > 0 ? percent(goal.relative) : amount(goal.absolute, goal);
}

/// The precision of a figure as the procedure has it: where relative, of the true value.
std::string reached(const Precision& one) {
  if (!(one.goal.relative > 0)) return amount(one.half, one.goal);
  const double off = one.half / std::abs(one.value);
  return off < 1 ? percent(off / (1 - off)) : "more than itself";
}

/// What all are asked for alike; "" where they are not.
std::string asked_of_all(const std::vector<Precision>& known) {
  const std::string text = asked(known.front().goal);
  const bool alike = std::all_of(known.begin(), known.end(),
                                 [&](const Precision& one) { return asked(one.goal) == text; });
  return alike ? text : "";
}

/// Two digits of a large number, upwards: "1,400".
std::string course_count(double n) {
  if (n >= 1e9) return "more than a billion";
  const double step = n < 1000 ? 1 : std::pow(10, std::floor(std::log10(n)) - 1);
  std::string digits = fmt::format("{:.0f}", std::ceil(n / step) * step);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace

std::vector<std::string> precision_notes(const std::vector<Precision>& known,
                                         std::uint32_t replications) {
  if (known.empty()) return {"Precision: nothing varies that was asked for."};
  std::vector<std::string> out, exact;
  const std::string alike = asked_of_all(known);
  for (const Precision& one : known)
    if (one.reached)
      exact.push_back(fmt::format("{} to {}", one.name, reached(one)) +
                      (alike.empty() ? fmt::format(" ({} asked for)", asked(one.goal)) : ""));
  if (!exact.empty())
    out.push_back("Precision: " +
                  (alike.empty() ? ""
                                 : fmt::format("{} {} asked for; ", alike,
                                               alike.ends_with('s') ? "were" : "was")) +
                  fmt::format("after {} courses known are {}.", replications, enumerated(exact)));
  for (const Precision& one : known) {
    if (one.reached) continue;
    std::string text = fmt::format("Precision: {} was not reached in {} courses: {} ",
                                   asked(one.goal), replications, one.name);
    if (one.half != one.half)
      text += "has no interval";
    else
      text += fmt::format("is known to {}", reached(one));
    if (std::isfinite(one.needed))
      text += fmt::format("; as it varies, it would take some {} (--most-replications)",
                          course_count(one.needed));
    out.push_back(text + ".");
  }
  return out;
}

}  // namespace suits
