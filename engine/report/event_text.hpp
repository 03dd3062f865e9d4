#pragma once

// What the forms of an event log have in common: names and times.

#include <fmt/format.h>

#include <string>

#include "engine/analysis/event_log.hpp"

namespace suits {

/// "2027-03-05T09:30:00.000000".
inline std::string iso_text(Instant t) {
  const std::int64_t us = time_of_day(t).us;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}", to_string(date_of(t)), us / 3'600'000'000,
                     us / 60'000'000 % 60, us / 1'000'000 % 60, us % 1'000'000);
}

/// "" of the agency itself, which has none.
inline std::string tier_text(const Model& model, const Account& account) {
  return account.agency ? "" : model.tiers[account.tier].name;
}

/// The step, or "job" for the job's own events.
inline std::string activity_text(const Model& model, const LoggedJob& job,
                                 const LoggedEvent& event) {
  if (event.step == kNone<StepId>) return "job";
  return model.kinds[job.job.kind].steps[raw(event.step)].name;
}

}  // namespace suits
