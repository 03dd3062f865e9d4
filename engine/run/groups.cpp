#include "engine/run/groups.hpp"

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {

AskingOrder* Replication::group_of(RoleId role, RequirementId requirement, bool spare,
                                  AskedBy by) const {
  const std::vector<PersonId>& all = role_people_[role];
  if (all.size() <= groups_.few) return nullptr;
  constexpr std::size_t kOrders = 4;
  const std::size_t place =
      ((raw(role) * model_.requirements.size() + raw(requirement)) * 2 + (spare ? 1 : 0)) *
          kOrders +
      static_cast<std::size_t>(by);
  if (groups_.groups.empty()) {
    groups_.groups.resize(model_.roles.size() * model_.requirements.size() * 2 * kOrders);
  }
  Groups::Group& group = groups_.groups[place];
  if (group.state == Groups::Group::State::unknown) {
    const std::vector<PersonId>& people = people_of(role, requirement, spare);
    // Quotients by no hours have no order.
    const bool ordered = (by != AskedBy::load && by != AskedBy::kept) ||
                         std::all_of(people.begin(), people.end(), [this](PersonId p) {
                           return servers_[p].weekly_hours.us > 0;
                         });
    group.state = ordered ? Groups::Group::State::ordered : Groups::Group::State::unordered;
    if (ordered) {
      for (std::uint32_t i = 0; i < people.size(); ++i) {
        groups_.stands_in[people[i]].push_back({static_cast<std::uint32_t>(place), i});
      }
      group.people.emplace(people, by);
      group.hours_changed = groups_.hours_changed;
    }
  }
  if (group.state == Groups::Group::State::unordered) return nullptr;
  if (group.hours_changed != groups_.hours_changed) {
    group.hours_changed = groups_.hours_changed;
    group.people->note_all();
  }
  return &*group.people;
}

const std::vector<PersonId>& Replication::people_of(RoleId role, RequirementId requirement,
                                                    bool spare) const {
  if (!spare && requirement == RequirementId{0}) return role_people_[role];
  const std::size_t place =
      (raw(role) * model_.requirements.size() + raw(requirement)) * 2 + (spare ? 1 : 0);
  if (groups_.members.empty()) {
    groups_.members.resize(model_.roles.size() * model_.requirements.size() * 2);
  }
  std::optional<std::vector<PersonId>>& people = groups_.members[place];
  if (!people) {
    people.emplace();
    for (const PersonId p : role_people_[role]) {
      if (spare && plans_.has_accounts(p)) continue;
      if (model_.meets(requirement, servers_[p].level, servers_[p].skills)) people->push_back(p);
    }
  }
  return *people;
}

bool Replication::belongs(PersonId p, RoleId role, bool spare) const {
  if (p == kNone<PersonId> || (spare && plans_.has_accounts(p))) return false;
  return std::binary_search(role_people_[role].begin(), role_people_[role].end(), p);
}

AskingOrder::Standing Replication::standing_of(PersonId p, AskedBy by) const {
  const Server& server = servers_[p];
  AskingOrder::Standing standing;
  if (by == AskedBy::kept) return {!server.left, 0, server.kept, server.weekly_hours.us};
  if (!on_duty(p) || has_room(p) != (by != AskedBy::work)) return standing;
  if (by == AskedBy::work) {
    if (server.meeting || server.joint || server.paused != kNone<TaskId>) return standing;
    // As `least_urgent`: of a class, what they began last.
    for (const Work& work : server.works) {
      const Task& task = tasks_[work.task];
      if (!step_of(task).interruptible) continue;
      const std::uint32_t rank = by_work(task.work_class);
      if (standing.asked && rank > standing.rank) continue;
      const bool same = standing.asked && rank == standing.rank;
      const std::int64_t begun = -work.begun.us;
      standing = {true, rank, same ? std::min(standing.amount, begun) : begun, 1};
    }
    return standing;
  }
  standing.asked = true;
  standing.rank = static_cast<std::uint32_t>(server.works.size());
  standing.amount = by == AskedBy::load ? server.kept : server.idle_since.us;
  standing.hours = by == AskedBy::load ? server.weekly_hours.us : 1;
  return standing;
}

void Groups::forget() {
  groups.clear();
  for (auto& places : stands_in) places.clear();
  members.clear();
}

}  // namespace suits
