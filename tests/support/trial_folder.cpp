#include "tests/support/trial_folder.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"

namespace suits::test {

namespace fs = std::filesystem;

TrialFolder::TrialFolder() {
  std::string pattern = (fs::temp_directory_path() / "suits trial.XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  root_ = pattern;
}

TrialFolder::~TrialFolder() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

std::string TrialFolder::read(const std::string& path) const {
  std::ostringstream text;
  text << std::ifstream(root_ / path).rdbuf();
  return text.str();
}

void TrialFolder::write(const std::string& path, const std::string& text) const {
  fs::create_directories((root_ / path).parent_path());
  std::ofstream(root_ / path) << text;
}

void TrialFolder::copy(const std::string& path) const {
  fs::create_directories((root_ / path).parent_path());
  fs::copy_file(fs::path(source_dir()) / path, root_ / path);
}

TrialFolder::Outcome TrialFolder::shell(const std::string& line, const std::string& folder) const {
  const std::string command = "cd '" + at(folder) + "' && { " + line + "; } >'" + at("out") +
                              "' 2>'" + at("err") + "' </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("out"), read("err")};
}

}  // namespace suits::test
