#pragma once

// What the parts of the event queue pass among each other: a pending event's instant and the place
// of everything else about it.

#include <cstdint>

#include "engine/base/time.hpp"

namespace suits {

/// Four of these fill a line of the cache.
struct Pending {
  Instant time;
  std::uint32_t slot = 0;  // of the event queue
};

}  // namespace suits
