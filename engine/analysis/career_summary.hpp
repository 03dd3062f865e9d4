#pragma once

// What an experiment says of careers: turnover, vacancies, promotions, and how load and heads went
// over time.

#include <vector>

#include "engine/analysis/experiment.hpp"

namespace suits {

struct CareerWeek {
  Estimate heads, vacant;  // posts
  Estimate load;           // hours worked, overtime included, ÷ contract hours there
};

/// Of a role whose people have careers.
struct CareerSummary {
  RoleId role{};                     // kNone: of all such roles
  Estimate leavers, came, promoted;  // per replication
  Estimate turnover;                 // [1/year]
  Estimate heads, vacant, vacant_weeks;
  Estimate overloaded;  // share of the heads' time
  Estimate load;
  std::vector<CareerWeek> weeks;  // none for all roles together
};

/// By role, then of all; empty where nobody has a career.
std::vector<CareerSummary> career_summaries(const Model& model, const Experiment& experiment);

}  // namespace suits
