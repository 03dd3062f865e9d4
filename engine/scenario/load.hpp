#pragma once

// From a file to a model, in one call.

#include <memory>
#include <string>

#include "engine/base/diagnostic.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// Reads and compiles the scenario in a file; files it names are looked for beside it. Null, and at
/// least one diagnostic, where the file cannot be read (no place in the text) or something in it is
/// wrong. `text` is the file's text, to render diagnostics with.
std::shared_ptr<const Model> load_scenario(const std::string& path, Diagnostics& diagnostics,
                                           std::string& text);
/// The same for a text that names no files.
std::shared_ptr<const Model> load_scenario_text(const std::string& text, Diagnostics& diagnostics);

}  // namespace suits
