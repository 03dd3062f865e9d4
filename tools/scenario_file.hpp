#pragma once

// A scenario file as the commands need it: the model, or its mistakes already told.

#include <memory>
#include <string>

#include "engine/model/model.hpp"
#include "tools/tool.hpp"

namespace suits {

struct ScenarioFile {
  std::string path;
  std::string text;
  std::shared_ptr<const Model> model;  // null: the diagnostics were written to `err`
};

/// Throws UsageError where there is no such file to read.
ScenarioFile open_scenario(const std::string& path, const Console& console);

}  // namespace suits
