#pragma once

// What `suits check --analytic` prints: the queueing network approximation of a scenario in tables
// and sentences, with what it is bad at. Figures are rounded to six digits, since linear algebra
// may differ beyond them between machines.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/analytic.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// analytic_roles: role, title, people, utilisation, asked, requests, wait, keeps_up, over;
/// analytic_turnaround: kind, milestone, tier, jobs, turnaround and what it consists of, keeps_up.
/// Whoever cannot keep up is said so in words; their waits are lower bounds.
std::vector<Table> analytic_tables(const Model& model, const AnalyticEstimate& estimate);
/// Who cannot keep up, and where work waits longest; one sentence each.
std::vector<std::string> analytic_verdicts(const Model& model, const AnalyticEstimate& estimate);

std::string analytic_screen(const Model& model, const AnalyticEstimate& estimate,
                            ScreenStyle style);
/// {suits, scenario, verdicts, weak_sides, tables, columns}
nlohmann::ordered_json analytic_json(const Model& model, const AnalyticEstimate& estimate);

}  // namespace suits
