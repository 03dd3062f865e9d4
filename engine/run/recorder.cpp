#include "engine/run/recorder.hpp"

#include <algorithm>

#include "engine/model/month.hpp"
#include "engine/run/flow_keys.hpp"
#include "engine/run/turnaround.hpp"

namespace suits {
namespace {

Duration overlap(Instant a, Instant b, Instant from, Instant to) {
  const Instant lo = std::max(a, from), hi = std::min(b, to);
  return hi > lo ? hi - lo : Duration{};
}

std::uint16_t most_visits(const Job& job) {
  std::uint16_t most = 0;
  for (const StepState& s : job.steps) most = std::max(most, s.visits);
  return most;
}

}  // namespace

Recorder::Recorder(const Model& model)
    : model_(model),
      kinds_(model.kinds.size()),
      weeks_(model.window.weeks()),
      tiers_(model.tiers.size()),
      person_kinds_(model.people.size() * model.kinds.size()),
      role_kinds_(model.roles.size() * model.kinds.size()),
      queue_(model.roles.size(), QueueLevel(model.window, weeks_)),
      present_since_(model.window.warm_up),
      months_(model) {
  for (RoleId r : ids(model.roles)) {
    if (model.roles[r].sort == RoleSort::client) client_role_ = r;
  }
  out_.flow_keys = flow_keys_of(model);
  std::size_t next = 0;
  for (KindId k : ids(model.kinds)) {
    first_flow_.push_back(next);
    while (next < out_.flow_keys.size() && out_.flow_keys[next].kind == k) ++next;
  }
  out_.flows.resize(out_.flow_keys.size());
  for (Flow& flow : out_.flows) {
    flow.breakdown.by_role.resize(model.roles.size());
    flow.breakdown.busy_with.assign(model.roles.size(), std::vector<Duration>(kinds_));
  }
  out_.account_flows.assign(model.accounts.size(), std::vector<AccountFlow>(kinds_));
  out_.people = IdVector<PersonId, PersonHours>(model.people.size());
  for (PersonHours& person : out_.people) {
    person.available_by_week.assign(weeks_, {});
    person.worked_by_week.assign(weeks_, {});
    person.worked_by_kind.assign(kinds_, {});
  }
  out_.roles = IdVector<RoleId, RoleQueue>(model.roles.size());
  for (RoleQueue& role : out_.roles) {
    role.waiting_by_week.assign(weeks_, 0);
    role.asked_by_week.assign(weeks_, {});
  }
  out_.accounts = IdVector<AccountId, AccountHours>(model.accounts.size());
  for (AccountId a : ids(model.accounts)) out_.accounts[a].came = model.accounts[a].starts;
  lost_.assign(model.accounts.size(), 0);
  out_.rules.assign(model.rulebook.rules.size(), 0);
}

Flow& Recorder::flow_of(KindId kind, TierId tier, std::int32_t milestone) {
  return out_.flows[first_flow_[raw(kind)] +
                    static_cast<std::size_t>(milestone + 1) * (1 + tiers_) + 1 + raw(tier)];
}

void Recorder::change_presence(int by, Instant now) {
  const Duration passed = overlap(present_since_, now, model_.window.start, model_.window.end);
  out_.conservation.integral_present += static_cast<Wide>(present_) * passed.us;
  present_ += by;
  present_since_ = now;
}

void Recorder::job_arrived(const Job& job) {
  ++out_.conservation.jobs_arrived;
  change_presence(1, job.arrived);
  if (!job.in_window || model_.kinds[job.kind].background) return;
  const auto milestones = static_cast<std::int32_t>(model_.kinds[job.kind].milestones.size());
  for (std::int32_t m = -1; m < milestones; ++m) {
    ++flow_of(job, m).arrived;
  }
  ++out_.account_flows[raw(job.account)][raw(job.kind)].arrived;
}

void Recorder::leave(const Job& job, Instant now) {
  change_presence(-1, now);
  out_.conservation.sum_presence +=
      overlap(job.arrived, now, model_.window.start, model_.window.end).us;
}

void Recorder::job_finished(const Job& job, Instant now,
                            const IdVector<PersonId, Server>& servers) {
  ++out_.conservation.jobs_finished;
  leave(job, now);
  if (!job.in_window || model_.kinds[job.kind].background) return;
  const auto last = static_cast<std::int32_t>(job.records.size()) - 1;
  const double working = add_span(flow_of(job, -1), job, {job.arrived, now, last}, true, servers);
  for (std::size_t m = 0; m < job.milestones.size(); ++m) {
    const MilestoneState& state = job.milestones[m];
    if (state.from >= kNever || state.to >= kNever) continue;  // never came to pass
    add_span(flow_of(job, static_cast<std::int32_t>(m)), job,
             {state.from, std::max(state.from, state.to), state.record}, false, servers);
  }
  AccountFlow& account = out_.account_flows[raw(job.account)][raw(job.kind)];
  ++account.finished;
  account.working.add(working);
  if (job.due < kNever) {
    ++account.with_due;
    if (now <= job.due) ++account.on_time;
  }
}

double Recorder::add_span(Flow& flow, const Job& job, const Span& span, bool whole_job,
                          const IdVector<PersonId, Server>& servers) {
  const double elapsed = (span.to - span.from).hours();
  const double working = model_.agency().between(span.from, span.to).hours();
  ++flow.finished;
  flow.elapsed.add(elapsed);
  flow.working.add(working);
  flow.elapsed_quantiles.add(elapsed);
  flow.working_quantiles.add(working);
  if (whole_job) {
    flow.rounds.add(most_visits(job));
    if (job.due < kNever) {
      ++flow.with_due;
      if (span.to <= job.due) {
        ++flow.on_time;
      } else {
        flow.lateness.add(model_.agency().between(job.due, span.to).hours());
      }
    }
  }
  break_down(job, span, flow.breakdown, servers);
  return working;
}

void Recorder::break_down(const Job& job, const Span& span, Breakdown& into,
                          const IdVector<PersonId, Server>& servers) {
  // Of work in hand, what lies before the run is not known.
  into.total += span.to - std::min(span.to, std::max(span.from, model_.window.warm_up));
  ++into.jobs;
  walk_records(job, span.record, span.from, [&](const Record& record) {
    if (record.visit > 1) {
      into.rework += overlap(record.ready, record.finish, span.from, span.to);
    }
    walk_segments(job, record.last_segment, span.from, span.to,
                  [&](const Segment& segment, Instant a, Instant b) {
                    const Availability* there = segment.person == kNone<PersonId>
                                                    ? nullptr
                                                    : &servers[segment.person].availability;
                    LabelledTime time = labels_of(segment, a, b, client_role_, there);
                    for (std::size_t l = 0; l < kLabels; ++l) {
                      into.by_role[raw(time.role)][l] += time.labels[l];
                    }
                    note_busy(job, segment, time[Label::busy], into);
                  });
  });
}

/// What the busy of a wait were busy with.
void Recorder::note_busy(const Job& job, const Segment& segment, Duration busy, Breakdown& into) {
  if (segment.busy_with < 0 || busy.us == 0) return;
  share_busy(busy, &job.busy_with[static_cast<std::size_t>(segment.busy_with)], kinds_,
             into.busy_with[raw(segment.role)].data());
}

void Recorder::job_cancelled(const Job& job, Instant now, Duration effort_left,
                             const IdVector<PersonId, Server>& servers) {
  ++out_.conservation.jobs_cancelled;
  out_.conservation.effort_cancelled += effort_left;
  leave(job, now);
  censor(job, now, servers);
}

void Recorder::job_withdrawn(const Job& job, Instant now, Duration effort_left,
                             const IdVector<PersonId, Server>& servers) {
  ++out_.conservation.jobs_withdrawn;
  out_.conservation.effort_cancelled += effort_left;
  leave(job, now);
  if (!job.in_window || model_.kinds[job.kind].background) return;
  Flow& whole = flow_of(job, -1);
  ++whole.withdrawn;
  ++out_.account_flows[raw(job.account)][raw(job.kind)].withdrawn;
  whole.withdrawn_after.add((now - job.arrived).hours());
  for (std::size_t m = 0; m < job.milestones.size(); ++m) {
    const MilestoneState& state = job.milestones[m];
    Flow& flow = flow_of(job, static_cast<std::int32_t>(m));
    if (state.from >= kNever || state.to >= kNever) {
      ++flow.withdrawn;
      flow.withdrawn_after.add((now - job.arrived).hours());
      continue;
    }
    // A span over steps that are nobody's work.
    add_span(flow, job, {state.from, std::max(state.from, state.to), state.record}, false, servers);
  }
}

void Recorder::job_turned_away(const Job& job, Instant now, Duration effort_left) {
  ++out_.conservation.jobs_turned_away;
  out_.conservation.effort_cancelled += effort_left;
  leave(job, now);
  turned_away(job.kind, job.tier, now);
  if (!job.in_window) return;
  const auto milestones = static_cast<std::int32_t>(model_.kinds[job.kind].milestones.size());
  for (std::int32_t m = -1; m < milestones; ++m) --flow_of(job, m).arrived;
  --out_.account_flows[raw(job.account)][raw(job.kind)].arrived;
}

void Recorder::turned_away(KindId kind, TierId tier, Instant now) {
  if (in_window(now) == 0) return;
  ++out_.turned_away;
  ++flow_of(kind, tier, -1).turned_away;
}

void Recorder::job_censored(const Job& job, Instant now,
                            const IdVector<PersonId, Server>& servers) {
  ++out_.conservation.jobs_in_progress;
  out_.conservation.sum_presence +=
      overlap(job.arrived, now, model_.window.start, model_.window.end).us;
  censor(job, now, servers);
}

void Recorder::censor(const Job& job, Instant now, const IdVector<PersonId, Server>& servers) {
  if (!job.in_window || model_.kinds[job.kind].background) return;
  const bool late = job.due < now;
  const auto censor_flow = [&](Flow& flow, Instant from) {
    ++flow.censored;
    flow.elapsed_quantiles.add_censored((now - from).hours());
    flow.working_quantiles.add_censored(model_.agency().between(from, now).hours());
  };
  Flow& whole = flow_of(job, -1);
  censor_flow(whole, job.arrived);
  const auto count_due = [&](auto& flow) {
    if (job.due >= kNever) return;
    ++flow.with_due;
    if (!late) ++flow.undecided;
  };
  count_due(whole);
  for (std::size_t m = 0; m < job.milestones.size(); ++m) {
    const MilestoneState& state = job.milestones[m];
    Flow& flow = flow_of(job, static_cast<std::int32_t>(m));
    if (state.to >= kNever || state.from >= kNever) {
      censor_flow(flow, state.from < kNever ? state.from : job.arrived);
      continue;
    }
    // The span came to its end, the job did not.
    const Instant to = std::max(state.from, state.to);
    add_span(flow, job, {state.from, to, state.record}, false, servers);
  }
  count_due(out_.account_flows[raw(job.account)][raw(job.kind)]);
}

void Recorder::worked(const Stretch& s, const Availability& availability) {
  // What the role's people were busy with is asked over the whole run, not the window alone.
  const Duration whole = s.time;
  person_kinds_[raw(s.person) * kinds_ + raw(s.kind)] += whole;
  role_kinds_[raw(s.serving) * kinds_ + raw(s.kind)] += whole;
  const Instant from = std::max(s.from, model_.window.start),
                to = std::min(s.to, model_.window.end);
  if (to <= from) return;
  const auto share = [&](Instant a, Instant b) {
    const Duration all = s.overtime ? b - a : availability.between(a, b);
    return Duration{all.us * (s.nth + 1) / s.of - all.us * s.nth / s.of};
  };
  const Duration time = from == s.from && to == s.to ? whole : share(from, to);
  PersonHours& person = out_.people[s.person];
  person.worked_by_kind[raw(s.kind)] += time;
  AccountHours& account = out_.accounts[s.account];
  account.worked += time;
  account.cost += time.hours() * s.cost;
  if (s.billable) {
    account.billable += time;
    account.value += time.hours() * s.rate;
  }
  if (months_.on()) {
    months_.add({s.person, s.account, from, to, time, s.billable, s.cost, s.rate, share});
  }
  if (s.overtime) {
    person.overtime += time;
    return;
  }
  person.worked += time;
  if (s.billable) person.billable += time;
  if (s.meeting) person.meetings += time;
  if (s.cover) person.cover += time;
  const std::size_t last = week_of(to - microseconds(1));
  std::size_t week = week_of(from);
  if (week == last) {
    person.worked_by_week[week] += time;
  } else {
    for (Instant a = from; week <= last; ++week) {
      const Instant b =
          std::min(to, model_.window.start + weeks(static_cast<std::int64_t>(week) + 1));
      person.worked_by_week[week] += share(a, b);
      a = b;
    }
  }
}

void Recorder::request_ready(RoleId role, const Job& job, Duration effort, Instant now) {
  if (job.in_window) out_.accounts[job.account].effort += effort;
  if (now < model_.window.start || now >= model_.window.end) return;
  out_.roles[role].asked += effort;
  out_.roles[role].asked_by_week[week_of(now)] += effort;
}

void Recorder::request_taken_back(RoleId role, const Job& job, Duration effort, Instant now) {
  if (job.in_window) out_.accounts[job.account].effort -= effort;
  if (in_window(now) == 0) return;
  out_.roles[role].asked -= effort;
  out_.roles[role].asked_by_week[week_of(now)] -= effort;
}

void Recorder::request_started(RoleId role, Instant ready, std::optional<Duration> waited,
                               bool covered, bool escalated) {
  if (ready < model_.window.start || ready >= model_.window.end) return;
  RoleQueue& queue = out_.roles[role];
  ++queue.started;
  if (waited) ++queue.waited;
  if (covered) ++queue.covered;
  if (escalated) ++queue.escalated;
  queue.wait.add(waited ? waited->hours() : 0);
}

void Recorder::interrupted(PersonId person, Instant now) {
  if (now < model_.window.start || now >= model_.window.end) return;
  ++out_.people[person].interruptions;
}

Observations Recorder::finish(Instant now, const IdVector<PersonId, Server>& servers) {
  change_presence(0, now);
  // Over all tiers.
  for (std::size_t f = 0; f < out_.flows.size(); f += 1 + tiers_) {
    for (std::size_t t = 0; t < tiers_; ++t) merge(out_.flows[f], out_.flows[f + 1 + t]);
  }
  const Window& window = model_.window;
  const double length = static_cast<double>((window.end - window.start).us);
  for (RoleId r : ids(model_.roles)) {
    queue_changed(r, 0, now);
    RoleQueue& role = out_.roles[r];
    role.mean_waiting = static_cast<double>(queue_[r].integral()) / length;
    for (std::size_t w = 0; w < weeks_; ++w) {
      const Instant a = window.start + weeks(static_cast<std::int64_t>(w));
      const Instant b = std::min(window.end, a + weeks(1));
      role.waiting_by_week[w] =
          static_cast<double>(queue_[r].of_week(w)) / static_cast<double>((b - a).us);
    }
  }
  for (PersonId p : ids(model_.people)) {
    PersonHours& person = out_.people[p];
    for (std::size_t w = 0; w < weeks_; ++w) {
      const Instant a = window.start + weeks(static_cast<std::int64_t>(w));
      person.available_by_week[w] =
          servers[p].availability.between(a, std::min(window.end, a + weeks(1)));
      person.available += person.available_by_week[w];
    }
  }
  // People on call cost the hours that they are there; those not worked fall to the agency itself.
  AccountHours& agency =
      out_.accounts[AccountId{static_cast<std::uint32_t>(model_.accounts.size() - 1)}];
  for (const Pool& pool : model_.staffing.pools) {
    if (!pool.stay) continue;  // hired: like everybody else
    for (const PersonId p : pool.people) {
      agency.cost += (out_.people[p].available - out_.people[p].worked).hours() * servers[p].cost;
      months_.add_idle(
          p, [&](Instant a, Instant b) { return servers[p].availability.between(a, b); },
          servers[p].cost);
    }
  }
  for (AccountId a : ids(model_.accounts)) {
    if (!is_lost(a)) settle_account(a);
  }
  out_.account_months = months_.take();
  return std::move(out_);
}

/// How long it was there, and what it pays: nothing from when it was lost on. What it would have
/// paid since: its retainer, and project fees as in the months of the window before.
void Recorder::settle_account(AccountId a) {
  const Account& account = model_.accounts[a];
  const Window& window = model_.window;
  AccountHours& hours = out_.accounts[a];
  hours.there = overlap(hours.came, std::min(account.ends, hours.left), window.start, window.end);
  if (!account.fee) return;
  const Fee& fee = *account.fee;
  // Months of the window and of the account, fractions by their days.
  double months = 0, months_lost = 0;
  for (Date d = date_of(window.start); midnight(d) < window.end; ++d) {
    if (midnight(d) < hours.came || midnight(d) >= account.ends) continue;
    const std::int32_t days = first_day_of_next_month(d) - first_day_of_month(d);
    (midnight(d) < hours.left ? months : months_lost) += 1.0 / static_cast<double>(days);
  }
  hours.sold = fee.retainer_hours * months;
  hours.income = fee.retainer_money * months;
  hours.income_lost = fee.retainer_money * months_lost;
  const double mean_rate = hours.billable.us > 0 ? hours.value / hours.billable.hours() : 0;
  if (fee.retainer_hours > 0) {
    hours.income += hours.sold * fee.rate.value_or(mean_rate);
    hours.income_lost += fee.retainer_hours * months_lost * fee.rate.value_or(mean_rate);
  }
  if (fee.project) {
    const double paid = fee.rate ? hours.billable.hours() * *fee.rate : hours.value;
    hours.income += paid;
    if (months > 0) hours.income_lost += paid / months * months_lost;
  }
  months_.close(a, hours.came, std::min(account.ends, hours.left), mean_rate);
}

}  // namespace suits
