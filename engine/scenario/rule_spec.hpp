#pragma once

// Rules as they were written. See spec.hpp.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/scenario/document.hpp"
#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"

namespace suits {

/// An expression: its text, read once the names that it may hold are known.
struct ExpressionSpec {
  Node node;  // a scalar
};
/// What a rule does, likewise.
struct ActionSpec {
  Node node;  // a scalar
};

/// Hours that a role's people work past the end of their day.
struct OvertimeSpec {
  Located<FixedEffort> up_to;                  // > 0
  std::optional<Located<FixedEffort>> a_week;  // > 0
  std::optional<ExpressionSpec> when;
};

/// What a rule may wait for.
enum class RuleEvent : std::uint8_t {
  job_arrives,
  job_finishes,
  step_ready,
  step_starts,
  step_finishes,
  account_warns,
  account_lost,
};

/// `weekly`, `2 weeks`, or `{ every: 2 weeks, on: monday, at: 10:00 }`.
struct EverySpec {
  Located<FixedLapse> every;         // > 0
  std::optional<Located<OnDay>> on;  // a weekday with whole weeks, a day with months
  std::optional<Located<TimeOfDay>> at;
  Span span;
};

/// At most one of on, at and every; without any there is a `when`.
struct RuleSpec {
  std::optional<Name> name;
  std::optional<Located<RuleEvent>> on;
  std::optional<Located<Moment>> at;
  std::optional<EverySpec> every;
  std::optional<ExpressionSpec> when;
  std::vector<ActionSpec> then;  // not empty
  Span span;
};

}  // namespace suits
