#pragma once

// A task is one demand of a job's step for people: usually for one person, for several who come
// together where the step says so. It makes one request, with an arrival number that it keeps
// through interruption and handover.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/kernel/event_queue.hpp"
#include "engine/run/job.hpp"
#include "engine/run/progress.hpp"
#include "engine/run/rings.hpp"

namespace suits {

inline constexpr std::size_t kMostWays = 6;  // alternatives of one seat

/// One person that a task needs.
struct Seat {
  /// The rings of one alternative role, and which of them are open (a bit each).
  struct Way {
    const RingPlan* plan = nullptr;
    std::uint64_t open = 0;
  };
  std::array<Way, kMostWays> ways{};
  std::uint32_t way_count = 0;
  PersonId forced = kNone<PersonId>;      // nobody else may (background work of a person)
  RequirementId requirement{};
  Duration effort;                        // nominal, as drawn
  Duration left;                          // nominal, still to do
  Duration expected;                      // nominal, in the mean
  PersonId person = kNone<PersonId>;      // who works on it, or did last (the holder)
  RoleId serving = kNone<RoleId>;         // the role in which that person serves
  std::uint32_t way = 0, ring = 0;        // … and how they came to it
  Instant busy_to;                        // booked: the end of this person's appointment
};

enum class TaskState : std::uint8_t { unused, waiting, running, booked, between_parts };

struct Task {
  TaskState state = TaskState::unused;
  bool begun = false;          // some stretch of it was worked
  bool dirty = false;          // looked at in this matching phase
  bool queued = false;         // has entries in the queues
  bool pushes = false;         // a rule gave it the right to interrupt
  std::uint32_t ask = 0;       // which of its visit's requests
  std::uint32_t generation = 0;  // entries of older generations are stale
  std::uint32_t candidacy = 0;   // so are candidates of other numbers
  std::uint64_t number = 0;    // arrival number of the request
  JobId job{};
  StepId step{};
  const Step* what = nullptr;  // of the model
  ClassId work_class{};
  Instant ready;               // of the request
  Duration tail;               // expected work after the step on the longest path
  Instant taken;               // while it is worked on: since when
  EventHandle timer = kNoEvent;
  std::vector<Seat> seats;     // one, or everybody who comes together
  std::uint32_t seats_open = 0;  // seats not yet done
  std::uint32_t waits_for = 0;   // the seat whose role its wait names
  std::uint32_t part = 0;      // of step.parts
  std::int32_t last_segment = -1;
  // Booked: when, and where in the future events
  Instant start;
  EventHandle start_event = kNoEvent;
};

/// By class; of one class those with the right to interrupt first, then own before cover.
inline std::uint32_t class_and_cover(const Task& task, bool cover) {
  return raw(task.work_class) * 4 + (task.pushes ? 0 : 2) + (cover ? 1 : 0);
}

}  // namespace suits
