#pragma once

// The scenario as it was written: the plain typed tree that the text is read into. Names are not
// resolved and nothing is filled in: an empty optional is a key that was not written. Whatever can
// be judged from one value alone has been judged (units, ranges, forms that exclude each other);
// whatever takes two places to judge has not.

#include <array>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/scenario/calendar_spec.hpp"
#include "engine/scenario/career_spec.hpp"
#include "engine/scenario/contract_spec.hpp"
#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"
#include "engine/scenario/relationship_spec.hpp"
#include "engine/scenario/staffing_spec.hpp"
#include "engine/scenario/rule_spec.hpp"
#include "engine/scenario/what_if_spec.hpp"
#include "engine/scenario/work_spec.hpp"

namespace suits {

/// How several people come together; `in_order` makes one line of all requests.
enum class TogetherRule : std::uint8_t { booked, scan, apart, in_order };

struct TimeSpec {
  Located<Moment> start;
  Located<FixedLapse> run;  // > 0
  std::optional<Located<WarmUpLength>> warm_up;
  std::optional<Located<FixedLapse>> cap;
};

struct LevelSpec {
  std::optional<Located<Factor>> speed;  // > 0
  std::optional<Located<Factor>> repeats;
};
struct ClassSpec {
  Name name;
  std::optional<Located<bool>> interrupts;
};
/// Twelve weights as written, January first; at least one is positive.
struct SeasonSpec {
  std::array<double, 12> months{};
  Span span;
};
struct LeaveSpec {
  Located<FixedWorkingDays> entitlement;  // per year
  Located<WorkingDays> block;             // mean > 0
  std::optional<Name> season;
};
struct SicknessSpec {
  Located<Rate> spells;
  Located<WorkingDays> length;  // mean > 0
};

enum class TeamForm : std::uint8_t { slot, pool };
enum class HoursEnd : std::uint8_t { keep, hand_back };
struct OwnershipSpec {
  std::optional<Located<Factor>> max;
  std::optional<std::vector<Name>> serves;  // tiers
  Map<Located<Factor>> weight;              // by tier; need not name every one
};
struct CoverSpec {
  Name role;
  std::optional<Located<Threshold>> after;
};
/// How many requests somebody works on at a time.
struct FocusSpec {
  std::optional<Located<FocusCount>> jobs;
  std::optional<Located<Share>> cost;
};
/// What somebody takes next: a rule, a mapping that says more, or kinds of work in order.
struct DispatchSpec {
  std::optional<Located<DispatchRule>> rule;
  std::optional<Located<bool>> known;
  std::optional<Located<Factor>> lookahead;
  std::optional<std::vector<Name>> kinds;
  std::optional<ExpressionSpec> by;
  Span span;
};

struct RoleSpec {
  std::optional<TitleSpec> title;
  std::optional<std::vector<Name>> reports_to;
  std::optional<Located<TeamForm>> team;
  std::optional<Located<Keep>> keep;
  std::optional<Located<HoursEnd>> hours_end;
  std::optional<OwnershipSpec> accounts;
  std::optional<Located<Threshold>> spare_after;
  std::optional<Located<Threshold>> peers_after;
  std::vector<CoverSpec> covered_by;
  std::optional<Located<Threshold>> superior_after;
  std::optional<Located<Effort>> handover;
  std::optional<Located<Effort>> switching;
  std::optional<FocusSpec> focus;
  Map<Located<Count>> reserve;  // by class
  std::optional<OvertimeSpec> overtime;
  std::optional<Located<Factor>> effort;
  std::optional<Name> hours;  // a pattern, or `agency`
  std::optional<OrNone<LeaveSpec>> leave;
  std::optional<OrNone<SicknessSpec>> sickness;
  std::optional<ByLevelSpec<HourlyMoney>> cost;
  std::optional<ByLevelSpec<HourlyMoney>> rate;
  std::optional<Located<Share>> billable_target;
};

/// One level for everybody, or so many people of each.
struct LevelMixSpec {
  std::optional<Name> one;
  Map<Located<Count>> counts;
  Span span;
};
struct PersonOwnershipSpec {
  Located<Factor> max;
};
/// One person by name, or `count` people of a role.
struct PersonSpec {
  std::optional<Name> name;
  std::optional<Located<Count>> count;  // exactly one of name and count; > 0
  std::vector<Name> role;               // not empty, none twice; first the main one
  std::optional<LevelMixSpec> level;    // the counts add up to `count`
  std::vector<Name> skills;
  std::optional<FocusSpec> focus;
  std::optional<DispatchSpec> dispatch;
  Map<Located<Share>> knows;            // by account
  std::optional<Located<HourlyMoney>> cost;
  std::optional<Located<HourlyMoney>> rate;
  std::optional<Name> hours;
  std::optional<Located<Share>> share;  // > 0
  std::vector<Located<DateRange>> away;
  std::optional<Located<Date>> joins;   // first day
  std::optional<Located<Date>> leaves;  // last day, as written
  std::optional<Located<Date>> since;   // in the role
  std::optional<PersonOwnershipSpec> accounts;
  std::optional<OrNone<LeaveSpec>> leave;
  std::optional<OrNone<SicknessSpec>> sickness;
  Span span;
};

/// People who are not there at first: on call (with `stay`), or to be hired.
struct PoolSpec {
  Name role;
  Located<Count> max;  // > 0
  std::optional<Name> level;
  std::vector<Name> skills;
  std::optional<Located<HourlyMoney>> cost;
  std::optional<Located<HourlyMoney>> rate;
  std::optional<Name> hours;
  std::optional<Located<Share>> share;       // > 0
  std::optional<Located<FixedLapse>> lead;
  std::optional<Located<FixedLapse>> stay;
  std::optional<Located<Threshold>> after;   // with `stay`
};

struct PartySpec {
  std::optional<TitleSpec> title;
  Located<Count> capacity;  // > 0
  std::optional<Name> hours;
  std::optional<Located<Keep>> keep;
  std::optional<Located<HourlyMoney>> cost;
  std::optional<Located<HourlyMoney>> rate;
  std::optional<OrNone<LeaveSpec>> leave;
  std::optional<OrNone<SicknessSpec>> sickness;
};
struct ClientSpec {
  std::optional<ByTierSpec<Located<Lapse>>> responds_in;
  std::optional<Name> hours;
};
struct PartiesSpec {
  std::optional<ClientSpec> client;
  Map<PartySpec> others;
};

/// What one tier or account says of its client.
struct OwnClientSpec {
  std::optional<Located<Lapse>> responds_in;
  std::optional<Name> hours;
};
struct FeeSpec {
  std::optional<Located<std::variant<EffortRate, MonthlyMoney>>> retainer;  // hours sold, or a sum
  std::optional<Located<HourlyMoney>> rate;
  std::optional<Located<bool>> project;  // either this is `yes` or there is a retainer
  std::optional<Located<CarryOver>> carries_over;  // of a retainer in hours
  Span span;
};
struct TierFeeSpec : FeeSpec {
  std::optional<Located<Share>> share;  // of the tier's accounts; with a retainer
};
/// Who owns an account: of a tier, a role; several by shares that add up to 100 %.
struct OwnerSpec {
  Name role;
  std::optional<Name> least_level;
  std::optional<Located<Share>> share;  // where there are several
};
struct TierSpec {
  std::optional<Located<Number>> size;
  std::optional<Map<Located<Count>>> team;  // slots by role
  std::vector<OwnerSpec> owner;
  Map<ArrivalSpec> work;
  std::optional<TierFeeSpec> fee;
  std::optional<OwnClientSpec> client;
  std::optional<Located<Health>> health;
  std::optional<ContractSpec> contract;
};
/// One account by name, or `count` accounts of a tier.
struct AccountSpec {
  std::optional<Name> name;
  std::optional<Located<Count>> count;  // exactly one of name and count; > 0
  std::optional<Name> like;  // another account, whose tier, size, work … it has
  std::optional<Located<Share>> give_or_take;  // of its size; with `like`
  std::optional<Name> tier;
  std::optional<Located<Number>> size;
  Map<std::vector<Name>> team;  // people by role
  std::optional<Name> owner;    // a person
  Map<ArrivalSpec> work;
  std::optional<FeeSpec> fee;
  std::optional<OwnClientSpec> client;
  std::optional<ContractSpec> contract;
  std::optional<Located<DateOrMonth>> starts;  // first day
  std::optional<Located<Date>> ends;           // last day, as written
  std::optional<Located<OnEnd>> on_end;
  std::optional<Located<Share>> wins;
  std::optional<Located<Health>> health;
  Span span;
};
struct AgencySpec {
  Map<ArrivalSpec> work;
};

/// Recurring work of people themselves.
struct BackgroundSpec {
  enum class Whose : std::uint8_t { person, report, role };
  enum class Each : std::uint8_t { week, working_day };
  std::optional<TitleSpec> title;
  bool everyone = false;  // `who: everyone`
  std::vector<Name> who;  // else roles
  Located<Whose> per;
  Located<EffortRate> effort;
  std::optional<Located<Each>> each;
  std::optional<Name> work_class;
  std::optional<Located<bool>> billable;
};

/// See Familiarity and Newcomers of the model.
struct FamiliaritySpec {
  std::optional<Located<Factor>> extra;
  std::optional<Located<Factor>> repeats;
  std::optional<Located<FixedEffort>> learns_in;    // > 0
  std::optional<Located<FixedLapse>> forgets_in;    // > 0, elapsed
  std::optional<Located<Share>> team;
  std::optional<Located<Share>> others;
};
struct NewcomersSpec {
  Located<Factor> extra;
  std::optional<Located<FixedEffort>> learns_in;  // > 0
};

struct ScenarioSpec {
  Located<Count> suits;  // 1
  Name name;
  std::optional<Name> notes;
  std::optional<Name> currency;
  TimeSpec time;
  std::optional<Located<TogetherRule>> together;
  std::optional<Located<Keep>> keep;
  CalendarSpec calendar;
  Map<LevelSpec> levels;           // lowest first; empty: not written
  std::vector<ClassSpec> classes;  // most urgent first; empty: not written
  Map<SeasonSpec> seasons;
  Map<DispatchSpec> dispatch;           // by role, and `default`
  std::optional<FamiliaritySpec> familiarity;
  std::optional<NewcomersSpec> newcomers;
  std::optional<RelationshipSpec> relationship;
  std::optional<OrNone<LeaveSpec>> leave;
  std::optional<OrNone<SicknessSpec>> sickness;
  Map<RoleSpec> roles;
  std::vector<PersonSpec> people;
  PartiesSpec parties;
  Map<TierSpec> tiers;  // empty: not written, and by-tier maps name the one tier `account`
  std::vector<AccountSpec> accounts;
  AgencySpec agency;
  Map<KindSpec> work;
  Map<BackgroundSpec> background;
  std::vector<ChangeSpec> changes;
  Map<PoolSpec> pools;
  std::optional<CareersSpec> careers;
  InHandListSpec in_hand;
  std::vector<LimitSpec> limits;
  std::vector<RuleSpec> rules;
  Map<Located<ObservedAmount>> observed;  // by measure
  WhatIfsSpec what_if;
  std::vector<std::string> file_notes;  // what is left out of files that it names
  // Done with before the scenario is read: see whole_document.hpp.
  std::optional<Name> extends;
  std::vector<PathSpec> remove;
};

}  // namespace suits
