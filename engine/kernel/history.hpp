#pragma once

// A fingerprint of what happened: a hash over the records of a run, in their order. Two runs with
// the same history gave the same events at the same instants in the same order.

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace suits {

struct HistoryRecord {
  Instant time;
  std::uint64_t what = 0, who = 0;
  bool operator==(const HistoryRecord&) const = default;
};

class History {
 public:
  /// Keeps the records too, for tests. Requires: the log outlives the history.
  void keep_in(std::vector<HistoryRecord>& log) { log_ = &log; }
  void record(Instant time, std::uint64_t what, std::uint64_t who) {
    if (log_ != nullptr) log_->push_back({time, what, who});
    fold(static_cast<std::uint64_t>(time.us));
    fold(what * 0x9E37'79B9'7F4A'7C15u + who);
  }
  std::uint64_t hash() const {
    std::uint64_t h = state_;
    h ^= h >> 32;
    return h * 0xD6E8'FEB8'6659'FD93u;
  }

 private:
  /// One round of a multiply–fold hash (128-bit product, halves xored; as in wyhash).
  void fold(std::uint64_t word) {
    __extension__ using Word128 = unsigned __int128;
    const Word128 product =
        static_cast<Word128>(state_ ^ word ^ 0xA076'1D64'78BD'642Fu) * 0xE703'7ED1'A0B4'28DBu;
    state_ = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^
             (state_ << 1 | state_ >> 63);
  }

  std::vector<HistoryRecord>* log_ = nullptr;
  std::uint64_t state_ = 0x8EBC'6AF0'9C88'C6E3u;
};

}  // namespace suits
