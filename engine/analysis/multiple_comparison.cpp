#include "engine/analysis/multiple_comparison.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>

#include "engine/analysis/estimate.hpp"
#include "engine/random/stream.hpp"

namespace suits {
namespace {

constexpr std::size_t kFlips = 3999;  // with what was observed 4,000
constexpr std::size_t kFewest = 12;   // replications for which flips are drawn
constexpr double kInfinite = std::numeric_limits<double>::infinity();

double rounded(double value) { return std::nearbyint(value * 1e9) / 1e9; }

/// Student's t with n − 1 degrees of freedom, exceeded in absolute value with probability alpha.
double critical_t(std::size_t n, double alpha) {
  const boost::math::students_t_distribution<double> student(static_cast<double>(n - 1));
  return rounded(boost::math::quantile(boost::math::complement(student, alpha / 2)));
}

/// The probability that |t| is exceeded by chance, for one difference alone.
double alone(const PairedDifference& difference, double t) {
  const std::size_t n = difference.count();
  if (t == kInfinite) return std::ldexp(1.0, 1 - static_cast<int>(std::min<std::size_t>(n, 60)));
  const boost::math::students_t_distribution<double> student(static_cast<double>(n - 1));
  return 2 * boost::math::cdf(boost::math::complement(student, t));
}

/// |t| of differences under flipped signs.
class Flips {
 public:
  /// `order`: which difference is the j-th; `errors`: of the deviations alone.
  Flips(const std::vector<PairedDifference>& family, const std::vector<std::size_t>& order,
        bool errors)
      : width_(order.size()), replications_(family.front().deviations.size()) {
    rows_.resize(width_ * replications_);
    for (std::size_t j = 0; j < width_; ++j) {
      const PairedDifference& one = family[order[j]];
      counts_.push_back(static_cast<double>(one.count()));
      double squares = 0;
      for (std::size_t i = 0; i < replications_; ++i) {
        const double d = one.deviations[i];
        const double own = d == d ? (errors ? 0 : one.value) + d : 0;
        rows_[i * width_ + j] = own;
        squares += own * own;
      }
      squares_.push_back(squares);
    }
  }

  /// Writes the n-th flip's |t| by difference.
  void draw(std::uint64_t seed, std::uint64_t n, std::vector<double>& t) const {
    t.assign(width_, 0);
    Draws draws(stream_key(seed, 0, name_hash("signs of replications")), n, 0, Purpose::chance);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < replications_; ++i) {
      bits = i % 64 == 0 ? draws.bits() : bits >> 1;
      const double* row = &rows_[i * width_];
      const double sign = bits & 1 ? 1 : -1;
      for (std::size_t j = 0; j < width_; ++j) t[j] += sign * row[j];
    }
    for (std::size_t j = 0; j < width_; ++j) {
      const double spread = counts_[j] * squares_[j] - t[j] * t[j];
      // The spread left by rounding, where all signs agree, counts as none.
      if (squares_[j] == 0)
        t[j] = 0;
      else if (spread <= 1e-12 * counts_[j] * squares_[j])
        t[j] = kInfinite;
      else
        t[j] = std::abs(t[j]) * std::sqrt((counts_[j] - 1) / spread);
    }
  }

 private:
  std::size_t width_, replications_;
  std::vector<double> rows_;  // replication × difference
  std::vector<double> counts_, squares_;
};

/// Largest first: the adjusted probabilities, and the critical value of the whole family.
struct Resampled {
  std::vector<double> p;
  double critical = kInfinite;
};

Resampled resample(const std::vector<PairedDifference>& family,
                   const std::vector<std::size_t>& order, const std::vector<double>& t,
                   double alpha, std::uint64_t seed) {
  const std::size_t m = order.size();
  const Flips flips(family, order, false), errors(family, order, true);
  std::vector<std::size_t> exceeded(m, 1);  // what was observed is one of the flips
  std::vector<double> flipped, largest;
  for (std::size_t b = 0; b < kFlips; ++b) {
    flips.draw(seed, b, flipped);
    double most = 0;
    for (std::size_t j = m; j-- > 0;) {
      most = std::max(most, flipped[j]);
      if (most >= t[order[j]]) ++exceeded[j];
    }
    errors.draw(seed, b, flipped);
    largest.push_back(*std::max_element(flipped.begin(), flipped.end()));
  }
  Resampled out;
  for (const std::size_t count : exceeded)
    out.p.push_back(static_cast<double>(count) / static_cast<double>(kFlips + 1));
  const auto rank = static_cast<std::size_t>(std::ceil((1 - alpha) * (kFlips + 1))) - 1;
  std::nth_element(largest.begin(), largest.begin() + static_cast<std::ptrdiff_t>(rank),
                   largest.end());
  out.critical = largest[rank];
  return out;
}

}  // namespace

std::size_t PairedDifference::count() const {
  return static_cast<std::size_t>(
      std::count_if(deviations.begin(), deviations.end(), [](double d) { return d == d; }));
}

double PairedDifference::standard_error() const {
  const double n = static_cast<double>(count());
  if (n < 2) return kNothing;
  double squares = 0;
  for (const double d : deviations)
    if (d == d) squares += d * d;
  return std::sqrt(squares / (n * (n - 1)));
}

std::vector<Verdict> judge(const std::vector<PairedDifference>& family, double alpha,
                           std::uint64_t seed) {
  std::vector<Verdict> out(family.size());
  std::vector<double> t(family.size()), errors(family.size());
  std::vector<std::size_t> order;
  for (std::size_t j = 0; j < family.size(); ++j) {
    errors[j] = family[j].standard_error();
    if (errors[j] != errors[j]) {
      out[j].half = kNothing;
      continue;
    }
    t[j] = errors[j] > 0 ? std::abs(family[j].value) / errors[j] : kInfinite;
    order.push_back(j);
  }
  if (order.empty()) return out;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return t[a] > t[b]; });
  const std::size_t m = order.size();
  const bool few = family.front().deviations.size() < kFewest;
  const Resampled resampled = few ? Resampled{} : resample(family, order, t, alpha, seed);
  double p = 0;
  for (std::size_t j = 0; j < m; ++j) {
    const std::size_t at = order[j];
    const double own = alone(family[at], t[at]);
    const double holm = std::min(1.0, own * static_cast<double>(m - j));
    p = std::max(p, few ? holm : std::clamp(resampled.p[j], own, holm));
    out[at].p = rounded(p);
    out[at].differs = out[at].p <= alpha;
    const std::size_t n = family[at].count();
    const double critical = std::clamp(resampled.critical, critical_t(n, alpha),
                                       critical_t(n, alpha / static_cast<double>(m)));
    out[at].half = errors[at] > 0 ? critical * errors[at] : 0;
  }
  return out;
}

}  // namespace suits
