// What rules and conditions ask: every fact, worked out from the state by counting.

#include "tests/support/naive/facts.hpp"

#include <algorithm>
#include <limits>

namespace suits {

namespace {

constexpr double kNothing = -1;  // a symbol of nothing
constexpr double kForever = std::numeric_limits<double>::infinity();

double number(Duration d) { return static_cast<double>(d.us); }
double number(Instant t) { return static_cast<double>(t.us); }

}  // namespace

bool Naive::holds(const Program& condition, const NaiveSubject& subject) const {
  return evaluate(condition, Facts{*this, subject, now_}) != 0;
}

double Naive::Facts::add_working(double instant, double duration) const {
  if (!(instant < 4e18)) return instant;
  const Hours& agency = run.m_.agency();
  const Instant t{static_cast<std::int64_t>(instant)};
  const Duration work = round_duration(duration);
  if (work.us >= 0) return number(agency.advance(t, work));
  return number(agency.at_worked(std::max(Duration{}, agency.worked(t) + work)));
}

/// Expected work left on the longest path of what is under way; of all steps before anything is.
Duration Naive::remaining_of(std::size_t j) const {
  const Job& job = jobs_[j];
  Duration most;
  bool any = visits_ended_[j] > 0;
  for (const NaiveRequest& r : requests_) {
    if (r.job != j || r.state == State::over) continue;
    most = std::max(most, expected_left(r) + tail_of(r));
    any = true;
  }
  for (std::uint32_t s = 0; s < job.steps.size(); ++s) {
    const bool ahead = any ? activating_ == StepId{s} : true;
    if (ahead) most = std::max(most, ahead_.from(job.kind, job.tier, StepId{s}));
  }
  return most;
}

/// Working time since it became ready, as long as nobody is at it.
Duration Naive::waited(const NaiveRequest& r, Instant now) const {
  return m_.agency().between(r.ready, r.state == State::running ? std::max(r.taken, r.ready) : now);
}

/// Hours worked since Monday.
Duration Naive::worked_this_week(PersonId p) const {
  const NaivePerson& person = people_[p];
  const Date today = date_of(now_);
  const Instant monday = midnight(today - today.weekday());
  Duration sum;
  for (const auto& [from, to] : person.busy) {
    if (to > monday) sum += person.there.between(std::max(from, monday), to);
  }
  for (const auto& [from, to] : person.late) {
    if (to > monday) sum += to - from;
  }
  if (!person.works.empty()) sum += hours_of(person, std::max(person.since, monday), now_);
  return sum;
}

/// Of the seat that has least: until its latest finish from now on, or, while somebody is at work on it,
/// from when their hours were booked last.
double Naive::Facts::slack_of_request(std::size_t i) const {
  const NaiveRequest& r = run.requests_[i];
  const Instant due = run.jobs_[r.job].due;
  if (due >= kNever) return kForever;
  const double finish = number(run.m_.agency().worked(due) - run.tail_of(r));
  double least = kForever;
  for (const NaiveSeat& seat : r.seats) {
    Instant from = now;
    Duration ahead = run.expected_left(r, seat);
    if (r.state == State::running) {
      const NaivePerson& person = run.people_[seat.person];
      if (run.work_on(person, i) != kNobody) {
        from = person.since;
      } else if (seat.left.us == 0) {
        ahead = {};
      }
    }
    const double left = number(run.m_.agency().worked(from) + ahead);
    least = std::min(least, finish - left);
  }
  return r.seats.empty() ? finish - number(run.m_.agency().worked(now)) : least;
}

double Naive::Facts::slack_of_job() const {
  const Job& job = run.jobs_[subject.job];
  if (job.due >= kNever) return kForever;
  const double until = number(run.m_.agency().worked(job.due) - run.m_.agency().worked(now));
  double least = kForever;
  bool begun = run.visits_ended_[subject.job] > 0;
  for (std::size_t i = 0; i < run.requests_.size(); ++i) {
    if (run.requests_[i].job != subject.job || run.requests_[i].state == State::over) continue;
    least = std::min(least, slack_of_request(i));
    begun = true;
  }
  for (std::uint32_t s = 0; s < job.steps.size(); ++s) {
    if (begun && run.activating_ != StepId{s}) continue;
    least = std::min(least, until - number(run.ahead_.from(job.kind, job.tier, StepId{s})));
  }
  return least == kForever ? until : least;
}

double Naive::Facts::of_job(ModelFact fact) const {
  const Job& job = run.jobs_[subject.job];
  const Hours& agency = run.m_.agency();
  const bool due = job.due < kNever;
  switch (fact) {
    case ModelFact::job_weight: return job.weight / 1000.0;
    case ModelFact::job_kind: return raw(job.kind);
    case ModelFact::job_account: return raw(job.account);
    case ModelFact::job_tier: return raw(job.tier);
    case ModelFact::job_class:
      return raw(job.work_class != kNone<ClassId> ? job.work_class
                                                  : run.m_.kinds[job.kind].steps[0].work_class);
    case ModelFact::job_due: return due ? number(job.due) : kForever;
    case ModelFact::job_late:
      return due ? number(agency.worked(now)) - number(agency.worked(job.due)) : -kForever;
    case ModelFact::job_slack:
      return slack_of_job();
    case ModelFact::job_age: return number(now - job.arrived);
    case ModelFact::job_remaining: return number(run.remaining_of(subject.job));
    case ModelFact::job_rounds: {
      int most = 1;
      for (const StepState& step : job.steps) most = std::max<int>(most, step.visits);
      return most;
    }
    default: {
      const auto n = static_cast<std::uint32_t>(fact) - static_cast<std::uint32_t>(ModelFact::attribute);
      const RuleBook::Attribute& attribute = run.m_.rulebook.attributes[n];
      const std::int32_t index = attribute.index[raw(job.kind)];
      if (index < 0) return kNothing;
      const auto value = drawn_attribute(run.m_, job, static_cast<std::uint32_t>(index));
      return attribute.symbol[raw(job.kind)][value];
    }
  }
}

double Naive::Facts::of_request(ModelFact fact) const {
  const NaiveRequest& r = run.requests_[subject.request];
  const Job& job = run.jobs_[r.job];
  const Hours& agency = run.m_.agency();
  const bool due = job.due < kNever;
  const double finish = due ? number(agency.worked(job.due) - run.tail_of(r)) : kForever;
  switch (fact) {
    case ModelFact::step_name: return run.m_.rulebook.step_symbol[raw(job.kind)][raw(r.step)];
    case ModelFact::step_role: return raw(r.seats[0].ways[0].asked);
    case ModelFact::step_waited: return number(run.waited(r, now));
    case ModelFact::step_effort: return number(run.expected_left(r));
    case ModelFact::step_class: return raw(run.class_of(r));
    case ModelFact::step_round: return job.steps[raw(r.step)].visits;
    case ModelFact::step_slack: return slack_of_request(subject.request);
    case ModelFact::step_due:
      if (!due) return kForever;
      return number(agency.at_worked({static_cast<std::int64_t>(std::max(0.0, finish))}));
    case ModelFact::step_rings: {
      const std::vector<NaiveRing>& rings = r.seats[0].ways[0].rings;
      return static_cast<double>(
          std::count_if(rings.begin(), rings.end(), [](const NaiveRing& ring) { return ring.open; }));
    }
    default: {
      const NaiveSeat& seat = r.seats[0];
      return r.state == State::running && seat.serving != seat.ways[seat.way].asked ? 1 : 0;
    }
  }
}

double Naive::Facts::of_account(ModelFact fact) const {
  if (fact == ModelFact::account_name) return raw(subject.account);
  if (fact == ModelFact::account_tier) return raw(run.m_.accounts[subject.account].tier);
  return static_cast<double>(
      std::count_if(run.jobs_.begin(), run.jobs_.end(), [&](const Job& job) {
        return job.active && job.account == subject.account && !run.m_.kinds[job.kind].background;
      }));
}

double Naive::Facts::of_person(ModelFact fact) const {
  const NaivePerson& person = run.people_[subject.person];
  switch (fact) {
    case ModelFact::person_name: return raw(subject.person);
    case ModelFact::person_role: return raw(person.roles[0]);
    case ModelFact::person_level: return raw(person.level);
    case ModelFact::person_kept: return person.kept;
    case ModelFact::person_week: return number(run.worked_this_week(subject.person));
    case ModelFact::person_idle: return run.on_duty(subject.person) && person.works.empty() ? 1 : 0;
    default: return person.absent ? 1 : 0;
  }
}

double Naive::Facts::of_role(ModelFact fact, RoleId role) const {
  double present = 0, free = 0, waiting = 0;
  for (PersonId p : run.people_with(role)) {
    if (!run.people_[p].absent) ++present;
    if (run.on_duty(p) && run.people_[p].works.empty()) ++free;
  }
  Duration left;
  for (const NaiveRequest& r : run.requests_) {
    if (r.state != State::waiting && r.state != State::booked) continue;
    for (const NaiveSeat& seat : r.seats) {
      if (seat.ways[0].asked != role) continue;
      ++waiting;
      left += run.expected_left(r, seat);
    }
  }
  if (fact == ModelFact::waiting) return waiting;
  if (fact == ModelFact::free) return free;
  if (fact == ModelFact::present) return present;
  return number(left) / std::max(1.0, present);
}

double Naive::Facts::fact(FactId id, std::uint32_t argument) const {
  const auto fact = static_cast<ModelFact>(static_cast<std::uint32_t>(id));
  if (fact <= ModelFact::job_rounds || fact >= ModelFact::attribute) return of_job(fact);
  if (fact <= ModelFact::step_covered) return of_request(fact);
  if (fact <= ModelFact::account_jobs) return of_account(fact);
  if (fact <= ModelFact::person_absent) return of_person(fact);
  if (fact <= ModelFact::load) return of_role(fact, RoleId{argument});
  if (fact == ModelFact::turned_away) return static_cast<double>(run.turned_away_);
  if (fact == ModelFact::now) return number(now);
  const Date today = date_of(run.now_);
  return fact == ModelFact::month ? static_cast<double>(today.month()) : today.weekday();
}

}  // namespace suits
