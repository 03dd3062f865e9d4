#pragma once

// Count, mean, variance and range of a stream of numbers, in one pass and mergeable.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace suits {

/// Welford's recurrence (Technometrics 4 (1962), 419–420); two are merged by the pairwise update of
/// Chan, Golub and LeVeque (American Statistician 37 (1983), 242–247). Stable where the mean is far
/// from 0. Merging in a fixed order gives the same bits.
class Moments {
 public:
  /// As if x had been added n times.
  static Moments of_equal(double x, std::int64_t n) {
    Moments moments;
    if (n == 0) return moments;
    moments.count_ = n;
    moments.mean_ = moments.min_ = moments.max_ = x;
    return moments;
  }

  /// Requires: finite.
  void add(double x) {
    ++count_;
    const double off = x - mean_;
    mean_ += off / static_cast<double>(count_);
    squares_ += off * (x - mean_);
    min_ = std::min(min_, x);
    max_ = std::max(max_, x);
  }

  /// As if what the other was given had been added here.
  void merge(const Moments& other) {
    if (other.count_ == 0) return;
    const double n = static_cast<double>(count_);
    const double m = static_cast<double>(other.count_);
    const double off = other.mean_ - mean_;
    mean_ += off * (m / (n + m));
    squares_ += other.squares_ + off * off * (n * m / (n + m));
    count_ += other.count_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
  }

  std::int64_t count() const { return count_; }
  /// NaN where nothing was added; so are `min` and `max`.
  double mean() const { return count_ > 0 ? mean_ : kNothing; }
  double min() const { return count_ > 0 ? min_ : kNothing; }
  double max() const { return count_ > 0 ? max_ : kNothing; }
  double sum() const { return mean_ * static_cast<double>(count_); }
  /// Of the population behind the sample (divided by n - 1); NaN below two observations.
  double variance() const {
    return count_ > 1 ? squares_ / static_cast<double>(count_ - 1) : kNothing;
  }
  double sd() const { return std::sqrt(variance()); }

 private:
  static constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

  std::int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  // sum of (x - mean)^2
  double min_ = std::numeric_limits<double>::infinity();
  double max_ = -std::numeric_limits<double>::infinity();
};

}  // namespace suits
