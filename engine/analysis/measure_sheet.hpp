#pragma once

// The flat vector of measures while it is being written.

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/analysis/measures.hpp"

namespace suits {

template <class M>
constexpr std::size_t kCount = static_cast<std::size_t>(M::count);

template <class M>
std::size_t index(M m) {
  return static_cast<std::size_t>(m);
}

inline double number(std::uint64_t n) { return static_cast<double>(n); }
inline double number(std::int64_t n) { return static_cast<double>(n); }

/// Writes pairs at their places.
class Sheet {
 public:
  Sheet(const MeasureLayout& layout) : layout_(layout), samples_(layout.size()) {}
  template <class... Where>
  void put(double y, double x, Where... where) {
    samples_[layout_.at(where...)] = {y, x, false};
  }
  template <class... Where>
  void miss(Where... where) {
    samples_[layout_.at(where...)].missing = true;
  }
  std::vector<Sample> take() { return std::move(samples_); }

 private:
  const MeasureLayout& layout_;
  std::vector<Sample> samples_;
};

/// Of contracts and new business; nothing where the model has none.
void put_business(Sheet& sheet, const Model& model, const MeasureLayout& layout,
                  const Observations& seen);

}  // namespace suits
