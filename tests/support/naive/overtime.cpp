// Work past the end of the day.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

/// Some patterns change, all that do at this instant.
void Naive::on_change_of_hours() {
  for (PatternId pattern : ids(m_.patterns)) {
    const Hours& hours = m_.patterns[pattern];
    const bool closes = !hours.open(now_) && hours.open(now_ - microseconds(1));
    for (PersonId p : ids(m_.people)) {
      if (closes && m_.people[p].pattern == pattern) stay_late(p);
    }
  }
}

/// Whoever is alone at something that may not wait goes on with what they have in hand, as far as the
/// day, the week and the next opening allow.
void Naive::stay_late(PersonId p) {
  NaivePerson& person = people_[p];
  const Hours& hours = m_.patterns[m_.people[p].pattern];
  const bool joint = !person.works.empty() && requests_[person.works[0].request].seats.size() > 1;
  if (person.works.empty() || person.away || joint) return;
  if (hours.stretch_end(now_ - microseconds(1)) > now_) return;  // a break
  const auto of_role = [&](const NaiveWork& work) -> const std::optional<OvertimeRule>& {
    return m_.roles[requests_[work.request].seats[work.seat].serving].overtime;
  };
  const auto may = [&](const NaiveWork& work) { return of_role(work).has_value(); };
  if (std::none_of(person.works.begin(), person.works.end(), may)) return;
  book_hours(p);  // what is left is asked of
  const OvertimeRule* rule = nullptr;
  for (const NaiveWork& work : person.works) {
    if (!may(work)) continue;
    NaiveSubject subject = of_request(work.request);
    subject.person = p;
    const Program& when = of_role(work)->when;
    if (when.empty() || holds(when, subject)) rule = &*of_role(work);
  }
  if (rule == nullptr) return;
  const Date date = date_of(now_ - microseconds(1)), monday = date - date.weekday();
  Duration today, in_week;
  for (const auto& [from, to] : person.late) {
    if (date_of(from) == date) today += to - from;
    if (from >= midnight(monday)) in_week += to - from;
  }
  const Duration left = std::min(rule->up_to - today, rule->a_week - in_week);
  const Instant to = std::min({now_ + left, midnight(date + 1), hours.next_open(now_)});
  if (to > now_) person.late_to = to;
}

/// Time that somebody works from one instant to another: every moment of it while they stay late.
Duration Naive::hours_of(const NaivePerson& p, Instant from, Instant to) const {
  return p.late_to > kDawn ? to - from : p.there.between(from, to);
}

Instant Naive::hours_after(const NaivePerson& p, Instant from, Duration time) const {
  return p.late_to > kDawn ? from + time : p.there.advance(from, time);
}

}  // namespace suits
