// The table of layers: who may include whom. Includes point downwards, and only tools/ sees all.

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"

namespace {

namespace fs = std::filesystem;

/// Each layer with the layers it may include, besides itself.
const std::map<std::string, std::set<std::string>> kAllowed = {
    {"base", {}},
    {"book", {"base"}},
    {"expression", {"base"}},
    {"random", {"base"}},
    {"stats", {"base"}},
    {"kernel", {"base"}},
    {"model", {"base", "expression", "random"}},
    {"scenario", {"base", "expression", "random", "model"}},
    {"run", {"base", "expression", "random", "stats", "kernel", "model"}},
    {"analysis", {"base", "random", "stats", "model", "run"}},
    {"report", {"base", "stats", "model", "run", "analysis"}},
};

/// The includes in a source of `layer` that the table forbids, as "FILE:LINE includes …".
std::vector<std::string> forbidden(const std::string& layer, const std::string& file,
                                   std::istream& source) {
  static const std::regex include(
      R"(^\s*#\s*include\s*["<](engine|tools|tests)/([^"/>]*)(/[^">]*)?[">])");
  std::vector<std::string> found;
  std::string line;
  for (int number = 1; std::getline(source, line); ++number) {
    std::smatch match;
    if (!std::regex_search(line, match, include)) continue;
    const std::string target = match[2];
    const auto allowed = kAllowed.find(layer);
    if (match[1] == "engine" && allowed != kAllowed.end() &&
        (target == layer || allowed->second.contains(target)))
      continue;
    found.push_back(file + ":" + std::to_string(number) + " includes " + match[1].str() + "/" +
                    target);
  }
  return found;
}

}  // namespace

TEST_CASE("every include of the engine points down the table of layers", "[layers]") {
  const fs::path engine = fs::path(suits::source_dir()) / "engine";
  std::vector<std::string> found;
  int sources = 0;
  for (const auto& entry : fs::recursive_directory_iterator(engine)) {
    if (!entry.is_regular_file()) continue;
    const std::string ending = entry.path().extension().string();
    if (ending != ".hpp" && ending != ".cpp") continue;
    const fs::path inside = fs::relative(entry.path(), engine);
    ++sources;
    std::ifstream source(entry.path());
    const auto bad =
        forbidden(inside.begin()->string(), "engine/" + inside.generic_string(), source);
    found.insert(found.end(), bad.begin(), bad.end());
  }
  CHECK(sources > 10);
  CHECK(found == std::vector<std::string>{});
}

TEST_CASE("an include that points upwards is found", "[layers]") {
  const auto planted = [](const std::string& layer, const std::string& text) {
    std::istringstream source(text);
    return forbidden(layer, "f", source);
  };
  CHECK(planted("model", "#pragma once\n#include \"engine/run/replicate.hpp\"\n") ==
        std::vector<std::string>{"f:2 includes engine/run"});
  CHECK(planted("run", "  #  include <engine/scenario/load.hpp>\n") ==
        std::vector<std::string>{"f:1 includes engine/scenario"});
  CHECK(planted("base", "#include \"tools/main.hpp\"\n").size() == 1);
  CHECK(planted("base", "#include \"engine/version.hpp\"\n").size() == 1);
  CHECK(planted("new_layer", "#include \"engine/base/time.hpp\"\n").size() == 1);
  CHECK(planted("run",
                "#include <vector>\n#include \"engine/run/replicate.hpp\"\n"
                "#include \"engine/model/model.hpp\"\n// #include \"engine/report/x.hpp\"\n")
            .empty());
}

TEST_CASE("the table of layers has no ring", "[layers]") {
  // A layer whose allowances are all gone can go too; a ring would stay.
  auto left = kAllowed;
  for (bool progress = true; progress;) {
    progress = false;
    for (auto layer = left.begin(); layer != left.end(); ++layer) {
      bool bottom = true;
      for (const auto& below : layer->second) bottom = bottom && !left.contains(below);
      if (!bottom) continue;
      left.erase(layer);
      progress = true;
      break;
    }
  }
  CHECK(left.empty());
}
