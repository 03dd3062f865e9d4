#pragma once

// Contracts and new business as they were written: see spec.hpp.

#include <optional>
#include <string>

#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"
#include "engine/scenario/staffing_spec.hpp"

namespace suits {

/// What an account does not say its tier says, key by key.
struct ContractSpec {
  std::optional<Located<Date>> renews;
  std::optional<Located<FixedLapse>> term;  // > 0
  std::optional<Name> by;                   // a kind of work
  std::optional<Located<FixedLapse>> ahead;
  std::optional<Located<Share>> chance;
  std::optional<Located<Share>> late_costs;
  std::optional<Located<OnEnd>> on_loss;
  std::optional<Located<FixedLapse>> notice;
  Span span;
};

/// What lateness does to a win: it costs so much of the chance, or it is `lost`.
struct LateRule {
  double costs = 0;
  bool lost = false;
};

/// An account that is won.
struct WonAccountSpec {
  Located<Count> at_most;  // > 0; of one run
  std::optional<Name> tier;
  std::optional<Name> like;  // a stated account
  std::optional<Located<Number>> size;
  std::optional<Located<FixedLapse>> ramp_up;  // elapsed
  Span span;
};
/// Exactly one of `starts` and `account`.
struct WinsSpec {
  ByTierSpec<Located<Share>> chance;
  std::optional<Located<LateRule>> late;
  std::optional<Name> starts;  // a kind of work
  std::optional<WonAccountSpec> account;
  std::optional<Located<FixedLapse>> lead;
  Span span;
};

}  // namespace suits
