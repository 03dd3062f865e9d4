#pragma once

// A sweep or a comparison that is asked for by its number: --resume ID.

#include <string>
#include <vector>

#include "engine/book/book.hpp"
#include "tools/options.hpp"
#include "tools/run_record.hpp"
#include "tools/tool.hpp"

namespace suits {

struct Resumed {
  InterruptedRun run;  // or one that is done: then there is nothing left to be played
  std::vector<StoredFile> files;

  bool done() const { return run.entry.state == RunState::done; }
};

/// `command`: what it must be of, "sweep"; `plan_flags`: those that come from the book, and must
/// not be typed. Throws UsageError where there is nothing to go on with.
Resumed open_resumed(const Options& options, const std::string& command,
                     const std::vector<Flag>& plan_flags);

/// What a run that cannot be gone on with is told as: another version of the program began it.
UsageError played_otherwise(const RunEntry& entry);

/// "suits: sweep 3 was interrupted after 12 of 30 courses; goes on from there".
void tell_going_on(const InterruptedRun& run, std::uint64_t of, const Console& console);

}  // namespace suits
