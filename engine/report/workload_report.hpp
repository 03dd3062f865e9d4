#pragma once

// What `suits load` prints: the answer in a line, then load against capacity by role, person and
// week as heat maps; the same as tables for files.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/workload.hpp"
#include "engine/report/heat_map.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// What the cells of the pictures count in.
struct WorkloadView {
  LoadUnit unit = LoadUnit::percent;
  std::size_t from = 0, to = ~std::size_t{0};  // weeks [from, to), from 0
};

/// Who is asked for more than there is, and when; with tentative accounts too; who is the fullest.
std::vector<std::string> workload_answer(const Model& model, const Workload& load,
                                         const WorkloadView& view);
/// role_weeks and person_weeks, of the view's weeks.
std::vector<Table> workload_tables(const Model& model, const Workload& load,
                                   const WorkloadView& view);

std::string workload_screen(const Model& model, const Workload& load, const WorkloadView& view,
                            const ScreenStyle& style);
/// {suits, scenario, window, seed, replications, tentative: [{account, wins}], answer: [text],
///  tables, columns}
nlohmann::ordered_json workload_json(const Model& model, const Workload& load,
                                     const WorkloadView& view);

}  // namespace suits
