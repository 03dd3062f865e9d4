// What rules do.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/model/weight.hpp"
#include "engine/run/rule_facts.hpp"

namespace suits {

void Replication::act(const Firing& firing) {
  const Rule& rule = model_.rulebook.rules[firing.rule];
  const FactSubject& s = firing.subject;
  const std::uint64_t who = s.job != kNone<JobId>           ? firing.job_number
                            : s.account != kNone<AccountId> ? raw(s.account)
                            : s.person != kNone<PersonId>   ? raw(s.person)
                                                            : 0;
  record(Happening::rule, firing.rule, who);
  recorder_.rule_acted(firing.rule, now_);
  if (looker_on_ != nullptr && s.job != kNone<JobId> && jobs_[s.job].number == firing.job_number) {
    looker_on_->rule_acted(jobs_[s.job], firing.rule, now_);
  }
  if (looker_on_ != nullptr) {
    RuleSubject on;
    on.account = s.account;
    on.person = s.person;
    if (s.job != kNone<JobId> && jobs_[s.job].number == firing.job_number) {
      on.job = &jobs_[s.job];
      on.account = on.job->account;
    }
    if (s.task != kNone<TaskId> && tasks_[s.task].number == firing.task_number) {
      on.task = &tasks_[s.task];
    }
    looker_on_->rule_acted_on(firing.rule, on, now_);
  }
  for (std::size_t i = 0; i < rule.then.size() && !error_; ++i) act(rule.then[i], i, firing);
}

void Replication::act(const Action& action, std::size_t index, const Firing& firing) {
  using Sort = Action::Sort;
  const FactSubject& subject = firing.subject;
  const bool job_there = subject.job != kNone<JobId> && jobs_[subject.job].active &&
                         jobs_[subject.job].number == firing.job_number;
  const bool task_there = job_there && subject.task != kNone<TaskId> &&
                          tasks_[subject.task].state != TaskState::unused &&
                          tasks_[subject.task].number == firing.task_number;
  const auto requests = [&] {
    if (subject.task == kNone<TaskId>) return requests_of(subject.job);
    return task_there ? std::vector<TaskId>{subject.task} : std::vector<TaskId>{};
  };
  switch (action.sort) {
    case Sort::start: {
      const AccountId account =
          action.account == kNone<AccountId> ? subject.account : action.account;
      const bool to_be_won = model_.accounts[account].pool && lives_[account].starts > now_;
      if (to_be_won || lives_[account].lost || !is_won(model_.accounts[account], seed_, replication_)) return;
      const StreamKey key{mix(firing.key.value, index)};
      const std::uint64_t source = (std::uint64_t{3} << 32) + firing.rule;
      return admit(action.kind, account, key, firing.ordinal, source);
    }
    case Sort::turn_away:
    case Sort::accept:
      return turn_away(action, subject.account, action.sort == Sort::turn_away);
    case Sort::call:
    case Sort::hire:
      call(action.pool, action.count);
      return;
    case Sort::let_go:
      if (action.person == kNone<PersonId>) {
        let_go(action.pool, action.count);
      } else if (model_.people[action.person].pool) {
        let_go(action.person);
      } else {
        dismiss(action.person);
      }
      return;
    case Sort::note:
      return;
    default:
      break;
  }
  if (!job_there) return;  // it came to its end meanwhile
  touch(subject.job);
  switch (action.sort) {
    case Sort::set_class:
      return set_class(subject.job, action.work_class);
    case Sort::set_due: {
      FactSubject asked = subject;
      if (!task_there) asked.task = kNone<TaskId>;
      const double due = evaluate(action.value.program, Facts{*this, asked});
      // What has none keeps none, however much is added to it.
      return set_due(subject.job,
                     due >= 4e18 ? kNever : Instant{static_cast<std::int64_t>(std::max(due, 0.0))});
    }
    case Sort::set_weight: {
      FactSubject asked = subject;
      if (!task_there) asked.task = kNone<TaskId>;
      const double weight = evaluate(action.value.program, Facts{*this, asked});
      if (!(weight >= kLeastWeight && weight <= kMostWeight)) {
        const Rule& rule = model_.rulebook.rules[firing.rule];
        return fail(rule.span,
                    fmt::format("rule '{}' gives job {} a weight of {:.6g} ({}): weights are "
                                "positive, from 0.001 to 1,000,000",
                                rule.name, jobs_[subject.job].number + 1, weight, to_string(now_)));
      }
      jobs_[subject.job].weight = static_cast<std::uint32_t>(std::nearbyint(weight * 1000));
      for (TaskId t : requests_of(subject.job)) requeue(t);
      return;
    }
    case Sort::escalate:
      for (TaskId t : requests()) escalate(t);
      return;
    case Sort::interrupt:
      for (TaskId t : requests()) push(t);
      return;
    case Sort::reassign:
      for (TaskId t : requests()) reassign(t, action.person);
      return;
    default:
      return cancel_job(subject.job);
  }
}

/// What it competes by has changed: it is looked at anew.
void Replication::requeue(TaskId t) {
  if (tasks_[t].state != TaskState::waiting) return;
  dequeue(t);
  mark_dirty(t);
}

void Replication::set_class(JobId id, ClassId work_class) {
  jobs_[id].work_class = work_class;
  for (TaskId t : requests_of(id)) {
    requeue(t);
    tasks_[t].work_class = work_class;
    if (tasks_[t].state != TaskState::running) continue;
    for (const Seat& seat : tasks_[t].seats) {
      note_standing(seat.person);
      mark_dirty(seat.person);  // others may interrupt now
    }
  }
}

/// Thresholds of slack follow the due date.
void Replication::set_due(JobId id, Instant due) {
  fall_due(jobs_[id], due);
  watch_due(id);
  if (model_.kinds[jobs_[id].kind].wins) arm_deadline(id);
  for (TaskId t : requests_of(id)) {
    if (tasks_[t].state != TaskState::waiting) continue;
    requeue(t);
    open_rings(t);
    if (tasks_[t].timer != kNoEvent) events_.cancel(tasks_[t].timer);
    tasks_[t].timer = kNoEvent;
    arm_threshold(t);
  }
}

/// The request may interrupt work of its own class from now on, if it may not yet.
void Replication::push(TaskId id) {
  if (tasks_[id].pushes) return;
  tasks_[id].pushes = any_pushes_ = any_interrupts_ = true;
  requeue(id);
}

/// The first closed ring in which somebody is there, meets what is asked, and is in no open ring
/// (of a pool: somebody who would come); the number of rings where there is none.
std::uint32_t Replication::next_ring(const Task& task, const Seat& seat,
                                     const Seat::Way& way) const {
  const std::vector<Ring>& rings = way.plan->rings;
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(rings.size(), 64));
  std::vector<PersonId> reached;
  for (std::uint32_t r = 0; r < end; ++r) {
    if ((way.open >> r & 1) == 0) continue;
    for_each_of_ring(task, seat, *way.plan, rings[r], [&](PersonId p) { reached.push_back(p); });
  }
  for (std::uint32_t r = 0; r < end; ++r) {
    if ((way.open >> r & 1) != 0) continue;
    bool somebody = false;
    for_each_of_ring(task, seat, *way.plan, rings[r], [&](PersonId p) {
      const bool there = rings[r].pool || !servers_[p].absent;
      somebody = somebody || (there && meets(seat, p) &&
                              std::find(reached.begin(), reached.end(), p) == reached.end());
    });
    if (somebody) return r;
  }
  return static_cast<std::uint32_t>(rings.size());
}

/// Opens, for every seat that waits, the next ring in which somebody may take it, and those before.
void Replication::escalate(TaskId id) {
  Task& task = tasks_[id];
  if (task.state != TaskState::waiting) return;
  dequeue(id);
  std::vector<std::uint32_t> called;  // pools
  for (Seat& seat : task.seats) {
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      Seat::Way& way = seat.ways[w];
      const std::vector<Ring>& rings = way.plan->rings;
      const std::uint32_t next = next_ring(task, seat, way);
      if (next >= rings.size()) continue;
      for (std::uint32_t r = 0; r <= next; ++r) {
        if ((way.open >> r & 1) != 0) continue;
        way.open |= std::uint64_t{1} << r;
        record(Happening::opened, task.number, r);
        if (rings[r].pool) called.push_back(*rings[r].pool);
        if (looker_on_ != nullptr) {
          looker_on_->ring_opened(jobs_[task.job], task, rings[r], false, now_);
        }
      }
    }
  }
  mark_dirty(id);
  for (const std::uint32_t pool : called) call_for_ring(pool);
}

/// Whoever keeps the asked roles keeps them no more, but whom the rule names, where they hold the
/// role; solitary work under way is handed over.
void Replication::reassign(TaskId id, PersonId to) {
  const bool running = tasks_[id].state == TaskState::running;
  if (tasks_[id].state == TaskState::booked) return;
  if (running && (tasks_[id].seats.size() > 1 || tasks_[id].seats[0].person == to)) return;
  for (std::size_t s = 0; s < tasks_[id].seats.size(); ++s) {
    const RingPlan& plan = *tasks_[id].seats[s].ways[0].plan;
    if (to != kNone<PersonId> && !has_role(to, plan.asked)) continue;
    if (running) {
      const PersonId holder = tasks_[id].seats[s].person;
      const std::vector<Work>& works = servers_[holder].works;
      const auto at = std::find_if(works.begin(), works.end(),
                                   [id](const Work& work) { return work.task == id; });
      interrupt(holder, static_cast<std::size_t>(at - works.begin()), Cause::absence);
    }
    requeue(id);
    Task& task = tasks_[id];
    task.seats[s].person = to;
    if (plan.keep == Keep::none) continue;
    PersonId& kept = plan.keep == Keep::job
                         ? jobs_[task.job].keepers[plan.place]
                         : account_keepers_[raw(jobs_[task.job].account)][plan.place];
    if (plan.keep == Keep::job) {
      if (kept != kNone<PersonId>) count_kept(kept, -1);
      if (to != kNone<PersonId>) count_kept(to, 1);
    }
    kept = to;
  }
  // Others of the job, or of the account, may be asked of somebody else now, who may be absent.
  const Job& job = jobs_[tasks_[id].job];
  for (TaskId t : ids(tasks_)) {
    if (tasks_[t].state == TaskState::unused) continue;
    if (jobs_[tasks_[t].job].account != job.account) continue;
    requeue(t);
    wait_anew(t, tasks_[t].waits_for);
  }
  open_rings_of(job);
}

void Replication::turn_away(const Action& action, AccountId of_subject, bool away) {
  if (rules_.closed.empty()) {
    rules_.closed.assign(model_.accounts.size(), std::vector<bool>(model_.kinds.size(), false));
  }
  const AccountId account = action.account == kNone<AccountId> ? of_subject : action.account;
  for (AccountId a : ids(model_.accounts)) {
    if (account != kNone<AccountId> && a != account) continue;
    for (KindId k : ids(model_.kinds)) {
      if (action.kind == kNone<KindId> || action.kind == k) rules_.closed[raw(a)][raw(k)] = away;
    }
  }
}

}  // namespace suits
