// What changes on dates: hours of the calendar and of people, which are laid out beforehand; roles,
// levels and teams, which change while a run goes on.

#include <algorithm>
#include <iterator>
#include <tuple>

#include "engine/model/place_text.hpp"
#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr std::uint32_t kWholeDay = 1'000'000;  // shares in millionths

HoursRule part_of(const HoursRule& rule, std::uint32_t share) {
  if (share >= kWholeDay) return rule;
  HoursRule whole = rule;
  if (whole.always) {
    whole.always = false;
    for (auto& spans : whole.weekday) spans = {{Duration{}, days(1)}};
  }
  return whole.shortened(share / static_cast<double>(kWholeDay));
}

constexpr std::size_t kMostChanges = 1000;

const std::vector<const ChangeSpec*>& changes_of(const Compilation::Changes& changes,
                                                 const std::string& name) {
  static const std::vector<const ChangeSpec*> none;
  const auto it = changes.find(name);
  return it == changes.end() ? none : it->second;
}

/// One thing changes at most once a day.
class Twice {
 public:
  explicit Twice(Compilation& c) : c_(c) {}
  void look(const ChangeSpec& change, const Name& subject, const std::string& what, Span span) {
    if (seen_.insert({change.at.value, subject.text, what}).second) return;
    c_.error(span, fmt::format("the {} of {} changes twice on {}", what, subject.text,
                               to_string(change.at.value)));
  }

 private:
  Compilation& c_;
  std::set<std::tuple<Date, std::string, std::string>> seen_;
};

}  // namespace

HoursRule hours_rule(const HoursSpec& spec) {
  HoursRule rule;
  rule.always = spec.always;
  rule.weekday = spec.weekday;
  return rule;
}

Hours lay_out(const Compilation& c, PatternId pattern, Date from, Date to) {
  return Hours(c.rules[raw(pattern)], from, to, c.later_rules[raw(pattern)]);
}

const HoursRule& rule_on(const Compilation& c, PatternId pattern, Date date) {
  const HoursRule* rule = &c.rules[raw(pattern)];
  for (const HoursSection& section : c.later_rules[raw(pattern)]) {
    if (section.from <= date) rule = &section.rule;
  }
  return *rule;
}

void change_calendar(Compilation& c) {
  if (c.spec.changes.size() > kMostChanges) {
    c.error(c.spec.changes[kMostChanges].span, fmt::format("more than {} changes", kMostChanges));
  }
  for (const ChangeSpec& change : c.spec.changes) {
    if (change.person) c.person_changes[change.person->text].push_back(&change);
    if (change.account) c.account_changes[change.account->text].push_back(&change);
  }
  for (auto* changes : {&c.person_changes, &c.account_changes}) {
    for (auto& [name, list] : *changes) {
      std::stable_sort(list.begin(), list.end(), [](const ChangeSpec* a, const ChangeSpec* b) {
        return a->at.value < b->at.value;
      });
    }
  }
  Twice twice(c);
  for (const ChangeSpec& change : c.spec.changes) {
    if (!change.calendar) continue;
    const auto pattern = c.patterns.resolve(*change.calendar, c.diagnostics);
    if (!pattern) continue;
    twice.look(change, *change.calendar, "hours", change.hours->span);
    HoursRule rule = hours_rule(*change.hours->hours);
    rule.holidays = c.rules[raw(*pattern)].holidays;
    c.later_rules[raw(*pattern)].push_back({change.at.value, std::move(rule)});
  }
  for (auto& sections : c.later_rules) {
    std::sort(sections.begin(), sections.end(),
              [](const HoursSection& a, const HoursSection& b) { return a.from < b.from; });
  }
}

std::vector<HoursFrom> hours_of(const Compilation& c, const std::string& person, HoursFrom first) {
  std::vector<HoursFrom> result{first};
  for (const ChangeSpec* change : changes_of(c.person_changes, person)) {
    if (!change->hours && !change->share) continue;
    HoursFrom next = result.back();
    next.from = change->at.value;
    if (change->hours) {
      next.base = c.patterns.resolve(*change->hours->pattern, c.diagnostics).value_or(next.base);
    }
    if (change->share) {
      next.share =
          std::max(1u, static_cast<std::uint32_t>(change->share->value.value * kWholeDay + 0.5));
    }
    result.push_back(next);
  }
  return result;
}

PatternId hours_pattern(Compilation& c, const std::vector<HoursFrom>& hours) {
  if (hours.size() == 1 && hours[0].share >= kWholeDay) return hours[0].base;
  std::set<Date> dates;  // on which something changes
  for (std::size_t i = 0; i < hours.size(); ++i) {
    if (i > 0) dates.insert(hours[i].from);
    for (const HoursSection& section : c.later_rules[raw(hours[i].base)]) {
      const bool within = (i == 0 || section.from >= hours[i].from) &&
                          (i + 1 == hours.size() || section.from < hours[i + 1].from);
      if (within) dates.insert(section.from);
    }
  }
  std::vector<HoursSection> later;
  for (const Date date : dates) {
    const auto now = std::prev(std::find_if(hours.begin() + 1, hours.end(),
                                            [date](const HoursFrom& h) { return h.from > date; }));
    later.push_back({date, part_of(rule_on(c, now->base, date), now->share)});
  }
  c.rules.push_back(part_of(c.rules[raw(hours[0].base)], hours[0].share));
  c.later_rules.push_back(std::move(later));
  return static_cast<PatternId>(c.rules.size() - 1);
}

namespace {

class ChangeCompiler {
 public:
  explicit ChangeCompiler(Compilation& c) : c_(c), twice_(c) {}

  void run() {
    for (const AccountId a : ids(c_.model.accounts)) {
      if (!c_.model.accounts[a].agency) accounts_.emplace(c_.model.accounts[a].name, a);
    }
    for (const auto& [name, changes] : c_.person_changes) person(changes);
    for (const auto& [name, changes] : c_.account_changes) account(changes);
    auto& all = c_.model.staffing.changes;
    std::sort(all.begin(), all.end(), [](const DatedChange& a, const DatedChange& b) {
      return std::tuple(a.at, a.person, a.account) < std::tuple(b.at, b.person, b.account);
    });
  }

 private:
  /// What comes to pass in the run, and not beforehand, needs a date after its beginning.
  bool in_run(const ChangeSpec& change, const char* instead) {
    if (midnight(change.at.value) > c_.model.window.warm_up) return true;
    c_.error(change.at.span,
             fmt::format("the run begins on {}: this is no change in it",
                         to_string(date_of(c_.model.window.warm_up))),
             instead);
    return false;
  }

  void person(const std::vector<const ChangeSpec*>& changes) {
    const Name& name = *changes[0]->person;
    const auto p = c_.people.find(name.text);
    if (!p) {
      // Somebody with a mistake of their own is not missing.
      if (c_.stated_people.count(name.text) == 0) c_.people.resolve(name, c_.diagnostics);
      return;
    }
    Person& person = c_.model.people[*p];
    if (person.pool) {
      return c_.error(name.span, fmt::format("'{}' is of a pool, and as the pool says", name.text));
    }
    if (c_.model.roles[person.roles[0]].sort != RoleSort::staff) {
      return c_.error(name.span, fmt::format("'{}' is outside the department", name.text));
    }
    DatedChange now;
    now.person = *p;
    std::vector<RoleId> roles = person.roles;
    LevelId level = person.level;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const ChangeSpec& change = *changes[i];
      const auto once = [&](const char* what, Span span) { twice_.look(change, name, what, span); };
      if (change.hours) once("hours", change.hours->span);
      if (change.share) once("share", change.share->span);
      if (change.role && !change.role->empty()) {
        once("role", change.role->front().span);
        if (!in_run(change, "write the role at the person")) return;
        roles = roles_of(*change.role);
        if (roles.empty()) return;
        now.roles = roles;
      }
      if (change.level) {
        once("level", change.level->span);
        if (!in_run(change, "write the level at the person")) return;
        const auto found = c_.levels.resolve(*change.level, c_.diagnostics);
        if (!found) return;
        now.level = level = *found;
      }
      // All of one date is one change.
      if (i + 1 < changes.size() && changes[i + 1]->at.value == change.at.value) continue;
      now.at = change.at.value;
      if (midnight(now.at) > c_.model.window.warm_up) {
        const RoleSpec& role = *c_.role_specs[roles[0]];
        const PersonSpec& spec = *c_.person_specs[*p];
        now.weekly_hours = weekly_hours(rule_on(c_, person.pattern, now.at));
        now.cost = hourly(c_, spec.cost, role.cost, level, change.span, "cost");
        now.rate = hourly(c_, spec.rate, role.rate, level, change.span, "rate");
        for (const RoleId r : now.roles) {
          if (std::count(person.roles.begin(), person.roles.end(), r) == 0) {
            person.later_roles.push_back(r);
          }
        }
        c_.model.staffing.changes.push_back(now);
      }
      now.roles.clear();
      now.level.reset();
    }
    auto& later = person.later_roles;
    std::sort(later.begin(), later.end());
    later.erase(std::unique(later.begin(), later.end()), later.end());
  }

  std::vector<RoleId> roles_of(const std::vector<Name>& names) {
    std::vector<RoleId> roles;
    for (const Name& name : names) {
      const auto role = c_.roles.resolve(name, c_.diagnostics);
      if (!role) return {};
      if (c_.model.roles[*role].sort != RoleSort::staff) {
        c_.error(name.span,
                 fmt::format("'{}' is a party, not a role of the department", name.text));
        return {};
      }
      if (std::count(roles.begin(), roles.end(), *role) == 0) roles.push_back(*role);
    }
    return roles;
  }

  /// The roles that a person has on a date, changes of that date included.
  std::vector<RoleId> roles_on(PersonId p, Date date) const {
    std::vector<RoleId> roles = c_.model.people[p].roles;
    std::optional<Date> latest;
    for (const DatedChange& change : c_.model.staffing.changes) {
      if (change.person != p || change.roles.empty() || change.at > date) continue;
      if (latest && change.at < *latest) continue;
      latest = change.at;
      roles = change.roles;
    }
    return roles;
  }

  std::optional<PersonId> staff(const Name& name) {
    const auto p = c_.people.find(name.text);
    if (!p) {
      if (c_.stated_people.count(name.text) == 0) c_.people.resolve(name, c_.diagnostics);
      return std::nullopt;
    }
    const Person& person = c_.model.people[*p];
    if (c_.model.roles[person.roles[0]].sort == RoleSort::staff && !person.pool) return p;
    c_.error(name.span, fmt::format("'{}' is outside the department", name.text));
    return std::nullopt;
  }

  void account(const std::vector<const ChangeSpec*>& changes) {
    const Name& name = *changes[0]->account;
    if (accounts_.count(name.text) == 0) {
      const std::vector<std::string> known(c_.account_names.begin(), c_.account_names.end());
      return c_.error(name.span, fmt::format("there is no account '{}'", name.text),
                      hint_of(name.text, known));
    }
    DatedChange now;
    now.account = accounts_.at(name.text);
    if (c_.model.accounts[now.account].pool) {
      return c_.error(name.span, fmt::format("{} is not there until it is won", name.text));
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const ChangeSpec& change = *changes[i];
      if (change.size) twice_.look(change, name, "size", change.size->span);
      if (change.team || change.owner) {
        if (!in_run(change, "write it at the account")) return;
      }
      if (change.team) {
        for (const auto& entry : *change.team) place(change, name, entry, now);
      }
      if (change.owner) {
        twice_.look(change, name, "owner", change.owner->span);
        now.owner = staff(*change.owner).value_or(kNone<PersonId>);
      }
      // All of one date is one change: first the team, by role, then the owner.
      if (i + 1 < changes.size() && changes[i + 1]->at.value == change.at.value) continue;
      now.at = change.at.value;
      std::sort(now.team.begin(), now.team.end(),
                [](const auto& a, const auto& b) { return a.role < b.role; });
      if (!now.team.empty() || now.owner != kNone<PersonId>) {
        c_.model.staffing.changes.push_back(now);
      }
      now.team.clear();
      now.owner = kNone<PersonId>;
    }
  }

  void place(const ChangeSpec& change, const Name& account, const Entry<std::vector<Name>>& entry,
             DatedChange& now) {
    twice_.look(change, account, "team's " + entry.name.text, entry.name.span);
    const auto role = c_.roles.resolve(entry.name, c_.diagnostics);
    if (!role) return;
    const Role& r = c_.model.roles[*role];
    if (r.sort != RoleSort::staff || r.pool) {
      return c_.error(entry.name.span,
                      fmt::format("'{}' {}: it has no place in a team", entry.name.text,
                                  r.pool ? "is a pool" : "is a party"));
    }
    DatedChange::Place place{*role, {}};
    for (const Name& who : entry.value) {
      const auto p = staff(who);
      if (!p) continue;
      const std::vector<RoleId> roles = roles_on(*p, change.at.value);
      if (std::count(roles.begin(), roles.end(), *role) == 0) {
        c_.error(who.span,
                 fmt::format("{} is {} on {}, not {}", who.text, c_.model.roles[roles[0]].name,
                             to_string(change.at.value), entry.name.text));
      } else if (!r.serves[raw(c_.model.accounts[now.account].tier)]) {
        c_.error(who.span, fmt::format("{} does not serve this tier: see its 'accounts.serves'",
                                       entry.name.text));
      } else if (std::count(place.holders.begin(), place.holders.end(), *p) != 0) {
        c_.error(who.span, fmt::format("{} is named twice", who.text));
      } else {
        place.holders.push_back(*p);
      }
    }
    std::sort(place.holders.begin(), place.holders.end());
    now.team.push_back(std::move(place));
  }

  Compilation& c_;
  Twice twice_;
  std::map<std::string, AccountId> accounts_;
};

/// What lies outside the run: behind it, an error; of hours and sizes before it, a note.
void look_at_dates(Compilation& c) {
  const Instant begin = c.model.window.warm_up;
  for (const ChangeSpec& change : c.spec.changes) {
    const Date date = change.at.value;
    if (midnight(date) >= c.model.window.cap) {
      in_run(c, date, midnight(date), change.at.span, "never comes");
    } else if (midnight(date) < begin && (change.hours || change.share || change.size)) {
      c.model.notes.push_back(
          fmt::format("The change on {}, of {}, lies before the run, which begins on {}: it "
                      "holds from the first day on.",
                      place_text(c.model, change.at.span), to_string(date),
                      to_string(date_of(begin))));
    } else if (change.calendar && change.hours) {
      c.model.notes.push_back(fmt::format("From {} on the hours of '{}' are others ({}).",
                                          to_string(date), change.calendar->text,
                                          place_text(c.model, change.at.span)));
    } else if (change.person && (change.hours || change.share)) {
      c.model.notes.push_back(fmt::format("From {} on the hours of {} are others ({}).",
                                          to_string(date), change.person->text,
                                          place_text(c.model, change.at.span)));
    }
  }
}

}  // namespace

void compile_changes(Compilation& c) {
  look_at_dates(c);
  ChangeCompiler(c).run();
}

std::vector<SizeChange> size_changes(const Compilation& c, const std::string& account) {
  std::vector<SizeChange> result;
  for (const ChangeSpec* change : changes_of(c.account_changes, account)) {
    if (change->size) result.push_back({change->at.value, change->size->value.value});
  }
  return result;
}

}  // namespace suits
