#pragma once

// What came of looking for a warm-up, in words.

#include <string>
#include <vector>

#include "engine/analysis/warm_up.hpp"

namespace suits {

/// A sentence; "" where a replication could not go on.
std::string warm_up_note(const WarmUp& warm_up);
/// The same of a base and its what-ifs, which all leave out as much: the longest, where each has
/// one. `names`: as many; the first one is the base's and not said.
std::string warm_up_note(const std::vector<std::string>& names, const std::vector<WarmUp>& all);

}  // namespace suits
