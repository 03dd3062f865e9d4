// Starting, stopping and interrupting work.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

void Naive::keep_for(NaiveRequest& r, NaiveSeat& seat) {
  const NaiveWay& way = seat.ways[seat.way];
  const Role& role = m_.roles[way.asked];
  if (seat.ring != 0 || seat.forced != kNone<PersonId> || role.keep == Keep::none) return;
  if (role.sort == RoleSort::client) return;
  const bool on_job = role.keep == Keep::job;
  Job& job = jobs_[r.job];
  PersonId& kept = on_job ? job.keepers[way.place] : account_keepers_[raw(job.account)][way.place];
  if (kept != kNone<PersonId>) return;
  kept = seat.person;
  if (on_job) ++people_[seat.person].kept;
}

void Naive::start(std::size_t i, const std::vector<Pick>& picks) {
  NaiveRequest& r = requests_[i];
  r.state = State::running;
  for (std::size_t s = 0; s < picks.size(); ++s) {
    NaiveSeat& seat = r.seats[s];
    seat.person = picks[s].person;
    seat.way = picks[s].way;
    seat.ring = picks[s].ring;
    seat.serving = seat.ways[seat.way].rings[seat.ring].serving;
    keep_for(r, seat);
  }
  for (const Pick& one : picks) {
    if (!has_room(r, one.person)) interrupt(one.person, least_urgent(one.person), false);
  }
  begin_work(i);
}

void Naive::begin_work(std::size_t i) {
  std::vector<PersonId> who;
  for (std::size_t s = 0; s < requests_[i].seats.size(); ++s) {
    who.push_back(requests_[i].seats[s].person);
    take_up(i, s, who.back(), false);
  }
  for (PersonId p : who) {
    const std::size_t work = work_on(people_[p], i);
    if (work == kNobody || people_[p].works[work].stretch.us > 0) continue;
    if (++at_instant_ > kMostAtInstant) return fail("keeps starting without time passing");
    finish_part(p, work);
  }
}

std::size_t Naive::work_on(const NaivePerson& p, std::size_t request) const {
  for (std::size_t k = 0; k < p.works.size(); ++k) {
    if (p.works[k].request == request) return k;
  }
  return kNobody;
}

/// When a work is done: hours are shared evenly, remainders of microseconds to the first ones.
Instant Naive::done_at(const NaivePerson& p, std::size_t work) const {
  const auto n = static_cast<std::int64_t>(p.works.size());
  const std::int64_t stretch = p.works[work].stretch.us;
  if (stretch <= 0) return p.since;
  return p.there.advance(p.since, Duration{n * (stretch - 1) + static_cast<std::int64_t>(work) + 1});
}

Naive::Due Naive::due_of(const NaivePerson& p) const {
  Due first;
  for (std::size_t k = 0; k < p.works.size(); ++k) {
    const NaiveRequest& r = requests_[p.works[k].request];
    Due due{done_at(p, k), k, false};
    if (m_.roles[r.seats[p.works[k].seat].serving].hand_back && r.seats.size() == 1) {
      const Instant end = p.there.stretch_end(p.since);
      if (due.at > end) due = {end, k, true};
    }
    if (due.at < first.at) first = due;
  }
  return first;
}

/// Nominal effort done on a work since hours were booked last.
Duration Naive::done_of(const NaivePerson& p, std::size_t work) const {
  const auto n = static_cast<std::int64_t>(p.works.size());
  const NaiveWork& w = p.works[work];
  const Duration left = requests_[w.request].seats[w.seat].left;
  const Duration all = p.there.between(p.since, now_);
  const Duration time{all.us / n + (static_cast<std::int64_t>(work) < all.us % n ? 1 : 0)};
  if (time >= w.stretch) return left;
  return std::min(left, round_duration(static_cast<double>(time.us) / w.factor));
}

/// The hours since the last change go to what is done.
void Naive::book_hours(PersonId p) {
  NaivePerson& person = people_[p];
  std::vector<Duration> done;
  for (std::size_t k = 0; k < person.works.size(); ++k) done.push_back(done_of(person, k));
  for (std::size_t k = 0; k < person.works.size(); ++k) {
    const NaiveWork& work = person.works[k];
    NaiveRequest& r = requests_[work.request];
    r.seats[work.seat].left -= done[k];
    out_.effort_done += done[k];
    jobs_[r.job].steps[raw(r.step)].done += done[k];
    out_.stretches.push_back({p, r.number, person.since, now_, work.resumed});
  }
  person.since = now_;
}

/// What is left goes on at the speed of now.
void Naive::renew(PersonId p) {
  NaivePerson& person = people_[p];
  for (NaiveWork& work : person.works) {
    const NaiveRequest& r = requests_[work.request];
    work.factor = r.meeting ? 1 : m_.levels[m_.people[p].level].time_factor;
    work.stretch = round_duration(static_cast<double>(r.seats[work.seat].left.us) * work.factor);
  }
}

void Naive::take_up(std::size_t i, std::size_t seat, PersonId p, bool resumed) {
  NaivePerson& person = people_[p];
  book_hours(p);
  auto at = person.works.begin();
  while (at != person.works.end() && at->request < i) ++at;
  person.works.insert(at, {i, seat, now_, {}, 1, resumed});
  renew(p);
  record(Happening::start, requests_[i].number, raw(p));
}

void Naive::lay_down(PersonId p, std::size_t work) {
  NaivePerson& person = people_[p];
  book_hours(p);
  person.works.erase(person.works.begin() + static_cast<std::ptrdiff_t>(work));
  if (person.works.empty()) person.idle_since = now_;
  renew(p);
}

void Naive::interrupt(PersonId p, std::size_t work, bool handover) {
  const NaiveWork ended = people_[p].works[work];
  NaiveRequest& r = requests_[ended.request];
  lay_down(p, work);
  if (handover) {
    const RoleId asked = r.seats[0].ways[0].asked;
    const Duration extra = round_duration(m_.roles[asked].handover.amount.mean());
    r.seats[ended.seat].left += extra;
    out_.effort_drawn += extra;
  }
  record(Happening::stop, r.number, raw(p));
  r.state = State::waiting;
  set_thresholds(r);  // the slack is another now
  open_rings(ended.request, true);
}

}  // namespace suits
