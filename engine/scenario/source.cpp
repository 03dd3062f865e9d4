#include "engine/scenario/source.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document.hpp"

namespace suits {

namespace {

namespace fs = std::filesystem;

/// The text of a file of at most kMaxFileSize bytes, or why not.
DataText read_file(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return {{}, "there is no such file"};
  if (fs::is_directory(status)) return {{}, "this is a folder"};
  if (fs::is_regular_file(status) && fs::file_size(path, error) > kMaxFileSize) {
    return {{}, fmt::format("the file is larger than {} MB", kMaxFileSize >> 20)};
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (file == nullptr) return {{}, "the file cannot be opened"};
  std::string text;
  char block[1 << 16];
  while (const std::size_t n = std::fread(block, 1, sizeof block, file.get())) {
    text.append(block, n);
    if (text.size() > kMaxFileSize) {
      return {{}, fmt::format("the file is larger than {} MB", kMaxFileSize >> 20)};
    }
  }
  if (std::ferror(file.get()) != 0) return {{}, "the file cannot be read"};
  return {std::move(text), ""};
}

/// Whether `path` lies below `folder`; both without links.
bool below(const fs::path& path, const fs::path& folder) {
  const auto [end, _] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

}  // namespace

std::optional<ScenarioText> load_scenario(const std::string& path, Diagnostics& diagnostics) {
  DataText read = read_file(path);
  if (!read.text) {
    diagnostics.add({}, read.error);
    return std::nullopt;
  }
  const fs::path folder = fs::path(path).parent_path();
  return ScenarioText{path, folder.empty() ? "." : folder.string(), std::move(*read.text)};
}

ReadData data_beside(const std::string& folder) {
  return [folder](const std::string& name) -> DataText {
    const fs::path relative(name);
    const auto refuse = [&](std::string_view why) {
      return DataText{{}, fmt::format("{}: {}", truncate(name, 60), why)};
    };
    if (relative.is_absolute() ||
        std::find(relative.begin(), relative.end(), fs::path("..")) != relative.end()) {
      return refuse("a file must lie in the scenario's folder");
    }
    std::error_code error;
    const fs::path home = fs::canonical(folder.empty() ? "." : folder, error);
    const fs::path whole = error ? fs::path() : fs::canonical(home / relative, error);
    if (error) return refuse("there is no such file");
    if (!below(whole, home)) return refuse("a file must lie in the scenario's folder");
    if (!fs::is_regular_file(whole, error)) return refuse("this is not a plain file");
    DataText read = read_file(whole);
    return read.text ? read : refuse(read.error);
  };
}

}  // namespace suits
