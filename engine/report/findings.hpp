#pragma once

// The three things that matter, in sentences that follow from the numbers and from nothing else:
// who is overloaded and who holds the work up (often not the same), how long briefs take and why,
// and what is late. Mend the bottleneck, and the sentences change.

#include <string>
#include <vector>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"

namespace suits {

struct Finding {
  std::string name;  // stable: "overload", "turnaround", "lateness"
  std::string text;  // a few plain sentences
};

/// Always the three of them, in this order.
std::vector<Finding> find_what_matters(const Model& model, const Summary& summary);

/// "waiting for the two Account Planners", "with the client", "in hand at Creative".
std::string cause_words(const Model& model, const Cause& cause);

}  // namespace suits
