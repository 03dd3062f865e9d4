#pragma once

// What the parts of the compiler share: the tree they read, the model they fill, the names that
// are known so far. Each part fills its own vectors of the model; compile.cpp calls them in order.

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/base/id.hpp"
#include "engine/model/model.hpp"
#include "engine/model/natural_order.hpp"
#include "engine/scenario/spec.hpp"

namespace suits {

/// "did you mean 'x'?", or the first few names that are known, or "".
std::string hint_of(const std::string& name, const std::vector<std::string>& known);

/// The names of one sort of thing.
template <StrongId Id>
class NameTable {
 public:
  /// `what` is the sort as messages call it: "role".
  explicit NameTable(std::string what) : what_(std::move(what)) {}

  void add(const std::string& name, Id id) { ids_.emplace(name, id); }
  std::optional<Id> find(const std::string& name) const {
    const auto it = ids_.find(name);
    return it == ids_.end() ? std::nullopt : std::optional<Id>(it->second);
  }
  std::vector<std::string> names() const {
    std::vector<std::string> known;
    for (const auto& [text, id] : ids_) known.push_back(text);
    return known;
  }
  /// The id, or nothing and "there is no role `x`" with the nearest name as a hint.
  std::optional<Id> resolve(const Name& name, Diagnostics& diagnostics) const {
    if (const auto id = find(name.text)) return id;
    if (!refused_.insert(name.span.begin).second) return std::nullopt;  // once is enough
    diagnostics.add(name.span, fmt::format("there is no {} '{}'", what_, name.text),
                    hint_of(name.text, names()));
    return std::nullopt;
  }

 private:
  std::string what_;
  std::map<std::string, Id> ids_;
  mutable std::set<std::size_t> refused_;  // places of names that were not known
};

/// Slots of an account that are still to be filled.
struct TeamPlan {
  struct Places {
    RoleId role{};
    std::uint32_t count = 0;       // in all
    std::vector<PersonId> stated;  // named in the scenario
    Span span;
  };
  std::vector<Places> slots;           // by role, ascending
  std::optional<PersonId> owner;       // named
  std::optional<RoleId> owner_role;    // else of this role …
  std::optional<LevelId> owner_level;  // … and at least this level
  Span owner_span;
};

struct Compilation {
  Compilation(const ScenarioSpec& s, Diagnostics& d) : spec(s), diagnostics(d) {}

  const ScenarioSpec& spec;
  Diagnostics& diagnostics;
  Model model;

  NameTable<PatternId> patterns{"calendar pattern"};
  NameTable<LevelId> levels{"level"};
  NameTable<TierId> tiers{"tier"};
  NameTable<ClassId> classes{"class"};
  NameTable<RoleId> roles{"role"};
  NameTable<PersonId> people{"person"};
  NameTable<KindId> kinds{"kind of work"};
  std::map<std::string, std::vector<double>> seasons;  // 12 factors, mean 1
  using Changes = std::map<std::string, std::vector<const ChangeSpec*>>;
  Changes person_changes, account_changes;  // by name, each by date

  std::vector<HoursRule> rules;  // by PatternId; laid out over the calendar at the end
  std::vector<std::vector<HoursSection>> later_rules;  // … and what holds from later dates on
  Date calendar_from, calendar_to;
  std::deque<PersonSpec> pool_specs;  // what is said of a pool's people, as of one person
  std::deque<AccountSpec> account_drafts;  // accounts `like` others, and those to be won, written out
  IdVector<RoleId, Span> role_spans;
  IdVector<PersonId, Span> person_spans;
  std::map<RoleId, const RoleSpec*> role_specs;        // of the department
  IdVector<PersonId, const PersonSpec*> person_specs;  // null: a server of a party
  IdVector<AccountId, Span> account_spans;
  IdVector<AccountId, TeamPlan> plans;
  IdVector<AccountId, const AccountSpec*> account_specs;  // null: the agency itself
  IdVector<TierId, const TierSpec*> tier_specs;           // null: the tier is not written
  std::set<std::string> account_names;
  std::set<std::string> stated_people;    // by name, whatever else is wrong with them
  std::set<std::size_t> seasons_refused;  // places of unknown seasons, said once
  IdVector<KindId, Span> varies;          // where a kind of work says something by tier
  std::vector<Span> background_spans;     // by index into model.background
  ClassId default_class{};
  LevelId default_level{};
  LevelId party_level{};  // of parties and clients: does a nominal hour in an hour

  void error(Span span, std::string message, std::string hint = "") {
    diagnostics.add(span, std::move(message), std::move(hint));
  }
  void defaulted(std::string what) { model.defaults.push_back(std::move(what)); }
};

/// The indices of `items` in the natural order of their names.
template <class Items, class NameOf>
std::vector<std::size_t> by_name(const Items& items, NameOf name_of) {
  std::vector<std::size_t> order(items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return natural_less(name_of(items[a]), name_of(items[b]));
  });
  return order;
}
template <class T>
std::vector<std::size_t> by_name(const Map<T>& entries) {
  return by_name(entries, [](const Entry<T>& e) -> const std::string& { return e.name.text; });
}

/// A quantity by tier, each value turned by `make`; a value that is `none` stays empty.
template <class To, class From, class Make>
ByTier<To> by_tier(const Compilation& c, const ByTierSpec<From>& spec, To none, Make make) {
  if (!spec.varies) return ByTier<To>(spec.every ? To(make(*spec.every)) : none);
  std::vector<To> values;
  for (const Tier& tier : c.model.tiers) {
    const auto& value = spec.at(tier.name);
    values.push_back(value ? To(make(*value)) : none);
  }
  return ByTier<To>(std::move(values));
}

/// The twelve factors of a season; nothing, and a diagnostic (once), where there is no such season.
std::vector<double> season_of(Compilation& c, const Name& name);
/// A name for people: the title's text, its English, its first translation, or the name itself
/// with blanks for underscores.
std::string title_of(const std::optional<TitleSpec>& title, const std::string& name);
/// The bit of a skill; 0, and a diagnostic, where it is one too many.
std::uint64_t skill_bit(Compilation& c, const Name& name);
/// Money per hour of somebody of a role and level: their own, else the role's for the level; a role
/// that does not name the level is an error that names the line on which somebody has it.
double hourly(Compilation& c, const std::optional<Located<HourlyMoney>>& own,
              const std::optional<ByLevelSpec<HourlyMoney>>& role, LevelId level, Span span,
              const char* what);
/// Contract hours in a week of these hours.
Duration weekly_hours(const HoursRule& rule);
/// Working days in the agency's ordinary week, 5 where it never closes.
double days_per_week(const Compilation& c);
/// [us per working week]; an elapsed week stands for a working one.
double per_working_week(const Compilation& c, const EffortRate& rate);
/// The 64-bit name of a component: parts joined by a character that names hardly hold.
std::uint64_t component(std::initializer_list<std::string_view> parts);

HoursRule hours_rule(const HoursSpec& spec);
/// A pattern's hours over the dates, its changes included.
Hours lay_out(const Compilation& c, PatternId pattern, Date from, Date to);
/// Sorts the dated changes, and adds those of the calendar to the rules of its patterns.
void change_calendar(Compilation& c);
/// Hours of a person from a date on: a pattern, and the share of its days in millionths.
struct HoursFrom {
  Date from;
  PatternId base{};
  std::uint32_t share = 0;
  auto operator<=>(const HoursFrom&) const = default;
};
/// A person's hours from the first ones on, with the changes that name them, by date.
std::vector<HoursFrom> hours_of(const Compilation& c, const std::string& person, HoursFrom first);
/// The pattern of such hours: a known one where they never change and are whole, else a new one.
PatternId hours_pattern(Compilation& c, const std::vector<HoursFrom>& hours);
/// The dated factors on an account's frequencies.
std::vector<SizeChange> size_changes(const Compilation& c, const std::string& account);
/// A note where a date lies years before or after the run: a slip of the pen, as like as not.
void doubt_year(Compilation& c, Date date, Span span, std::string_view what);
/// Whether an instant lies in the run, from its begin to its cap; else an error at `span` that says
/// "WHAT: the run ends on …". `written` is the date that the user wrote for it.
bool in_run(Compilation& c, Date written, Instant t, Span span, std::string_view what);
/// The rule of a pattern that is in force on a date.
const HoursRule& rule_on(const Compilation& c, PatternId pattern, Date date);

// The parts, in the order in which they are called.
void compile_calendar(Compilation& c);    // window, rules of patterns, seasons
void compile_levels(Compilation& c);      // levels, classes, tiers
void compile_dispatch(Compilation& c);    // what is taken next; familiarity, newcomers
void compile_roles(Compilation& c);       // roles, parties, the client; hierarchy
void compile_people(Compilation& c);      // people, servers
void compile_accounts(Compilation& c);    // accounts, their clients, team plans
void compile_shares(Compilation& c);      // owners and fees by shares of a tier's accounts
void compile_kinds(Compilation& c);       // kinds and their steps
void compile_contracts(Compilation& c);   // contracts with their renewals
void compile_streams(Compilation& c);     // arrivals
void compile_background(Compilation& c);  // background work, supervision, follow-up
void compile_work_limits(Compilation& c);  // how many jobs there may be
void compile_relationship(Compilation& c);  // the health of accounts, and how they are lost
void compile_teams(Compilation& c);       // owners, slots
void compile_changes(Compilation& c);     // dated changes of people and accounts
void compile_in_hand(Compilation& c);     // work in hand
void compile_rules(Compilation& c);       // rules, conditions of steps
/// The account with what it has from the one that it is `like`; null, and a diagnostic, where there is
/// no such account. Valid as long as the compilation.
const AccountSpec* written_out(Compilation& c, const AccountSpec& spec);
/// The account that a stated one is `like`, written out itself; null: none.
const AccountSpec* like_of(Compilation& c, const AccountSpec& spec);
/// Its size: that of `like`, or more or less.
Distribution give_or_take(Compilation& c, const AccountSpec& spec, const Distribution& size);
/// What a kind of work wins: of compile_kinds, once all kinds are known.
void compile_wins(Compilation& c);
bool check_limits(Compilation& c);        // of compile_teams: whether stated teams keep to limits
void check_model(Compilation& c);         // what can never be done
void check_never_begun(Compilation& c);   // … of steps that somebody may do
void compile_careers(Compilation& c);     // posts, and who may come in the run: after all others
/// By KindId: the accounts on which jobs of the kind arrive, are in hand or are started by rules.
std::vector<std::vector<AccountId>> arriving_accounts(const Model& model);

}  // namespace suits
