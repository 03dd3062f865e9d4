#pragma once

// Playing a recorded run again, from what the book keeps of it.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/book/book.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {

struct Replay {
  std::vector<StoredResult> results;  // by point and replication
  StoredReport report;                // empty where the run stopped
  std::optional<std::string> stopped;
  /// Points that cannot go on: how far they came in parallel is not to be compared.
  std::set<std::uint32_t> failed = {};
  bool refused = false;  // the scenario is wrong by now: why was written to `err`
};

/// Plays a command with these arguments on the texts that were kept; what the arguments say of
/// files to be written is left aside.
using ReplayCommand = Replay (*)(const std::vector<std::string>& args,
                                 const std::vector<StoredFile>& files, const Console& console);
Replay replay_run(const std::vector<std::string>& args, const std::vector<StoredFile>& files,
                  const Console& console);
Replay replay_compare(const std::vector<std::string>& args, const std::vector<StoredFile>& files,
                      const Console& console);
Replay replay_sweep(const std::vector<std::string>& args, const std::vector<StoredFile>& files,
                    const Console& console);
/// Null: of a command that cannot be played again.
ReplayCommand replay_of(const std::string& command);

/// What differs between what was kept and what is played now, in words; "" where nothing does. Of a
/// run that was interrupted, what was kept is looked at.
std::string difference(const RunEntry& entry, const std::vector<StoredResult>& kept,
                       const std::optional<StoredReport>& report, const Replay& replay);

}  // namespace suits
