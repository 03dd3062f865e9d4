#pragma once

// The files of a scenario: its own text, and tables that lie beside it. Sizes are looked at before
// anything is read.

#include <optional>
#include <string>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/read_scenario.hpp"

namespace suits {

/// The file's text with its folder; nothing and a diagnostic where it cannot be had.
std::optional<ScenarioText> load_scenario(const std::string& path, Diagnostics& diagnostics);

/// Reads files below a folder by their relative names; what lies outside of it, be it through
/// `..` or a link, is refused.
ReadData data_beside(const std::string& folder);

}  // namespace suits
