// What waits when the run is over, and is nobody's any more: whoever might have taken it has left,
// has no day long enough for it, or is kept free for something else.

#include <algorithm>

#include <fmt/format.h>

#include "engine/model/takers.hpp"
#include "engine/run/replication.hpp"

namespace suits {

/// Whether somebody of the role may come yet: hired by some rule, or by a dated change.
bool Replication::somebody_comes(RoleId role, const Seat& seat) const {
  const auto meets_by_then = [&](PersonId p, std::optional<LevelId> level) {
    return model_.meets(seat.requirement, level.value_or(servers_[p].level),
                        model_.people[p].skills);
  };
  for (const DatedChange& change : model_.staffing.changes) {
    if (change.person == kNone<PersonId> || midnight(change.at) <= now_) continue;
    if (servers_[change.person].left || !meets_by_then(change.person, change.level)) continue;
    const std::vector<RoleId>& roles =
        change.roles.empty() ? servers_[change.person].roles : change.roles;
    if (std::find(roles.begin(), roles.end(), role) != roles.end()) return true;
  }
  // Who leaves, comes and rises is chance: it is no mistake of the scenario.
  if (model_.careers && model_.careers->has_posts[role] != 0) return true;
  for (const Rule& rule : model_.rulebook.rules) {
    for (const Action& action : rule.then) {
      if (action.sort != Action::Sort::hire) continue;
      const Pool& pool = model_.staffing.pools[action.pool];
      if (pool.role == role && !pool.people.empty() && meets_by_then(pool.people[0], {}))
        return true;
    }
  }
  return false;
}

/// Why nobody will ever take the seat; "" where somebody may.
std::string Replication::never_taken(const Task& task, const Seat& seat) const {
  bool reserved = false, too_long = false, possible = false;
  for (std::uint32_t w = 0; w < seat.way_count && !possible; ++w) {
    const RingPlan& plan = *seat.ways[w].plan;
    for (const Ring& ring : plan.rings) {
      possible = possible || somebody_comes(ring.serving, seat);
      for_each_of_ring(task, seat, plan, ring, [&](PersonId p) {
        const Server& server = servers_[p];
        if (possible || !meets(seat, p)) return;
        const Hours& hours = model_.patterns[model_.people[p].pattern];
        const bool there =
            !server.left && server.availability.between(task.ready, hours.end()).us > 0;
        if (!ring.pool && !there) return;
        const bool fits =
            task.what->interruptible ||
            person_time(jobs_[task.job].account, p, seat.left) <= longest_stretch(hours);
        const bool held = !ring.pool && all_held(task, ring.serving);
        too_long = too_long || !fits;
        reserved = reserved || (fits && held);
        possible = fits && !held;
      });
    }
  }
  if (possible) return "";
  if (reserved) return "everybody who may take it is kept free for more urgent work";
  if (too_long) return "it is longer, without interruption, than anybody's day who may take it";
  return "nobody who may take it is there any more";
}

/// Whether as many of the role as there are stay free from the task's class of work.
bool Replication::all_held(const Task& task, RoleId serving) const {
  const std::vector<std::uint32_t>& reserve = model_.roles[serving].reserve;
  if (reserve.empty() || task.pushes || model_.classes[task.work_class].interrupts) return false;
  const std::vector<PersonId>& people = role_people_[serving];
  const auto there =
      std::count_if(people.begin(), people.end(), [&](PersonId p) { return !servers_[p].left; });
  return static_cast<std::uint32_t>(there) <= reserve[raw(task.work_class)];
}

/// Of what became ready before the window's end and waits: the first that nobody will ever take.
void Replication::find_never_begun() {
  std::vector<TaskId> waiting;
  for (const TaskId t : ids(tasks_)) {
    const Task& task = tasks_[t];
    if (task.state != TaskState::waiting || task.ready >= model_.window.end) continue;
    if (!model_.kinds[jobs_[task.job].kind].background) waiting.push_back(t);
  }
  std::sort(waiting.begin(), waiting.end(),
            [this](TaskId a, TaskId b) { return tasks_[a].number < tasks_[b].number; });
  for (const TaskId t : waiting) {
    const Task& task = tasks_[t];
    for (const Seat& seat : task.seats) {
      const std::string why = never_taken(task, seat);
      if (why.empty()) continue;
      const Job& job = jobs_[task.job];
      return fail(task.what->span,
                  fmt::format("step '{}' of '{}' on {} never begins: it is ready since {}, and {}",
                              task.what->name, model_.kinds[job.kind].name,
                              model_.accounts[job.account].name, to_string(task.ready), why));
    }
  }
}

}  // namespace suits
