#pragma once

// What came of looking for a warm-up, in words.

#include <string>

#include "engine/analysis/warm_up.hpp"

namespace suits {

/// A sentence; "" where a replication could not go on.
std::string warm_up_note(const WarmUp& warm_up);

}  // namespace suits
