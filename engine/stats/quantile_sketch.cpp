#include "engine/stats/quantile_sketch.hpp"

#include <utility>

namespace suits {

namespace {

constexpr double kLeastOnEachSide = 5;
// Sums and products that are right but for rounding count as right.
constexpr double kSlack = 1e-12;

}  // namespace

double QuantileSketch::middle_of(std::size_t bin) {
  if (bin == 0) return 0;
  const std::uint64_t low = (std::uint64_t{bin} + kOffset) << kShift;
  return std::bit_cast<double>(low + (std::uint64_t{1} << (kShift - 1)));
}

void QuantileSketch::Bins::cover(std::size_t low, std::size_t high) {
  constexpr std::size_t octave = std::size_t{1} << kBitsPerOctave;
  if (counts_.empty()) {
    first_ = low;
  } else {
    // Room to double, on the side where it is needed.
    if (low < first_) low -= std::min(low, counts_.size());
    if (high >= end()) high += counts_.size();
    low = std::min(low, first_);
    high = std::max(high, end() - 1);
  }
  low -= low % octave;
  high = std::min(high - high % octave + octave, kBins) - 1;
  std::vector<std::uint64_t> grown(high - low + 1);
  std::copy(counts_.begin(), counts_.end(),
            grown.begin() + static_cast<std::ptrdiff_t>(first_ - low));
  first_ = low;
  counts_ = std::move(grown);
}

void QuantileSketch::Bins::merge(const Bins& other) {
  if (other.counts_.empty()) return;
  if (other.first() < first_ || other.end() > end()) cover(other.first(), other.end() - 1);
  for (std::size_t bin = other.first(); bin < other.end(); ++bin) {
    counts_[bin - first_] += other.at(bin);
  }
}

void QuantileSketch::merge(const QuantileSketch& other) {
  events_.merge(other.events_);
  censored_.merge(other.censored_);
  event_count_ += other.event_count_;
  censored_count_ += other.censored_count_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

std::optional<double> QuantileSketch::quantile(double p) const {
  const double n = static_cast<double>(count());
  if (n * std::min(p, 1 - p) < kLeastOnEachSide * (1 - kSlack)) return std::nullopt;
  const std::optional<Point> point = reach(p);
  if (!point || static_cast<double>(point->at_risk) < kLeastOnEachSide) return std::nullopt;
  return point->value;
}

std::optional<double> QuantileSketch::product_limit(double p) const {
  const std::optional<Point> point = reach(p);
  return point ? std::optional<double>(point->value) : std::nullopt;
}

std::optional<QuantileSketch::Point> QuantileSketch::reach(double p) const {
  assert(p > 0 && p < 1);
  double surviving = 1;
  std::uint64_t at_risk = count();
  const std::size_t first =
      censored_count_ > 0 ? std::min(events_.first(), censored_.first()) : events_.first();
  for (std::size_t bin = first; bin < events_.end(); ++bin) {
    if (const std::uint64_t events = events_.at(bin); events > 0) {
      surviving *= 1 - static_cast<double>(events) / static_cast<double>(at_risk);
      if (surviving <= 1 - p + kSlack) {
        return Point{std::clamp(middle_of(bin), min_, max_), at_risk};
      }
    }
    at_risk -= events_.at(bin) + censored_.at(bin);
  }
  return std::nullopt;
}

std::vector<QuantileSketch::Tally> QuantileSketch::tallies() const {
  std::vector<Tally> out;
  if (count() == 0) return out;
  const std::size_t first =
      censored_count_ == 0 ? events_.first()
                           : (event_count_ == 0 ? censored_.first()
                                                : std::min(events_.first(), censored_.first()));
  for (std::size_t bin = first; bin < std::max(events_.end(), censored_.end()); ++bin) {
    const std::uint64_t events = events_.at(bin), censored = censored_.at(bin);
    if (events + censored > 0)
      out.push_back({static_cast<std::uint32_t>(bin), static_cast<std::uint32_t>(events),
                     static_cast<std::uint32_t>(censored)});
  }
  return out;
}

}  // namespace suits
