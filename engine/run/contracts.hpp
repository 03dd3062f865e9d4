#pragma once

// Where the contracts stand in one course.

#include <cstdint>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

struct ContractState {
  static constexpr std::uint64_t kNoJob = ~std::uint64_t{0};

  Date renews;                       // the next renewal
  std::uint32_t round = 0;           // how many there have been
  std::uint64_t preparing = kNoJob;  // number of the job that prepares it, while it is there
  bool prepared = false;             // … and it is done
  bool waits = false;                // the date has passed: it is decided as that job ends
};

using Contracts = IdVector<AccountId, ContractState>;  // empty: there are none

}  // namespace suits
