#include "engine/book/at_work.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/book/book_error.hpp"

namespace suits {
namespace {

std::string beside(const std::string& book) { return book + "-running"; }

/// The byte that stands for a run. Locks of open files: other files closed in this process leave
/// them alone.
struct flock byte_of(std::int64_t run) {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = run;
  lock.l_len = 1;
  return lock;
}

}  // namespace

AtWork::AtWork(const std::string& book, std::int64_t run) {
  file_ = ::open(beside(book).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0)
    throw BookError(
        BookError::Kind::barred,
        fmt::format("{} cannot be written: {}", printable(beside(book)), std::strerror(errno)));
  struct flock lock = byte_of(run);
  got_ = ::fcntl(file_, F_OFD_SETLK, &lock) == 0;
}

AtWork::~AtWork() {
  if (file_ >= 0) ::close(file_);
}

bool AtWork::anybody(const std::string& book, std::int64_t run) {
  const int file = ::open(beside(book).c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return false;
  struct flock lock = byte_of(run);
  const bool held = ::fcntl(file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  ::close(file);
  return held;
}

}  // namespace suits
