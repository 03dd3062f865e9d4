#pragma once

// What `suits sweep` prints: the answer in words, a picture of the headline measure against each
// factor, the settings with their figures, and the effects; the same as long tables for programs.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/response.hpp"
#include "engine/analysis/sweep_effects.hpp"
#include "engine/model/model.hpp"
#include "engine/report/findings.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// A sweep as its report needs it; all stays the caller's. The first measure is the headline.
struct SweptScenario {
  const Model& model;  // as the file has it: words and units are its
  const SweepDesign& design;
  std::string design_name;  // "grid", "lhs", "sobol"
  const std::vector<Response>& responses;
  const std::vector<SweptMeasure>& measures;  // of the responses, in their order
  /// Of the headline, see contenders(): the lowest where less of it is better, else the highest.
  const std::vector<bool>& best;
  std::uint64_t seed = 1;
  std::uint32_t replications = 0;
  std::vector<std::string> notes = {};  // on how it was played, below the heading
};

/// Whether the headline's best is its lowest figure.
bool lowest_is_best(const Response& headline);

struct SweepReport {
  std::vector<Finding> findings;
  Table sweep;  // a row a setting and measure
  Table effects;
};
SweepReport report_sweep(const SweptScenario& swept);

std::string sweep_screen(const SweptScenario& swept, const SweepReport& report,
                         const ScreenStyle& style);
/// {suits, scenario, design, seed, replications, factors: [{path, unit, values}], findings,
///  tables: {sweep, effects}, columns}
nlohmann::ordered_json sweep_json(const SweptScenario& swept, const SweepReport& report);

/// Parts of the report.
std::vector<Finding> sweep_findings(const SweptScenario& swept);
/// Names of the factors that tell them apart, as short as may be: "account_executive.count".
std::vector<std::string> factor_titles(const SweepDesign& design);
/// The headline against each factor: a dot for the mean, a line for its interval.
std::string sweep_picture(const SweptScenario& swept, const ScreenStyle& style);

}  // namespace suits
