// How many jobs there may be and how long they wait: what a limit turns away, what a client
// withdraws, and what takes the place of a job of a fixed population.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {

void Replication::start_limits() {
  limits_of_ = IdVector<KindId, std::vector<std::uint32_t>>(model_.kinds.size());
  waits_matter_ = IdVector<KindId, std::uint8_t>(model_.kinds.size());
  for (std::uint32_t l = 0; l < model_.limits.size(); ++l) {
    const Limit& limit = model_.limits[l];
    rooms_.emplace_back(limit.each_account ? model_.accounts.size() : 1);
    for (KindId k : ids(model_.kinds)) {
      if (!limit.kinds[raw(k)]) continue;
      limits_of_[k].push_back(l);
      if (limit.waiting) waits_matter_[k] = 1;
    }
  }
  any_limits_ = !model_.limits.empty();
  for (KindId k : ids(model_.kinds)) {
    for (const auto& patience : model_.kinds[k].withdraws_after.items()) {
      if (patience) waits_matter_[k] = any_limits_ = true;
    }
  }
}

/// Whether one more job may be in progress.
bool Replication::room_for(KindId kind, AccountId account) const {
  const auto full = [&](std::uint32_t l) {
    const auto& most = model_.limits[l].in_progress;
    return most && room(l, account).in_progress >= *most;
  };
  return std::none_of(limits_of_[kind].begin(), limits_of_[kind].end(), full);
}

/// The job has come in; the client's patience begins.
void Replication::count_in(JobId id) {
  Job& job = jobs_[id];
  bool limited = false;
  for (const std::uint32_t l : limits_of_[job.kind]) {
    Room& own = room(l, job.account);
    ++own.in_progress;
    own.waiting += job.waits ? 1 : 0;
    limited = limited || model_.limits[l].waiting;
  }
  if (!job.waits) return;
  job.tasks.clear();
  job.patience = kNoEvent;
  if (limited && job.stream != kNone<StreamId>) knocking_.emplace_back(id, job.number);
  const auto& patience = model_.kinds[job.kind].withdraws_after[job.tier];
  if (!patience) return;
  Draws draws(job.key, job.ordinal, 0, Purpose::patience);
  const Hours& hours = model_.patterns[model_.accounts[job.account].client_pattern];
  const Instant until = after(hours, now_, patience->clock, patience->amount.sample(draws));
  // What can begin at once does so.
  job.patience = events_.schedule(std::max(until, now_ + microseconds(1)), EventClass::timer,
                                  range(5) + job.number, payload(Type::withdrawal, raw(id)));
}

void Replication::begins(Job& job) {
  job.waits = false;
  for (const std::uint32_t l : limits_of_[job.kind]) --room(l, job.account).waiting;
  if (job.patience != kNoEvent) events_.cancel(job.patience);
  job.patience = kNoEvent;
}

/// The job is there no more.
void Replication::count_out(Job& job) {
  if (job.waits) begins(job);
  for (const std::uint32_t l : limits_of_[job.kind]) --room(l, job.account).in_progress;
}

bool Replication::too_many_wait(const Job& job) const {
  return std::any_of(limits_of_[job.kind].begin(), limits_of_[job.kind].end(),
                     [&](std::uint32_t l) {
                       const auto& most = model_.limits[l].waiting;
                       return most && room(l, job.account).waiting > *most;
                     });
}

/// Of what has come by a stream since the last matching phase and could not begin, the last that
/// arrived goes first, as long as too many wait. False where nothing goes.
bool Replication::turn_away_waiting() {
  bool any = false;
  for (auto knocking = knocking_.rbegin(); knocking != knocking_.rend(); ++knocking) {
    const auto [id, number] = *knocking;
    const Job& job = jobs_[id];
    if (!job.active || job.number != number || !job.waits || !too_many_wait(job)) continue;
    any = true;
    ++rules_.turned_away;
    record(Happening::refused, number, raw(job.stream));
    give_up(id, cancel_waiting(id, true), Ending::turned_away);
  }
  knocking_.clear();
  return any;
}

void Replication::on_withdrawal(JobId id) {
  jobs_[id].patience = kNoEvent;
  record(Happening::withdrawn, jobs_[id].number, 0);
  give_up(id, cancel_waiting(id, false), Ending::withdrawn);
}

/// Ends all that the job asks for; returns the effort left. Where it is taken back, it was never
/// asked for. Requires: nothing of the job has begun.
Duration Replication::cancel_waiting(JobId id, bool take_back) {
  Duration left;
  for (const TaskId t : jobs_[id].tasks) {
    if (take_back) {
      for (const Seat& seat : tasks_[t].seats) {
        recorder_.request_taken_back(seat.ways[0].plan->asked, jobs_[id], seat.effort, now_);
      }
    }
    left += cancel_task(t);
  }
  return left;
}

/// Another job of a fixed population comes for one that is over, as long as the account goes on.
void Replication::replace(const Job& job) {
  if (job.stream == kNone<StreamId>) return;
  const Stream& stream = model_.streams[job.stream];
  if (stream.form != Stream::Form::population || now_ >= lives_[stream.account].ends) return;
  const std::uint64_t ordinal = ordinals_[raw(job.stream)]++;
  const std::uint64_t what = (ordinal & 0xFFFF'FFFFu) << 24 | raw(job.stream);
  events_.schedule(now_, EventClass::arrival, range(1) + what, payload(Type::burst, what));
}

}  // namespace suits
