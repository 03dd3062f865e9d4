// Texts that are wrong, and the whole report of it: every case of the files in
// tests/language/errors holds a scenario and what must be said of it, caret lines included.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/scenario/read_scenario.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"

namespace suits {
namespace {

struct Case {
  std::string title, text, report;
};

std::string without_end(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// `\xNN` stands for that byte.
std::string with_bytes(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\x") == 0 && i + 4 <= text.size()) {
      out += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::vector<Case> read_cases(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<Case> cases;
  bool report = false;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("=== ", 0) == 0) {
      cases.push_back({line.substr(4), "", ""});
      report = false;
    } else if (cases.empty()) {
      continue;  // the heading
    } else if (line == "--->") {
      report = true;
    } else {
      (report ? cases.back().report : cases.back().text) += line + "\n";
    }
  }
  return cases;
}

}  // namespace

TEST_CASE("A wrong scenario is reported in full, with every place, caret and hint") {
  const std::string folder = suits::source_dir() + "/tests/language/errors";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(!files.empty());
  for (const auto& path : files) {
    for (const Case& c : read_cases(path)) {
      INFO(path.filename().string() << ": " << c.title);
      const std::string text = with_bytes(c.text);
      Diagnostics diagnostics;
      const auto spec = read_scenario({"scenario.yaml", folder, text}, diagnostics);
      CHECK_FALSE(spec.has_value());
      CHECK(without_end(diagnostics.render("scenario.yaml", text)) == without_end(c.report));
    }
  }
}

}  // namespace suits
