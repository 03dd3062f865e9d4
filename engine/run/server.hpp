#pragma once

// A person (or a server of a party, or a client) in a run: where they are, what they do, what
// they have promised.

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/kernel/event_queue.hpp"
#include "engine/run/absences.hpp"
#include "engine/run/task.hpp"

namespace suits {

struct Appointment {
  Instant start, end;
  TaskId task{};
  std::uint32_t seat = 0;
};

/// One of the things that somebody is at work on.
struct Work {
  TaskId task{};
  std::uint32_t seat = 0;
  double time_factor = 1;  // frozen at the stretch's start: person's time per nominal effort
  Duration stretch;        // person's time still needed at `Server::since`, without anything beside
  Instant begun;           // the stretch's start
  Duration booked;         // hours of the person spent on it since then, up to `Server::since`
};

/// A person in a role.
struct Membership {
  PersonId person{};
  RoleId role{};
  std::uint32_t next = 0, previous = 0;  // in the role's list of idle people, longest idle first
  bool idle = false;
  bool held = true;  // they have the role now (of pools: once hired)
};

struct Server {
  // What is asked of whoever might take something comes first, to lie together
  std::vector<Work> works;    // at work on these (perhaps off hours), by arrival number
  PatternId pattern{};        // of their hours
  std::uint32_t focus = 1;    // things at a time; 0: any number
  std::uint64_t skills = 0;
  LevelId level{};            // now
  bool away = false;          // in an absence of whatever length
  bool absent = false;        // in one longer than a working day
  bool left = false;          // gone for good
  bool meeting = false;       // in an appointment
  bool joint = false;         // at work together with others: only appointments interrupt
  bool dirty = false;
  bool listed = false;        // some role of theirs lists who is idle
  TaskId paused = kNone<TaskId>;  // joint work laid aside for an appointment
  std::uint32_t paused_seat = 0;
  std::uint32_t kept = 0;     // roles kept on running jobs
  EventHandle finish = kNoEvent;
  Instant since;              // hours and effort of the works are booked up to here
  Instant idle_since;
  Instant late_to = kDawn;    // overtime under way lasts at most until then; kDawn: none
  Duration weekly_hours;      // now
  Availability availability;  // with the sickness known so far
  std::vector<RoleId> roles;  // now, first the main one
  double cost = 0, rate = 0;  // [currency/h] now
  std::vector<Appointment> appointments;  // by start
  Absences absences;
  std::size_t spells = 0;     // of sickness begun
  Date late_date;             // of the last overtime …
  Duration late_on_date;      // … how much there was of it that day …
  Duration late_in_week;      // … and since that week's Monday
  // Of pools: on the way; when they came and went, the last stay open to the end; whether they go
  // as soon as they are idle, from when on.
  bool coming = false;
  std::vector<std::pair<Instant, Instant>> stays;
  Instant may_go = kNever;
  Instant week;               // the Monday of the last work booked …
  Duration worked_in_week;    // … and the work booked since

  /// What they have worked from an instant on, not before `since`.
  Duration worked_since(Instant from, Instant now) const {
    return late_to > kDawn ? now - from : availability.between(from, now);
  }
};

}  // namespace suits
