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

bool Replication::may_interrupt(const Task& task, PersonId p) const {
  const Server& server = servers_[p];
  if (!model_.classes[task.work_class].interrupts || task.seats.size() > 1) return false;
  if (server.meeting || server.joint || server.paused != kNone<TaskId>) return false;
  const Task& other = tasks_[server.task];
  return raw(task.work_class) < raw(other.work_class) && step_of(other).interruptible;
}

bool Replication::can_take(const Task& task, const Seat& seat, PersonId p) const {
  const Server& server = servers_[p];
  if (!on_duty(p)) return false;
  if (server.task != kNone<TaskId> && !may_interrupt(task, p)) return false;
  if (!meets(seat, p)) return false;
  if (step_of(task).interruptible) return true;
  const double factor = model_.levels[servers_[p].level].time_factor;
  const Duration time = round_duration(static_cast<double>(seat.left.us) * factor);
  const Instant done = server.availability.advance(now_, time);
  if (done > server.availability.stretch_end(now_)) return false;
  return server.appointments.empty() || done <= server.appointments.front().start;
}

/// Of two people in one ring, who takes it: the holder, an idle one before one to interrupt, the
/// longest idle (keep: none) or the least open kept work in proportion to weekly hours, the name.
bool Replication::better(const Task& task, const Seat& seat, const RingPlan& plan, PersonId a,
                         PersonId b) const {
  if ((a == seat.person) != (b == seat.person)) return a == seat.person;
  const Server &x = servers_[a], &y = servers_[b];
  const bool idle_a = x.task == kNone<TaskId>, idle_b = y.task == kNone<TaskId>;
  if (idle_a != idle_b) return idle_a;
  if (!idle_a) {
    // Whoever does the least urgent work; of these whoever began last.
    const ClassId class_a = tasks_[x.task].work_class, class_b = tasks_[y.task].work_class;
    if (class_a != class_b) return class_b < class_a;
    if (x.since != y.since) return x.since > y.since;
    return a < b;
  }
  (void)task;
  if (plan.keep == Keep::none) {
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
    if (!can_take(task, seat, p)) return;
    for (const Choice& taken : choices_) {
      if (taken.person == p) return;  // has another seat of the same task
    }
    if (best && !better(task, seat, plan, p, best.person)) return;
    best = {p, way, ring_index, ring.serving, servers_[p].task != kNone<TaskId>};
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
    if (best && plan.keep == Keep::none && best.ring == ring_index && best.way == way &&
        (seat.person == kNone<PersonId> || best.person == seat.person)) {
      break;
    }
  }
  // People at work come after idle ones, but for the holder.
  if (!model_.classes[task.work_class].interrupts) return;
  const bool idle_found = best && !best.interrupts;
  if (idle_found && (seat.person == kNone<PersonId> || best.person == seat.person)) return;
  for (PersonId p : role_people_[ring.serving]) {
    if (servers_[p].task == kNone<TaskId> || (spare && plans_.has_accounts(p))) continue;
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

Priority Replication::priority_in(const Task& task, const Seat& seat, RoleId serving,
                                  bool cover) const {
  (void)seat;
  Priority priority;
  priority.class_and_cover = raw(task.work_class) * 2 + (cover ? 1 : 0);
  priority.number = task.number;
  if (model_.roles[serving].dispatch.rule == DispatchRule::earliest_due) {
    priority.rule = jobs_[task.job].due.us;
  }
  return priority;
}

// ---- queues --------------------------------------------------------------------------------------

/// The queues in which a request stands while a ring is open, each with the role served.
template <class F>
void Replication::for_each_queue(const Task& task, const Seat& seat, std::uint32_t way,
                                 std::uint32_t ring_index, F visit) const {
  const RingPlan& plan = *seat.ways[way].plan;
  const Ring& ring = plan.rings[ring_index];
  const auto named = [&](PersonId p) {
    for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
      if (memberships_[m].role == ring.serving) visit(m, ring);
    }
  };
  if (seat.forced != kNone<PersonId>) return named(seat.forced);
  if (ring.keeper) {
    if (const PersonId p = keeper(task, seat, plan); p != kNone<PersonId>) return named(p);
  }
  if (ring.source == Ring::Source::named) {
    for (PersonId p : ring.people) named(p);
    return;
  }
  const std::size_t spare = ring.source == Ring::Source::spare ? 1 : 0;
  visit(group_queue(ring.serving, spare, seat.requirement), ring);
}

void Replication::enqueue(TaskId id) {
  Task& task = tasks_[id];
  if (model_.in_order) {
    if (!task.queued) {
      line_.push({{raw(task.work_class) * 2, 0, task.number}, id, task.generation});
    }
    task.queued = true;
    return;
  }
  task.queued = true;
  if (task.seats.size() > 1) return joint_.push_back(id);
  const Seat& seat = task.seats[0];
  for (std::uint32_t w = 0; w < seat.way_count; ++w) {
    for (std::uint64_t open = seat.ways[w].open; open != 0; open &= open - 1) {
      const auto r = static_cast<std::uint32_t>(std::countr_zero(open));
      for_each_queue(task, seat, w, r, [&](std::size_t queue, const Ring& ring) {
        queues_[queue].push({priority_in(task, seat, ring.serving, ring.cover), id,
                             task.generation});
      });
    }
  }
}

/// The request's entries become stale.
void Replication::dequeue(TaskId id) {
  Task& task = tasks_[id];
  ++task.generation;
  if (!task.queued) return;
  task.queued = false;
  const auto fresh = [this](const WaitingQueue::Entry& e) {
    return tasks_[e.task].generation == e.generation && tasks_[e.task].state == TaskState::waiting;
  };
  if (model_.in_order) return line_.note_stale(fresh);
  if (task.seats.size() > 1) {
    std::erase(joint_, id);
    return;
  }
  const Seat& seat = task.seats[0];
  for (std::uint32_t w = 0; w < seat.way_count; ++w) {
    for (std::uint64_t open = seat.ways[w].open; open != 0; open &= open - 1) {
      const auto r = static_cast<std::uint32_t>(std::countr_zero(open));
      for_each_queue(task, seat, w, r, [&](std::size_t queue, const Ring&) {
        queues_[queue].note_stale(fresh);
      });
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
              for_each_queue(task, seat, w, r, [&](std::size_t queue, const Ring& of) {
                queues_[queue].push({priority_in(task, seat, of.serving, of.cover), id,
                                     task.generation});
              });
            }
          }
        }
        if (nobody) nobody = nobody_there(task, *way.plan, ring, seat);
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
    for (const WaitingQueue::Entry& e : queue.entries()) {
      const Task& task = tasks_[e.task];
      if (task.generation == e.generation && task.state == TaskState::waiting) {
        found.push_back(e.task);
      }
    }
  };
  if (model_.in_order) {
    collect(line_);
  } else {
    found = joint_;
    for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
      collect(queues_[m]);
      for (RequirementId r : ids(model_.requirements)) {
        collect(queues_[group_queue(memberships_[m].role, 0, r)]);
        collect(queues_[group_queue(memberships_[m].role, 1, r)]);
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
        const JobId job = tasks_[t].job;  // work that only they could do
        give_up(job, cancel_task(t));
        continue;
      }
      dequeue(t);
      enqueue(t);
      mark_dirty(t);
    }
    open_rings(t, false);
  }
}

// ---- candidates ----------------------------------------------------------------------------------

/// What the request with `choices_` competes by: the best of its seats, since the first role in
/// which it is first starts it.
Replication::Candidate Replication::as_chosen(TaskId id) const {
  const Task& task = tasks_[id];
  Candidate best;
  for (std::size_t s = 0; s < choices_.size(); ++s) {
    const Choice& choice = choices_[s];
    const Ring& ring = task.seats[s].ways[choice.way].plan->rings[choice.ring];
    const Candidate candidate{rank_[choice.serving],
                              priority_in(task, task.seats[s], choice.serving, ring.cover), id,
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
    Candidate& c = candidates_[i];
    const bool taken = c.taker == kNone<PersonId> || freed_ ||
                       std::any_of(chosen_.begin(), chosen_.end(),
                                   [&](const Choice& choice) { return choice.person == c.taker; });
    if (c.person == kNone<PersonId> && taken) {
      const bool waits = tasks_[c.task].generation == c.generation;
      if (waits) mark_dirty(c.task);
      c = candidates_.back();
      candidates_.pop_back();
      continue;
    }
    ++i;
  }
  freed_ = false;
  std::make_heap(candidates_.begin(), candidates_.end(), worse<Candidate, Candidate>);
}

/// The best that a person could take now, in the lowest of their roles that has anything.
std::optional<Replication::Candidate> Replication::person_candidate(PersonId p) {
  const Server& server = servers_[p];
  if (!on_duty(p)) return std::nullopt;
  if (server.task != kNone<TaskId> &&
      (server.meeting || server.joint || server.paused != kNone<TaskId> || !any_interrupts_)) {
    return std::nullopt;
  }
  std::optional<Candidate> best;
  const Person& person = model_.people[p];
  for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
    const RoleId role = memberships_[m].role;
    const std::uint32_t rank = rank_[role];
    if (best && rank > best->rank) continue;
    const auto look = [&](WaitingQueue& queue) {
      while (!queue.empty()) {
        const WaitingQueue::Entry entry = queue.top();
        const Task& task = tasks_[entry.task];
        if (task.generation != entry.generation || task.state != TaskState::waiting) {
          queue.pop();
          continue;
        }
        if (best && best->rank == rank && !(entry.priority < best->priority)) break;
        // What comes after is no more urgent than what they do.
        if (server.task != kNone<TaskId> && task.work_class >= tasks_[server.task].work_class) break;
        const bool startable =
            (server.task == kNone<TaskId> || may_interrupt(task, p)) && choose_all(task);
        if (startable) {
          const Candidate chosen = as_chosen(entry.task);
          if (chosen.rank == rank && chosen.priority == entry.priority) {
            best = chosen;
            best->person = p;
            break;
          }
          mark_dirty(entry.task);  // in another way, as things stand: it looks for itself
        }
        aside_.push_back(queue.pop());
      }
      for (const WaitingQueue::Entry& entry : aside_) queue.push(entry);
      aside_.clear();
    };
    look(queues_[m]);
    if (!memberships_[m].held) continue;
    for (RequirementId r : ids(model_.requirements)) {
      if (!model_.meets(r, server.level, person.skills)) continue;
      look(queues_[group_queue(role, 0, r)]);
      if (!plans_.has_accounts(p)) look(queues_[group_queue(role, 1, r)]);
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
  if (!took || servers_[p].task == kNone<TaskId> || last_membership(p) - first_membership_[p] > 1) {
    mark_dirty(p);
  }
}

void Replication::match() {
  if (model_.in_order) return match_in_order();
  freed_ = false;
  for (;;) {
    // Requests for several people look for themselves.
    if (!dirty_people_.empty()) {
      for (TaskId t : joint_) mark_dirty(t);
    }
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
  for (;;) {
    for (TaskId t : dirty_tasks_) {
      tasks_[t].dirty = false;
      if (tasks_[t].state == TaskState::waiting && !tasks_[t].queued) enqueue(t);
    }
    dirty_tasks_.clear();
    for (PersonId p : dirty_people_) servers_[p].dirty = false;
    dirty_people_.clear();
    while (!line_.empty() && (tasks_[line_.top().task].generation != line_.top().generation ||
                              tasks_[line_.top().task].state != TaskState::waiting)) {
      line_.pop();
    }
    if (line_.empty() || error_) return;
    const TaskId head = line_.top().task;
    if (!choose_all(tasks_[head])) {
      choices_.clear();
      return;
    }
    start(head);
  }
}

// ---- starting and stopping -----------------------------------------------------------------------

bool Replication::has_role(PersonId p, RoleId role) const {
  const std::vector<RoleId>& roles = servers_[p].roles;
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

void Replication::count_present(PersonId p, int by) {
  for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
    if (memberships_[m].held) present_[memberships_[m].role] += static_cast<std::uint32_t>(by);
  }
}

void Replication::set_idle(PersonId p) {
  servers_[p].idle_since = now_;
  list_idle(p);
}

/// Into the lists of idle people of the roles that they have.
void Replication::list_idle(PersonId p) {
  const Instant since = servers_[p].idle_since;
  for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
    Membership& member = memberships_[m];
    if (member.idle || !member.held) continue;
    member.idle = true;
    // After those idle as long or longer; among equals by name.
    const auto later = [&](PersonId other) {
      const Instant theirs = servers_[other].idle_since;
      return theirs != since ? theirs > since : other > p;
    };
    std::uint32_t before = idle_tail_[member.role];
    while (before != ~0u && later(memberships_[before].person)) {
      before = memberships_[before].previous;
    }
    member.previous = before;
    member.next = before == ~0u ? idle_head_[member.role] : memberships_[before].next;
    (before == ~0u ? idle_head_[member.role] : memberships_[before].next) = m;
    (member.next == ~0u ? idle_tail_[member.role] : memberships_[member.next].previous) = m;
  }
}

void Replication::set_busy(PersonId p) {
  for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
    Membership& member = memberships_[m];
    if (!member.idle) continue;
    member.idle = false;
    (member.previous == ~0u ? idle_head_[member.role] : memberships_[member.previous].next) =
        member.next;
    (member.next == ~0u ? idle_tail_[member.role] : memberships_[member.next].previous) =
        member.previous;
  }
}

/// Who takes the role first from the account's own people keeps it.
void Replication::keep_for(Task& task, Seat& seat) {
  const RingPlan& plan = *seat.ways[seat.way].plan;
  if (seat.ring != 0 || seat.forced != kNone<PersonId> || plan.keep == Keep::none) return;
  if (model_.roles[plan.asked].sort == RoleSort::client) return;
  PersonId& kept = plan.keep == Keep::job
                       ? jobs_[task.job].keepers[plan.place]
                       : account_keepers_[raw(jobs_[task.job].account)][plan.place];
  if (kept != kNone<PersonId>) return;
  kept = seat.person;
  if (plan.keep == Keep::job) ++servers_[seat.person].kept;
}

/// The request starts with the people in `choices_`.
void Replication::start(TaskId id) {
  chosen_.swap(choices_);
  choices_.clear();
  const std::vector<Choice>& chosen = chosen_;
  dequeue(id);
  Task& task = tasks_[id];
  task.state = TaskState::running;
  if (task.timer != kNoEvent) {
    events_.cancel(task.timer);
    task.timer = kNoEvent;
  }
  close_wait(id, chosen[0].person);
  for (std::size_t s = 0; s < chosen.size(); ++s) {
    Seat& seat = task.seats[s];
    const RoleId asked = seat.ways[0].plan->asked;
    recorder_.queue_changed(asked, -1, now_);
    seat.person = chosen[s].person;
    seat.serving = chosen[s].serving;
    seat.way = chosen[s].way;
    seat.ring = chosen[s].ring;
    const Ring& ring = seat.ways[seat.way].plan->rings[seat.ring];
    if (!task.begun) {
      recorder_.request_started(asked, task.ready, now_, ring.cover, ring.superior);
    }
    keep_for(task, seat);
  }
  for (std::size_t s = 0; s < chosen.size(); ++s) {
    if (chosen[s].interrupts) interrupt(chosen[s].person, false);
    servers_[chosen[s].person].joint = chosen.size() > 1;
  }
  begin_work(id);
}

/// The people of `chosen_` are there: the work begins.
void Replication::begin_work(TaskId id) {
  const std::vector<Choice>& people = chosen_;
  Task& task = tasks_[id];
  task.taken = now_;
  if (!task.begun) {
    note_step_start(jobs_[task.job], task.step);
    FactSubject subject = of_request(id);
    subject.person = people[0].person;
    trigger(Rule::Trigger::step_starts, subject);
  }
  task.begun = true;
  // Work of several is labelled by whoever was named first.
  open_wait(id, Segment::Sort::work, people[0].person, task.seats[0].ways[0].plan->asked);
  for (std::uint32_t s = 0; s < people.size(); ++s) begin_stretch(id, s, people[s].person);
  // A part of no length ends at once, and the task with its last part.
  for (const Choice& choice : people) {
    Server& server = servers_[choice.person];
    if (server.task != id || server.stretch.us > 0) continue;
    if (++at_instant_ > kMostAtInstant) {
      return fail(step_of(tasks_[id]).span,
                  fmt::format("step '{}' of '{}' keeps starting without time passing ({})",
                              step_of(tasks_[id]).name,
                              model_.kinds[jobs_[tasks_[id].job].kind].name, to_string(now_)));
    }
    finish_seat(choice.person);
  }
}

/// Milestones that begin or end with the start of a step.
void Replication::note_step_start(Job& job, StepId step) {
  for (std::size_t m = 0; m < job.milestones.size(); ++m) {
    const Milestone& milestone = model_.kinds[job.kind].milestones[m];
    MilestoneState& span = job.milestones[m];
    if (milestone.from == MilestonePoint::step_start && milestone.from_step == step &&
        span.from >= kNever) {
      span.from = now_;
    }
    if (milestone.to == MilestonePoint::step_start && milestone.to_step == step &&
        span.to >= kNever) {
      span.to = now_;
      span.record = job.steps[raw(step)].before;
    }
  }
}

void Replication::begin_stretch(TaskId id, std::uint32_t seat_index, PersonId p) {
  Task& task = tasks_[id];
  Server& server = servers_[p];
  const Seat& seat = task.seats[seat_index];
  set_busy(p);
  server.task = id;
  server.seat = seat_index;
  server.since = now_;
  server.time_factor = server.meeting ? 1 : model_.levels[servers_[p].level].time_factor;
  server.stretch = server.time_factor == 1
                       ? seat.left
                       : round_duration(static_cast<double>(seat.left.us) * server.time_factor);
  record(Happening::start, task.number, raw(p));
  if (server.stretch.us > 0) schedule_finish(p);
}

/// The end of the stretch under way, as far as absences are known: the work's or the hours'.
void Replication::schedule_finish(PersonId p) {
  Server& server = servers_[p];
  if (server.finish != kNoEvent) events_.cancel(server.finish);
  Type type = Type::finish;
  Instant at = server.availability.advance(server.since, server.stretch);
  const RoleId serving = tasks_[server.task].seats[server.seat].serving;
  if (model_.roles[serving].hand_back && !server.joint && !server.meeting) {
    const Instant end = server.availability.stretch_end(server.since);
    if (at > end) {
      at = end;
      type = Type::hand_back;
    }
  }
  server.finish = events_.schedule(std::max(now_, at), EventClass::finish, raw(p),
                                   payload(type, raw(p)));
}

/// Books the hours and the nominal effort of the stretch under way.
void Replication::stop_stretch(PersonId p, bool handover) {
  Server& server = servers_[p];
  Task& task = tasks_[server.task];
  Seat& seat = task.seats[server.seat];
  const Duration time = server.availability.between(server.since, now_);
  Duration done = seat.left;
  if (time < server.stretch) {
    done = server.time_factor == 1
               ? time
               : std::min(seat.left,
                          round_duration(static_cast<double>(time.us) / server.time_factor));
  }
  seat.left -= done;
  recorder_.effort_done(done);
  Job& job = jobs_[task.job];
  job.steps[raw(task.step)].done += done;
  const Ring& ring = seat.ways[seat.way].plan->rings[seat.ring];
  const Step& step = step_of(task);
  recorder_.worked({p, seat.serving, job.kind, job.account, server.since, now_, time, step.billable,
                    server.meeting, ring.cover, server.cost, server.rate},
                   server.availability);
  if (looker_on_ != nullptr) looker_on_->worked(job, task, seat, server.since, now_);
  note_week(server);
  touch(task.job);
  // The segment is the first-named person's, or of whoever ends last.
  Segment& segment = job.segments[static_cast<std::size_t>(task.last_segment)];
  segment.to = now_;
  segment.person = p;
  server.since = now_;
  if (handover) {
    const Duration extra =
        round_duration(model_.roles[seat.ways[0].plan->asked].handover.amount.mean());
    seat.left += extra;  // of the part at hand, where the effort comes in parts
    recorder_.effort_drawn(extra);
  }
}

/// The work under way goes back to the waiting requests, with what is left of it.
void Replication::interrupt(PersonId p, bool handover) {
  Server& server = servers_[p];
  const TaskId id = server.task;
  Task& task = tasks_[id];
  if (server.finish != kNoEvent) events_.cancel(server.finish);
  server.finish = kNoEvent;
  stop_stretch(p, handover);
  record(Happening::stop, task.number, raw(p));
  recorder_.interrupted(p, now_);
  server.task = kNone<TaskId>;
  set_idle(p);
  mark_dirty(p);
  task.state = TaskState::waiting;
  Seat& seat = task.seats[0];
  recorder_.queue_changed(seat.ways[0].plan->asked, 1, now_);
  open_wait(id, Segment::Sort::wait, p, seat.ways[0].plan->asked);
  open_rings(id);
  arm_threshold(id);
  mark_dirty(id);
}

}  // namespace suits
