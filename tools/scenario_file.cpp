#include "tools/scenario_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/scenario/load.hpp"

namespace suits {
namespace {

namespace fs = std::filesystem;

/// The name beside it that is nearest to a file that is not there.
std::string neighbour(const fs::path& path) {
  std::vector<std::string> names;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end && names.size() < 1000;
       at.increment(error))
    if (at->path().extension() == ".yaml" || at->path().extension() == ".yml")
      names.push_back(at->path().filename().string());
  return nearest(path.filename().string(), names);
}

void require_readable(const std::string& path) {
  const std::string shown = printable(path);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    const std::string near = neighbour(path);
    throw UsageError(fmt::format("{}: there is no such file{}", shown,
                                 near.empty() ? "" : fmt::format(" (do you mean {}?)", near)));
  }
  if (fs::is_directory(status)) throw UsageError(shown + ": is a folder, not a scenario file");
  errno = 0;
  if (!std::ifstream(path, std::ios::binary))
    throw UsageError(fmt::format("{}: cannot be read: {}", shown, std::strerror(errno)));
}

}  // namespace

ScenarioFile open_scenario(const std::string& path, const Console& console) {
  require_readable(path);
  ScenarioFile file;
  file.path = path;
  Diagnostics diagnostics;
  file.model = load_scenario(path, diagnostics, file.text);
  if (!file.model) console.err << diagnostics.render(path, file.text);
  return file;
}

}  // namespace suits
