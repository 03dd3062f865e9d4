#include "tools/output_folder.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {

namespace fs = std::filesystem;

OutputFolder::OutputFolder(const std::string& path) : folder_(path) {
  std::error_code error;
  if (path.empty()) throw UsageError("--output needs the name of a folder");
  if (fs::is_directory(folder_, error)) return;
  if (fs::exists(folder_, error))
    throw UsageError(fmt::format("--output {}: is not a folder", printable(path)));
  if (!fs::create_directory(folder_, error))
    throw UsageError(fmt::format("--output {}: cannot create the folder: {}", printable(path),
                                 error ? error.message() : "no such place"));
  created_ = true;
}

OutputFolder::~OutputFolder() {
  if (committed_) return;
  std::error_code ignored;
  for (const auto& [aside, place] : files_) fs::remove(aside, ignored);
  if (created_) fs::remove(folder_, ignored);  // unless something lies in it
}

void OutputFolder::add(const std::string& name, const std::string& text) {
  const fs::path place = folder_ / name;
  const fs::path aside = folder_ / fmt::format(".{}.{}", name, ::getpid());
  files_.emplace_back(aside, place);
  errno = 0;
  std::ofstream file(aside, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file)
    throw OutputError(fmt::format("cannot write {}: {}", printable(place.string()),
                                  errno != 0 ? std::strerror(errno) : "unknown reason"));
}

void OutputFolder::commit() {
  struct Move {
    fs::path from, to;
  };
  std::vector<Move> moves;  // to be taken back, last first
  std::vector<fs::path> old;
  const auto move = [&](const fs::path& from, const fs::path& to, const fs::path& place) {
    std::error_code error;
    fs::rename(from, to, error);
    if (!error) return moves.push_back({from, to});
    std::error_code ignored;
    for (auto m = moves.rbegin(); m != moves.rend(); ++m) fs::rename(m->to, m->from, ignored);
    throw OutputError(
        fmt::format("cannot write {}: {}", printable(place.string()), error.message()));
  };
  for (const auto& [aside, place] : files_) {
    std::error_code error;
    if (fs::is_directory(place, error)) {
      throw OutputError(
          fmt::format("cannot write {}: it is a folder", printable(place.string())));
    }
  }
  for (const auto& [aside, place] : files_) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(place, error))) {
      old.push_back(aside.string() + ".old");
      move(place, old.back(), place);
    }
    move(aside, place, place);
  }
  committed_ = true;
  std::error_code ignored;
  for (const fs::path& path : old) fs::remove(path, ignored);
}

}  // namespace suits
