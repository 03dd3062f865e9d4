#pragma once

// How the commands that decide among candidates bring their answers out, and their courses into the
// book.

#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/selection.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/decision_report.hpp"
#include "tools/options.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {

struct DecisionAnswer {
  std::string command;  // names the files: "hire"
  const Model& base;
  const DecisionReport& report;
  nlohmann::ordered_json json;
};

/// --format, --output and --color are refused before the work. Throws UsageError.
void check_decision_output(const Options& options);
/// Writes the answer as the options want it, and into the book.
void give_decision(const DecisionAnswer& answer, const Options& options, const Console& console,
                   RunRecord& record);

/// The base's first courses, for the units of its figures; nothing where one cannot go on: that was
/// told. Requires: the file has a model.
std::optional<Summary> course_summary(const ScenarioFile& file, std::uint64_t seed,
                                      std::uint32_t replications, std::uint32_t threads,
                                      const Console& console);

/// Each course goes into the book as it comes; on a terminal each look is told. `record` and
/// `console` stay the caller's, longer than the plan is played.
void record_and_tell(SelectionPlan& plan, RunRecord& record, const Console& console);

}  // namespace suits
