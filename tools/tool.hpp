#pragma once

// The command line without its process: arguments in, text out, an exit code back. `main` brings
// the real streams, tests bring strings.

#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace suits {

/// Where a command speaks to. Results go to `out`, all else to `err`.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;  // progress is shown
  bool colorful = false;         // `out` is a terminal that wants colour
  int width = 100;               // of the screen [columns]
};

inline constexpr const char* kVersion = "0.1.0";

inline constexpr int kDone = 0, kRunFailed = 1, kInputWrong = 2;

/// The arguments are wrong; `what()` says how, and what to do instead.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The machine did not let us: a full disk, a closed pipe.
struct OutputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Runs the command that `args` name (without the program's own name) and returns the exit code.
/// Nothing but running out of memory or threads is thrown.
int run_tool(const std::vector<std::string>& args, const Console& console);

/// The commands; each takes the arguments after its name.
int command_run(const std::vector<std::string>& args, const Console& console);
int command_compare(const std::vector<std::string>& args, const Console& console);
int command_check(const std::vector<std::string>& args, const Console& console);
int command_explain(const std::vector<std::string>& args, const Console& console);
int command_rules(const std::vector<std::string>& args, const Console& console);
int command_runs(const std::vector<std::string>& args, const Console& console);
int command_sweep(const std::vector<std::string>& args, const Console& console);
int command_hire(const std::vector<std::string>& args, const Console& console);
int command_resilience(const std::vector<std::string>& args, const Console& console);
int command_init(const std::vector<std::string>& args, const Console& console);
int command_load(const std::vector<std::string>& args, const Console& console);
int command_headroom(const std::vector<std::string>& args, const Console& console);
int command_staff(const std::vector<std::string>& args, const Console& console);
int command_allocate(const std::vector<std::string>& args, const Console& console);
int command_schema(const std::vector<std::string>& args, const Console& console);

}  // namespace suits
