#pragma once

// Which role a figure waits for.

#include <optional>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/response.hpp"
#include "engine/model/model.hpp"

namespace suits {

struct HoldsUp {
  RoleId role{};
  /// Waiting for the role per finished job [elapsed days]; NaN where the figure is of no work.
  double before = 0, now = 0;
};

/// Of a figure of some work the role for which it waits longer now than before, by the most (where
/// none does, for which it waits longest); of a role itself; of a person their main role. Nothing
/// for other figures, or where nothing waits. Both experiments are of models with the same roles.
std::optional<HoldsUp> holds_up(const Model& model, const Response& response,
                                const Experiment& before, const Experiment& now);

}  // namespace suits
