// Who takes a request, as things stand: who may, and of these the first by ring and by the order in
// which they are asked.

#include <algorithm>
#include <bit>

#include "engine/run/replication.hpp"

namespace suits {

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

/// Requires: they are at work. What needs all of somebody's attention does not begin beside anything
/// else.
bool Replication::attends_beside(const Task& task, PersonId p) const {
  if (servers_[p].focus == 1) return least_urgent(task, p) >= 0;
  const bool whole = task.seats.size() > 1 || !task.what->interruptible;
  if (has_room(p)) return !whole;
  return !whole && least_urgent(task, p) >= 0;
}

/// Whether work that is not to be interrupted would be done in time.
bool Replication::ends_in_time(const Task& task, const Seat& seat, PersonId p) const {
  const Server& server = servers_[p];
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

/// Whether a person may take a seat as one of a ring.
bool Replication::may_take(const Task& task, const Seat& seat, const Ring& ring, PersonId p) const {
  if (!can_take(task, seat, p) || (any_reserve_ && held_free(task, ring.serving, p))) return false;
  return std::none_of(choices_.begin(), choices_.end(),  // has another seat of the same task
                      [p](const Choice& taken) { return taken.person == p; });
}

/// The best of a ring and of `best`.
void Replication::choose_among(const Task& task, const Seat& seat, std::uint32_t way,
                               std::uint32_t ring_index, Choice& best) const {
  const RingPlan& plan = *seat.ways[way].plan;
  const Ring& ring = plan.rings[ring_index];
  const auto offer = [&](PersonId p) {
    if (!may_take(task, seat, ring, p)) return;
    if (best && !better(task, seat, p, best.person)) return;
    best = {p, way, ring_index, ring.serving, !has_room(p)};
  };
  if (seat.forced != kNone<PersonId>) return offer(seat.forced);
  if (ring.keeper) {
    if (const PersonId p = keeper(task, seat, plan); p != kNone<PersonId>) return offer(p);
  }
  if (ring.source != Ring::Source::named) {
    return choose_of_role(task, seat, way, ring_index, best);
  }
  for (PersonId p : ring.people) offer(p);
}

/// … of a ring that is a role's people.
void Replication::choose_of_role(const Task& task, const Seat& seat, std::uint32_t way,
                                 std::uint32_t ring_index, Choice& best) const {
  const Ring& ring = seat.ways[way].plan->rings[ring_index];
  const auto may = [&](PersonId p) { return may_take(task, seat, ring, p); };
  const auto take = [&](PersonId p) {
    if (best && !better(task, seat, p, best.person)) return;
    best = {p, way, ring_index, ring.serving, !has_room(p)};
  };
  const auto offer = [&](PersonId p) {
    if (may(p)) take(p);
  };
  const bool spare = ring.source == Ring::Source::spare;
  if (belongs(seat.person, ring.serving, spare)) {
    // Nobody comes before the holder.
    offer(seat.person);
    if (best && best.person == seat.person) return;
  }
  const auto first_of = [&](AskedBy by, std::uint32_t end) {
    AskingOrder* const group = group_of(ring.serving, seat.requirement, spare, by);
    if (group == nullptr) return false;
    const PersonId p = group->first([&](PersonId q) { return standing_of(q, by); }, end, may);
    if (p != kNone<PersonId>) take(p);
    return true;
  };
  const AskedBy by = seat.ways[0].plan->keep == Keep::none ? AskedBy::idle_since : AskedBy::load;
  if (first_of(by, ~0u)) {
    // found, or nobody
  } else if (!lists_idle_[ring.serving]) {
    for (PersonId p : people_of(ring.serving, seat.requirement, spare)) {
      if (has_room(p)) offer(p);
    }
  } else {
    for (std::uint32_t m = idle_head_[ring.serving]; m != ~0u; m = memberships_[m].next) {
      const PersonId p = memberships_[m].person;
      if (spare && plans_.has_accounts(p)) continue;
      offer(p);
      // The list runs from the longest idle on: the first who can is the one.
      if (!any_focus_ && best && by == AskedBy::idle_since && best.ring == ring_index &&
          best.way == way) {
        break;
      }
    }
  }
  // People at work come after idle ones.
  if (!interrupts(task) || (best && !best.interrupts)) return;
  // A request with the right to interrupt its own class asks others than its class does.
  if (!task.pushes && first_of(AskedBy::work, by_work(task.work_class))) return;
  for (PersonId p : people_of(ring.serving, seat.requirement, spare)) {
    if (!has_room(p)) offer(p);
  }
}

Choice Replication::choose(const Task& task, std::uint32_t seat_index) const {
  const Seat& seat = task.seats[seat_index];
  if (seat.way_count == 1) {  // as nearly always
    Choice best;
    for (std::uint64_t open = seat.ways[0].open; open != 0 && !best; open &= open - 1) {
      choose_among(task, seat, 0, static_cast<std::uint32_t>(std::countr_zero(open)), best);
    }
    return best;
  }
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

}  // namespace suits
