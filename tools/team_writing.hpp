#pragma once

// A proposal of teams as edits of the scenario and as its changed texts.

#include <string>
#include <vector>

#include "engine/analysis/reallocation.hpp"
#include "engine/report/allocate_report.hpp"
#include "engine/scenario/team_splice.hpp"
#include "tools/scenario_file.hpp"

namespace suits {

/// What is to be written: of every group of people in which something changes all of its places, so
/// that none is filled otherwise the next time.
std::vector<TeamEntry> team_entries(const Model& model, const Reallocation& found);

/// The model with these teams. Null: why is told on `err`.
std::shared_ptr<const Model> model_with(const DraftFile& file,
                                        const std::vector<TeamEntry>& entries,
                                        const Console& console);

/// The texts with the teams written into them.
struct WrittenTeams {
  std::vector<std::pair<std::string, std::string>> files;  // path, whole text
  std::vector<ChangedLine> diff;
  std::string unwritable;  // why not; "" where they can be
};
/// Read again and compiled, the texts give the teams of `then`: where they do not, nothing is
/// written. Requires: the file's draft has no edits typed.
WrittenTeams write_teams(const DraftFile& file, const std::vector<TeamEntry>& entries,
                         const Model& then);

}  // namespace suits
