// People of the department and the servers of parties, each with hours, leave, cost and rate.

#include <algorithm>
#include <tuple>

#include "engine/model/place_text.hpp"
#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostPeople = 200'000;
constexpr std::uint32_t kWholeDay = 1'000'000;  // shares in millionths

/// A person before ids are given out.
struct PersonDraft {
  Person person;
  Span span;
  const PersonSpec* spec = nullptr;
  PatternId base{};  // the pattern before `share`
  std::uint32_t share = kWholeDay;
};

double per_year(const Compilation& c, const Rate& rate) {
  switch (rate.per) {
    case Per::hour:
      return rate.amount * 24 * 365.25;
    case Per::day:
      return rate.amount * 365.25;
    case Per::week:
      return rate.amount * 365.25 / 7;
    case Per::month:
      return rate.amount * 12;
    case Per::year:
      return rate.amount;
    case Per::working_hour:
      return rate.amount * c.model.standard_week.hours() * 365.25 / 7;
    case Per::working_day:
      return rate.amount * days_per_week(c) * 365.25 / 7;
  }
  return 0;
}

std::optional<LeaveRule> leave_of(Compilation& c, const OrNone<LeaveSpec>& spec) {
  if (!spec.value) return std::nullopt;
  LeaveRule rule{spec.value->entitlement.value.amount, spec.value->block.value.amount, {}};
  if (spec.value->season) {
    rule.season = season_of(c, *spec.value->season);
  } else {
    rule.season.assign(12, 1.0);
  }
  return rule;
}

std::optional<SicknessRule> sickness_of(const Compilation& c, const OrNone<SicknessSpec>& spec) {
  if (!spec.value) return std::nullopt;
  return SicknessRule{per_year(c, spec.value->spells.value), spec.value->length.value.amount};
}

class PeopleCompiler {
 public:
  explicit PeopleCompiler(Compilation& c) : c_(c) {}

  void run() {
    for (const auto& entry : c_.spec.roles) {
      if (const auto r = c_.roles.find(entry.name.text)) c_.role_specs[*r] = &entry.value;
      check_role(entry.value);
    }
    if (c_.spec.leave) leave_of(c_, *c_.spec.leave);
    for (const PersonSpec& spec : c_.spec.people) read(spec);
    number_counted();
    give_ids();
    drafts_.clear();
    for (const std::size_t i : by_name(c_.spec.pools)) pool(c_.spec.pools[i]);
    give_ids();
    drafts_.clear();
    for (const std::size_t i : by_name(c_.spec.parties.others)) servers(c_.spec.parties.others[i]);
    give_ids();
  }

 private:
  struct Counted {
    std::string key;  // of the entry's own words, so that the order in the file leaves no trace
    PersonDraft draft;
    std::uint32_t count = 0;
  };

  /// Names in roles that people would use, once, even where nobody has the role.
  void check_role(const RoleSpec& role) {
    pattern_of(role.hours);
    if (role.leave) leave_of(c_, *role.leave);
    for (const auto* money : {&role.cost, &role.rate}) {
      if (!*money) continue;
      for (const auto& entry : (*money)->levels) level_of(entry.name);
    }
  }

  void read(const PersonSpec& spec) {
    if (spec.name) c_.stated_people.insert(spec.name->text);
    PersonDraft draft;
    draft.spec = &spec;
    draft.span = spec.span;
    for (const Name& name : spec.role) {
      const auto role = c_.roles.resolve(name, c_.diagnostics);
      if (!role) continue;
      if (c_.model.roles[*role].sort != RoleSort::staff) {
        c_.error(name.span,
                 fmt::format("'{}' is a party, not a role of the department", name.text));
        continue;
      }
      auto& roles = draft.person.roles;
      if (std::count(roles.begin(), roles.end(), *role) == 0) roles.push_back(*role);
    }
    if (draft.person.roles.empty()) return;
    const RoleSpec& role = *c_.role_specs[draft.person.roles[0]];
    Person& person = draft.person;
    draft.base = pattern_of(spec.hours ? spec.hours : role.hours);
    if (spec.share) {
      draft.share =
          std::max(1u, static_cast<std::uint32_t>(spec.share->value.value * kWholeDay + 0.5));
    }
    for (const auto& away : spec.away) person.away.push_back({away.value.from, away.value.to});
    std::sort(person.away.begin(), person.away.end(), [](const auto& a, const auto& b) {
      return a.from != b.from ? a.from < b.from : a.to < b.to;
    });
    for (const auto& away : spec.away) doubt_year(c_, away.value.from, away.span, "An absence");
    if (spec.leaves) doubt_year(c_, spec.leaves->value, spec.leaves->span, "Somebody's last day");
    person.joins = spec.joins ? spec.joins->value : c_.calendar_from;
    person.leaves = spec.leaves ? spec.leaves->value + 1 : c_.calendar_to;
    if (spec.joins && midnight(person.joins) >= c_.model.window.cap) {
      in_run(c_, spec.joins->value, midnight(person.joins), spec.joins->span, "never there");
    } else if (spec.leaves && midnight(person.leaves) <= c_.model.window.warm_up) {
      c_.model.notes.push_back(fmt::format(
          "Whoever leaves on {} ({}) is never there: the run begins on {}.",
          to_string(spec.leaves->value), place_text(c_.model, spec.leaves->span),
          to_string(date_of(c_.model.window.warm_up))));
    } else if (person.leaves <= person.joins) {
      c_.error(spec.leaves ? spec.leaves->span : spec.joins->span,
               "this person leaves before joining");
    }
    if (spec.since) {
      person.since = spec.since->value;
      if (midnight(*person.since) > c_.model.window.warm_up) {
        c_.error(spec.since->span,
                 fmt::format("the run begins on {}: this is how long somebody is in the role by then",
                             to_string(date_of(c_.model.window.warm_up))),
                 "whoever comes later has 'joins'");
      }
    }
    if (spec.accounts) person.max_accounts = spec.accounts->max.value.value;
    if (const auto& rule = first(spec.leave, role.leave, c_.spec.leave)) {
      person.leave = leave_of(c_, *rule);
    }
    if (const auto& rule = first(spec.sickness, role.sickness, c_.spec.sickness)) {
      person.sickness = sickness_of(c_, *rule);
    }
    std::vector<std::pair<LevelId, std::uint32_t>> mix;
    const std::uint32_t count = spec.count ? spec.count->value.value : 1;
    if (spec.level && spec.level->one) {
      if (const auto l = level_of(*spec.level->one)) mix.emplace_back(*l, count);
    } else if (spec.level) {
      for (const auto& entry : spec.level->counts) {
        if (const auto l = level_of(entry.name)) mix.emplace_back(*l, entry.value.value.value);
      }
      std::sort(mix.begin(), mix.end());
    } else {
      mix.emplace_back(c_.default_level, count);
    }
    for (const auto& [level, n] : mix) {
      draft.person.level = level;
      draft.person.cost = hourly(c_, spec.cost, role.cost, level, spec.span, "cost");
      draft.person.rate = hourly(c_, spec.rate, role.rate, level, spec.span, "rate");
      if (spec.name) {
        draft.person.name = spec.name->text;
        draft.span = spec.name->span;
        drafts_.push_back(draft);
      } else {
        counted_[draft.person.roles[0]].push_back({key_of(draft), draft, n});
      }
    }
  }

  template <class T>
  static const std::optional<T>& first(const std::optional<T>& a, const std::optional<T>& b,
                                       const std::optional<T>& c) {
    return a ? a : b ? b : c;
  }

  std::optional<LevelId> level_of(const Name& name) {
    return c_.levels.resolve(name, c_.diagnostics);
  }

  PatternId pattern_of(const std::optional<Name>& name) {
    if (!name) return PatternId{0};
    return c_.patterns.resolve(*name, c_.diagnostics).value_or(PatternId{0});
  }

  static std::string key_of(const PersonDraft& d) {
    const Person& p = d.person;
    std::string key =
        fmt::format("{:03} {:08} {:06} {:020.6f} {:020.6f} {:+08} {:+08}", raw(p.level),
                    raw(d.base), d.share, p.cost, p.rate, p.joins.days, p.leaves.days);
    for (const RoleId r : p.roles) key += fmt::format(" r{}", raw(r));
    for (const auto& a : p.away) key += fmt::format(" {}-{}", a.from.days, a.to.days);
    if (p.since) key += fmt::format(" i{}", p.since->days);
    if (p.max_accounts) key += fmt::format(" m{}", *p.max_accounts);
    if (p.leave) key += fmt::format(" l{} {}", p.leave->days_per_year, p.leave->block.describe());
    if (p.sickness) {
      key += fmt::format(" s{} {}", p.sickness->spells_per_year, p.sickness->length.describe());
    }
    return key + extras_of(*d.spec);
  }

  /// What compile_dispatch reads of a person.
  static std::string extras_of(const PersonSpec& spec) {
    std::vector<std::string> parts;
    for (const Name& skill : spec.skills) parts.push_back(" k" + skill.text);
    for (const auto& entry : spec.knows) {
      parts.push_back(fmt::format(" a{} {}", entry.name.text, entry.value.value.value));
    }
    std::sort(parts.begin(), parts.end());
    std::string key;
    for (const std::string& part : parts) key += part;
    if (spec.focus) {
      key += fmt::format(" f{} {}", spec.focus->jobs->value.value,
                         spec.focus->cost ? spec.focus->cost->value.value : 0.0);
    }
    if (const auto& d = spec.dispatch) {
      key += fmt::format(" d{} {} {} {}", d->rule ? static_cast<int>(d->rule->value) : -1,
                         d->known && d->known->value, d->lookahead ? d->lookahead->value.value : 0.0,
                         d->by ? d->by->node.text : "");
      for (const Name& kind : d->kinds.value_or(std::vector<Name>{})) key += " " + kind.text;
    }
    return key;
  }

  void number_counted() {
    for (auto& [role, entries] : counted_) {
      std::stable_sort(entries.begin(), entries.end(),
                       [](const Counted& a, const Counted& b) { return a.key < b.key; });
      std::uint32_t number = 0;
      for (const Counted& entry : entries) {
        for (std::uint32_t i = 0; i < entry.count; ++i) {
          if (!room(entry.draft.span)) return;
          PersonDraft draft = entry.draft;
          draft.person.name = fmt::format("{}#{}", c_.model.roles[role].name, ++number);
          drafts_.push_back(std::move(draft));
        }
      }
    }
  }

  bool room(Span span) {
    if (drafts_.size() + c_.model.people.size() < kMostPeople) return true;
    if (!full_) c_.error(span, fmt::format("there are more than {} people", kMostPeople));
    full_ = true;
    return false;
  }

  /// A pool's people, who are like one person of the department and not there at first.
  void pool(const Entry<PoolSpec>& entry) {
    const PoolSpec& spec = entry.value;
    PersonSpec& person = c_.pool_specs.emplace_back();
    person.name = entry.name;
    person.role = {spec.role};
    if (spec.level) person.level = LevelMixSpec{spec.level, {}, spec.level->span};
    person.skills = spec.skills;
    person.cost = spec.cost;
    person.rate = spec.rate;
    person.hours = spec.hours;
    person.share = spec.share;
    person.leave = OrNone<LeaveSpec>{std::nullopt, entry.name.span};
    person.sickness = OrNone<SicknessSpec>{std::nullopt, entry.name.span};
    person.span = entry.name.span;
    const std::size_t before = drafts_.size();
    read(person);
    c_.stated_people.erase(entry.name.text);
    if (drafts_.size() == before) return;  // something is wrong with it
    PersonDraft draft = std::move(drafts_.back());
    drafts_.pop_back();
    draft.person.joins = draft.person.leaves = c_.calendar_to;
    draft.person.pool = static_cast<std::uint32_t>(c_.model.staffing.pools.size());
    Pool pool;
    pool.name = entry.name.text;
    pool.role = draft.person.roles[0];
    const auto fixed = [](const std::optional<Located<FixedLapse>>& lapse) {
      return lapse ? Lapse{Distribution(lapse->value.amount), lapse->value.clock}
                   : Lapse{Distribution(0), Clock::elapsed};
    };
    pool.lead = fixed(spec.lead);
    if (spec.stay) pool.stay = fixed(spec.stay);
    if (spec.after) pool.after = spec.after->value;
    c_.model.staffing.pools.push_back(std::move(pool));
    for (std::uint32_t i = 1; i <= spec.max.value.value; ++i) {
      if (!room(spec.max.span)) return;
      draft.person.name = fmt::format("{}#{}", entry.name.text, i);
      drafts_.push_back(draft);
    }
  }

  void servers(const Entry<PartySpec>& entry) {
    const auto role = c_.roles.find(entry.name.text);
    if (!role) return;
    const PartySpec& spec = entry.value;
    PersonDraft draft;
    draft.span = entry.name.span;
    draft.base = pattern_of(spec.hours);
    draft.person.roles = {*role};
    draft.person.level = c_.party_level;
    draft.person.joins = c_.calendar_from;
    draft.person.leaves = c_.calendar_to;
    if (spec.cost) draft.person.cost = spec.cost->value.value;
    if (spec.rate) draft.person.rate = spec.rate->value.value;
    if (spec.leave) draft.person.leave = leave_of(c_, *spec.leave);
    if (spec.sickness) draft.person.sickness = sickness_of(c_, *spec.sickness);
    for (std::uint32_t i = 1; i <= spec.capacity.value.value; ++i) {
      if (!room(spec.capacity.span)) return;
      draft.person.name = fmt::format("{}#{}", entry.name.text, i);
      drafts_.push_back(draft);
    }
  }

  std::vector<HoursFrom> hours(const PersonDraft& d) const {
    return hours_of(c_, d.person.name, {c_.calendar_from, d.base, d.share});
  }

  void give_ids() {
    // Patterns of part of a day, and of hours that change, in a fixed order, whoever needs them.
    std::map<std::vector<HoursFrom>, PatternId> patterns;
    for (const PersonDraft& d : drafts_) patterns[hours(d)] = {};
    for (auto& [key, id] : patterns) id = hours_pattern(c_, key);
    for (const std::size_t i :
         by_name(drafts_, [](const PersonDraft& d) -> const std::string& { return d.person.name; })) {
      PersonDraft& d = drafts_[i];
      Person& person = d.person;
      if (c_.people.find(person.name)) {
        c_.error(d.span, fmt::format("there are two people called '{}'", person.name));
        continue;
      }
      person.pattern = patterns[hours(d)];
      person.weekly_hours =
          weekly_hours(rule_on(c_, person.pattern, date_of(c_.model.window.warm_up)));
      person.component = component({"person", person.name});
      const auto id = static_cast<PersonId>(c_.model.people.size());
      if (person.pool) {
        c_.model.staffing.pools[*person.pool].people.push_back(id);
      } else {
        for (const RoleId r : person.roles) c_.model.roles[r].people.push_back(id);
      }
      c_.people.add(person.name, id);
      c_.person_spans.push_back(d.span);
      c_.person_specs.push_back(d.spec);
      c_.model.people.push_back(std::move(person));
    }
  }

  Compilation& c_;
  std::vector<PersonDraft> drafts_;
  std::map<RoleId, std::vector<Counted>> counted_;
  bool full_ = false;
};

}  // namespace

double hourly(Compilation& c, const std::optional<Located<HourlyMoney>>& own,
              const std::optional<ByLevelSpec<HourlyMoney>>& role, LevelId level, Span span,
              const char* what) {
  if (own) return own->value.value;
  if (!role) return 0;
  if (!role->varies) return role->every.value;
  const std::string& name = c.model.levels[level].name;
  for (const auto& entry : role->levels) {
    if (entry.name.text == name) return entry.value.value;
  }
  c.error(role->span,
          fmt::format("this {} does not name the level '{}', which somebody on {} has", what,
                      name, place_text(c.model, span)));
  return 0;
}

Duration weekly_hours(const HoursRule& rule) {
  if (rule.always) return weeks(1);
  Duration sum;
  for (const auto& spans : rule.weekday) {
    for (const auto& [open, close] : spans) sum += close - open;
  }
  return sum;
}

void compile_people(Compilation& c) { PeopleCompiler(c).run(); }

}  // namespace suits
