// Appointments: the earliest stretch that suits everybody.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

Instant Naive::next_appointment(PersonId p) const {
  Instant first = kNever;
  for (const NaiveRequest& r : requests_) {
    if (r.state != State::booked) continue;
    for (const NaiveSeat& seat : r.seats) {
      if (seat.person == p) first = std::min(first, r.until);
    }
  }
  return first;
}

/// Whether p can give so much time from `at` on: in one stretch of their day, clear of appointments
/// and of running work that may not be interrupted.
bool Naive::could_attend(PersonId p, Instant at, Duration length, std::size_t self) const {
  const NaivePerson& person = people_[p];
  if (!person.there.open(at)) return false;
  const Instant end = person.there.advance(at, std::max(length, microseconds(1)));
  if (end > person.there.stretch_end(at)) return false;
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const NaiveRequest& r = requests_[i];
    if (i == self || (r.state != State::booked && !(r.state == State::running && r.meeting))) continue;
    for (const NaiveSeat& seat : r.seats) {
      if (seat.person != p || seat.done) continue;
      const bool booked = r.state == State::booked;
      const Instant begun = booked ? r.until : person.since;
      if (begun < end && at < (booked ? seat.booked_to : done_at(person, 0))) return false;
    }
  }
  if (person.works.empty()) return true;
  const NaiveRequest& r = requests_[person.works[0].request];
  return r.meeting || step_of(r).interruptible || at >= done_at(person, 0);
}

/// The first such instant: `from` itself, an opening, or the end of what was in the way.
Instant Naive::earliest_for(PersonId p, Instant from, Instant limit, Duration length,
                            std::size_t self) const {
  const NaivePerson& person = people_[p];
  std::vector<Instant> tries{from};
  for (const NaiveRequest& r : requests_) {
    if (r.state != State::booked && !(r.state == State::running && r.meeting)) continue;
    for (const NaiveSeat& seat : r.seats) {
      if (seat.person != p || seat.done) continue;
      tries.push_back(r.state == State::booked ? seat.booked_to : done_at(person, 0));
    }
  }
  if (!person.works.empty()) tries.push_back(done_at(person, 0));
  const std::size_t ends = tries.size();
  for (std::size_t i = 0; i < ends; ++i) {
    // After each the next opening; after the first those of the following days too.
    if (i > 0 && tries[i] > limit) continue;
    for (Instant t = std::max(from, tries[i]); t <= limit;) {
      const Instant opening = person.there.next_open(t);
      if (opening > limit) break;
      tries.push_back(opening);
      if (i > 0) break;
      t = person.there.stretch_end(opening);
    }
  }
  Instant best = kNever;
  for (Instant t : tries) {
    if (t < from || t > limit || t >= best) continue;
    if (could_attend(p, t, length, self)) best = t;
  }
  return best;
}

/// Moves the start, seat by seat, until it suits everybody named; who moved it last blocks.
void Naive::earliest(std::size_t i, Search& search) const {
  search.start = search.from;
  bool suits_all = false;
  while (!suits_all && search.start < kNever) {
    suits_all = true;
    for (std::size_t s = 0; s < search.people.size() && search.start < kNever; ++s) {
      const Instant at = earliest_for(search.people[s].person, search.start, search.limit,
                                      requests_[i].seats[s].left, i);
      if (at == search.start) continue;
      search.start = at;
      search.blocked = s;
      suits_all = false;
    }
  }
}

/// Whether another seat has nobody but p in its ring 0.
bool Naive::asked_elsewhere(const NaiveRequest& r, std::size_t seat, PersonId p) const {
  for (std::size_t s = 0; s < r.seats.size(); ++s) {
    std::vector<PersonId> own;
    for (const NaiveWay& way : r.seats[s].ways) {
      for (PersonId one : people_of(r, r.seats[s], way, way.rings[0])) own.push_back(one);
    }
    const bool alone = std::all_of(own.begin(), own.end(), [p](PersonId one) { return one == p; });
    if (s != seat && !own.empty() && alone) return true;
  }
  return false;
}

/// Fills the seats in written order: whoever gives the earliest start with those named before.
void Naive::look(std::size_t i, Search& search) const {
  const NaiveRequest& r = requests_[i];
  search.people.clear();
  for (std::size_t s = 0; s < r.seats.size(); ++s) {
    const NaiveSeat& seat = r.seats[s];
    std::vector<Pick> may;
    for (std::size_t k = 0; k < search.rings[s]; ++k) {
      for (std::size_t w = 0; w < seat.ways.size(); ++w) {
        const NaiveWay& way = seat.ways[w];
        if (k >= way.rings.size()) continue;
        for (PersonId p : people_of(r, seat, way, way.rings[k])) {
          const auto same = [p](const Pick& other) { return other.person == p; };
          if (people_[p].left || !meets(seat, p) ||
              (search.lasting && people_[p].there.next_open(search.limit) >= kNever) ||
              std::any_of(may.begin(), may.end(), same) ||
              std::any_of(search.people.begin(), search.people.end(), same) ||
              (k > 0 && asked_elsewhere(r, s, p))) {
            continue;
          }
          may.push_back({p, w, k});
        }
      }
    }
    search.nobody = may.empty();
    std::stable_sort(may.begin(), may.end(), [&](const Pick& a, const Pick& b) {
      if (a.ring != b.ring) return a.ring < b.ring;
      const Wide load_a = static_cast<Wide>(people_[a.person].kept) * people_[b.person].weekly_hours.us;
      const Wide load_b = static_cast<Wide>(people_[b.person].kept) * people_[a.person].weekly_hours.us;
      return load_a != load_b ? load_a < load_b : a.person < b.person;
    });
    std::optional<Search> best;
    for (const Pick& one : may) {
      Search with = search;
      with.people.push_back(one);
      earliest(i, with);
      if (with.start < kNever && (!best || with.start < best->start)) best = with;
    }
    if (!best) {
      search.start = kNever;
      search.blocked = s;
      return;
    }
    search = *best;
  }
}

void Naive::book(std::size_t i) {
  NaiveRequest& r = requests_[i];
  const Step& step = step_of(r);
  const Job& job = jobs_[r.job];
  Search search;
  search.from = now_;
  if (const auto& notice = request_of(step, job.steps[raw(r.step)].visits).notice) {
    Draws draws = step_draws(m_, job, r.step, Purpose::notice);
    const double amount = notice->amount.sample(draws);
    search.from = std::max(now_, after(m_.agency(), r.ready, notice->clock, amount));
  }
  search.limit = search.from + weeks(8);
  std::vector<std::size_t> most;
  for (const NaiveSeat& seat : r.seats) {
    std::size_t n = 0;
    for (const NaiveWay& way : seat.ways) n = std::max(n, way.rings.size());
    most.push_back(n);
    std::size_t rings = 1;
    const auto anybody = [&] {
      for (const NaiveWay& way : seat.ways) {
        for (std::size_t k = 0; k < std::min(rings, way.rings.size()); ++k) {
          if (!nobody_there(r, seat, way, way.rings[k], search.from)) return true;
        }
      }
      return false;
    };
    while (rings < n && !anybody()) ++rings;
    search.rings.push_back(rings);
  }
  for (const bool lasting : {false, true}) {
    if (lasting && search.start < kNever) break;
    search.lasting = lasting;
    look(i, search);
    while (search.start >= kNever && search.nobody && search.rings[search.blocked] < most[search.blocked]) {
      ++search.rings[search.blocked];
      look(i, search);
    }
  }
  for (;;) {
    const std::size_t s = search.blocked;
    if (search.start <= search.from || search.rings[s] >= most[s]) break;
    Instant threshold = kNever;
    for (const NaiveWay& way : r.seats[s].ways) {
      if (search.rings[s] < way.rings.size()) {
        threshold = std::min(threshold, way.rings[search.rings[s]].opens);
      }
    }
    if (threshold >= search.start) break;
    Search wider = search;
    ++wider.rings[s];
    wider.from = std::max(search.from, threshold);
    look(i, wider);
    if (wider.start < search.start) {
      search = wider;
    } else {
      search.rings[s] = wider.rings[s];
    }
  }
  if (search.start >= kNever) return fail("no stretch within 8 weeks");
  r.state = State::booked;
  r.until = search.start;
  for (std::size_t s = 0; s < r.seats.size(); ++s) {
    NaiveSeat& seat = r.seats[s];
    seat.person = search.people[s].person;
    seat.way = search.people[s].way;
    seat.ring = search.people[s].ring;
    seat.serving = seat.ways[seat.way].rings[seat.ring].serving;
    seat.booked_to = people_[seat.person].there.advance(search.start,
                                                        std::max(seat.left, microseconds(1)));
    keep_for(r, seat);
    record(Happening::booked, r.number, raw(seat.person));
  }
  history_.record(search.start, r.number, 0);
  // Who keeps a role from now on may be absent now.
  for (std::size_t other = 0; other < requests_.size(); ++other) {
    if (requests_[other].state == State::waiting) open_rings(other, false);
  }
}

void Naive::come_together(std::size_t i) {
  NaiveRequest& r = requests_[i];
  r.state = State::running;
  r.meeting = true;
  r.until = kNever;
  for (const NaiveSeat& seat : r.seats) {
    NaivePerson& person = people_[seat.person];
    if (!person.works.empty() && requests_[person.works[0].request].seats.size() > 1) {
      person.paused = person.works[0];
      lay_down(seat.person, 0);
      record(Happening::stop, requests_[person.paused->request].number, raw(seat.person));
    }
    while (!person.works.empty()) interrupt(seat.person, 0, Why::other_work);
  }
  begin_work(i);
}

}  // namespace suits
