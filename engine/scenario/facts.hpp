#pragma once

// The facts that expressions of a scenario may ask, and the places where expressions stand.

#include "engine/scenario/compile_context.hpp"
#include "engine/scenario/expression_text.hpp"
#include "engine/scenario/rule_spec.hpp"
#include "engine/scenario/vocabulary.hpp"

namespace suits {

/// Bits of Fact::group: what a fact speaks of.
inline constexpr std::uint32_t kOfJob = 1, kOfStep = 2, kOfAccount = 4, kOfPerson = 8;

/// All facts, and the names of everything in the scenario. Fills the rule book's numbers of
/// attributes and steps. Requires: kinds, people, accounts are compiled, patterns laid out.
Vocabulary make_vocabulary(Compilation& c);

/// An expression with its diagnostics; nothing where there are any.
std::optional<Expression> compile_expression(Compilation& c, const Vocabulary& vocabulary,
                                             const ExpressionSpec& spec,
                                             const ExpressionWish& wish);

}  // namespace suits
