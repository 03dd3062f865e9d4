// When rings open: past their threshold, or for want of anybody in the rings before.

#include <algorithm>
#include <cassert>

#include "engine/run/replication.hpp"

namespace suits {

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
  const bool spare = ring.source == Ring::Source::spare;
  const std::vector<PersonId>& people = people_of(ring.serving, seat.requirement, spare);
  return std::all_of(people.begin(), people.end(), missing);
}

/// Opens what is due: rings past their threshold (if asked for), and for want of anybody in the rings
/// before.
void Replication::open_more_rings(TaskId id, bool by_threshold) {
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
void Replication::arm_next_threshold(TaskId id) {
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
          count_kept(p, -1);
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

}  // namespace suits
