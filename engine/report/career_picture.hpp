#pragma once

// How load and heads of each role went over the weeks, drawn over each other: more load, fewer
// heads, more load.

#include <string>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// A plot for each role with careers: load (●) on the left scale, heads (○) on the right one, means
/// over the courses; "" where nobody has a career.
std::string render_career_picture(const Model& model, const Summary& summary,
                                  const ScreenStyle& style);

}  // namespace suits
