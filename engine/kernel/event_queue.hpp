#pragma once

// The future events of a run, in one promised order: time, then class, then id. The classes are
// those of the semantics: what the calendar does comes first, arrivals come last. Two events may
// not share all three; ids are chosen so that they never do.
//
// A heap of the next events before buckets of later ones. Where few are pending, the heap is all
// there is; where many are, it stays so small that it lies in the cache, and what an event costs
// hardly grows with their number. What is cancelled is marked, and falls out when it comes to the
// front, or when more is cancelled than pending. Nothing is allocated once the high-water mark of
// pending events has been reached.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/kernel/far_buckets.hpp"
#include "engine/kernel/near_heap.hpp"

namespace suits {

enum class EventClass : std::uint8_t { calendar, dated_change, finish, answer, timer, arrival };

enum class EventHandle : std::uint32_t {};
inline constexpr EventHandle kNoEvent{0xFFFF'FFFFu};

class EventQueue {
 public:
  struct Event {
    Instant time;
    EventClass event_class;
    std::uint64_t id;       // below 2^60
    std::uint64_t payload;  // the caller's
  };

  bool empty() const { return pending_ == 0; }
  std::size_t size() const { return pending_; }
  /// Requires: !empty().
  Instant next_time() { return first().time; }

  /// At any time, even before what was taken out last.
  EventHandle schedule(Instant time, EventClass event_class, std::uint64_t id,
                       std::uint64_t payload) {
    assert(id < (std::uint64_t{1} << 60));
    std::uint32_t slot = free_;
    if (slot != kNoSlot) {
      free_ = slots_[slot].next_free;
    } else {
      slot = static_cast<std::uint32_t>(slots_.size());
      slots_.emplace_back();
    }
    slots_[slot] = {static_cast<std::uint64_t>(event_class) << 60 | id, payload, kNoSlot, false};
    put({time, slot});
    ++pending_;
    return EventHandle{slot};
  }

  /// Takes the first event out. Requires: !empty().
  Event pop() {
    const Pending top = first();
    const Slot& slot = slots_[top.slot];
    const Event event{top.time, static_cast<EventClass>(slot.order >> 60),
                      slot.order & ((std::uint64_t{1} << 60) - 1), slot.payload};
    release(top.slot);
    taken_ = true;
    --pending_;
    return event;
  }

  /// Takes a pending event out. Requires: the handle is of a pending event.
  void cancel(EventHandle handle) {
    slots_[static_cast<std::uint32_t>(handle)].cancelled = true;
    --pending_;
    if (++cancelled_ > pending_ + kFew) sweep();
  }

  /// Moves a pending event; its class, id and payload stay. Returns its new handle. Requires: the
  /// handle is of a pending event.
  [[nodiscard]] EventHandle reschedule(EventHandle handle, Instant time) {
    const Slot moved = slots_[static_cast<std::uint32_t>(handle)];
    cancel(handle);
    return schedule(time, static_cast<EventClass>(moved.order >> 60),
                    moved.order & ((std::uint64_t{1} << 60) - 1), moved.payload);
  }

  void clear();

 private:
  struct Slot {
    std::uint64_t order = 0, payload = 0;
    std::uint32_t next_free = 0;
    bool cancelled = false;  // … while it still stands among the pending
  };
  struct Order {
    const Slot* slots;
    bool operator()(const Pending& a, const Pending& b) const {
      return slots[a.slot].order < slots[b.slot].order;
    }
  };
  static constexpr std::uint32_t kNoSlot = 0xFFFF'FFFFu;
  static constexpr Instant kLatest{std::numeric_limits<std::int64_t>::max()};
  static constexpr std::size_t kFew = 64;      // what the heap is filled up to
  static constexpr std::size_t kMany = 2'048;  // … and where it is found to be too large

  Order order() const { return {slots_.data()}; }
  void release(std::uint32_t slot) {
    slots_[slot].next_free = free_;
    free_ = slot;
  }
  void put(const Pending& added) {
    if (added.time > near_to_) {
      far_.push(added);
    } else if (taken_) {
      taken_ = false;
      near_.replace_front(added, order());
    } else {
      near_.push(added, order());
      if (near_.size() > too_large_) split();
    }
  }
  const Pending& first() {
    if (taken_) {
      taken_ = false;
      near_.pop(order());
    }
    for (;;) {
      if (near_.empty()) refill();
      if (!slots_[near_.front().slot].cancelled) return near_.front();
      release(near_.front().slot);
      --cancelled_;
      near_.pop(order());
    }
  }
  void refill();
  void split();
  void sweep();

  std::vector<Slot> slots_;
  std::uint32_t free_ = kNoSlot;
  std::size_t pending_ = 0, cancelled_ = 0;
  bool taken_ = false;  // the front of near_ was taken out, and nothing put in its stead yet
  NearHeap near_;       // those up to near_to_
  Instant near_to_ = kLatest;
  std::size_t too_large_ = kMany;
  FarBuckets far_;  // those after
};

}  // namespace suits
