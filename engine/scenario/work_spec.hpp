#pragma once

// Kinds of work as they were written: arrivals, steps, who takes part. See spec.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/scenario/contract_spec.hpp"
#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"
#include "engine/scenario/rule_spec.hpp"

namespace suits {

/// What a rate is multiplied by, over and over: equal parts of a period.
struct ProfileSpec {
  Located<FixedLapse> period;            // > 0, elapsed
  std::vector<Located<Factor>> factors;  // not empty, not all 0; read from `csv` where it is there
  std::optional<Name> csv;
  std::optional<Name> column;            // of it; default the first one
  Span span;
};

/// When jobs arrive; `form` says which of the fields hold.
struct ArrivalSpec {
  enum class Form : std::uint8_t { none, rate, every, interval, dates, always };
  Form form = Form::none;
  // rate
  std::optional<Located<Rate>> rate;
  std::optional<Located<Number>> gaps;  // mean > 0; nothing: Poisson
  std::optional<Located<bool>> any_time;
  std::optional<Name> season;  // a season, or `none`
  std::optional<ProfileSpec> profile;
  // every: constant and > 0; `weekly`, `monthly`, `daily` are 1 week, 1 month, 1 working day
  std::optional<Located<FixedLapse>> every;
  std::optional<Located<OnDay>> on;  // a weekday with whole weeks, a day with months
  std::optional<Located<TimeOfDay>> at;
  // interval: mean > 0
  std::optional<Located<Lapse>> interval;
  // dates
  std::vector<Located<Moment>> dates;
  // always: > 0
  std::optional<Located<Count>> always;
  // rate, every, interval, dates
  std::optional<Located<Number>> batch;
  std::optional<Located<Lapse>> burst;
  Span span;
};

struct AttributeValueSpec {
  Located<Share> chance;  // those of an attribute add up to 100 %
  std::optional<Located<Factor>> repeats;
  std::optional<Located<Factor>> effort;
};

/// `arrival`, `finish`, `STEP.start`, `STEP.finish`, `STEP.agreed`.
struct PointSpec {
  MilestonePoint point = MilestonePoint::arrival;
  Name step;  // where the point is a step's
  Span span;
};
struct MilestoneSpec {
  PointSpec from;  // not `finish`
  PointSpec to;    // not `arrival`
};

/// A role (or `owner`, `client`, a party) in a step, and what it has to do there.
struct ParticipantSpec {
  Name who;
  std::optional<ByTierSpec<Located<Effort>>> effort;  // nothing: the step's
  std::optional<Located<Count>> count;                // > 0
  std::optional<Located<bool>> total;
  std::optional<ByTierSpec<Located<Share>>> chance;
  std::optional<Name> least_level;
  std::vector<Name> skills;
};
/// Alternatives: whoever may first (no shares), or by shares that add up to 100 %.
struct AlternativeSpec {
  Name who;
  std::optional<Located<Share>> share;
};
/// In later rounds, instead: what is not said stays as in the first.
struct LaterSpec {
  std::optional<std::vector<ParticipantSpec>> who;
  std::optional<ByTierSpec<Located<Effort>>> effort;
  std::optional<Located<Lapse>> notice;
};
/// The delay of a step that is nobody's work.
struct DelaySpec {
  bool client_responds = false;  // `client.responds_in`
  std::optional<Lapse> lapse;    // else
  Span span;
};
struct BackToSpec {
  Name step;
  ByTierSpec<Located<Share>> chance;
  std::optional<Located<Share>> falling_by;
  std::optional<Located<Factor>> rework_effort;
  Span span;
};

/// At most one of who, any_of and takes is there; without any the step is nobody's work and takes
/// no time.
struct StepSpec {
  std::optional<std::vector<ParticipantSpec>> who;  // not empty, nobody twice
  std::optional<std::vector<AlternativeSpec>> any_of;
  std::optional<ByTierSpec<Located<Effort>>> effort;  // there where somebody has none of their own
  std::optional<Located<Together>> together;
  std::optional<Located<Lapse>> notice;
  std::optional<LaterSpec> later;
  std::optional<std::vector<Name>> after;  // steps, or `start` alone
  std::optional<DelaySpec> takes;
  std::optional<ByTierSpec<Located<Share>>> chance;
  std::optional<ExpressionSpec> when;
  Map<Located<Share>> choose;  // add up to 100 %
  std::optional<BackToSpec> back_to;
  Map<Located<Share>> supervised_by;
  std::optional<Located<bool>> interruptible;
  std::optional<Located<bool>> restarts;
  std::optional<Located<FixedLapse>> spread;
  std::optional<Name> work_class;  // `class`
  std::optional<Located<bool>> billable;
  std::optional<Name> least_level;
  std::vector<Name> skills;
  Span span;  // of the step's name
};

struct KindSpec {
  std::optional<TitleSpec> title;
  std::optional<Located<bool>> deliverable;
  std::optional<Located<bool>> billable;
  std::optional<Name> work_class;  // `class`
  std::optional<ByTierSpec<Located<Lapse>>> due;
  std::optional<ByTierSpec<Located<Factor>>> weight;
  std::optional<ByTierSpec<Located<Lapse>>> withdraws_after;
  std::optional<ByTierSpec<ArrivalSpec>> arrives;
  std::optional<Located<Factor>> size_exponent;
  std::optional<Name> season;
  Map<Map<AttributeValueSpec>> attributes;
  Map<MilestoneSpec> milestones;
  Map<ByTierSpec<Located<EffortRate>>> follow;  // by role, or `owner`
  std::optional<WinsSpec> wins;
  bool task = false;    // written without `steps`: its only step bears the kind's name
  Map<StepSpec> steps;  // not empty
};

/// What a limit counts apart.
enum class LimitEach : std::uint8_t { account };
/// How many jobs of some kinds there may be.
struct LimitSpec {
  std::vector<Name> of;  // kinds of work; empty: all of them
  std::optional<Located<LimitEach>> each;
  std::optional<Located<Count>> in_progress;  // > 0; at least one of these two
  std::optional<Located<Count>> waiting;
  Span span;
};

}  // namespace suits
