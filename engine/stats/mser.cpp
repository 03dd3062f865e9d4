#include "engine/stats/mser.hpp"

#include <vector>

namespace suits {
namespace {

constexpr std::size_t kBatch = 5;
constexpr std::size_t kFewest = 20;  // batches
constexpr std::size_t kKept = 5;     // batches that are never left out

}  // namespace

std::optional<std::size_t> mser5(std::span<const double> values) {
  const std::size_t batches = values.size() / kBatch;
  if (batches < kFewest) return std::nullopt;
  std::vector<double> means(batches);
  for (std::size_t b = 0; b < batches; ++b)
    for (std::size_t i = 0; i < kBatch; ++i) means[b] += values[b * kBatch + i] / kBatch;
  // From the end on, with Welford's update, so that nothing cancels.
  std::size_t best = batches;
  double least = 0, mean = 0, squares = 0, n = 0;
  for (std::size_t d = batches; d-- > 0;) {
    n += 1;
    const double off = means[d] - mean;
    mean += off / n;
    squares += off * (means[d] - mean);
    if (batches - d < kKept) continue;
    const double mser = squares / (n * n);
    if (best == batches || mser <= least) {
      best = d;
      least = mser;
    }
  }
  if (2 * best > batches) return std::nullopt;
  return best * kBatch;
}

}  // namespace suits
