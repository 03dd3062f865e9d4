#pragma once

// The life of single jobs: who did what when, whom they waited for and what those people did
// meanwhile, and where the time went, to the microsecond. From one replication, played with a
// looker-on; it reports the very run that `run` counts.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/looker_on.hpp"

namespace suits {

/// A job seen from outside.
struct JobOutline {
  std::uint64_t number = 0;  // in order of arrival, from 0
  KindId kind{};
  AccountId account{};
  Instant arrived, due = kNever;
  Instant ended;  // where it is not done: when the run stopped or it was given up
  Ending ending = Ending::unfinished;
  bool in_window = false;
};

/// What somebody was at work on.
struct Occupation {
  std::uint64_t job = 0;
  KindId kind{};
  AccountId account{};
  StepId step{};
  PersonId person{};
  Duration time;  // of theirs
};

/// A piece of a task's time, in order; the pieces of a task follow one another without gaps.
struct HistoryPiece {
  Segment::Sort sort{};
  Instant from, to;
  RoleId role = kNone<RoleId>;        // asked; of an appointment: who ruled out earlier stretches
  PersonId person = kNone<PersonId>;  // who works, or is waited for; kNone: nobody there
  bool anybody = false;               // … for anybody of the role; `person` took it in the end
  std::array<Duration, kLabels> labels{};
  std::vector<Occupation> busy_with;  // of a wait for a person, or anybody: the most first
  RoleId labelled = kNone<RoleId>;    // whose the labels are
};

/// A stretch of somebody's work.
struct HistoryWork {
  PersonId person{};
  RoleId asked{}, serving{};
  Instant from, to;
  Duration time;                      // of the person
  bool cover = false, superior = false;
  std::uint32_t ring = 0;             // 0: one of the account's own, or of the pool
  bool finished = false;              // their part is done
  bool absent = false;                // … or they were away from then on
  std::optional<Occupation> next;     // … or laid it aside for this
};

struct HistoryAppointment {
  Instant made, start;
  std::vector<PersonId> people;
};

/// More people may take the task from now on.
struct HistoryOpening {
  Instant at;
  Ring ring;
  std::vector<PersonId> people;  // whom no ring before reached, of those who may
  std::vector<RequirementId> asked;  // of the seats that it opened for: any of them
  bool by_threshold = false;  // else: nobody of those before was there
};

/// One demand for a person, or for several who come together.
struct TaskHistory {
  StepId step{};
  std::uint16_t visit = 0;
  std::uint64_t number = 0;
  Instant ready, ended;
  bool finished = false;
  bool decided = false;  // it lies on the way that ended last: it made the job as long as it was
  std::vector<RoleId> asked;
  std::vector<HistoryPiece> pieces;
  std::vector<HistoryWork> work;
  std::vector<HistoryAppointment> appointments;
  std::vector<HistoryOpening> openings;
};

/// One round of a step, in order of becoming ready.
struct VisitHistory {
  StepId step{};
  std::uint16_t visit = 0;
  Instant ready, ended;
  bool finished = false;
  bool decided = false;
  bool passed_over = false;                  // by chance, or nobody was needed
  std::optional<StepId> sent_back_to;        // its finish sent the work back there
  std::vector<std::size_t> tasks;            // indices into JobHistory::tasks
};

/// A rule has acted for the job.
struct HistoryFiring {
  Instant at;
  std::size_t rule = 0;  // index into RuleBook::rules
};

struct JobHistory {
  JobOutline job;
  std::vector<HistoryFiring> firings;
  std::vector<VisitHistory> visits;
  std::vector<TaskHistory> tasks;
  /// The way that ended last, from arrival (the run's beginning, of work in hand) to end; its labels
  /// add up to that time. Of a job that is not done: up to the oldest of what stands open.
  struct Way {
    std::size_t task = 0;
    std::size_t piece = 0;
  };
  std::vector<Way> way;
  Duration rework;  // of the turnaround, in second and later rounds
  std::vector<std::pair<std::size_t, Instant>> milestones;  // index into Kind.milestones, reached
  Duration turnaround() const { return job.ended - job.arrived; }
};

struct RunOutline {
  std::vector<JobOutline> jobs;  // but people's own work; by number
  std::optional<RunError> error;
};
/// Plays the replication and keeps the outline of every job.
RunOutline outline_jobs(const Model& model, std::uint64_t seed, std::uint32_t replication);

/// Which jobs to speak of.
struct JobFilter {
  std::optional<AccountId> account;
  std::optional<KindId> kind;
};
/// The `count` latest against due (longest where nothing has a due date), in working time, of the
/// jobs that arrived in the window and match: of deliverables, unless a kind is named or there are none. Jobs that
/// are not done count up to the end of the run.
std::vector<JobOutline> worst_jobs(const Model& model, const std::vector<JobOutline>& jobs,
                                   const JobFilter& filter, std::size_t count);

struct RunHistories {
  std::vector<JobHistory> jobs;
  std::uint64_t arrived = 0;  // jobs in all: their numbers lie below
  std::optional<RunError> error;
};
/// Plays the replication and keeps the lives of these jobs, in the given order; numbers that did
/// not arrive are left out.
RunHistories job_histories(const Model& model, std::uint64_t seed, std::uint32_t replication,
                           const std::vector<std::uint64_t>& numbers);

}  // namespace suits
