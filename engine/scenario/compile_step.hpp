#pragma once

// One step of a kind: who is asked, with what effort, and what it does to the flow.

#include <optional>

#include "engine/scenario/compile_context.hpp"

namespace suits {

/// The role that a name in a step means: a role, a party, the client, or kNone for the owner.
/// Nothing, and a diagnostic, where there is none such.
std::optional<RoleId> asked_role(Compilation& c, const Name& name);

/// The step without its place in the graph, its class, and what it inherits from its kind.
Step compile_step(Compilation& c, const Entry<StepSpec>& entry);

}  // namespace suits
