#pragma once

// What random agencies have beyond teams, workflows and calendars: dispatch rules, skills, focus,
// knowledge. Each is there or not for a whole agency.

#include "engine/model/model.hpp"
#include "tests/support/naive/coins.hpp"

namespace suits {

/// Requires: the model is complete without them.
void add_features(Model& model, Coins& coins);

}  // namespace suits
