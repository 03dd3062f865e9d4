#pragma once

// What expressions ask of a run. See ModelFact.

#include "engine/run/replication.hpp"

namespace suits {

/// As things stand: not to be kept while they change.
struct Replication::Facts {
  const Replication& run;
  FactSubject subject;

  Facts(const Replication& of_run, const FactSubject& of) : run(of_run), subject(of) {}
  double fact(FactId id, std::uint32_t argument) const;
  /// What of a fact moves with time: of slack, that of what nobody is at work on (never, where there
  /// is none); of others the fact itself.
  double moving(FactId id, std::uint32_t argument) const;
  double add_working(double instant, double duration) const;

 private:
  double of_job(ModelFact fact) const;
  /// Slack of what nobody is at work on, and as it stands of what somebody is at [us]; infinite where
  /// there is none of it.
  struct Slack {
    double moves, stands;
  };
  mutable std::optional<Slack> of_job_;  // once it was asked
  void add_slack(const Task& task, Slack& slack) const;
  Slack slack_of_job() const;
  Slack work_out_slack_of_job() const;
  Slack slack_of_request() const;
  std::optional<Duration> to_come() const;
  Duration remaining() const;
  double of_request(ModelFact fact) const;
  double of_account(ModelFact fact) const;
  double of_person(ModelFact fact) const;
  double of_role(ModelFact fact, RoleId role) const;
  double attribute(std::uint32_t n) const;
};

}  // namespace suits
