#pragma once

// A compiled scenario: names resolved, graphs checked, teams filled. Built once, immutable, and
// shared by threads; a run reads it and never writes. Figures carry their units; times are
// microseconds inside Duration.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/base/time.hpp"
#include "engine/model/calendar.hpp"
#include "engine/model/career.hpp"
#include "engine/model/contract.hpp"
#include "engine/model/dispatch.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/lapse.hpp"
#include "engine/model/observed.hpp"
#include "engine/model/profile.hpp"
#include "engine/model/relationship.hpp"
#include "engine/model/staffing.hpp"
#include "engine/model/rule.hpp"
#include "engine/random/distribution.hpp"

namespace suits {

/// The reported window and what lies around it; warm_up <= start < end <= cap.
struct Window {
  Instant warm_up;  // the run begins here, empty
  Instant start;    // first reported instant
  Instant end;      // one past the last reported instant
  Instant cap;      // jobs not done by here are censored; calendars cover it

  /// Weeks of 7 days from the start on, the last one perhaps cut short.
  std::size_t weeks() const {
    return static_cast<std::size_t>(((end - start).us + suits::weeks(1).us - 1) /
                                    suits::weeks(1).us);
  }
};

struct Level {
  std::string name;
  double time_factor = 1;  // person's time per nominal effort: 1/speed
  double repeats = 1;      // scales the chance that work done by this level goes back
};

/// A priority class; the first one is served first.
struct WorkClass {
  std::string name;
  bool interrupts = false;  // takes people from interruptible work of the classes after it
};

enum class Keep : std::uint8_t { none, job, account };
enum class Together : std::uint8_t { booked, scan, apart };

/// What somebody must bring along to take a request.
struct Requirement {
  LevelId least_level{};     // the lowest level: none
  std::uint64_t skills = 0;  // a bit per skill of Model::skills
  bool operator==(const Requirement&) const = default;
};

/// Who may cover for a role, beyond its own people.
struct CoverRing {
  RoleId role;
  std::optional<Threshold> after;  // nothing: only for absence or vacancy, and then at once
};

/// How many requests somebody works on at a time.
struct Focus {
  std::uint32_t jobs = 1;  // 0: without a limit
  double cost = 0;         // of two and more at once each takes (1 + cost) times as long
};

enum class RoleSort : std::uint8_t { staff, party, client };

struct Role {
  std::string name;   // as in the scenario
  std::string title;  // for people
  RoleSort sort = RoleSort::staff;
  std::vector<RoleId> superiors;       // direct, in written order
  int height = 0;                      // longest way up to a head of the hierarchy
  bool pool = false;                   // no slots in the teams: anybody of the role serves all
  Keep keep = Keep::job;
  bool hand_back = false;              // off hours give the work back to the queue (keep: none)
  Dispatch dispatch;
  Focus focus;
  Duration switching;                  // effort added where other work interrupts
  std::vector<std::uint32_t> reserve;  // by class: idle people it must leave; empty: none
  std::optional<Threshold> spare_after;  // ring of people of the role without accounts
  std::optional<Threshold> peers_after;  // ring of the role's other people
  std::vector<CoverRing> covered_by;   // in order
  std::optional<Threshold> superior_after;  // each further superior opens after as much again
  double effort = 1;                   // scales every effort asked of the role
  std::optional<double> max_accounts;  // weighted; nothing: no limit
  std::vector<double> account_weight;  // by tier; what one account counts against the limit
  std::vector<bool> serves;            // by tier
  Lapse handover;                      // effort added where work changes hands for an absence [effort]
  std::optional<double> billable_target;  // share of the available hours
  std::optional<OvertimeRule> overtime;
  std::vector<PersonId> people;        // who holds the role, by id
};

/// Leave: an entitlement per year taken in blocks, drawn beforehand and known to everybody.
struct LeaveRule {
  double days_per_year = 0;         // working days
  Distribution block;               // length of one block [working days]
  std::vector<double> season;       // relative weight of the 12 months, January first
};

/// Sickness: spells that nobody knows of until they start.
struct SicknessRule {
  double spells_per_year = 0;
  Distribution length;  // [working days]
};

struct Person {
  std::string name;
  std::vector<RoleId> roles;  // first the main one
  LevelId level{};
  std::uint64_t skills = 0;   // a bit per skill of Model::skills
  Focus focus;
  std::optional<Dispatch> dispatch;  // a rule of their own
  std::vector<std::pair<AccountId, double>> knows;  // share of what there is to know, at the start
  PatternId pattern{};
  Duration weekly_hours;      // contract hours in a standard week
  std::vector<DateRange> away;  // stated in the scenario
  std::optional<LeaveRule> leave;
  std::optional<SicknessRule> sickness;
  Date joins;                 // first day
  Date leaves;                // one past the last day
  double cost = 0;            // [currency/h]
  double rate = 0;            // charge-out [currency/h]
  std::optional<double> max_accounts;  // overrides the role's
  std::vector<RoleId> later_roles;     // taken on by dated changes, by id
  std::optional<std::uint32_t> pool;   // index into staffing.pools: not there until called or hired
  bool successor = false;              // not there at first; see career.hpp
  std::optional<Date> since;           // in their main role; nothing: drawn where it matters
  AccountId client_of = kNone<AccountId>;  // the account whose client this is
  std::uint64_t component = 0;             // names its random streams
};

struct Tier {
  std::string name;
};

/// A place in an account's team: who holds it.
struct Slot {
  RoleId role{};
  std::vector<PersonId> holders;  // empty: vacant
};

struct Fee {
  double retainer_hours = 0;   // sold per month [h]; 0: none
  double retainer_money = 0;   // per month [currency]; 0: none
  std::optional<double> rate;  // [currency/h]; nothing: the rates of the people who worked
  bool project = false;        // hours worked are billed
  std::optional<CarryOver> carries_over;  // of a retainer's hours; nothing: not told by month
};

struct Account {
  std::string name;
  TierId tier{};                 // the agency itself: 0; its kinds of work do not vary by tier
  Distribution size;             // factor on the frequencies; constant where given
  std::vector<Slot> team;        // one per role with slots here, then one of an owner who shares none
  std::optional<std::uint32_t> owner;  // index into team
  std::vector<std::int32_t> slot_of_role;  // by role: index into team, −1: none (a pool, or nobody's)
  PersonId client = kNone<PersonId>;
  PatternId client_pattern{};
  std::optional<Lapse> responds_in;  // how long its client takes over a step with `client_delay`
  std::optional<Fee> fee;
  Instant starts = kDawn, ends = kNever;  // work arrives in between
  std::optional<Date> starts_before;      // it starts on a day drawn from that of `starts` to this one
  std::optional<Contract> contract;
  std::optional<std::uint32_t> pool;      // not there until it is won: index into account_pools
  bool cancel_on_end = false;             // what is under way then is given up
  double wins = 1;                        // below 1 tentative: the chance that it is won
  std::vector<SizeChange> sizes;          // by date
  bool agency = false;
  std::uint64_t component = 0;

  bool tentative() const { return wins < 1; }
};

/// A quantity that may differ by tier; one entry, or one per tier.
template <class T>
class ByTier {
 public:
  ByTier() : items_(1) {}
  explicit ByTier(T every) : items_{std::move(every)} {}
  explicit ByTier(std::vector<T> tiers) : items_(std::move(tiers)) {}
  const T& operator[](TierId t) const { return items_.size() == 1 ? items_[0] : items_[raw(t)]; }
  const std::vector<T>& items() const { return items_; }

 private:
  std::vector<T> items_;
};

/// One party to a step: who is asked, how many, with what effort.
struct Participant {
  /// Alternatives: whoever may first, or by shares. Usually one.
  struct Choice {
    RoleId role{};        // kNone: the account's owner
    double share = 0;     // all zero: whoever may first
  };
  std::vector<Choice> choices;
  std::uint32_t count = 1;
  bool total = false;                          // the effort is shared by the `count` people
  bool common = false;                         // it is the step's: one for all who come together
  ByTier<std::optional<Distribution>> effort;  // [us]; nothing: takes no part at this tier
  ByTier<double> chance{1.0};                  // of taking part
  RequirementId requirement{};                 // 0: nothing
};

/// What a step asks for; a step has one for its first round and one for later rounds.
struct Request {
  std::vector<Participant> participants;  // empty: nobody's work (a delay, or nothing)
  std::optional<Lapse> notice;            // earliest start of an appointment after ready
};

struct Supervision {
  RoleId role{};     // kNone: the account's owner
  double share = 0;  // of the hours done
};

/// A back-edge of the workflow.
struct Rework {
  StepId target{};
  ByTier<double> chance{0.0};      // of the first round
  double falling_by = 0;           // each round multiplies the chance by 1 − this
  double rework_effort = 1;        // scales efforts of the re-opened steps
  std::vector<StepId> reopened;    // target … sender, in topological order
  std::vector<StepId> resets;      // senders inside `reopened` whose counts start anew
};

struct Step {
  std::string name;
  Span span;
  ClassId work_class{};
  Together together = Together::booked;
  bool interruptible = true;
  bool restarts = false;                  // what is interrupted starts from the beginning
  bool billable = true;
  Request first, later;
  std::optional<Lapse> takes;             // a delay instead of people
  bool client_delay = false;              // the client's: on its hours; `responds_in` without `takes`
  ByTier<double> chance{1.0};             // the step is passed over otherwise
  Program when;                           // … or where this does not hold; empty: always
  std::uint32_t parts = 1;                // the effort is cut in so many parts …
  Lapse part_every;                       // … of which each is ready so long after the one before
  std::vector<StepId> predecessors, successors;
  std::vector<double> choose;             // by successor: shares; empty: all of them follow
  std::optional<Rework> back;
  std::vector<Supervision> supervised_by;
  std::uint64_t component = 0;
};

struct AttributeValue {
  std::string name;
  double chance = 0;
  double repeats = 1;  // scales chances of going back
  double effort = 1;
};
/// Something drawn for a job when it arrives.
struct Attribute {
  std::string name;
  std::vector<AttributeValue> values;
};

enum class MilestonePoint : std::uint8_t { arrival, step_start, step_finish, step_agreed, finish };
struct Milestone {
  std::string name;
  MilestonePoint from = MilestonePoint::arrival, to = MilestonePoint::finish;
  StepId from_step{}, to_step{};
};

/// Hours a role spends on each running job.
struct Follow {
  RoleId role{};                 // kNone: the account's owner
  ByTier<double> effort{0.0};    // [us per working week]
  KindId kind{};                 // the background kind its items are counted under
};

struct Kind {
  std::string name;
  std::string title;
  Span span;
  bool deliverable = false;
  bool billable = true;
  bool background = false;
  ByTier<std::optional<Lapse>> due;
  ByTier<std::uint32_t> weight{1000};  // thousandths; for weighted dispatch rules
  // A job none of whose steps has begun by then is withdrawn; on the client's hours.
  ByTier<std::optional<Lapse>> withdraws_after;
  std::vector<Step> steps;         // topological order
  std::vector<StepId> entries;     // without predecessors
  std::vector<Attribute> attributes;
  std::vector<Milestone> milestones;
  std::vector<Follow> follow;
  std::optional<KindId> supervision;  // the background kind of its supervision items
  std::optional<Wins> wins;
  std::uint64_t component = 0;
};

/// When jobs of a kind arrive on an account.
struct Stream {
  enum class Form : std::uint8_t { rate, gaps, regular, dates, population };
  AccountId account{};
  KindId kind{};
  Form form = Form::rate;
  // rate: a renewal process in operational time, whose mean per calendar month is kept
  double per_year = 0, per_month = 0, per_week = 0, per_day = 0;  // elapsed units; one is set
  double per_working_day = 0, per_hour = 0, per_working_hour = 0;
  Distribution gap;                 // mean 1 in operational time; exponential: Poisson
  std::vector<double> season;       // 12 factors, mean 1 over a year; empty: none
  std::optional<Profile> profile;
  double size_exponent = 1;
  bool any_time = false;            // else during the client's hours
  // gaps: intervals between arrivals on a clock
  std::optional<Lapse> interval;
  // regular
  Lapse every;
  std::optional<int> weekday;       // 0 = Monday
  std::optional<int> month_day;     // 1 … 28
  std::optional<Duration> at;       // time of day; nothing: drawn, within the hours
  // dates
  std::vector<Instant> dates;
  // population: so many jobs from the beginning, each replaced as it finishes or is given up
  std::uint32_t population = 0;
  // batches
  std::optional<Distribution> batch;  // jobs per arrival; nothing: one
  std::optional<Lapse> burst;         // a batch's jobs spread evenly at random over this
  std::uint64_t component = 0;
};

/// How many jobs there may be: of its kinds, what arrives by a stream beyond it is turned away.
struct Limit {
  std::vector<bool> kinds;    // by KindId: counted, and turned away
  bool each_account = false;  // counted on every account apart
  std::optional<std::uint32_t> in_progress;  // arrived, and neither finished nor given up
  std::optional<std::uint32_t> waiting;      // of these, those none of whose steps has begun
};

/// Recurring work of people themselves: one item a week, due the next.
struct Background {
  enum class Per : std::uint8_t { person, report, role };
  KindId kind{};
  Per per = Per::person;
  std::vector<RoleId> roles;  // whose people; for `role`, one item for each of these roles
  double effort = 0;          // [us per working week]
  bool daily = false;         // items come each working day instead, due the next
};

/// How well people know accounts, and what it does: whoever knows a share k of one (learning.hpp)
/// takes (1 + extra·(1 − k)) times the nominal effort, and their work goes back (1 + repeats·(1 − k))
/// times as often.
struct Familiarity {
  double extra = 0;
  double repeats = 0;
  Duration learns_in = hours(40);        // hours of work
  Duration forgets_in{kNever.us};          // elapsed; kNever: nothing is forgotten
  double team = 1;                       // what an account's team knows at the start
  double others = 0;                     // … and everybody else
};

/// Whoever joins knows nothing of the trade, and takes (1 + extra·(1 − k)) times as long.
struct Newcomers {
  double extra = 0;
  Duration learns_in = hours(300);
};

struct Model {
  std::string name;
  std::string currency;
  Window window{};
  Duration standard_day;      // working time of the agency's ordinary day
  Duration standard_week;
  bool in_order = false;      // one line of all requests, whose head blocks
  Hours always;               // a clock that never stops, over the whole calendar
  IdVector<PatternId, Hours> patterns;
  IdVector<LevelId, Level> levels;
  std::vector<std::string> skills;                      // at most 64
  IdVector<RequirementId, Requirement> requirements{1};  // 0: nothing
  IdVector<TierId, Tier> tiers;
  IdVector<ClassId, WorkClass> classes;
  IdVector<RoleId, Role> roles;
  std::vector<RoleId> match_order;  // lowest in the hierarchy first; parties and clients last
  IdVector<PersonId, Person> people;
  IdVector<AccountId, Account> accounts;
  IdVector<KindId, Kind> kinds;
  IdVector<StreamId, Stream> streams;
  std::vector<Limit> limits;
  std::vector<Background> background;
  std::optional<Familiarity> familiarity;
  std::optional<Newcomers> newcomers;
  std::optional<Relationship> relationship;
  Staffing staffing;
  std::optional<Careers> careers;
  RuleBook rulebook;
  std::vector<AccountPool> account_pools;  // by name of the kind
  // By account and place in its team: what a holder has to do there [h/week], where accounts are won.
  IdVector<AccountId, std::vector<double>> place_loads;
  bool by_month = false;                 // hours and money of accounts are told by month
  std::vector<ObservedFigure> observed;  // in the order of the text
  std::vector<std::string> text_names;   // of the texts besides the scenario's own: see Span
  std::string remarks;                // the scenario's own notes, for people
  std::vector<std::string> defaults;  // what was applied without being written, in words
  std::vector<std::string> notes;     // vacant slots and the like, in words

  const Hours& agency() const { return patterns[PatternId{0}]; }
  /// Whether somebody of a level with these skills may take such a request.
  bool meets(RequirementId requirement, LevelId level, std::uint64_t own_skills) const {
    const Requirement& r = requirements[requirement];
    return level >= r.least_level && (r.skills & ~own_skills) == 0;
  }
  /// The id of a requirement, made where there is none like it yet.
  RequirementId requirement(const Requirement& wanted) {
    for (RequirementId r : ids(requirements)) {
      if (requirements[r] == wanted) return r;
    }
    return requirements.push_back(wanted);
  }
};

}  // namespace suits
