#include "engine/analysis/plausibility.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/summary.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostHints = 20;  // looking for the nearest name takes its time

/// An observed figure in the unit of a quantity; nothing where its own does not fit.
std::optional<double> converted(const Model& model, Quantity quantity, double amount,
                                ObservedUnit unit) {
  const double day = model.standard_day.hours();
  const bool working = unit == ObservedUnit::working_hours || unit == ObservedUnit::working_days;
  const double working_hours = unit == ObservedUnit::working_days ? amount * day : amount;
  // Where the agency never closes the two clocks are one.
  if (!working && model.agency().always() &&
      (quantity == Quantity::working_days || quantity == Quantity::working_hours)) {
    if (unit == ObservedUnit::hours || unit == ObservedUnit::days)
      return converted(model, quantity, unit == ObservedUnit::days ? 24 * amount : amount,
                       ObservedUnit::working_hours);
  }
  switch (quantity) {
    case Quantity::share:
      if (unit == ObservedUnit::share) return amount;
      break;
    case Quantity::working_days:
      if (unit == ObservedUnit::working_days) return amount;
      if (working && day > 0) return amount / day;
      break;
    case Quantity::working_hours:
      if (working) return working_hours;
      break;
    case Quantity::days:
      if (unit == ObservedUnit::days) return amount;
      if (unit == ObservedUnit::hours) return amount / 24;
      break;
    case Quantity::hours:
      if (unit == ObservedUnit::hours) return amount;
      break;
    case Quantity::count:
    case Quantity::money:
    case Quantity::number:
      if (unit == ObservedUnit::number) return amount;
      break;
  }
  return std::nullopt;
}

/// What a quantity wants to be written in, with an example.
std::pair<const char*, const char*> wanted(Quantity quantity) {
  switch (quantity) {
    case Quantity::share:
      return {"is a share", "e.g. 78%"};
    case Quantity::working_days:
      return {"counts in working time", "e.g. 31 working days"};
    case Quantity::working_hours:
      return {"counts in working time", "e.g. 6 working hours"};
    case Quantity::days:
      return {"counts in elapsed time", "e.g. 43 days"};
    case Quantity::hours:
      return {"counts in hours of work", "e.g. 1250 h"};
    case Quantity::money:
      return {"is a sum of money", "e.g. 310000, in the scenario's currency"};
    case Quantity::count:
    case Quantity::number:
      return {"is a plain number", "e.g. 70"};
  }
  return {"", ""};
}

/// The measures that end in what was written ("on_time": "campaign.on_time"), else the nearest.
std::string hint_for(const std::vector<Response>& all, const std::string& name) {
  std::string named;
  std::size_t ending = 0;
  for (const Response& response : all) {
    if (!response.name.ends_with("." + name)) continue;
    if (++ending <= 3) named += (ending == 1 ? "'" : ", '") + response.name + "'";
  }
  if (ending > 3) named += fmt::format(" and {} more", ending - 3);
  if (ending > 0) return fmt::format("of what? there {} {}", ending == 1 ? "is" : "are", named);
  const std::string near = nearest_response(all, name);
  return near.empty() ? "a measure is SUBJECT.MEASURE, as in campaign.turnaround"
                      : fmt::format("did you mean '{}'?", near);
}

/// Where a single year cannot come out: below 0, for shares of a whole above 1.
OneYear cut(const Response& response, OneYear year) {
  if (response.measure == "margin") return {year.low, std::min(year.high, 1.0)};
  year.low = std::max(year.low, 0.0);
  const bool whole = response.quantity == Quantity::share && response.measure != "load" &&
                     response.measure != "used";
  if (whole) year.high = std::min(year.high, 1.0);
  return year;
}

/// The mean turnaround of accounts is a lower bound where some of their jobs never finished.
bool at_least(const Experiment& experiment, const Response& response) {
  const auto value = [&](std::size_t index) { return experiment.measures[index].mean(); };
  const MeasureLayout& layout = experiment.layout;
  if (response.measure != "turnaround") return false;
  if (const auto* a = std::get_if<AccountId>(&response.subject))
    return value(layout.at(*a, AccountMeasure::finished_or_withdrawn)) <
           value(layout.at(*a, AccountMeasure::arrived));
  if (const auto* of = std::get_if<AccountKind>(&response.subject))
    return value(layout.at(of->account, of->kind, AccountKindMeasure::finished_or_withdrawn)) <
           value(layout.at(of->account, of->kind, AccountKindMeasure::arrived));
  return false;
}

/// As the tables of a report have it.
Estimate simulated(const Experiment& experiment, const std::vector<FlowSummary>& flows,
                   const Response& response, StudentFactors& factors) {
  if (const auto& q = response.quantile)
    return q->elapsed ? flows[q->flow].elapsed_quantiles[q->level]
                      : flows[q->flow].working_quantiles[q->level];
  Estimate figure = experiment.measures[response.index].estimate(factors);
  const auto* key = std::get_if<FlowKey>(&response.subject);
  const bool time =
      response.quantity == Quantity::working_days || response.quantity == Quantity::days;
  if (key == nullptr || !time) {
    figure.at_least = at_least(experiment, response);
    return figure;
  }
  const auto same = [&](const FlowKey& other) {
    return other.kind == key->kind && other.milestone == key->milestone && other.tier == key->tier;
  };
  for (std::size_t f = 0; f < flows.size(); ++f)
    if (same(flows[f].key)) figure.at_least = experiment.flows[f].censored > 0;
  return figure;
}

}  // namespace

std::vector<ObservedResponse> observed_responses(const Model& model, Diagnostics& diagnostics) {
  std::vector<ObservedResponse> found;
  if (model.observed.empty()) return found;
  const std::vector<Response> all = responses_of(model);
  std::map<std::string, const Response*> by_name;
  for (const Response& response : all) by_name.emplace(response.name, &response);
  for (const Response& response : all) by_name.emplace(response.full, &response);
  std::map<const Response*, const ObservedFigure*> stated;
  std::size_t unknown = 0;
  for (const ObservedFigure& figure : model.observed) {
    const auto at = by_name.find(figure.measure);
    if (at == by_name.end()) {
      diagnostics.add(figure.measure_span, fmt::format("there is no measure '{}'", figure.measure),
                      ++unknown > kMostHints ? "" : hint_for(all, figure.measure));
      continue;
    }
    const Response& response = *at->second;
    const auto [before, first] = stated.emplace(&response, &figure);
    if (!first) {
      diagnostics.add(
          figure.measure_span,
          fmt::format("'{}' is the same measure as '{}'", figure.measure, before->second->measure),
          "state it once");
      continue;
    }
    const auto value = converted(model, response.quantity, figure.amount, figure.unit);
    if (!value) {
      const auto [is, example] = wanted(response.quantity);
      diagnostics.add(figure.span, fmt::format("'{}' {}", figure.measure, is), example);
      continue;
    }
    found.push_back({response, *value});
  }
  return found;
}

OneYear one_year(const Response& response, const Estimate& simulated, std::uint64_t courses) {
  if (!simulated.known() || !simulated.has_interval()) return {};
  const double half = simulated.half * std::sqrt(static_cast<double>(courses) + 1);
  return cut(response, {simulated.value - half, simulated.value + half});
}

Agreement agreement_of(double observed, const Estimate& simulated, const OneYear& year) {
  if (!simulated.known() || !std::isfinite(simulated.value)) return Agreement::unknown;
  const double apart = std::abs(simulated.value - observed);
  const bool inside = simulated.has_interval() && apart <= simulated.half;
  if (inside && simulated.half > kTelling * std::abs(observed)) return Agreement::few;
  if (inside || apart <= kNear * std::abs(observed)) return Agreement::near;
  if (year.known() && year.low <= observed && observed <= year.high) return Agreement::one_year;
  if (simulated.at_least && simulated.value < observed) return Agreement::open;
  return Agreement::apart;
}

std::vector<PlausibleFigure> plausibility(const Model& model, const Experiment& experiment,
                                          const std::vector<FlowSummary>& flows) {
  std::vector<PlausibleFigure> out;
  StudentFactors factors;
  Diagnostics refused;
  for (const ObservedResponse& observed : observed_responses(model, refused)) {
    const Response& response = observed.response;
    PlausibleFigure figure{
        response, observed.value, simulated(experiment, flows, response, factors), {}, {}};
    // A quantile's interval is of all courses' jobs.
    const std::uint64_t courses =
        response.quantile ? experiment.replications : experiment.measures[response.index].count();
    figure.year = one_year(response, figure.simulated, courses);
    figure.agreement = agreement_of(observed.value, figure.simulated, figure.year);
    out.push_back(std::move(figure));
  }
  return out;
}

}  // namespace suits
