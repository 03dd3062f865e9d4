#pragma once

// Quantiles of non-negative numbers from a histogram of bounded relative error, mergeable, with
// censored observations: jobs that were not done when the run ended.

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace suits {

/// A log-linear histogram (after HdrHistogram): each power of two is cut into 128 equal bins, which
/// a number's own bits choose. A quantile is the middle of its bin, kept within the observed range,
/// so it is off by at most 1/256 < 0.4 % of an observed value; numbers below 2^-32 count as 0,
/// numbers from 2^64 on as the last bin.
///
/// Memory: 8 bytes per bin over the range seen, doubled at need, so adding is O(1), mostly without
/// allocation: 3 octaves (a spread of 1 to 8) 3 KiB, never more than 12,289 bins, 96 KiB; twice
/// that with censored observations.
class QuantileSketch {
 public:
  /// Requires: x >= 0 (not NaN).
  void add(double x) {
    assert(x >= 0);
    events_.count(bin_of(x));
    ++event_count_;
    min_ = std::min(min_, x);
    max_ = std::max(max_, x);
  }
  /// An observation known only to be longer than x. Requires: x >= 0 (not NaN).
  void add_censored(double x) {
    assert(x >= 0);
    censored_.count(bin_of(x));
    ++censored_count_;
  }

  /// As if what the other was given had been added here; the result does not depend on the order.
  void merge(const QuantileSketch& other);

  /// Both kinds.
  std::uint64_t count() const { return event_count_ + censored_count_; }
  std::uint64_t censored_count() const { return censored_count_; }

  /// The least observed x with F(x) >= p, where 1 - F is the product-limit estimate (Kaplan and
  /// Meier, JASA 53 (1958), 457–481): ∏ (1 - d/r) over the bins, d observed in it, r observed or
  /// censored in it or above; within a bin the observed come first, as is the custom for ties.
  /// Without censoring this is the quantile of the sample.
  ///
  /// Nothing where the data cannot say: fewer than 5 observations expected on either side
  /// (count × min(p, 1 - p) < 5: ten for a median, fifty for a p90), fewer than 5 left at risk at
  /// that point, or too many censored for F to reach p. Cost: the number of bins in use.
  /// Requires: 0 < p < 1.
  std::optional<double> quantile(double p) const;
  /// The same however few the observations: nothing only where F does not reach p.
  std::optional<double> product_limit(double p) const;

  /// What one bin holds.
  struct Tally {
    std::uint32_t bin = 0, events = 0, censored = 0;
    bool operator==(const Tally&) const = default;
  };
  /// The bins that hold anything, in ascending order: all that the sketch knows but the exact
  /// extremes, in 12 bytes per bin. Requires: no bin holds more than 2^32 - 1.
  std::vector<Tally> tallies() const;
  /// The bin that x belongs to; ascending in x. Requires: x >= 0 (not NaN).
  static std::uint32_t bin_number(double x) { return static_cast<std::uint32_t>(bin_of(x)); }
  /// The number that stands for all of a bin: its middle.
  static double bin_value(std::uint32_t bin) { return middle_of(bin); }

 private:
  static constexpr int kBitsPerOctave = 7;
  static constexpr int kShift = 52 - kBitsPerOctave;
  static constexpr double kLeast = 0x1p-32;
  static constexpr double kTooLarge = 0x1p64;
  /// The bins below that of kLeast, less one for the bin of 0.
  static constexpr std::uint64_t kOffset = (std::bit_cast<std::uint64_t>(kLeast) >> kShift) - 1;
  static constexpr std::size_t kBins = (96u << kBitsPerOctave) + 1;

  /// Increasing in x.
  static std::size_t bin_of(double x) {
    if (x < kLeast) return 0;
    if (x >= kTooLarge) return kBins - 1;
    return static_cast<std::size_t>((std::bit_cast<std::uint64_t>(x) >> kShift) - kOffset);
  }
  static double middle_of(std::size_t bin);

  struct Point {
    double value;
    std::uint64_t at_risk;  // observed there or later, or censored there or later
  };
  std::optional<Point> reach(double p) const;

  /// Counts for a stretch of bins that grows at both ends.
  class Bins {
   public:
    void count(std::size_t bin, std::uint64_t n = 1) {
      // An index below first_ wraps round to a huge one.
      if (bin - first_ >= counts_.size()) cover(bin, bin);
      counts_[bin - first_] += n;
    }
    void merge(const Bins& other);
    std::uint64_t at(std::size_t bin) const {
      return bin - first_ < counts_.size() ? counts_[bin - first_] : 0;
    }
    std::size_t first() const { return first_; }
    std::size_t end() const { return first_ + counts_.size(); }

   private:
    /// Grows to hold the bins low … high, to at least twice the size.
    void cover(std::size_t low, std::size_t high);

    std::size_t first_ = 0;
    std::vector<std::uint64_t> counts_;
  };

  Bins events_;
  Bins censored_;
  std::uint64_t event_count_ = 0;
  std::uint64_t censored_count_ = 0;
  double min_ = std::numeric_limits<double>::infinity();  // of the events
  double max_ = 0;
};

}  // namespace suits
