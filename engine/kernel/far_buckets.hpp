#pragma once

// Pending events of later, by how far their instants are from a base: buckets of a radix heap
// (Ahuja, Mehlhorn, Orlin, Tarjan, "Faster algorithms for the shortest path problem", J. ACM 37
// (1990), 213–223) in base 16. An instant's bucket is that of the highest digit in which it differs
// from the base, and the value it has there. Within a bucket there is no order; all of a bucket
// come before all of a higher one. When the lowest bucket is spread out, its earliest instant
// becomes the base, so that every event moves down a few times and never up.
//
// A bucket is a chain of blocks out of one pool: nothing is allocated once the high-water mark of
// events has been reached.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/kernel/pending.hpp"

namespace suits {

class FarBuckets {
 public:
  FarBuckets() { heads_.fill(kNone); }

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  /// Requires: empty().
  void set_base(Instant base) { base_ = digits(base); }
  Instant base() const { return instant(base_); }
  /// Requires: later than the base.
  void push(const Pending& added);

  /// How many are in the lowest bucket. Requires: !empty().
  std::size_t lowest_size() const { return counts_[lowest()]; }
  /// The first instant that the lowest bucket could hold. Requires: !empty().
  Instant lowest_from() const;
  /// Takes the lowest bucket out, in no order, by calling take(pending). Requires: !empty().
  template <class F>
  void drain_lowest(F take) {
    drain(lowest(), take);
  }
  /// Spreads the lowest bucket over those below, with its earliest instant as the base; those at
  /// that instant are taken out by take(pending). Requires: !empty().
  template <class F>
  void spread_lowest(F take);
  /// Takes out those for which is_off(pending) holds.
  template <class F>
  void erase_if(F is_off);
  void clear();

 private:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFFu;
  static constexpr std::size_t kDigits = 16, kValues = 16, kBuckets = kDigits * kValues;
  struct alignas(64) Block {
    std::array<Pending, 31> pending;
    std::uint32_t next = kNone, size = 0;
  };

  /// Instants as numbers of 16 digits in the same order.
  static std::uint64_t digits(Instant t) {
    return static_cast<std::uint64_t>(t.us) ^ std::uint64_t{1} << 63;
  }
  static Instant instant(std::uint64_t digits) {
    return {static_cast<std::int64_t>(digits ^ std::uint64_t{1} << 63)};
  }
  std::size_t lowest() const {
    std::size_t word = 0;
    while (used_[word] == 0) ++word;
    return 64 * word + static_cast<std::size_t>(std::countr_zero(used_[word]));
  }
  template <class F>
  void drain(std::size_t bucket, F take);

  std::uint64_t base_ = 0;
  std::size_t size_ = 0;
  std::array<std::uint64_t, kBuckets / 64> used_{};  // a bit for each bucket that is not empty
  std::array<std::uint32_t, kBuckets> heads_{};      // block being filled; kNone: empty
  std::array<std::uint32_t, kBuckets> counts_{};
  std::vector<Block> blocks_;
  std::uint32_t free_ = kNone;
};

inline void FarBuckets::push(const Pending& added) {
  const std::uint64_t number = digits(added.time);
  const std::size_t digit = (static_cast<std::size_t>(std::bit_width(number ^ base_)) - 1) / 4;
  const std::size_t bucket = digit * kValues + (number >> 4 * digit & (kValues - 1));
  std::uint32_t block = heads_[bucket];
  if (block == kNone || blocks_[block].size == blocks_[block].pending.size()) {
    const std::uint32_t full = block;
    block = free_;
    if (block != kNone) {
      free_ = blocks_[block].next;
    } else {
      block = static_cast<std::uint32_t>(blocks_.size());
      blocks_.emplace_back();
    }
    blocks_[block].next = full;
    blocks_[block].size = 0;
    heads_[bucket] = block;
    used_[bucket / 64] |= std::uint64_t{1} << bucket % 64;
  }
  blocks_[block].pending[blocks_[block].size++] = added;
  ++counts_[bucket];
  ++size_;
}

inline Instant FarBuckets::lowest_from() const {
  const std::size_t bucket = lowest(), shift = 4 * (bucket / kValues);
  const std::uint64_t above = shift + 4 < 64 ? base_ >> (shift + 4) << (shift + 4) : 0;
  return instant(above | std::uint64_t{bucket % kValues} << shift);
}

/// Each block is free again before what it held is taken: it may be needed for just that.
template <class F>
void FarBuckets::drain(std::size_t bucket, F take) {
  std::uint32_t block = heads_[bucket];
  heads_[bucket] = kNone;
  used_[bucket / 64] &= ~(std::uint64_t{1} << bucket % 64);
  size_ -= counts_[bucket];
  counts_[bucket] = 0;
  while (block != kNone) {
    const Block held = blocks_[block];
    blocks_[block].next = free_;
    free_ = block;
    for (std::uint32_t i = 0; i < held.size; ++i) take(held.pending[i]);
    block = held.next;
  }
}

template <class F>
void FarBuckets::spread_lowest(F take) {
  const std::size_t bucket = lowest();
  std::int64_t earliest = std::numeric_limits<std::int64_t>::max();
  for (std::uint32_t b = heads_[bucket]; b != kNone; b = blocks_[b].next) {
    for (std::uint32_t i = 0; i < blocks_[b].size; ++i) {
      const std::int64_t time = blocks_[b].pending[i].time.us;
      earliest = time < earliest ? time : earliest;
    }
  }
  base_ = digits({earliest});
  drain(bucket, [&](const Pending& moved) {
    if (moved.time.us == earliest) {
      take(moved);
    } else {
      push(moved);
    }
  });
}

template <class F>
void FarBuckets::erase_if(F is_off) {
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    if (heads_[bucket] == kNone) continue;
    drain(bucket, [&](const Pending& held) {
      if (!is_off(held)) push(held);
    });
  }
}

inline void FarBuckets::clear() { *this = FarBuckets(); }

}  // namespace suits
