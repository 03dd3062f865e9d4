#pragma once

// Which of many paired differences are more than chance, and how far each may be off, with one
// error rate for all of them together.

#include <cstdint>
#include <vector>

namespace suits {

/// One measure of two models that were played with the same luck.
struct PairedDifference {
  double value = 0;
  /// By replication, how far it pulls the value from what it is (see linearise); they add up to 0.
  /// NaN: the replication has no such pair.
  std::vector<double> deviations;

  /// Replications that have the pair.
  std::size_t count() const;
  /// √(Σ dᵢ² ÷ (n(n − 1))); NaN below two pairs.
  double standard_error() const;
};

struct Verdict {
  double half = 0;  // half width of its interval; NaN: fewer than two pairs
  double p = 1;     // adjusted for the family, rounded to nine decimals
  bool differs = false;
};

/// Simultaneous intervals and step-down tests of differences from 0.
///
/// The law of the largest |t| comes from the data: the signs of whole replications are flipped,
/// which keeps the correlations between measures; under the null the differences of a replication
/// are as likely as their opposites, for base and variant are then alike (Westfall & Young,
/// Resampling-Based Multiple Testing, 1993, algorithm 2.8 on maxima of |t|; Romano & Wolf, JASA 100
/// (2005), 94–108). Tests step down: p values are adjusted against those differences alone that are
/// no larger. Intervals have the critical value of the whole family, from flips of the deviations
/// (the law of the errors, whatever the differences are), so that all of them hold at once with
/// probability 1 − alpha; a difference that is found in a later step may have an interval that
/// touches 0. Both are kept between Student's t (no adjustment) and Bonferroni's with it (Holm's
/// for the tests). Below 12 replications flips are too few to tell small probabilities, and
/// Bonferroni and Holm are used alone. Flips are drawn from `seed`: the same numbers, the same
/// verdicts.
///
/// A difference whose deviations are all 0 is the same in every replication; its p is that of as
/// many equal signs, 2^(1 − n).
/// Requires: 0 < alpha < 1; as many deviations in each; values not 0 where all deviations are.
std::vector<Verdict> judge(const std::vector<PairedDifference>& family, double alpha,
                           std::uint64_t seed);

}  // namespace suits
