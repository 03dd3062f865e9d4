#pragma once

// What somebody is at an instant, as far as the scenario says so beforehand: dated changes, first
// and last days. What rules do in a run is not looked at.

#include <vector>

#include "engine/model/model.hpp"

namespace suits {

LevelId level_at(const Model& model, PersonId person, Instant t);
bool has_role_at(const Model& model, PersonId person, RoleId role, Instant t);
/// Whether they are of the agency: they have joined, and not left. People of pools always are.
bool belongs_at(const Model& model, PersonId person, Instant t);

}  // namespace suits
