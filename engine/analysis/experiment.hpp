#pragma once

// Many possible years of one model, or of several on common random numbers, in parallel.
// Replications are folded in their order as they finish and then forgotten, but for what was asked
// to be kept, so memory stays flat and every number of threads gives the same bytes.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/analysis/kept_batches.hpp"
#include "engine/analysis/measures.hpp"
#include "engine/analysis/share_moments.hpp"
#include "engine/run/observations.hpp"

namespace suits {

/// What came of one replication; valid during the call that brings it.
struct FoldedReplication {
  std::size_t alternative;  // which of the models
  std::uint32_t replication;
  std::uint64_t history;               // hash of its events
  const std::vector<Sample>& samples;  // in the order of the model's MeasureLayout
  const std::vector<KeptJobs>& jobs =
      {};  // of the flows that the alternative asks for, in its order
};

/// Brings what is known of a replication of an alternative, where it is known.
using Known = std::function<std::optional<KeptReplication>(std::size_t alternative,
                                                           std::uint32_t replication)>;

struct ExperimentPlan {
  std::uint64_t seed = 1;
  std::uint32_t replications = 30;  // at least 1
  std::uint32_t threads = 1;        // 0 counts as 1
  /// Called with the number of replications folded so far, one call at a time, from any thread.
  std::function<void(std::uint32_t)> progress;
  /// Called with each replication that is folded, before it is forgotten: in order, one call at a
  /// time, from any thread.
  std::function<void(const FoldedReplication&)> folded = {};
  /// So many replications of each alternative, the first ones, are not played: `recall` brings
  /// them, from any thread. They are folded in their turn, and not shown to `folded`.
  std::uint32_t known = 0;
  Known recall = {};
};

/// One of several models that are compared: the same seed and replication give each of their
/// components the same luck.
struct Alternative {
  const Model* model = nullptr;  // stays the caller's
  /// Which measures to keep of every replication, as indices into its MeasureLayout
  /// (Response::index).
  std::vector<std::size_t> keep;
  /// Of which flows to keep every replication's turnarounds (the level does not matter): 12 bytes
  /// for each different one, to 0.4 %. None of them twice.
  std::vector<FlowQuantile> keep_jobs = {};
};

/// Plays one replication of an alternative; nothing where it could not go on.
std::optional<KeptReplication> play_kept(const Alternative& asked, std::uint64_t seed,
                                         std::uint32_t replication);

struct Experiment {
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;  // folded
  std::optional<RunError> error;   // of the lowest replication that could not go on
  std::uint32_t failed = 0;        // its number, where there is an error
  std::uint64_t history = 0;       // hash of all histories, in order
  std::vector<FlowKey> flow_keys;
  std::vector<Flow> flows;  // pooled over the replications
  std::vector<QuantileSketch> first_warnings;  // by account and warning: when [days into the window]
  MeasureLayout layout;
  std::vector<RatioMoments> measures;  // in the layout's order
  std::vector<ShareMoments> working_shares, elapsed_shares;  // by flow: for intervals of quantiles
  /// What was to be kept. Where replications were known beforehand (ExperimentPlan::recall), all
  /// other figures but the number of replications and the history are of no use: `measures` hold
  /// those that were to be kept, `flows` the turnarounds that were.
  KeptBatches kept;
};

/// Looks at experiments after each replication is folded, one call at a time, from any thread, in
/// order; false: enough is known, no further replication is folded. What it decides upon must be
/// nothing but what it is shown, so that the number of threads never matters.
using GoOn = std::function<bool(const std::vector<Experiment>&)>;

/// Plays one replication; a stand-in for `replicate` in tests.
using Play =
    std::function<Observations(const Model&, std::uint64_t seed, std::uint32_t replication)>;

/// After an error the figures cover the replications before it. Exceptions of a replication (the
/// machine is out of memory) are passed on. Requires: replications >= 1.
Experiment run_experiment(const Model& model, const ExperimentPlan& plan);
Experiment run_experiment(const Model& model, const ExperimentPlan& plan, const Play& play);

/// Plays all alternatives in every replication. Each experiment is what run_experiment gives for
/// its model alone; all of them have as many replications. Where one cannot go on all end before
/// that replication, and the first of them to fail in it has the error; the others have none.
/// Requires: replications >= 1; at least one alternative.
std::vector<Experiment> run_experiments(const std::vector<Alternative>& alternatives,
                                        const ExperimentPlan& plan, const GoOn& go_on = {});
std::vector<Experiment> run_experiments(const std::vector<Alternative>& alternatives,
                                        const ExperimentPlan& plan, const GoOn& go_on,
                                        const Play& play);

}  // namespace suits
