#include "tests/unit/tools/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace suits::test {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Outcome run_program(const std::string& arguments) {
  const Folder folder;
  const std::string out = folder.path("out"), err = folder.path("err");
  // The redirections of the arguments come last, so that they win.
  // What is recorded goes with the folder, unless the arguments name a book.
  const std::string command = "export SUITS_BOOK='" + folder.path("runs.db") + "' SUITS_PROGRAM='" +
                              suits::program_path() + "'; { \"$SUITS_PROGRAM\" " + arguments +
                              "; } >'" + out + "' 2>'" + err + "'";
  const int status = std::system(command.c_str());
  Outcome outcome;
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  outcome.out = text_of(out);
  outcome.err = text_of(err);
  return outcome;
}

bool says(const std::string& text, const std::string& part) {
  INFO(text);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

void refused(const std::string& arguments, const std::string& message) {
  INFO(arguments);
  const Outcome o = run_program(arguments);
  CHECK(o.code == 2);
  CHECK(o.out.empty());
  says(o.err, message);
}

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "suits_test_XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::path(const std::string& name) const {
  return name.empty() ? path_ : path_ + "/" + name;
}

std::string Folder::file(const std::string& name, const std::string& text) const {
  std::ofstream(path(name), std::ios::binary) << text;
  return path(name);
}

}  // namespace suits::test
