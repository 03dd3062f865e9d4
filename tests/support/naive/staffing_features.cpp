// People over time: dated changes, people on call, work in hand.

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "engine/random/stream.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/naive/features.hpp"

namespace suits {
namespace {

std::vector<RoleId> staff_roles(const Model& m) {
  std::vector<RoleId> roles;
  for (RoleId r : ids(m.roles)) {
    if (m.roles[r].sort == RoleSort::staff) roles.push_back(r);
  }
  return roles;
}

std::vector<PersonId> staff(const Model& m) {
  std::vector<PersonId> people;
  for (PersonId p : ids(m.people)) {
    const Person& person = m.people[p];
    if (m.roles[person.roles[0]].sort == RoleSort::staff && !person.pool) people.push_back(p);
  }
  return people;
}

LevelId some_level(const Model& m, Coins& c) {
  return static_cast<LevelId>(c.below(static_cast<int>(m.levels.size())));
}

Lapse some_lapse(Coins& c) {
  switch (c.below(3)) {
    case 0: return working_days(c.from_to(0, 4));
    case 1: return working(minutes(30 * c.from_to(0, 12)));
    default: return elapsed(hours(c.from_to(0, 72)));
  }
}

/// One to three roles, in any order.
std::vector<RoleId> some_roles(const Model& m, Coins& c) {
  const std::vector<RoleId> all = staff_roles(m);
  std::vector<RoleId> roles;
  for (int i = c.from_to(1, 3); i > 0; --i) {
    const RoleId r = c.one_of(all);
    if (std::count(roles.begin(), roles.end(), r) == 0) roles.push_back(r);
  }
  return roles;
}

std::vector<Date> some_dates(Coins& c) {
  std::vector<Date> dates;
  for (int i = c.from_to(1, 2); i > 0; --i) dates.push_back(march_date(c.from_to(2, 24)));
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

void change_somebody(Model& m, Coins& c, PersonId p) {
  Person& person = m.people[p];
  for (const Date date : some_dates(c)) {
    DatedChange change;
    change.at = date;
    change.person = p;
    change.weekly_hours = c.with(60) ? person.weekly_hours : hours(10 * c.from_to(1, 4));
    if (c.with(40)) change.level = some_level(m, c);
    if (c.with(70)) change.roles = some_roles(m, c);
    for (RoleId r : change.roles) {
      auto& later = person.later_roles;
      const auto& own = person.roles;
      if (std::count(own.begin(), own.end(), r) + std::count(later.begin(), later.end(), r) == 0) {
        later.push_back(r);
      }
    }
    m.staffing.changes.push_back(change);
  }
  std::sort(person.later_roles.begin(), person.later_roles.end());
}

/// Whether they have the role on a date, changes of that date included.
bool has_role_on(const Model& m, PersonId p, RoleId role, Date date) {
  std::vector<RoleId> roles = m.people[p].roles;
  for (const DatedChange& change : m.staffing.changes) {
    if (change.person == p && change.at <= date && !change.roles.empty()) roles = change.roles;
  }
  return std::count(roles.begin(), roles.end(), role) > 0;
}

void change_some_team(Model& m, Coins& c, AccountId a) {
  for (const Date date : some_dates(c)) {
    DatedChange change;
    change.at = date;
    change.account = a;
    for (RoleId r : staff_roles(m)) {
      if (c.with(50)) continue;
      DatedChange::Place place{r, {}};
      for (PersonId p : staff(m)) {
        if (place.holders.size() < 2 && has_role_on(m, p, r, date) && c.with(40)) {
          place.holders.push_back(p);
        }
      }
      change.team.push_back(place);
    }
    if (c.with(40)) change.owner = c.one_of(staff(m));
    if (!change.team.empty() || change.owner != kNone<PersonId>) {
      m.staffing.changes.push_back(change);
    }
  }
}

}  // namespace

void add_hours_that_change(Model& m, Coins& c) {
  const Hours& agency = m.agency();
  const Date from = date_of(agency.begin()), to = date_of(agency.end());
  const auto some_hours = [&] {
    std::vector<HoursSection> sections;
    for (const Date date : some_dates(c)) {
      sections.push_back({date, c.with(50) ? ModelBuilder::week_of({{9, 13}})
                                           : ModelBuilder::week_of({{8, 12}, {14, 20}})});
    }
    return Hours(ModelBuilder::week_of({{9, 17}}), from, to, sections);
  };
  if (c.with(30)) {
    m.patterns[PatternId{0}] = some_hours();
    m.standard_day = m.agency().standard_day();
    m.standard_week = m.agency().standard_week();
  }
  const PatternId changes = m.patterns.push_back(some_hours());
  for (PersonId p : staff(m)) {
    if (!c.with(40)) continue;
    m.people[p].pattern = changes;
    m.people[p].weekly_hours = m.patterns[changes].standard_week();
  }
}

void add_changes(Model& m, Coins& c) {
  const int people = c.one_of<int>({0, 40, 80}), accounts = c.one_of<int>({30, 60});
  for (PersonId p : staff(m)) {
    if (c.with(people)) change_somebody(m, c, p);
  }
  for (AccountId a : ids(m.accounts)) {
    if (!m.accounts[a].agency && c.with(accounts)) change_some_team(m, c, a);
  }
  std::stable_sort(m.staffing.changes.begin(), m.staffing.changes.end(),
                   [](const DatedChange& a, const DatedChange& b) {
                     return std::tuple(a.at, a.person, a.account) <
                            std::tuple(b.at, b.person, b.account);
                   });
}

void add_pools(Model& m, Coins& c) {
  const Date never = date_of(m.agency().end());
  for (std::uint32_t i = 0, n = static_cast<std::uint32_t>(c.from_to(1, 2)); i < n; ++i) {
    Pool pool;
    pool.name = fmt::format("pool {}", i);
    pool.role = c.one_of(staff_roles(m));
    pool.lead = some_lapse(c);
    if (c.with(75)) pool.stay = some_lapse(c);
    if (pool.stay && c.with(80)) {
      pool.after = Threshold(some_lapse(c));
      pool.after->slack = pool.after->lapse.clock != Clock::elapsed && c.with(30);
    }
    for (int k = c.from_to(1, 3); k > 0; --k) {
      Person person;
      person.name = fmt::format("{}#{}", pool.name, pool.people.size() + 1);
      person.roles = {pool.role};
      person.level = some_level(m, c);
      person.skills = c.with(50) ? 3 : 0;
      person.focus = m.roles[pool.role].focus;
      person.pattern = static_cast<PatternId>(c.below(static_cast<int>(m.patterns.size())));
      person.weekly_hours = m.patterns[person.pattern].standard_week();
      person.joins = person.leaves = never;
      person.pool = i;
      person.component = name_hash("person " + person.name);
      pool.people.push_back(m.people.push_back(person));
    }
    m.staffing.pools.push_back(pool);
  }
  // For those who are hired.
  for (Role& role : m.roles) {
    role.account_weight.assign(m.tiers.size(), c.one_of<double>({1, 1, 0.5}));
    if (c.with(30)) role.max_accounts = c.from_to(1, 3);
  }
  for (AccountId a : ids(m.accounts)) {
    const std::vector<Slot>& team = m.accounts[a].team;
    for (std::uint32_t s = 0; s < team.size(); ++s) {
      const auto held = static_cast<std::uint32_t>(team[s].holders.size());
      if (c.with(40)) m.staffing.vacant.push_back({a, s, held + 1, 0});
    }
  }
  if (c.with(50)) std::reverse(m.staffing.vacant.begin(), m.staffing.vacant.end());
}

void add_in_hand(Model& m, Coins& c) {
  std::vector<KindId> kinds;
  for (KindId k : ids(m.kinds)) {
    if (!m.kinds[k].background) kinds.push_back(k);
  }
  for (int i = c.from_to(1, 12); i > 0; --i) {
    JobInHand job;
    job.kind = c.one_of(kinds);
    job.account = static_cast<AccountId>(c.below(static_cast<int>(m.accounts.size()) - 1));
    const Kind& kind = m.kinds[job.kind];
    const Account& account = m.accounts[job.account];
    // Steps of which none comes after another.
    std::vector<bool> after(kind.steps.size(), false);
    for (std::uint32_t s = 0; s < kind.steps.size(); ++s) {
      const Step& step = kind.steps[s];
      const bool last = s + 1 == kind.steps.size();
      if (!after[s] && (c.with(40) || (last && job.steps.empty()))) {
        job.steps.push_back({StepId{s}, {}});
        const bool of_people = !step.takes && !step.client_delay && !step.first.participants.empty();
        if (of_people && c.with(50)) job.steps.back().left = minutes(15 * c.from_to(0, 12));
        after[s] = true;
      }
      if (!after[s]) continue;
      for (StepId next : step.successors) after[raw(next)] = true;
    }
    job.arrived = m.window.warm_up - hours(c.from_to(0, 200));
    if (c.with(40)) job.due = m.window.warm_up + hours(c.from_to(-48, 200));
    if (c.with(20)) {
      job.work_class = static_cast<ClassId>(c.below(static_cast<int>(m.classes.size())));
    }
    for (const JobInHand::AtStep& at : job.steps) {
      const auto& asked = kind.steps[raw(at.step)].first.participants;
      if (asked.empty() || job.holder != kNone<PersonId> || !c.with(50)) continue;
      RoleId role = asked[0].choices[0].role;
      if (role == kNone<RoleId>) role = account.team[*account.owner].role;
      if (m.roles[role].sort == RoleSort::staff && !m.roles[role].people.empty()) {
        job.holder = c.one_of(m.roles[role].people);
      }
    }
    m.staffing.in_hand.push_back(job);
  }
  auto& jobs = m.staffing.in_hand;
  std::stable_sort(jobs.begin(), jobs.end(), [](const JobInHand& a, const JobInHand& b) {
    return std::tuple(a.arrived, a.account, a.kind) < std::tuple(b.arrived, b.account, b.kind);
  });
  std::map<std::pair<AccountId, KindId>, std::uint64_t> count;
  for (JobInHand& job : jobs) {
    job.ordinal = count[{job.account, job.kind}]++;
    job.component = name_hash(fmt::format("in hand {} {}", raw(job.account), raw(job.kind)));
  }
}

}  // namespace suits
