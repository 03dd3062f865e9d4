#pragma once

// What `suits allocate` prints: how even loads could be, with which changes of holders; what a
// simulation says of it; loads by person, and the changes as they stand in the scenario.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/comparison.hpp"
#include "engine/analysis/reallocation.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/findings.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// A line of a text that the proposal changes.
struct ChangedLine {
  std::string file;
  std::size_t line = 0;       // in the text as it is, from 1
  std::string before, after;  // either may be empty: a line that is new
};
/// The lines that differ between two texts, of which the second has lines changed and added.
std::vector<ChangedLine> changed_lines(const std::string& file, const std::string& before,
                                       const std::string& after);

/// A proposal as its report needs it; all stays the caller's.
struct AllocatedScenario {
  const Model& model;
  const Reallocation& found;
  double change = 0;
  std::optional<std::size_t> most_changes;
  const std::vector<ComparedModel>& models;  // today's teams, and the proposal's
  const Comparison* comparison = nullptr;    // null: nothing changes, or nothing was played
  const Summary* today = nullptr;            // with it
  std::vector<ChangedLine> diff;
  std::string unwritable;  // why there is no diff; "" where there is one
  bool written = false;
};

struct AllocateReport {
  std::vector<Finding> findings;
  Table changes;   // a row a place whose holders change
  Table loads;     // a row a person
  Table measures;  // what a simulation says; no rows: none was played
};
AllocateReport report_allocation(const AllocatedScenario& allocated);

std::string allocate_screen(const AllocatedScenario& allocated, const AllocateReport& report,
                            const ScreenStyle& style);
/// {suits, scenario, objective, bound, proven, changes, written, findings, diff, tables, columns}
nlohmann::ordered_json allocate_json(const AllocatedScenario& allocated,
                                     const AllocateReport& report);

}  // namespace suits
