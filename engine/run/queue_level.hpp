#pragma once

// How many requests of a role wait, over time: exact integrals over the window and each of its
// weeks.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits {

class QueueLevel {
 public:
  /// Empty from the warm-up on. Requires: the window outlives this.
  QueueLevel(const Window& window, std::size_t weeks)
      : window_(&window), since_(window.warm_up), by_week_(weeks) {}

  /// So many more wait from now on (fewer, where negative).
  void change(int by, Instant now) {
    if (level_ != 0) account(now);
    level_ += by;
    since_ = now;
  }
  /// Up to the last change [requests · us].
  Wide integral() const { return integral_; }
  std::int64_t of_week(std::size_t week) const { return by_week_[week]; }

 private:
  void account(Instant now) {
    Instant from = std::max(since_, window_->start);
    const Instant to = std::min(now, window_->end);
    if (to <= from) return;
    integral_ += static_cast<Wide>(level_) * (to - from).us;
    auto week = static_cast<std::size_t>((from - window_->start).us / weeks(1).us);
    while (from < to) {
      const Instant next =
          std::min(to, window_->start + weeks(static_cast<std::int64_t>(week) + 1));
      by_week_[week++] += level_ * (next - from).us;
      from = next;
    }
  }

  const Window* window_;
  std::int64_t level_ = 0;
  Instant since_;
  Wide integral_ = 0;
  std::vector<std::int64_t> by_week_;
};

}  // namespace suits
