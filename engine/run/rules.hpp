#pragma once

// What a run remembers of its rules: what held when it was last looked at, the timers of
// thresholds, what has been turned away.

#include <cstdint>
#include <vector>

#include "engine/kernel/event_queue.hpp"
#include "engine/run/job.hpp"

namespace suits {

/// Of what an expression is asked; kNone: of none.
struct FactSubject {
  JobId job = kNone<JobId>;
  TaskId task = kNone<TaskId>;
  AccountId account = kNone<AccountId>;
  PersonId person = kNone<PersonId>;
};

/// A rule that acts, once the phase in which it was noted is over. What it was noted for may be
/// gone by then.
struct Firing {
  std::size_t rule = 0;
  std::uint32_t depth = 0;  // one more than that of the firing which brought it about
  FactSubject subject;
  std::uint64_t job_number = 0, task_number = 0;
  StreamKey key;              // of the jobs it starts …
  std::uint64_t ordinal = 0;  // … and their number under it
};

struct RuleState {
  /// A rule and one of its subjects.
  struct Watch {
    std::uint64_t number = ~std::uint64_t{0};  // of the job or request at this place of the pool
    bool held = false;
    std::uint32_t timers = ~0u;  // the first of its timers, one for each crossing
  };
  struct Timer {
    EventHandle event = kNoEvent;
    std::int64_t at = 0;  // on the clock of the fact
    JobId job = kNone<JobId>;
  };
  std::vector<std::vector<Watch>> watches;  // by rule, by place of the subject
  std::vector<Timer> timers;
  std::vector<std::vector<std::uint64_t>> counts;  // firings by rule and account or person
  std::vector<std::size_t> next_time;              // by rule: of Rule::times
  std::vector<Firing> firings;                     // noted and not yet acted upon
  bool lists_jobs = false;                         // some rule is looked at for all of them
  std::vector<JobId> jobs;                         // … running, of kinds of work, by number
  IdVector<JobId, std::vector<TaskId>> requests;   // of each of them, by number
  IdVector<RoleId, std::uint32_t> waiting;         // seats that ask the role and wait …
  IdVector<RoleId, Duration> load;                 // … and the effort expected on them
  IdVector<AccountId, std::uint32_t> running;      // jobs of these
  std::vector<std::vector<bool>> closed;           // by account and kind: turned away; empty: none
  std::uint64_t turned_away = 0;
  std::vector<std::vector<bool>> never;  // by rule of jobs that becomes true, by kind: not of these
  IdVector<KindId, std::uint8_t> watched;  // some such rule may become true for a job of the kind
  std::uint32_t triggers = 0;              // a bit for each that some rule has
  IdVector<JobId, std::uint8_t> is_touched;
  std::vector<JobId> touched;          // since the last look
  bool edges = false;                  // some rule waits to become true …
  bool of_jobs_alone = true;           // … each only where something about a job changes
  bool days = false;                   // … and asks what day it is
  Instant instant = kDawn;             // of the last firing …
  std::uint64_t at_instant = 0;        // … and how many there were at it
  std::uint32_t rounds = 0;            // … in so many rounds
  std::uint32_t depth = 0;             // of the firing that is acted upon
  std::vector<std::size_t> lately;     // rules of the last of them
  std::vector<JobId> looked_at;        // scratch
  std::vector<TaskId> looked_at_requests;
};

}  // namespace suits
