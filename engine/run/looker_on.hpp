#pragma once

// Somebody who is told what happens in a run, while it happens, and changes nothing. A run without
// one pays for a pointer test here and there. What is passed is valid during the call.

#include "engine/run/server.hpp"

namespace suits {

/// unfinished: the run is over; withdrawn: nothing of it had begun in time; turned_away: right where
/// it arrived, since it could not begin at once and no more may wait.
enum class Ending : std::uint8_t { done, cancelled, unfinished, withdrawn, turned_away };

/// What a rule has acted for; null and none where it is nothing of that sort.
struct RuleSubject {
  const Job* job = nullptr;
  const Task* task = nullptr;
  AccountId account = kNone<AccountId>;  // the job's, where there is one
  PersonId person = kNone<PersonId>;
};

class LookerOn {
 public:
  LookerOn() = default;
  LookerOn(const LookerOn&) = delete;
  LookerOn& operator=(const LookerOn&) = delete;
  virtual ~LookerOn() = default;

  virtual void job_arrived(const Job& job) = 0;
  /// The job's tasks are all over, or the run is.
  virtual void job_ended(const Job& job, Ending ending, Instant now,
                         const IdVector<PersonId, Server>& servers) = 0;
  /// A person has been at work on their seat of the task since `from`, and spent so much of their
  /// time on it; what is left of it waits, or the seat is done (nothing left).
  virtual void worked(const Job& job, const Task& task, const Seat& seat, Instant from,
                      Duration time, Instant now) = 0;
  /// An appointment is made: its start and people stand in the task.
  virtual void booked(const Job& job, const Task& task, Instant now) = 0;
  /// One more ring may take the task: for want of anybody in those before, or by its threshold.
  virtual void ring_opened(const Job& job, const Task& task, const Ring& ring, bool for_want,
                           Instant now) = 0;
  /// A rule has acted for the job. The index is into RuleBook::rules.
  virtual void rule_acted(const Job&, std::size_t /*rule*/, Instant /*now*/) {}
  /// A rule has acted, for a job or for anything else. The index is into RuleBook::rules.
  virtual void rule_acted_on(std::size_t /*rule*/, const RuleSubject&, Instant /*now*/) {}
  /// The health of an account has fallen below a mark; the index is into Relationship::warn_below.
  virtual void health_fell(AccountId, std::size_t /*below*/, double /*health*/, Instant /*now*/) {}
  /// The client of an account has left.
  virtual void account_left(AccountId, Instant /*now*/) {}
  /// The task is done; or not: it is given up, or stands as it is when the run is over. Its chain
  /// of segments is complete, but that the last one is open (to == from) where it waits.
  virtual void task_ended(const Job& job, const Task& task, bool done, Instant now) = 0;
};

}  // namespace suits
