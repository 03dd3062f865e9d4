#include "engine/analysis/standing.hpp"

#include <algorithm>

namespace suits {

LevelId level_at(const Model& model, PersonId person, Instant t) {
  LevelId level = model.people[person].level;
  for (const DatedChange& change : model.staffing.changes) {  // by date
    if (change.person == person && change.level && midnight(change.at) <= t) level = *change.level;
  }
  return level;
}

bool has_role_at(const Model& model, PersonId person, RoleId role, Instant t) {
  const std::vector<RoleId>* roles = &model.people[person].roles;
  for (const DatedChange& change : model.staffing.changes) {
    if (change.person == person && !change.roles.empty() && midnight(change.at) <= t) {
      roles = &change.roles;
    }
  }
  return std::find(roles->begin(), roles->end(), role) != roles->end();
}

bool belongs_at(const Model& model, PersonId person, Instant t) {
  const Person& p = model.people[person];
  return p.pool || p.successor || (midnight(p.joins) <= t && t < midnight(p.leaves));
}

}  // namespace suits
