#include "engine/analysis/linearised.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/analysis/comparison.hpp"
#include "engine/analysis/multiple_comparison.hpp"
#include "engine/analysis/share_moments.hpp"
#include "engine/analysis/summary.hpp"

namespace suits {
namespace {

Linearised of_ratio(double value, const std::vector<Sample>& pairs) {
  double n = 0, x = 0;
  for (const Sample& pair : pairs) {
    if (pair.missing) continue;
    ++n;
    x += pair.x;
  }
  Linearised out{value, {}};
  for (const Sample& pair : pairs)
    out.deviations.push_back(pair.missing || x <= 0 ? kNothing
                                                    : (pair.y - value * pair.x) * (n / x));
  return out;
}

/// Of one replication's jobs: those up to a bin, and those known to be that or longer.
struct Reached {
  double events = 0, known = 0;
};

Reached reached(const std::vector<QuantileSketch::Tally>& tallies, std::uint32_t bin) {
  Reached out;
  for (const QuantileSketch::Tally& tally : tallies) {
    out.known += static_cast<double>(tally.events) + static_cast<double>(tally.censored);
    if (tally.bin <= bin) out.events += static_cast<double>(tally.events);
    if (tally.bin < bin) out.known -= static_cast<double>(tally.censored);
  }
  return out;
}

}  // namespace

Linearised linearise_quantile(const QuantileSketch& pooled,
                              const std::vector<std::vector<QuantileSketch::Tally>>& jobs, double p,
                              double unit) {
  const std::optional<double> point = pooled.quantile(p);
  if (!point) return {kNothing, std::vector<double>(jobs.size(), kNothing)};
  const std::uint32_t bin = QuantileSketch::bin_number(*point);
  std::vector<Reached> seen;
  Reached all;
  for (const auto& own : jobs) {
    seen.push_back(reached(own, bin));
    all.events += seen.back().events;
    all.known += seen.back().known;
  }
  const double n = static_cast<double>(jobs.size());
  const double share = all.events / all.known;
  PairedDifference shares;  // how far each replication pulls F(Q)
  for (const Reached& own : seen)
    shares.deviations.push_back((own.events - share * own.known) * (n / all.known));
  double half = 0;
  if (jobs.size() > 1) {
    StudentFactors factors;
    half = shares.standard_error() * factors(jobs.size());
  }
  const double slope = quantile_slope(pooled, p, half) / unit;
  Linearised out{*point / unit, {}};
  for (const double d : shares.deviations) out.deviations.push_back(-d * slope);
  return out;
}

namespace {

/// Where the jobs of a quantile are among those that are kept: once for all levels of a flow.
std::size_t place_of(const std::vector<FlowQuantile>& kept, const FlowQuantile& asked) {
  const auto at = std::find_if(kept.begin(), kept.end(), [&](const FlowQuantile& own) {
    return own.flow == asked.flow && own.elapsed == asked.elapsed;
  });
  return static_cast<std::size_t>(at - kept.begin());
}

std::vector<FlowQuantile> flows_of(const std::vector<Response>& responses) {
  std::vector<FlowQuantile> out;
  for (const Response& response : responses)
    if (response.quantile && place_of(out, *response.quantile) == out.size())
      out.push_back(*response.quantile);
  return out;
}

}  // namespace

Alternative alternative_of(const Model& model, const std::vector<Response>& responses) {
  Alternative out{&model, {}, flows_of(responses)};
  for (const Response& response : responses) out.keep.push_back(response.index);
  const std::vector<std::size_t> beside = support_of(model, responses);
  out.keep.insert(out.keep.end(), beside.begin(), beside.end());
  return out;
}

const std::vector<std::vector<QuantileSketch::Tally>>* kept_jobs(
    const Experiment& experiment, const std::vector<Response>& responses, std::size_t k) {
  if (!responses[k].quantile) return nullptr;
  return &experiment.kept.jobs(place_of(flows_of(responses), *responses[k].quantile));
}

Linearised linearise(const Model& model, const Experiment& experiment,
                     const std::vector<Response>& responses, std::size_t k) {
  const Response& response = responses[k];
  if (!response.quantile)
    return of_ratio(experiment.measures[response.index].ratio(), experiment.kept.pairs(k));
  const FlowQuantile& asked = *response.quantile;
  const Flow& flow = experiment.flows[asked.flow];
  return linearise_quantile(asked.elapsed ? flow.elapsed_quantiles : flow.working_quantiles,
                            *kept_jobs(experiment, responses, k),
                            kQuantileLevels[asked.level],
                            asked.elapsed ? 24 : model.standard_day.hours());
}

}  // namespace suits
