#pragma once

// Numbers of heads as models: what the search of staffing_search.hpp plays, and what formulas
// expect.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/service_target.hpp"
#include "engine/analysis/staffing_search.hpp"

namespace suits {

/// A model of some heads, or why there is none.
struct StaffedModel {
  std::shared_ptr<const Model> model;
  std::string why = "";
};

struct StaffedModels {
  ExperimentPlan experiment;  // seed and threads; the rest is not used
  std::vector<ServiceTarget> targets;
  HeadCounts today;
  std::function<StaffedModel(const HeadCounts&)> model;
  /// As ExperimentPlan::folded, with the number of the play; may be empty.
  std::function<void(std::size_t play, const std::vector<Response>&, const FoldedReplication&)>
      played = {};
};

/// Plays heads by their models, today's beside them where a target is relative to it. Where nobody
/// may do some work, be it seen before the run or in it, they are impossible, and `why` says it.
class StaffedPlays {
 public:
  explicit StaffedPlays(const StaffedModels& models) : models_(models) {}

  StaffingPlay operator()(const HeadCounts& heads, std::uint32_t first, std::uint32_t count);
  /// Whether the analytic approximation expects the targets to be met: means of turnarounds and
  /// waits, how full roles are; of all else that whatever it speaks of keeps up. Nothing where
  /// there is no model of today.
  std::optional<bool> expected(const HeadCounts& heads);
  std::size_t plays() const { return plays_; }

 private:
  struct Figures {
    std::vector<Linearised> all;
    std::string impossible;
  };
  Figures figures(const HeadCounts& heads, std::uint32_t first, std::uint32_t count);
  /// Of each target; NaN where formulas have no such figure, and whether all keep up.
  std::pair<std::vector<double>, bool> formulas(const Model& model) const;

  const StaffedModels& models_;
  std::size_t plays_ = 0;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Figures> today_;
  std::map<HeadCounts, bool> expected_;
  std::optional<std::vector<double>> today_formulas_;
};

}  // namespace suits
