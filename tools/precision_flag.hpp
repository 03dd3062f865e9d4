#pragma once

// --precision as it is typed: 2%, '0.5 working days', campaign.on_time='2 points'.

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/precision.hpp"
#include "engine/analysis/response.hpp"
#include "tools/options.hpp"

namespace suits {

inline const Flag kPrecisionFlag{"precision", true, true};

/// One --precision, before the scenario is known.
struct PrecisionAsk {
  std::string text;     // as it was typed
  std::string measure;  // a name or pattern; "": of what --measure names, else of the headline
  double number = 0;    // more than 0
  std::string unit;     // "%": relative to the figure; else what follows the number
};

/// All that are given. Throws UsageError where one cannot be read, or two are of no measure.
std::vector<PrecisionAsk> precision_asks(const Options& options);

/// What an ask means for a response of a model. Throws UsageError where its unit is another.
PrecisionGoal goal_of(const PrecisionAsk& ask, const Response& response, const Model& model);

}  // namespace suits
