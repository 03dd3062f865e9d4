#pragma once

// Turns what happens in a run into Observations. It only looks on: nothing in a run depends on it.
// Everything is clipped to the window; jobs count where they arrived in it.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/run/account_months.hpp"
#include "engine/run/job.hpp"
#include "engine/run/observations.hpp"
#include "engine/run/queue_level.hpp"
#include "engine/run/server.hpp"

namespace suits {

class Recorder {
 public:
  explicit Recorder(const Model& model);

  void job_arrived(const Job& job);
  /// The job is done: its turnaround, milestones and breakdown. Requires: records are complete.
  void job_finished(const Job& job, Instant now, const IdVector<PersonId, Server>& servers);
  /// The job is given up: censored at this instant.
  void job_cancelled(const Job& job, Instant now, Duration effort_left,
                     const IdVector<PersonId, Server>& servers);
  /// The job is withdrawn: nothing of it has begun.
  void job_withdrawn(const Job& job, Instant now, Duration effort_left,
                     const IdVector<PersonId, Server>& servers);
  /// The job that arrived at this instant did not come in after all.
  void job_turned_away(const Job& job, Instant now, Duration effort_left);
  /// The run is over and the job is not done.
  void job_censored(const Job& job, Instant now, const IdVector<PersonId, Server>& servers);

  /// A stretch of work of a person has ended.
  struct Stretch {
    PersonId person{};
    RoleId serving{};
    KindId kind{};
    AccountId account{};
    Instant from, to;
    Duration time;       // of the person, between the two, for this
    std::int64_t nth = 0, of = 1;  // which of how many things at a time, that share the hours
    bool billable = false;
    bool meeting = false;
    bool overtime = false;
    bool cover = false;  // not one of the person's own roles was asked
    double cost = 0, rate = 0;  // [currency/h]
  };
  void worked(const Stretch& stretch, const Availability& availability);

  /// A tentative account is not won in this replication: it pays nothing.
  void lose(AccountId account) { lost_[account] = true; }
  bool is_lost(AccountId account) const { return lost_[account] != 0; }
  /// The account is there from another instant on than the scenario says.
  void account_comes(AccountId account, Instant from) { out_.accounts[account].came = from; }
  /// The account's client has left in the run: it pays no more.
  void account_left(AccountId account, Instant now) { out_.accounts[account].left = now; }

  void rule_acted(std::size_t rule, Instant now) { out_.rules[rule] += in_window(now); }
  /// A job of the kind, at the tier, does not come in.
  void turned_away(KindId kind, TierId tier, Instant now);
  /// A request of the role begins or ends waiting.
  void queue_changed(RoleId role, int by, Instant now) { queue_[role].change(by, now); }
  QueueLevel& queue(RoleId role) { return queue_[role]; }
  /// `waited`: for the role, on the agency's calendar; nothing where it did not wait for it.
  void request_started(RoleId role, Instant ready, std::optional<Duration> waited, bool covered,
                       bool escalated);
  void request_ready(RoleId role, const Job& job, Duration effort, Instant now);
  /// The same request is taken back, at the same instant.
  void request_taken_back(RoleId role, const Job& job, Duration effort, Instant now);
  void interrupted(PersonId person, Instant now);

  /// What a person (or, for kNone, all the role's people) has worked on so far, by kind; `since` and
  /// `kind` add the stretch under way.
  const Duration* worked_by_kind(PersonId person) const {
    return &person_kinds_[raw(person) * kinds_];
  }
  const Duration* role_worked_by_kind(RoleId role) const { return &role_kinds_[raw(role) * kinds_]; }

  void effort_drawn(Duration d) { out_.conservation.effort_drawn += d; }
  void effort_done(Duration d) { out_.conservation.effort_done += d; }

  Observations finish(Instant now, const IdVector<PersonId, Server>& servers);
  Observations& out() { return out_; }
  /// The flow of a kind (−1, or a milestone of it) and tier.
  Flow& flow_of(KindId kind, TierId tier, std::int32_t milestone);

 private:
  struct Span {
    Instant from, to;
    std::int32_t record;
  };
  Flow& flow_of(const Job& job, std::int32_t milestone) {
    return flow_of(job.kind, job.tier, milestone);
  }
  void settle_account(AccountId account);
  /// The job is there no more.
  void leave(const Job& job, Instant now);
  /// Returns the agency's working time in the span [h].
  double add_span(Flow& flow, const Job& job, const Span& span, bool whole_job,
                  const IdVector<PersonId, Server>& servers);
  /// The job's turnaround is longer than what there was of it.
  void censor(const Job& job, Instant now, const IdVector<PersonId, Server>& servers);
  void break_down(const Job& job, const Span& span, Breakdown& into,
                  const IdVector<PersonId, Server>& servers);
  void note_busy(const Job& job, const Segment& segment, Duration busy, Breakdown& into);
  void change_presence(int by, Instant now);
  std::uint64_t in_window(Instant t) const {
    return t >= model_.window.start && t < model_.window.end ? 1 : 0;
  }
  std::size_t week_of(Instant t) const {
    return static_cast<std::size_t>((t - model_.window.start).us / weeks(1).us);
  }

  const Model& model_;
  Observations out_;
  std::size_t kinds_, weeks_, tiers_;
  std::vector<std::size_t> first_flow_;  // by kind; kinds of background have none
  std::vector<Duration> person_kinds_, role_kinds_;
  IdVector<RoleId, QueueLevel> queue_;
  std::int64_t present_ = 0;
  Instant present_since_;
  RoleId client_role_{};
  AccountMonths months_;
  IdVector<AccountId, std::uint8_t> lost_;  // tentative and not won
};

}  // namespace suits
