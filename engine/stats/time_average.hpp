#pragma once

// The time average of a level (people busy, jobs present) over a window, from an exact integral.

#include <cstdint>
#include <limits>

#include "engine/base/time.hpp"
#include "engine/stats/level_track.hpp"

namespace suits {

__extension__ typedef __int128 Int128;

/// The integral is exact in integers [level × µs], so that Little's law and the conservation of
/// work can be checked with ==. One is made per replication; closed ones merge in any order.
class TimeAverage {
 public:
  /// Over [from, to); the level before the first change is `level`.
  explicit TimeAverage(Instant from, Instant to = kNever, std::int64_t level = 0)
      : track_(from, to, level) {}

  /// From `t` on the level is `level`. Requires: t not earlier than in the calls before.
  void set(Instant t, std::int64_t level) {
    const std::int64_t before = track_.level();
    account(before, track_.set(t, level));
  }
  /// Requires: as for `set`.
  void add(Instant t, std::int64_t change) { set(t, track_.level() + change); }
  /// Accounts for the level up to `t` or the window's end.
  void close(Instant t) { set(t, track_.level()); }

  std::int64_t level() const { return track_.level(); }
  /// Up to the last change or `close` [level × µs].
  Int128 integral() const { return integral_; }
  /// How much of the window that covers; the sum over those merged.
  Duration observed() const { return observed_; }
  /// integral / observed; NaN where nothing was observed.
  double mean() const { return ratio(integral_, observed_); }
  /// What `mean` would be if closed at `to`.
  double mean(Instant to) const {
    const Duration held = track_.held_to(to);
    return ratio(integral_ + Int128{track_.level()} * held.us, observed_ + held);
  }

  /// As if both windows were one. Requires: both closed, neither changed afterwards.
  void merge(const TimeAverage& other) {
    integral_ += other.integral_;
    observed_ += other.observed_;
  }

 private:
  void account(std::int64_t level, Duration held) {
    integral_ += Int128{level} * held.us;
    observed_ += held;
  }
  static double ratio(Int128 integral, Duration time) {
    if (time.us == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(integral) / static_cast<double>(time.us);
  }

  LevelTrack track_;
  Int128 integral_ = 0;
  Duration observed_;
};

}  // namespace suits
