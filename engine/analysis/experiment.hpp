#pragma once

// Many possible years of one model, in parallel. Replications are folded in their order as they
// finish and then forgotten, so memory stays flat and every number of threads gives the same bytes.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/analysis/measures.hpp"
#include "engine/run/observations.hpp"

namespace suits {

struct ExperimentPlan {
  std::uint64_t seed = 1;
  std::uint32_t replications = 30;  // at least 1
  std::uint32_t threads = 1;        // 0 counts as 1
  /// Called with the number of replications folded so far, one call at a time, from any thread.
  std::function<void(std::uint32_t)> progress;
};

struct Experiment {
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;  // folded
  std::optional<RunError> error;   // of the lowest replication that could not go on
  std::uint32_t failed = 0;        // its number, where there is an error
  std::uint64_t history = 0;       // hash of all histories, in order
  std::vector<FlowKey> flow_keys;
  std::vector<Flow> flows;  // pooled over the replications
  MeasureLayout layout;
  std::vector<RatioMoments> measures;  // in the layout's order
};

/// Plays one replication; a stand-in for `replicate` in tests.
using Play =
    std::function<Observations(const Model&, std::uint64_t seed, std::uint32_t replication)>;

/// After an error the figures cover the replications before it. Exceptions of a replication (the
/// machine is out of memory) are passed on. Requires: replications >= 1.
Experiment run_experiment(const Model& model, const ExperimentPlan& plan);
Experiment run_experiment(const Model& model, const ExperimentPlan& plan, const Play& play);

}  // namespace suits
