#pragma once

// Which steps one pass through a workflow reaches: choices skip steps, and skipped steps go
// together, so the chances of several steps are not a product.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// One pass over a set of steps.
struct Reach {
  /// By StepId: the chance that the step is not skipped; 0 outside the set.
  std::vector<double> chance;
  /// The law of the set of marked steps that are not skipped: bit k is `marked[k]`.
  std::map<std::uint64_t, double> sets;
};

/// The exact law of a pass over `region` (topological order) whose first step is entered; an empty
/// region stands for the whole workflow. Nothing where more than `cap` ways of having chosen
/// must be kept apart. Requires: at most 64 marked steps; edges into a region lead to its first
/// step only. Cost: ways open at a time × steps.
std::optional<Reach> reach(const Kind& kind, const std::vector<StepId>& region,
                           const std::vector<StepId>& marked, std::size_t cap = 1 << 14);

}  // namespace suits
