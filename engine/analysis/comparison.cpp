#include "engine/analysis/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/analysis/linearised.hpp"
#include "engine/analysis/multiple_comparison.hpp"
#include "engine/run/flow_keys.hpp"

namespace suits {
namespace {

/// A measure of one model, with what is needed to pair it.
struct Side {
  const Experiment* experiment = nullptr;
  Linearised measure;
  const std::vector<Sample>* pairs = nullptr;
  const std::vector<std::vector<QuantileSketch::Tally>>* jobs = nullptr;  // null: no quantile
  Estimate estimate;
  double standard_error = kNothing;
};

std::size_t flow_of(const Experiment& experiment, const FlowKey& key) {
  const auto at = std::find_if(
      experiment.flow_keys.begin(), experiment.flow_keys.end(), [&](const FlowKey& own) {
        return own.kind == key.kind && own.milestone == key.milestone && own.tier == key.tier;
      });
  return static_cast<std::size_t>(at - experiment.flow_keys.begin());
}

/// Some of what the figure speaks of was not over when the run stopped.
bool lower_bound(const Experiment& experiment, const Response& response) {
  const std::string& measure = response.measure;
  const auto mean = [&](auto... where) {
    return experiment.measures[experiment.layout.at(where...)].mean();
  };
  if (const auto* key = std::get_if<FlowKey>(&response.subject)) {
    const bool of_mean =
        measure.empty() || measure == "turnaround" || measure == "elapsed" || measure == "lateness";
    return of_mean && mean(flow_of(experiment, *key), FlowMeasure::censored) > 0;
  }
  if (const auto* account = std::get_if<AccountId>(&response.subject))
    return measure == "turnaround" && mean(*account, AccountMeasure::finished_or_withdrawn) <
                                          mean(*account, AccountMeasure::arrived);
  return false;
}

Side side_of(const ComparedModel& model, const Experiment& experiment, std::size_t k,
             StudentFactors& factors) {
  const Response& response = model.responses[k];
  Side out{&experiment,
           linearise(*model.model, experiment, model.responses, k),
           &experiment.kept.pairs(k),
           kept_jobs(experiment, model.responses, k),
           {},
           kNothing};
  const PairedDifference alone{out.measure.value, out.measure.deviations};
  out.standard_error = alone.standard_error();
  out.estimate.value = out.measure.value;
  if (const std::size_t n = alone.count(); n >= 2)
    out.estimate.half = out.standard_error * factors(n);
  out.estimate.at_least = lower_bound(experiment, response);
  return out;
}

bool same_pairs(const std::vector<Sample>& a, const std::vector<Sample>& b) {
  const auto same = [](const Sample& one, const Sample& other) {
    return one.missing == other.missing && (one.missing || (one.y == other.y && one.x == other.x));
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

/// Variant − base. Deviations that rounding alone can make are made 0, and with them such a value.
PairedDifference paired(const Side& base, const Side& variant) {
  PairedDifference out{variant.measure.value - base.measure.value, {}};
  const double rounding = 1e-12 * (std::abs(base.measure.value) + std::abs(variant.measure.value));
  bool varies = false;
  for (std::size_t i = 0; i < base.measure.deviations.size(); ++i) {
    out.deviations.push_back(variant.measure.deviations[i] - base.measure.deviations[i]);
    varies |= std::abs(out.deviations.back()) > rounding;
  }
  if (varies) return out;
  for (double& d : out.deviations)
    if (d == d) d = 0;
  if (std::abs(out.value) <= rounding) out.value = 0;
  return out;
}

Difference difference_of(const Side& base, const Side& variant, const PairedDifference& pair) {
  Difference out;
  out.base = base.estimate;
  out.variant = variant.estimate;
  if (!out.base.known() || !out.variant.known()) return out;
  const bool same_figures =
      base.jobs ? *base.jobs == *variant.jobs : same_pairs(*base.pairs, *variant.pairs);
  const bool still = pair.count() > 0 && pair.value == 0 && pair.standard_error() == 0;
  out.sort = same_figures || still ? Difference::Sort::same : Difference::Sort::moves;
  if (out.sort == Difference::Sort::same) {
    out.difference = {0, 0, false};
    return out;
  }
  out.difference.value = pair.value;
  const double a = base.standard_error, b = variant.standard_error, d = pair.standard_error();
  if (d > 0) out.saved = (a * a + b * b) / (d * d);
  return out;
}

/// A difference to be judged, and where the verdict belongs.
struct Member {
  Difference* difference;
  PairedDifference pair;
};

void judge_members(const std::vector<Member>& members, double alpha, std::uint64_t seed) {
  std::vector<PairedDifference> family;
  for (const Member& member : members) family.push_back(member.pair);
  const std::vector<Verdict> verdicts = judge(family, alpha, seed);
  for (std::size_t i = 0; i < members.size(); ++i) {
    members[i].difference->difference.half = verdicts[i].half;
    members[i].difference->p = verdicts[i].p;
    members[i].difference->differs = verdicts[i].differs;
  }
}

/// The others' tests at the whole error rate; their intervals stay those of half of it.
void judge_again(const std::vector<Member>& members, std::uint64_t seed) {
  std::vector<double> halves;
  for (const Member& member : members) halves.push_back(member.difference->difference.half);
  judge_members(members, kComparisonError, seed);
  for (std::size_t i = 0; i < members.size(); ++i)
    members[i].difference->difference.half = halves[i];
}

void judge_all(std::vector<Member> headlines, std::vector<Member> others, std::uint64_t seed) {
  if (headlines.empty() || others.empty()) {
    judge_members(headlines.empty() ? others : headlines, kComparisonError, seed);
    return;
  }
  judge_members(headlines, kComparisonError / 2, seed);
  judge_members(others, kComparisonError / 2, seed);
  const bool found = std::all_of(headlines.begin(), headlines.end(),
                                 [](const Member& one) { return one.difference->differs; });
  if (found) judge_again(others, seed);
}

std::size_t position(const ComparedModel& model, const std::string& name) {
  const auto at = std::find_if(model.responses.begin(), model.responses.end(),
                               [&](const Response& own) { return own.name == name; });
  return static_cast<std::size_t>(at - model.responses.begin());
}

}  // namespace

std::vector<Response> all_measures(const std::vector<ComparedModel>& models) {
  std::vector<Response> out;
  std::set<std::string> names;
  for (const ComparedModel& model : models)
    for (const Response& response : model.responses)
      if (names.insert(response.name).second) out.push_back(response);
  return out;
}

std::vector<std::size_t> support_of(const Model& model, const std::vector<Response>& responses) {
  const std::vector<FlowKey> keys = flow_keys_of(model);
  const MeasureLayout layout(model, keys.size());
  std::vector<std::size_t> out;
  for (std::size_t f = 0; f < keys.size(); ++f)
    for (const FlowMeasure m : {FlowMeasure::finished, FlowMeasure::censored, FlowMeasure::working})
      out.push_back(layout.at(f, m));
  for (const Response& response : responses) {
    const auto* account = std::get_if<AccountId>(&response.subject);
    if (!account || response.measure != "turnaround") continue;
    for (const AccountMeasure m : {AccountMeasure::finished_or_withdrawn, AccountMeasure::arrived})
      out.push_back(layout.at(*account, m));
  }
  return out;
}

Comparison compare(const std::vector<ComparedModel>& models,
                   const std::vector<Experiment>& experiments, bool headline) {
  Comparison out;
  out.seed = experiments.front().seed;
  out.replications = experiments.front().replications;
  out.measures = all_measures(models);
  out.has_headline = headline && out.measures.size() > 1;
  out.variants.assign(models.size() - 1, std::vector<Difference>(out.measures.size()));
  StudentFactors factors;
  std::vector<Member> headlines, others;
  for (std::size_t m = 0; m < out.measures.size(); ++m) {
    std::vector<Side> sides(models.size());
    for (std::size_t v = 0; v < models.size(); ++v) {
      const std::size_t k = position(models[v], out.measures[m].name);
      if (k < models[v].responses.size()) sides[v] = side_of(models[v], experiments[v], k, factors);
    }
    for (std::size_t v = 1; v < models.size(); ++v) {
      Difference& difference = out.variants[v - 1][m];
      if (!sides[0].experiment || !sides[v].experiment) {
        difference.base = sides[0].estimate;
        difference.variant = sides[v].estimate;
        continue;
      }
      PairedDifference pair = paired(sides[0], sides[v]);
      difference = difference_of(sides[0], sides[v], pair);
      if (difference.sort != Difference::Sort::moves) continue;
      ++out.family;
      const bool first = out.has_headline && m == 0;
      (first ? headlines : others).push_back({&difference, std::move(pair)});
    }
  }
  judge_all(std::move(headlines), std::move(others), out.seed);
  return out;
}

}  // namespace suits
