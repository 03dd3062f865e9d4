#include "engine/report/precision_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"

namespace suits {
namespace {

std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share); }

/// The precision of a figure as the procedure has it: of the true value.
std::string reached(const Precision& one) {
  const double off = one.half / std::abs(one.value);
  return off < 1 ? percent(off / (1 - off)) : "more than itself";
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
                                         const PrecisionPlan& plan, std::uint32_t replications) {
  std::vector<std::string> out, exact;
  for (const Precision& one : known)
    if (one.reached) exact.push_back(fmt::format("{} to {}", one.name, reached(one)));
  if (known.empty()) out.push_back("Precision: nothing varies that was asked for.");
  if (!exact.empty())
    out.push_back(fmt::format("Precision: {} was asked for; after {} courses known are {}.",
                              percent(plan.relative), replications, enumerated(exact)));
  for (const Precision& one : known) {
    if (one.reached) continue;
    std::string text = fmt::format("Precision: {} was not reached in {} courses: {} ",
                                   percent(plan.relative), replications, one.name);
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
