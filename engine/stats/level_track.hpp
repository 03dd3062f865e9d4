#pragma once

// A level that is constant between its changes, seen through a window: what the time averages have
// in common.

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "engine/base/time.hpp"

namespace suits {

/// Follows a level and says how long each value was held inside the window [from, to). Changes
/// before the window (warm-up) and after it are taken and count for nothing; of several changes at
/// one instant the last one counts.
class LevelTrack {
 public:
  explicit LevelTrack(Instant from, Instant to = kNever, std::int64_t level = 0)
      : last_(from), to_(to), level_(level) {
    assert(from <= to);
  }

  /// From `t` on the level is `level`. Returns how long, since the last call and in the window, the
  /// level before was held. Requires: t not earlier than in the calls before.
  Duration set(Instant t, std::int64_t level) {
    const Duration held = held_to(t);
    last_ = last_ + held;
    level_ = level;
    return held;
  }
  /// What `set` would return at t.
  Duration held_to(Instant t) const { return std::max(std::min(t, to_) - last_, Duration{0}); }
  std::int64_t level() const { return level_; }

 private:
  Instant last_;  // accounted for up to here; inside [from, to]
  Instant to_;
  std::int64_t level_;
};

}  // namespace suits
