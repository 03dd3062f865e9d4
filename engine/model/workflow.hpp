#pragma once

// The graph of a kind's steps. Forward edges come from `after` (a step follows the one above unless
// it says otherwise) and are free of cycles; back-edges come from `back_to` and re-open everything
// between their target and their sender.
//
// What the edges mean to a run and to the expected visits:
//   - an edge is dead where its step was skipped, or finished and chose another follower; a step
//   all
//     of whose edges from before are dead is skipped; it is ready once no edge is undecided;
//   - a step passed over by its `chance` counts as done: it may choose, and sends nothing back;
//   - a back-edge that fires re-opens `reopened`, chance and choice drawn anew; steps outside stay
//     as they are; the counts of the senders in `resets` start anew.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/model/ids.hpp"

namespace suits {

/// A step named in the text.
struct StepName {
  std::string name;
  Span span;
};

/// A step as written, in the order of the text.
struct WorkflowStep {
  struct Share {
    StepName step;
    double share = 0;
  };
  struct Back {
    StepName target;
    /// The greatest chance of every round, over tiers, attributes and levels, of a step that is not
    /// passed over; 0 where it falls from round to round.
    double lasting = 0;
  };
  std::string name;
  Span span;
  std::optional<std::vector<StepName>> after;  // nothing: the step above; `start`: nobody
  std::vector<Share> choose;
  Span choose_span;
  std::optional<Back> back;
};

/// All vectors by StepId, which counts in topological order: of the steps that may come next, the
/// one written first.
struct Workflow {
  struct Back {
    StepId target{};
    std::vector<StepId> reopened;  // target … sender
    std::vector<StepId> resets;    // senders whose own `reopened` lies inside
  };
  std::vector<std::size_t> order;  // where the step was written
  std::vector<std::vector<StepId>> predecessors, successors;
  std::vector<std::vector<double>> choose;  // by successor; empty: all of them follow
  std::vector<std::optional<Back>> back;
};

/// Nothing, and diagnostics, where a step is unknown or can never be reached, steps wait for each
/// other in a circle, a choice does not add up, or a back-edge leads into the middle of a parallel
/// block, past a choice, or never ends. `what` names the kind in messages.
/// Requires: names differ (the reader refuses duplicate keys). Cost: O(steps × back-edges).
std::optional<Workflow> build_workflow(const std::string& what,
                                       const std::vector<WorkflowStep>& steps,
                                       Diagnostics& diagnostics);

}  // namespace suits
