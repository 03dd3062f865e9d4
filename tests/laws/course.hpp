#pragma once

// One course of a scenario, seen from outside: the event history, what a looker-on is told, and the
// figures. Plain values, so that a test of a law may falsify them.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/kernel/history.hpp"
#include "engine/run/looker_on.hpp"

namespace suits::test {

struct Course {
  /// Somebody at work on their seat of a request, without a break but for off hours.
  struct Stretch {
    std::uint64_t request = 0;
    std::size_t seat = 0;
    PersonId person{};
    Instant from, to;
    bool done = false;  // nothing is left of their part
  };
  struct Request {
    std::size_t step_parts = 1;
    bool together = false;     // several people who come together
    bool appointment = false;  // … by appointment
    bool interruptible = true;
    Instant ready;                  // of its first part
    std::vector<Duration> efforts;  // nominal, by seat
    std::uint64_t lacking = 0;      // skills that somebody at work on it lacked, a bit each
    bool done = false;
    std::optional<Duration> left;  // once it has ended: effort not done
    bool at_stop = false;          // … because the run is over
  };
  /// Work past the end of the day.
  struct Overtime {
    PersonId person{};
    Instant from, to;
    auto operator<=>(const Overtime&) const = default;
  };
  /// A piece of the way that made a job as long as it was, and all that it went to.
  struct Piece {
    Instant from, to;
    Duration labelled;
  };
  struct Job {
    std::uint64_t number = 0;
    KindId kind{};
    TierId tier{};
    Instant arrived, ended;
    Ending ending = Ending::unfinished;
    bool counts = false;     // arrived in the window, and is no background work
    std::vector<Piece> way;  // of a finished one, the latest first
    AccountId account{};
  };

  const Model* model = nullptr;
  Observations seen;
  std::vector<HistoryRecord> log;
  std::map<std::uint64_t, Request> requests;  // those that somebody was at work on, or that ended
  std::vector<Stretch> stretches;             // by their ends
  std::vector<Overtime> overtime;             // by person and time
  std::vector<Job> jobs;                      // by their ends
  std::uint64_t arrived = 0;                  // jobs that the looker-on was told of
  IdVector<PersonId, Availability> there;     // with all that came between
};

/// Plays one replication. Requires: the model outlives the course.
Course play_course(const Model& model, std::uint64_t seed, std::uint32_t replication);

}  // namespace suits::test
