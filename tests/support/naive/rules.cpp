// When rules act: at events, at times, and when their condition has come to hold.

#include <algorithm>

#include "tests/support/naive/facts.hpp"

namespace suits {

namespace {
constexpr std::uint64_t kMostFirings = 1'000'000, kDeepest = 1000;  // at one instant
}

/// Times of a rule's own, from the run's begin on.
void Naive::begin_rules() {
  for (const Rule& rule : m_.rulebook.rules) {
    std::vector<Instant> times = rule.times;
    if (rule.trigger == Rule::Trigger::at) times = {rule.at};
    std::erase_if(times, [&](Instant t) { return t < now_; });
    rule_times_.push_back(times);
  }
}

/// What a rule is looked at for, by number, as things stand.
std::vector<NaiveSubject> Naive::subjects_of(const Rule& rule) const {
  std::vector<NaiveSubject> subjects;
  NaiveSubject one;
  switch (rule.subject) {
    case Subject::run: subjects.push_back(one); break;
    case Subject::job:
      for (std::size_t j = 0; j < jobs_.size(); ++j) {
        if (jobs_[j].active && !m_.kinds[jobs_[j].kind].background) subjects.push_back(of_job(j));
      }
      break;
    case Subject::request:
      for (std::size_t i = 0; i < requests_.size(); ++i) {
        const NaiveRequest& r = requests_[i];
        const bool under_way = r.state == State::waiting || r.state == State::booked ||
                               r.state == State::running;
        if (!under_way || m_.kinds[jobs_[r.job].kind].background) continue;
        subjects.push_back(of_request(i));
      }
      break;
    case Subject::account:
      for (AccountId a : ids(m_.accounts)) {
        one.account = a;
        if (!m_.accounts[a].agency) subjects.push_back(one);
      }
      break;
    case Subject::person:
      for (PersonId p : ids(m_.people)) {
        one.person = p;
        if (m_.roles[m_.people[p].roles[0]].sort == RoleSort::staff) subjects.push_back(one);
      }
      break;
  }
  return subjects;
}

std::uint64_t Naive::number_of(const Rule& rule, const NaiveSubject& subject) const {
  switch (rule.subject) {
    case Subject::run: return 0;
    case Subject::job: return subject.job;
    case Subject::request: return subject.request;
    case Subject::account: return raw(subject.account);
    case Subject::person: return raw(subject.person);
  }
  return 0;
}

/// A rule is to act.
void Naive::note(std::size_t rule, const NaiveSubject& subject) {
  if (fired_at_ != now_) fired_ = rounds_ = 0;
  fired_at_ = now_;
  const std::uint64_t depth = std::max(depth_ + 1, rounds_);
  if (++fired_ > kMostFirings || depth > kDeepest) {
    return fail("rules keep acting without time passing");
  }
  const Rule& r = m_.rulebook.rules[rule];
  NaiveFiring firing{rule, subject, {}, 0, depth};
  if (subject.job != kNobody) {
    Job& job = jobs_[subject.job];
    firing.key = {mix(mix(job.key.value, job.ordinal), r.component)};
    firing.ordinal = job.firings++;
  } else {
    std::uint64_t name = r.component;
    if (subject.account != kNone<AccountId>) name = mix(name, m_.accounts[subject.account].component);
    if (subject.person != kNone<PersonId>) name = mix(name, m_.people[subject.person].component);
    firing.key = stream_key(seed_, replication_, name);
    firing.ordinal = firings_of_[{rule, number_of(r, subject)}]++;
  }
  noted_.push_back(firing);
}

/// Something has come to pass that rules wait for.
void Naive::trigger(Rule::Trigger trigger, const NaiveSubject& subject) {
  if (m_.kinds[jobs_[subject.job].kind].background) return;
  for (std::size_t r = 0; r < m_.rulebook.rules.size(); ++r) {
    const Rule& rule = m_.rulebook.rules[r];
    if (rule.trigger != trigger) continue;
    if (rule.when.program.empty() || holds(rule.when.program, subject)) note(r, subject);
  }
}

/// A time of its own has come.
void Naive::on_rule(std::size_t r) {
  const Rule& rule = m_.rulebook.rules[r];
  while (!rule_times_[r].empty() && rule_times_[r].front() <= now_) {
    rule_times_[r].erase(rule_times_[r].begin());
  }
  for (const NaiveSubject& subject : subjects_of(rule)) {
    if (rule.when.program.empty() || holds(rule.when.program, subject)) note(r, subject);
  }
}

/// The matching phase with the rules around it.
void Naive::match_and_look() {
  act();
  match();
  while (!out_.error && (act() || look_at_rules())) {
    ++rounds_;
    match();
  }
}

/// Acts upon what was noted, and upon what that brings about. Whether there was anything.
bool Naive::act() {
  const bool any = !noted_.empty();
  while (!noted_.empty() && !out_.error) {
    const NaiveFiring firing = noted_.front();
    noted_.pop_front();
    depth_ = firing.depth;
    act(firing);
  }
  depth_ = 0;
  return any;
}

/// Each rule with a condition alone, for all its subjects; it acts at once for those for which it
/// holds and did not. Whether any did.
bool Naive::look_at_rules() {
  bool any = false;
  for (std::size_t r = 0; r < m_.rulebook.rules.size() && !out_.error; ++r) {
    const Rule& rule = m_.rulebook.rules[r];
    if (rule.trigger != Rule::Trigger::becomes_true) continue;
    for (const NaiveSubject& subject : subjects_of(rule)) {
      bool& held = held_[{r, number_of(rule, subject)}];
      const bool before = held;
      held = holds(rule.when.program, subject);
      if (held && !before) note(r, subject);
    }
    if (!act()) continue;
    any = true;
    note_falls();
  }
  return any;
}

/// What holds no more, of whatever rule, may come to hold once more.
void Naive::note_falls() {
  for (std::size_t r = 0; r < m_.rulebook.rules.size(); ++r) {
    const Rule& rule = m_.rulebook.rules[r];
    if (rule.trigger != Rule::Trigger::becomes_true) continue;
    for (const NaiveSubject& subject : subjects_of(rule)) {
      const auto held = held_.find({r, number_of(rule, subject)});
      if (held != held_.end() && !holds(rule.when.program, subject)) held->second = false;
    }
  }
}

/// The first instant before `limit` at which time alone turns a comparison of a rule with a
/// condition alone; `limit` where there is none. Each turns once at the most: found by halving.
Instant Naive::next_turn(Instant limit) const {
  for (const Rule& rule : m_.rulebook.rules) {
    if (rule.trigger != Rule::Trigger::becomes_true || rule.when.crossings.empty()) continue;
    for (const NaiveSubject& subject : subjects_of(rule)) {
      for (const Crossing& crossing : rule.when.crossings) {
        const double bound = evaluate(crossing.bound, Facts{*this, subject, now_});
        const auto holds_at = [&](Instant t) {
          const Facts facts{*this, subject, t};
          return apply(crossing.op, facts.fact(crossing.fact.id, crossing.fact.argument), bound) != 0;
        };
        const bool now = holds_at(now_);
        Instant same = now_, other = limit - microseconds(1);
        if (other <= now_ || holds_at(other) == now) continue;
        while (other - same > microseconds(1)) {
          const Instant between = same + Duration{(other - same).us / 2};
          (holds_at(between) == now ? same : other) = between;
        }
        limit = other;
      }
    }
  }
  return limit;
}

/// Whether some rule with a condition alone asks what day it is: days begin with a look.
bool Naive::any_asks_day() const {
  return std::any_of(m_.rulebook.rules.begin(), m_.rulebook.rules.end(), [](const Rule& rule) {
    return rule.trigger == Rule::Trigger::becomes_true &&
           std::any_of(rule.when.uses.begin(), rule.when.uses.end(), [](const FactUse& use) {
             return use.id == fact_id(ModelFact::month) || use.id == fact_id(ModelFact::weekday);
           });
  });
}

}  // namespace suits
