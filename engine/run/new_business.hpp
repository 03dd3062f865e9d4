#pragma once

// What is won in one course: the accounts that have come in, and the work that will.

#include <cstdint>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/random/stream.hpp"

namespace suits {

struct NewBusiness {
  /// A job that was won, or an account: it comes in after its lead.
  struct Coming {
    KindId kind = kNone<KindId>;
    AccountId account{};
    StreamKey key;
    std::uint64_t ordinal = 0;
  };
  std::vector<Coming> coming;                          // in the order of the wins
  std::vector<std::uint32_t> next;                     // by account pool: how many have been won
  IdVector<AccountId, std::vector<SizeChange>> ramps;  // how those that were won grow
};

}  // namespace suits
