#include "engine/run/replication.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "engine/run/match_line.hpp"

namespace suits {

Replication::Replication(const Model& model, std::uint64_t seed, std::uint32_t replication)
    : model_(model),
      seed_(seed),
      replication_(replication),
      now_(model.window.warm_up),
      recorder_(model),
      plans_(model),
      ahead_(model),
      knowledge_(model),
      relationships_(model, seed, replication, lives_),
      pattern_open_(model.patterns.size(), false),
      pattern_people_(model.patterns.size()),
      servers_(model.people.size()),
      rank_(match_lines(model)),
      first_membership_(model.people.size()),
      idle_head_(model.roles.size(), ~0u),
      idle_tail_(model.roles.size(), ~0u),
      role_people_(model.roles.size()),
      present_(model.roles.size()),
      groups_(model.people.size()),
      first_running_(model.kinds.size(), kNone<JobId>),
      last_running_(model.kinds.size(), kNone<JobId>),
      candidates_(model.people.size()),
      idle_(model.roles.size()) {
  for (const Person& person : model.people) any_focus_ = any_focus_ || person.focus.jobs != 1;
  for (const Role& role : model.roles) any_reserve_ = any_reserve_ || !role.reserve.empty();
  for (const WorkClass& c : model.classes) any_interrupts_ = any_interrupts_ || c.interrupts;
  for (const Account& account : model.accounts) lives_.push_back({account.starts, account.ends});
  for (const Role& role : model.roles) any_hand_back_ = any_hand_back_ || role.hand_back;
  watches_idle_ = any_reserve_ || model.in_order;
  for (const Kind& kind : model.kinds) {
    any_rework_.push_back(std::any_of(kind.steps.begin(), kind.steps.end(),
                                      [](const Step& step) { return step.back.has_value(); }));
  }
  account_keepers_.assign(model.accounts.size(),
                          std::vector<PersonId>(model.roles.size() + 1, kNone<PersonId>));
}

void Replication::fail(Span span, std::string message) {
  if (!error_) error_ = RunError{span, std::move(message)};
}

// ---- set-up -------------------------------------------------------------------------------------

void Replication::start_calendars() {
  for (PatternId p : ids(model_.patterns)) {
    const Hours& hours = model_.patterns[p];
    pattern_open_[p] = hours.open(now_);
    const Instant change = hours.next_change(now_);
    if (change < kNever) {
      events_.schedule(change, EventClass::calendar, raw(p),
                       payload(pattern_open_[p] ? Type::close : Type::open, raw(p)));
    }
  }
}

void Replication::start_people() {
  for (PersonId p : ids(model_.people)) {
    const Person& person = model_.people[p];
    pattern_people_[person.pattern].push_back(p);
    Server& server = servers_[p];
    server.absences = draw_absences(model_, p, seed_, replication_);
    server.availability =
        Availability(&model_.patterns[person.pattern], server.absences.known);
    server.idle_since = now_;
    server.pattern = person.pattern;
    server.focus = person.focus.jobs;
    server.skills = person.skills;
    any_own_rules_ = any_own_rules_ || person.dispatch;
    server.roles = person.roles;
    server.level = person.level;
    server.weekly_hours = person.weekly_hours;
    server.cost = person.cost;
    server.rate = person.rate;
    first_membership_[p] = static_cast<std::uint32_t>(memberships_.size());
    for (RoleId r : person.roles) {
      memberships_.push_back({p, r, ~0u, ~0u, false, !person.pool && !person.successor});
    }
    for (RoleId r : person.later_roles) memberships_.push_back({p, r, ~0u, ~0u, false, false});
  }
  for (RoleId r : ids(model_.roles)) {
    role_people_[r] = model_.roles[r].people;
    any_overtime_ = any_overtime_ || model_.roles[r].overtime;
    lists_idle_.push_back(any_reserve_ || model_.roles[r].keep == Keep::none ||
                          role_people_[r].size() > groups_.few);
  }
  for (const Membership& member : memberships_) {
    if (lists_idle_[member.role]) servers_[member.person].listed = true;
  }
  lay_out_queues();
  for (PersonId p : ids(model_.people)) {
    const Person& person = model_.people[p];
    list_idle(p);
    if (person.pool || person.successor) {
      servers_[p].away = servers_[p].absent = servers_[p].left = true;
      continue;
    }
    count_present(p, 1);
    schedule_absences(p);
  }
}

void Replication::schedule_absences(PersonId p) {
  Server& server = servers_[p];
  const auto& away = server.availability.away();
  const auto next = std::find_if(away.begin(), away.end(),
                                 [&](const Availability::Away& a) { return a.to > now_; });
  if (next != away.end() && !server.away) {
    events_.schedule(std::max(next->from, now_), EventClass::dated_change, raw(p),
                     payload(Type::away, raw(p)));
  }
  if (server.spells == 0 && !server.absences.sickness.empty()) {
    events_.schedule(midnight(server.absences.sickness[0].from), EventClass::dated_change,
                     range(1) + raw(p), payload(Type::spell, raw(p)));
  }
}

void Replication::start_streams() {
  sizes_ = IdVector<AccountId, double>(model_.accounts.size(), 1.0);
  for (AccountId a : ids(model_.accounts)) {
    Draws draws(stream_key(seed_, replication_, model_.accounts[a].component), 0, 0,
                Purpose::size);
    sizes_[a] = model_.accounts[a].size.sample(draws);
    if (!is_won(model_.accounts[a], seed_, replication_)) recorder_.lose(a);
    if (model_.accounts[a].starts_before) {
      lives_[a].starts = first_midnight(model_.accounts[a], seed_, replication_);
      recorder_.account_comes(a, lives_[a].starts);
      if (relationships_.on()) relationships_.begin(a, lives_[a].starts);
    }
  }
  double expected = 0, most = 0;
  Span most_of;
  arrivals_.reserve(model_.streams.size());
  for (StreamId s : ids(model_.streams)) {
    const Stream& stream = model_.streams[s];
    stream_keys_.push_back(stream_key(seed_, replication_, stream.component));
    arrivals_.emplace_back(model_, stream, stream_keys_[s], sizes_[stream.account],
                           !recorder_.is_lost(stream.account) && !model_.accounts[stream.account].pool,
                           lives_[stream.account].starts);
    ordinals_.push_back(0);
    const double batches = arrivals_.back().expected();
    const double jobs = stream.batch ? batches * stream.batch->mean() : batches;
    expected += jobs;
    if (jobs > most) {
      most = jobs;
      most_of = model_.kinds[stream.kind].span;
    }
    pending_.push_back(arrivals_.back().next());
    if (pending_.back().time < kNever) {
      events_.schedule(pending_.back().time, EventClass::arrival, raw(s),
                       payload(Type::arrival, raw(s)));
    }
  }
  if (expected > kMostArrivals) {
    fail(most_of,
         fmt::format("the scenario asks for {:.3g} jobs in one run; {:.0f} million are the most",
                     expected, kMostArrivals / 1e6));
  }
}

// ---- the run ------------------------------------------------------------------------------------

Observations Replication::play() {
  start_calendars();
  start_people();
  start_limits();
  start_streams();
  start_background();
  start_changes();
  start_account_ends();
  start_careers();
  start_relationships();
  start_rules();
  start_new_business();
  start_contracts();
  start_in_hand();
  std::uint64_t count = 0;
  const Instant end = model_.window.end;
  while (!error_ && !events_.empty()) {
    const Instant time = events_.next_time();
    if (time > model_.window.cap || (time >= end && outstanding_ == 0)) break;
    if (time > now_) at_instant_ = 0;
    now_ = time;
    do {
      handle(events_.pop());
      ++count;
    } while (!events_.empty() && events_.next_time() == now_ && !error_);
    do {
      match_and_look();
    } while (!error_ && ((!knocking_.empty() && turn_away_waiting()) ||
                         (!pool_there_.empty() && leave_idle())));
    if (!joint_.empty() || blocked_ != kNone<TaskId>) name_missing();
    if (watches_idle_) note_idle();
    if (count > kMostEvents) {
      fail({}, fmt::format("more than {} events by {}", kMostEvents, to_string(now_)));
    }
  }
  // Whatever the stop, figures cover the window to its end.
  if (!error_) now_ = outstanding_ == 0 ? std::max(now_, end) : model_.window.cap;
  if (!error_) find_never_begun();
  // Work under way counts for the hours worked.
  for (PersonId p : ids(model_.people)) {
    settle(p);
    if (looker_on_ == nullptr) continue;
    for (const Work& work : servers_[p].works) {
      const Task& task = tasks_[work.task];
      looker_on_->worked(jobs_[task.job], task, task.seats[work.seat], work.begun, work.booked, now_);
    }
  }
  for (const Task& task : tasks_) {
    if (task.state == TaskState::unused) continue;
    if (looker_on_ != nullptr) looker_on_->task_ended(jobs_[task.job], task, false, now_);
    recorder_.out().conservation.effort_left += effort_left(task);
  }
  for (JobId j : ids(jobs_)) {
    if (!jobs_[j].active) continue;
    recorder_.job_censored(jobs_[j], now_, servers_);
    if (looker_on_ != nullptr) {
      looker_on_->job_ended(jobs_[j], Ending::unfinished, now_, servers_);
    }
  }
  Observations out = recorder_.finish(now_, servers_);
  if (careers_) out.careers = careers_->finish(now_);
  if (relationships_.on() && !error_) out.health = relationships_.finish(now_);
  out.conservation.events = count;
  out.history = history_.hash();
  out.error = error_;
  return out;
}

void Replication::handle(const EventQueue::Event& event) {
  const std::uint64_t what = event.payload & ((std::uint64_t{1} << 56) - 1);
  const auto id = static_cast<std::uint32_t>(what);
  switch (static_cast<Type>(event.payload >> 56)) {
    case Type::open: return on_opening(PatternId{id});
    case Type::close: return on_closing(PatternId{id});
    case Type::away: return on_away(PersonId{id});
    case Type::back: return on_back(PersonId{id});
    case Type::spell: return on_spell(PersonId{id});
    case Type::finish: return on_finish(PersonId{id});
    case Type::hand_back: return on_hand_back(PersonId{id});
    case Type::answer: return on_answer(TaskId{id});
    case Type::threshold: return on_threshold(TaskId{id});
    case Type::meeting: return on_meeting(TaskId{id});
    case Type::part: return on_part(TaskId{id});
    case Type::arrival: return on_arrival(StreamId{id});
    case Type::burst: return on_burst(what);
    case Type::background: return on_background(id != 0);
    case Type::account_end: return on_account_end(AccountId{id});
    case Type::change: return on_change(id);
    case Type::joins: return on_join(PersonId{id});
    case Type::stay_over: return;  // the matching phase lets them go
    case Type::late_end: return on_late_end(PersonId{id});
    case Type::rule: return on_rule(id);
    case Type::threshold_of_rule: return on_threshold_of_rule(id);
    case Type::midnight: return schedule_midnight();
    case Type::withdrawal: return on_withdrawal(JobId{id});
    case Type::account_leaves: return on_account_leaves(AccountId{id});
    case Type::places_freed: return free_places(AccountId{id});
    case Type::career_week: return on_career_week();
    case Type::post_opens: return on_post_opens(id);
    case Type::post_closes: return on_post_closes(PersonId{id});
    case Type::notice: return on_notice(PersonId{id});
    case Type::resigned: return on_resigned(PersonId{id});
    case Type::successor: return on_successor(id);
    case Type::health_look: return on_health_look();
    case Type::turns_late: return on_turns_late(JobId{id});
    case Type::client_minds: return on_client_minds(JobId{id});
    case Type::deadline: return on_deadline(JobId{id});
    case Type::won: return on_won(id);
    case Type::preparation: return on_preparation(AccountId{id});
    case Type::renewal: return on_renewal(AccountId{id});
  }
}

void Replication::on_opening(PatternId pattern) {
  pattern_open_[pattern] = true;
  ++groups_.hours_changed;
  for (PersonId p : pattern_people_[pattern]) {
    if (!servers_[p].away) mark_dirty(p);
  }
  const Instant change = model_.patterns[pattern].next_change(now_);
  if (change < kNever) {
    events_.schedule(change, EventClass::calendar, raw(pattern),
                     payload(Type::close, raw(pattern)));
  }
}

void Replication::on_closing(PatternId pattern) {
  pattern_open_[pattern] = false;
  ++groups_.hours_changed;
  if (any_overtime_) {
    // Whoever else closes now is off duty already.
    for (PatternId other : ids(model_.patterns)) {
      pattern_open_[other] = model_.patterns[other].open(now_);
    }
    // A break is not the end of a day.
    if (model_.patterns[pattern].stretch_end(now_ - microseconds(1)) <= now_) {
      for (PersonId p : pattern_people_[pattern]) {
        if (!servers_[p].works.empty()) stay_late(p);
      }
    }
  }
  const Instant change = model_.patterns[pattern].next_change(now_);
  if (change < kNever) {
    events_.schedule(change, EventClass::calendar, raw(pattern),
                     payload(Type::open, raw(pattern)));
  }
}

void Replication::on_away(PersonId p) {
  Server& server = servers_[p];
  if (server.away) return;
  const auto& away = server.availability.away();
  const auto now = std::find_if(away.begin(), away.end(),
                                [&](const Availability::Away& a) { return a.to > now_; });
  if (now == away.end() || now->from > now_) return;  // sickness moved it
  server.away = true;
  note_standing(p);
  record(Happening::away, raw(p), 0);
  events_.schedule(now->to, EventClass::dated_change, range(2) + raw(p),
                   payload(Type::back, raw(p)));
  if (now->longer_than_day) become_absent(p);
}

/// Whether the absence that holds now is one they do not come back from.
bool Replication::gone_for_good(PersonId p) const {
  const Availability& there = servers_[p].availability;
  return std::any_of(there.away().begin(), there.away().end(), [&](const Availability::Away& a) {
    return a.from <= now_ && now_ < a.to && a.to >= there.hours().end();
  });
}

/// Not there for longer than a working day, perhaps for good: work is handed over, cover opens.
void Replication::become_absent(PersonId p) {
  Server& server = servers_[p];
  if (!server.absent) {
    server.absent = true;
    count_present(p, -1);
  }
  const bool leaves = !server.left && gone_for_good(p);
  server.left = server.left || leaves;
  note_standing(p);
  if (!server.meeting && !server.joint) interrupt_all(p, Cause::absence);
  if (leaves) knowledge_.leave(p);
  if (leaves) lose_contacts_of(p);
  reopen_queues_of(p);
}

void Replication::on_back(PersonId p) {
  Server& server = servers_[p];
  // Sickness may have made the absence longer.
  for (const Availability::Away& a : server.availability.away()) {
    if (a.from < now_ && now_ < a.to) {
      events_.schedule(a.to, EventClass::dated_change, range(2) + raw(p),
                       payload(Type::back, raw(p)));
      return;
    }
  }
  server.away = false;
  note_standing(p);
  if (server.absent) {
    server.absent = false;
    count_present(p, 1);
  }
  record(Happening::back, raw(p), 0);
  await_absence(p);
  mark_dirty(p);
}

/// The next absence that they know of begins when it does, or now.
void Replication::await_absence(PersonId p) {
  const auto& away = servers_[p].availability.away();
  const auto next = std::find_if(away.begin(), away.end(),
                                 [&](const Availability::Away& a) { return a.to > now_; });
  if (next == away.end()) return;
  events_.schedule(std::max(next->from, now_), EventClass::dated_change, raw(p),
                   payload(Type::away, raw(p)));
}

void Replication::on_spell(PersonId p) {
  Server& server = servers_[p];
  ++server.spells;
  if (server.spells < server.absences.sickness.size()) {
    events_.schedule(midnight(server.absences.sickness[server.spells].from),
                     EventClass::dated_change, range(1) + raw(p), payload(Type::spell, raw(p)));
  }
  learn_absences(p);
}

/// Absences are known that were not known before.
void Replication::learn_absences(PersonId p) {
  Server& server = servers_[p];
  std::vector<DateRange> known = server.absences.known;
  known.insert(known.end(), server.absences.sickness.begin(),
               server.absences.sickness.begin() + static_cast<std::ptrdiff_t>(server.spells));
  const bool was_away = server.away;
  server.availability = Availability(&model_.patterns[model_.people[p].pattern], known);
  // The work under way ends later than was thought.
  if (server.finish != kNoEvent) schedule_finish(p);
  if (!was_away) {
    on_away(p);
  } else if (server.availability.absent(now_) &&
             (!server.absent || (!server.left && gone_for_good(p)))) {
    become_absent(p);
  }
  remake_appointments(p);
}

// ---- arrivals -----------------------------------------------------------------------------------

void Replication::on_arrival(StreamId s) {
  const Stream& stream = model_.streams[s];
  if (lives_[stream.account].lost) return;  // nor does anything after it arrive
  const std::uint32_t count = pending_[raw(s)].count;
  for (std::uint32_t i = 0; i < count && !error_; ++i) {
    const std::uint64_t ordinal = ordinals_[raw(s)]++;
    if (!stream.burst) {
      arrive(s, ordinal);
      continue;
    }
    Draws draws(stream_keys_[s], ordinal, 1, Purpose::spread);
    const double into = draws.uniform() * stream.burst->amount.mean();
    const Instant at = after(model_.patterns[model_.accounts[stream.account].client_pattern], now_,
                             stream.burst->clock, into);
    const std::uint64_t what = (ordinal & 0xFFFF'FFFFu) << 24 | raw(s);
    events_.schedule(std::max(at, now_), EventClass::arrival, range(1) + what,
                     payload(Type::burst, what));
  }
  pending_[raw(s)] = arrivals_[raw(s)].next();
  if (pending_[raw(s)].time < kNever) {
    events_.schedule(std::max(pending_[raw(s)].time, now_), EventClass::arrival, raw(s),
                     payload(Type::arrival, raw(s)));
    if (pending_[raw(s)].time <= now_ && ++at_instant_ > kMostAtInstant) {
      fail(model_.kinds[stream.kind].span,
           fmt::format("more than {} arrivals of '{}' at one instant ({})", kMostAtInstant,
                       model_.kinds[stream.kind].name, to_string(now_)));
    }
  }
}

void Replication::on_burst(std::uint64_t what) {
  const StreamId stream{static_cast<std::uint32_t>(what & 0xFF'FFFFu)};
  if (now_ < lives_[model_.streams[stream].account].ends) arrive(stream, what >> 24);
}

JobId Replication::new_job(KindId kind, AccountId account) {
  JobId id;
  if (!free_jobs_.empty()) {
    id = free_jobs_.back();
    free_jobs_.pop_back();
  } else {
    id = jobs_.push_back(Job{});
  }
  Job& job = jobs_[id];
  job.number = jobs_arrived_++;
  job.ordinal = 0;
  job.stream = kNone<StreamId>;
  job.waits = false;
  job.deadline = kNoEvent;
  job.kind = kind;
  job.account = account;
  job.tier = model_.accounts[account].tier;
  job.arrived = now_;
  job.due = kNever;
  job.work_class = kNone<ClassId>;
  job.firings = 0;
  job.visits_at_instant = 0;
  job.turns_late = job.minds = kNoEvent;
  job.weight = model_.kinds[kind].weight[job.tier];
  job.in_window = now_ >= model_.window.start && now_ < model_.window.end;
  job.keepers.assign(model_.roles.size() + 1, kNone<PersonId>);
  job.segments.clear();
  job.records.clear();
  job.busy_with.clear();
  job.milestones.clear();
  job.forced = kNone<PersonId>;
  job.asked = kNone<RoleId>;
  job.asks_owner = false;
  job.followed_to = now_;
  job.listed = false;
  job.active = true;
  return id;
}

void Replication::arrive(StreamId s, std::uint64_t ordinal) {
  const Stream& stream = model_.streams[s];
  if (turned_away(stream.account, stream.kind) ||
      (any_limits_ && !room_for(stream.kind, stream.account))) {
    ++rules_.turned_away;
    recorder_.turned_away(stream.kind, model_.accounts[stream.account].tier, now_);
    return record(Happening::turned_away, ordinal, raw(s));
  }
  admit(stream.kind, stream.account, stream_keys_[s], ordinal, raw(s), s);
}

void Replication::admit(KindId kind_id, AccountId account, StreamKey key, std::uint64_t ordinal,
                        std::uint64_t source, StreamId stream, Instant stated_due) {
  const Kind& kind = model_.kinds[kind_id];
  if (static_cast<double>(jobs_arrived_) >= kMostArrivals) {
    return fail(kind.span, fmt::format("more than {:.0f} million jobs have come in by {}",
                                       kMostArrivals / 1e6, to_string(now_)));
  }
  if (jobs_.size() - free_jobs_.size() > kMostJobs) {
    return fail(kind.span,
                fmt::format("more than {} jobs are in progress ({}): far more arrives than is done",
                            kMostJobs, to_string(now_)));
  }
  const JobId id = new_job(kind_id, account);
  Job& job = jobs_[id];
  job.ordinal = ordinal;
  job.key = key;
  job.stream = stream;
  if (const auto& due = kind.due[job.tier]) {
    double amount = due->amount.mean();
    if (!due->amount.is_constant()) {
      Draws draws(job.key, ordinal, 2, Purpose::delay);
      amount = due->amount.sample(draws);
    }
    fall_due(job, after(model_.agency(), now_, due->clock, amount));
  } else if (stated_due < kNever) {
    fall_due(job, stated_due);
  }
  job.milestones.resize(kind.milestones.size());
  for (std::size_t m = 0; m < kind.milestones.size(); ++m) {
    if (kind.milestones[m].from == MilestonePoint::arrival) job.milestones[m].from = now_;
  }
  record(Happening::arrival, job.number, source);
  if (job.in_window) ++outstanding_;
  if (any_limits_) {
    job.waits = waits_matter_[kind_id];
    count_in(id);
  }
  enter(id);
}

void Replication::enter(JobId id) {
  Job& job = jobs_[id];
  recorder_.job_arrived(job);
  if (looker_on_ != nullptr) looker_on_->job_arrived(job);
  list(id);
  if (model_.kinds[job.kind].wins) arm_deadline(id);
  begin_job(model_, job, ready_);
  note_running(id);
  trigger(Rule::Trigger::job_arrives, of_job(id));
  watch_health(id, true);
  if (job.open_steps == 0) return end_job(id);
  advance_job(id);
}

/// Among the running jobs of its kind, where hours go with them.
void Replication::list(JobId id) {
  Job& job = jobs_[id];
  const Kind& kind = model_.kinds[job.kind];
  if (kind.follow.empty() && !kind.supervision) return;
  job.listed = true;
  job.previous = last_running_[job.kind];
  job.next = kNone<JobId>;
  if (job.previous == kNone<JobId>) {
    first_running_[job.kind] = id;
  } else {
    jobs_[job.previous].next = id;
  }
  last_running_[job.kind] = id;
}

/// Everything that has become ready, first come first served; more may become ready meanwhile.
void Replication::advance_job(JobId id) {
  for (std::size_t i = 0; i < ready_.size() && !error_; ++i) {
    const StepId step = ready_[i];
    jobs_[id].steps[raw(step)].ready = now_;
    activate(id, step);
  }
  ready_.clear();
}

void Replication::activate(JobId id, StepId step_id) {
  Job& job = jobs_[id];
  const Step& step = model_.kinds[job.kind].steps[raw(step_id)];
  if (job.visited != now_) job.visits_at_instant = 0;
  job.visited = now_;
  if (++at_instant_ > kMostAtInstant || ++job.visits_at_instant > kMostVisitsAtInstant) {
    return fail(step.span, fmt::format("step '{}' of '{}' keeps starting without time passing ({})",
                                       step.name, model_.kinds[job.kind].name, to_string(now_)));
  }
  if (job.steps[raw(step_id)].visits >= kMostVisits) {
    return fail(step.span, fmt::format("step '{}' of '{}' has started {} times for one job ({})",
                                       step.name, model_.kinds[job.kind].name, kMostVisits,
                                       to_string(now_)));
  }
  const JobInHand::AtStep* in_hand = in_hand_at(step_id);
  // What is under way is not passed over.
  bool begins = begin_visit(model_, job, step_id);
  if (begins && !step.when.empty()) {
    activating_ = step_id;
    begins = holds(step.when, of_job(id));
    activating_ = kNone<StepId>;
  }
  if (!begins && in_hand == nullptr) {
    return end_visit(id, step_id, false, -1);
  }
  StepState& state = job.steps[raw(step_id)];
  state.done = state.supervised = {};
  const bool delay = step.takes || step.client_delay;
  if (delay) note_step_start(job, step_id);
  if (delay) {
    const TaskId t = new_task(id, step_id);
    const Hours& hours = step.client_delay
                             ? model_.patterns[model_.accounts[job.account].client_pattern]
                             : model_.agency();
    const Lapse& lapse = step.takes ? *step.takes : *model_.accounts[job.account].responds_in;
    Draws draws = step_draws(model_, job, step_id, Purpose::delay);
    const Instant until = after(hours, now_, lapse.clock, lapse.amount.sample(draws));
    open_wait(t, step.client_delay ? Segment::Sort::client : Segment::Sort::delay,
              kNone<PersonId>, kNone<RoleId>);
    state.open_tasks = 1;
    note_task(t);
    tasks_[t].timer = events_.schedule(std::max(until, now_), EventClass::answer, tasks_[t].number,
                                       payload(Type::answer, raw(t)));
    return;
  }
  asks_.clear();
  if (job.asked != kNone<RoleId> || job.asks_owner || job.forced != kNone<PersonId>) {
    Ask ask;  // background work: stated, not drawn
    ask.effort = job.stated_effort;
    asks_.push_back(ask);
  } else {
    draw_asks(model_, job, step_id, asks_);
    if (in_hand != nullptr && in_hand->left) {
      for (Ask& ask : asks_) {
        ask.effort = *in_hand->left;
        ask.stated = true;
      }
    }
  }
  if (asks_.empty()) return end_visit(id, step_id, true, -1);
  const bool together = step.together != Together::apart && asks_.size() > 1;
  if (together) {
    state.open_tasks = 1;
    const TaskId t = new_task(id, step_id);
    const bool booked = step.together == Together::booked && !model_.in_order;
    for (const Ask& ask : asks_) add_seat(tasks_[t], ask);
    if (in_hand != nullptr) hold_in_hand(tasks_[t]);
    booked ? book(t) : make_ready(t);
    return note_task(t);
  }
  state.open_tasks = static_cast<std::uint16_t>(asks_.size());
  for (std::size_t i = 0; i < asks_.size(); ++i) {
    const TaskId t = new_task(id, step_id);
    tasks_[t].ask = static_cast<std::uint32_t>(i);
    add_seat(tasks_[t], asks_[i]);
    if (i == 0 && in_hand != nullptr) hold_in_hand(tasks_[t]);
    make_ready(t);
    note_task(t);
  }
}

void Replication::end_visit(JobId id, StepId step, bool performed, std::int32_t last_segment) {
  Job& job = jobs_[id];
  touch(id);
  StepState& state = job.steps[raw(step)];
  const auto record_index = static_cast<std::int32_t>(job.records.size());
  job.records.push_back({step, state.visits, state.ready, now_, state.before, last_segment});
  const Kind& kind = model_.kinds[job.kind];
  if (performed && kind.supervision) supervise(id, step, kNever);
  // Supervision may have moved the pool of jobs.
  Job& j = jobs_[id];
  const StepOutcome outcome = finish_step(model_, j, step, performed, record_index, ready_);
  if (outcome.sent_back) round_of_client(id, step);
  for (std::size_t m = 0; m < j.milestones.size(); ++m) {
    const Milestone& milestone = kind.milestones[m];
    MilestoneState& span = j.milestones[m];
    const auto reached = [&](MilestonePoint point, StepId at) {
      return (point == MilestonePoint::step_finish && at == step && performed) ||
             (point == MilestonePoint::step_agreed && at == step && performed &&
              !outcome.sent_back) ||
             (point == MilestonePoint::finish && outcome.job_done);
    };
    if (span.from >= kNever && reached(milestone.from, milestone.from_step)) span.from = now_;
    if (span.to >= kNever && reached(milestone.to, milestone.to_step)) {
      span.to = now_;
      span.record = record_index;
    }
  }
  if (outcome.job_done) end_job(id);
}

void Replication::end_job(JobId id) {
  {
    const Kind& kind = model_.kinds[jobs_[id].kind];
    if (!kind.follow.empty()) follow_up(id, kNever);
  }
  Job& job = jobs_[id];
  record(Happening::job_done, job.number, 0);
  forget_running(id);
  trigger(Rule::Trigger::job_finishes, of_job(id));
  leave_health(id, true);
  if (model_.kinds[job.kind].wins) decide_win(job);
  if (!contracts_.empty()) end_preparation(job, true);
  recorder_.job_finished(job, now_, servers_);
  if (looker_on_ != nullptr) looker_on_->job_ended(job, Ending::done, now_, servers_);
  if (job.in_window && !model_.kinds[job.kind].background) --outstanding_;
  if (any_limits_) count_out(job);
  replace(job);
  for (PersonId p : job.keepers) {
    if (p != kNone<PersonId>) count_kept(p, -1);
  }
  unlist(job);
  job.active = false;
  free_jobs_.push_back(id);
}

void Replication::unlist(const Job& job) {
  if (!job.listed) return;
  (job.previous == kNone<JobId> ? first_running_[job.kind] : jobs_[job.previous].next) = job.next;
  (job.next == kNone<JobId> ? last_running_[job.kind] : jobs_[job.next].previous) = job.previous;
}

// ---- tasks --------------------------------------------------------------------------------------

TaskId Replication::new_task(JobId job, StepId step) {
  TaskId id;
  if (!free_tasks_.empty()) {
    id = free_tasks_.back();
    free_tasks_.pop_back();
  } else {
    id = tasks_.push_back(Task{});
  }
  Task& task = tasks_[id];
  task.state = TaskState::between_parts;
  task.begun = task.dirty = task.queued = task.pushes = false;
  task.ask = 0;
  if (jobs_[job].waits) jobs_[job].tasks.push_back(id);
  task.number = requests_++;
  task.job = job;
  task.step = step;
  task.what = &model_.kinds[jobs_[job].kind].steps[raw(step)];
  task.work_class = jobs_[job].work_class != kNone<ClassId> ? jobs_[job].work_class
                                                            : task.what->work_class;
  task.ready = now_;
  task.tail = ahead_.after(jobs_[job].kind, jobs_[job].tier, step);
  task.timer = task.start_event = kNoEvent;
  task.seats.clear();
  task.part = 0;
  task.last_segment = -1;
  return id;
}

void Replication::add_seat(Task& task, const Ask& ask) {
  const Job& job = jobs_[task.job];
  Seat& seat = task.seats.emplace_back();
  const auto add_way = [&](RoleId role) {
    if (seat.way_count < kMostWays) seat.ways[seat.way_count++].plan = &plans_.of(job.account, role);
  };
  if (ask.participant == nullptr) {
    seat.forced = job.forced;
    add_way(job.asks_owner ? kNone<RoleId> : job.asked);
  } else {
    seat.requirement = ask.participant->requirement;
    for (std::uint32_t c = 0; c < ask.participant->choices.size(); ++c) {
      if (ask.whoever || c == ask.choice) add_way(ask.participant->choices[c].role);
    }
  }
  const RoleId asked = seat.ways[0].plan->asked;
  seat.effort = model_.roles[asked].effort != 1 && ask.participant != nullptr && !ask.stated
                    ? round_duration(static_cast<double>(ask.effort.us) * model_.roles[asked].effort)
                    : ask.effort;
  seat.left = seat.effort;
  seat.expected = ask.participant == nullptr || ask.stated
                      ? seat.effort
                      : round_duration(mean_effort(model_, *ask.participant, job.tier) * job.effort *
                                       job.steps[raw(task.step)].rework_effort);
  recorder_.effort_drawn(seat.effort);
  recorder_.request_ready(asked, job, seat.effort, now_);
}

Duration Replication::expected_left(const Task& task, const Seat& seat) {
  const std::int64_t parts = task.what->parts;
  const Duration effort{seat.effort.us / parts}, expected{seat.expected.us / parts};
  return std::max(Duration{}, expected - (effort - seat.left));
}

Duration Replication::expected_left(const Task& task) {
  Duration most;
  for (const Seat& seat : task.seats) most = std::max(most, expected_left(task, seat));
  return most;
}

/// The nominal effort of the part at hand: equal parts, of which the last takes the rounding.
Duration Replication::part_effort(const Task& task, const Seat& seat) {
  const std::uint32_t parts = task.what->parts;
  const Duration part{seat.effort.us / parts};
  return task.part + 1 == parts ? seat.effort - part * task.part : part;
}

void Replication::free_task(TaskId id) {
  Task& task = tasks_[id];
  set_state(task, TaskState::unused);
  ++task.generation;
  free_tasks_.push_back(id);
}

void Replication::make_ready(TaskId id) {
  Task& task = tasks_[id];
  const Step& step = step_of(task);
  task.seats_open = static_cast<std::uint32_t>(task.seats.size());
  if (step.parts > 1) task.seats[0].left = part_effort(task, task.seats[0]);
  set_state(task, TaskState::waiting);
  for (Seat& seat : task.seats) {
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      seat.ways[w].open |= seat.ways[w].plan->at_once;
    }
  }
  for (const Seat& seat : task.seats) recorder_.queue_changed(seat.ways[0].plan->asked, 1, now_);
  const Seat& first = task.seats[0];
  task.waits_for = 0;
  open_wait(id, Segment::Sort::wait, waited_for(task, first), first.ways[0].plan->asked);
  open_rings(id);
  arm_threshold(id);
  mark_dirty(id);
}

void Replication::on_answer(TaskId id) {
  Task& task = tasks_[id];
  task.timer = kNoEvent;
  record(Happening::answer, task.number, 0);
  close_wait(id, kNone<PersonId>);
  end_task(id);
}

void Replication::on_part(TaskId id) {
  tasks_[id].timer = kNoEvent;
  close_wait(id, kNone<PersonId>);
  make_ready(id);
}

/// More of a step whose effort comes in parts?
bool Replication::next_part(TaskId id) {
  Task& task = tasks_[id];
  const Step& step = step_of(task);
  if (task.part + 1 >= step.parts) return false;
  ++task.part;
  const StepState& state = jobs_[task.job].steps[raw(task.step)];
  const Instant at = after(model_.agency(), state.ready, step.part_every.clock,
                           step.part_every.amount.mean() * task.part);
  set_state(task, TaskState::between_parts);
  for (std::uint32_t w = 0; w < task.seats[0].way_count; ++w) task.seats[0].ways[w].open = 0;
  task.begun = false;
  task.ready = std::max(at, now_);
  // What is left of the other parts waits with the task.
  const Duration part{task.seats[0].effort.us / step.parts};
  task.seats[0].left = task.seats[0].effort - part * task.part;
  if (at <= now_) {
    make_ready(id);
    return true;
  }
  open_wait(id, Segment::Sort::delay, kNone<PersonId>, kNone<RoleId>);
  task.timer =
      events_.schedule(at, EventClass::timer, range(2) + task.number, payload(Type::part, raw(id)));
  return true;
}

void Replication::end_task(TaskId id) {
  Task& task = tasks_[id];
  if (!task.seats.empty() && next_part(id)) return;
  const JobId job = task.job;
  const StepId step = task.step;
  const std::int32_t last = task.last_segment;
  if (looker_on_ != nullptr) looker_on_->task_ended(jobs_[job], task, true, now_);
  forget_task(id);
  free_task(id);
  if (--jobs_[job].steps[raw(step)].open_tasks > 0) return;
  const std::size_t pending = ready_.size();
  assert(pending == 0);
  (void)pending;
  end_visit(job, step, true, last);
  if (jobs_[job].active) {
    advance_job(job);
  } else {
    ready_.clear();
  }
}

}  // namespace suits
