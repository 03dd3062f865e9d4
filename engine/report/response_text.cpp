#include "engine/report/response_text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"

namespace suits {
namespace {

/// The words of a measure around those of its subject: "{}" stands for it.
using Pattern = std::pair<const char*, const char*>;

constexpr Pattern kWork[] = {
    {"on_time", "share of {} on time"},          {"late", "number of late {}"},
    {"lateness", "mean lateness of late {}"},    {"arrived", "number of {} that came in"},
    {"finished", "number of finished {}"},       {"unfinished", "number of unfinished {}"},
    {"turned_away", "number of {} turned away"}, {"withdrawn", "number of withdrawn {}"},
    {"rounds", "mean number of rounds of {}"},   {"rework", "share of rework in {}"},
    {"won", "number of {} that win"},            {"win_rate", "share of {} that win"},
};
constexpr Pattern kOfRole[] = {
    {"busy", "utilisation of {}"},
    {"load", "load of {}"},
    {"billable", "billable share of {}"},
    {"worked", "time worked by {}"},
    {"asked", "time asked of {}"},
    {"wait", "mean wait for {}"},
    {"waited", "share of requests that wait for {}"},
    {"waiting", "mean number of requests waiting for {}"},
    {"requests", "number of requests to {}"},
    {"cover", "share of cover in the work of {}"},
    {"covered", "share of requests to {} that others cover"},
    {"escalated", "share of requests to {} that go up the line"},
    {"meetings", "share of meetings in the work of {}"},
    {"overtime", "overtime of {}"},
    {"interruptions", "number of interruptions of {}"},
    {"leavers", "number of leavers among {}"},
    {"turnover", "turnover a year of {}"},
    {"heads", "mean number of {}"},
    {"vacant", "mean number of vacant places of {}"},
    {"vacant_weeks", "number of weeks that places of {} are vacant"},
    {"came", "number of successors among {}"},
    {"promoted", "number of promotions of {}"},
    {"overloaded", "share of the time with lasting overload of {}"},
    {"week_load", "load with overtime of {}"},
};
constexpr Pattern kOfAccount[] = {
    {"turnaround", "mean turnaround of {}"},
    {"on_time", "on-time share of {}"},
    {"arrived", "number of deliverables of {} that came in"},
    {"finished", "number of finished deliverables of {}"},
    {"worked", "time worked on {}"},
    {"billable", "billable time worked on {}"},
    {"used", "share of the retainer of {} that is used"},
    {"cost", "cost of {}"},
    {"value", "value at rates of the work on {}"},
    {"income", "income from {}"},
    {"margin", "margin on {}"},
    {"health", "health of the relationship with {}"},
    {"health.end", "health of the relationship with {} at the end"},
    {"lost", "chance of losing {}"},
    {"income_lost", "income lost with {}"},
    {"over_servicing", "over-servicing of {}"},
    {"hours_over", "time beyond the hours sold to {}"},
    {"months_over", "number of months in which {} is over-serviced"},
    {"months_far_over", "number of months in which {} is over-serviced by 20 %"},
    {"renewals", "number of renewals of {}"},
    {"renewals_kept", "number of renewals of {} that are kept"},
    {"renewals_lost", "number of renewals of {} that are lost"},
    {"renewal_rate", "share of renewals of {} that are kept"},
};
constexpr Pattern kOfDepartment[] = {
    {"busy", "utilisation of the department"},   {"billable", "billable share of the department"},
    {"worked", "time worked by the department"}, {"overtime", "overtime of the department"},
    {"cost", "cost of the department"},          {"income", "income of the department"},
    {"margin", "margin of the department"},      {"turned_away", "number of jobs turned away"},
    {"leavers", "number of leavers"},            {"turnover", "turnover a year"},
    {"heads", "mean number of heads"},           {"vacant", "mean number of vacant places"},
    {"came", "number of successors"},            {"promoted", "number of promotions"},
    {"vacant_weeks", "number of weeks that places are vacant"},
    {"overloaded", "share of the time with lasting overload"},
    {"week_load", "load with overtime"},
    {"health", "health of all relationships"},   {"lost", "number of accounts lost"},
    {"churn", "churn, accounts lost a year"},    {"income_lost", "income lost with accounts"},
    {"over_servicing", "over-servicing of all retainers"},
    {"new_accounts", "number of new accounts"},  {"win_rate", "share of pitches that win"},
    {"renewals", "number of renewals"},          {"renewals_kept", "number of renewals kept"},
    {"renewals_lost", "number of renewals lost"},
    {"renewal_rate", "share of renewals that are kept"},
};

template <std::size_t N>
std::string filled(const Pattern (&patterns)[N], const std::string& measure,
                   const std::string& subject) {
  for (const auto& [name, words] : patterns)
    if (measure == name) return fmt::format(fmt::runtime(words), subject);
  return measure + " of " + subject;
}

/// "mean", "p90": the statistic a span's measure ends with, and whether it is of elapsed time.
std::string span_words(const std::string& measure, const std::string& span) {
  const bool elapsed = measure.starts_with("elapsed");
  const std::size_t dot = measure.rfind('.');
  std::string statistic = dot == std::string::npos ? measure : measure.substr(dot + 1);
  if (!statistic.starts_with("p")) statistic = "mean";
  return statistic + (elapsed ? " elapsed " : " ") + span;
}

std::string flow_words(const Model& model, const FlowKey& key, const std::string& measure) {
  const Kind& kind = model.kinds[key.kind];
  std::string work = many_of(kind);
  if (key.tier != kNone<TierId>)
    work += fmt::format(" of {} accounts", spaced(model.tiers[key.tier].name));
  std::string span = "turnaround";
  if (key.milestone >= 0)
    span = spaced(kind.milestones[static_cast<std::size_t>(key.milestone)].name);
  const bool count = measure == "arrived" || measure == "finished" || measure == "unfinished";
  const bool own = std::any_of(std::begin(kWork), std::end(kWork),
                               [&](const Pattern& p) { return measure == p.first; });
  if (own && !(count && key.milestone >= 0)) return filled(kWork, measure, work);
  if (count) return fmt::format("number of {} {} of {}", measure, span, work);
  return span_words(measure, span + " of " + work);
}

std::string words_for(const Model& model, const std::string& measure, TheDepartment) {
  (void)model;
  return filled(kOfDepartment, measure, "the department");
}
std::string words_for(const Model& model, const std::string& measure, const FlowKey& key) {
  return flow_words(model, key, measure);
}
std::string words_for(const Model& model, const std::string& measure, RoleId role) {
  return filled(kOfRole, measure, words_of(model, role).name);
}
std::string words_for(const Model& model, const std::string& measure, PersonId person) {
  return filled(kOfRole, measure, model.people[person].name);
}
std::string words_for(const Model& model, const std::string& measure, AccountId account) {
  return filled(kOfAccount, measure, model.accounts[account].name);
}
std::string words_for(const Model& model, const std::string& measure, const AccountKind& of) {
  const std::string work =
      many_of(model.kinds[of.kind]) + " for " + model.accounts[of.account].name;
  return measure == "turnaround" ? "mean turnaround of " + work : filled(kWork, measure, work);
}
std::string words_for(const Model& model, const std::string&, RuleNumber rule) {
  return fmt::format("number of times that the rule {} acts", model.rulebook.rules[rule.rule].name);
}

/// Thousands apart, never "-0".
std::string grouped_figure(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);
  const std::size_t from = text[0] == '-' ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > from + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

/// As many decimals as the first digit of the interval takes (of the value, where there is none),
/// one more where that is a 1 or a 2: an interval of 0.034 is not "± 0.0". At least `usual`.
int decimals_for(const Estimate& scaled, int usual) {
  const double shown =
      scaled.has_interval() && scaled.half > 0 ? scaled.half : std::abs(scaled.value);
  if (!(shown > 0) || !std::isfinite(shown)) return usual;
  const double power = std::floor(std::log10(shown));
  const bool small_digit = shown / std::pow(10, power) < 2.95;
  return std::clamp((small_digit ? 1 : 0) - static_cast<int>(power), usual,
                    shown < std::pow(10, -usual) ? 6 : usual);
}

}  // namespace

std::string response_words(const Model& model, const Response& response) {
  return std::visit([&](const auto& of) { return words_for(model, response.measure, of); },
                    response.subject);
}

std::string response_unit(const Response& response) {
  switch (response.quantity) {
    case Quantity::share:
      return unit_name(Unit::share);
    case Quantity::working_days:
      return unit_name(Unit::working_days);
    case Quantity::days:
      return unit_name(Unit::days);
    case Quantity::working_hours:
    case Quantity::hours:
      return unit_name(Unit::hours);
    case Quantity::money:
      return unit_name(Unit::money);
    case Quantity::count:
    case Quantity::number:
      return "";
  }
  return "";
}

ResponseFigures::Scale ResponseFigures::scale_of(const Response& response,
                                                 const Estimate& like) const {
  const bool always = base_.always;
  const std::string clock = base_.per_hour > 1 ? " min" : " h";
  const double day = base_.day_hours;
  switch (response.quantity) {
    case Quantity::share:
      return {100, " %", always ? 1 : 0};
    case Quantity::working_days:
      if (always) return {day * base_.per_hour, clock, 2};
      if (like.value < 1) return {day, " working hours", 1};
      return {1, " working days", 1};
    case Quantity::days:
      if (always) return {24 * base_.per_hour, clock, 2};
      return {1, " calendar days", 1};
    case Quantity::working_hours:
      if (always) return {base_.per_hour, clock, 2};
      if (like.value < day) return {1, " working hours", 1};
      return {1 / day, " working days", 1};
    case Quantity::hours:
      return {1, " h", 1};
    case Quantity::money:
      return {1, model_.currency.empty() ? "" : " " + model_.currency, 0};
    case Quantity::count:
      return {1, "", 1};
    case Quantity::number:
      return {1, "", 2};
  }
  return {};
}

int ResponseFigures::decimals_of(const Response& response, const Scale& scale,
                                 const Estimate& change) const {
  const int usual = response.quantity == Quantity::share ? 1 : scale.decimals;
  return decimals_for(change * scale.factor, usual);
}

std::string ResponseFigures::level(const Response& response, const Estimate& given,
                                   const Estimate& like, const Estimate& change) const {
  if (!given.known() || !std::isfinite(given.value)) return "–";
  const Scale scale = scale_of(response, like);
  const int decimals = change.known() ? decimals_of(response, scale, change) : scale.decimals;
  return (given.at_least ? "≥ " : "") + grouped_figure(given.value * scale.factor, decimals) +
         (response.quantity == Quantity::share ? " %" : "");
}

std::string ResponseFigures::figure(const Response& response, const Estimate& given,
                                    const Estimate& like) const {
  if (!given.known() || !std::isfinite(given.value)) return "–";
  const Scale scale = scale_of(response, like);
  const Estimate scaled = given * scale.factor;
  const bool whole = response.quantity == Quantity::count && !scaled.has_interval() &&
                     scaled.value == std::floor(scaled.value);
  const int decimals = whole ? 0 : decimals_for(scaled, scale.decimals);
  std::string text = grouped_figure(scaled.value, decimals);
  if (scaled.has_interval() && scaled.half > 0)
    text += " ± " + grouped_figure(scaled.half, decimals);
  return (given.at_least ? "≥ " : "") + text + scale.unit;
}

std::string ResponseFigures::size(const Response& response, const Estimate& difference,
                                  const Estimate& like) const {
  Scale scale = scale_of(response, like);
  if (response.quantity == Quantity::share) scale.unit = " points";
  const Estimate scaled = Estimate{std::abs(difference.value), kNothing, false} * scale.factor;
  return grouped_figure(scaled.value, decimals_for(scaled, scale.decimals)) + scale.unit;
}

std::string ResponseFigures::from_to(const Response& response, const Estimate& base,
                                     const Estimate& variant, const Estimate& change) const {
  const bool share = response.quantity == Quantity::share;
  return level(response, base, base, change) + " to " + level(response, variant, base, change) +
         (share ? "" : scale_of(response, base).unit);
}

std::string ResponseFigures::amount(const Response& response, const Estimate& difference,
                                    const Estimate& base) const {
  Estimate positive = difference;
  positive.value = std::abs(positive.value);
  positive.at_least = false;
  Scale scale = scale_of(response, base);
  const Estimate scaled = positive * scale.factor;
  if (scaled.value == 0 && !(scaled.half > 0)) return "0";
  if (response.quantity == Quantity::share) scale.unit = " points";
  const int decimals = decimals_of(response, scale, difference);
  std::string text = grouped_figure(scaled.value, decimals);
  if (scaled.has_interval() && scaled.half > 0)
    text += " ± " + grouped_figure(scaled.half, decimals);
  return text + (scaled.has_interval() ? "" : " ± ?") + scale.unit;
}

std::string ResponseFigures::change(const Response& response, const Estimate& difference,
                                    const Estimate& base) const {
  if (!difference.known()) return "–";
  const std::string text = amount(response, difference, base);
  if (text == "0") return text;
  return (difference.value > 0 ? "+" : difference.value < 0 ? "−" : "") + text;
}

}  // namespace suits
