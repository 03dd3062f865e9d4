// A job is given up: nothing of it waits, is worked on or is booked any more, and whoever was at it
// looks for other work.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {

/// Nominal effort of a task that is still to do, parts that are yet to come included.
Duration Replication::effort_left(const Task& task) {
  Duration left;
  for (const Seat& seat : task.seats) left += seat.left;
  const std::uint32_t parts = task.seats.empty() ? 1 : step_of(task).parts;
  if (parts > 1 && task.state != TaskState::between_parts && task.part + 1 < parts) {
    const Duration part{task.seats[0].effort.us / parts};
    left += task.seats[0].effort - part * (task.part + 1);
  }
  return left;
}

/// The person is at the task no more; joint work laid aside for it is taken up again.
void Replication::leave_off(PersonId p, TaskId id) {
  Server& server = servers_[p];
  if (server.paused == id) server.paused = kNone<TaskId>;
  const auto work = std::find_if(server.works.begin(), server.works.end(),
                                 [id](const Work& w) { return w.task == id; });
  if (work == server.works.end()) return;
  lay_down(p, static_cast<std::size_t>(work - server.works.begin()));
  record(Happening::stop, tasks_[id].number, raw(p));
  server.meeting = server.joint = false;
  schedule_finish(p);
  if (server.paused != kNone<TaskId>) {
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
}

/// Ends the task wherever it stands; returns the effort that was left.
Duration Replication::cancel_task(TaskId id) {
  Task& task = tasks_[id];
  switch (task.state) {
    case TaskState::waiting:
      for (const Seat& seat : task.seats) {
        recorder_.queue_changed(seat.ways[0].plan->asked, -1, now_);
      }
      dequeue(id);
      break;
    case TaskState::running:
      for (std::size_t s = 0; s < tasks_[id].seats.size(); ++s) {
        leave_off(tasks_[id].seats[s].person, id);
      }
      break;
    case TaskState::booked:
      unbook(id);
      break;
    case TaskState::unused:
    case TaskState::between_parts:
      break;
  }
  const Task& ended = tasks_[id];
  for (const Seat& seat : ended.seats) {
    if (seat.person == kNone<PersonId>) continue;
    std::erase_if(servers_[seat.person].appointments,
                  [id](const Appointment& a) { return a.task == id; });
  }
  if (ended.timer != kNoEvent) events_.cancel(ended.timer);
  if (looker_on_ != nullptr) looker_on_->task_ended(jobs_[ended.job], ended, false, now_);
  const Duration left = effort_left(ended);
  if (model_.rulebook.any()) std::erase(rules_.requests[ended.job], id);
  free_task(id);
  return left;
}

void Replication::cancel_job(JobId id) {
  std::vector<TaskId> tasks;
  for (const TaskId t : ids(tasks_)) {
    if (tasks_[t].state != TaskState::unused && tasks_[t].job == id) tasks.push_back(t);
  }
  std::sort(tasks.begin(), tasks.end(),
            [&](TaskId a, TaskId b) { return tasks_[a].number < tasks_[b].number; });
  record(Happening::cancelled, jobs_[id].number, 0);
  Duration left;
  for (const TaskId t : tasks) left += cancel_task(t);
  give_up(id, left);
}

/// The job is no longer one of those under way.
void Replication::give_up(JobId id, Duration effort_left, Ending how) {
  Job& job = jobs_[id];
  if (how == Ending::withdrawn) {
    recorder_.job_withdrawn(job, now_, effort_left, servers_);
  } else if (how == Ending::turned_away) {
    recorder_.job_turned_away(job, now_, effort_left);
  } else {
    recorder_.job_cancelled(job, now_, effort_left, servers_);
  }
  if (looker_on_ != nullptr) looker_on_->job_ended(job, how, now_, servers_);
  if (job.in_window && !model_.kinds[job.kind].background) --outstanding_;
  if (any_limits_) count_out(job);
  if (how != Ending::turned_away) replace(job);
  if (job.deadline != kNoEvent) events_.cancel(job.deadline);
  if (!contracts_.empty()) end_preparation(job, false);
  forget_running(id);
  leave_health(id, false);
  for (const PersonId p : job.keepers) {
    if (p != kNone<PersonId>) count_kept(p, -1);
  }
  unlist(job);
  job.active = false;
  free_jobs_.push_back(id);
}

}  // namespace suits
