#pragma once

// The next of the pending events: a 4-ary implicit heap whose groups of siblings each fill one line
// of the cache. The least of four is found without a branch that could be mispredicted (a heap's
// comparisons are coin tosses), and what is put in after something was taken out goes where that
// was: one way down instead of one down and one up.

#include <boost/align/aligned_allocator.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/kernel/pending.hpp"

namespace suits {

/// Of two at one instant order(a, b) says whether a comes first; it must do so as long as both are
/// here.
class NearHeap {
 public:
  NearHeap() { reserve(60); }

  bool empty() const { return n_ == 0; }
  std::size_t size() const { return n_; }
  /// The first. Requires: !empty().
  const Pending& front() const { return at(0); }

  template <class Order>
  void push(const Pending& added, Order order) {
    if (n_ == room_) reserve(2 * room_);
    std::size_t place = n_++;
    while (place > 0) {
      const std::size_t parent = (place - 1) / 4;
      if (!before(added, at(parent), order)) break;
      at(place) = at(parent);
      place = parent;
    }
    at(place) = added;
  }
  /// Puts another in the first one's stead. Requires: !empty().
  template <class Order>
  void replace_front(const Pending& added, Order order) {
    sift_down(0, added, order);
  }
  /// Requires: !empty().
  template <class Order>
  void pop(Order order) {
    const Pending last = at(--n_);
    if (n_ > 0) sift_down(0, last, order);
  }

  /// Puts one at the end, without order, until `restore` is called.
  void append(const Pending& added) {
    if (n_ == room_) reserve(2 * room_);
    at(n_++) = added;
  }
  /// Makes it a heap again. Linear in its size.
  template <class Order>
  void restore(Order order) {
    for (std::size_t place = (n_ + 2) / 4; place-- > 0;) {
      const Pending sifted = at(place);
      sift_down(place, sifted, order);
    }
  }
  /// Calls visit(pending) for all, in no order.
  template <class F>
  void for_each(F visit) const {
    for (std::size_t place = 0; place < n_; ++place) visit(at(place));
  }
  /// Takes all out, in no order, by calling take(pending), which may append it again.
  template <class F>
  void drain(F take) {
    const std::size_t n = n_;
    n_ = 0;
    for (std::size_t place = 0; place < n; ++place) take(at(place));
  }
  void clear() { n_ = 0; }

 private:
  // The root is the last of the first line, so that the children of a place are one line.
  static constexpr std::size_t kFirst = 3;
  Pending& at(std::size_t place) { return cells_[kFirst + place]; }
  const Pending& at(std::size_t place) const { return cells_[kFirst + place]; }

  void reserve(std::size_t room) {
    room_ = room;
    cells_.resize(kFirst + room + 3);  // the last group is looked at as if it were full
  }
  template <class Order>
  static bool before(const Pending& a, const Pending& b, Order order) {
    if (a.time == b.time) [[unlikely]]
      return order(a, b);
    return a.time < b.time;
  }

  template <class Order>
  void sift_down(std::size_t place, const Pending& sifted, Order order) {
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < 3; ++i) at(n_ + i).time.us = never;
    for (;;) {
      const std::size_t first = 4 * place + 1;
      if (first >= n_) break;
      // A tournament of four: winners and their times by masks of all ones or none.
      const std::int64_t t0 = at(first).time.us, t1 = at(first + 1).time.us,
                         t2 = at(first + 2).time.us, t3 = at(first + 3).time.us;
      const std::int64_t second = -std::int64_t{t1 < t0}, fourth = -std::int64_t{t3 < t2};
      const std::int64_t left = t0 ^ ((t0 ^ t1) & second), right = t2 ^ ((t2 ^ t3) & fourth);
      const std::int64_t on_right = -std::int64_t{right < left};
      const std::int64_t earliest = left ^ ((left ^ right) & on_right);
      const std::int64_t which = -second ^ ((-second ^ (2 - fourth)) & on_right);
      std::size_t least = first + static_cast<std::size_t>(which);
      const bool tie = (t0 == t1) | (t2 == t3) | (left == right) | (earliest == sifted.time.us);
      if (tie) [[unlikely]] {
        least = least_of(first, order);
        if (!before(at(least), sifted, order)) break;
      } else if (earliest > sifted.time.us) {
        break;
      }
      at(place) = at(least);
      place = least;
    }
    at(place) = sifted;
  }
  template <class Order>
  [[gnu::noinline]] std::size_t least_of(std::size_t first, Order order) const {
    const std::size_t end = first + 4 < n_ ? first + 4 : n_;
    std::size_t least = first;
    for (std::size_t child = first + 1; child < end; ++child) {
      if (before(at(child), at(least), order)) least = child;
    }
    return least;
  }

  std::size_t n_ = 0, room_ = 0;
  std::vector<Pending, boost::alignment::aligned_allocator<Pending, 64>> cells_;
};

}  // namespace suits
