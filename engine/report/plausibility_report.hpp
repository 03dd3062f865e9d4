#pragma once

// The simulated figures beside those that the scenario says were observed: whether they agree, in a
// sentence and as a table.

#include <string>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// "Of 6 observed figures 4 agree with the simulated ones; apart are the mean turnaround of
/// campaigns (12 % shorter in the model) and …", the furthest first. Requires: some are observed.
std::string plausibility_sentence(const Model& model, const Summary& summary);
/// A row a figure, in the order of the scenario; the sentence is its caption.
Table plausibility_table(const Model& model, const Summary& summary);

}  // namespace suits
