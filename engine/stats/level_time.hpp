#pragma once

// How long a level (a queue, people busy) stood at each of its values over a window.

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/stats/level_track.hpp"

namespace suits {

/// The time at each of the levels 0 … cap - 1, and one bin for those from `cap` up; exact. Levels
/// are never negative. Nothing is allocated after construction. Closed ones merge in any order.
class LevelTime {
 public:
  /// Over [from, to). Requires: cap >= 1.
  LevelTime(std::size_t cap, Instant from, Instant to = kNever, std::int64_t level = 0)
      : track_(from, to, level), at_(cap + 1) {
    assert(cap >= 1 && level >= 0);
  }

  /// From `t` on the level is `level`. Requires: t not earlier than in the calls before; level >=
  /// 0.
  void set(Instant t, std::int64_t level) {
    assert(level >= 0);
    const std::size_t bin = std::min(static_cast<std::size_t>(track_.level()), cap());
    at_[bin] += track_.set(t, level);
  }
  /// Accounts for the level up to `t` or the window's end.
  void close(Instant t) { set(t, track_.level()); }

  std::size_t cap() const { return at_.size() - 1; }
  /// Time at exactly `level`; at `cap`, time there or higher. Requires: level <= cap.
  Duration at(std::size_t level) const { return at_[level]; }
  /// The sum over all levels.
  Duration observed() const {
    Duration sum;
    for (const Duration d : at_) sum += d;
    return sum;
  }
  /// at(level) / observed(); NaN where nothing was observed. Requires: level <= cap.
  double share(std::size_t level) const {
    const Duration all = observed();
    if (all.us == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(at_[level].us) / static_cast<double>(all.us);
  }

  /// As if both windows were one. Requires: equal caps; both closed, neither changed afterwards.
  void merge(const LevelTime& other) {
    assert(cap() == other.cap());
    for (std::size_t i = 0; i < at_.size(); ++i) at_[i] += other.at_[i];
  }

 private:
  LevelTrack track_;
  std::vector<Duration> at_;
};

}  // namespace suits
