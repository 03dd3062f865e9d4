#pragma once

// A measure of an experiment as a value and the pull of each replication on it: what makes a ratio
// of sums or a quantile as easy to compare and to bound as a mean.

#include <cstddef>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/response.hpp"
#include "engine/stats/quantile_sketch.hpp"

namespace suits {

struct Linearised {
  double value = 0;                // NaN: no such figure
  /// By replication, past KeptBatches::kMostBatches of them by batch of replications; they add up
  /// to 0; NaN: it has none.
  std::vector<double> deviations;
};

/// What to keep of every replication so that these can be linearised afterwards, and told
/// (support_of, comparison.hpp); the responses' own pairs come first, in their order.
Alternative alternative_of(const Model& model, const std::vector<Response>& responses);

/// The turnarounds in each batch that the k-th response is a quantile of; null: it is none.
const std::vector<std::vector<QuantileSketch::Tally>>* kept_jobs(
    const Experiment& experiment, const std::vector<Response>& responses, std::size_t k);

/// The k-th response of an experiment that kept them as alternative_of says.
///
/// A ratio R = Σy ÷ Σx: dᵢ = (yᵢ − R xᵢ) ÷ x̄ (Cochran, Sampling Techniques, 3rd ed., sect. 6.4).
/// A quantile Q(p) of all replications' jobs: dᵢ = −(Nᵢ − F Rᵢ) ÷ R̄ × dQ/dF (Bahadur's
/// representation, Ann. Math. Statist. 37 (1966), 577–580, with the replications as clusters:
/// Francisco & Fuller, Ann. Statist. 19 (1991), 454–469), where of the jobs of replication i Rᵢ are
/// known to be up to Q or longer (those that are not censored before it), and Nᵢ of these are up to
/// Q. dQ/dF is the slope of the chord between the ends of Woodruff's interval (JASA 47 (1952),
/// 635–646) of Q, or, where that is narrow, between p ± min(p, 1 − p) ÷ 5, wide enough to span many
/// bins of the sketch. Where too many are censored to see the upper end there are no deviations:
/// all are NaN.
Linearised linearise(const Model& model, const Experiment& experiment,
                     const std::vector<Response>& responses, std::size_t k);

/// A quantile of jobs, as above: `pooled` has them all, `jobs` those of each replication; the value
/// and its deviations are divided by `unit`.
Linearised linearise_quantile(const QuantileSketch& pooled,
                              const std::vector<std::vector<QuantileSketch::Tally>>& jobs, double p,
                              double unit);

}  // namespace suits
