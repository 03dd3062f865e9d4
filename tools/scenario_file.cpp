#include "tools/scenario_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/scenario/compile.hpp"
#include "engine/scenario/read_scenario.hpp"
#include "engine/scenario/source.hpp"

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

/// Reads as `data` does, and keeps each text once.
ReadData keeping(const ReadData& data, std::vector<StoredFile>& files) {
  return [&data, &files](const std::string& name) {
    DataText read = data(name);
    const bool known = std::any_of(files.begin() + 1, files.end(),
                                   [&](const StoredFile& file) { return file.name == name; });
    if (read.text && !known) files.push_back({name, *read.text});
    return read;
  };
}

ScenarioFile understand(const ScenarioText& scenario, const ReadData& data,
                        Diagnostics& diagnostics, const Console& console) {
  ScenarioFile file;
  file.path = scenario.file;
  file.text = scenario.text;
  file.files.push_back({scenario.file, scenario.text});
  if (const auto spec = read_scenario(scenario, keeping(data, file.files), diagnostics))
    file.model = compile(*spec, diagnostics);
  if (!file.model) console.err << diagnostics.render(file.path, file.text);
  return file;
}

}  // namespace

ScenarioFile open_scenario(const std::string& path, const Console& console) {
  require_readable(path);
  Diagnostics diagnostics;
  if (const auto scenario = load_scenario(path, diagnostics))
    return understand(*scenario, data_beside(scenario->folder), diagnostics, console);
  console.err << diagnostics.render(path, "");
  return {path, "", {}, nullptr};
}

ScenarioFile open_stored(const std::vector<StoredFile>& files, const Console& console) {
  Diagnostics diagnostics;
  const ReadData data = [&](const std::string& name) -> DataText {
    for (auto file = files.begin() + 1; file != files.end(); ++file)
      if (file->name == name) return {file->text, ""};
    return {{}, name + ": no such file was kept"};
  };
  return understand({files.front().name, "", files.front().text}, data, diagnostics, console);
}

}  // namespace suits
