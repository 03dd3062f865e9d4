#pragma once

// The rules of a scenario in words: who may do a step, in which order, what is taken first, and
// why everybody else may not.

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// What is asked about; all of it, or a kind with one of its steps, on an account.
struct RulesQuestion {
  std::optional<KindId> kind;
  std::optional<StepId> step;  // Requires: kind
  std::optional<AccountId> account;
};

/// Roles, what their people take first, and who covers; without a step: all steps of the kind, if
/// one is named; without an account: by the roles alone.
std::string rules_screen(const Model& model, const RulesQuestion& question,
                         const ScreenStyle& style);
nlohmann::ordered_json rules_json(const Model& model, const RulesQuestion& question);

}  // namespace suits
