#pragma once

// Who is at which run: a lock on one byte of a file beside the book, which the system takes back
// when the process ends, however it ends. So a run that was killed is known as interrupted, in
// whatever container it was played and whatever process has its number now.

#include <cstdint>
#include <string>

namespace suits {

class AtWork {
 public:
  /// Says that this process is at the run, until the end of the object.
  AtWork(const std::string& book, std::int64_t run);
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;
  ~AtWork();
  /// False: another process (or object) is at it.
  bool got() const { return got_; }

  /// Whether somebody is at it.
  static bool anybody(const std::string& book, std::int64_t run);

 private:
  int file_ = -1;
  bool got_ = false;
};

}  // namespace suits
