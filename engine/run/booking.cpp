// Appointments: the earliest stretch, from the notice on, in everybody's hours and clear of their
// other appointments and of running work that may not be interrupted. Breaks do not split a
// meeting, nights do. If it would begin after the next ring's threshold, the search is made again
// with cover for whoever blocks.

#include <algorithm>

#include <fmt/format.h>

#include "engine/run/replication.hpp"

namespace suits {

namespace {
constexpr Duration kSearch = weeks(8);

/// An appointment takes some time, however little: no two of a person's begin at one instant.
Instant appointment_end(const Server& server, Instant start, Duration length) {
  return server.availability.advance(start, std::max(length, microseconds(1)));
}
}

/// The first instant >= from at which p can give so much time in one stretch; kNever past limit.
Instant Replication::earliest_for(PersonId p, Duration length, Instant from, Instant limit) const {
  const Server& server = servers_[p];
  Instant at = from;
  for (;;) {
    at = server.availability.next_open(at);
    if (at > limit) return kNever;
    const Instant stretch_end = server.availability.stretch_end(at);
    const Instant end = appointment_end(server, at, length);
    if (end > stretch_end) {
      at = stretch_end;
      continue;
    }
    // Work under way that may not be interrupted.
    if (server.works.size() == 1 && !server.meeting && server.finish != kNoEvent &&
        !step_of(tasks_[server.works[0].task]).interruptible) {
      const Instant done = server.availability.advance(
          now_, server.works[0].stretch - server.availability.between(server.since, now_));
      if (at < done) {
        at = done;
        continue;
      }
    }
    const auto clash =
        std::find_if(server.appointments.begin(), server.appointments.end(),
                     [&](const Appointment& a) { return a.start < end && at < a.end; });
    if (clash == server.appointments.end()) return at;
    at = clash->end;
  }
}

/// The earliest start for the people already named; kNever where there is none by the limit.
void Replication::earliest(Meeting& meeting) const {
  const Task& task = tasks_[meeting.task];
  meeting.start = meeting.from;
  for (bool moved = true; moved;) {
    moved = false;
    for (std::uint32_t s = 0; s < meeting.people.size(); ++s) {
      if (meeting.people[s].person == kNone<PersonId>) continue;
      const Instant at = earliest_for(meeting.people[s].person, task.seats[s].left, meeting.start,
                                      meeting.limit);
      if (at == meeting.start) continue;
      meeting.blocked_by = s;
      meeting.start = at;
      if (at >= kNever) return;
      moved = true;
    }
  }
}

/// Whether a person is the only one of ring 0 of another seat (of all its alternatives): nobody
/// covers where they are asked themselves.
bool Replication::asked_elsewhere(const Task& task, std::uint32_t seat_index, PersonId p) const {
  const auto only_them = [&](const Seat& seat) {
    bool found = false;
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      const RingPlan& plan = *seat.ways[w].plan;
      const Ring& own = plan.rings[0];
      if (const PersonId kept = keeper(task, seat, plan); kept != kNone<PersonId>) {
        if (kept != p) return false;
        found = true;
        continue;
      }
      const std::vector<PersonId>& people = own.source == Ring::Source::named
                                                ? own.people
                                                : role_people_[own.serving];
      if (people.empty()) continue;
      if (people.size() > 1 || people[0] != p) return false;
      found = true;
    }
    return found;
  };
  for (std::uint32_t s = 0; s < task.seats.size(); ++s) {
    if (s != seat_index && only_them(task.seats[s])) return true;
  }
  return false;
}

bool Replication::may_attend(const Meeting& meeting, std::uint32_t seat_index, std::uint32_t ring,
                             PersonId p) const {
  const Task& task = tasks_[meeting.task];
  if (servers_[p].left || !meets(task.seats[seat_index], p)) return false;
  if (meeting.lasting && servers_[p].availability.next_open(meeting.limit) >= kNever) return false;
  if (ring > 0 && asked_elsewhere(task, seat_index, p)) return false;
  for (std::uint32_t s = 0; s < seat_index; ++s) {
    if (meeting.people[s].person == p) return false;
  }
  return true;
}

/// Calls visit(attendance) for everybody who may take a seat by the seat's ring-th rings, whoever
/// keeps the least in proportion to weekly hours first, among equals by name, until it returns true.
template <class F>
bool Replication::for_each_attendance(const Meeting& meeting, std::uint32_t seat_index,
                                      std::uint32_t ring_index, F visit) {
  const Task& task = tasks_[meeting.task];
  const Seat& seat = task.seats[seat_index];
  attendances_.clear();
  const auto offer = [&](PersonId p, std::uint32_t way) {
    if (may_attend(meeting, seat_index, ring_index, p)) attendances_.push_back({p, way, ring_index});
  };
  for (std::uint32_t w = 0; w < seat.way_count; ++w) {
    const RingPlan& plan = *seat.ways[w].plan;
    if (ring_index >= plan.rings.size()) continue;
    const Ring& ring = plan.rings[ring_index];
    const PersonId kept = ring.keeper ? keeper(task, seat, plan) : kNone<PersonId>;
    const bool spare = ring.source == Ring::Source::spare;
    if (kept != kNone<PersonId>) {
      offer(kept, w);
    } else if (ring.source == Ring::Source::named) {
      for (PersonId p : ring.people) offer(p, w);
    } else if (AskingOrder* const group =
                   seat.way_count == 1
                       ? group_of(ring.serving, seat.requirement, spare, AskedBy::kept)
                       : nullptr) {
      const PersonId last = group->first(
          [&](PersonId p) { return standing_of(p, AskedBy::kept); }, ~0u, [&](PersonId p) {
            return may_attend(meeting, seat_index, ring_index, p) &&
                   visit(Attendance{p, w, ring_index});
          });
      return last != kNone<PersonId>;
    } else {
      for (PersonId p : people_of(ring.serving, seat.requirement, spare)) offer(p, w);
    }
  }
  std::stable_sort(attendances_.begin(), attendances_.end(),
                   [&](const Attendance& a, const Attendance& b) {
                     const Wide load_a = static_cast<Wide>(servers_[a.person].kept) *
                                         servers_[b.person].weekly_hours.us;
                     const Wide load_b = static_cast<Wide>(servers_[b.person].kept) *
                                         servers_[a.person].weekly_hours.us;
                     return load_a != load_b ? load_a < load_b : a.person < b.person;
                   });
  return std::any_of(attendances_.begin(), attendances_.end(), visit);
}

/// Whether anybody of the allowed rings is there at the earliest time.
bool Replication::anybody(const Meeting& meeting, std::uint32_t seat_index) const {
  const Task& task = tasks_[meeting.task];
  const Seat& seat = task.seats[seat_index];
  for (std::uint32_t w = 0; w < seat.way_count; ++w) {
    const RingPlan& plan = *seat.ways[w].plan;
    for (std::uint32_t r = 0; r < meeting.rings[seat_index] && r < plan.rings.size(); ++r) {
      if (!nobody_there(task, plan, plan.rings[r], seat, meeting.from)) return true;
    }
  }
  return false;
}

/// Names the people, seat by seat in written order: of those who may, lowest ring first, whoever
/// gives the earliest stretch with the people named before; among equals the first asked.
void Replication::search(Meeting& meeting) {
  const Task& task = tasks_[meeting.task];
  meeting.people.assign(task.seats.size(), Attendance{});
  for (std::uint32_t s = 0; s < task.seats.size(); ++s) {
    meeting.nobody = true;
    Instant best = kNever;
    Attendance chosen;
    std::uint32_t blocked = s;
    const auto as_early_as_can_be = [&](const Attendance& one) {
      meeting.nobody = false;
      meeting.people[s] = one;
      earliest(meeting);
      if (meeting.start < best) {
        best = meeting.start;
        chosen = one;
        blocked = meeting.blocked_by;
      }
      return best <= meeting.from;
    };
    for (std::uint32_t r = 0; r < meeting.rings[s]; ++r) {
      if (for_each_attendance(meeting, s, r, as_early_as_can_be)) break;
    }
    meeting.people[s] = chosen;
    meeting.start = best;
    meeting.blocked_by = best >= kNever ? s : blocked;
    if (best >= kNever) return;
  }
}

void Replication::book(TaskId id) {
  Task& task = tasks_[id];
  Job& job = jobs_[task.job];
  const Step& step = step_of(task);
  task.seats_open = static_cast<std::uint32_t>(task.seats.size());
  Meeting meeting;
  meeting.task = id;
  meeting.from = now_;
  const auto& notice = request_of(step, job.steps[raw(task.step)].visits).notice;
  if (notice) {
    Draws draws = step_draws(model_, job, task.step, Purpose::notice);
    meeting.from = std::max(now_, after(model_.agency(), task.ready, notice->clock,
                                        notice->amount.sample(draws)));
  }
  meeting.limit = meeting.from + kSearch;
  meeting.rings.assign(task.seats.size(), 1);
  std::vector<std::uint32_t> most(task.seats.size(), 0);
  for (std::uint32_t s = 0; s < task.seats.size(); ++s) {
    const Seat& seat = task.seats[s];
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      most[s] = std::max(most[s], static_cast<std::uint32_t>(seat.ways[w].plan->rings.size()));
    }
    // For want of anybody, the next rings at once.
    while (meeting.rings[s] < most[s] && !anybody(meeting, s)) ++meeting.rings[s];
  }
  // A seat for which nobody is left takes its next rings.
  const auto search_wider = [&] {
    search(meeting);
    while (meeting.start >= kNever && meeting.nobody &&
           meeting.rings[meeting.blocked_by] < most[meeting.blocked_by]) {
      ++meeting.rings[meeting.blocked_by];
      search(meeting);
    }
  };
  search_wider();
  if (meeting.start >= kNever) {
    // Without those whose last days have no room for it.
    meeting.lasting = true;
    search_wider();
  }
  // Cover for whoever blocks, where the meeting would begin after their next ring's threshold.
  for (;;) {
    const std::uint32_t s = meeting.blocked_by;
    if (meeting.start <= meeting.from || meeting.rings[s] >= most[s]) break;
    const std::uint32_t next = meeting.rings[s];
    Instant threshold = kNever;
    for (std::uint32_t w = 0; w < task.seats[s].way_count; ++w) {
      const auto& rings = task.seats[s].ways[w].plan->rings;
      if (next < rings.size() && rings[next].after != nullptr) {
        threshold = std::min(threshold, opens_at(task, rings[next]));
      }
    }
    if (threshold >= meeting.start) break;
    Meeting wider = meeting;
    ++wider.rings[s];
    wider.from = std::max(meeting.from, threshold);
    search(wider);
    if (wider.start < meeting.start) {
      meeting = wider;
    } else {
      meeting.rings[s] = wider.rings[s];  // no help there; the ring after it may be
    }
  }
  if (meeting.start >= kNever) {
    const RoleId role = task.seats[meeting.blocked_by].ways[0].plan->asked;
    if (task.seats[meeting.blocked_by].left > model_.standard_day) {
      return fail(step.span,
                  fmt::format("'{}' of '{}' takes {} {} and must fit into one day, as every "
                              "appointment: write `together: apart`, or split the step",
                              step.name, model_.kinds[job.kind].name, model_.roles[role].name,
                              to_string(task.seats[meeting.blocked_by].left)));
    }
    return fail(step.span,
                fmt::format("no stretch within 8 weeks for '{}' of '{}' on '{}': {} has none ({})",
                            step.name, model_.kinds[job.kind].name,
                            model_.accounts[job.account].name, model_.roles[role].name,
                            to_string(now_)));
  }
  set_state(task, TaskState::booked);
  task.start = meeting.start;
  const RoleId blocked = task.seats[meeting.blocked_by].ways[0].plan->asked;
  open_wait(id, Segment::Sort::appointment, kNone<PersonId>, blocked);
  for (std::uint32_t s = 0; s < task.seats.size(); ++s) {
    Seat& seat = task.seats[s];
    seat.person = meeting.people[s].person;
    seat.way = meeting.people[s].way;
    seat.ring = meeting.people[s].ring;
    seat.serving = seat.ways[seat.way].plan->rings[seat.ring].serving;
    keep_for(task, seat);
    Server& server = servers_[seat.person];
    const Instant end = appointment_end(server, meeting.start, seat.left);
    const Appointment appointment{meeting.start, end, id, s};
    server.appointments.insert(
        std::upper_bound(server.appointments.begin(), server.appointments.end(), appointment,
                         [](const Appointment& a, const Appointment& b) {
                           return a.start != b.start ? a.start < b.start : a.end < b.end;
                         }),
        appointment);
    record(Happening::booked, task.number, raw(seat.person));
  }
  history_.record(meeting.start, task.number, 0);
  if (looker_on_ != nullptr) looker_on_->booked(job, task, now_);
  task.start_event = events_.schedule(std::max(meeting.start, now_), EventClass::timer, task.number,
                                      payload(Type::meeting, raw(id)));
  // Somebody absent now may keep the role from now on: what waits for it opens to others.
  const bool absent = std::any_of(task.seats.begin(), task.seats.end(),
                                  [&](const Seat& s) { return servers_[s.person].absent; });
  if (absent) open_rings_of(job);
}

/// The appointment is off.
void Replication::unbook(TaskId id) {
  Task& task = tasks_[id];
  if (task.state != TaskState::booked) return;
  events_.cancel(task.start_event);
  task.start_event = kNoEvent;
  close_wait(id, kNone<PersonId>);
  for (Seat& seat : task.seats) {
    std::erase_if(servers_[seat.person].appointments,
                  [&](const Appointment& a) { return a.task == id; });
    mark_dirty(seat.person);
  }
  set_state(task, TaskState::between_parts);
}

/// What falls into an absence, or into a meeting that an absence has drawn out, is made anew: first
/// all of it is off, then one after another is made, in their order.
void Replication::remake_appointments(PersonId p) {
  Server& server = servers_[p];
  const Hours& pattern = model_.patterns[model_.people[p].pattern];
  Instant meeting_end = now_;
  if (server.meeting) {
    meeting_end = server.availability.advance(server.since, server.works[0].stretch);
    for (Appointment& a : server.appointments) {
      if (a.task == server.works[0].task) a.end = meeting_end;
    }
  }
  std::vector<TaskId> broken;
  for (const Appointment& a : server.appointments) {
    if (tasks_[a.task].state != TaskState::booked) continue;
    if (a.start < meeting_end || !server.availability.open(a.start) ||
        server.availability.between(a.start, a.end) != pattern.between(a.start, a.end)) {
      broken.push_back(a.task);
    }
  }
  for (TaskId t : broken) unbook(t);
  for (TaskId t : broken) book(t);
}

/// Everybody lays aside what they do and comes together.
void Replication::on_meeting(TaskId id) {
  tasks_[id].start_event = kNoEvent;
  close_wait(id, kNone<PersonId>);
  set_state(tasks_[id], TaskState::running);
  chosen_.clear();
  for (const Seat& seat : tasks_[id].seats) {
    chosen_.push_back({seat.person, seat.way, seat.ring, seat.serving, false});
  }
  for (const Choice& choice : chosen_) {
    const PersonId p = choice.person;
    Server& server = servers_[p];
    if (server.joint) {
      // Joint work is laid aside and taken up again right after.
      const Work work = lay_down(p, 0);
      record(Happening::stop, tasks_[work.task].number, raw(p));
      server.paused = work.task;
      server.paused_seat = work.seat;
      server.joint = false;
      schedule_finish(p);
    } else {
      interrupt_all(p, Cause::other_work);
    }
    server.meeting = true;
  }
  begin_work(id);
}

}  // namespace suits
