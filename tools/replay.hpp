#pragma once

// Playing a recorded run again, from what the book keeps of it.

#include <optional>
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
};

/// What `suits run` with these arguments makes of its scenario.
VariantPlan variant_of_run(const std::vector<std::string>& args);

/// Plays `suits run` with these arguments; those that name files to be written are left aside.
/// Requires: the file has a model.
Replay replay_run(const std::vector<std::string>& args, const ScenarioFile& file,
                  const Console& console);

/// What differs between what was kept and what is played now, in words; "" where nothing does. Of a
/// run that was interrupted, what was kept is looked at.
std::string difference(const RunEntry& entry, const std::vector<StoredResult>& kept,
                       const std::optional<StoredReport>& report, const Replay& replay);

}  // namespace suits
