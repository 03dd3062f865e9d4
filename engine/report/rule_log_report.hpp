#pragma once

// The log of a course: when each rule acted, on what, and what it did, notes included.

#include <string>

#include <nlohmann/json.hpp>

#include "engine/analysis/rule_log.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// A line for each time that a rule acted.
std::string rule_log_screen(const Model& model, const RuleLog& log, const ScreenStyle& style);
/// Each time as an object; what it did not act on is left out. Instants are texts.
nlohmann::ordered_json rule_log_json(const Model& model, const RuleLog& log);

}  // namespace suits
