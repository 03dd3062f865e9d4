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

}  // namespace

std::string warm_up_note(const WarmUp& warm_up) {
  switch (warm_up.sort) {
    case WarmUp::Sort::found:
      return fmt::format(
          "Warm-up found: {} (MSER-5 on the work in progress, mean of {} courses); figures are of "
          "what "
          "comes after it.",
          elapsed_text(warm_up.length), warm_up.replications);
    case WarmUp::Sort::too_short:
      return fmt::format(
          "Warm-up: the run is too short to tell (after {} courses the work in progress has not "
          "settled before its half); figures are of the window as it is stated.",
          warm_up.replications);
    case WarmUp::Sort::dated:
      return fmt::format(
          "Warm-up: there is none to be found, since the scenario changes with time ({}): how it "
          "begins is part of what is asked. Figures are of the window as it is stated.",
          enumerated(warm_up.changes));
    case WarmUp::Sort::failed:
      return "";
  }
  return "";
}

}  // namespace suits
