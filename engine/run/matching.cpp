// The matching phase: who takes what, once all changes of an instant are made. Repeated until
// nothing starts: of the roles with people free for something, the lowest in the hierarchy; of
// what its people could take, the first by (class, own before cover, the role's rule, arrival
// number); for it, the person of the lowest ring.
//
// Nothing that waited and nobody who was free before this instant fits together, else it would
// have started then. So only what changed is looked at: requests newly made or widened, people
// newly free or on duty. Each is a candidate in a heap; a candidate is worked out again when it
// comes up, and goes back if it has become worse.

#include <algorithm>
#include <cassert>

#include "engine/run/replication.hpp"

namespace suits {

void Replication::mark_dirty(PersonId p) {
  if (servers_[p].dirty) return;
  servers_[p].dirty = true;
  dirty_people_.push_back(p);
}

void Replication::mark_dirty(TaskId t) {
  if (tasks_[t].dirty) return;
  tasks_[t].dirty = true;
  dirty_tasks_.push_back(t);
}

/// What the request with `choices_` competes by: the best of its seats, since the first role in
/// which it is first starts it.
Candidate Replication::as_chosen(TaskId id) {
  const Task& task = tasks_[id];
  Candidate best;
  for (std::size_t s = 0; s < choices_.size(); ++s) {
    const Choice& choice = choices_[s];
    const Ring& ring = task.seats[s].ways[choice.way].plan->rings[choice.ring];
    const Candidate candidate{line(choice.serving, choice.person),
                              priority_in(id, choice.serving, ring.cover, choice.person), id,
                              task.generation, kNone<PersonId>, choice.person};
    if (s == 0 || best.worse(candidate)) best = candidate;
  }
  if (choices_.size() > 1 || choices_[0].interrupts || task.seats[0].way_count > 1) {
    best.taker = kNone<PersonId>;
  }
  return best;
}

/// The request with `choices_` as it was found in a queue of a line, by its priority there; nothing
/// where it competes by something else, as things stand.
std::optional<Candidate> Replication::as_found(TaskId id, std::uint64_t rank,
                                               const Priority& priority) {
  const Task& task = tasks_[id];
  if (choices_.size() > 1) {
    const Candidate chosen = as_chosen(id);
    return chosen.rank == rank && chosen.priority == priority ? std::optional(chosen)
                                                              : std::nullopt;
  }
  const Choice& choice = choices_[0];
  const Ring& ring = task.seats[0].ways[choice.way].plan->rings[choice.ring];
  if (line(choice.serving, choice.person) != rank ||
      class_and_cover(task, ring.cover) != priority.class_and_cover) {
    return std::nullopt;
  }
  return Candidate{rank, priority, id, task.generation, kNone<PersonId>, kNone<PersonId>};
}

std::optional<Candidate> Replication::task_candidate(TaskId id) {
  const Task& task = tasks_[id];
  if (task.state != TaskState::waiting || !choose_all(task)) return std::nullopt;
  return as_chosen(id);
}

/// Others have been taken: what the requests looked at compete by may have changed, even for the
/// better (cover by a lower role).
void Replication::look_again() {
  // Where people are held free, one taken may hold another; who is freed may be better for anybody;
  // what an expression says may have changed for anybody.
  const auto anew = [this](const Candidacy& c) { reconsider(c); };
  if (freed_ || any_reserve_ || any_computed_) {
    for (const Candidate& c : candidates_.all()) {
      if (!c.for_person()) {
        reconsider({c.task, c.candidacy});
      } else if (any_computed_) {
        mark_dirty(c.person);
      }
    }
    if (any_computed_) candidates_.clear();
  } else {
    for (const Choice& choice : chosen_) candidates_.take_from(choice.person, anew);
    candidates_.take_unsettled(reconsidered_);
    std::for_each(reconsidered_.begin(), reconsidered_.end(), anew);
  }
  freed_ = false;
}

/// The task, if it is still that candidate, has to be worked out again.
void Replication::reconsider(const Candidacy& c) {
  Task& task = tasks_[c.task];
  if (task.candidacy != c.candidacy || task.state != TaskState::waiting) return;
  ++task.candidacy;
  mark_dirty(c.task);
}

/// The best that somebody on duty could take now, in the lowest of their roles that has anything;
/// `choices_` is by whom.
std::optional<Candidate> Replication::best_for(PersonId p) {
  const Server& server = servers_[p];
  const bool room = has_room(p);
  if (!room && (server.meeting || server.joint || server.paused != kNone<TaskId> ||
                !any_interrupts_)) {
    return std::nullopt;
  }
  ClassId least{0};  // of what they do
  if (!room) {
    for (const Work& work : server.works) least = std::max(least, tasks_[work.task].work_class);
    if (raw(least) == 0 && !any_pushes_) return std::nullopt;  // nothing is more urgent than that
  }
  std::optional<Candidate> best;
  for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
    const RoleId role = memberships_[m].role;
    const std::uint64_t rank = line(role, p);
    if (best && rank > best->rank) continue;
    const auto look = [&](std::size_t queue) {
      look_through(queue, [&](const WaitingQueue::Entry& entry, const Priority& priority) {
        const Task& task = tasks_[entry.task];
        if (best && best->rank == rank && !(priority < best->priority)) return false;
        // What comes after is no more urgent than what they do.
        if (!room && (task.work_class > least || (task.work_class == least && !any_pushes_))) {
          return false;
        }
        if (!attends(task, p) || !choose_all(task)) return true;
        if (const auto chosen = as_found(entry.task, rank, priority)) {
          best = chosen;
          best->person = p;
          best_choices_.swap(choices_);
          return false;
        }
        mark_dirty(entry.task);  // in another way, as things stand: it looks for itself
        return true;
      });
    };
    look(m);
    if (!memberships_[m].held || !groups_wait_[role]) continue;
    groups_wait_[role] = any_group_waits(role);
    const std::size_t variant = variant_of(role, p);
    const std::size_t all = group_queue(role, 0, RequirementId{0}, variant);
    const std::size_t spares = group_queue(role, 1, RequirementId{0}, variant);
    const bool spare = !plans_.has_accounts(p);
    for (RequirementId r : ids(model_.requirements)) {
      if (queues_[all + raw(r)].empty() && (!spare || queues_[spares + raw(r)].empty())) continue;
      if (!model_.meets(r, server.level, server.skills)) continue;
      look(all + raw(r));
      if (spare) look(spares + raw(r));
    }
  }
  if (best) choices_.swap(best_choices_);
  return best;
}

/// Whether anything stands in the queues of the role's groups, stale entries among it.
bool Replication::any_group_waits(RoleId role) const {
  const std::size_t first = group_queues_[role];
  const std::size_t count = 2 * model_.requirements.size() * (1 + own_rules_[role].size());
  for (std::size_t q = first; q < first + count; ++q) {
    if (!queues_[q].empty()) return true;
  }
  return false;
}

/// Makes it a candidate, with `choices_`.
void Replication::consider(Candidate candidate) {
  if (!candidate.for_person()) candidate.candidacy = ++tasks_[candidate.task].candidacy;
  // As long as nothing starts, the first of the candidates stays as it was worked out.
  if (candidates_.empty()) first_known_ = true;
  if (first_known_ && (candidates_.empty() || first_.worse(candidate))) {
    first_ = candidate;
    first_choices_.swap(choices_);
  }
  candidates_.add(candidate);
}

/// Something has started for a person who looked for work: they look on where somebody else took it,
/// or where more urgent work may wait in another of their roles.
void Replication::look_on(PersonId p) {
  const bool took = std::any_of(chosen_.begin(), chosen_.end(),
                                [p](const Choice& c) { return c.person == p; });
  if (!took || has_room(p) || last_membership(p) - first_membership_[p] > 1) mark_dirty(p);
}

void Replication::match() {
  if (model_.in_order) return match_in_order();
  if (dirty_tasks_.empty() && dirty_people_.empty()) return;
  freed_ = false;
  candidates_.clear();
  for (;;) {
    // Requests for several people look for themselves.
    if (!dirty_people_.empty()) {
      for (TaskId t : joint_) mark_dirty(t);
    }
    if (any_reserve_) everybody_looks();
    // One change alone, as nearly always: no need to compare.
    if (candidates_.empty() && dirty_tasks_.size() + dirty_people_.size() == 1 && !error_) {
      if (dirty_tasks_.empty()) {
        const PersonId p = dirty_people_[0];
        dirty_people_.clear();
        servers_[p].dirty = false;
        const auto candidate = person_candidate(p);
        if (!dirty_tasks_.empty()) {
          mark_dirty(p);
          continue;
        }
        if (!candidate) return;
        start(candidate->task);
        look_on(p);
      } else {
        const TaskId t = dirty_tasks_[0];
        dirty_tasks_.clear();
        tasks_[t].dirty = false;
        if (tasks_[t].state != TaskState::waiting) return;
        if (!choose_all(tasks_[t])) {
          if (!tasks_[t].queued) enqueue(t);
          return;
        }
        start(t);
      }
      continue;
    }
    // Newly changed things become candidates. Working one out may mark more.
    for (std::size_t i = 0; i < dirty_tasks_.size(); ++i) {
      const TaskId t = dirty_tasks_[i];
      tasks_[t].dirty = false;
      if (tasks_[t].state != TaskState::waiting) continue;
      if (const auto candidate = task_candidate(t)) {
        consider(*candidate);
      } else if (!tasks_[t].queued) {
        enqueue(t);
      }
    }
    dirty_tasks_.clear();
    if (!dirty_people_.empty()) {
      for (std::size_t i = 0; i < dirty_people_.size(); ++i) {
        const PersonId p = dirty_people_[i];
        servers_[p].dirty = false;
        if (const auto candidate = person_candidate(p)) consider(*candidate);
      }
      dirty_people_.clear();
      if (!dirty_tasks_.empty()) continue;
    }
    if (candidates_.empty() || error_) break;
    const Candidate top = candidates_.pop();
    const bool for_person = top.for_person();
    if (!for_person && (tasks_[top.task].generation != top.generation ||
                        tasks_[top.task].candidacy != top.candidacy)) {
      continue;
    }
    if (first_known_ && first_.task == top.task && first_.person == top.person) {
      choices_.swap(first_choices_);
      first_known_ = false;
      start(top.task);
      if (!candidates_.empty()) look_again();
      if (for_person) look_on(top.person);
      continue;
    }
    first_known_ = false;
    const auto now = for_person ? person_candidate(top.person) : task_candidate(top.task);
    if (!now) {
      if (!for_person && !tasks_[top.task].queued) enqueue(top.task);
      continue;
    }
    if (now->worse(top) || now->task != top.task) {
      consider(*now);
      continue;
    }
    start(now->task);
    if (!candidates_.empty()) look_again();
    if (for_person) look_on(top.person);
  }
}

void Replication::match_in_order() {
  blocked_ = kNone<TaskId>;
  for (;;) {
    for (TaskId t : dirty_tasks_) {
      tasks_[t].dirty = false;
      if (tasks_[t].state == TaskState::waiting && !tasks_[t].queued) enqueue(t);
    }
    dirty_tasks_.clear();
    for (PersonId p : dirty_people_) servers_[p].dirty = false;
    dirty_people_.clear();
    TaskId head = kNone<TaskId>;
    line_.look({}, [this](const WaitingQueue::Entry& e) { return waits(e); },
               [](const WaitingQueue::Entry&) { return Quotient{}; }, way_,
               [&](const WaitingQueue::Entry& e, const Priority&) {
                 head = e.task;
                 return false;
               });
    if (head == kNone<TaskId> || error_) return;
    if (!choose_all(tasks_[head])) {
      blocked_ = head;
      choices_.clear();
      return;
    }
    start(head);
  }
}

bool Replication::has_role(PersonId p, RoleId role) const {
  const std::vector<RoleId>& roles = servers_[p].roles;
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

void Replication::count_present(PersonId p, int by) {
  for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
    if (memberships_[m].held) present_[memberships_[m].role] += static_cast<std::uint32_t>(by);
  }
}

}  // namespace suits
