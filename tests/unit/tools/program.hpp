#pragma once

// The real program, run through a shell, with its exit code and what it wrote.

#include <string>

namespace suits::test {

struct Outcome {
  int code = -1;
  std::string out, err;
};

/// `arguments` as a shell takes them, redirections included. The program has a book of runs of its
/// own, and $SUITS_PROGRAM names it.
Outcome run_program(const std::string& arguments);

/// Checks that the text has the part.
bool says(const std::string& text, const std::string& part);
/// Checks that the arguments are refused: exit code 2, nothing on stdout, this on stderr.
void refused(const std::string& arguments, const std::string& message);

/// A folder of its own that is removed in the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// Writes a file and returns its path.
  std::string file(const std::string& name, const std::string& text) const;
  std::string path(const std::string& name = "") const;

 private:
  std::string path_;
};

std::string text_of(const std::string& path);

}  // namespace suits::test
