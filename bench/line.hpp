#pragma once

// A queue of so many requests, of which the next is taken, and another put in, while time moves on:
// as many go through in the time to a due as wait.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/model/dispatch.hpp"
#include "engine/random/stream.hpp"
#include "engine/run/waiting.hpp"

namespace suits::bench {

/// Requests of 40 kinds with an expected effort each, five weights, dues in the next weeks.
class Requests {
 public:
  Requests(const Dispatch& dispatch, std::size_t n, bool alike)
      : dispatch_(dispatch), alike_(alike), generation_(n), numbers_(n) {}

  WaitingQueue::Entry make(std::uint32_t slot, Duration worked) {
    const std::uint64_t bits = mix(7, count_);
    Urgent request;
    request.kind = static_cast<KindId>(bits % 40);
    request.number = numbers_[slot] = count_++;
    request.own = minutes(15 * (1 + static_cast<std::int64_t>(bits % 40)));
    // Where the ways ahead are all different, so are the slopes of ratios.
    request.tail = alike_ ? minutes(60 * static_cast<std::int64_t>(bits % 40))
                          : microseconds(1 + static_cast<std::int64_t>(bits >> 8 & 0xFFFF'FFFF));
    request.left = request.own + microseconds(static_cast<std::int64_t>(bits >> 40));
    request.due_worked = worked + minutes(static_cast<std::int64_t>(bits >> 20 & 0x3FFF));
    request.due = Instant{} + request.due_worked;
    request.weight = 500 * (1 + static_cast<std::uint32_t>(bits >> 16 & 0xFF) % 5);
    return {0, urgency(dispatch_, request), request.number, TaskId{slot}, generation_[slot]};
  }
  bool waits(const WaitingQueue::Entry& e) const {
    return generation_[static_cast<std::size_t>(e.task)] == e.generation;
  }
  void leave(std::uint32_t slot) { ++generation_[slot]; }
  Quotient drawn(const WaitingQueue::Entry& e, Duration worked) const {
    return {static_cast<std::int64_t>(mix(numbers_[static_cast<std::size_t>(e.task)],
                                          static_cast<std::uint64_t>(worked.us)) >>
                                      2),
            1};
  }

 private:
  Dispatch dispatch_;
  bool alike_;
  std::uint64_t count_ = 0;
  std::vector<std::uint32_t> generation_;  // by slot
  std::vector<std::uint64_t> numbers_;
};

class Line {
 public:
  /// Requires: waiting >= 1.
  Line(DispatchRule rule, std::uint32_t waiting, bool alike)
      : dispatch_(with_facts(rule)),
        requests_(dispatch_, waiting, alike),
        pace_(microseconds(minutes(8192).us / waiting + 1)) {
    for (std::uint32_t slot = 0; slot < waiting; ++slot) queue_.push(requests_.make(slot, worked_));
    take();  // what has lost its slack already finds its place
  }
  /// The request is taken; a fresh one comes in.
  void take() {
    worked_ += pace_;
    const auto fresh = [&](const WaitingQueue::Entry& e) { return requests_.waits(e); };
    const auto now = [&](const WaitingQueue::Entry& e) { return requests_.drawn(e, worked_); };
    std::uint32_t first = 0;
    queue_.look(worked_, fresh, now, way_, [&](const WaitingQueue::Entry& e, const Priority&) {
      first = static_cast<std::uint32_t>(e.task);
      return false;
    });
    requests_.leave(first);
    queue_.note_stale(fresh);
    queue_.push(requests_.make(first, worked_));
  }

 private:
  static Dispatch with_facts(DispatchRule rule) {
    Dispatch dispatch(rule);
    dispatch.mean_effort = static_cast<double>(hours(5).us);
    for (std::uint32_t k = 0; k < 40; ++k) dispatch.place.push_back(k * 7 % 40);
    return dispatch;
  }

  Dispatch dispatch_;
  Requests requests_;
  WaitingQueue queue_;
  Duration worked_ = hours(1000);
  Duration pace_;
  std::vector<WaitingQueue::Place> way_;
};

}  // namespace suits::bench
