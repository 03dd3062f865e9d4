#pragma once

// What `suits run` prints: the first screen answers a director without a manual, the tables follow;
// the same figures as JSON and CSV for programs.

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/findings.hpp"
#include "engine/report/table.hpp"

namespace suits {

struct RunReport {
  std::vector<Finding> findings;
  std::vector<Table> tables;
  std::vector<std::string> notes;  // on how it was played, below the heading
  std::string plausibility = {};   // "" where the scenario states nothing that was observed
};
RunReport report_run(const Model& model, const Summary& summary);

/// "2027-01-04 to 2028-01-02, 52 weeks after 8 weeks of warm-up; 30 possible courses (seed 1)".
std::string run_heading(const Model& model, std::uint64_t seed, std::uint32_t replications);

/// Scenario and window, the three things that matter, the tables of the screen, and what it all
/// rests on.
std::string run_screen(const Model& model, const Summary& summary, const RunReport& report,
                       const ScreenStyle& style);
/// {suits, scenario, window, seed, replications, history, notes: [text] where there are any,
///  findings: [{name, text}], plausibility: text where something was observed,
///  assumptions: [text], tables: {name: [rows]}, columns: {name: [{name, title, unit}]}}
nlohmann::ordered_json run_json(const Model& model, const Summary& summary,
                                const RunReport& report);
/// Tables one after the other for a stream: a line "# NAME" before each, an empty one between.
std::string tables_csv(const std::vector<Table>& tables);

}  // namespace suits
