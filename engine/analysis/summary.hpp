#pragma once

// What an experiment means: named figures with their intervals, and where the time of a turnaround
// goes. Reports put it into words and tables and compute nothing themselves.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/breakdown.hpp"
#include "engine/analysis/career_summary.hpp"
#include "engine/analysis/business_summary.hpp"
#include "engine/analysis/experiment.hpp"
#include "engine/analysis/plausibility.hpp"

namespace suits {

/// A kind of work or one of its milestones, at all tiers or one.
struct FlowSummary {
  FlowKey key;
  Estimate arrived, finished, censored;  // per replication
  Estimate turned_away, withdrawn;       // likewise; of whole jobs, besides the arrived; of these
  Estimate withdrawn_after;              // mean [days]
  bool has_due = false;
  Estimate on_time, late, lateness;  // share; per replication; [working days]
  Estimate working, elapsed;         // mean turnaround [working days], [days]
  std::array<Estimate, 4> working_quantiles, elapsed_quantiles;  // p50, p80, p90, p95
  Estimate rounds, rework;
  std::vector<Part> parts;    // those that are not zero
  std::vector<Cause> causes;  // the largest first
};
inline constexpr std::array<double, 4> kQuantileLevels{0.5, 0.8, 0.9, 0.95};

/// How full a role or a person is.
enum class Light : std::uint8_t { unknown, slack, healthy, strained, over };
/// Below 60 % slack, 60–85 healthy, 85–100 strained, above 100 over.
Light light_of(double load);
const char* light_name(Light light);

struct WeekFigures {
  Estimate available;  // [h]
  Estimate busy;       // worked ÷ available
  Estimate waiting;    // mean number waiting (roles)
};

struct RoleSummary {
  RoleId role{};
  int people = 0;                     // whose main role it is
  Estimate available, worked, asked;  // [h] per replication
  Estimate busy, billable;            // worked, billable ÷ available
  Estimate load;             // asked ÷ what the available people can do; of single hats only
  Estimate meetings, cover;  // shares of the worked hours
  Estimate overtime;         // [h], besides the worked
  Estimate wait, waited, covered, escalated, waiting, requests;
  Light light = Light::unknown;  // by the larger of load and busy
  double fill() const;           // that larger one
  std::vector<WeekFigures> weeks;
};

struct PersonSummary {
  PersonId person{};
  Estimate available, worked, busy, billable, meetings, cover, overtime, interruptions;
  Light light = Light::unknown;
  std::vector<WeekFigures> weeks;
};

struct AccountKindSummary {
  KindId kind{};
  Estimate arrived, finished, on_time, working;
};

struct AccountSummary {
  AccountId account{};
  Estimate worked, billable, sold, used, cost, value, income, margin;
  Estimate arrived, finished, on_time, working;  // deliverables
  std::vector<AccountKindSummary> kinds;         // those that arrived
};

/// How often the health of an account fell below a mark, and when.
struct WarningSummary {
  double below = 0;
  Estimate given;                      // share of the courses in which it did, in the window
  std::optional<double> median_week;   // of those: the week of the window in which it first did, from 1
  Estimate ahead;  // from then to the client's notice [weeks]; nothing below five such courses
};

struct RelationshipSummary {
  AccountId account{};
  Estimate health, at_end;  // mean over the window, and as it ends
  Estimate lost;            // share of the courses in which its client left
  Estimate income_lost;     // per replication
  std::vector<Estimate> weeks;  // mean health
  std::vector<WarningSummary> warnings;  // the highest mark first
};

/// All relationships; without accounts where the scenario has none.
struct ChurnSummary {
  Estimate health, lost, churn, income_lost;  // see ChurnMeasure
  std::vector<RelationshipSummary> accounts;
};

/// Which mechanisms the scenario uses; columns of the others do not appear.
struct Mechanisms {
  bool dues = false, costs = false, rates = false, fees = false, retainers = false;
  bool tiers = false, cover = false, billable = false, targets = false, rework = false;
  bool turning_away = false, withdrawals = false;
  bool overtime = false, interrupts = false, deliverables = false, meetings = false, accounts = false;
};

struct Summary {
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;
  std::uint64_t history = 0;
  Mechanisms on;
  double day_hours = 0;  // hours of a working day
  bool always = false;   // the agency never closes: people think in hours or minutes, not in days
  double per_hour = 1;   // then: screen units per hour; 60: minutes
  std::vector<FlowSummary> flows;     // as in Experiment.flow_keys
  std::vector<RoleSummary> roles;     // by id; clients left out
  std::vector<PersonSummary> people;  // of the department
  std::vector<AccountSummary> accounts;
  std::vector<CareerSummary> careers;  // empty: nobody has one
  std::vector<Estimate> rules;  // how often each acted
  Estimate turned_away;         // jobs that did not come in
  std::optional<ChurnSummary> churn;  // where the scenario has relationships
  BusinessSummary business;
  std::vector<PlausibleFigure> plausibility;  // where the scenario states what was observed

  const RoleSummary* role(RoleId r) const;  // null: a client
};

/// The units of a screen: day_hours, always and per_hour as summarise gives them.
struct ScreenUnits {
  double day_hours = 0;
  bool always = false;
  double per_hour = 1;
};
/// From the kinds' finished jobs and their mean turnarounds alone.
ScreenUnits units_of(const Model& model, const Experiment& experiment);

/// Requires: experiment.replications >= 1.
Summary summarise(const Model& model, const Experiment& experiment);

/// What the first screen speaks of: brief turnaround where a kind has a milestone of that name,
/// else the first milestone of a deliverable, else the busiest deliverable, else the busiest kind
/// of work; of several, the one with the most jobs. Null where nothing ever finished.
const FlowSummary* headline(const Model& model, const Summary& summary);

}  // namespace suits
