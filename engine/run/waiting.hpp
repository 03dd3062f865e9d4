#pragma once

// The requests that wait, in one queue per group of people who may take them: a person's own, a
// role's, the role's people without accounts. A person who becomes free looks at the heads of the
// few queues they belong to. A request may stand in several queues; once it starts, its entries are
// stale and fall out when they come up, or when they are half of a queue.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/run/job.hpp"

namespace suits {

/// What is taken first: class, own before cover, the role's dispatch rule, arrival number.
struct Priority {
  std::uint32_t class_and_cover = 0;
  std::int64_t rule = 0;
  std::uint64_t number = 0;

  auto operator<=>(const Priority&) const = default;
};

enum class QueueId : std::uint32_t {};

class WaitingQueue {
 public:
  struct Entry {
    Priority priority;
    TaskId task{};
    std::uint32_t generation = 0;
  };

  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  const std::vector<Entry>& entries() const { return heap_; }
  const Entry& top() const { return heap_.front(); }

  void push(const Entry& entry) {
    heap_.push_back(entry);
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
  Entry pop() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Entry entry = heap_.back();
    heap_.pop_back();
    return entry;
  }
  /// An entry has become stale; `fresh(entry)` tells which are not.
  template <class Fresh>
  void note_stale(Fresh fresh) {
    if (++stale_ < 32 || 2 * stale_ < heap_.size()) return;
    std::erase_if(heap_, [&](const Entry& e) { return !fresh(e); });
    std::make_heap(heap_.begin(), heap_.end(), later);
    stale_ = 0;
  }

 private:
  static bool later(const Entry& a, const Entry& b) { return b.priority < a.priority; }

  std::vector<Entry> heap_;
  std::size_t stale_ = 0;  // at most: those that fell out at the top are counted still
};

}  // namespace suits
