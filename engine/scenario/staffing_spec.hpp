#pragma once

// People over time as it was written: dated changes, pools, overtime, work in hand. See spec.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/calendar_spec.hpp"
#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"

namespace suits {

/// What becomes of the jobs under way when an account ends.
enum class OnEnd : std::uint8_t { finish, cancel };

/// Hours from a date on: a person's are a pattern's, a calendar's are written out.
struct NewHoursSpec {
  std::optional<Name> pattern;
  std::optional<HoursSpec> hours;
  Span span;
};

/// From a date on, something else holds of a person, an account or the calendar.
struct ChangeSpec {
  Located<Date> at;
  std::optional<Name> person;  // exactly one of person, account and calendar
  std::optional<Name> account;
  std::optional<Name> calendar;  // `agency`, or a pattern
  // of a person
  std::optional<std::vector<Name>> role;  // all of them, first the main one
  std::optional<Name> level;
  std::optional<Located<Share>> share;  // > 0
  // of a person, or of the calendar
  std::optional<NewHoursSpec> hours;
  // of an account
  std::optional<Map<std::vector<Name>>> team;  // people by role, not empty
  std::optional<Name> owner;
  std::optional<Located<Factor>> size;
  Span span;
};

/// A job that is there when the run begins.
struct InHandSpec {
  Name kind;
  std::optional<Name> account;          // nothing: the agency's own work
  std::vector<Name> step;               // where it stands
  std::vector<Located<Effort>> left;    // constant; one for each step, or none
  std::optional<Located<Moment>> due;
  std::optional<Name> holder;           // a person
  std::optional<Located<Moment>> arrived;
  std::optional<Name> work_class;       // `class`
  Span span;
};
struct InHandListSpec {
  std::vector<InHandSpec> jobs;
  Span span;
};

}  // namespace suits
