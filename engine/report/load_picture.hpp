#pragma once

// The load picture directors know: names down, weeks across, the number in the cell.

#include <string>
#include <vector>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// Hours used (or asked for) and hours there are, by week.
struct PictureRow {
  std::string name;
  std::vector<double> used;
  std::vector<double> available;
};

/// Used ÷ available in as few weeks per cell as the width allows; whole per cent, red and marked
/// "!" above 100, "░░" where nobody is there.
std::string render_picture(const std::string& title, const std::string& what,
                           const std::vector<PictureRow>& rows, const ScreenStyle& style);

/// Roles by week: hours worked ÷ hours available.
std::string render_load_picture(const Model& model, const Summary& summary,
                                const ScreenStyle& style);

}  // namespace suits
