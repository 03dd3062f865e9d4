#pragma once

// What happened in one course, as process mining wants it: for each job (a case) who began and
// ended what when. From one replication, played with a looker-on, job by job as they end, so that
// memory holds the jobs in progress and no more.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/analysis/job_history.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// The job's arrival and end, and of each piece of work on it the beginning, what interrupts it,
/// and the end: the lifecycle of IEEE 1849 (XES) with the job's own events around it.
enum class Transition : std::uint8_t {
  arrive,
  start,
  suspend,
  resume,
  complete,
  finish,
  cancel,
  withdraw,
  stand_open
};
const char* transition_name(Transition transition);

struct LoggedEvent {
  Instant at;
  Transition transition = Transition::arrive;
  StepId step = kNone<StepId>;        // of the job's kind; kNone: the job itself
  std::uint16_t round = 0;            // of the step, from 1
  std::uint64_t request = 0;          // which demand; those of a meeting share one
  std::uint32_t seat = 0;             // … and which of its people
  PersonId person = kNone<PersonId>;  // kNone: a delay, or the job itself
  RoleId role = kNone<RoleId>;        // asked
};

struct LoggedJob {
  JobOutline job;
  bool background = false;          // people's own recurring work
  std::vector<LoggedEvent> events;  // in order of time
};

/// Plays the replication and hands over every job as it ends; those still open when the run is over
/// come last. Nothing, or why the run could not go on.
std::optional<RunError> log_events(const Model& model, std::uint64_t seed,
                                   std::uint32_t replication,
                                   const std::function<void(const LoggedJob&)>& take);

}  // namespace suits
