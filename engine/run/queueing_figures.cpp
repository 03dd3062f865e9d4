// The figures of a queueing network's run: what Recorder makes of the general run, where working
// time is elapsed time and a wait is for busy people.

#include <algorithm>

#include "engine/run/queueing_run.hpp"
#include "engine/run/turnaround.hpp"

namespace suits {

void QueueingRun::change_presence(int by) {
  recorder_.out().conservation.integral_present +=
      static_cast<Wide>(present_) * inside(present_since_, now_).us;
  present_ += by;
  present_since_ = now_;
}

/// A request starts: how long it waited, and what the station's people did meanwhile.
void QueueingRun::note_start(const Job& job, std::uint32_t id, StationState& station) {
  if (in_window(job.ready)) {
    RoleQueue& seen = *station.seen;
    ++seen.started;
    if (now_ > job.ready) ++seen.waited;
    seen.wait.add(now_ > job.ready ? (now_ - job.ready).hours() : 0);
  }
  if (!routes_[job.route].kind->deliverable || !job.in_window) return;
  Duration* busy = &busy_[id * kinds_];
  for (std::size_t k = 0; k < kinds_; ++k) busy[k] = station.worked_by_kind[k] - busy[k];
}

/// Books the hours of the work under way, which go on until `to`.
void QueueingRun::note_worked(const Worker& worker, Instant to) {
  const Job& job = jobs_[worker.job];
  const Route& plan = network_.routes[job.route];
  stations_[worker.station].worked_by_kind[raw(plan.kind)] += to - worker.since;
  const Instant a = std::max(worker.since, model_.window.start);
  const Instant b = std::min(to, model_.window.end);
  if (b <= a) return;
  const Duration time = b - a;
  const bool billable = stage_of(job).step->billable;
  PersonHours& person = *worker.hours;
  AccountHours& account = *routes_[job.route].account;
  person.worked_by_kind[raw(plan.kind)] += time;
  person.worked += time;
  account.worked += time;
  if (worker.cost != 0) account.cost += time.hours() * worker.cost;
  if (billable) {
    person.billable += time;
    account.billable += time;
    if (worker.rate != 0) account.value += time.hours() * worker.rate;
  }
  const Instant start = model_.window.start;
  for (Instant from = a; from < b;) {
    const auto week = (from - start).us / weeks(1).us;
    const Instant next = std::min(b, start + weeks(week + 1));
    person.worked_by_week[static_cast<std::size_t>(week)] += next - from;
    from = next;
  }
}

/// A visit has ended: what its time went to. `begun`: when work on it began.
void QueueingRun::note_visit(const Job& job, std::uint32_t id, Instant begun) {
  if (!job.in_window) return;
  const RouteState& route = routes_[job.route];
  const Duration waited = begun - job.ready;
  const bool asks_who = route.kind->deliverable && waited.us > 0;
  const Duration* with = &busy_[id * kinds_];
  if (several_stages_) {
    Duration* account = account_of(id);
    if (visits_of(id)[job.stage].count > 1) account[0] += now_ - job.ready;
    account += 1 + stage_of(job).station * (2 + kinds_);
    account[0] += waited;
    account[1] += now_ - begun;
    if (asks_who) share_busy(waited, with, kinds_, account + 2);
    return;
  }
  // The job ends with it.
  const RoleId role = network_.stations[stage_of(job).station].role;
  Breakdown& breakdown = route.flow->breakdown;
  auto& labels = breakdown.by_role[raw(role)];
  labels[static_cast<std::size_t>(Label::busy)] += waited;
  labels[static_cast<std::size_t>(Label::working)] += now_ - begun;
  if (asks_who) share_busy(waited, with, kinds_, breakdown.busy_with[raw(role)].data());
}

/// A job of the window is done.
void QueueingRun::note_finish(const Job& job, std::uint32_t id) {
  RouteState& route = routes_[job.route];
  Flow& flow = *route.flow;
  AccountFlow& account_flow = *route.account_flow;
  const double elapsed = (now_ - job.arrived).hours();
  ++flow.finished;
  flow.elapsed.add(elapsed);
  flow.elapsed_quantiles.add(elapsed);
  ++account_flow.finished;
  if (!route.alone) account_flow.working.add(elapsed);
  if (job.due < kNever) {
    ++flow.with_due;
    ++account_flow.with_due;
    if (now_ <= job.due) {
      ++flow.on_time;
      ++account_flow.on_time;
    } else {
      flow.lateness.add((now_ - job.due).hours());
    }
  }
  flow.breakdown.total += now_ - job.arrived;
  ++flow.breakdown.jobs;
  if (!several_stages_) return;
  const Visits* visits = visits_of(id);
  std::uint16_t most = 0;
  for (std::size_t s = 0; s < network_.longest; ++s) most = std::max(most, visits[s].count);
  flow.rounds.add(most);
  const Duration* account = account_of(id);
  flow.breakdown.rework += *account++;
  for (const Station& station : network_.stations) {
    auto& labels = flow.breakdown.by_role[raw(station.role)];
    labels[static_cast<std::size_t>(Label::busy)] += *account++;
    labels[static_cast<std::size_t>(Label::working)] += *account++;
    for (Duration& with : flow.breakdown.busy_with[raw(station.role)]) with += *account++;
  }
}

/// The run is over and the job is not done.
void QueueingRun::note_unfinished(const Job& job) {
  Conservation& all = recorder_.out().conservation;
  ++all.jobs_in_progress;
  all.effort_left += job.effort;
  all.sum_presence += inside(job.arrived, now_).us;
  if (!job.in_window) return;
  RouteState& route = routes_[job.route];
  ++route.flow->censored;
  route.flow->elapsed_quantiles.add_censored((now_ - job.arrived).hours());
  if (job.due >= kNever) return;
  ++route.flow->with_due;
  ++route.account_flow->with_due;
  if (job.due < now_) return;  // late
  ++route.flow->undecided;
  ++route.account_flow->undecided;
}

Observations QueueingRun::finish() {
  for (Worker& worker : workers_) {
    if (worker.job == kNobody) continue;
    note_worked(worker, now_);
    Job& job = jobs_[worker.job];
    const Duration time = now_ - worker.since;
    const Duration done = time >= worker.stretch ? job.effort
                          : worker.time_factor == 1
                              ? time
                              : std::min(job.effort, round_duration(static_cast<double>(time.us) /
                                                                    worker.time_factor));
    recorder_.effort_done(done);
    job.effort -= done;
  }
  for (const Job& job : jobs_) {
    if (job.active) note_unfinished(job);
  }
  change_presence(0);
  for (RouteState& route : routes_) {
    // Working time is elapsed time.
    Flow& flow = *route.flow;
    flow.working = flow.elapsed;
    flow.working_quantiles = flow.elapsed_quantiles;
    if (route.alone) route.account_flow->working = flow.elapsed;
    if (!several_stages_) flow.rounds = Moments::of_equal(1, flow.elapsed.count());
  }
  IdVector<PersonId, Server> servers(model_.people.size());
  for (const PersonId p : ids(model_.people)) {
    servers[p].availability = Availability(&model_.patterns[model_.people[p].pattern]);
  }
  return recorder_.finish(now_, servers);
}

}  // namespace suits
