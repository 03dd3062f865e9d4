#pragma once

// The future events of a run, in one promised order: time, then class, then id. The classes are
// those of the semantics: what the calendar does comes first, arrivals come last. Two events may
// not share all three; ids are chosen so that they never do.
//
// A 4-ary implicit heap of small keys over slots that never move, so that an event can be
// cancelled or moved by its handle in O(log n). Nothing is allocated once the high-water mark of
// pending events has been reached.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

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

  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  /// Requires: !empty().
  Instant next_time() const { return heap_.front().time; }

  EventHandle schedule(Instant time, EventClass event_class, std::uint64_t id,
                       std::uint64_t payload) {
    assert(id < (std::uint64_t{1} << 60));
    std::uint32_t slot;
    if (free_ != kNoSlot) {
      slot = free_;
      free_ = slots_[slot].position;
    } else {
      slot = static_cast<std::uint32_t>(slots_.size());
      slots_.emplace_back();
    }
    slots_[slot].payload = payload;
    heap_.emplace_back();
    sift_up(heap_.size() - 1,
            {time, static_cast<std::uint64_t>(event_class) << 60 | id, slot});
    return EventHandle{slot};
  }

  /// Takes the first event out. Requires: !empty().
  Event pop() {
    const Key top = heap_.front();
    const Event event{top.time, static_cast<EventClass>(top.order >> 60),
                      top.order & ((std::uint64_t{1} << 60) - 1), slots_[top.slot].payload};
    release(top.slot);
    const Key last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(0, last);
    return event;
  }

  /// Takes a pending event out. Requires: the handle is of a pending event.
  void cancel(EventHandle handle) {
    const std::size_t at = slots_[static_cast<std::uint32_t>(handle)].position;
    release(static_cast<std::uint32_t>(handle));
    const Key last = heap_.back();
    heap_.pop_back();
    if (at < heap_.size()) place(at, last);
  }

  /// Moves a pending event; its class and id stay. Requires: the handle is of a pending event.
  void reschedule(EventHandle handle, Instant time) {
    const std::size_t at = slots_[static_cast<std::uint32_t>(handle)].position;
    Key key = heap_[at];
    key.time = time;
    place(at, key);
  }

  void clear() {
    heap_.clear();
    slots_.clear();
    free_ = kNoSlot;
  }

 private:
  struct Key {
    Instant time;
    std::uint64_t order;
    std::uint32_t slot;

    bool before(const Key& o) const {
      return time != o.time ? time < o.time : order < o.order;
    }
  };
  struct Slot {
    std::uint64_t payload = 0;
    std::uint32_t position = 0;  // in the heap, or the next free slot
  };
  static constexpr std::uint32_t kNoSlot = 0xFFFF'FFFFu;

  void release(std::uint32_t slot) {
    slots_[slot].position = free_;
    free_ = slot;
  }
  void put(std::size_t at, const Key& key) {
    heap_[at] = key;
    slots_[key.slot].position = static_cast<std::uint32_t>(at);
  }
  void place(std::size_t at, const Key& key) {
    if (at > 0 && key.before(heap_[(at - 1) / 4])) {
      sift_up(at, key);
    } else {
      sift_down(at, key);
    }
  }
  void sift_up(std::size_t at, const Key& key) {
    while (at > 0) {
      const std::size_t parent = (at - 1) / 4;
      if (!key.before(heap_[parent])) break;
      put(at, heap_[parent]);
      at = parent;
    }
    put(at, key);
  }
  void sift_down(std::size_t at, const Key& key) {
    const std::size_t n = heap_.size();
    for (;;) {
      const std::size_t first = 4 * at + 1;
      if (first >= n) break;
      const std::size_t end = first + 4 < n ? first + 4 : n;
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child) {
        if (heap_[child].before(heap_[least])) least = child;
      }
      if (!heap_[least].before(key)) break;
      put(at, heap_[least]);
      at = least;
    }
    put(at, key);
  }

  std::vector<Key> heap_;
  std::vector<Slot> slots_;
  std::uint32_t free_ = kNoSlot;
};

}  // namespace suits
