// Recurring work of people themselves.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

void Naive::on_background(bool daily) {
  const Date today = date_of(now_);
  const Date until = daily ? today + 1 : today + (7 - today.weekday());
  const Instant next_time = m_.agency().next_open(midnight(until));
  (daily ? daily_ : weekly_) = next_time;
  const double week = static_cast<double>(m_.standard_week.us);
  for (const Background& b : m_.background) {
    if (b.daily != daily) continue;
    for (RoleId role : b.roles) {
      if (b.per == Background::Per::role) {
        const Duration open = m_.agency().between(now_, midnight(until));
        issue(b.kind, agency(), role, kNone<PersonId>,
              round_duration(b.effort * (static_cast<double>(open.us) / week)), next_time);
        continue;
      }
      const auto here = [&](PersonId p) {
        const bool came = m_.people[p].pool ? people_[p].hired : m_.people[p].joins <= today;
        return came && !people_[p].left;
      };
      double effort = b.effort;
      if (b.per == Background::Per::report) {
        double reports = 0, superiors = 0;
        for (PersonId p : ids(m_.people)) {
          const auto& above = m_.roles[people_[p].roles[0]].superiors;
          if (here(p) && !above.empty() && above[0] == role) ++reports;
          if (here(p) && has_role(p, role)) ++superiors;
        }
        if (superiors <= 0) continue;
        effort *= reports / superiors;
      }
      for (PersonId p : people_with(role)) {
        if (people_[p].roles[0] != role || people_[p].left) continue;
        const Duration open = people_[p].there.between(now_, midnight(until));
        issue(b.kind, agency(), role, p,
              round_duration(effort * (static_cast<double>(open.us) / week)), next_time);
      }
    }
  }
  if (daily) return;
  for (KindId k : ids(m_.kinds)) {
    const std::size_t jobs = jobs_.size();
    for (std::size_t j = 0; j < jobs; ++j) {
      if (jobs_[j].kind != k || !jobs_[j].active) continue;
      follow_up(j, next_time);
      if (!m_.kinds[k].supervision) continue;
      for (std::uint32_t s = 0; s < jobs_[j].steps.size(); ++s) {
        // What is under way counts as far as it has come.
        jobs_[j].steps[s].partial = {};
        for (const NaivePerson& p : people_) {
          for (std::size_t w = 0; w < p.works.size(); ++w) {
            const NaiveRequest& r = requests_[p.works[w].request];
            if (r.job == j && raw(r.step) == s) jobs_[j].steps[s].partial += done_of(p, w);
          }
        }
        supervise(j, StepId{s}, next_time);
        jobs_[j].steps[s].partial = {};
      }
    }
  }
}

void Naive::issue(KindId kind, AccountId account, RoleId role, PersonId forced, Duration effort,
                  Instant due) {
  if (effort.us <= 0) return;
  const std::size_t j = new_job(kind, account);
  Job& job = jobs_[j];
  job.forced = forced;
  job.asked = role;
  job.asks_owner = role == kNone<RoleId>;
  job.stated_effort = effort;
  const Date today = date_of(now_);
  job.due = due < kNever ? due
                         : m_.agency().next_open(midnight(today + (7 - today.weekday())));
  record(Happening::arrival, job.number, (std::uint64_t{1} << 32) + raw(kind));
  std::vector<StepId> ready;
  begin_job(m_, job, ready);
  advance(j, ready);
}

void Naive::follow_up(std::size_t j, Instant due) {
  const Kind& kind = m_.kinds[jobs_[j].kind];
  if (kind.follow.empty()) return;
  const double share =
      static_cast<double>(m_.agency().between(jobs_[j].followed_to, now_).us) /
      static_cast<double>(m_.standard_week.us);
  jobs_[j].followed_to = now_;
  for (const Follow& follow : kind.follow) {
    issue(follow.kind, jobs_[j].account, follow.role, kNone<PersonId>,
          round_duration(follow.effort[jobs_[j].tier] * share), due);
  }
}

void Naive::supervise(std::size_t j, StepId s, Instant due) {
  const Kind& kind = m_.kinds[jobs_[j].kind];
  StepState& state = jobs_[j].steps[raw(s)];
  const Duration done = state.done + state.partial - state.supervised;
  if (done.us <= 0 || kind.steps[raw(s)].supervised_by.empty()) return;
  state.supervised += done;
  for (const Supervision& by : kind.steps[raw(s)].supervised_by) {
    issue(*kind.supervision, jobs_[j].account, by.role, kNone<PersonId>,
          round_duration(static_cast<double>(done.us) * by.share), due);
  }
}

}  // namespace suits
