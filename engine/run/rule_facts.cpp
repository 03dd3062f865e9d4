#include "engine/run/rule_facts.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "engine/random/stream.hpp"

namespace suits {
namespace {

constexpr double kNothing = -1;  // no symbol of any domain
constexpr double kForever = std::numeric_limits<double>::infinity();

double value(Duration d) { return static_cast<double>(d.us); }
double value(Instant t) { return static_cast<double>(t.us); }
template <StrongId Id>
double value(Id id) {
  return id == kNone<Id> ? kNothing : static_cast<double>(raw(id));
}

Date monday_of(Instant t) {
  const Date date = date_of(t);
  return date - date.weekday();
}

}  // namespace

bool Replication::holds(const Program& condition, const FactSubject& subject) const {
  return evaluate(condition, Facts{*this, subject}) != 0;
}

/// Since the request became ready, as long as it waits; while it is worked on, up to then.
Duration Replication::waited(const Task& task) const {
  const bool waits = task.state == TaskState::waiting || task.state == TaskState::booked;
  return model_.agency().between(task.ready, waits ? now_ : std::max(task.taken, task.ready));
}

FactSubject Replication::of_request(TaskId task) const {
  const JobId job = tasks_[task].job;
  return {job, task, jobs_[job].account, kNone<PersonId>};
}

double Replication::Facts::fact(FactId id, std::uint32_t argument) const {
  const auto n = static_cast<std::uint32_t>(id);
  const auto fact = static_cast<ModelFact>(n);
  if (fact >= ModelFact::attribute) {
    return attribute(n - static_cast<std::uint32_t>(ModelFact::attribute));
  }
  if (fact <= ModelFact::job_rounds) return of_job(fact);
  if (fact <= ModelFact::step_covered) return of_request(fact);
  if (fact <= ModelFact::account_lost) return of_account(fact);
  if (fact <= ModelFact::person_absent) return of_person(fact);
  if (fact <= ModelFact::load) return of_role(fact, RoleId{argument});
  switch (fact) {
    case ModelFact::turned_away:
      return static_cast<double>(run.rules_.turned_away);
    case ModelFact::now:
      return value(run.now_);
    case ModelFact::month:
      return date_of(run.now_).month();
    default:
      return date_of(run.now_).weekday();
  }
}

double Replication::Facts::add_working(double instant, double duration) const {
  const Hours& agency = run.model_.agency();
  if (!(instant < 4e18)) return instant;  // never
  const Instant t{static_cast<std::int64_t>(instant)};
  const Duration work = round_duration(duration);
  if (work.us >= 0) return value(agency.advance(t, work));
  return value(agency.at_worked(std::max(Duration{}, agency.worked(t) + work)));
}

double Replication::Facts::of_job(ModelFact fact) const {
  const Job& job = run.jobs_[subject.job];
  switch (fact) {
    case ModelFact::job_kind:
      return value(job.kind);
    case ModelFact::job_account:
      return value(job.account);
    case ModelFact::job_tier:
      return value(job.tier);
    case ModelFact::job_class:
      return value(job.work_class == kNone<ClassId> ? run.model_.kinds[job.kind].steps[0].work_class
                                                    : job.work_class);
    case ModelFact::job_weight:
      return job.weight / 1000.0;
    case ModelFact::job_due:
      return job.due >= kNever ? kForever : value(job.due);
    case ModelFact::job_late:
      return job.due >= kNever ? -kForever
                               : value(run.worked_now() - job.due_worked);
    case ModelFact::job_age:
      return value(run.now_ - job.arrived);
    case ModelFact::job_remaining:
      return value(remaining());
    case ModelFact::job_slack: {
      const Slack slack = slack_of_job();
      return std::min(slack.moves, slack.stands);
    }
    default: {
      std::uint16_t most = 1;
      for (const StepState& step : job.steps) most = std::max(most, step.visits);
      return most;
    }
  }
}

double Replication::Facts::moving(FactId id, std::uint32_t argument) const {
  if (id == fact_id(ModelFact::job_slack)) return slack_of_job().moves;
  if (id == fact_id(ModelFact::step_slack)) return slack_of_request().moves;
  return fact(id, argument);
}

/// Of each seat: time stands still while somebody is at work on it, from when their work on it was
/// counted last.
void Replication::Facts::add_slack(const Task& task, Slack& slack) const {
  const Hours& agency = run.model_.agency();
  const Job& job = run.jobs_[task.job];
  if (job.due >= kNever) return;
  const Duration due = job.due_worked - task.tail, now = run.worked_now();
  if (task.seats.empty()) slack.moves = std::min(slack.moves, value(due - now));
  for (const Seat& seat : task.seats) {
    Duration left = expected_left(task, seat);
    const Server* at_work = nullptr;
    if (task.state == TaskState::running) {
      for (const Work& work : run.servers_[seat.person].works) {
        if (&run.tasks_[work.task] == &task) at_work = &run.servers_[seat.person];
      }
    }
    if (at_work == nullptr) {
      if (task.state == TaskState::running && seat.left.us == 0) left = {};  // their part is done
      slack.moves = std::min(slack.moves, value(due - now - left));
    } else {
      slack.stands = std::min(slack.stands, value(due - agency.worked(at_work->since) - left));
    }
  }
}

Replication::Facts::Slack Replication::Facts::slack_of_request() const {
  Slack slack{kForever, kForever};
  add_slack(run.tasks_[subject.task], slack);
  return slack;
}

Replication::Facts::Slack Replication::Facts::slack_of_job() const {
  if (!of_job_) of_job_ = work_out_slack_of_job();
  return *of_job_;
}

Replication::Facts::Slack Replication::Facts::work_out_slack_of_job() const {
  Slack slack{kForever, kForever};
  const Job& job = run.jobs_[subject.job];
  if (job.due >= kNever) return slack;
  for (const TaskId t : run.requests_of(subject.job)) add_slack(run.tasks_[t], slack);
  const Duration until = job.due_worked - run.worked_now();
  const std::optional<Duration> ahead = to_come();
  if (ahead) slack.moves = std::min(slack.moves, value(until - *ahead));
  if (!ahead && run.requests_of(subject.job).empty()) slack.moves = value(until);
  return slack;
}

/// Expected work of what is not under way yet and looked at: the whole job before anything of it is,
/// the step whose condition is asked and what comes after it.
std::optional<Duration> Replication::Facts::to_come() const {
  const Job& job = run.jobs_[subject.job];
  if (job.records.empty() && run.requests_of(subject.job).empty()) {
    return run.ahead_.whole(job.kind, job.tier);
  }
  if (run.activating_ == kNone<StepId>) return std::nullopt;
  return run.ahead_.from(job.kind, job.tier, run.activating_);
}

/// Expected work left on the job's longest path, as of the last time its requests became ready or
/// were interrupted.
Duration Replication::Facts::remaining() const {
  Duration most = to_come().value_or(Duration{});
  for (const TaskId t : run.requests_of(subject.job)) {
    const Task& task = run.tasks_[t];
    most = std::max(most, expected_left(task) + task.tail);
  }
  return most;
}

double Replication::Facts::of_request(ModelFact fact) const {
  const Task& task = run.tasks_[subject.task];
  const Job& job = run.jobs_[task.job];
  const Seat& seat = task.seats[0];
  const Hours& agency = run.model_.agency();
  switch (fact) {
    case ModelFact::step_name:
      return run.model_.rulebook.step_symbol[raw(job.kind)][raw(task.step)];
    case ModelFact::step_role:
      return value(seat.ways[0].plan->asked);
    case ModelFact::step_waited:
      return value(run.waited(task));
    case ModelFact::step_class:
      return value(task.work_class);
    case ModelFact::step_round:
      return job.steps[raw(task.step)].visits;
    case ModelFact::step_effort:
      return value(expected_left(task));
    case ModelFact::step_slack: {
      const Slack slack = slack_of_request();
      return std::min(slack.moves, slack.stands);
    }
    case ModelFact::step_due:
      if (job.due >= kNever) return kForever;
      return value(agency.at_worked(std::max(Duration{}, job.due_worked - task.tail)));
    case ModelFact::step_rings:
      return std::popcount(seat.ways[0].open);
    default: {
      const bool at_work = task.state == TaskState::running;
      return at_work && seat.serving != seat.ways[seat.way].plan->asked ? 1 : 0;
    }
  }
}

double Replication::Facts::of_account(ModelFact fact) const {
  if (fact == ModelFact::account_name) return value(subject.account);
  if (fact == ModelFact::account_tier) return value(run.model_.accounts[subject.account].tier);
  if (fact == ModelFact::account_health) {
    return run.relationships_.health(subject.account, run.now_);
  }
  if (fact == ModelFact::account_lost) return run.lives_[subject.account].lost ? 1 : 0;
  return run.rules_.running[subject.account];
}

double Replication::Facts::of_person(ModelFact fact) const {
  const PersonId p = subject.person;
  const Server& server = run.servers_[p];
  switch (fact) {
    case ModelFact::person_name:
      return value(p);
    case ModelFact::person_role:
      return value(server.roles[0]);
    case ModelFact::person_level:
      return value(server.level);
    case ModelFact::person_kept:
      return server.kept;
    case ModelFact::person_week: {
      const Instant monday = midnight(monday_of(run.now_));
      Duration worked = server.week == monday ? server.worked_in_week : Duration{};
      if (!server.works.empty()) {
        worked += server.worked_since(std::max(server.since, monday), run.now_);
      }
      return value(worked);
    }
    case ModelFact::person_idle:
      return run.on_duty(p) && server.works.empty() ? 1 : 0;
    default:
      return server.absent ? 1 : 0;
  }
}

double Replication::Facts::of_role(ModelFact fact, RoleId role) const {
  if (fact == ModelFact::present) return run.present_[role];
  if (fact == ModelFact::free) {
    const std::vector<PersonId>& people = run.role_people_[role];
    return static_cast<double>(std::count_if(people.begin(), people.end(), [&](PersonId p) {
      return run.on_duty(p) && run.servers_[p].works.empty();
    }));
  }
  if (fact == ModelFact::waiting) return run.rules_.waiting[role];
  return value(run.rules_.load[role]) / std::max(1u, run.present_[role]);
}

/// Drawn once more: a pure function of the job.
double Replication::Facts::attribute(std::uint32_t n) const {
  const RuleBook::Attribute& attribute = run.model_.rulebook.attributes[n];
  const Job& job = run.jobs_[subject.job];
  const std::int32_t index = attribute.index[raw(job.kind)];
  if (index < 0) return kNothing;
  const auto drawn = drawn_attribute(run.model_, job, static_cast<std::uint32_t>(index));
  return attribute.symbol[raw(job.kind)][drawn];
}

}  // namespace suits
