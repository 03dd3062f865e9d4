// Recurring work of people themselves: internal hours, hours per report, hours a week on running
// jobs, supervision as a share of the hours done. One-step items, once per working week or day,
// due the next; nothing waits for them; the remainder comes at the end.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

Date monday_after(Date d) { return d + (7 - d.weekday()); }

}  // namespace

/// Items come at the agency's first opening of a week (or of a working day).
void Replication::start_background() {
  const bool weekly =
      std::any_of(model_.background.begin(), model_.background.end(),
                  [](const Background& b) { return !b.daily; }) ||
      std::any_of(model_.kinds.begin(), model_.kinds.end(),
                  [](const Kind& k) { return !k.follow.empty() || k.supervision.has_value(); });
  const bool daily = std::any_of(model_.background.begin(), model_.background.end(),
                                 [](const Background& b) { return b.daily; });
  const Instant first = model_.agency().next_open(now_);
  if (first >= kNever) return;
  if (weekly) {
    events_.schedule(first, EventClass::arrival, std::uint64_t{2} << 52,
                     payload(Type::background, 0));
  }
  if (daily) {
    events_.schedule(first, EventClass::arrival, (std::uint64_t{2} << 52) + 1,
                     payload(Type::background, 1));
  }
}

void Replication::on_background(bool daily) {
  const Hours& agency = model_.agency();
  const Date today = date_of(now_);
  const Date next_date = daily ? today + 1 : monday_after(today);
  const Instant next = agency.next_open(midnight(next_date));
  if (next < kNever) {
    events_.schedule(next, EventClass::arrival, (std::uint64_t{2} << 52) + (daily ? 1 : 0),
                     payload(Type::background, daily ? 1 : 0));
  }
  for (const Background& b : model_.background) {
    if (b.daily != daily) continue;
    for (RoleId role : b.roles) {
      if (b.per == Background::Per::role) {
        // In proportion to the agency's hours of this week.
        const double share = static_cast<double>(agency.between(now_, midnight(next_date)).us) /
                             static_cast<double>(model_.standard_week.us);
        issue(b.kind, AccountId{static_cast<std::uint32_t>(model_.accounts.size() - 1)}, role,
              kNone<PersonId>, round_duration(b.effort * share), next);
        continue;
      }
      double per_person = b.effort;
      if (b.per == Background::Per::report) {
        std::size_t reports = 0, superiors = 0;
        const auto here = [&](PersonId p) {  // people on call are nobody's
          const Person& person = model_.people[p];
          const bool came = person.pool ? memberships_[first_membership_[p]].held
                                        : person.successor || person.joins <= today;
          return came && !servers_[p].left;
        };
        for (PersonId p : ids(model_.people)) {
          const Role& own = model_.roles[servers_[p].roles[0]];
          if (here(p) && !own.superiors.empty() && own.superiors[0] == role) ++reports;
        }
        for (PersonId p : role_people_[role]) {
          if (here(p)) ++superiors;
        }
        if (superiors == 0) continue;
        per_person *= static_cast<double>(reports) / static_cast<double>(superiors);
      }
      for (PersonId p : role_people_[role]) {
        // Once per person, by the main role; in proportion to the part of the week they are there.
        if (servers_[p].roles[0] != role || servers_[p].left) continue;
        const Duration there = servers_[p].availability.between(now_, midnight(next_date));
        const double share =
            static_cast<double>(there.us) / static_cast<double>(model_.standard_week.us);
        issue(b.kind, AccountId{static_cast<std::uint32_t>(model_.accounts.size() - 1)}, role, p,
              round_duration(per_person * share), next);
      }
    }
  }
  if (daily) return;
  // Hours on running jobs, up to now. Stretches under way count as far as they have come.
  for (PersonId p : ids(servers_)) {
    const Server& server = servers_[p];
    for (const Work& work : server.works) {
      const Task& task = tasks_[work.task];
      Job& job = jobs_[task.job];
      if (!model_.kinds[job.kind].supervision) continue;
      job.steps[raw(task.step)].partial += done_since(work, progress_of(p));
    }
  }
  for (KindId k : ids(model_.kinds)) {
    for (JobId j = first_running_[k]; j != kNone<JobId>;) {
      const JobId following = jobs_[j].next;
      follow_up(j, next);
      if (model_.kinds[k].supervision) {
        for (std::uint32_t s = 0; s < jobs_[j].steps.size(); ++s) {
          supervise(j, StepId{s}, next);
          jobs_[j].steps[s].partial = {};
        }
      }
      j = following;
    }
  }
}

/// A one-step item of background work, asked of a role on an account, or of one person.
void Replication::issue(KindId kind, AccountId account, RoleId role, PersonId forced,
                        Duration effort, Instant due) {
  if (effort.us <= 0) return;
  const JobId id = new_job(kind, account);
  Job& job = jobs_[id];
  job.forced = forced;
  job.asked = role;
  job.asks_owner = role == kNone<RoleId>;
  job.stated_effort = effort;
  fall_due(job, due < kNever ? due
                             : model_.agency().next_open(midnight(monday_after(date_of(now_)))));
  job.key = {};
  record(Happening::arrival, job.number, (std::uint64_t{1} << 32) + raw(kind));
  recorder_.job_arrived(job);
  if (looker_on_ != nullptr) looker_on_->job_arrived(job);
  background_ready_.clear();
  begin_job(model_, job, background_ready_);
  job.steps[0].ready = now_;
  activate(id, StepId{0});
}

/// Hours a week on each running job, since they were last issued.
void Replication::follow_up(JobId id, Instant due) {
  const Kind& kind = model_.kinds[jobs_[id].kind];
  if (kind.follow.empty()) return;
  const Duration since = model_.agency().between(jobs_[id].followed_to, now_);
  jobs_[id].followed_to = now_;
  const double weeks_of_work =
      static_cast<double>(since.us) / static_cast<double>(model_.standard_week.us);
  for (const Follow& follow : kind.follow) {
    const Duration effort = round_duration(follow.effort[jobs_[id].tier] * weeks_of_work);
    issue(follow.kind, jobs_[id].account, follow.role, kNone<PersonId>, effort, due);
  }
}

/// Supervision of a step: a share of the hours done since it was last issued.
void Replication::supervise(JobId id, StepId step_id, Instant due) {
  const Step& step = model_.kinds[jobs_[id].kind].steps[raw(step_id)];
  if (step.supervised_by.empty()) return;
  StepState& state = jobs_[id].steps[raw(step_id)];
  const Duration done = state.done + state.partial - state.supervised;
  if (done.us <= 0) return;
  state.supervised += done;
  const AccountId account = jobs_[id].account;
  const KindId kind = *model_.kinds[jobs_[id].kind].supervision;
  for (const Supervision& supervision : step.supervised_by) {
    issue(kind, account, supervision.role, kNone<PersonId>,
          round_duration(static_cast<double>(done.us) * supervision.share), due);
  }
}

}  // namespace suits
