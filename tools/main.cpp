// The process around the tool: streams, terminal, and the one place that catches exceptions.

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include "tools/tool.hpp"

namespace {

/// A closed standard stream must not become the next file that is opened: it stays useless.
void hold_standard_streams() {
  for (int fd = 0; fd <= 2; ++fd)
    if (fcntl(fd, F_GETFD) == -1) (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int terminal_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
      size.ws_col == 0)
    return 120;
  return std::clamp(static_cast<int>(size.ws_col), 80, 160);
}

bool wants_color() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) == 1 && (!no_color || !*no_color) && terminal &&
         std::string(terminal) != "dumb";
}

/// Where memory ends while what is left of a failure is tidied away (a JSON value takes some to be
/// destroyed), an exception cannot be caught any more: then it is said here, on any thread.
[[noreturn]] void end_at_once() {
  try {
    if (std::current_exception()) throw;
  } catch (const std::bad_alloc&) {
    constexpr char kText[] = "suits: out of memory\n";
    (void)!write(STDERR_FILENO, kText, sizeof kText - 1);
    _exit(suits::kRunFailed);
  } catch (...) {
  }
  std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  std::set_terminate(end_at_once);
  try {
    const std::vector<std::string> args(argv + std::min(argc, 1), argv + argc);
    return suits::run_tool(
        args, {std::cout, std::cerr, isatty(STDERR_FILENO) == 1, wants_color(), terminal_width()});
  } catch (const std::bad_alloc&) {
    std::cerr << "suits: out of memory\n";
  } catch (const std::exception& error) {
    std::cerr << "suits: " << error.what() << "\n";
  }
  return suits::kRunFailed;
}
