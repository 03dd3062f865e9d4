#pragma once

// When each rule acted in one course of a scenario, and on what; and what relationships told
// meanwhile: warnings, and clients that left.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/looker_on.hpp"

namespace suits {

struct RuleActed {
  enum class Sort : std::uint8_t { rule, warning, account_left };
  Sort sort = Sort::rule;
  Instant at;
  std::size_t rule = 0;                  // index into RuleBook::rules
  std::optional<std::uint64_t> job;      // its number, from 0 …
  KindId kind{};                         // … and its kind
  std::optional<StepId> step;            // of a rule on requests
  std::uint16_t visit = 0;               // of the step
  AccountId account = kNone<AccountId>;  // the job's, or the rule's own
  PersonId person = kNone<PersonId>;
  std::size_t below = 0;  // of a warning: index into Relationship::warn_below …
  double health = 0;      // … and the health of the account then
};

struct RuleLog {
  std::vector<RuleActed> acted;  // in the order in which they did
  std::optional<RunError> error;
};

/// Plays the replication.
RuleLog log_rules(const Model& model, std::uint64_t seed, std::uint32_t replication);

}  // namespace suits
