#pragma once

// The measures of a model by names that a user can type: what an experiment is asked about. A name
// is SUBJECT.MEASURE, as in campaign.turnaround.p90 or Ben.busy; it says the same thing in every
// model that has such a subject, so base and variant are matched by it.
//
//   SUBJECT                 MEASURE
//   KIND                    turnaround (mean), .p50 .p80 .p90 .p95; elapsed, likewise; on_time,
//   late,
//                           lateness, arrived, finished, unfinished, turned_away, withdrawn,
//                           rounds, rework
//   KIND.MILESTONE          none (mean of the span), .p50 …; elapsed, likewise; arrived, finished,
//                           unfinished
//   either, then .TIER      the same of one tier, where there are several
//   ROLE                    busy, load, billable, worked, asked, wait, waited, waiting, requests,
//   cover,
//                           covered, escalated, meetings, overtime
//   PERSON                  busy, billable, worked, cover, meetings, overtime, interruptions
//   ACCOUNT                 turnaround, on_time, arrived, finished (deliverables); worked,
//   billable,
//                           used, cost, value, income, margin; where there are relationships:
//                           health (mean), health.end, lost (share of courses), income_lost
//   ACCOUNT.KIND            turnaround, on_time, arrived, finished
//   RULE                    acts
//   (the department)        busy, billable, worked, overtime, cost, income, margin, turned_away;
//                           health, lost (accounts), churn (a year), income_lost
//   a ROLE with careers, and the department: leavers, turnover, heads, vacant, vacant_weeks, came,
//                           promoted, overloaded, week_load
//   where there are such things:
//   ACCOUNT                 over_servicing, hours_over, months_over, months_far_over (of retainers);
//                           renewals, renewals_kept, renewals_lost, renewal_rate (of contracts)
//   KIND                    won, win_rate
//   (the department)        over_servicing; new_accounts, win_rate (of accounts); as of contracts
//
// Where two subjects would give the same name, it belongs to the first of them in this order (of
// one sort by id); the later one has its sort before it: "person:Ben.busy". Every subject may be
// asked for so: sorts are kind, milestone, tier, role, person, account, rule.

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/analysis/measures.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// What a response counts in.
enum class Quantity : std::uint8_t {
  count,
  share,
  working_days,
  days,
  working_hours,  // a wait
  hours,          // of work
  money,
  number,
};
/// Which way is good news.
enum class Better : std::uint8_t { neither, more, less };

struct TheDepartment {};
struct AccountKind {
  AccountId account{};
  KindId kind{};
};
struct RuleNumber {
  std::size_t rule = 0;
};
using ResponseSubject =
    std::variant<TheDepartment, FlowKey, RoleId, PersonId, AccountId, AccountKind, RuleNumber>;

struct Response {
  std::string name;  // unique in its model
  std::string full;  // with its sort; the same as the name for the department
  ResponseSubject subject;
  std::string measure;  // the part after the subject; "" for the mean of a milestone
  Quantity quantity = Quantity::number;
  Better better = Better::neither;
  std::size_t index = 0;  // in the MeasureLayout of the model and its flow keys
  std::optional<FlowQuantile> quantile;
};

/// Every response of a model, in the order above. `keys` are the flows of its replications.
std::vector<Response> responses_of(const Model& model, const std::vector<FlowKey>& keys);
std::vector<Response> responses_of(const Model& model);

/// What a director looks at: mean and p90 of each deliverable (of each kind of work, where nothing
/// is one), of its first milestone, and what is on time; how busy each role is and how long it is
/// waited for; each account's deliverables; money, overtime, work turned away and withdrawn, where
/// the scenario has them. The first one is the headline: the mean of brief turnaround where there
/// is such a milestone, else of a deliverable's first milestone, else of a deliverable, else of a
/// kind of work; of several, of that with the most expected jobs. `all` as responses_of has them.
std::vector<Response> default_family(const Model& model, const std::vector<Response>& all);

/// Those that a name or a pattern names, in order: NAME, sort:NAME, or with "*" for any text.
/// Empty: none. A "*" is matched against names without their sorts.
std::vector<Response> find_responses(const std::vector<Response>& all, const std::string& pattern);
/// The name that is most like it; "" where none is.
std::string nearest_response(const std::vector<Response>& all, const std::string& name);

/// The response of that name; null: the model has no such thing.
const Response* find_response(const std::vector<Response>& all, const std::string& name);

}  // namespace suits
