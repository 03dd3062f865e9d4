#pragma once

// The samples of consecutive ordinals of one stream, drawn several at a time: the same values, to
// the bit, as one by one, at a fraction of the cost. What is drawn ahead and never asked for
// disturbs nothing, since a draw is a pure function of its ordinal.

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/random/distribution.hpp"
#include "engine/random/stream.hpp"

namespace suits {

class DrawAhead {
 public:
  /// Of ordinals 0, 1, 2 …; the distribution outlives this.
  DrawAhead(const Distribution& distribution, StreamKey key, std::uint32_t visit, Purpose purpose)
      : distribution_(&distribution), key_(key), visit_(visit), purpose_(purpose) {}

  /// Draws(key, n, visit, purpose)'s sample for the next n.
  double next() {
    if (at_ == kBatch) refill();
    return values_[at_++];
  }

 private:
  static constexpr std::size_t kBatch = 16;

  void refill();

  const Distribution* distribution_;
  StreamKey key_;
  std::uint32_t visit_;
  Purpose purpose_;
  std::uint64_t ordinal_ = 0;  // of the next batch
  std::size_t at_ = kBatch;
  std::array<double, kBatch> values_;
};

}  // namespace suits
