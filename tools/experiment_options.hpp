#pragma once

// What the commands that play experiments have in common.

#include <memory>
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

/// --precision and --most-replications, whose goals are to be filled in (goals_of) once the
/// scenario is known; nothing where no precision is asked for. Throws UsageError.
std::optional<PrecisionPlan> precision_plan_of(const Options& options, const ExperimentPlan& plan);
/// What --precision asks for of the models that are played, the base first: of the measures that it
/// names, and where one names none, of `bare`. Throws UsageError.
std::vector<PrecisionGoal> goals_of(const Options& options, const std::vector<const Model*>& models,
                                    const std::vector<Response>& bare);
/// The measures that --precision names.
std::vector<std::string> precise_measures_of(const Options& options);
/// "2% of campaign.turnaround, 2 points of campaign.on_time": for the plan of a run.
std::string goals_text(const std::vector<PrecisionGoal>& goals);

/// --warm-up. Throws UsageError where it is not `find`.
bool warm_up_asked(const Options& options);
/// Models as they are reported, once pilots of the plan's replications have found their warm-up;
/// the base first, whose names are said in the note.
struct WarmedUp {
  std::vector<std::shared_ptr<const Model>> models;
  std::string note;  // "": there is nothing to say
};
WarmedUp find_warm_ups(const std::vector<std::shared_ptr<const Model>>& models,
                       const std::vector<std::string>& names, const ExperimentPlan& plan);

/// The names and patterns of --measure, in the order in which they were given.
std::vector<std::string> measures_of(const Options& options);
/// What one name or pattern finds in a model. Throws UsageError, with the nearest name, where it
/// finds nothing in any of the models.
std::vector<std::vector<Response>> find_in_all(const std::vector<const Model*>& models,
                                               const std::vector<std::string>& measures);

/// All names that --measure takes, each with what it is, as a table for people.
std::string measures_text(const Model& model, const ScreenStyle& style);

}  // namespace suits
