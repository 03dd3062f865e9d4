#pragma once

// People over time: what changes on dates, who may be called or hired, overtime, and the work in
// hand with which a run begins. Part of a compiled scenario; see model.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/base/time.hpp"
#include "engine/expression/program.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/lapse.hpp"

namespace suits {

/// A date from which an account's frequencies are multiplied by a factor.
struct SizeChange {
  Date from;
  double factor = 1;  // of what they are at first, not of the factor before
};

/// What changes at a date's midnight while a run goes on.
struct DatedChange {
  Date at;
  PersonId person = kNone<PersonId>;  // this person, or else …
  std::vector<RoleId> roles;          // empty: as before; else all of them, first the main one
  std::optional<LevelId> level;
  Duration weekly_hours;              // contract hours in a standard week from now on
  double cost = 0, rate = 0;          // [currency/h] from now on
  AccountId account = kNone<AccountId>;  // … this account
  struct Place {
    RoleId role{};
    std::vector<PersonId> holders;  // by id
  };
  std::vector<Place> team;            // whoever holds these roles from now on
  PersonId owner = kNone<PersonId>;   // kNone: as before
};

/// People who are not there at first: freelancers on call, or people to hire.
struct Pool {
  std::string name;
  RoleId role{};
  std::vector<PersonId> people;   // NAME#1 … NAME#max, in this order
  Lapse lead;                     // from the call to the coming, on the agency's calendar
  std::optional<Lapse> stay;      // on call: they stay at least so long; nothing: hires, for good
  std::optional<Threshold> after;  // on call: of their ring; nothing: it is open from the start
};

/// Hours that a role's people work past the end of their day.
struct OvertimeRule {
  Duration up_to;   // the most in a day
  Duration a_week;  // … and from Monday to Sunday
  Program when;     // empty: all work
};

/// A job that is there when the run begins.
struct JobInHand {
  struct AtStep {
    StepId step{};
    std::optional<Duration> left;  // nominal effort still to do; nothing: as drawn
  };
  KindId kind{};
  AccountId account{};
  std::vector<AtStep> steps;          // in topological order; what precedes them is done
  std::optional<Instant> due;         // nothing: by the kind's rule from the arrival
  PersonId holder = kNone<PersonId>;  // of the first step's request
  Instant arrived;
  std::optional<ClassId> work_class;  // of its requests; nothing: the steps'
  std::uint64_t ordinal = 0;          // among those of the same kind on the same account
  std::uint64_t component = 0;        // names its random streams
  Span span;
};

/// A place in a team that nobody holds at first.
struct VacantPlace {
  AccountId account{};
  std::uint32_t slot = 0;  // index into the account's team
  std::uint32_t places = 1;  // of the slot, in all
  double load = 0;           // [h/week]
};

struct Staffing {
  std::vector<DatedChange> changes;  // by date, people before accounts, each by id
  std::vector<Pool> pools;           // by name
  std::vector<JobInHand> in_hand;    // in the order of their arrival
  std::vector<VacantPlace> vacant;   // by largest load
};

}  // namespace suits
