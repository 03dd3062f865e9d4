#pragma once

// The scalar measures of one replication, laid out in one flat vector: what intervals are made
// from. Each is a pair (y, x) whose ratio of sums over replications is the measure, so that an
// experiment folds replications one after the other and keeps none of them.

#include <cstddef>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/run/observations.hpp"

namespace suits {

enum class FlowMeasure : std::uint8_t {
  arrived,
  finished,
  censored,
  turned_away,
  withdrawn,  // jobs per replication
  on_time,    // share of those with a due date whose fate is known
  late,       // jobs per replication
  working,    // mean turnaround of the finished [working days]
  elapsed,    // [days]
  lateness,   // mean of the late finished [working days]
  rounds,
  rework,  // share of the turnaround
  working_p50,
  working_p80,
  working_p90,
  working_p95,  // [working days]
  elapsed_p50,
  elapsed_p80,
  elapsed_p90,
  elapsed_p95,      // [days]
  withdrawn_after,  // mean of the withdrawn [days]
  count
};
enum class RoleMeasure : std::uint8_t {
  available,
  worked,    // hours of the people whose main role it is, per replication
  busy,      // worked ÷ available
  billable,  // billable ÷ available
  load,      // nominal hours asked of the role ÷ those its people have, their speed
             // reckoned in; missing where they hold other roles besides
  asked,     // [h]
  meetings,
  cover,     // shares of the worked
  overtime,  // besides the worked [h]
  wait,      // mean wait of a request [working h]
  waited,
  covered,
  escalated,  // shares of the requests
  requests,   // per replication
  waiting,    // time average of the number waiting
  count
};
enum class PersonMeasure : std::uint8_t {
  available,
  worked,
  busy,
  billable,
  meetings,
  cover,
  overtime,
  interruptions,
  count
};
enum class AccountMeasure : std::uint8_t {
  worked,
  billable,
  sold,
  cost,
  value,
  income,  // per replication
  used,    // billable ÷ sold
  margin,  // (income − cost) ÷ income
  arrived,
  finished,  // deliverables per replication
  finished_or_withdrawn,
  on_time,  // share of the deliverables
  working,  // mean turnaround of the deliverables [working days]
  count
};
enum class AccountKindMeasure : std::uint8_t {
  arrived,
  finished,
  finished_or_withdrawn,
  on_time,
  working,
  count
};
enum class RoleWeekMeasure : std::uint8_t {
  available,
  worked,
  busy,
  waiting,
  load,  // as of roles: asked in the week ÷ what its people have
  count
};
enum class PersonWeekMeasure : std::uint8_t { available, worked, busy, count };

/// Of a role whose people have careers; the department's are sums over such roles.
enum class CareerMeasure : std::uint8_t {
  leavers,   // per replication
  turnover,  // leavers ÷ heads [1/year]
  heads,     // time average of the posts that somebody holds
  vacant,    // … and of those that nobody holds
  vacant_weeks,  // vacant posts × weeks, per replication
  came,      // successors from outside, per replication
  promoted,  // out of the role, per replication
  overloaded,  // share of the heads' time with lasting overload
  load,      // hours worked, overtime included, ÷ contract hours there
  count
};
enum class CareerWeekMeasure : std::uint8_t { heads, vacant, load, count };

/// Of the relationship with an account, where the scenario has relationships.
enum class HealthMeasure : std::uint8_t {
  health,       // mean over the part of the window in which it is there
  at_end,       // as the window ends; missing where it is not there then
  lost,         // 1 or 0: its client left in the window
  income_lost,  // per replication
  count
};
enum class HealthWeekMeasure : std::uint8_t { health, count };
/// Of one mark of the warnings, likewise.
enum class WarningMeasure : std::uint8_t {
  given,     // 1 or 0: the health fell below it in the window
  followed,  // 1 or 0: and the client gave notice later in the window
  ahead,     // from the one to the other [weeks]
  count
};
/// Of all relationships.
enum class ChurnMeasure : std::uint8_t {
  health,       // mean over accounts and the window
  lost,         // accounts per replication
  churn,        // accounts lost ÷ years of accounts that were there [1/year]
  income_lost,  // per replication
  count
};

/// How often a rule acted; after the last rule: how many jobs were turned away.
enum class RuleMeasure : std::uint8_t { acts, count };

/// Of all people of the department, and all accounts.
enum class DepartmentMeasure : std::uint8_t {
  worked,
  busy,
  billable,  // as of roles
  overtime,  // [h]
  cost,
  income,
  margin,  // as of accounts
  count
};

/// Of an account whose retainer's hours are told by month.
enum class RetainerMeasure : std::uint8_t {
  over,             // hours beyond those sold and brought along [h]
  over_servicing,   // … ÷ hours sold
  months_over,      // months per replication with more than all hours used …
  months_far_over,  // … and with more than kRetainerFarOver of them
  warned,           // months in which kRetainerWarned of them was reached
  warned_on,        // the mean day of the month by which it was
  count
};
enum class AccountMonthMeasure : std::uint8_t { sold, carried, used, over, income, cost, count };
/// Of all accounts in a calendar month.
enum class MonthMeasure : std::uint8_t { income, cost, margin, count };
/// Of a kind of work that may win something.
enum class WinMeasure : std::uint8_t { decided, won, win_rate, late, count };
/// Of an account's contract; at the agency's place: of all.
enum class RenewalMeasure : std::uint8_t { due, kept, lost, renewal_rate, late, count };
/// Of all accounts.
enum class BusinessMeasure : std::uint8_t {
  new_accounts,
  vacant_places,  // of these, that nobody may take
  over_servicing,
  win_rate,
  count
};

/// Where each measure lies in the flat vector.
class MeasureLayout {
 public:
  MeasureLayout() = default;
  MeasureLayout(const Model& model, std::size_t flows);

  std::size_t at(std::size_t flow, FlowMeasure m) const;
  /// Time under a label, by role, per finished job [days].
  std::size_t at(std::size_t flow, RoleId role, Label label) const;
  std::size_t at(RoleId role, RoleMeasure m) const;
  std::size_t at(PersonId person, PersonMeasure m) const;
  std::size_t at(AccountId account, AccountMeasure m) const;
  std::size_t at(AccountId account, KindId kind, AccountKindMeasure m) const;
  std::size_t at(RoleId role, std::size_t week, RoleWeekMeasure m) const;
  std::size_t at(PersonId person, std::size_t week, PersonWeekMeasure m) const;
  std::size_t at(std::size_t rule, RuleMeasure m) const;
  std::size_t at(DepartmentMeasure m) const;
  /// Of careers; the department's for kNone. Requires: the model has careers.
  std::size_t at(RoleId role, CareerMeasure m) const;
  std::size_t at(RoleId role, std::size_t week, CareerWeekMeasure m) const;
  /// Requires: the model has relationships; likewise of the next three.
  std::size_t at(AccountId account, HealthMeasure m) const;
  std::size_t at(AccountId account, std::size_t week, HealthWeekMeasure m) const;
  std::size_t at(AccountId account, std::size_t warning, WarningMeasure m) const;
  std::size_t at(ChurnMeasure m) const;
  // Of contracts and new business; only where the model has them.
  std::size_t at(AccountId account, RetainerMeasure m) const;
  std::size_t at(AccountId account, std::size_t month, AccountMonthMeasure m) const;
  std::size_t at(std::size_t month, MonthMeasure m) const;
  std::size_t at(KindId kind, WinMeasure m) const;
  std::size_t at(AccountId account, RenewalMeasure m) const;
  std::size_t at(BusinessMeasure m) const;
  /// Calendar months of the window; 0 where they are not told apart.
  std::size_t months() const { return months_; }
  std::size_t size() const { return size_; }
  std::size_t weeks() const { return weeks_; }

 private:
  void add_business(const Model& model);

  std::size_t roles_ = 0, kinds_ = 0, weeks_ = 0;
  std::size_t parts_ = 0, role_ = 0, person_ = 0, account_ = 0, account_kind_ = 0, role_week_ = 0,
              person_week_ = 0, rule_ = 0, department_ = 0, career_ = 0, career_week_ = 0,
              size_ = 0;  // where the blocks begin; flows first
  std::size_t warnings_ = 0, health_ = 0, health_week_ = 0, warning_ = 0, churn_ = 0;
  std::size_t months_ = 0, business_ = 0, retainer_ = 0, account_month_ = 0, month_ = 0, win_ = 0,
              renewal_ = 0;  // likewise
};

/// One replication's pair; `missing` where it has no such figure (too few jobs for a quantile).
struct Sample {
  double y = 0, x = 1;
  bool missing = false;
};

/// A quantile of a flow's turnaround: its figure is that of all replications' jobs together.
struct FlowQuantile {
  std::size_t flow = 0;   // index into flow_keys
  std::size_t level = 0;  // index into kQuantileLevels (summary.hpp)
  bool elapsed = false;   // [days], else [working days]
};

/// All measures of one replication, in the layout's order.
std::vector<Sample> measure(const Model& model, const MeasureLayout& layout,
                            const Observations& seen);

}  // namespace suits
