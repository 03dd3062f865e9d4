#pragma once

// Service levels as they are typed.

#include <string>
#include <vector>

#include "engine/analysis/service_target.hpp"

namespace suits {

/// The targets typed behind a flag, else the default ones. Throws UsageError where one is none, or
/// where there are none at all.
std::vector<ServiceTarget> targets_of(const Model& model, const std::vector<std::string>& typed,
                                      const std::string& flag);

/// Throws UsageError where today has no figure for a target: nothing can be held to it.
void require_known(const Model& model, const std::vector<ServiceTarget>& targets,
                   const std::vector<Linearised>& today);

}  // namespace suits
