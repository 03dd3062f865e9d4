#pragma once

// How far a quantile of all replications' jobs may be off, in memory that does not grow with the
// replications.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/stats/quantile_sketch.hpp"

namespace suits {

/// dQ/dF of a flow's turnaround around p, as the slope of the chord between Q(p − r) and Q(p + r),
/// where r is `half`, but at least min(p, 1 − p) ÷ 5, wide enough to span many bins of the sketch.
/// NaN where too many are censored to see the upper end.
double quantile_slope(const QuantileSketch& pooled, double p, double half);

/// For each bin of a sketch the sums over replications that the variance of the share of jobs up to
/// it takes. Of replication i's jobs Rᵢ are known to be up to a bin or longer (they are not
/// censored in a lower one), and Nᵢ of these end in it or below: F = ΣN ÷ ΣR.
class ShareMoments {
 public:
  /// One replication's jobs. Cost: the number of bins in use.
  void add(const std::vector<QuantileSketch::Tally>& tallies);
  /// Standard error of F at a bin, by the delta method for ratios over replications (Cochran,
  /// Sampling Techniques, 3rd ed., eq. 6.13). Nothing below two replications, or without jobs.
  double standard_error(std::uint32_t bin) const;
  std::uint64_t count() const { return n_; }

 private:
  /// Of N and R over replications.
  struct Sums {
    double n = 0, r = 0, nn = 0, nr = 0, rr = 0;
    void add(double events, double known);
  };

  void cover(std::uint32_t first, std::uint32_t last);

  std::uint64_t n_ = 0;
  std::uint32_t first_ = 0;  // the bin of sums_[0]
  std::vector<Sums> sums_;
  Sums below_, above_;  // at any bin below those, and above them
};

/// The quantile of all replications' jobs (QuantileSketch::quantile) with the half width of its 95
/// % interval: Woodruff's (JASA 47 (1952), 635–646), the share's own interval carried over to the
/// turnaround, with the replications as clusters (Francisco & Fuller, Ann. Statist. 19 (1991),
/// 454–469), made symmetric by the chord's slope. No interval below two replications, nor where too
/// many jobs are censored to see its upper end. Units: the sketch's, divided by `unit`.
Estimate quantile_estimate(const QuantileSketch& pooled, const ShareMoments& shares, double p,
                           double unit, StudentFactors& factors);

}  // namespace suits
