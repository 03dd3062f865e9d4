#pragma once

// Rules: when something comes to pass, do something about it. Their conditions and figures are
// compiled expressions over the facts listed here.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/base/time.hpp"
#include "engine/expression/expression.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/lapse.hpp"

namespace suits {

/// What an expression of a scenario may ask. Durations and instants in microseconds.
enum class ModelFact : std::uint32_t {
  // of a job
  job_kind,
  job_account,
  job_tier,
  job_class,
  job_weight,
  job_due,
  job_late,
  job_slack,
  job_age,
  job_remaining,
  job_rounds,
  // of a request
  step_name,
  step_role,
  step_waited,
  step_effort,
  step_class,
  step_round,
  step_slack,
  step_due,
  step_rings,
  step_covered,
  // of an account
  account_name,
  account_tier,
  account_jobs,
  account_health,
  account_lost,
  // of a person
  person_name,
  person_role,
  person_level,
  person_kept,
  person_week,
  person_idle,
  person_absent,
  // of the department; by role
  waiting,
  free,
  present,
  load,
  turned_away,
  now,
  month,
  weekday,
  // attributes of jobs: RuleBook::attributes[id - attribute]
  attribute,
};
inline FactId fact_id(ModelFact fact, std::uint32_t n = 0) {
  return static_cast<FactId>(static_cast<std::uint32_t>(fact) + n);
}

/// What a rule is looked at for, and acts on.
enum class Subject : std::uint8_t { run, job, request, account, person };

struct Action {
  enum class Sort : std::uint8_t {
    set_class,
    set_due,
    set_weight,
    escalate,
    interrupt,
    reassign,
    start,
    cancel,
    turn_away,
    accept,
    call,    // freelancers
    hire,    // people who stay
    let_go,  // of a pool, or a person
    note,
  };
  Sort sort = Sort::note;
  ClassId work_class{};                  // set_class
  Expression value;                      // set_due [us], set_weight
  PersonId person = kNone<PersonId>;     // reassign; kNone: nobody in particular. let_go
  std::uint32_t pool = 0;                // call, hire; let_go without a person …
  std::uint32_t count = 1;               // … so many
  KindId kind = kNone<KindId>;           // start, turn_away, accept; kNone: everything
  AccountId account = kNone<AccountId>;  // likewise; kNone: the subject's, or all
  std::string text;                      // note
  std::string written;                   // the whole action as it stands in the scenario
};

struct Rule {
  enum class Trigger : std::uint8_t {
    becomes_true,  // `when` has come to hold since it was last looked at
    at,
    every,
    job_arrives,
    job_finishes,
    step_ready,
    step_starts,
    step_finishes,
    account_warns,
    account_lost,
  };
  std::string name;
  Span span;
  Trigger trigger = Trigger::becomes_true;
  Subject subject = Subject::run;
  Expression when;             // an empty program: always
  std::string written;         // `when` as it stands in the scenario
  Instant at;                  // `at`
  std::vector<Instant> times;  // `every`: all of them, ascending
  std::vector<Action> then;
  std::uint64_t component = 0;  // names the jobs that it starts
};

/// The rules, and what facts need besides the model: numbers for names that are no ids.
struct RuleBook {
  /// An attribute by name, over all kinds that have one of this name.
  struct Attribute {
    std::string name;
    std::vector<std::int32_t> index;                 // by kind: into its attributes; −1: none
    std::vector<std::vector<std::uint32_t>> symbol;  // by kind: of each value
  };
  /// What a dispatch rule of the user's own orders by, smaller first.
  struct Key {
    Program program;
    bool lasts = false;  // a request keeps its value, unless a rule gives its job another due date
    std::string written;  // as it stands in the scenario
  };
  std::vector<Rule> rules;  // in written order
  std::vector<Key> keys;
  std::vector<Attribute> attributes;
  std::vector<std::vector<std::uint32_t>> step_symbol;  // by kind and step: of its name

  /// Whether anything asks facts: a rule, a step's condition, a dispatch rule.
  bool any() const { return !step_symbol.empty(); }
};

}  // namespace suits
