#pragma once

// From the text of a scenario to its typed tree, and what the language has to say of itself: its
// JSON Schema and the list of its keys.

#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/cursor.hpp"
#include "engine/scenario/spec.hpp"

namespace suits {

struct ScenarioText {
  std::string file;    // as the user named it, for messages
  std::string folder;  // where the files lie that the scenario names
  std::string text;
};

/// The scenario, or nothing and at least one diagnostic, all of them in one go.
std::optional<ScenarioSpec> read_scenario(const ScenarioText& scenario, Diagnostics& diagnostics);
/// The same with another source of the files that the scenario names.
std::optional<ScenarioSpec> read_scenario(const ScenarioText& scenario, const ReadData& data,
                                          Diagnostics& diagnostics);
/// The same from its document.
std::optional<ScenarioSpec> read_scenario(const Node& root, const ReadData& data,
                                          Diagnostics& diagnostics);

}  // namespace suits
