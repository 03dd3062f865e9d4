// When rules act: what they wait for is noted while it comes to pass, and acted upon once the
// phase is over; a rule with a condition alone is looked at for every subject after each matching
// phase, and at the instants at which time alone makes it true or false.

#include "engine/run/rules.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/run/rule_facts.hpp"

namespace suits {
namespace {

constexpr std::uint64_t kMostFirings = 1'000'000;              // at one instant …
constexpr std::uint32_t kDeepest = 1000;                       // … and of those that bring about others
constexpr std::uint64_t kRuleTimers = std::uint64_t{3} << 52;  // range of ids among timers
constexpr std::uint64_t kMidnight = kRuleTimers + (std::uint64_t{1} << 51);

/// How far the fact of a crossing has to move until the comparison turns: the least whole number
/// of microseconds; 0 where time alone does not turn it any more.
std::int64_t until_turned(const Crossing& crossing, double value, double bound) {
  const double need = crossing.rate > 0 ? bound - value : value - bound;
  if (!(need >= 0 && need < 1e18)) return 0;
  const bool rising = crossing.rate > 0;
  const bool beyond = rising ? crossing.op == Op::greater || crossing.op == Op::less_equal
                             : crossing.op == Op::less || crossing.op == Op::greater_equal;
  const double whole = beyond ? std::floor(need) + 1 : std::ceil(need);
  return static_cast<std::int64_t>(whole);
}

/// Whether a condition of a job or request turns only when something about the job changes, or
/// when a timer says so.
bool of_job_alone(const Expression& expression) {
  bool of_job = false;
  for (const FactUse& use : expression.uses) {
    if (use.id <= fact_id(ModelFact::step_covered) || use.id >= fact_id(ModelFact::attribute)) {
      of_job = true;
    } else if (use.id != fact_id(ModelFact::account_name) &&
               use.id != fact_id(ModelFact::account_tier) && use.id != fact_id(ModelFact::now)) {
      return false;
    }
  }
  return of_job;
}

/// Whether a condition is false for every job of a kind: as `job.kind == x and …` is for all others.
bool never_holds(const Program& condition, KindId kind) {
  struct OfKind {
    KindId kind;
    bool* asks_more;
    double fact(FactId id, std::uint32_t) const {
      if (id == fact_id(ModelFact::job_kind)) return raw(kind);
      *asks_more = true;
      return 0;
    }
    double add_working(double, double) const {
      *asks_more = true;
      return 0;
    }
  };
  bool asks_more = false;
  return evaluate(condition, OfKind{kind, &asks_more}) == 0 && !asks_more;
}

bool asks_day(const Expression& expression) {
  return std::any_of(expression.uses.begin(), expression.uses.end(), [](const FactUse& use) {
    return use.id == fact_id(ModelFact::month) || use.id == fact_id(ModelFact::weekday);
  });
}

}  // namespace

// ---- what there is ------------------------------------------------------------------------------

void Replication::start_rules() {
  const std::vector<Rule>& rules = model_.rulebook.rules;
  if (!model_.rulebook.any()) return;
  rules_.running.assign(model_.accounts.size(), 0);
  rules_.waiting.assign(model_.roles.size(), 0);
  rules_.load.assign(model_.roles.size(), {});
  rules_.watches.resize(rules.size());
  rules_.counts.resize(rules.size());
  rules_.next_time.assign(rules.size(), 0);
  rules_.never.resize(rules.size());
  rules_.watched.assign(model_.kinds.size(), false);
  for (std::size_t r = 0; r < rules.size(); ++r) {
    if (rules[r].subject == Subject::account) rules_.counts[r].assign(model_.accounts.size(), 0);
    if (rules[r].subject == Subject::person) rules_.counts[r].assign(model_.people.size(), 0);
    if (rules[r].subject == Subject::run) rules_.counts[r].assign(1, 0);
    schedule_rule(r);
    rules_.triggers |= 1u << static_cast<unsigned>(rules[r].trigger);
    const bool of_jobs = rules[r].subject == Subject::job || rules[r].subject == Subject::request;
    const bool timed =
        rules[r].trigger == Rule::Trigger::at || rules[r].trigger == Rule::Trigger::every;
    rules_.lists_jobs = rules_.lists_jobs || (timed && of_jobs);
    if (rules[r].trigger != Rule::Trigger::becomes_true) continue;
    rules_.lists_jobs = rules_.lists_jobs || (of_jobs && !of_job_alone(rules[r].when));
    if (of_job_alone(rules[r].when)) {
      for (KindId kind : ids(model_.kinds)) {
        const bool never = never_holds(rules[r].when.program, kind);
        rules_.never[r].push_back(never);
        rules_.watched[kind] = rules_.watched[kind] || !never;
      }
    }
    rules_.edges = true;
    rules_.of_jobs_alone = rules_.of_jobs_alone && !rules_.never[r].empty();
    rules_.days = rules_.days || asks_day(rules[r].when);
  }
  if (rules_.days) schedule_midnight();
}

/// The next time of a rule with times of its own.
void Replication::schedule_rule(std::size_t r) {
  const Rule& rule = model_.rulebook.rules[r];
  Instant next = kNever;
  if (rule.trigger == Rule::Trigger::at && rules_.next_time[r]++ == 0) next = rule.at;
  if (rule.trigger == Rule::Trigger::every) {
    while (rules_.next_time[r] < rule.times.size() && rule.times[rules_.next_time[r]] < now_) {
      ++rules_.next_time[r];
    }
    if (rules_.next_time[r] < rule.times.size()) next = rule.times[rules_.next_time[r]++];
  }
  if (next < now_ || next >= kNever) return;
  events_.schedule(next, EventClass::timer, kRuleTimers + (std::uint64_t{1} << 50) + r,
                   payload(Type::rule, r));
}

/// Days begin: an instant to look at.
void Replication::schedule_midnight() {
  events_.schedule(midnight(date_of(now_) + 1), EventClass::timer, kMidnight,
                   payload(Type::midnight, 0));
}

/// Time has turned a comparison of a rule.
void Replication::on_threshold_of_rule(std::size_t timer) {
  rules_.timers[timer].event = kNoEvent;
  if (rules_.timers[timer].job != kNone<JobId>) touch(rules_.timers[timer].job);
}

void Replication::note_running(JobId job) {
  if (!model_.rulebook.any()) return;
  if (raw(job) >= rules_.requests.size()) rules_.requests.items().resize(raw(job) + 1);
  if (model_.kinds[jobs_[job].kind].background) return;
  if (rules_.lists_jobs) rules_.jobs.push_back(job);
  touch(job);
  ++rules_.running[jobs_[job].account];
}

void Replication::forget_running(JobId job) {
  if (!model_.rulebook.any() || model_.kinds[jobs_[job].kind].background) return;
  if (rules_.lists_jobs) {
    const auto at = std::lower_bound(
        rules_.jobs.begin(), rules_.jobs.end(), jobs_[job].number,
        [this](JobId other, std::uint64_t number) { return jobs_[other].number < number; });
    rules_.jobs.erase(at);
  }
  --rules_.running[jobs_[job].account];
}

void Replication::note_task(TaskId task) {
  if (!model_.rulebook.any()) return;
  const JobId job = tasks_[task].job;
  if (raw(job) >= rules_.requests.size()) rules_.requests.items().resize(raw(job) + 1);
  rules_.requests[job].push_back(task);
  if (!any_triggers(Rule::Trigger::step_ready) || tasks_[task].seats.empty()) return;
  note_trigger(Rule::Trigger::step_ready, of_request(task));
}

/// The task is done.
void Replication::forget_task(TaskId task) {
  if (!model_.rulebook.any()) return;
  const JobId job = tasks_[task].job;
  if (any_triggers(Rule::Trigger::step_finishes) && !tasks_[task].seats.empty()) {
    FactSubject subject = of_request(task);
    subject.person = jobs_[job].steps[raw(tasks_[task].step)].last_worker;
    note_trigger(Rule::Trigger::step_finishes, subject);
  }
  std::vector<TaskId>& requests = rules_.requests[job];
  const auto at = std::find(requests.begin(), requests.end(), task);
  if (at != requests.end()) requests.erase(at);
}

/// Work of somebody has been booked up to now, so long, from `since` on.
void Replication::note_week(Server& server, Duration time) const {
  if (model_.rulebook.rules.empty()) return;
  if (now_ - server.week >= weeks(1) || now_ < server.week) {
    const Date date = date_of(now_);
    server.week = midnight(date - date.weekday());
    server.worked_in_week = {};
  }
  server.worked_in_week +=
      server.since >= server.week ? time : server.worked_since(server.week, now_);
}

// ---- when they act ------------------------------------------------------------------------------

void Replication::note_trigger(Rule::Trigger trigger, const FactSubject& subject) {
  const std::vector<Rule>& rules = model_.rulebook.rules;
  for (std::size_t r = 0; r < rules.size(); ++r) {
    if (rules[r].trigger != trigger) continue;
    if (subject.job != kNone<JobId> && model_.kinds[jobs_[subject.job].kind].background) continue;
    if (rules[r].when.program.empty() || holds(rules[r].when.program, subject)) {
      note_firing(r, subject);
    }
  }
}

void Replication::note_firing(std::size_t r, const FactSubject& subject) {
  const Rule& rule = model_.rulebook.rules[r];
  if (rules_.instant != now_) {
    rules_.instant = now_;
    rules_.at_instant = 0;
    rules_.rounds = 0;
    rules_.lately.clear();
  }
  const std::uint32_t depth = std::max(rules_.depth + 1, rules_.rounds);
  if (++rules_.at_instant > kMostFirings || depth > kDeepest) {
    std::string names;
    std::sort(rules_.lately.begin(), rules_.lately.end());
    rules_.lately.erase(std::unique(rules_.lately.begin(), rules_.lately.end()),
                        rules_.lately.end());
    for (const std::size_t lately : rules_.lately) {
      names += fmt::format("{}'{}'", names.empty() ? "" : ", ", model_.rulebook.rules[lately].name);
    }
    return fail(rule.span, fmt::format("rules keep acting without time passing ({}): {}",
                                       to_string(now_), names));
  }
  if (rules_.at_instant + 100 > kMostFirings || depth + 100 > kDeepest) rules_.lately.push_back(r);
  Firing firing;
  firing.rule = r;
  firing.depth = depth;
  firing.subject = subject;
  if (subject.job != kNone<JobId>) {
    Job& job = jobs_[subject.job];
    firing.job_number = job.number;
    firing.key = {mix(mix(job.key.value, job.ordinal), rule.component)};
    firing.ordinal = job.firings++;
    if (subject.task != kNone<TaskId>) firing.task_number = tasks_[subject.task].number;
  } else {
    std::uint64_t name = rule.component;
    std::size_t place = 0;
    if (rule.subject == Subject::account) {
      place = raw(subject.account);
      name = mix(name, model_.accounts[subject.account].component);
    }
    if (rule.subject == Subject::person) {
      place = raw(subject.person);
      name = mix(name, model_.people[subject.person].component);
    }
    firing.key = stream_key(seed_, replication_, name);
    firing.ordinal = rules_.counts[r][place]++;
  }
  rules_.firings.push_back(firing);
}

void Replication::match_and_look() {
  if (model_.rulebook.rules.empty()) return match();
  act();
  match();
  while (!error_ && (act() || look())) {
    ++rules_.rounds;
    match();
  }
}

void Replication::act_upon_firings() {
  for (std::size_t i = 0; i < rules_.firings.size() && !error_; ++i) {
    const Firing firing = rules_.firings[i];
    rules_.depth = firing.depth;
    act(firing);
  }
  rules_.depth = 0;
  rules_.firings.clear();
}

/// Calls visit(subject, place, number) for the requests of jobs, by number.
template <class F>
void Replication::for_each_request(const std::vector<JobId>& jobs, F visit) {
  std::vector<TaskId>& tasks = rules_.looked_at_requests;
  tasks.clear();
  for (const JobId job : jobs) {
    if (!jobs_[job].active) continue;
    for (const TaskId t : requests_of(job)) {
      const Task& task = tasks_[t];
      if (!task.seats.empty() && task.state != TaskState::between_parts) tasks.push_back(t);
    }
  }
  std::sort(tasks.begin(), tasks.end(),
            [this](TaskId a, TaskId b) { return tasks_[a].number < tasks_[b].number; });
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    visit(of_request(tasks[i]), raw(tasks[i]), tasks_[tasks[i]].number);
  }
}

/// Calls visit(subject, place, number) for each, by number, as they are now.
template <class F>
void Replication::for_each_subject(const Rule& rule, F visit) {
  switch (rule.subject) {
    case Subject::run:
      return visit(FactSubject{}, 0, 0);
    case Subject::account:
      for (AccountId a : ids(model_.accounts)) {
        const bool to_be_won = model_.accounts[a].pool && lives_[a].starts >= kNever;
        if (!model_.accounts[a].agency && !to_be_won) {
          visit(FactSubject{kNone<JobId>, kNone<TaskId>, a, kNone<PersonId>}, raw(a), 0);
        }
      }
      return;
    case Subject::person:
      for (PersonId p : ids(model_.people)) {
        if (model_.people[p].successor && servers_[p].left) continue;  // nobody, as yet
        if (model_.roles[model_.people[p].roles[0]].sort == RoleSort::staff) {
          visit(FactSubject{kNone<JobId>, kNone<TaskId>, kNone<AccountId>, p}, raw(p), 0);
        }
      }
      return;
    case Subject::job:
      for (std::size_t i = 0; i < rules_.jobs.size(); ++i) {
        const JobId job = rules_.jobs[i];
        visit(of_job(job), raw(job), jobs_[job].number);
      }
      return;
    case Subject::request:
      return for_each_request(rules_.jobs, visit);
  }
}

void Replication::on_rule(std::size_t r) {
  const Rule& rule = model_.rulebook.rules[r];
  for_each_subject(rule, [&](const FactSubject& subject, std::uint32_t, std::uint64_t) {
    if (rule.when.program.empty() || holds(rule.when.program, subject)) note_firing(r, subject);
  });
  schedule_rule(r);
}

/// Calls visit(subject, place, number) for all that the rule is looked at for: of the jobs that have
/// changed, where nothing else turns its condition.
template <class F>
void Replication::for_each_looked_at(std::size_t r, F visit) {
  const Rule& rule = model_.rulebook.rules[r];
  if (rules_.never[r].empty()) return for_each_subject(rule, visit);  // not of jobs alone
  if (rules_.looked_at.empty()) return;
  if (rule.subject == Subject::request) return for_each_request(rules_.looked_at, visit);
  for (JobId job : rules_.looked_at) {
    if (jobs_[job].active) visit(of_job(job), raw(job), jobs_[job].number);
  }
}

bool Replication::look_at_all() {
  rules_.looked_at = rules_.touched;
  for (JobId job : rules_.touched) rules_.is_touched[job] = false;
  rules_.touched.clear();
  bool any = false, more = true;
  for (std::size_t r = 0; r < model_.rulebook.rules.size() && !error_; ++r) {
    const Rule& rule = model_.rulebook.rules[r];
    if (rule.trigger != Rule::Trigger::becomes_true) continue;
    if (more && !(rules_.looked_at.empty() && rules_.touched.empty())) see_touched();
    const std::vector<bool>& never = rules_.never[r];
    const auto visit = [&](const FactSubject& subject, std::uint32_t place, std::uint64_t number) {
      if (!never.empty() && never[raw(jobs_[subject.job].kind)]) return;
      if (look_at(r, subject, place, number)) note_firing(r, subject);
    };
    for_each_looked_at(r, visit);
    more = act();
    if (more) note_falls();
    any = more || any;
  }
  return any;
}

/// What holds no more once rules have acted is noted at once: if it comes to hold again in the same
/// instant, it has come to hold.
void Replication::note_falls() {
  see_touched();
  for (std::size_t r = 0; r < model_.rulebook.rules.size(); ++r) {
    const Rule& rule = model_.rulebook.rules[r];
    if (rule.trigger != Rule::Trigger::becomes_true) continue;
    const auto visit = [&](const FactSubject& subject, std::uint32_t place, std::uint64_t number) {
      if (place >= rules_.watches[r].size()) return;
      RuleState::Watch& watch = rules_.watches[r][place];
      if (watch.number != number || !watch.held) return;
      watch.held = holds(rule.when.program, subject);
    };
    for_each_looked_at(r, visit);
  }
}

/// Adds what the rules before have changed to the jobs looked at; by number, each once.
void Replication::see_touched() {
  std::vector<JobId>& jobs = rules_.looked_at;
  jobs.insert(jobs.end(), rules_.touched.begin(), rules_.touched.end());
  std::erase_if(jobs, [this](JobId job) {
    return !jobs_[job].active || model_.kinds[jobs_[job].kind].background;
  });
  std::sort(jobs.begin(), jobs.end(),
            [this](JobId a, JobId b) { return jobs_[a].number < jobs_[b].number; });
  jobs.erase(std::unique(jobs.begin(), jobs.end()), jobs.end());
}

/// Whether the rule's condition has become true for the subject.
bool Replication::look_at(std::size_t r, const FactSubject& subject, std::uint32_t place,
                          std::uint64_t number) {
  const Rule& rule = model_.rulebook.rules[r];
  std::vector<RuleState::Watch>& watches = rules_.watches[r];
  if (place >= watches.size()) watches.resize(place + 1);
  RuleState::Watch& watch = watches[place];
  const bool held = watch.number == number && watch.held;
  watch.number = number;
  const Facts facts{*this, subject};
  watch.held = evaluate(rule.when.program, facts) != 0;
  watch_crossings(rule, facts, watch);
  return watch.held && !held;
}

/// Keeps a timer for every comparison that time alone will turn.
void Replication::watch_crossings(const Rule& rule, const Facts& facts, RuleState::Watch& watch) {
  if (rule.when.crossings.empty()) return;
  if (watch.timers == ~0u) {
    watch.timers = static_cast<std::uint32_t>(rules_.timers.size());
    rules_.timers.resize(rules_.timers.size() + rule.when.crossings.size());
  }
  const FactSubject& subject = facts.subject;
  for (std::size_t i = 0; i < rule.when.crossings.size(); ++i) {
    const Crossing& crossing = rule.when.crossings[i];
    RuleState::Timer& timer = rules_.timers[watch.timers + i];
    std::int64_t distance = 0;
    const bool stands = crossing.fact.id == fact_id(ModelFact::step_waited) &&
                        tasks_[subject.task].state == TaskState::running;
    if (!stands) {
      distance = until_turned(crossing, facts.moving(crossing.fact.id, crossing.fact.argument),
                              evaluate(crossing.bound, facts));
    }
    const bool working = crossing.motion == Motion::working;
    const Hours& agency = model_.agency();
    const std::int64_t at = distance + (working ? worked_now().us : now_.us);
    if (timer.event != kNoEvent && (distance == 0 || timer.at != at)) {
      events_.cancel(timer.event);
      timer.event = kNoEvent;
    }
    timer.job = subject.job;  // whoever had the place before
    if (distance == 0 || timer.event != kNoEvent) continue;
    const Instant instant = working ? agency.advance(now_, {distance}) : Instant{at};
    timer.at = at;
    if (instant <= now_ || instant >= kNever) continue;
    const std::uint64_t place = watch.timers + i;
    timer.event = events_.schedule(instant, EventClass::timer, kRuleTimers + place,
                                   payload(Type::threshold_of_rule, place));
  }
}

}  // namespace suits
