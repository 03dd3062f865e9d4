#pragma once

// The next of a fixed set of sources, each with at most one event to come: a tournament of winners
// (Knuth, The Art of Computer Programming 3, 5.4.1). A source's number is its place in the promised
// order: of equal times the lowest source comes first.

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace suits {

class Tournament {
 public:
  /// Nothing is to come of any of them. Requires: sources >= 1.
  explicit Tournament(std::size_t sources)
      : leaves_(std::bit_ceil(sources < 2 ? std::size_t{2} : sources)), nodes_(2 * leaves_) {
    for (std::size_t i = 0; i < leaves_; ++i) {
      nodes_[leaves_ + i] = {kNever, static_cast<std::uint32_t>(i)};
    }
    for (std::size_t i = leaves_ - 1; i > 0; --i) nodes_[i] = nodes_[2 * i];
  }

  /// When the first is; kNever: nothing is to come.
  Instant time() const { return nodes_[1].time; }
  std::uint32_t first() const { return nodes_[1].source; }
  Instant time_of(std::uint32_t source) const { return nodes_[leaves_ + source].time; }

  /// The source's next event is at `time` (kNever: it has none). Cost: log2 of the sources.
  void set(std::uint32_t source, Instant time) {
    std::size_t at = leaves_ + source;
    nodes_[at].time = time;
    while (at > 1) {
      // Without a branch: who wins is as good as a coin toss.
      const Node* pair = &nodes_[at & ~std::size_t{1}];
      at /= 2;
      nodes_[at] = pair[pair[1].time < pair[0].time ? 1 : 0];
    }
  }

 private:
  struct Node {
    Instant time = kNever;
    std::uint32_t source = 0;
  };

  std::size_t leaves_;
  std::vector<Node> nodes_;  // 1 the winner of all; the children of i are 2i and 2i + 1
};

}  // namespace suits
