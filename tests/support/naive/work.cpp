// Starting, stopping and interrupting work.

#include "engine/model/learning.hpp"
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
    if (has_room(one.person)) continue;
    interrupt(one.person, least_urgent(requests_[i], one.person), Why::other_work);
  }
  begin_work(i);
}

void Naive::begin_work(std::size_t i) {
  NaiveRequest& r = requests_[i];
  r.taken = now_;
  const bool starts = !r.begun;
  r.begun = true;
  std::vector<PersonId> who;
  for (std::size_t s = 0; s < requests_[i].seats.size(); ++s) {
    who.push_back(requests_[i].seats[s].person);
    take_up(i, s, who.back(), false);
  }
  if (starts) {
    NaiveSubject subject = of_request(i);
    subject.person = who[0];
    trigger(Rule::Trigger::step_starts, subject);
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

/// How many times as long things take while somebody does so many at once.
double Naive::pace(const NaivePerson& p) const {
  if (p.works.size() <= 1) return 1;
  return static_cast<double>(p.works.size()) * (1 + p.focus.cost);
}

/// How far each work has come since hours were booked last, in time of doing nothing else.
Duration Naive::progress_of(const NaivePerson& p) const {
  const Duration time = hours_of(p, p.since, now_);
  return pace(p) == 1 ? time : round_duration(static_cast<double>(time.us) / pace(p));
}

/// When a work is done, if nothing changes.
Instant Naive::done_at(const NaivePerson& p, std::size_t work) const {
  const Duration stretch = p.works[work].stretch;
  if (pace(p) == 1) return hours_after(p, p.since, stretch);
  return hours_after(p, p.since, round_duration(static_cast<double>(stretch.us) * pace(p)));
}

/// Whether its role gives the work back at the end of the hours.
bool Naive::hands_back(const NaiveWork& work) const {
  const NaiveRequest& r = requests_[work.request];
  return m_.roles[r.seats[work.seat].serving].hand_back && r.seats.size() == 1;
}

/// What ends next: the shortest of what is in hand, or the hours of a role that gives work back.
Naive::Due Naive::due_of(const NaivePerson& p) const {
  Due first;
  for (std::size_t k = 0; k < p.works.size(); ++k) {
    if (k > 0 && p.works[k].stretch >= p.works[first.work].stretch) continue;
    first = {done_at(p, k), k};
  }
  if (p.late_to > kDawn) return first.at <= p.late_to ? first : Due{p.late_to, 0, false, true};
  for (std::size_t k = 0; k < p.works.size(); ++k) {
    if (!hands_back(p.works[k])) continue;
    // Something else may have ended just as a break, or the night, began.
    const Instant within = p.there.open(p.since) ? p.since : p.since - microseconds(1);
    if (const Instant end = p.there.stretch_end(within); first.at > end) return {end, 0, true, false};
  }
  return first;
}

/// Nominal effort done on a work since hours were booked last.
Duration Naive::done_of(const NaivePerson& p, std::size_t work) const {
  const NaiveWork& w = p.works[work];
  const Duration left = requests_[w.request].seats[w.seat].left;
  const Duration progress = progress_of(p);
  if (progress >= w.stretch) return left;
  return std::min(left, round_duration(static_cast<double>(progress.us) / w.factor));
}

/// The hours since the last change go to what is in hand, evenly.
void Naive::book_hours(PersonId p) {
  NaivePerson& person = people_[p];
  const Duration time = hours_of(person, person.since, now_), progress = progress_of(person);
  const bool late = person.late_to > kDawn;
  if (late) person.late.emplace_back(person.since, now_);
  const auto n = static_cast<std::int64_t>(person.works.size());
  if (n > 0) person.busy.emplace_back(person.since, now_);
  for (std::int64_t k = 0; k < n; ++k) {
    NaiveWork& work = person.works[static_cast<std::size_t>(k)];
    const Duration done = done_of(person, static_cast<std::size_t>(k));
    NaiveRequest& r = requests_[work.request];
    r.seats[work.seat].left -= done;
    work.stretch -= std::min(progress, work.stretch);
    out_.effort_done += done;
    jobs_[r.job].steps[raw(r.step)].done += done;
    const Duration share{time.us * (k + 1) / n - time.us * k / n};
    out_.stretches.push_back({p, r.number, person.since, now_, share, work.goes_on, late});
    work.goes_on = true;
    if (person.since < now_) note_hours(p, jobs_[r.job].account, share);
  }
  person.since = now_;
}

void Naive::take_up(std::size_t i, std::size_t seat, PersonId p, bool goes_on) {
  NaivePerson& person = people_[p];
  const NaiveRequest& r = requests_[i];
  const AccountId account = jobs_[r.job].account;
  book_hours(p);
  const double factor = r.meeting ? 1 : time_factor(p, account);
  if (learns(p, account)) {
    NaiveKnown& known = person.knows[raw(account)];
    known = {remembered(known.share, now_ - known.last, m_.familiarity->forgets_in), now_};
  }
  const Duration left = r.seats[seat].left;
  const Duration stretch = round_duration(static_cast<double>(left.us) * factor);
  auto at = person.works.begin();
  while (at != person.works.end() && at->request < i) ++at;
  person.works.insert(at, {i, seat, now_, stretch, factor, goes_on});
  record(Happening::start, r.number, raw(p));
}

void Naive::lay_down(PersonId p, std::size_t work) {
  NaivePerson& person = people_[p];
  book_hours(p);
  person.works.erase(person.works.begin() + static_cast<std::ptrdiff_t>(work));
  if (person.works.empty()) person.late_to = kDawn;
  person.idle_since = now_;
}

/// It waits again, with what is left, what changing over costs, and all of it where it begins anew.
void Naive::interrupt(PersonId p, std::size_t work, Why why) {
  const NaiveWork ended = people_[p].works[work];
  NaiveRequest& r = requests_[ended.request];
  lay_down(p, work);
  NaiveSeat& seat = r.seats[ended.seat];
  const Role& asked = m_.roles[seat.ways[0].asked];
  Duration extra;
  if (why == Why::absence) extra += round_duration(asked.handover.amount.mean());
  if (why == Why::other_work) extra += asked.switching;
  if (step_of(r).restarts && why != Why::hours_end) {
    extra += std::max(Duration{}, part_effort(r, seat) - seat.left);
  }
  seat.left += extra;
  out_.effort_drawn += extra;
  record(Happening::stop, r.number, raw(p));
  r.state = State::waiting;
  set_thresholds(r);  // the slack is another now
  open_rings(ended.request, true);
}

}  // namespace suits
