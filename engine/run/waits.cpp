// Whom a request waits for, from one moment to the next, and what they did meanwhile: the segments
// of a job's time.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {

/// Adds to hours by kind what a person has worked since their hours were booked last.
void Replication::add_under_way(PersonId p, Duration* by_kind) const {
  const Server& server = servers_[p];
  const auto n = static_cast<std::int64_t>(server.works.size());
  if (n == 0) return;
  const std::int64_t time = server.worked_since(server.since, now_).us;
  for (std::int64_t i = 0; i < n; ++i) {
    const Task& task = tasks_[server.works[static_cast<std::size_t>(i)].task];
    by_kind[raw(jobs_[task.job].kind)].us += n == 1 ? time : time * (i + 1) / n - time * i / n;
  }
}

std::int32_t Replication::snapshot(Job& job, PersonId person, RoleId role) const {
  const Kind& kind = model_.kinds[job.kind];
  if (!kind.deliverable && kind.milestones.empty()) return -1;
  const auto index = static_cast<std::int32_t>(job.busy_with.size());
  const Duration* worked = person != kNone<PersonId> ? recorder_.worked_by_kind(person)
                                                     : recorder_.role_worked_by_kind(role);
  job.busy_with.insert(job.busy_with.end(), worked, worked + model_.kinds.size());
  if (person != kNone<PersonId>) {
    add_under_way(person, &job.busy_with[static_cast<std::size_t>(index)]);
  }
  return index;
}

void Replication::open_wait(TaskId id, Segment::Sort sort, PersonId person, RoleId role) {
  Task& task = tasks_[id];
  touch(task.job);
  Job& job = jobs_[task.job];
  const auto index = static_cast<std::int32_t>(job.segments.size());
  Segment& segment = job.segments.emplace_back();
  segment.sort = sort;
  segment.role = role;
  segment.person = person;
  segment.from = segment.to = now_;
  segment.before = task.last_segment;
  task.last_segment = index;
  if (sort != Segment::Sort::wait) return;
  segment.busy_with = snapshot(job, person, role);
  if (person == kNone<PersonId> && watches_idle_) segment.idle = idle_[role].up_to(now_);
}

void Replication::close_wait(TaskId id, PersonId taker) {
  Task& task = tasks_[id];
  touch(task.job);
  Job& job = jobs_[task.job];
  Segment& segment = job.segments[static_cast<std::size_t>(task.last_segment)];
  segment.to = now_;
  if (segment.sort != Segment::Sort::wait) return;
  const PersonId known = segment.person;
  if (known == kNone<PersonId>) {
    segment.person = taker;
    segment.anybody = true;
  }
  if (segment.to == segment.from) {
    segment.idle = {};
    if (segment.busy_with >= 0 &&
        static_cast<std::size_t>(segment.busy_with) + model_.kinds.size() == job.busy_with.size()) {
      job.busy_with.resize(static_cast<std::size_t>(segment.busy_with));
    }
    segment.busy_with = -1;
    return;
  }
  segment.busy = segment.to - segment.from;  // at most what they were on duty
  if (known == kNone<PersonId> && watches_idle_) {
    segment.idle = idle_[segment.role].up_to(now_) - segment.idle;
  }
  if (segment.busy_with < 0) return;
  Duration* with = &job.busy_with[static_cast<std::size_t>(segment.busy_with)];
  const Duration* worked = known != kNone<PersonId> ? recorder_.worked_by_kind(known)
                                                    : recorder_.role_worked_by_kind(segment.role);
  Duration total;
  for (std::size_t k = 0; k < model_.kinds.size(); ++k) with[k] = worked[k] - with[k];
  if (known != kNone<PersonId>) add_under_way(known, with);
  for (std::size_t k = 0; k < model_.kinds.size(); ++k) {
    total += with[k];
  }
  if (known != kNone<PersonId>) segment.busy = total;
}

/// After a matching phase, where it is watched: of which roles somebody is idle until something happens.
void Replication::note_idle() {
  for (const RoleId r : ids(model_.roles)) {
    const bool idle = std::any_of(role_people_[r].begin(), role_people_[r].end(),
                                  [&](PersonId p) { return on_duty(p) && has_room(p); });
    idle_[r] = {idle_[r].up_to(now_), now_, idle};
  }
}

/// Whom a seat waits for, as things stand: who keeps the role, or was at it last and may go on, or
/// the only one whose own it is; kNone: anybody.
PersonId Replication::waited_for(const Task& task, const Seat& seat) const {
  if (seat.forced != kNone<PersonId>) return seat.forced;
  const RingPlan& plan = *seat.ways[0].plan;
  const auto may = [&](PersonId p) { return !servers_[p].left && meets(seat, p); };
  if (seat.person != kNone<PersonId> && may(seat.person)) {
    const RoleId serves = task.begun ? seat.serving : plan.asked;
    if (has_role(seat.person, serves)) return seat.person;
  }
  if (const PersonId p = keeper(task, seat, plan); p != kNone<PersonId>) return p;
  const std::vector<PersonId>& own = plan.rings[0].people;
  return own.size() == 1 && may(own[0]) ? own[0] : kNone<PersonId>;
}

/// The first-named seat of joint work that nobody may take, as people are free. Where nobody who
/// may take any such seat is on duty, and where all can be had, it is that of its wait as before.
std::uint32_t Replication::missing_seat(const Task& task) {
  const auto seats = static_cast<std::uint32_t>(task.seats.size());
  std::uint32_t missing = seats;
  bool still = false, on_duty_for_some = false;
  choices_.clear();
  for (std::uint32_t s = 0; s < seats; ++s) {
    if (const Choice choice = choose(task, s)) {
      choices_.push_back(choice);
      continue;
    }
    missing = std::min(missing, s);
    still = still || s == task.waits_for;
    on_duty_for_some = on_duty_for_some || somebody_on_duty(task, task.seats[s]);
  }
  choices_.clear();
  return missing == seats || (still && !on_duty_for_some) ? task.waits_for : missing;
}

bool Replication::somebody_on_duty(const Task& task, const Seat& seat) const {
  bool found = false;
  for (std::uint32_t w = 0; w < seat.way_count && !found; ++w) {
    const std::vector<Ring>& rings = seat.ways[w].plan->rings;
    for (std::uint32_t r = 0; r < rings.size() && r < 64 && !found; ++r) {
      if ((seat.ways[w].open >> r & 1) == 0) continue;
      for_each_of_ring(task, seat, *seat.ways[w].plan, rings[r],
                       [&](PersonId p) { found = found || on_duty(p); });
    }
  }
  return found;
}

/// The request waits on, perhaps for somebody else than before.
void Replication::wait_anew(TaskId id, std::uint32_t seat_index) {
  Task& task = tasks_[id];
  if (task.state != TaskState::waiting) return;
  const Seat& seat = task.seats[seat_index];
  const RoleId role = seat.ways[0].plan->asked;
  const PersonId person = waited_for(task, seat);
  const Segment& now = jobs_[task.job].segments[static_cast<std::size_t>(task.last_segment)];
  if (now.sort != Segment::Sort::wait) return;
  task.waits_for = seat_index;
  if (now.role == role && now.person == person) return;
  close_wait(id, kNone<PersonId>);
  open_wait(id, Segment::Sort::wait, person, role);
}

/// Joint work that did not start in this matching phase waits for whoever is missing now.
void Replication::name_missing() {
  for (const TaskId t : joint_) wait_anew(t, missing_seat(tasks_[t]));
  if (blocked_ != kNone<TaskId> && tasks_[blocked_].state == TaskState::waiting) {
    wait_anew(blocked_, missing_seat(tasks_[blocked_]));
  }
}

/// The request starts: what waited for nobody in particular waited for whoever takes it. `waited_`
/// is how long each seat's role was waited for, if at all, on the agency's calendar.
void Replication::settle_waits(TaskId id, const std::vector<Choice>& taken) {
  const Task& task = tasks_[id];
  Job& job = jobs_[task.job];
  close_wait(id, kNone<PersonId>);
  waited_.assign(taken.size(), {});
  if (taken.size() == 1) {
    if (now_ > task.ready) waited_[0] = model_.agency().between(task.ready, now_);
    for (std::int32_t s = task.last_segment; s >= 0;) {
      Segment& segment = job.segments[static_cast<std::size_t>(s)];
      if (segment.sort != Segment::Sort::wait) break;
      if (segment.person == kNone<PersonId>) {
        segment.person = taken[0].person;
        segment.anybody = true;
      }
      s = segment.before;
    }
    return;
  }
  for (std::int32_t s = task.last_segment; s >= 0;) {
    Segment& segment = job.segments[static_cast<std::size_t>(s)];
    if (segment.sort != Segment::Sort::wait) break;
    std::size_t seat = 0;
    while (seat + 1 < taken.size() && task.seats[seat].ways[0].plan->asked != segment.role) ++seat;
    if (segment.person == kNone<PersonId>) {
      segment.person = taken[seat].person;
      segment.anybody = true;
    }
    if (segment.to > segment.from) {
      waited_[seat] =
          waited_[seat].value_or(Duration{}) + model_.agency().between(segment.from, segment.to);
    }
    s = segment.before;
  }
}

}  // namespace suits
