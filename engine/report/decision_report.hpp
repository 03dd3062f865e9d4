#pragma once

// What the commands that decide among candidates print alike: a title, how it was played, the
// answer by number, tables.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/aim.hpp"
#include "engine/model/model.hpp"
#include "engine/report/findings.hpp"
#include "engine/report/table.hpp"

namespace suits {

struct DecisionReport {
  std::string heading;  // what was played
  std::vector<Finding> findings;
  std::vector<Table> screen;  // for people
  std::vector<Table> files;   // for programs
};

std::string decision_screen(const Model& model, const DecisionReport& report,
                            const ScreenStyle& style);
/// Adds findings: [{name, text}], tables and columns.
void add_decision(nlohmann::ordered_json& json, const DecisionReport& report);

/// "share of campaigns on time": what a sentence says rises or falls.
std::string aim_words(const Model& model, const Aim& aim);
/// "83 %", "> 99 %", "< 1 %".
std::string chance_text(double chance);
/// "an Account Director", "a junior Planner".
std::string with_article(const std::string& noun);

}  // namespace suits
