#pragma once

// What `suits staff` prints: the cheapest heads that meet the targets, how surely, and who comes
// and goes; then head counts by role, what the neighbours miss, and cost against service.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/service_target.hpp"
#include "engine/analysis/staffing_search.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/findings.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// Heads of one role (at one level) that are counted together.
struct StaffPosition {
  RoleId role{};
  LevelId level{};  // of newcomers; where levels vary, of all
  std::string name;
  int today = 0, least = 0, most = 0;
  double cost = 0;  // of one more, a year [currency]; 1 where the scenario has no costs
};

/// A neighbour of the answer, and what speaks against it.
struct StaffingNeighbour {
  HeadCounts heads;
  double cost = 0;
  /// The trial that settles it: its own, or one with more heads that fails; null: not cheaper, or
  /// not settled.
  const StaffingTrial* settled_by = nullptr;
};

/// A search as its report needs it; all stays the caller's.
struct StaffedScenario {
  const Model& model;    // of today
  const Summary& today;  // played with the heads of today
  const std::vector<ServiceTarget>& targets;
  std::vector<double> todays_figures;  // of the targets
  const std::vector<StaffPosition>& positions;
  const StaffingSearch& search;
  const StaffingRange& range;
  bool money = false;                // costs are in the currency, else heads
  std::vector<std::string> changes;  // who comes and goes
  std::vector<std::string> notes;
  std::vector<StaffingNeighbour> neighbours;  // where --why asks for them
  std::vector<StaffingTrial> frontier;        // where --frontier asks for it
  std::uint64_t seed = 1;
};

struct StaffReport {
  std::vector<Finding> findings;
  Table heads;       // a row a position
  Table service;     // a row a target
  Table neighbours;  // no rows: not asked for
  Table frontier;    // likewise
  Table trials;      // a row a trial: for files
};
StaffReport report_staff(const StaffedScenario& staffed);

std::string staff_screen(const StaffedScenario& staffed, const StaffReport& report,
                         const ScreenStyle& style);
/// {suits, scenario, seed, courses, fresh, outcome, cheapest, cost, today_cost, heads, changes,
///  findings, tables, columns}
nlohmann::ordered_json staff_json(const StaffedScenario& staffed, const StaffReport& report);

}  // namespace suits
