#pragma once

// The load picture directors know: roles down, weeks across, the number in the cell.

#include <string>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// Busy hours ÷ available per role, in as few weeks per cell as the width allows; whole per cent,
/// red and marked "!" above 100, "░░" where nobody is there.
std::string render_load_picture(const Model& model, const Summary& summary,
                                const ScreenStyle& style);

}  // namespace suits
