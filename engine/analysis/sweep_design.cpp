#include "engine/analysis/sweep_design.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include <boost/random/sobol.hpp>

#include "engine/random/stream.hpp"

namespace suits {
namespace {

/// The level at a share of the way through `count` levels of equal share.
std::size_t level_at(double share, std::size_t count) {
  const auto level = static_cast<std::size_t>(share * static_cast<double>(count));
  return std::min(level, count - 1);
}

/// A random order of 0 … n − 1 (Fisher & Yates).
std::vector<std::size_t> shuffled(std::size_t n, Draws& draws) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = n; i > 1; --i) {
    const std::size_t j = level_at(draws.uniform(), i);
    std::swap(order[i - 1], order[j]);
  }
  return order;
}

}  // namespace

std::uint64_t grid_size(const std::vector<std::size_t>& counts) {
  std::uint64_t size = 1;
  for (const std::size_t count : counts) {
    if (count > 0 && size > std::numeric_limits<std::uint64_t>::max() / count)
      return std::numeric_limits<std::uint64_t>::max();
    size *= count;
  }
  return size;
}

SweepPoints grid_design(const std::vector<std::size_t>& counts) {
  SweepPoints points;
  std::vector<std::size_t> at(counts.size(), 0);
  for (std::uint64_t left = grid_size(counts); left > 0; --left) {
    points.push_back(at);
    for (std::size_t f = counts.size(); f-- > 0;) {
      if (++at[f] < counts[f]) break;
      at[f] = 0;
    }
  }
  return points;
}

SweepPoints latin_hypercube(const std::vector<std::size_t>& counts,
                            const std::vector<std::uint64_t>& streams, std::size_t n,
                            std::uint64_t seed) {
  SweepPoints points(n, std::vector<std::size_t>(counts.size()));
  for (std::size_t f = 0; f < counts.size(); ++f) {
    Draws draws(stream_key(seed, 0, streams[f]), 0, 0, Purpose::choice);
    const std::vector<std::size_t> order = shuffled(n, draws);
    for (std::size_t p = 0; p < n; ++p) {
      const double place = static_cast<double>(order[p]) + draws.uniform();
      points[p][f] = level_at(place / static_cast<double>(n), counts[f]);
    }
  }
  return points;
}

SweepPoints sobol_design(const std::vector<std::size_t>& counts, std::size_t n) {
  boost::random::sobol sequence(counts.size());
  SweepPoints points(n, std::vector<std::size_t>(counts.size(), 0));
  for (std::size_t p = 1; p < n; ++p)
    for (std::size_t f = 0; f < counts.size(); ++f)
      points[p][f] = level_at(static_cast<double>(sequence() >> 11) * 0x1p-53, counts[f]);
  return points;
}

std::size_t most_sobol_factors() { return boost::random::default_sobol_table::max_dimension; }

}  // namespace suits
