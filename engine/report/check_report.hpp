#pragma once

// What `suits check` prints: the scenario as it was understood, for a person to nod at, and its
// offered load against capacity.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/offered_load.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// offered_load: role, offered, capacity, load, over; offered_load_weeks: the same by week.
std::vector<Table> check_tables(const Model& model, const OfferedLoad& load);
/// Who cannot keep up, by how much, and with what; one sentence each, or one that nobody is over.
std::vector<std::string> check_verdicts(const Model& model, const OfferedLoad& load);

std::string check_screen(const Model& model, const OfferedLoad& load, const ScreenStyle& style);
/// {suits, scenario, window, roles, accounts, kinds, verdicts, notes, defaults, tables, columns}
nlohmann::ordered_json check_json(const Model& model, const OfferedLoad& load);

}  // namespace suits
