#pragma once

// A scenario file as the commands need it: the model, or its mistakes already told.

#include <memory>
#include <string>
#include <vector>

#include "engine/book/book.hpp"
#include "engine/model/model.hpp"
#include "tools/tool.hpp"

namespace suits {

struct ScenarioFile {
  std::string path;
  std::string text;
  /// Every text that it was made of, the scenario's first: what plays it again.
  std::vector<StoredFile> files;
  std::shared_ptr<const Model> model;  // null: the diagnostics were written to `err`
};

/// Throws UsageError where there is no such file to read.
ScenarioFile open_scenario(const std::string& path, const Console& console);
/// The same from texts that were kept, whatever lies on the disk now. Requires: one at least.
ScenarioFile open_stored(const std::vector<StoredFile>& files, const Console& console);

}  // namespace suits
