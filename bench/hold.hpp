#pragma once

// The hold model (Jones, CACM 29 (1986), 300–311): with n events pending, the first is taken out
// and another put in, an exponential time after it.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"

namespace suits::bench {

/// Holds on a queue with `void push(Instant, std::uint64_t id)` and `Instant pop()`.
template <class Queue>
class Hold {
 public:
  explicit Hold(std::size_t pending) {
    Draws draws(stream_key(1, 0, 7), 0, 0, Purpose::gap);
    for (Duration& gap : gaps_) gap = round_duration(-det_log(draws.uniform()) * 1e9);
    for (; id_ < pending; ++id_) queue_.push(Instant{} + gap(), id_);
    for (std::size_t i = 0; i < pending; ++i) hold();  // queues that put off their order have it
  }
  void hold() {
    const Instant now = queue_.pop();
    queue_.push(now + gap(), id_++);
  }

 private:
  static constexpr std::size_t kGaps = 65'536;
  Duration gap() const { return gaps_[id_ % kGaps]; }

  std::vector<Duration> gaps_ = std::vector<Duration>(kGaps);
  Queue queue_;
  std::uint64_t id_ = 0;
};

}  // namespace suits::bench
