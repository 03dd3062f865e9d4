// Work in hand: jobs that are there at first, at the steps where they stand.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

void Naive::take_in_hand(const JobInHand& in_hand) {
  look_ = true;
  const std::size_t j = new_job(in_hand.kind, in_hand.account);
  Job& job = jobs_[j];
  job.arrived = in_hand.arrived;
  job.in_window = true;
  job.ordinal = in_hand.ordinal;
  job.key = stream_key(seed_, replication_, in_hand.component);
  if (in_hand.work_class) job.work_class = *in_hand.work_class;
  if (in_hand.due) {
    job.due = *in_hand.due;
  } else if (const auto& due = m_.kinds[job.kind].due[job.tier]) {
    Draws draws(job.key, job.ordinal, 2, Purpose::delay);
    job.due = after(m_.agency(), job.arrived, due->clock, due->amount.sample(draws));
  }
  record(Happening::arrival, job.number, (std::uint64_t{2} << 32) + raw(job.kind));
  ++outstanding_;
  std::vector<StepId> at, ready;
  for (const JobInHand::AtStep& step : in_hand.steps) at.push_back(step.step);
  resume_job(m_, job, at, ready);
  in_hand_ = &in_hand;
  advance(j, ready);
  in_hand_ = nullptr;
}

/// Where the job that is being taken in hand stands, if at this step.
const JobInHand::AtStep* Naive::in_hand_at(StepId step) const {
  if (in_hand_ == nullptr) return nullptr;
  for (const JobInHand::AtStep& at : in_hand_->steps) {
    if (at.step == step) return &at;
  }
  return nullptr;
}

/// The holder has the first seat's work, and keeps the role, if it is one of theirs.
void Naive::hold_in_hand(std::size_t i) {
  const PersonId holder = in_hand_->holder;
  NaiveSeat& seat = requests_[i].seats[0];
  if (holder == kNone<PersonId> || !has_role(holder, seat.ways[0].asked)) return;
  seat.person = holder;
  seat.way = seat.ring = 0;
  keep_for(requests_[i], seat);
}

}  // namespace suits
