#pragma once

// What the commands that play experiments have in common.

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/precision.hpp"
#include "engine/analysis/response.hpp"
#include "engine/report/table.hpp"
#include "tools/options.hpp"
#include "tools/tool.hpp"

namespace suits {

/// --seed, --replications and --threads, with their defaults. Throws UsageError.
ExperimentPlan plan_of(const Options& options);

/// --precision and --most-replications; nothing where no precision is asked for. Throws UsageError.
std::optional<PrecisionPlan> precision_plan_of(const Options& options, const ExperimentPlan& plan);

/// The names and patterns of --measure, in the order in which they were given.
std::vector<std::string> measures_of(const Options& options);
/// What one name or pattern finds in a model. Throws UsageError, with the nearest name, where it
/// finds nothing in any of the models.
std::vector<std::vector<Response>> find_in_all(const std::vector<const Model*>& models,
                                               const std::vector<std::string>& measures);

/// All names that --measure takes, each with what it is, as a table for people.
std::string measures_text(const Model& model, const ScreenStyle& style);

}  // namespace suits
