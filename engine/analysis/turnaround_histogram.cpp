#include "engine/analysis/turnaround_histogram.hpp"

#include <algorithm>
#include <cmath>

namespace suits {
namespace {

struct Mass {
  double at = 0;  // [unit]
  double share = 0;
};

/// The jumps of the product-limit estimate; `left` is what it never reaches.
std::vector<Mass> jumps(const QuantileSketch& hours, double per_unit, double& left) {
  std::vector<Mass> out;
  double at_risk = static_cast<double>(hours.count());
  left = 1;
  for (const QuantileSketch::Tally& tally : hours.tallies()) {
    if (tally.events > 0) {
      const double share = left * tally.events / at_risk;
      out.push_back({QuantileSketch::bin_value(tally.bin) / per_unit, share});
      left -= share;
    }
    at_risk -= static_cast<double>(tally.events) + tally.censored;
  }
  left = hours.censored_count() == 0 ? 0 : std::max(0.0, left);
  return out;
}

/// The least of 1, 2, 5, 10, 20 … (and their tenths) that is at least x.
double round_up(double x) {
  const double power = std::pow(10, std::floor(std::log10(x)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * power >= x * (1 - 1e-12)) return step * power;
  return 10 * power;
}

}  // namespace

TurnaroundHistogram turnaround_histogram(const QuantileSketch& hours, double per_unit,
                                         std::size_t most) {
  TurnaroundHistogram out;
  out.jobs = hours.count();
  if (hours.count() == 0) return out;
  const std::vector<Mass> masses = jumps(hours, per_unit, out.unfinished);
  if (masses.empty()) return out;
  const double finished = 1 - out.unfinished;
  double sum = 0, reach = masses.back().at;
  for (const Mass& mass : masses) {
    sum += mass.share;
    if (sum >= 0.99 * finished) {
      reach = mass.at;
      break;
    }
  }
  const double width = reach > 0 ? round_up(reach / static_cast<double>(most)) : 1;
  const auto classes = std::min(most, static_cast<std::size_t>(reach / width) + 1);
  for (std::size_t c = 0; c < classes; ++c)
    out.classes.push_back({width * static_cast<double>(c), width * static_cast<double>(c + 1), 0});
  for (const Mass& mass : masses) {
    const auto c = static_cast<std::size_t>(mass.at / width);
    (c < classes ? out.classes[c].share : out.beyond) += mass.share;
  }
  return out;
}

}  // namespace suits
