#pragma once

// Health over time as lines of blocks: one for each account, the lower the block the lower the
// health.

#include <string>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// As few weeks per block as the width allows; accounts that are lost most often first. Requires:
/// the scenario has relationships.
std::string render_health_picture(const Model& model, const Summary& summary,
                                  const ScreenStyle& style);

}  // namespace suits
