#pragma once

// A run to look at: how the turnarounds of the work that matters are spread, and how much waits for
// each role over the weeks; the same figures as tables.

#include <string>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// The headline's turnarounds as bars, and the backlog of each role of the department over the
/// weeks.
std::string run_pictures(const Model& model, const Summary& summary, const Experiment& experiment,
                         const ScreenStyle& style);

/// Of every kind of work that is delivered, and its milestones: shares of the jobs by class of
/// turnaround. (The backlog by week stands in the table role_weeks.)
Table turnaround_classes_table(const Model& model, const Summary& summary,
                               const Experiment& experiment);

}  // namespace suits
