#pragma once

// What one replication saw, in plain numbers: everything analysis and reports work from. Figures
// cover the window unless they say otherwise; times are exact integers [us], so that laws hold
// exactly and merging in replication order gives the same bytes on any number of threads.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/model/model.hpp"
#include "engine/run/career_figures.hpp"
#include "engine/run/health_seen.hpp"
#include "engine/stats/moments.hpp"
#include "engine/stats/quantile_sketch.hpp"

namespace suits {

/// What an instant of a turnaround went to. Every instant has exactly one label; each is kept by
/// the role it names, but for the last two, which name none.
enum class Label : std::uint8_t {
  working,      // somebody of the role (or party) works on it
  suspended,    // begun, and its holder is off hours or away
  busy,         // waits for the role: on hours, busy with something else
  free,         // waits for the role: on hours, not busy (waits for others, or may not start)
  off_hours,    // waits for the role: off hours
  away,         // waits for the role: absent or vacant
  appointment,  // from ready to the meeting; the role that ruled out the last earlier stretch
  client,       // with the client (a delay on the client's hours)
  delay,        // any other elapsed delay
};
inline constexpr std::size_t kLabels = 9;

/// Sums over jobs [us]. total = Σ label = the turnarounds' sum, exactly.
struct Breakdown {
  Duration total;
  std::vector<std::array<Duration, kLabels>> by_role;  // by RoleId; client, delay: at the client's
  Duration rework;                                     // of the total: in second and later rounds
  std::vector<std::vector<Duration>> busy_with;        // by RoleId × KindId: what `busy` was busy with
  std::uint64_t jobs = 0;
};

/// Jobs of one kind, or spans of one milestone, that arrived in the window:
/// arrived = finished + censored + withdrawn.
struct Flow {
  std::uint64_t arrived = 0;
  std::uint64_t finished = 0;
  std::uint64_t censored = 0;       // not finished when the run stopped
  std::uint64_t with_due = 0;
  std::uint64_t on_time = 0;        // finished by the due date; censored and overdue ones are late
  std::uint64_t undecided = 0;      // of those with a due date, censored before it
  // In none of the above but `arrived`: given up since nothing of them had begun in time …
  std::uint64_t withdrawn = 0;
  Moments withdrawn_after;          // … from arrival on, elapsed [h]
  std::uint64_t turned_away = 0;    // of whole jobs: in none of the above
  Moments elapsed;                  // turnaround of the finished [h]
  Moments working;                  // the same in the agency's working time [h]
  QuantileSketch working_quantiles; // [h], censored ones included as such
  QuantileSketch elapsed_quantiles; // [h]
  Moments lateness;                 // of late finished ones, working time past due [h]
  Moments rounds;                   // finishes of the workflow's most repeated step, per job
  Breakdown breakdown;              // of the finished
};

/// Adds what the other saw; of floating figures, in this order.
void merge(Flow& all, const Flow& one);

/// A milestone of a kind, or the kind itself.
struct FlowKey {
  KindId kind{};
  std::int32_t milestone = -1;  // index into Kind.milestones; −1: the kind, arrival to finish
  TierId tier = kNone<TierId>;  // kNone: all tiers
};

/// A kind on an account.
struct AccountFlow {
  std::uint64_t arrived = 0, finished = 0, with_due = 0, on_time = 0, undecided = 0;
  std::uint64_t withdrawn = 0;
  Moments working;  // [h]
};

struct PersonHours {
  Duration available;  // contract hours − holidays − absences
  Duration worked;
  Duration billable;
  Duration meetings;   // of the worked: appointments
  Duration cover;      // of the worked: for a role of somebody else's
  Duration overtime;   // worked past the end of the day: in none of the above
  std::vector<Duration> available_by_week, worked_by_week;  // weeks of 7 days from Window.start
  std::vector<Duration> worked_by_kind;                     // by KindId, with the overtime
  std::uint64_t interruptions = 0;
};

struct RoleQueue {
  Moments wait;                  // of requests asked of the role: ready to first start, working time [h]
  std::uint64_t started = 0;     // requests
  std::uint64_t waited = 0;      // of these, not started at the instant they became ready
  std::uint64_t covered = 0;     // by another role
  std::uint64_t escalated = 0;   // of these, up the reporting line
  double mean_waiting = 0;       // time average of the number waiting
  std::vector<double> waiting_by_week;
  Duration asked;                // nominal effort of requests that became ready in the window
  std::vector<Duration> asked_by_week;
};

struct AccountHours {
  Duration effort;       // nominal, asked by the jobs that arrived in the window
  Duration worked, billable;
  double cost = 0;     // [currency] hours worked × cost of the person
  double value = 0;    // [currency] billable hours × charge-out rate
  double income = 0;   // [currency] retainer and project fees of the window
  double sold = 0;     // [h] of the retainer in the window
  Instant came = kDawn;   // its work arrives, and its fee is paid, from then on
  Instant left = kNever;  // its client left in the run
  Duration there;         // of the window, from its start to its end, or to its being lost
  double income_lost = 0;  // [currency] what it would have paid in the rest of the window
};

/// An account's calendar month, or the part of it that lies in the window.
struct AccountMonth {
  Duration used;      // billable hours worked
  double cost = 0, value = 0, income = 0;  // [currency]
  // Of a retainer in hours whose unused ones carry over (or are said not to) [h]
  double sold = 0;
  double carried = 0;  // brought from months before
  double over = 0;     // used beyond both
  int warned_on = 0;   // the day of the month by whose end kRetainerWarned of both were used; 0: none
};

/// Jobs of a kind that decided whether something is won, in the window.
struct WinCount {
  std::uint64_t decided = 0, won = 0;
  std::uint64_t late = 0;  // of the decided: done after the due date, or given up at it
};
/// Renewals of an account's contract that were decided in the window.
struct RenewalCount {
  std::uint64_t kept = 0, lost = 0;
  std::uint64_t late = 0;  // of both: their preparation was not done by the date
};

/// For integrals of a level over time [jobs·us].
__extension__ using Wide = __int128;

/// Exact laws of one run, over everything from the warm-up on.
struct Conservation {
  // arrived = finished + cancelled + withdrawn + turned away (where they arrived) + in progress
  std::uint64_t jobs_arrived = 0, jobs_finished = 0, jobs_cancelled = 0, jobs_in_progress = 0;
  std::uint64_t jobs_withdrawn = 0, jobs_turned_away = 0;
  // nominal; drawn = done + left + cancelled
  Duration effort_drawn, effort_done, effort_left, effort_cancelled;
  // Little's law on the path, over the window: the integral of the number of jobs present
  // [jobs·us] and the sum of every job's presence.
  Wide integral_present = 0, sum_presence = 0;
  std::uint64_t events = 0;
};

/// Why a run could not go on.
struct RunError {
  Span span;            // of the step in the scenario, where one is to blame
  std::string message;
};

struct Observations {
  std::optional<RunError> error;
  std::uint64_t history = 0;  // hash of the event history
  std::vector<FlowKey> flow_keys;  // parallel to flows: kinds and milestones, all and by tier
  std::vector<Flow> flows;
  std::vector<std::vector<AccountFlow>> account_flows;  // by AccountId × KindId
  IdVector<PersonId, PersonHours> people;
  IdVector<RoleId, RoleQueue> roles;
  IdVector<AccountId, AccountHours> accounts;
  std::vector<HealthSeen> health;  // by account, where the scenario has relationships
  // By account × calendar month of the window; empty unless Model::by_month.
  std::vector<std::vector<AccountMonth>> account_months;
  std::vector<WinCount> wins;         // by KindId; empty where no kind wins anything
  std::vector<RenewalCount> renewals;  // by AccountId; empty where there are no contracts
  std::uint64_t accounts_won = 0;      // in the window …
  std::uint64_t vacant_places = 0;     // … and their places that nobody may take
  std::vector<std::uint64_t> rules;  // by rule: how often it acted
  std::vector<CareerFigures> careers;  // by RoleId; empty: nobody has one
  std::uint64_t turned_away = 0;     // jobs that did not come in
  Conservation conservation;
};

}  // namespace suits
