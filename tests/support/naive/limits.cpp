// How many jobs there may be, how long they wait, and fixed populations.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

/// Whether none of the job's steps has begun: neither work on it nor a delay.
bool Naive::waits(std::size_t j) const {
  if (!jobs_[j].active || !jobs_[j].waits) return false;
  return std::none_of(requests_.begin(), requests_.end(), [&](const NaiveRequest& r) {
    return r.job == j && (r.begun || r.seats.empty());
  });
}

/// Jobs in progress that the limit counts (on the account), or those of them that wait.
std::uint64_t Naive::counted(const Limit& limit, AccountId account, bool waiting) const {
  std::uint64_t n = 0;
  for (std::size_t j = 0; j < jobs_.size(); ++j) {
    const Job& job = jobs_[j];
    if (!job.active || !limit.kinds[raw(job.kind)]) continue;
    if (limit.each_account && job.account != account) continue;
    if (!waiting || waits(j)) ++n;
  }
  return n;
}

bool Naive::room_for(KindId kind, AccountId account) const {
  return std::none_of(m_.limits.begin(), m_.limits.end(), [&](const Limit& limit) {
    return limit.kinds[raw(kind)] && limit.in_progress &&
           counted(limit, account, false) >= *limit.in_progress;
  });
}

Instant Naive::patience_of(const Job& job) const {
  const auto& lapse = m_.kinds[job.kind].withdraws_after[job.tier];
  if (!lapse) return kNever;
  Draws draws(job.key, job.ordinal, 0, Purpose::patience);
  const Hours& client = m_.patterns[m_.accounts[job.account].client_pattern];
  const double amount = lapse->amount.sample(draws);
  return std::max(now_ + microseconds(1), after(client, now_, lapse->clock, amount));
}

/// Of the jobs that came by a stream and wait, the last that came goes first, while a limit is
/// exceeded.
bool Naive::turn_away_waiting() {
  bool any = false;
  while (!knocking_.empty()) {
    const std::size_t j = knocking_.back();
    knocking_.pop_back();
    if (!waits(j)) continue;
    const bool exceeded = std::any_of(m_.limits.begin(), m_.limits.end(), [&](const Limit& limit) {
      return limit.kinds[raw(jobs_[j].kind)] && limit.waiting &&
             counted(limit, jobs_[j].account, true) > *limit.waiting;
    });
    if (!exceeded) continue;
    any = true;
    ++turned_away_;
    cancel_job(j, Ending::turned_away);
  }
  return any;
}

void Naive::replace(const Job& job) {
  if (job.stream == kNone<StreamId>) return;
  const Stream& stream = m_.streams[job.stream];
  if (stream.form != Stream::Form::population || now_ >= m_.accounts[stream.account].ends) return;
  bursts_.push_back({now_, ordinals_[raw(job.stream)]++, raw(job.stream)});
}

}  // namespace suits
