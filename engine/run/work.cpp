// Work begins, goes on and ends: stretches, several of them at a time, what an interruption leaves,
// and the hours and effort that are booked.

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostInHand = 10'000;  // of one person, at a time

}  // namespace

/// Requires: they are at work, and may do several things at a time.
bool Replication::has_room_beside(PersonId p) const {
  const Server& server = servers_[p];
  if (server.meeting || server.joint) return false;
  const std::uint32_t most = server.focus;
  return (most == 0 || server.works.size() < most) &&
         step_of(tasks_[server.works[0].task]).interruptible;
}

void Replication::list_among_idle(PersonId p) {
  const bool room = has_room(p);
  for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
    Membership& member = memberships_[m];
    if (!lists_idle_[member.role]) continue;
    if (member.idle) {
      (member.previous == ~0u ? idle_head_[member.role] : memberships_[member.previous].next) =
          member.next;
      (member.next == ~0u ? idle_tail_[member.role] : memberships_[member.next].previous) =
          member.previous;
    }
    member.idle = room && member.held;
    if (!member.idle) continue;
    // After those idle as long or longer; among equals by name.
    std::uint32_t before = idle_tail_[member.role];
    const auto follows = [&](PersonId other) {
      const Instant since = servers_[other].idle_since, own = servers_[p].idle_since;
      return since != own ? since > own : other > p;
    };
    while (before != ~0u && follows(memberships_[before].person)) {
      before = memberships_[before].previous;
    }
    member.previous = before;
    member.next = before == ~0u ? idle_head_[member.role] : memberships_[before].next;
    (before == ~0u ? idle_head_[member.role] : memberships_[before].next) = m;
    (member.next == ~0u ? idle_tail_[member.role] : memberships_[member.next].previous) = m;
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
  if (plan.keep == Keep::job) count_kept(seat.person, 1);
}

/// The request starts with the people in `choices_`.
void Replication::start(TaskId id) {
  chosen_.swap(choices_);
  choices_.clear();
  const std::vector<Choice>& chosen = chosen_;
  dequeue(id);
  Task& task = tasks_[id];
  set_state(task, TaskState::running);
  if (task.timer != kNoEvent) {
    events_.cancel(task.timer);
    task.timer = kNoEvent;
  }
  settle_waits(id, chosen);
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
      recorder_.request_started(asked, task.ready, waited_[s], ring.cover, ring.superior);
    }
    keep_for(task, seat);
  }
  for (std::size_t s = 0; s < chosen.size(); ++s) {
    const PersonId p = chosen[s].person;
    if (chosen[s].interrupts) {
      interrupt(p, static_cast<std::size_t>(least_urgent(task, p)), Cause::other_work);
    }
    servers_[p].joint = chosen.size() > 1;
    // What could not take them while they had room may interrupt what else they do.
    const bool may_lose = any_interrupts_ && (any_reserve_ || servers_[p].focus != 1);
    if (may_lose || any_pushes_) mark_dirty(p);
  }
  begin_work(id);
}

/// The people of `chosen_` are there: the work begins.
void Replication::begin_work(TaskId id) {
  const std::vector<Choice>& people = chosen_;
  Task& task = tasks_[id];
  task.taken = now_;
  const bool starts = !task.begun;
  if (starts) note_step_start(jobs_[task.job], task.step);
  task.begun = true;
  // Work of several is labelled by whoever was named first.
  open_wait(id, Segment::Sort::work, people[0].person, task.seats[0].ways[0].plan->asked);
  for (std::uint32_t s = 0; s < people.size(); ++s) begin_stretch(id, s, people[s].person);
  if (starts && any_triggers(Rule::Trigger::step_starts) && tasks_[id].part == 0) {
    FactSubject subject = of_request(id);
    subject.person = people[0].person;
    note_trigger(Rule::Trigger::step_starts, subject);
  }
  // A part of no length ends at once, and the task with its last part.
  for (const Choice& choice : people) {
    const std::vector<Work>& works = servers_[choice.person].works;
    const auto work = std::find_if(works.begin(), works.end(),
                                   [id](const Work& w) { return w.task == id; });
    if (work == works.end() || work->stretch.us > 0) continue;
    if (++at_instant_ > kMostAtInstant) {
      return fail(step_of(tasks_[id]).span,
                  fmt::format("step '{}' of '{}' keeps starting without time passing ({})",
                              step_of(tasks_[id]).name,
                              model_.kinds[jobs_[tasks_[id].job].kind].name, to_string(now_)));
    }
    finish_seat(choice.person, static_cast<std::size_t>(work - works.begin()));
  }
}

/// Milestones that begin or end with the start of a step; the job waits no more.
void Replication::note_step_start(Job& job, StepId step) {
  if (job.waits) begins(job);
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

/// Person's time for a nominal effort, by their level alone (meetings take their nominal time).
double Replication::level_factor(PersonId p) const {
  return model_.levels[servers_[p].level].time_factor;
}

/// The person's time for so much nominal effort on an account, if they began now.
Duration Replication::person_time(AccountId account, PersonId p, Duration nominal) const {
  const double factor = level_factor(p) * knowledge_.factor(p, account, now_);
  return factor == 1 ? nominal : round_duration(static_cast<double>(nominal.us) * factor);
}

void Replication::begin_stretch(TaskId id, std::uint32_t seat_index, PersonId p) {
  Task& task = tasks_[id];
  Server& server = servers_[p];
  settle(p);
  Work work;
  work.task = id;
  work.seat = seat_index;
  work.begun = now_;
  work.time_factor = server.meeting ? 1 : level_factor(p);
  const double for_want = knowledge_.begin(p, jobs_[task.job].account, now_);
  if (!server.meeting) work.time_factor *= for_want;
  const Duration left = task.seats[seat_index].left;
  work.stretch = work.time_factor == 1
                     ? left
                     : round_duration(static_cast<double>(left.us) * work.time_factor);
  const auto after = std::find_if(server.works.begin(), server.works.end(), [&](const Work& w) {
    return tasks_[w.task].number > task.number;
  });
  server.works.insert(after, work);
  if (server.works.size() > kMostInHand) {
    fail(task.what->span, fmt::format("{} has more than {} things in hand at a time ({})",
                                      model_.people[p].name, kMostInHand, to_string(now_)));
  }
  list_idle(p);
  record(Happening::start, task.number, raw(p));
  schedule_finish(p);
}

/// How many times as long things take while a person does so many at once.
double Replication::pace(PersonId p) const {
  const std::size_t n = servers_[p].works.size();
  if (n <= 1) return 1;
  return static_cast<double>(n) * (1 + model_.people[p].focus.cost);
}

/// Which of their works ends first, if nothing changes.
std::size_t Replication::first_to_finish(const Server& server) {
  std::size_t first = 0;
  for (std::size_t i = 1; i < server.works.size(); ++i) {
    if (server.works[i].stretch < server.works[first].stretch) first = i;
  }
  return first;
}

bool Replication::hands_back(const Server& server, const Work& work) const {
  return model_.roles[tasks_[work.task].seats[work.seat].serving].hand_back && !server.joint &&
         !server.meeting;
}

/// The next end of something under way, as far as absences are known: of work, or of the hours.
void Replication::schedule_finish(PersonId p) {
  Server& server = servers_[p];
  if (server.finish != kNoEvent) events_.cancel(server.finish);
  server.finish = kNoEvent;
  if (server.works.empty()) {
    server.late_to = kDawn;
    return;
  }
  const Duration stretch = server.works[first_to_finish(server)].stretch;
  const double slower = pace(p);
  const Duration time =
      slower == 1 ? stretch : round_duration(static_cast<double>(stretch.us) * slower);
  if (server.late_to > kDawn) {
    const bool ends = server.since + time <= server.late_to;
    server.finish = events_.schedule(std::max(now_, ends ? server.since + time : server.late_to),
                                     EventClass::finish, raw(p),
                                     payload(ends ? Type::finish : Type::late_end, raw(p)));
    return;
  }
  Type type = Type::finish;
  Instant at = server.availability.advance(server.since, time);
  const bool goes_back =
      any_hand_back_ && std::any_of(server.works.begin(), server.works.end(),
                                    [&](const Work& w) { return hands_back(server, w); });
  if (goes_back) {
    // Something else may have ended just as a break, or the night, began.
    const Availability& there = server.availability;
    const Instant within = there.open(server.since) ? server.since : server.since - microseconds(1);
    const Instant end = there.open(within) ? there.stretch_end(within) : now_;  // overtime's end
    if (at > end) {
      at = end;
      type = Type::hand_back;
    }
  }
  server.finish = events_.schedule(std::max(now_, at), EventClass::finish, raw(p),
                                   payload(type, raw(p)));
}

void Replication::on_finish(PersonId p) {
  servers_[p].finish = kNoEvent;
  finish_seat(p, first_to_finish(servers_[p]));
}

/// The hours are over: what goes back to the queue overnight does.
void Replication::on_hand_back(PersonId p) {
  Server& server = servers_[p];
  server.finish = kNoEvent;
  for (std::size_t i = 0; i < server.works.size();) {
    if (hands_back(server, server.works[i])) {
      interrupt(p, i, Cause::hours_end);
    } else {
      ++i;
    }
  }
}

/// How far each of a person's works has come since hours were booked, in time without anything beside.
Duration Replication::progress_of(PersonId p) const {
  const Server& server = servers_[p];
  return progress_after(p, server.worked_since(server.since, now_));
}

/// … where they have worked so long since.
Duration Replication::progress_after(PersonId p, Duration time) const {
  const double slower = pace(p);
  return slower == 1 ? time : round_duration(static_cast<double>(time.us) / slower);
}

/// Nominal effort done on a work that has come so far.
Duration Replication::done_since(const Work& work, Duration progress) const {
  const Duration left = tasks_[work.task].seats[work.seat].left;
  if (progress >= work.stretch) return left;
  if (work.time_factor == 1) return progress;
  return std::min(left, round_duration(static_cast<double>(progress.us) / work.time_factor));
}

/// Requires: they are at work, and hours have passed since they were booked last.
void Replication::book_hours(PersonId p) {
  Server& server = servers_[p];
  const Duration time = server.worked_since(server.since, now_);
  note_week(server, time);
  if (careers_) careers_->worked(p, time);
  const bool late = server.late_to > kDawn;
  if (late) {
    server.late_on_date += time;
    server.late_in_week += time;
  }
  const Duration progress = progress_after(p, time);
  const auto n = static_cast<std::int64_t>(server.works.size());
  for (std::int64_t i = 0; i < n; ++i) {
    Work& work = server.works[static_cast<std::size_t>(i)];
    Task& task = tasks_[work.task];
    Seat& seat = task.seats[work.seat];
    const Duration done = done_since(work, progress);
    seat.left -= done;
    work.stretch -= std::min(progress, work.stretch);
    recorder_.effort_done(done);
    Job& job = jobs_[task.job];
    touch(task.job);
    job.steps[raw(task.step)].done += done;
    // The hours are shared evenly.
    const Duration share =
        n == 1 ? time : Duration{time.us * (i + 1) / n - time.us * i / n};
    work.booked += share;
    const Ring& ring = seat.ways[seat.way].plan->rings[seat.ring];
    recorder_.worked({p, seat.serving, job.kind, job.account, server.since, now_, share, i, n,
                      task.what->billable, server.meeting, late, ring.cover, server.cost,
                      server.rate},
                     server.availability);
    knowledge_.worked(p, job.account, share, now_);
    // The segment is the first-named person's, or of whoever ends last.
    Segment& segment = job.segments[static_cast<std::size_t>(task.last_segment)];
    segment.to = now_;
    segment.person = p;
  }
  server.since = now_;
}

/// Takes one of a person's works from them.
Work Replication::lay_down(PersonId p, std::size_t index) {
  Server& server = servers_[p];
  settle(p);
  const Work work = server.works[index];
  server.works.erase(server.works.begin() + static_cast<std::ptrdiff_t>(index));
  server.idle_since = now_;
  if (looker_on_ != nullptr) {
    const Task& task = tasks_[work.task];
    looker_on_->worked(jobs_[task.job], task, task.seats[work.seat], work.begun, work.booked, now_);
  }
  return work;
}

/// Work under way goes back to the waiting requests, with what is left of it.
void Replication::interrupt(PersonId p, std::size_t index, Cause cause) {
  const Work work = lay_down(p, index);
  const TaskId id = work.task;
  Task& task = tasks_[id];
  Seat& seat = task.seats[work.seat];
  const Role& asked = model_.roles[seat.ways[0].plan->asked];
  Duration extra;
  if (cause == Cause::absence) extra = round_duration(asked.handover.amount.mean());
  if (cause == Cause::other_work) extra = asked.switching;
  // Of the part at hand, where the effort comes in parts.
  if (task.what->restarts && cause != Cause::hours_end) {
    extra += std::max(Duration{}, part_effort(task, seat) - seat.left);
  }
  seat.left += extra;
  recorder_.effort_drawn(extra);
  record(Happening::stop, task.number, raw(p));
  recorder_.interrupted(p, now_);
  schedule_finish(p);
  list_idle(p);
  mark_dirty(p);
  set_state(task, TaskState::waiting);
  recorder_.queue_changed(seat.ways[0].plan->asked, 1, now_);
  task.waits_for = work.seat;
  open_wait(id, Segment::Sort::wait, waited_for(task, seat), seat.ways[0].plan->asked);
  open_rings(id);
  arm_threshold(id);
  mark_dirty(id);
}

void Replication::interrupt_all(PersonId p, Cause cause) {
  while (!servers_[p].works.empty()) interrupt(p, 0, cause);
}

/// A person's part of a task is done.
void Replication::finish_seat(PersonId p, std::size_t index) {
  Server& server = servers_[p];
  const Work work = lay_down(p, index);
  const TaskId id = work.task;
  Task& task = tasks_[id];
  assert(task.seats[work.seat].left.us == 0);
  record(Happening::finish, task.number, raw(p));
  StepState& state = jobs_[task.job].steps[raw(task.step)];
  state.last_worker = p;
  if (any_rework_[jobs_[task.job].kind]) {
    state.last_repeats = model_.levels[server.level].repeats *
                         knowledge_.repeats(p, jobs_[task.job].account);
  }
  if (server.meeting) {
    server.meeting = false;
    std::erase_if(server.appointments, [&](const Appointment& a) { return a.task == id; });
  }
  server.joint = false;
  schedule_finish(p);
  if (server.paused != kNone<TaskId>) {
    // Back to the joint work laid aside.
    const TaskId paused = server.paused;
    server.paused = kNone<TaskId>;
    server.joint = true;
    begin_stretch(paused, server.paused_seat, p);
    if (server.works[0].stretch.us == 0) finish_seat(p, 0);
  } else {
    list_idle(p);
    mark_dirty(p);
    freed_ = true;
  }
  if (--tasks_[id].seats_open == 0) end_task(id);
}

}  // namespace suits
