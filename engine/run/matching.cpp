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
#include <bit>
#include <cassert>

#include <fmt/format.h>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

bool worse(const auto& a, const auto& b) {
  return a.rank != b.rank ? a.rank > b.rank : b.priority < a.priority;
}

}  // namespace

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

// ---- who may -------------------------------------------------------------------------------------

/// Who keeps the role, if they may take the seat.
PersonId Replication::keeper(const Task& task, const Seat& seat, const RingPlan& plan) const {
  PersonId keeper = kNone<PersonId>;
  if (plan.keep == Keep::job) keeper = jobs_[task.job].keepers[plan.place];
  if (plan.keep == Keep::account) {
    keeper = account_keepers_[raw(jobs_[task.job].account)][plan.place];
  }
  if (keeper == kNone<PersonId> || servers_[keeper].left) return kNone<PersonId>;
  if (!meets(seat, keeper)) return kNone<PersonId>;
  return keeper;
}

/// Which of a person's works the request may take them from: the least urgent, of these the one begun
/// last; −1: none.
int Replication::least_urgent(const Task& task, PersonId p) const {
  const Server& server = servers_[p];
  if (!interrupts(task)) return -1;
  if (server.meeting || server.joint || server.paused != kNone<TaskId>) return -1;
  int found = -1;
  for (std::size_t i = 0; i < server.works.size(); ++i) {
    const Task& other = tasks_[server.works[i].task];
    const bool later_class = raw(task.work_class) < raw(other.work_class);
    const bool pushed = task.pushes && !other.pushes && task.work_class == other.work_class;
    if (!(later_class || pushed) || !step_of(other).interruptible) continue;
    if (found >= 0) {
      const Work& best = server.works[static_cast<std::size_t>(found)];
      const ClassId of_best = tasks_[best.task].work_class;
      if (other.work_class < of_best) continue;
      if (other.work_class == of_best && server.works[i].begun < best.begun) continue;
    }
    found = static_cast<int>(i);
  }
  return found;
}

/// Whether a person's attention suffices: somebody with room, or to be interrupted. What needs all of
/// it does not begin beside anything else.
bool Replication::attends(const Task& task, PersonId p) const {
  if (servers_[p].works.empty()) return true;
  const bool whole = task.seats.size() > 1 || !task.what->interruptible;
  if (has_room(p)) return !whole;
  return (!whole || model_.people[p].focus.jobs == 1) && least_urgent(task, p) >= 0;
}

bool Replication::can_take(const Task& task, const Seat& seat, PersonId p) const {
  const Server& server = servers_[p];
  if (!on_duty(p)) return false;
  if (!attends(task, p) || !meets(seat, p)) return false;
  if (step_of(task).interruptible) return true;
  const Duration time = person_time(jobs_[task.job].account, p, seat.left);
  const Instant done = server.availability.advance(now_, time);
  if (done > server.availability.stretch_end(now_)) return false;
  return server.appointments.empty() || done <= server.appointments.front().start;
}

/// Of two people in one ring, who takes it: the holder, an idle one before one to interrupt, the
/// longest idle (keep: none) or the least open kept work in proportion to weekly hours, the name.
bool Replication::better(const Task& task, const Seat& seat, PersonId a, PersonId b) const {
  if ((a == seat.person) != (b == seat.person)) return a == seat.person;
  const Server &x = servers_[a], &y = servers_[b];
  const bool room_a = has_room(a), room_b = has_room(b);
  if (room_a != room_b) return room_a;
  if (!room_a) {
    // Whoever does the least urgent work; of these whoever began it last.
    const Work& of_a = x.works[static_cast<std::size_t>(least_urgent(task, a))];
    const Work& of_b = y.works[static_cast<std::size_t>(least_urgent(task, b))];
    const ClassId class_a = tasks_[of_a.task].work_class, class_b = tasks_[of_b.task].work_class;
    if (class_a != class_b) return class_b < class_a;
    if (of_a.begun != of_b.begun) return of_a.begun > of_b.begun;
    return a < b;
  }
  if (x.works.size() != y.works.size()) return x.works.size() < y.works.size();
  // Where alternatives differ in keeping, the first named decides.
  if (seat.ways[0].plan->keep == Keep::none) {
    if (x.idle_since != y.idle_since) return x.idle_since < y.idle_since;
  } else {
    const Wide load_a = static_cast<Wide>(x.kept) * y.weekly_hours.us;
    const Wide load_b = static_cast<Wide>(y.kept) * x.weekly_hours.us;
    if (load_a != load_b) return load_a < load_b;
  }
  return a < b;
}

void Replication::choose_among(const Task& task, const Seat& seat, std::uint32_t way,
                               std::uint32_t ring_index, Choice& best) const {
  const RingPlan& plan = *seat.ways[way].plan;
  const Ring& ring = plan.rings[ring_index];
  const auto offer = [&](PersonId p) {
    if (!can_take(task, seat, p) || held_free(task, ring.serving, p)) return;
    for (const Choice& taken : choices_) {
      if (taken.person == p) return;  // has another seat of the same task
    }
    if (best && !better(task, seat, p, best.person)) return;
    best = {p, way, ring_index, ring.serving, !has_room(p)};
  };
  if (seat.forced != kNone<PersonId>) return offer(seat.forced);
  if (ring.keeper) {
    if (const PersonId p = keeper(task, seat, plan); p != kNone<PersonId>) return offer(p);
  }
  if (ring.source == Ring::Source::named) {
    for (PersonId p : ring.people) offer(p);
    return;
  }
  const bool spare = ring.source == Ring::Source::spare;
  for (std::uint32_t m = idle_head_[ring.serving]; m != ~0u; m = memberships_[m].next) {
    const PersonId p = memberships_[m].person;
    if (spare && plans_.has_accounts(p)) continue;
    offer(p);
    // The list runs from the longest idle on: the first who can is the one, the holder aside.
    if (!any_focus_ && best && seat.ways[0].plan->keep == Keep::none && best.ring == ring_index && best.way == way &&
        (seat.person == kNone<PersonId> || best.person == seat.person)) {
      break;
    }
  }
  // People at work come after idle ones, but for the holder.
  if (!interrupts(task)) return;
  const bool idle_found = best && !best.interrupts;
  if (idle_found && (seat.person == kNone<PersonId> || best.person == seat.person)) return;
  for (PersonId p : role_people_[ring.serving]) {
    if (has_room(p) || (spare && plans_.has_accounts(p))) continue;
    if (!idle_found || p == seat.person) offer(p);
  }
}

Replication::Choice Replication::choose(const Task& task, std::uint32_t seat_index) const {
  const Seat& seat = task.seats[seat_index];
  std::uint64_t open = 0;
  for (std::uint32_t w = 0; w < seat.way_count; ++w) open |= seat.ways[w].open;
  Choice best;
  for (; open != 0 && !best; open &= open - 1) {
    const auto ring = static_cast<std::uint32_t>(std::countr_zero(open));
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      if ((seat.ways[w].open >> ring & 1) != 0) choose_among(task, seat, w, ring, best);
    }
  }
  return best;
}

/// Whether somebody with room stays free for more urgent work of the role in which they would serve.
bool Replication::held_free(const Task& task, RoleId serving, PersonId p) const {
  const std::vector<std::uint32_t>& reserve = model_.roles[serving].reserve;
  if (reserve.empty() || reserve[raw(task.work_class)] == 0 || !has_room(p)) return false;
  // People on call, and whoever has left the role, are none of the role's.
  const auto& pool = model_.people[p].pool;
  if (!has_role(p, serving) || (pool && model_.staffing.pools[*pool].stay)) return false;
  std::uint32_t idle = 0;
  for (std::uint32_t m = idle_head_[serving]; m != ~0u; m = memberships_[m].next) {
    if (on_duty(memberships_[m].person)) ++idle;
  }
  return idle <= reserve[raw(task.work_class)];
}

/// One more free person of a role that holds some back may set another one free.
void Replication::everybody_looks() {
  for (std::size_t i = 0; i < dirty_people_.size(); ++i) {
    for (RoleId r : servers_[dirty_people_[i]].roles) {
      if (model_.roles[r].reserve.empty()) continue;
      for (std::uint32_t m = idle_head_[r]; m != ~0u; m = memberships_[m].next) {
        mark_dirty(memberships_[m].person);
      }
    }
  }
}

// ---- rings ---------------------------------------------------------------------------------------

bool Replication::nobody_there(const Task& task, const RingPlan& plan, const Ring& ring,
                               const Seat& seat, std::optional<Instant> at) const {
  const auto missing = [&](PersonId p) {
    return (at ? servers_[p].availability.absent(*at) : servers_[p].absent) || !meets(seat, p);
  };
  if (seat.forced != kNone<PersonId>) return false;
  if (ring.keeper) {
    if (const PersonId p = keeper(task, seat, plan); p != kNone<PersonId>) return missing(p);
  }
  if (ring.source == Ring::Source::named) {
    return std::all_of(ring.people.begin(), ring.people.end(), missing);
  }
  if (!at && present_[ring.serving] == 0) return true;
  const std::vector<PersonId>& people = role_people_[ring.serving];
  return std::all_of(people.begin(), people.end(), [&](PersonId p) {
    return missing(p) || (ring.source == Ring::Source::spare && plans_.has_accounts(p));
  });
}

/// Opens what is due: rings past their threshold (if asked for), and for want of anybody in the rings
/// before.
void Replication::open_rings(TaskId id, bool by_threshold) {
  Task& task = tasks_[id];
  bool opened = false;
  std::vector<std::uint32_t> called;  // pools
  for (Seat& seat : task.seats) {
    if (seat.forced != kNone<PersonId>) continue;
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      Seat::Way& way = seat.ways[w];
      const auto& rings = way.plan->rings;
      bool nobody = true;  // in the rings before
      for (std::uint32_t r = 0; r < rings.size() && r < 64; ++r) {
        const Ring& ring = rings[r];
        bool open = (way.open >> r & 1) != 0;
        if (!open && r > 0) {
          open = nobody;
          if (!open && by_threshold && ring.after != nullptr) {
            open = opens_at(task, ring) <= now_;
          }
          if (open) {
            way.open |= std::uint64_t{1} << r;
            opened = true;
            touch(task.job);
            record(Happening::opened, task.number, r);
            if (ring.pool) called.push_back(*ring.pool);
            if (looker_on_ != nullptr) {
              looker_on_->ring_opened(jobs_[task.job], task, ring, nobody, now_);
            }
            if (task.queued && !model_.in_order && task.seats.size() == 1) {
              enter_queues(id, seat, w, r);
            }
          }
        }
        if (nobody) nobody = nobody_there(task, *way.plan, ring, seat);
        // Nothing opens any more: somebody is there, and there is nothing to wait for.
        if (!nobody && !(by_threshold && way.plan->thresholds)) break;
      }
    }
  }
  if (opened) mark_dirty(id);
  for (const std::uint32_t pool : called) call_for_ring(pool);
}

/// For want of anybody, for all that waits on the job's account.
void Replication::open_rings_of(const Job& job) {
  std::vector<TaskId> found;
  for (TaskId t : ids(tasks_)) {
    const Task& task = tasks_[t];
    if (task.state == TaskState::waiting && jobs_[task.job].account == job.account) found.push_back(t);
  }
  std::sort(found.begin(), found.end(),
            [&](TaskId a, TaskId b) { return tasks_[a].number < tasks_[b].number; });
  for (TaskId t : found) open_rings(t, false);
}

/// When the ring's threshold passes: so long after the request became ready, or when its slack has
/// fallen to so much. Requires: the ring has a threshold.
Instant Replication::opens_at(const Task& task, const Ring& ring) const {
  const Lapse& lapse = ring.after->lapse;
  if (!ring.after->slack) {
    return after(model_.agency(), task.ready, lapse.clock, lapse.amount.mean() * ring.times);
  }
  const Job& job = jobs_[task.job];
  if (job.due >= kNever) return kNever;
  const Duration left = round_duration(mean_working(model_, lapse) / ring.times);
  const Duration worked = model_.agency().worked(job.due) - task.tail - expected_left(task) - left;
  return worked.us <= 0 ? kDawn : model_.agency().at_worked(worked);
}

/// One timer for the next threshold.
void Replication::arm_threshold(TaskId id) {
  Task& task = tasks_[id];
  assert(task.timer == kNoEvent);
  Instant next = kNever;
  for (const Seat& seat : task.seats) {
    if (seat.forced != kNone<PersonId>) continue;
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      if (!seat.ways[w].plan->thresholds) continue;
      const auto& rings = seat.ways[w].plan->rings;
      for (std::uint32_t r = 1; r < rings.size() && r < 64; ++r) {
        if (rings[r].after == nullptr || (seat.ways[w].open >> r & 1) != 0) continue;
        next = std::min(next, opens_at(task, rings[r]));
      }
    }
  }
  if (next >= kNever) return;
  task.timer = events_.schedule(std::max(next, now_), EventClass::timer,
                                (std::uint64_t{1} << 52) + task.number,
                                payload(Type::threshold, raw(id)));
}

void Replication::on_threshold(TaskId id) {
  tasks_[id].timer = kNoEvent;
  open_rings(id);
  arm_threshold(id);
}

/// A person is absent from now on (or has left): what only they could take opens to others.
void Replication::reopen_queues_of(PersonId p) {
  std::vector<TaskId> found;
  const auto collect = [&](const WaitingQueue& queue) {
    queue.for_each([&](const WaitingQueue::Entry& e) {
      if (waits(e)) found.push_back(e.task);
    });
  };
  if (model_.in_order) {
    collect(line_);
  } else {
    found = joint_;
    for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
      collect(queues_[m]);
      for (RequirementId r : ids(model_.requirements)) {
        collect(queues_[group_queue(memberships_[m].role, 0, r, 0)]);
        collect(queues_[group_queue(memberships_[m].role, 1, r, 0)]);
      }
    }
  }
  if (servers_[p].left) {
    // Leavers lose what they keep.
    for (Job& job : jobs_) {
      if (!job.active) continue;
      for (PersonId& k : job.keepers) {
        if (k == p) {
          k = kNone<PersonId>;
          --servers_[p].kept;
        }
      }
    }
    for (auto& keepers : account_keepers_) std::replace(keepers.begin(), keepers.end(), p, kNone<PersonId>);
  }
  // What they were at work on until now is not in the queues yet.
  for (TaskId t : dirty_tasks_) {
    if (tasks_[t].state == TaskState::waiting) found.push_back(t);
  }
  std::sort(found.begin(), found.end(), [&](TaskId a, TaskId b) {
    return tasks_[a].number < tasks_[b].number;
  });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (TaskId t : found) {
    if (servers_[p].left) {
      if (tasks_[t].seats[0].forced == p) {
        cancel_job(tasks_[t].job);  // background work that only they could do
        continue;
      }
      dequeue(t);
      enqueue(t);
      mark_dirty(t);
      wait_anew(t, tasks_[t].waits_for);
    }
    open_rings(t, false);
  }
}

// ---- candidates ----------------------------------------------------------------------------------

/// What the request with `choices_` competes by: the best of its seats, since the first role in
/// which it is first starts it.
Replication::Candidate Replication::as_chosen(TaskId id) {
  const Task& task = tasks_[id];
  Candidate best;
  for (std::size_t s = 0; s < choices_.size(); ++s) {
    const Choice& choice = choices_[s];
    const Ring& ring = task.seats[s].ways[choice.way].plan->rings[choice.ring];
    const Candidate candidate{line(choice.serving, choice.person),
                              priority_in(id, choice.serving, ring.cover, choice.person), id,
                              task.generation, kNone<PersonId>, choice.person};
    if (s == 0 || worse(best, candidate)) best = candidate;
  }
  if (choices_.size() > 1 || choices_[0].interrupts || task.seats[0].way_count > 1) {
    best.taker = kNone<PersonId>;
  }
  return best;
}

std::optional<Replication::Candidate> Replication::task_candidate(TaskId id) {
  const Task& task = tasks_[id];
  if (task.state != TaskState::waiting || !choose_all(task)) return std::nullopt;
  return as_chosen(id);
}

/// Others have been taken: what the requests looked at compete by may have changed, even for the
/// better (cover by a lower role).
void Replication::look_again() {
  for (std::size_t i = 0; i < candidates_.size();) {
    const Candidate c = candidates_[i];
    const bool for_person = c.person != kNone<PersonId>;
    // Where people are held free, one taken may hold another.
    const bool taken = c.taker == kNone<PersonId> || freed_ || any_reserve_ ||
                       std::any_of(chosen_.begin(), chosen_.end(),
                                   [&](const Choice& choice) { return choice.person == c.taker; });
    // What an expression says may have changed for anybody.
    if (!any_computed_ && (for_person || !taken)) {
      ++i;
      continue;
    }
    candidates_[i] = candidates_.back();
    candidates_.pop_back();
    if (for_person) {
      mark_dirty(c.person);
    } else if (tasks_[c.task].generation == c.generation) {
      mark_dirty(c.task);
    }
  }
  freed_ = false;
  std::make_heap(candidates_.begin(), candidates_.end(), worse<Candidate, Candidate>);
}

/// The best that a person could take now, in the lowest of their roles that has anything.
std::optional<Replication::Candidate> Replication::person_candidate(PersonId p) {
  const Server& server = servers_[p];
  if (!on_duty(p)) return std::nullopt;
  const bool room = has_room(p);
  if (!room && (server.meeting || server.joint || server.paused != kNone<TaskId> ||
                !any_interrupts_)) {
    return std::nullopt;
  }
  ClassId least{0};  // of what they do
  if (!room) {
    for (const Work& work : server.works) least = std::max(least, tasks_[work.task].work_class);
  }
  std::optional<Candidate> best;
  const Person& person = model_.people[p];
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
        const Candidate chosen = as_chosen(entry.task);
        if (chosen.rank == rank && chosen.priority == priority) {
          best = chosen;
          best->person = p;
          return false;
        }
        mark_dirty(entry.task);  // in another way, as things stand: it looks for itself
        return true;
      });
    };
    look(m);
    if (!memberships_[m].held) continue;
    const std::size_t variant = variant_of(role, p);
    const std::size_t all = group_queue(role, 0, RequirementId{0}, variant);
    const std::size_t spares = group_queue(role, 1, RequirementId{0}, variant);
    const bool spare = !plans_.has_accounts(p);
    for (RequirementId r : ids(model_.requirements)) {
      if (queues_[all + raw(r)].empty() && (!spare || queues_[spares + raw(r)].empty())) continue;
      if (!model_.meets(r, server.level, person.skills)) continue;
      look(all + raw(r));
      if (spare) look(spares + raw(r));
    }
  }
  return best;
}

void Replication::consider(const Candidate& candidate) {
  candidates_.push_back(candidate);
  std::push_heap(candidates_.begin(), candidates_.end(), worse<Candidate, Candidate>);
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
  freed_ = false;
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
        choose_all(tasks_[candidate->task]);
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
    std::pop_heap(candidates_.begin(), candidates_.end(), worse<Candidate, Candidate>);
    const Candidate top = candidates_.back();
    candidates_.pop_back();
    const bool for_person = top.person != kNone<PersonId>;
    if (!for_person && tasks_[top.task].generation != top.generation) continue;
    const auto now = for_person ? person_candidate(top.person) : task_candidate(top.task);
    if (!now) {
      if (!for_person && !tasks_[top.task].queued) enqueue(top.task);
      continue;
    }
    if (worse(*now, top) || now->task != top.task) {
      consider(*now);
      continue;
    }
    choose_all(tasks_[now->task]);
    start(now->task);
    if (!candidates_.empty()) look_again();
    if (for_person) look_on(top.person);
  }
  candidates_.clear();
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
