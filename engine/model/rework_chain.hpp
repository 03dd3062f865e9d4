#pragma once

// How often back-edges fire that may re-open each other's senders: an absorbing Markov chain whose
// states are the senders still to be passed and the rounds each has sent back so far. The sender
// that comes first in the workflow is passed first.

#include <cstdint>
#include <vector>

#include "engine/model/reach.hpp"

namespace suits {

/// Back-edges that share a chain.
struct Knot {
  std::vector<StepId> senders;        // in topological order; bit k of a set is senders[k]
  Reach start;                        // the first pass
  std::vector<Reach> again;           // by sender: the pass it opens
  std::vector<std::uint64_t> opens;   // by sender: those it re-opens
  std::vector<std::uint64_t> resets;  // by sender
};

/// Expected firings by sender. `chances[k][r]` is the chance that senders[k] sends back after r
/// rounds; the last one holds for all further rounds. Empty where there are more than 100,000
/// states, or where the rework hardly ever ends. Rounds that can no longer matter do not count as
/// states of their own. Cost: one sparse LU.
std::vector<double> expected_firings(const Knot& knot,
                                     const std::vector<std::vector<double>>& chances);

}  // namespace suits
