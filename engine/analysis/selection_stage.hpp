#pragma once

// A stage of a contest: some candidates play some courses, on as many threads as there are.

#include <cstdint>
#include <vector>

#include "engine/analysis/selection.hpp"

namespace suits {

/// The courses [from, to) of these candidates, by replication × candidate (in their order). Which
/// thread plays which never shows. Exceptions of a course are passed on.
std::vector<std::vector<SelectionCourse>> play_stage(const SelectionPlan& plan,
                                                     const std::vector<std::size_t>& candidates,
                                                     std::uint32_t from, std::uint32_t to);

}  // namespace suits
