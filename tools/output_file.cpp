#include "tools/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {

namespace fs = std::filesystem;

namespace {

std::string reason() { return errno != 0 ? std::strerror(errno) : "unknown reason"; }

}  // namespace

OutputFile::OutputFile(const std::string& what, const std::string& path) : place_(path) {
  std::error_code error;
  if (path.empty()) throw UsageError(fmt::format("{} needs the name of a file", what));
  if (fs::is_directory(place_, error)) {
    throw UsageError(fmt::format("{} {}: is a folder, not a file", what, printable(path)));
  }
  aside_ = place_.parent_path() / fmt::format(".{}.{}", place_.filename().string(), ::getpid());
  errno = 0;
  stream_.open(aside_, std::ios::binary | std::ios::trunc);
  if (!stream_) {
    throw UsageError(
        fmt::format("{} {}: cannot be written: {}", what, printable(path), reason()));
  }
}

OutputFile::~OutputFile() {
  if (committed_) return;
  stream_.close();
  std::error_code ignored;
  fs::remove(aside_, ignored);
}

void OutputFile::commit() {
  if (stream_.good()) errno = 0;  // else what went wrong did so while it was written
  stream_.close();
  if (!stream_) {
    throw OutputError(fmt::format("cannot write {}: {}", printable(place_.string()), reason()));
  }
  std::error_code error;
  fs::rename(aside_, place_, error);
  if (error) {
    throw OutputError(
        fmt::format("cannot write {}: {}", printable(place_.string()), error.message()));
  }
  committed_ = true;
}

}  // namespace suits
