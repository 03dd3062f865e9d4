#include "engine/report/findings.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/report/overload.hpp"
#include "engine/report/phrase.hpp"

namespace suits {
namespace {

/// Causes smaller than this share of a turnaround are not worth a director's time.
constexpr double kWorthSaying = 0.05;
constexpr std::size_t kCausesSaid = 4;
/// Shares of due work that are on time: fine above the first, bad below the second.
constexpr double kFine = 0.95, kBad = 0.75;

std::string subject_of(const Model& model, const FlowSummary& flow) {
  const Kind& kind = model.kinds[flow.key.kind];
  if (flow.key.milestone < 0) return "a " + one_of(kind);
  const std::string& name = kind.milestones[static_cast<std::size_t>(flow.key.milestone)].name;
  if (name == "brief_turnaround") return "a brief";
  return fmt::format("{} of a {}", spaced(name), one_of(kind));
}

std::string busy_words(const Model& model, const Cause& cause) {
  if (cause.sort != CauseSort::waiting) return "";
  if (cause.away >= 0.5) return ", mostly away";
  if (cause.busy_with == kNone<KindId>) return "";
  return fmt::format(", busy mostly with {} ({:.0f} %)", many_of(model.kinds[cause.busy_with]),
                     cause.busy_share * 100);
}

Estimate without_interval(const Estimate& figure) {
  return {figure.value, kNothing, figure.at_least};
}

/// "5.2 waiting for …, busy mostly with …; 4.0 with the client; …": the largest causes.
std::string causes_words(const Model& model, const Summary& summary, const FlowSummary& flow) {
  const FigureWords figures(summary);
  std::string out;
  std::size_t said = 0;
  for (const Cause& cause : flow.causes) {
    if (said == kCausesSaid || (said > 0 && cause.share < kWorthSaying)) break;
    if (said++ > 0) out += "; ";
    out += figures.bare_time(without_interval(cause.working_days), flow.working) + " " +
           cause_words(model, cause) + busy_words(model, cause);
  }
  return out;
}

/// What a queue looks like from inside, for scenarios without deliverables.
std::string queue_words(const Model& model, const Summary& summary) {
  const FigureWords figures(summary);
  const RoleSummary* longest = nullptr;
  for (const RoleSummary& role : summary.roles)
    if (role.waiting.known() && (!longest || role.waiting.value > longest->waiting.value))
      longest = &role;
  if (!longest || !longest->wait.known()) return "";
  const double day = summary.day_hours > 0 ? summary.day_hours : 24;
  return fmt::format(
      " A request waits {} for {} before it starts; {} of them have to wait at all, and {} are "
      "waiting at any time.",
      figures.time(longest->wait * (1 / day)), words_of(model, longest->role).name,
      figures.percent(longest->waited), figures.number(longest->waiting, 2));
}

Finding turnaround(const Model& model, const Summary& summary) {
  const FigureWords figures(summary);
  const FlowSummary* flow = headline(model, summary);
  if (!flow) return {"turnaround", "No job that arrived in the window was finished."};
  std::string text = fmt::format("{} takes {} on average", sentence_case(subject_of(model, *flow)),
                                 figures.time(flow->working));
  if (!summary.always) text += fmt::format(" ({})", figures.days(flow->elapsed));
  const Estimate& p90 = flow->working_quantiles[2];
  if (p90.known()) text += fmt::format(", nine in ten at most {}", figures.time(p90));
  text += ".";
  const std::string causes = causes_words(model, summary, *flow);
  if (!causes.empty()) text += " Of this, " + causes + ".";
  if (flow->rework.known() && flow->rework.value >= kWorthSaying)
    text += fmt::format(" {} of it is rework, in second and later rounds.",
                        figures.percent(flow->rework));
  if (flow->censored.value > 0)
    text += fmt::format(" {} of {} were not finished when the run stopped.",
                        figures.number(flow->censored, 1), figures.number(flow->arrived, 1));
  if (!summary.on.deliverables || summary.always) text += queue_words(model, summary);
  return {"turnaround", text};
}

/// Deliverables where there are any, else all work but people's own.
bool headline_kind(const Model& model, const Summary& summary, const FlowSummary& flow) {
  const Kind& kind = model.kinds[flow.key.kind];
  return flow.key.milestone < 0 && flow.has_due && flow.on_time.known() && !kind.background &&
         (kind.deliverable || !summary.on.deliverables);
}

std::string at_tier(const Model& model, const FlowSummary& flow) {
  const std::string many = many_of(model.kinds[flow.key.kind]);
  if (flow.key.tier == kNone<TierId>) return many;
  return fmt::format("{} of {} accounts", many, spaced(model.tiers[flow.key.tier].name));
}

/// The largest cause outside the agency, or inside it, that is not work itself.
const Cause* main_delay(const FlowSummary& flow, bool outside) {
  for (const Cause& cause : flow.causes) {
    const bool out = cause.sort == CauseSort::client || cause.sort == CauseSort::delay;
    const bool in = cause.sort == CauseSort::waiting || cause.sort == CauseSort::appointment;
    if ((outside ? out : in) && cause.share >= kWorthSaying) return &cause;
  }
  return nullptr;
}

std::string why_late(const Model& model, const Summary& summary, const FlowSummary& flow) {
  const FigureWords figures(summary);
  std::string out;
  if (flow.lateness.known())
    out += fmt::format(" Late ones are {} late on average.", figures.time(flow.lateness));
  std::vector<std::string> delays;
  for (const Cause* cause : {main_delay(flow, false), main_delay(flow, true)})
    if (cause)
      delays.push_back(fmt::format(
          "{} go by {}{}", figures.bare_time(without_interval(cause->working_days), flow.working),
          cause_words(model, *cause), busy_words(model, *cause)));
  if (!delays.empty())
    out += fmt::format(" Of the {} they take, {}.", figures.time(flow.working), enumerated(delays));
  return out;
}

/// Why there is no job to count as late.
std::string nothing_late(const Model& model) {
  for (const Kind& kind : model.kinds)
    for (const auto& due : kind.due.items())
      if (due && !kind.background) return "No job with a due date came so far that it could be late.";
  return "Nothing has a due date, so nothing counts as late.";
}

Finding lateness(const Model& model, const Summary& summary) {
  const FigureWords figures(summary);
  std::vector<const FlowSummary*> all, parts;
  for (const FlowSummary& flow : summary.flows) {
    if (!headline_kind(model, summary, flow)) continue;
    if (flow.key.tier == kNone<TierId>)
      all.push_back(&flow);
    else if (summary.on.tiers)
      parts.push_back(&flow);
  }
  if (all.empty()) return {"lateness", nothing_late(model)};
  if (parts.empty()) parts = all;
  const auto later = [](const FlowSummary* a, const FlowSummary* b) {
    return a->on_time.value < b->on_time.value;
  };
  const FlowSummary& worst = **std::min_element(parts.begin(), parts.end(), later);
  std::stable_sort(all.begin(), all.end(), later);
  std::vector<std::string> shares;
  for (const FlowSummary* flow : all)
    shares.push_back(fmt::format("{} of the {}", figures.percent(flow->on_time),
                                 many_of(model.kinds[flow->key.kind])));
  if (shares.size() > 4) shares.resize(4);
  if (worst.on_time.value >= kFine)
    return {"lateness",
            fmt::format("Nothing is late to speak of: {} are on time.", enumerated(shares))};
  std::string text = fmt::format("On time are {}.", enumerated(shares));
  if (parts != all || all.size() > 1)
    text += fmt::format(" {} {}: {} on time.",
                        worst.on_time.value < kBad ? "Worst are the" : "Last come the",
                        at_tier(model, worst), figures.percent(worst.on_time));
  return {"lateness", text + why_late(model, summary, worst)};
}

}  // namespace

std::string cause_words(const Model& model, const Cause& cause) {
  const std::string role =
      cause.role == kNone<RoleId> ? std::string() : words_of(model, cause.role).name;
  switch (cause.sort) {
    case CauseSort::work:
    case CauseSort::creative:
      return "in hand at " + role;
    case CauseSort::waiting:
      return "waiting for " + role;
    case CauseSort::appointment:
      return "until everybody can meet, last " + role;
    case CauseSort::client:
      return "with the client";
    case CauseSort::delay:
      return "in stated delays";
  }
  return "";
}

std::vector<Finding> find_what_matters(const Model& model, const Summary& summary) {
  return {{"overload", overload_text(model, summary)},
          turnaround(model, summary),
          lateness(model, summary)};
}

}  // namespace suits
