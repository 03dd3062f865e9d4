#pragma once

// Small models made by hand, for tests of what is worked out from a model.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits::sketch {

/// Monday to Friday, 9 to 17 without a break, over four weeks from Monday 2027-01-04, no warm-up.
inline Model office() {
  Model m;
  HoursRule rule;
  for (std::size_t d = 0; d < 5; ++d) rule.weekday[d] = {{hours(9), hours(17)}};
  HoursRule always;
  always.always = true;
  const Date from = *make_date(2026, 12, 1), to = *make_date(2028, 12, 1);
  m.patterns.push_back(Hours(rule, from, to));
  m.always = Hours(always, from, to);
  m.window.start = m.window.warm_up = midnight(*make_date(2027, 1, 4));
  m.window.end = m.window.start + weeks(4);
  m.window.cap = m.window.end + weeks(13);
  m.standard_day = hours(8);
  m.standard_week = hours(40);
  m.levels.push_back({"mid", 1, 1});
  m.tiers.push_back({"account"});
  m.classes.push_back({"normal", false});
  return m;
}

inline RoleId add_role(Model& m, const std::string& name, std::vector<RoleId> superiors = {}) {
  Role role;
  role.name = name;
  role.superiors = std::move(superiors);
  role.account_weight = {1};
  role.serves = {true};
  return m.roles.push_back(std::move(role));
}

inline PersonId add_person(Model& m, const std::string& name, std::vector<RoleId> roles,
                           LevelId level = LevelId{0}) {
  Person person;
  person.name = name;
  person.roles = roles;
  person.level = level;
  person.weekly_hours = hours(40);
  person.joins = *make_date(2026, 12, 1);
  person.leaves = *make_date(2028, 12, 1);
  const PersonId id = m.people.push_back(std::move(person));
  for (const RoleId r : roles) m.roles[r].people.push_back(id);
  return id;
}

inline AccountId add_account(Model& m, const std::string& name, std::vector<Slot> team = {}) {
  Account account;
  account.name = name;
  account.size = Distribution(1);
  account.team = std::move(team);
  account.slot_of_role.assign(m.roles.size(), -1);
  for (std::size_t s = 0; s < account.team.size(); ++s) {
    account.slot_of_role[raw(account.team[s].role)] = static_cast<std::int32_t>(s);
  }
  return m.accounts.push_back(std::move(account));
}

inline Participant asked(RoleId role, double hours_of_work) {
  Participant p;
  p.choices = {{role, 0}};
  p.effort = ByTier<std::optional<Distribution>>(Distribution(hours_of_work * 3.6e9));
  return p;
}

/// A kind of one step.
inline KindId add_kind(Model& m, const std::string& name, std::vector<Participant> participants) {
  Kind kind;
  kind.name = name;
  Step step;
  step.name = name;
  step.first.participants = participants;
  step.later.participants = std::move(participants);
  kind.steps.push_back(std::move(step));
  kind.entries = {StepId{0}};
  return m.kinds.push_back(std::move(kind));
}

inline Stream& add_stream(Model& m, AccountId account, KindId kind) {
  Stream stream;
  stream.account = account;
  stream.kind = kind;
  stream.gap = std::get<Distribution>(Distribution::exponential_mean(1));
  return m.streams[m.streams.push_back(std::move(stream))];
}

}  // namespace suits::sketch
