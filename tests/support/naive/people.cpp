// Who is there: absences, sickness, leaving.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

void Naive::go_away(PersonId p) {
  NaivePerson& person = people_[p];
  person.away = true;
  record(Happening::away, raw(p), 0);
  if (person.there.absent(now_)) become_absent(p);
}

/// Whether the absence that holds now is one they do not come back from.
bool Naive::gone_for_good(const NaivePerson& person) const {
  for (const Availability::Away& a : person.there.away()) {
    if (a.from <= now_ && now_ < a.to) return a.to >= person.there.hours().end();
  }
  return false;
}

/// Not there for longer than a working day: the work is handed over, and cover opens.
void Naive::become_absent(PersonId p) {
  NaivePerson& person = people_[p];
  person.absent = true;
  person.left = gone_for_good(person);
  for (std::size_t k = 0; k < person.works.size();) {
    if (requests_[person.works[k].request].seats.size() > 1) {
      ++k;
    } else {
      interrupt(p, k, Why::absence);
    }
  }
  if (person.left) lose_all_kept(p);
  for (std::size_t r = 0; r < requests_.size(); ++r) {
    if (requests_[r].state != State::waiting) continue;
    if (person.left && requests_[r].seats[0].forced == p) {
      cancel_job(requests_[r].job);  // only they could do it
    } else {
      open_rings(r, false);
    }
  }
}

/// Leavers lose what they keep, and what they know.
void Naive::lose_all_kept(PersonId p) {
  for (AccountId a : ids(m_.accounts)) {
    for (std::size_t place = 0; place <= m_.roles.size(); ++place) lose_kept(p, a, place);
  }
  forget(p);
}

bool Naive::has_role(PersonId p, RoleId role) const {
  const std::vector<RoleId>& roles = people_[p].roles;
  return std::count(roles.begin(), roles.end(), role) > 0;
}

/// Everybody of the role, now.
std::vector<PersonId> Naive::people_with(RoleId role) const {
  std::vector<PersonId> found;
  for (PersonId p : ids(m_.people)) {
    if (people_[p].hired && has_role(p, role)) found.push_back(p);
  }
  return found;
}

void Naive::fall_ill(PersonId p) {
  ++people_[p].spells;
  learn_absences(p);
}

/// They leave with the end of the day.
void Naive::dismiss(PersonId p) {
  NaivePerson& person = people_[p];
  const Hours& hours = person.there.hours();
  const Date from = date_of(now_) + 1;
  if (person.left || midnight(from) >= hours.end()) return;
  person.absences.known.push_back({from, date_of(hours.end())});
  learn_absences(p);
}

/// Absences are known that were not known before.
void Naive::learn_absences(PersonId p) {
  NaivePerson& person = people_[p];
  std::vector<DateRange> known = person.absences.known;
  known.insert(known.end(), person.absences.sickness.begin(),
               person.absences.sickness.begin() + static_cast<std::ptrdiff_t>(person.spells));
  const Hours& pattern = m_.patterns[m_.people[p].pattern];
  person.there = Availability(&pattern, known);
  const auto& away = person.there.away();
  const bool now = std::any_of(away.begin(), away.end(), [&](const Availability::Away& a) {
    return a.from <= now_ && now_ < a.to;
  });
  if (!person.away) {
    if (now) go_away(p);
  } else if (person.there.absent(now_) &&
             (!person.absent || (!person.left && gone_for_good(person)))) {
    become_absent(p);
  }
  // Their appointments that now fall into an absence.
  std::vector<std::pair<Instant, std::size_t>> broken;
  for (std::size_t r = 0; r < requests_.size(); ++r) {
    if (requests_[r].state != State::booked) continue;
    for (const NaiveSeat& seat : requests_[r].seats) {
      if (seat.person != p) continue;
      const Instant start = requests_[r].until;
      const bool there = person.there.open(start) && seat.booked_to <= person.there.stretch_end(start);
      const bool in_meeting = !person.works.empty() && requests_[person.works[0].request].meeting;
      if (!there || (in_meeting && start < done_at(person, 0))) broken.emplace_back(start, r);
    }
  }
  remake(std::move(broken));
}

/// Appointments are made anew, first the earliest: all are off before.
void Naive::remake(std::vector<std::pair<Instant, std::size_t>> broken) {
  std::sort(broken.begin(), broken.end());
  for (const auto& [start, r] : broken) requests_[r].state = State::over;
  for (const auto& [start, r] : broken) book(r);
}

void Naive::come_back(PersonId p) {
  people_[p].away = people_[p].absent = false;
  record(Happening::back, raw(p), 0);
}

}  // namespace suits
