#pragma once

// A target as it is typed: 'campaign.on_time>=80%'.

#include <string>

#include "engine/analysis/aim.hpp"
#include "engine/analysis/latest_start.hpp"

namespace suits {

struct HireTarget {
  Aim aim;
  TargetBound bound;  // in the measure's unit; shares as fractions
};

/// AIM>=FIGURE or AIM<=FIGURE; figures as read_bound has them, but none of today's. Throws
/// UsageError where the measure is unknown, with the nearest name, or the figure is none.
HireTarget hire_target_of(const std::string& text, const Model& model);

}  // namespace suits
