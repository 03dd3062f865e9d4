#pragma once

// How often and how much the program allocates: `operator new` and its kin are counted in every
// program that links this.

#include <cstdint>

namespace suits {

struct Allocations {
  std::uint64_t count = 0;  // by this thread, so far
  std::int64_t bytes = 0;   // held now, by all threads
  std::int64_t peak = 0;    // the most that was held, since `reset_peak`
};

Allocations allocations();
void reset_peak();

}  // namespace suits
