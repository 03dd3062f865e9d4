#include "tools/resumed.hpp"

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/runs_table.hpp"

namespace suits {
namespace {

/// Throws UsageError where the entry cannot be gone on with.
void require_resumable(const RunEntry& entry, const std::string& command) {
  const std::int64_t id = entry.id;
  if (entry.command != command)
    throw UsageError(
        fmt::format("run {} is no {}, but of suits {}", id, command, printable(entry.command)));
  if (entry.state == RunState::running)
    throw UsageError(fmt::format("{} {} is being played by another process", command, id));
  if (entry.state == RunState::failed)
    throw UsageError(
        fmt::format("{} {} failed, and would again: {}", command, id, printable(entry.headline)));
}

}  // namespace

Resumed open_resumed(const Options& options, const std::string& command,
                     const std::vector<Flag>& plan_flags) {
  for (const Flag& flag : plan_flags)
    if (options.has(flag.name))
      throw UsageError(fmt::format(
          "--resume takes everything from the book: leave out --{}, or begin a {} of its own",
          flag.name, command));
  if (!options.words().empty() || options.has("no-record") || options.has("anew"))
    throw UsageError(
        "--resume takes everything from the book: leave out the file, --no-record and --anew");
  const auto id = static_cast<std::int64_t>(options.number("resume", 0, 1, 1'000'000'000));
  const std::string path = book_path(options);
  if (path.empty() || !Book::exists(path))
    throw UsageError(fmt::format("there is no book of runs {} to resume from", printable(path)));
  Book book(path);
  const auto entry = book.find(id);
  if (!entry)
    throw UsageError(
        fmt::format("there is no run {} in {}; suits runs lists them", id, printable(path)));
  require_resumable(*entry, command);
  return {{*entry, book.results(id)}, book.files(id)};
}

UsageError played_otherwise(const RunEntry& entry) {
  return UsageError(
      fmt::format("{} {} was begun by another version of the program, which plays other "
                  "courses: begin it again: {}",
                  entry.command, entry.id, printable(command_line(entry))));
}

void tell_going_on(const InterruptedRun& run, std::uint64_t of, const Console& console) {
  const std::string all =
      of > 0 ? fmt::format("{} of {}", run.results.size(), of) : std::to_string(run.results.size());
  console.err << (run.entry.state == RunState::done
                      ? fmt::format("suits: {} {} is done: its report\n", run.entry.command,
                                    run.entry.id)
                      : fmt::format("suits: {} {} was interrupted after {} courses; goes on from "
                                    "there\n",
                                    run.entry.command, run.entry.id, all));
}

}  // namespace suits
