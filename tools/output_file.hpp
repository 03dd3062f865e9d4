#pragma once

// One result file that the user names: written aside, renamed into place when it is whole.

#include <filesystem>
#include <fstream>
#include <string>

namespace suits {

class OutputFile {
 public:
  /// `what` named it ("--events"), for messages. Throws UsageError where there can be no such file.
  OutputFile(const std::string& what, const std::string& path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  /// Removes what was not committed.
  ~OutputFile();

  std::ostream& stream() { return stream_; }
  /// Puts the file in its place. Throws OutputError.
  void commit();

 private:
  std::filesystem::path place_, aside_;
  std::ofstream stream_;
  bool committed_ = false;
};

}  // namespace suits
