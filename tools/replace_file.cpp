#include "tools/replace_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw OutputError(fmt::format("{}: cannot be written: {}", printable(path.string()), why));
}

/// A file beside another that takes its place, or is gone.
class FileAside {
 public:
  FileAside(const std::string& path, const std::string& text) {
    std::error_code error;
    path_ = fs::canonical(path, error);
    if (error) refuse(path, error.message());
    aside_ = path_.string() + fmt::format(".{}.new", ::getpid());
    struct stat as {};
    if (::stat(path_.c_str(), &as) != 0) refuse(path_, std::strerror(errno));
    const int file = ::open(aside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) refuse(path_, std::strerror(errno));
    there_ = true;
    bool good = ::fchmod(file, as.st_mode & 07777) == 0;
    for (std::size_t at = 0; good && at < text.size();) {
      const ssize_t n = ::write(file, text.data() + at, text.size() - at);
      good = n > 0;
      if (good) at += static_cast<std::size_t>(n);
    }
    good = good && ::fsync(file) == 0;
    const int why = errno;
    ::close(file);
    if (good) return;
    std::error_code ignored;
    fs::remove(aside_, ignored);
    there_ = false;
    refuse(path_, std::strerror(why));
  }
  FileAside(FileAside&& other) noexcept
      : path_(std::move(other.path_)),
        aside_(std::move(other.aside_)),
        there_(std::exchange(other.there_, false)) {}
  FileAside(const FileAside&) = delete;
  FileAside& operator=(const FileAside&) = delete;
  ~FileAside() {
    std::error_code ignored;
    if (there_) fs::remove(aside_, ignored);
  }

  void put() {
    std::error_code error;
    fs::rename(aside_, path_, error);
    if (error) refuse(path_, error.message());
    there_ = false;
  }

 private:
  fs::path path_, aside_;
  bool there_ = false;
};

}  // namespace

void replace_files(const std::vector<std::pair<std::string, std::string>>& files) {
  std::vector<FileAside> aside;
  for (const auto& [path, text] : files) aside.emplace_back(path, text);
  for (FileAside& file : aside) file.put();
}

}  // namespace suits
