#pragma once

// A figure with its uncertainty: a ratio of sums over replications and the half width of its 95 %
// Student interval. A plain measure is a ratio whose denominators are all one.

#include <cstdint>
#include <limits>
#include <map>

namespace suits {

inline constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

struct Estimate {
  double value = kNothing;  // NaN: no such figure
  double half = kNothing;   // half width of the 95 % interval; NaN: none (one replication)
  bool at_least = false;    // a lower bound: some of the jobs it speaks of never finished

  bool known() const { return value == value; }
  bool has_interval() const { return half == half; }
  Estimate operator*(double factor) const { return {value * factor, half * factor, at_least}; }
};

/// Student's t(n − 1, 97.5 %), worked out once for each n asked for and rounded to nine decimals,
/// so that the last bits of a libm do not show.
class StudentFactors {
 public:
  /// Requires: n >= 2.
  double operator()(std::uint64_t n);

 private:
  std::map<std::uint64_t, double> known_;
};

/// Sums of one measure over replications, each replication a pair (y, x); the measure is Σy ÷ Σx.
/// A mean over jobs is the pair (sum over jobs, number of jobs): averaging the replications' means
/// instead would be biased where their numbers of jobs differ.
class RatioMoments {
 public:
  /// Requires: y and x finite, x >= 0.
  void add(double y, double x = 1);
  std::uint64_t count() const { return n_; }
  /// Nothing where Σx = 0.
  double ratio() const;
  /// Mean of y over replications.
  double mean() const { return n_ == 0 ? kNothing : y_; }
  /// Standard error of the ratio by the delta method: √(Σ(yᵢ − R xᵢ)² ÷ (n(n−1))) ÷ x̄ (Cochran,
  /// Sampling Techniques, 3rd ed., eq. 6.13). Nothing below two replications.
  double standard_error() const;
  /// The ratio with its interval.
  Estimate estimate(StudentFactors& factors) const;

 private:
  std::uint64_t n_ = 0;
  double y_ = 0, x_ = 0;             // means
  double yy_ = 0, xy_ = 0, xx_ = 0;  // centred sums of products (Welford)
};

}  // namespace suits
