// Work in hand: jobs that are there when the run begins, at the steps where they stand.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {

/// Before everything else at the first instant, in the order of their arrival.
void Replication::start_in_hand() {
  if (model_.staffing.in_hand.empty()) return;
  // So that there is a matching phase at this instant.
  events_.schedule(now_, EventClass::timer, std::uint64_t{4} << 52, payload(Type::stay_over, 0));
  for (const JobInHand& in_hand : model_.staffing.in_hand) {
    if (!error_) take_in_hand(in_hand);
  }
}

void Replication::take_in_hand(const JobInHand& in_hand) {
  const JobId id = new_job(in_hand.kind, in_hand.account);
  const Kind& kind = model_.kinds[in_hand.kind];
  Job& job = jobs_[id];
  job.arrived = in_hand.arrived;
  job.in_window = true;
  job.ordinal = in_hand.ordinal;
  job.key = stream_key(seed_, replication_, in_hand.component);
  if (in_hand.work_class) job.work_class = *in_hand.work_class;
  if (in_hand.due) {
    fall_due(job, *in_hand.due);
  } else if (const auto& due = kind.due[job.tier]) {
    Draws draws(job.key, job.ordinal, 2, Purpose::delay);
    fall_due(job, after(model_.agency(), job.arrived, due->clock, due->amount.sample(draws)));
  }
  job.milestones.resize(kind.milestones.size());
  for (std::size_t m = 0; m < kind.milestones.size(); ++m) {
    if (kind.milestones[m].from == MilestonePoint::arrival) job.milestones[m].from = job.arrived;
  }
  record(Happening::arrival, job.number, (std::uint64_t{2} << 32) + raw(in_hand.kind));
  ++outstanding_;
  recorder_.job_arrived(job);
  if (looker_on_ != nullptr) looker_on_->job_arrived(job);
  list(id);
  if (kind.wins) arm_deadline(id);
  if (any_limits_) count_in(id);
  std::vector<StepId> at;
  for (const JobInHand::AtStep& step : in_hand.steps) at.push_back(step.step);
  resume_job(model_, job, at, ready_);
  note_running(id);
  watch_health(id, false);
  in_hand_ = &in_hand;
  advance_job(id);
  in_hand_ = nullptr;
}

const JobInHand::AtStep* Replication::in_hand_at(StepId step) const {
  if (in_hand_ == nullptr) return nullptr;
  const auto at = std::find_if(in_hand_->steps.begin(), in_hand_->steps.end(),
                               [&](const JobInHand::AtStep& s) { return s.step == step; });
  return at == in_hand_->steps.end() ? nullptr : &*at;
}

/// Whoever holds the request is named, and keeps the role where it is kept.
void Replication::hold_in_hand(Task& task) {
  const PersonId holder = in_hand_->holder;
  Seat& seat = task.seats[0];
  const RingPlan& plan = *seat.ways[0].plan;
  if (holder == kNone<PersonId> || !has_role(holder, plan.asked)) return;
  seat.person = holder;
  if (plan.keep == Keep::none) return;
  PersonId& kept = plan.keep == Keep::job
                       ? jobs_[task.job].keepers[plan.place]
                       : account_keepers_[raw(jobs_[task.job].account)][plan.place];
  if (kept != kNone<PersonId>) return;
  kept = holder;
  if (plan.keep == Keep::job) count_kept(holder, 1);
}

}  // namespace suits
