#pragma once

// The requests that wait at one station of a queueing network, in the order in which they are
// taken: by class, then by the role's rule, then by arrival number. First come, first served is a
// ring of requests for each class; any other rule whose order lasts is a heap.

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>
#include <vector>

#include "engine/run/waiting.hpp"

namespace suits {

class RequestLine {
 public:
  struct Request {
    Priority priority;
    std::uint32_t job = 0;  // a place in the run's pool
  };

  /// Requires: classes <= 64.
  RequestLine(bool first_come, std::size_t classes)
      : first_come_(first_come), rings_(first_come ? classes : 0) {
    assert(classes <= 64);
  }

  bool empty() const { return first_come_ ? waiting_classes_ == 0 : heap_.empty(); }

  void push(const Request& request) {
    if (!first_come_) {
      heap_.push_back(request);
      std::push_heap(heap_.begin(), heap_.end(), later);
      return;
    }
    const std::uint32_t c = request.priority.class_and_cover / 4;
    rings_[c].push({request.priority.number, request.job});
    waiting_classes_ |= std::uint64_t{1} << c;
  }

  /// What is taken next. Requires: !empty().
  Request first() const {
    if (!first_come_) return heap_.front();
    const auto c = static_cast<std::uint32_t>(std::countr_zero(waiting_classes_));
    const Ring::Entry& entry = rings_[c].front();
    return {{c * 4 + 2, {}, entry.number}, entry.job};
  }
  /// … and its job; it waits no more. Requires: !empty().
  std::uint32_t pop() {
    if (!first_come_) {
      const std::uint32_t job = heap_.front().job;
      std::pop_heap(heap_.begin(), heap_.end(), later);
      heap_.pop_back();
      return job;
    }
    const auto c = static_cast<std::uint32_t>(std::countr_zero(waiting_classes_));
    const std::uint32_t job = rings_[c].front().job;
    rings_[c].pop();
    if (rings_[c].empty()) waiting_classes_ &= waiting_classes_ - 1;
    return job;
  }

 private:
  /// First in, first out; doubles at need.
  class Ring {
   public:
    struct Entry {
      std::uint64_t number = 0;
      std::uint32_t job = 0;
    };
    bool empty() const { return begin_ == end_; }
    const Entry& front() const { return entries_[begin_ & (entries_.size() - 1)]; }
    void push(const Entry& entry) {
      if (end_ - begin_ == entries_.size()) grow();
      entries_[end_++ & (entries_.size() - 1)] = entry;
    }
    void pop() { ++begin_; }

   private:
    void grow() {
      std::vector<Entry> larger(2 * entries_.size());
      for (std::size_t i = begin_; i < end_; ++i) {
        larger[i & (larger.size() - 1)] = entries_[i & (entries_.size() - 1)];
      }
      entries_.swap(larger);
    }

    std::vector<Entry> entries_ = std::vector<Entry>(16);
    std::size_t begin_ = 0, end_ = 0;
  };

  static bool later(const Request& a, const Request& b) { return b.priority < a.priority; }

  bool first_come_;
  std::uint64_t waiting_classes_ = 0;  // a bit per class that has any
  std::vector<Ring> rings_;            // by class
  std::vector<Request> heap_;
};

}  // namespace suits
