#pragma once

// The specification of a run: an executor as plain as the rules in engine/README.md. One flat list
// of requests, scanned in full at each instant; no queues, no heaps, no marks of what changed. What
// comes next is read off the state by scanning all of it. The fast engine must give the same
// history.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/kernel/history.hpp"
#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits {

struct NaiveResult {
  std::optional<RunError> error;
  std::uint64_t hash = 0;
  std::vector<HistoryRecord> log;
  std::uint64_t jobs_arrived = 0, jobs_finished = 0, jobs_cancelled = 0;
  std::uint64_t jobs_withdrawn = 0, jobs_turned_away = 0;
  Duration effort_drawn, effort_done, effort_left, effort_cancelled;

  /// What people did, in order of beginning.
  struct Stretch {
    PersonId person{};
    std::uint64_t request = 0;
    Instant from, to;
    Duration time;         // the share of the person's hours
    bool goes_on = false;  // begun before, or right after a meeting, perhaps at the end of the hours
    bool late = false;     // overtime: all of it counts
  };
  std::vector<Stretch> stretches;
  /// What a request is of, by its number.
  struct About {
    std::uint64_t job = 0;
    KindId kind{};
    StepId step{};
    std::size_t seats = 0;
  };
  std::vector<About> requests;
  std::vector<Availability> availability;  // at the end, by PersonId
};

NaiveResult run_naive(const Model& model, std::uint64_t seed, std::uint32_t replication);

/// One record in words: "3 09:05 start #12 Ann (brief, answer)".
std::string describe(const Model& model, const NaiveResult& naive, const HistoryRecord& record);

/// Nothing where the histories agree; else the first difference with what came before.
std::string first_difference(const Model& model, const NaiveResult& naive,
                             const std::vector<HistoryRecord>& fast);

}  // namespace suits
