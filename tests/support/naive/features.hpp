#pragma once

// What random agencies have beyond teams, workflows and calendars: dispatch rules, skills, focus,
// knowledge, people over time, rules. Each is there or not for a whole agency.

#include "engine/model/model.hpp"
#include "tests/support/naive/coins.hpp"

namespace suits {

/// Some of them, or all. Requires: the model is complete without them.
void add_features(Model& model, Coins& coins, bool all);

// Of these, one theme each.
void add_hours_that_change(Model& model, Coins& coins);
void add_changes(Model& model, Coins& coins);
void add_pools(Model& model, Coins& coins);
void add_in_hand(Model& model, Coins& coins);
void add_conditions(Model& model, Coins& coins);
void add_rules(Model& model, Coins& coins);
void add_hiring(Model& model, Coins& coins);
void add_keys(Model& model, Coins& coins);
void add_overtime(Model& model, Coins& coins);
void add_limits(Model& model, Coins& coins);
void add_patience(Model& model, Coins& coins);
void add_populations(Model& model, Coins& coins);
void add_profiles(Model& model, Coins& coins);

}  // namespace suits
