#pragma once

// Result files in a folder the user names: written aside first, then all renamed into place, so
// that nobody ever reads half a file and a failure leaves the old ones.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace suits {

class OutputFolder {
 public:
  /// Creates the folder where its parent is there. Throws UsageError where that cannot be.
  explicit OutputFolder(const std::string& path);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  /// Removes what was not committed, and the folder if it was created for it.
  ~OutputFolder();

  /// Writes `name` aside. Throws OutputError.
  void add(const std::string& name, const std::string& text);
  /// Puts all files in their places, or none: what stood there is back where one cannot be put.
  /// Throws OutputError.
  void commit();
  std::size_t size() const { return files_.size(); }

 private:
  std::filesystem::path folder_;
  std::vector<std::pair<std::filesystem::path, std::filesystem::path>> files_;  // aside, final
  bool created_ = false;
  bool committed_ = false;
};

}  // namespace suits
