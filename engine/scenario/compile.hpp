#pragma once

// From the tree of a scenario to the model that runs: names resolved, graphs checked, defaults
// filled in (and said), people and accounts numbered in the order of their names, teams filled.

#include <memory>

#include "engine/base/diagnostic.hpp"
#include "engine/model/model.hpp"
#include "engine/scenario/spec.hpp"

namespace suits {

/// The model, or null and at least one diagnostic. The model keeps nothing of the spec; the order
/// in which people, accounts, roles and kinds are written leaves no trace in it but in the spans.
std::shared_ptr<const Model> compile(const ScenarioSpec& spec, Diagnostics& diagnostics);

}  // namespace suits
