#pragma once

// A distribution of a non-negative quantity, as a value: what a duration, a size or a factor is
// drawn from. Values are plain doubles, the unit is the caller's. A sample is a pure function of
// its Draws, with the same bits on every x86-64 and compiler.
//
// Distributions are made from what people know (a mean and a p90, the least, likely and most), and
// a factory returns either the distribution or, in words, what cannot be met and why. Messages give
// numbers in the unit of the arguments: build in the user's unit, then scale.
//
// The factories accept values up to 1e18, and coefficients of variation (sd / mean) from 0.001 to
// 100; a law that leaves nothing to chance (uniform from 5 to 5) becomes a constant.

#include <span>
#include <string>
#include <utility>
#include <variant>

#include "engine/random/law.hpp"
#include "engine/random/stream.hpp"

namespace suits {

class Distribution;
/// The distribution, or why there is none: a clause without a capital or a full stop.
using DistributionOrError = std::variant<Distribution, std::string>;

class Distribution {
 public:
  /// Always `value`. Requires: finite, not negative.
  explicit Distribution(double value = 0) : law_(law::Constant{value}) {}

  static DistributionOrError constant(double value);
  /// Continuous between `least` and `most`.
  static DistributionOrError uniform(double least, double most);
  static DistributionOrError exponential_mean(double mean);
  /// The sum of `phases` exponentials that add up to `mean`. 1 <= phases <= 1,000,000.
  static DistributionOrError erlang(int phases, double mean);
  static DistributionOrError gamma_mean_sd(double mean, double sd);
  static DistributionOrError gamma_mean_cv(double mean, double cv);
  static DistributionOrError lognormal_mean_sd(double mean, double sd);
  static DistributionOrError lognormal_mean_cv(double mean, double cv);
  /// mean < p90 <= 2.273 mean. Two lognormals fit; this is the narrower one:
  ///   sigma = z - sqrt(z^2 - 2 ln(p90 / mean)), z = 1.2816 the normal p90,
  /// from ln p90 = mu + z sigma and ln mean = mu + sigma^2 / 2. The ratio is largest at sigma = z.
  /// (A p90 at or below the mean fits only the wider one, sigma > 2 z, whose sd is more than 26
  /// times its mean: taken as a mistake.)
  static DistributionOrError lognormal_mean_p90(double mean, double p90);
  /// sigma = ln(p90 / median) / z.
  static DistributionOrError lognormal_median_p90(double median, double p90);
  static DistributionOrError triangular(double least, double likely, double most);
  /// The beta of PERT (lambda 4): mean (least + 4 likely + most) / 6.
  static DistributionOrError pert(double least, double likely, double most);
  /// One of several exponentials; the probabilities add up to 1 (to 1e-9).
  static DistributionOrError hyperexponential(std::span<const double> probabilities,
                                              std::span<const double> means);
  /// Two exponentials with balanced means, p1 m1 = p2 m2 = mean / 2; cv >= 1:
  ///   p1 = (1 + sqrt((cv^2 - 1) / (cv^2 + 1))) / 2 (Tijms, Stochastic Models (1994), appendix B).
  static DistributionOrError hyperexponential_mean_cv(double mean, double cv);
  /// Some values by weight; weights are relative, a value of weight 0 is left out.
  static DistributionOrError discrete(std::span<const double> values,
                                      std::span<const double> weights);
  /// The observed values themselves, each as likely as the next; nothing between or beyond them.
  static DistributionOrError empirical(std::span<const double> values);

  /// Takes as many draws as the law needs: none for a constant, one for most, a random number for
  /// the gamma family.
  double sample(Draws& draws) const { return law::sample(law_, draws); }
  double mean() const { return law::mean(law_); }
  double variance() const { return law::variance(law_); }
  /// The least x with P(X <= x) >= p; a few µs for the gamma family. Requires: 0 < p < 1.
  double quantile(double p) const { return law::quantile(law_, p); }
  bool is_constant() const { return std::holds_alternative<law::Constant>(law_); }
  /// Of the quantity times `factor`. Requires: finite, not negative; 0 gives the constant 0.
  Distribution scaled(double factor) const;
  /// "lognormal, mean 1.5, p90 3": four digits, no unit.
  std::string describe() const { return law::describe(law_); }

  const law::Law& law() const { return law_; }

 private:
  explicit Distribution(law::Law law) : law_(std::move(law)) {}

  law::Law law_;
};

}  // namespace suits
