#include "tests/support/scenario.hpp"

#include <algorithm>
#include <filesystem>

#include "engine/scenario/compile.hpp"
#include "engine/scenario/load.hpp"
#include "engine/scenario/read_scenario.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"

namespace suits::test {

std::shared_ptr<const Model> model_of_file(const std::string& path) {
  Diagnostics diagnostics;
  std::string text;
  const std::string full = source_dir() + "/" + path;
  auto model = load_scenario(full, diagnostics, text);
  INFO(diagnostics.render(path, text));
  REQUIRE(diagnostics.empty());
  REQUIRE(model);
  return model;
}

namespace {

std::shared_ptr<const Model> compile_text(const std::string& text, Diagnostics& diagnostics) {
  const auto spec = read_scenario({"scenario.yaml", ".", text}, diagnostics);
  return spec ? compile(*spec, diagnostics) : nullptr;
}

}  // namespace

std::shared_ptr<const Model> model_of(const std::string& text) {
  Diagnostics diagnostics;
  auto model = compile_text(text, diagnostics);
  INFO(diagnostics.render("scenario.yaml", text));
  REQUIRE(diagnostics.empty());
  REQUIRE(model);
  return model;
}

std::string errors_of(const std::string& text) {
  Diagnostics diagnostics;
  compile_text(text, diagnostics);
  return diagnostics.empty() ? "" : diagnostics.render("scenario.yaml", text);
}

std::vector<std::string> scenario_files() {
  std::vector<std::string> files;
  const std::filesystem::path root{source_dir()};
  for (const char* folder : {"scenarios", "bench", "tests"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::filesystem::path& path = entry.path();
      if (path.extension() == ".yaml" && path.filename() != "every_key.yaml") {
        files.push_back(std::filesystem::relative(path, root).string());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace suits::test
