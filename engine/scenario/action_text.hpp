#pragma once

// What a rule does, as it is written: `class = urgent`, `start dispute for Northwind`.

#include <optional>

#include "engine/scenario/facts.hpp"

namespace suits {

/// The action; nothing, and diagnostics, where it cannot be read.
std::optional<Action> compile_action(Compilation& c, const Vocabulary& vocabulary,
                                     const NameTable<AccountId>& accounts, const ActionSpec& spec);

/// "class", "turn away": the action's verb, for messages.
std::string_view verb(Action::Sort sort);

}  // namespace suits
