#pragma once

// A job in a run: where it stands in its workflow, who keeps it, and what its time went to.
// Jobs live in a pool and are used again; their vectors keep their capacity.

#include <cstdint>
#include <vector>

#include "engine/kernel/event_queue.hpp"
#include "engine/model/model.hpp"
#include "engine/random/stream.hpp"
#include "engine/run/observations.hpp"

namespace suits {

enum class JobId : std::uint32_t {};   // a place in the pool
enum class TaskId : std::uint32_t {};  // a place in the pool

enum class StepPhase : std::uint8_t { pending, active, done, skipped };

struct StepState {
  StepPhase phase = StepPhase::pending;
  bool live = false;            // some predecessor was done, not skipped
  std::uint16_t waits_for = 0;  // predecessors neither done nor skipped
  std::uint16_t visits = 0;
  std::uint16_t sent_back = 0;  // firings of its back-edge since the last reset
  std::uint16_t open_tasks = 0;
  double rework_effort = 1;
  PersonId last_worker = kNone<PersonId>;
  double last_repeats = 1;      // how many times as often their work goes back
  std::int32_t before = -1;     // record of the step whose finish made this one ready
  Instant ready;
  Duration done;        // supervised steps: nominal effort done in this visit, to the last stop
  Duration partial;     // … and since, at the moment of looking
  Duration supervised;  // of which supervision has been issued
};

/// A piece of a visit's time, linked to the piece before it.
struct Segment {
  enum class Sort : std::uint8_t { work, overtime, wait, appointment, client, delay };
  Sort sort = Sort::work;
  RoleId role = kNone<RoleId>;         // whose label it is
  PersonId person = kNone<PersonId>;   // who works, or is waited for; kNone: nobody there
  bool anybody = false;                // wait: nobody in particular; `person` took it in the end
  Instant from, to;
  Duration busy;                       // wait: while the person was at work on something else
  Duration idle;                       // wait for anybody: while somebody of the role had nothing to do
  std::int32_t busy_with = -1;         // index into Job::busy_with, kinds() durations
  std::int32_t before = -1;
};

/// A finished visit of a step: from ready to finish, by the part that finished last.
struct Record {
  StepId step{};
  std::uint16_t visit = 0;
  Instant ready, finish;
  std::int32_t before = -1;        // record that made it ready; −1: the arrival
  std::int32_t last_segment = -1;
};

/// The instants a milestone began and ended; kNever: not yet.
struct MilestoneState {
  Instant from = kNever, to = kNever;
  std::int32_t record = -1;  // the last record of the span
};

struct Job {
  std::uint64_t number = 0;   // in order of arrival
  std::uint64_t ordinal = 0;  // within its stream
  StreamKey key;              // of its stream in this replication
  StreamId stream = kNone<StreamId>;  // that brought it; kNone: a rule, or it was there at first
  KindId kind{};
  AccountId account{};
  TierId tier{};
  Instant arrived;
  Instant due = kNever;
  Duration due_worked;                  // the agency's working time by then
  std::uint64_t firings = 0;            // of rules, for it
  Instant visited;                      // steps of it became ready last at this instant …
  std::uint32_t visits_at_instant = 0;  // … and so many of them
  bool in_window = false;
  ClassId work_class = kNone<ClassId>;  // of all its requests; kNone: the steps'
  std::uint32_t weight = 1000;        // thousandths
  double repeats = 1, effort = 1;     // products over its attributes
  std::uint32_t open_steps = 0;       // neither done nor skipped
  std::vector<StepState> steps;
  bool waits = false;                 // nothing of it has begun, and something depends on that …
  std::vector<TaskId> tasks;          // … all of them, meanwhile
  EventHandle patience = kNoEvent;    // … and when it is withdrawn
  EventHandle turns_late = kNoEvent;  // where that moves the health of the account
  EventHandle minds = kNoEvent;       // the client, that it is not done: likewise
  EventHandle deadline = kNoEvent;    // when it is given up for being late
  std::vector<PersonId> keepers;      // by role, then the owner's place
  std::vector<Segment> segments;
  std::vector<Record> records;
  std::vector<Duration> busy_with;    // blocks of one duration per kind
  std::vector<MilestoneState> milestones;
  // Background work of one person, and hours that grow with the job
  PersonId forced = kNone<PersonId>;
  RoleId asked = kNone<RoleId>;       // background: of whom
  bool asks_owner = false;
  Duration stated_effort;             // background: the effort
  Instant followed_to;                // hours per running job are issued up to here
  // Lists of running jobs
  JobId next = kNone<JobId>, previous = kNone<JobId>;
  bool listed = false;
  bool active = false;
};

}  // namespace suits
