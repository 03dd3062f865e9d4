#pragma once

// Figures of contracts and new business: what is used of retainers month by month, income over
// time, what was won, which contracts were kept. Empty where the model has none of it.

#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/analysis/experiment.hpp"
#include "engine/base/time.hpp"

namespace suits {

struct RetainerMonth {
  Estimate sold, carried, used, over;  // [h]
};
/// An account whose retainer's hours are told by month.
struct RetainerSummary {
  AccountId account{};
  Estimate sold, used;                    // [h] in the window
  Estimate over, over_servicing;          // beyond what was sold and brought along [h]; ÷ sold
  Estimate months_over, months_far_over;  // months per replication
  Estimate warned, warned_on;             // months with a warning; the mean day of the month
  std::vector<RetainerMonth> months;
};
struct MonthSummary {
  Date first;  // the first day of the month, or of the window
  Estimate income, cost, margin;
};
struct WinSummary {
  KindId kind{};
  Estimate decided, won, win_rate, late;  // per replication; shares of the decided
};
struct RenewalSummary {
  AccountId account{};  // the agency: of all
  Estimate due, kept, lost, renewal_rate, late;
};

struct BusinessSummary {
  std::vector<RetainerSummary> retainers;
  Estimate over_servicing;  // of all of them
  std::vector<MonthSummary> months;
  std::vector<WinSummary> wins;
  Estimate new_accounts, vacant_places, win_rate;
  bool accounts_won = false;             // some kind of work may win accounts
  std::vector<RenewalSummary> renewals;  // by account, then of all
};

BusinessSummary business_of(const Model& model, const Experiment& experiment);

}  // namespace suits
