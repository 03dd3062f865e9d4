#pragma once

// What came of a run that was to go on until its figures were known, in words.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/precision.hpp"

namespace suits {

/// `known`: as precision_of gives it. A sentence for all that is known as exactly as was asked, and
/// one for each figure that is not.
std::vector<std::string> precision_notes(const std::vector<Precision>& known,
                                         std::uint32_t replications);

}  // namespace suits
