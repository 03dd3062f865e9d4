#pragma once

// Which roles choose together in the match: roles of one height in the hierarchy (of none: all
// those outside) under the same rule stand in one line.

#include <cstdint>

#include "engine/model/model.hpp"

namespace suits {

/// The place of each role's line in the match, lowest first: that of the first role in it.
IdVector<RoleId, std::uint32_t> match_lines(const Model& model);

}  // namespace suits
