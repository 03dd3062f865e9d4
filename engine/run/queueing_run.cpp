#include "engine/run/queueing_run.hpp"

#include <algorithm>
#include <cassert>

#include "engine/run/bounds.hpp"

namespace suits {
namespace {

/// Which people serve the network's stations, by id.
std::vector<PersonId> serving(const QueueingNetwork& network) {
  std::vector<PersonId> people;
  for (const Station& station : network.stations) {
    people.insert(people.end(), station.people.begin(), station.people.end());
  }
  std::sort(people.begin(), people.end());
  return people;
}

}  // namespace

QueueingRun::QueueingRun(const Model& model, const QueueingNetwork& network, std::uint64_t seed,
                         std::uint32_t replication)
    : model_(model),
      network_(network),
      now_(model.window.warm_up),
      recorder_(model),
      next_(serving(network).size() + network.routes.size()),
      kinds_(model.kinds.size()),
      several_stages_(network.longest > 1 || network.rework),
      present_since_(model.window.warm_up) {
  if (several_stages_) account_size_ = 1 + network.stations.size() * (2 + kinds_);
  set_up_stations();
  set_up_routes(seed, replication);
}

void QueueingRun::set_up_stations() {
  Observations& out = recorder_.out();
  for (const Station& station : network_.stations) {
    stations_.push_back(
        {RequestLine(station.dispatch->rule == DispatchRule::first_come, model_.classes.size()),
         kNobody, kNobody, false, &recorder_.queue(station.role), &out.roles[station.role],
         std::vector<Duration>(kinds_)});
  }
  for (const PersonId p : serving(network_)) {
    const RoleId role = model_.people[p].roles[0];
    const auto station = std::find_if(network_.stations.begin(), network_.stations.end(),
                                      [&](const Station& s) { return s.role == role; });
    const Level& level = model_.levels[model_.people[p].level];
    Worker worker;
    worker.station = static_cast<std::uint32_t>(station - network_.stations.begin());
    worker.since = now_;
    worker.time_factor = level.time_factor;
    worker.repeats = level.repeats;
    worker.cost = model_.people[p].cost;
    worker.rate = model_.people[p].rate;
    worker.person = p;
    worker.hours = &out.people[p];
    workers_.push_back(worker);
    list_idle(static_cast<std::uint32_t>(workers_.size() - 1));
  }
}

void QueueingRun::set_up_routes(std::uint64_t seed, std::uint32_t replication) {
  for (const AccountId a : ids(model_.accounts)) {
    if (!is_won(model_.accounts[a], seed, replication)) recorder_.lose(a);
  }
  Observations& out = recorder_.out();
  double expected = 0;
  std::vector<std::uint32_t> sharers(out.flows.size());  // by flow: routes that have it
  routes_.reserve(network_.routes.size());
  for (const Route& route : network_.routes) {
    const Stream& stream = model_.streams[route.stream];
    const Account& account = model_.accounts[route.account];
    Draws sizes(stream_key(seed, replication, account.component), 0, 0, Purpose::size);
    const double size = account.size.sample(sizes);
    const StreamKey key = stream_key(seed, replication, stream.component);
    const Stage& first = route.stages[0];
    routes_.push_back({ArrivalProcess(model_, stream, key, size, !recorder_.is_lost(route.account)),
                       {},
                       DrawAhead(*first.first, {mix(key.value, first.step->component)}, 1,
                                 numbered(Purpose::effort, 0)),
                       key,
                       0,
                       &model_.kinds[route.kind],
                       &recorder_.flow_of(route.kind, route.tier, -1),
                       false,
                       &out.account_flows[raw(route.account)][raw(route.kind)],
                       &out.accounts[route.account]});
    RouteState& state = routes_.back();
    ++sharers[static_cast<std::size_t>(state.flow - out.flows.data())];
    expected += state.arrivals.expected() * (stream.batch ? stream.batch->mean() : 1);
    state.next = state.arrivals.next();
    next_.set(source_of_route(routes_.size() - 1), state.next.time);
  }
  for (RouteState& route : routes_) {
    route.alone = sharers[static_cast<std::size_t>(route.flow - out.flows.data())] == 1;
  }
  cut_off_ = expected > kMostArrivals;
}

// ---- events -------------------------------------------------------------------------------------

std::optional<Observations> QueueingRun::play() {
  const Instant end = model_.window.end;
  const auto workers = static_cast<std::uint32_t>(workers_.size());
  std::uint64_t events = 0;
  while (!cut_off_) {
    const Instant time = next_.time();
    if (time > model_.window.cap || (time >= end && outstanding_ == 0)) break;
    if (time > now_) at_instant_ = 0;
    now_ = time;
    do {
      const std::uint32_t source = next_.first();
      source < workers ? on_finish(source) : on_arrival(source - workers);
      ++events;
    } while (next_.time() == now_ && !cut_off_);
    match();
    cut_off_ = cut_off_ || events > kMostEvents;
  }
  if (cut_off_) return std::nullopt;
  now_ = outstanding_ == 0 ? std::max(now_, end) : model_.window.cap;
  Observations out = finish();
  out.conservation.events = events;
  out.history = history_.hash();
  return out;
}

void QueueingRun::on_arrival(std::uint32_t r) {
  RouteState& route = routes_[r];
  for (std::uint32_t i = 0; i < route.next.count && !cut_off_; ++i) arrive(r);
  route.next = route.arrivals.next();
  if (route.next.time <= now_ && ++at_instant_ > kMostAtInstant) cut_off_ = true;
  next_.set(source_of_route(r),
            route.next.time < kNever ? std::max(route.next.time, now_) : kNever);
}

void QueueingRun::arrive(std::uint32_t r) {
  RouteState& route = routes_[r];
  cut_off_ = cut_off_ || static_cast<double>(jobs_arrived_) >= kMostArrivals;
  std::uint32_t id;
  if (!free_jobs_.empty()) {
    id = free_jobs_.back();
    free_jobs_.pop_back();
  } else {
    cut_off_ = cut_off_ || jobs_.size() > kMostJobs;
    id = static_cast<std::uint32_t>(jobs_.size());
    jobs_.emplace_back();
    busy_.resize(jobs_.size() * kinds_);
    accounts_.resize(jobs_.size() * account_size_);
    if (several_stages_) visits_.resize(jobs_.size() * network_.longest);
  }
  Job& job = jobs_[id];
  job.number = jobs_arrived_++;
  job.ordinal = route.ordinal++;
  job.arrived = now_;
  job.due = kNever;
  job.route = r;
  job.stage = 0;
  job.visits_at_instant = 0;
  job.active = true;
  job.in_window = in_window(now_);
  const Route& plan = network_.routes[r];
  if (const auto& due = route.kind->due[plan.tier]) {
    double amount = due->amount.mean();
    if (!due->amount.is_constant()) {
      Draws draws(route.key, job.ordinal, 2, Purpose::delay);
      amount = due->amount.sample(draws);
    }
    job.due = after(model_.agency(), now_, due->clock, amount);
  }
  record(Happening::arrival, job.number, r);
  ++recorder_.out().conservation.jobs_arrived;
  change_presence(1);
  if (job.in_window) {
    ++outstanding_;
    ++route.flow->arrived;
    ++route.account_flow->arrived;
  }
  if (several_stages_) {
    std::fill_n(visits_of(id), network_.longest, Visits{});
    std::fill_n(account_of(id), account_size_, Duration{});
  }
  make_ready(id);
}

/// The job's stage becomes ready: it makes a request.
void QueueingRun::make_ready(std::uint32_t id) {
  Job& job = jobs_[id];
  RouteState& route = routes_[job.route];
  const Stage& stage = stage_of(job);
  StationState& station = stations_[stage.station];
  if (++at_instant_ > kMostAtInstant) cut_off_ = true;
  double nominal;
  if (several_stages_) {
    Visits& visits = visits_of(id)[job.stage];
    if (job.ready != now_) job.visits_at_instant = 0;
    if (++job.visits_at_instant > kMostVisitsAtInstant || visits.count >= kMostVisits) {
      cut_off_ = true;
    }
    const std::uint32_t visit = ++visits.count;
    if (job.stage == 0 && visit == 1) {
      nominal = route.effort.next();
    } else {
      Draws draws({mix(route.key.value, stage.step->component)}, job.ordinal, visit,
                  numbered(Purpose::effort, 0));
      nominal = (visit > 1 ? stage.later : stage.first)->sample(draws);
    }
    nominal = nominal * visits.rework_effort;
  } else {
    nominal = route.effort.next();
  }
  job.effort = round_duration(std::max(0.0, nominal));
  if (stage.role_effort != 1) {
    job.effort = round_duration(static_cast<double>(job.effort.us) * stage.role_effort);
  }
  job.request = requests_++;
  job.ready = now_;
  recorder_.effort_drawn(job.effort);
  if (job.in_window) route.account->effort += job.effort;
  if (in_window(now_)) {
    station.seen->asked += job.effort;
    const Duration since = now_ - model_.window.start;
    station.seen->asked_by_week[static_cast<std::size_t>(since.us / weeks(1).us)] += job.effort;
  }
  station.level->change(1, now_);
  if (route.kind->deliverable && job.in_window) {
    std::copy_n(station.worked_by_kind.data(), kinds_, &busy_[id * kinds_]);
  }
  station.line.push({priority_of(job, id, stage), id});
  mark_dirty(stage.station);
}

/// As the general run has it (Replication::priority_in).
Priority QueueingRun::priority_of(const Job& job, std::uint32_t id, const Stage& stage) const {
  Priority priority{stage.class_and_cover, {}, job.request};
  const Dispatch& dispatch = *network_.stations[stage.station].dispatch;
  if (dispatch.rule == DispatchRule::first_come) return priority;
  const Route& route = network_.routes[job.route];
  double mean = stage.mean_first;
  if (several_stages_) {
    const Visits& visits = visits_[id * network_.longest + job.stage];
    mean = (visits.count > 1 ? stage.mean_later : stage.mean_first) * visits.rework_effort;
  }
  Urgent request;
  request.kind = route.kind;
  request.number = job.request;
  request.due = job.due;
  if (job.due < kNever) request.due_worked = model_.agency().worked(job.due);
  request.own = round_duration(mean);
  request.tail = stage.tail;
  request.left = job.effort;
  request.weight = model_.kinds[route.kind].weight[route.tier];
  const Urgency urgent = urgency(dispatch, request);
  priority.rule = {urgent.value, urgent.divisor};
  return priority;
}

void QueueingRun::on_finish(std::uint32_t w) {
  next_.set(w, kNever);
  finish_request(w);
}

/// Somebody is done with a request, and looks for another.
void QueueingRun::finish_request(std::uint32_t w) {
  Worker& worker = workers_[w];
  const std::uint32_t id = worker.job;
  Job& job = jobs_[id];
  const Stage& stage = stage_of(job);
  note_worked(worker, now_);
  recorder_.effort_done(job.effort);
  record(Happening::finish, job.request, raw(worker.person));
  note_visit(job, id, worker.since);
  job.effort = {};
  if (several_stages_) visits_of(id)[job.stage].repeats = worker.repeats;
  worker.job = kNobody;
  worker.since = now_;
  list_idle(w);
  mark_dirty(worker.station);
  if (several_stages_ && stage.step->back && goes_back(job, id, stage)) {
    const Rework& back = *stage.step->back;
    ++visits_of(id)[job.stage].sent_back;
    for (const StepId s : back.reopened) visits_of(id)[raw(s)].rework_effort = back.rework_effort;
    for (const StepId s : back.resets) visits_of(id)[raw(s)].sent_back = 0;
    job.stage = raw(back.target);
    return make_ready(id);
  }
  if (job.stage + 1 < network_.routes[job.route].stages.size()) {
    ++job.stage;
    return make_ready(id);
  }
  end_job(id);
}

/// As the general run has it (progress.cpp).
bool QueueingRun::goes_back(const Job& job, std::uint32_t id, const Stage& stage) const {
  const Visits* visits = &visits_[id * network_.longest];
  const Rework& back = *stage.step->back;
  double chance = stage.chance_back;
  chance *= visits[raw(back.target)].repeats;
  for (std::uint32_t i = 0; i < visits[job.stage].sent_back; ++i) chance *= 1 - back.falling_by;
  if (chance <= 0) return false;
  Draws draws({mix(routes_[job.route].key.value, stage.step->component)}, job.ordinal,
              visits[job.stage].count, Purpose::back);
  return draws.uniform() < chance;
}

void QueueingRun::end_job(std::uint32_t id) {
  Job& job = jobs_[id];
  record(Happening::job_done, job.number, 0);
  Conservation& all = recorder_.out().conservation;
  ++all.jobs_finished;
  change_presence(-1);
  all.sum_presence += inside(job.arrived, now_).us;
  if (job.in_window) {
    --outstanding_;
    note_finish(job, id);
  }
  job.active = false;
  free_jobs_.push_back(id);
}

// ---- the matching phase -------------------------------------------------------------------------

void QueueingRun::mark_dirty(std::uint32_t station) {
  if (stations_[station].dirty) return;
  stations_[station].dirty = true;
  dirty_.push_back(station);
}

/// Starts, one by one, what goes first of all that can start.
void QueueingRun::match() {
  while (!dirty_.empty() && !cut_off_) {
    std::size_t best = dirty_.size();
    for (std::size_t i = 0; i < dirty_.size();) {
      StationState& station = stations_[dirty_[i]];
      if (station.idle_first == kNobody || station.line.empty()) {
        station.dirty = false;
        dirty_[i] = dirty_.back();
        dirty_.pop_back();
        continue;
      }
      if (best >= dirty_.size() || goes_before(dirty_[i], dirty_[best])) best = i;
      ++i;
    }
    if (!dirty_.empty()) start_first(dirty_[best]);
  }
}

/// Of two stations at which something can start: whose goes first.
bool QueueingRun::goes_before(std::uint32_t a, std::uint32_t b) const {
  const std::uint32_t line_a = network_.stations[a].line, line_b = network_.stations[b].line;
  if (line_a != line_b) return line_a < line_b;
  return stations_[a].line.first().priority < stations_[b].line.first().priority;
}

/// The first request starts with whoever has been idle for longest.
void QueueingRun::start_first(std::uint32_t s) {
  StationState& station = stations_[s];
  const std::uint32_t id = station.line.pop();
  Job& job = jobs_[id];
  const std::uint32_t w = station.idle_first;
  Worker& worker = workers_[w];
  station.idle_first = worker.after;
  (worker.after == kNobody ? station.idle_last : workers_[worker.after].before) = kNobody;
  station.level->change(-1, now_);
  note_start(job, id, station);
  worker.job = id;
  worker.since = now_;
  worker.stretch = worker.time_factor == 1
                       ? job.effort
                       : round_duration(static_cast<double>(job.effort.us) * worker.time_factor);
  record(Happening::start, job.request, raw(worker.person));
  if (worker.stretch.us > 0) return next_.set(w, now_ + worker.stretch);
  if (++at_instant_ > kMostAtInstant) cut_off_ = true;
  finish_request(w);
}

/// Among the idle of their station: the longest idle first; of those idle since the same instant by
/// id.
void QueueingRun::list_idle(std::uint32_t w) {
  Worker& worker = workers_[w];
  StationState& station = stations_[worker.station];
  std::uint32_t before = station.idle_last;
  while (before != kNobody && workers_[before].since == worker.since && before > w) {
    before = workers_[before].before;
  }
  worker.before = before;
  worker.after = before == kNobody ? station.idle_first : workers_[before].after;
  (before == kNobody ? station.idle_first : workers_[before].after) = w;
  (worker.after == kNobody ? station.idle_last : workers_[worker.after].before) = w;
}

std::optional<Observations> play_queueing_network(const Model& model, std::uint64_t seed,
                                                  std::uint32_t replication) {
  const auto network = queueing_network(model);
  if (!network) return std::nullopt;
  return QueueingRun(model, *network, seed, replication).play();
}

}  // namespace suits
