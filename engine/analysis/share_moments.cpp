#include "engine/analysis/share_moments.hpp"

#include <algorithm>
#include <cmath>

namespace suits {

double quantile_slope(const QuantileSketch& pooled, double p, double half) {
  const double jobs = static_cast<double>(pooled.count());
  const double reach = std::max(half, std::min(p, 1 - p) / 5);
  const double low = std::max(p - reach, 0.5 / jobs), high = std::min(p + reach, 1 - 0.5 / jobs);
  const auto from = pooled.product_limit(low), to = pooled.product_limit(high);
  return from && to && high > low ? (*to - *from) / (high - low) : kNothing;
}

void ShareMoments::Sums::add(double events, double known) {
  n += events;
  r += known;
  nn += events * events;
  nr += events * known;
  rr += known * known;
}

void ShareMoments::cover(std::uint32_t first, std::uint32_t last) {
  if (sums_.empty()) {
    first_ = first;
    sums_.assign(last - first + 1, below_);
    return;
  }
  if (first < first_) {
    sums_.insert(sums_.begin(), first_ - first, below_);
    first_ = first;
  }
  if (last - first_ >= sums_.size()) sums_.resize(last - first_ + 1, above_);
}

void ShareMoments::add(const std::vector<QuantileSketch::Tally>& tallies) {
  ++n_;
  if (tallies.empty()) return;
  cover(tallies.front().bin, tallies.back().bin);
  double events = 0, known = 0;
  for (const QuantileSketch::Tally& tally : tallies)
    known += static_cast<double>(tally.events) + static_cast<double>(tally.censored);
  below_.add(0, known);
  auto next = tallies.begin();
  for (std::uint32_t b = 0; b < sums_.size(); ++b) {
    const bool here = next != tallies.end() && next->bin == first_ + b;
    if (here) events += next->events;
    sums_[b].add(events, known);
    if (here) known -= (next++)->censored;
  }
  above_.add(events, known);
}

double ShareMoments::standard_error(std::uint32_t bin) const {
  const Sums& s = sums_.empty() || bin < first_  ? below_
                  : bin - first_ >= sums_.size() ? above_
                                                 : sums_[bin - first_];
  if (n_ < 2 || s.r <= 0) return kNothing;
  const double n = static_cast<double>(n_), share = s.n / s.r;
  const double squares = std::max(0.0, s.nn - 2 * share * s.nr + share * share * s.rr);
  return std::sqrt(squares / (n * (n - 1))) / (s.r / n);
}

Estimate quantile_estimate(const QuantileSketch& pooled, const ShareMoments& shares, double p,
                           double unit, StudentFactors& factors) {
  Estimate out;
  const std::optional<double> point = pooled.quantile(p);
  if (!point) return out;
  out.value = *point / unit;
  const double error = shares.standard_error(QuantileSketch::bin_number(*point));
  if (error != error) return out;
  const double half = error * factors(shares.count());
  out.half = half == 0 ? 0 : half * quantile_slope(pooled, p, half) / unit;
  return out;
}

}  // namespace suits
