#pragma once

// Choices of the generator of random agencies: all of them follow from one seed.

#include <cstdint>
#include <vector>

#include "engine/random/stream.hpp"

namespace suits {

class Coins {
 public:
  explicit Coins(std::uint64_t seed) : seed_(seed) {}

  std::uint64_t bits() { return mix(seed_, count_++); }
  /// 0 … n−1.
  int below(int n) { return static_cast<int>(bits() % static_cast<std::uint64_t>(n)); }
  int from_to(int a, int b) { return a + below(b - a + 1); }
  bool with(int percent) { return below(100) < percent; }
  template <class T>
  T one_of(const std::vector<T>& items) {
    return items[static_cast<std::size_t>(below(static_cast<int>(items.size())))];
  }
  /// A feature is on or off for a whole scenario, so that simple ones exist too.
  bool feature(int percent) { return with(percent); }

 private:
  std::uint64_t seed_, count_ = 0;
};

}  // namespace suits
