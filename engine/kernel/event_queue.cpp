#include "engine/kernel/event_queue.hpp"

#include <algorithm>

namespace suits {

/// The heap takes the lowest buckets as long as few are in it; those of a large one are spread
/// first.
void EventQueue::refill() {
  const auto take = [this](const Pending& taken) { near_.append(taken); };
  while (!far_.empty()) {
    if (near_.size() + far_.lowest_size() <= kFew) {
      far_.drain_lowest(take);
    } else if (near_.empty()) {
      far_.spread_lowest(take);
    } else {
      break;
    }
  }
  near_to_ = far_.empty() ? kLatest : far_.lowest_from() - microseconds(1);
  // Where many are pending, their slots are far apart in memory, and soon asked for.
  near_.for_each([this](const Pending& near) { __builtin_prefetch(&slots_[near.slot]); });
  near_.restore(order());
}

/// All but the first of the heap go to the buckets. Requires: the heap is in order.
void EventQueue::split() {
  if (far_.empty()) far_.set_base(near_.front().time);
  near_.drain([this](const Pending& moved) {
    if (moved.time > far_.base()) {
      far_.push(moved);
    } else {
      near_.append(moved);
    }
  });
  refill();
  too_large_ = std::max(kMany, 2 * near_.size());
}

/// What is cancelled goes.
void EventQueue::sweep() {
  if (taken_) near_.pop(order());
  taken_ = false;
  const auto off = [this](const Pending& one) {
    if (!slots_[one.slot].cancelled) return false;
    release(one.slot);
    return true;
  };
  near_.drain([&](const Pending& one) {
    if (!off(one)) near_.append(one);
  });
  near_.restore(order());
  far_.erase_if(off);
  cancelled_ = 0;
}

void EventQueue::clear() { *this = EventQueue(); }

}  // namespace suits
