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
    if (!idle(one.person)) interrupt(one.person, false);
    people_[one.person].joint = picks.size() > 1;
  }
  begin_work(i);
}

void Naive::begin_work(std::size_t i) {
  std::vector<PersonId> who;
  for (std::size_t s = 0; s < requests_[i].seats.size(); ++s) {
    who.push_back(requests_[i].seats[s].person);
    begin_stretch(i, s, who.back());
  }
  for (PersonId p : who) {
    if (people_[p].at != i || people_[p].stretch.us > 0) continue;
    if (++at_instant_ > kMostAtInstant) return fail("keeps starting without time passing");
    finish_part(p);
  }
}

void Naive::begin_stretch(std::size_t i, std::size_t seat, PersonId p) {
  NaivePerson& person = people_[p];
  person.at = i;
  person.seat = seat;
  person.since = now_;
  person.factor = person.meeting ? 1 : m_.levels[m_.people[p].level].time_factor;
  person.stretch =
      round_duration(static_cast<double>(requests_[i].seats[seat].left.us) * person.factor);
  record(Happening::start, requests_[i].number, raw(p));
}

void Naive::stop_stretch(PersonId p) {
  NaivePerson& person = people_[p];
  NaiveRequest& r = requests_[person.at];
  NaiveSeat& seat = r.seats[person.seat];
  const Duration time = person.there.between(person.since, now_);
  Duration done = round_duration(static_cast<double>(time.us) / person.factor);
  if (time >= person.stretch || done > seat.left) done = seat.left;
  seat.left -= done;
  out_.effort_done += done;
  jobs_[r.job].steps[raw(r.step)].done += done;
  out_.stretches.push_back({p, r.number, person.since, now_, person.resumed});
  person.resumed = false;
}

void Naive::interrupt(PersonId p, bool handover) {
  NaivePerson& person = people_[p];
  const std::size_t i = person.at;
  NaiveRequest& r = requests_[i];
  stop_stretch(p);
  if (handover) {
    const RoleId asked = r.seats[0].ways[0].asked;
    const Duration extra = round_duration(m_.roles[asked].handover.amount.mean());
    r.seats[person.seat].left += extra;
    out_.effort_drawn += extra;
  }
  record(Happening::stop, r.number, raw(p));
  person.at = kNobody;
  person.idle_since = now_;
  r.state = State::waiting;
  open_rings(i, true);
}

}  // namespace suits
