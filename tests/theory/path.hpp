#pragma once

// One course of a queueing system, as somebody who looks on writes it down: who was in the system
// when, when each request became ready, was started and ended, how long servers were busy. What a
// theory speaks of is worked out from this record alone.

#include <cstdint>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/looker_on.hpp"

namespace suits::test {

struct PathJob {
  KindId kind{};
  Instant arrived;
  Instant ended = kNever;  // kNever: not at the run's stop
  Ending ending = Ending::unfinished;
};

/// A request of a step, from ready to its end.
struct Visit {
  KindId kind{};
  StepId step{};
  std::uint32_t job = 0;  // index into Path::jobs
  Instant ready;
  Instant start = kNever;  // of service, the first; kNever: none
  Instant end;
  bool done = false;          // else given up, or cut off by the run's stop
  Duration waited;            // in all, interruptions included
  Duration waited_in_window;  // the part of it that lies in the window
};

/// The number of jobs in the system changes.
struct LevelChange {
  Instant at;
  std::int32_t by = 0;
};

/// Everything from the warm-up to the run's stop.
struct Path {
  Instant from, to;                         // the window
  std::vector<PathJob> jobs;                // in order of arrival
  std::vector<Visit> visits;                // in order of ending
  std::vector<LevelChange> changes;         // in order of time
  std::vector<std::uint64_t> turned_away;   // of the window, by KindId
  std::vector<std::vector<Duration>> busy;  // within the window, by serving RoleId × KindId

  bool in_window(Instant t) const { return t >= from && t < to; }
  Duration window() const { return to - from; }
  /// The part of [a, b) that lies in the window.
  Duration overlap(Instant a, Instant b) const;
};

/// Writes the path of one replication.
class PathObserver : public LookerOn {
 public:
  explicit PathObserver(const Model& model);

  /// What only the run's figures tell: call it once the run is over.
  void add(const Observations& seen);
  /// The record, once the run is over.
  const Path& path() const { return path_; }

  void job_arrived(const Job& job) override;
  void job_ended(const Job& job, Ending ending, Instant now,
                 const IdVector<PersonId, Server>& servers) override;
  void worked(const Job& job, const Task& task, const Seat& seat, Instant from, Duration,
              Instant now) override;
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
  void task_ended(const Job& job, const Task& task, bool done, Instant now) override;

 private:
  std::uint32_t index_of(const Job& job) const;

  Path path_;
  std::uint64_t first_number_ = 0;
};

}  // namespace suits::test
