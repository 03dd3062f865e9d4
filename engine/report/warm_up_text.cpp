#include "engine/report/warm_up_text.hpp"

#include <fmt/format.h>

#include "engine/report/phrase.hpp"

namespace suits {
namespace {

std::string elapsed_text(Duration span) {
  const double h = span.hours();
  if (span == Duration{}) return "none";
  if (span.us % weeks(1).us == 0)
    return fmt::format("{:.0f} week{}", h / 168, span == weeks(1) ? "" : "s");
  return h < 48 ? fmt::format("{:.3g} h", h) : fmt::format("{:.3g} days", h / 24);
}

/// Which of them says how much is left out: the first that has none to be found, else the longest.
std::size_t decisive(const std::vector<WarmUp>& all) {
  std::size_t longest = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].sort != WarmUp::Sort::found) return i;
    if (all[longest].length < all[i].length) longest = i;
  }
  return longest;
}

}  // namespace

std::string warm_up_note(const WarmUp& warm_up) { return warm_up_note({""}, {warm_up}); }

std::string warm_up_note(const std::vector<std::string>& names, const std::vector<WarmUp>& all) {
  const std::size_t at = decisive(all);
  const WarmUp& warm_up = all[at];
  const std::string whose = at == 0 ? "" : fmt::format(" with {}", names[at]);
  switch (warm_up.sort) {
    case WarmUp::Sort::found:
      return fmt::format(
          "Warm-up found: {}{} (MSER-5 on the work in progress, mean of {} courses); figures are "
          "of "
          "what comes after it.",
          elapsed_text(warm_up.length), all.size() == 1 ? "" : ", the longest of base and what-ifs",
          warm_up.replications);
    case WarmUp::Sort::too_short:
      return fmt::format(
          "Warm-up: the run{} is too short to tell (after {} courses the work in progress has not "
          "settled before its half); figures are of the window as it is stated.",
          whose, warm_up.replications);
    case WarmUp::Sort::dated:
      return fmt::format(
          "Warm-up: there is none to be found, since the scenario{} changes with time ({}): how it "
          "begins is part of what is asked. Figures are of the window as it is stated.",
          whose, enumerated(warm_up.changes));
    case WarmUp::Sort::failed:
      return "";
  }
  return "";
}

}  // namespace suits
