#include "engine/analysis/staffing_play.hpp"

#include <algorithm>
#include <cmath>

#include "engine/analysis/analytic.hpp"
#include "engine/run/replicate.hpp"

namespace suits {
namespace {

/// The figure of a response as formulas have it; NaN where they do not.
double formula_of(const Model& model, const AnalyticEstimate& estimate, const Response& response) {
  if (const auto* role = std::get_if<RoleId>(&response.subject))
    for (const AnalyticRole& own : estimate.roles) {
      if (own.role != *role) continue;
      return response.measure == "busy"   ? own.utilisation
             : response.measure == "load" ? own.asked
             : response.measure == "wait" ? own.wait
                                          : kNothing;
    }
  if (const auto* key = std::get_if<FlowKey>(&response.subject))
    for (const AnalyticFlow& own : estimate.flows)
      if (own.kind == key->kind && own.milestone == key->milestone && own.tier == key->tier &&
          (response.measure == "turnaround" || response.measure.empty()))
        return own.turnaround / model.standard_day.hours();
  return kNothing;
}

}  // namespace

StaffedPlays::Figures StaffedPlays::figures(const HeadCounts& heads, std::uint32_t first,
                                            std::uint32_t count) {
  Figures out;
  const StaffedModel staffed = models_.model(heads);
  if (!staffed.model) {
    out.impossible = staffed.why;
    return out;
  }
  const std::vector<Response> all = responses_of(*staffed.model);
  std::vector<Response> responses;
  for (const ServiceTarget& target : models_.targets)
    if (const Response* own = find_response(all, target.response.name)) responses.push_back(*own);
  if (responses.size() < models_.targets.size()) {
    out.impossible = "nobody is left whose figure a target asks for";
    return out;
  }
  ExperimentPlan plan = models_.experiment;
  plan.replications = count;
  const std::size_t number = plays_++;
  plan.folded = [&](const FoldedReplication& replication) {
    if (models_.played) models_.played(number, responses, replication);
  };
  const Play play = [first](const Model& model, std::uint64_t seed, std::uint32_t replication) {
    return replicate(model, seed, first + replication);
  };
  const Experiment experiment = std::move(
      run_experiments({alternative_of(*staffed.model, responses)}, plan, {}, play).front());
  if (experiment.error) {
    out.impossible = experiment.error->message;
    return out;
  }
  for (std::size_t k = 0; k < responses.size(); ++k)
    out.all.push_back(linearise(*staffed.model, experiment, responses, k));
  return out;
}

StaffingPlay StaffedPlays::operator()(const HeadCounts& heads, std::uint32_t first,
                                      std::uint32_t count) {
  StaffingPlay out;
  Figures here = figures(heads, first, count);
  out.impossible = here.impossible;
  if (!out.impossible.empty()) return out;
  const bool relative = std::any_of(models_.targets.begin(), models_.targets.end(),
                                    [](const ServiceTarget& t) { return t.relative(); });
  const auto key = std::pair(first, count);
  if (relative && !today_.contains(key)) today_[key] = figures(models_.today, first, count);
  for (std::size_t t = 0; t < models_.targets.size(); ++t) {
    const Linearised& own = here.all[t];
    const Linearised& today = relative && today_[key].impossible.empty() ? today_[key].all[t] : own;
    out.margins.push_back(margin_of(models_.targets[t], own, today));
    out.todays.push_back(today.value);
    StudentFactors factors;
    out.figures.push_back({own.value, margin_error(own) * factors(count), false});
    // What too few jobs are done for to have a figure is not met.
    if (!(out.margins.back().value == out.margins.back().value)) out.margins.back().value = -1e300;
  }
  return out;
}

std::pair<std::vector<double>, bool> StaffedPlays::formulas(const Model& model) const {
  const AnalyticEstimate estimate = analytic_estimate(model);
  const std::vector<Response> all = responses_of(model);
  std::pair<std::vector<double>, bool> out{{}, true};
  for (const ServiceTarget& target : models_.targets) {
    const Response* own = find_response(all, target.response.name);
    out.first.push_back(own ? formula_of(model, estimate, *own) : kNothing);
  }
  for (const AnalyticFlow& flow : estimate.flows) out.second = out.second && flow.keeps_up;
  return out;
}

std::optional<bool> StaffedPlays::expected(const HeadCounts& heads) {
  if (const auto known = expected_.find(heads); known != expected_.end()) return known->second;
  if (!today_formulas_) {
    const StaffedModel today = models_.model(models_.today);
    if (!today.model) return std::nullopt;
    today_formulas_ = formulas(*today.model).first;
  }
  const StaffedModel staffed = models_.model(heads);
  bool met = staffed.model != nullptr;
  if (met) {
    const auto [figures, keeps_up] = formulas(*staffed.model);
    for (std::size_t t = 0; t < figures.size(); ++t) {
      const ServiceTarget& target = models_.targets[t];
      const double bound = target.bound((*today_formulas_)[t]);
      if (!(figures[t] == figures[t]) || !(bound == bound))
        met = met && keeps_up;
      else
        met = met && (target.at_least ? figures[t] >= bound : figures[t] <= bound);
    }
  }
  expected_[heads] = met;
  return met;
}

}  // namespace suits
