#pragma once

// A folder of its own for a test of scripts; gone with the object.

#include <filesystem>
#include <string>

namespace suits::test {

class TrialFolder {
 public:
  TrialFolder();
  TrialFolder(const TrialFolder&) = delete;
  TrialFolder& operator=(const TrialFolder&) = delete;
  ~TrialFolder();

  std::string at(const std::string& path) const { return (root_ / path).string(); }
  std::string read(const std::string& path) const;
  void write(const std::string& path, const std::string& text) const;
  /// Copies a file of the project to the same place here.
  void copy(const std::string& path) const;

  struct Outcome {
    int code;
    std::string out, err;
  };
  /// Runs a shell line in one of the folders here, without input.
  Outcome shell(const std::string& line, const std::string& folder = ".") const;

 private:
  std::filesystem::path root_;
};

}  // namespace suits::test
