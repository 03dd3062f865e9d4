// What comes next, read off the state by scanning all of it.

#include "tests/support/naive/executor.hpp"

#include <algorithm>
#include <tuple>

namespace suits {

void Naive::begin() {
  for (PersonId p : ids(m_.people)) {
    NaivePerson person;
    person.roles = m_.people[p].roles;
    person.level = m_.people[p].level;
    person.weekly_hours = m_.people[p].weekly_hours;
    person.absences = draw_absences(m_, p, seed_, replication_);
    person.there = Availability(&m_.patterns[m_.people[p].pattern], person.absences.known);
    person.idle_since = now_;
    person.focus = m_.people[p].focus;
    people_.push_back(person);
    if (!m_.people[p].pool) continue;
    people_[p].away = people_[p].absent = people_[p].left = true;
    people_[p].hired = false;
    show_stays(p);
  }
  for (const Account& account : m_.accounts) {
    ended_.push_back(account.ends <= now_);
    NaiveTeam team;
    for (std::size_t s = 0; s < account.team.size(); ++s) {
      const Slot& slot = account.team[s];
      const std::int32_t of_role = account.slot_of_role[raw(slot.role)];
      team.places.push_back({slot.role, slot.holders, of_role == static_cast<std::int32_t>(s)});
    }
    if (account.owner) team.owner = *account.owner;
    teams_.push_back(team);
  }
  begin_knowing();
  account_keepers_.assign(m_.accounts.size(),
                          std::vector<PersonId>(m_.roles.size() + 1, kNone<PersonId>));
  for (StreamId s : ids(m_.streams)) {
    const Stream& stream = m_.streams[s];
    const Account& account = m_.accounts[stream.account];
    Draws draws(stream_key(seed_, replication_, account.component), 0, 0, Purpose::size);
    const double size = account.size.sample(draws);
    keys_.push_back(stream_key(seed_, replication_, stream.component));
    Draws win(stream_key(seed_, replication_, account.component), 0, 0, Purpose::win);
    arrivals_.emplace_back(m_, stream, keys_.back(), size, win.uniform() < account.wins);
    pending_.push_back(arrivals_.back().next());
    ordinals_.push_back(0);
  }
  bool weekly = false, daily = false;
  for (const Background& b : m_.background) (b.daily ? daily : weekly) = true;
  for (const Kind& k : m_.kinds) weekly = weekly || !k.follow.empty() || k.supervision;
  if (weekly) weekly_ = m_.agency().next_open(now_);
  if (daily) daily_ = m_.agency().next_open(now_);
}

/// The least (time, class, id) of all that can be seen coming.
Naive::Event Naive::next() const {
  Event best;
  const auto coming = [&](Instant time, EventClass event_class, std::uint64_t range,
                          std::uint64_t id, Sort sort, std::size_t what) {
    if (time >= kNever) return;
    const Event event{time, event_class, range << 52 | id, sort, what};
    if (best.sort == Sort::nothing || std::tie(event.time, event.event_class, event.id) <
                                          std::tie(best.time, best.event_class, best.id)) {
      best = event;
    }
  };
  for (PatternId p : ids(m_.patterns)) {
    coming(m_.patterns[p].next_change(now_), EventClass::calendar, 0, raw(p), Sort::calendar, 0);
  }
  for (PersonId p : ids(m_.people)) {
    const NaivePerson& person = people_[p];
    if (m_.people[p].pool) {
      coming(person.comes, EventClass::dated_change, 5, raw(p), Sort::join, raw(p));
      if (person.may_go > now_) {
        coming(person.may_go, EventClass::timer, 3, raw(p), Sort::look, 0);
      }
    }
    for (const Availability::Away& absence : person.there.away()) {
      if (m_.people[p].pool) break;  // they come and go as they are called
      if (absence.to < now_ || (!person.away && absence.to == now_)) continue;
      if (!person.away) {
        coming(std::max(absence.from, now_), EventClass::dated_change, 0, raw(p), Sort::away, raw(p));
      } else {
        coming(absence.to, EventClass::dated_change, 2, raw(p), Sort::back, raw(p));
      }
      break;
    }
    if (person.spells < person.absences.sickness.size()) {
      coming(midnight(person.absences.sickness[person.spells].from), EventClass::dated_change, 1,
             raw(p), Sort::spell, raw(p));
    }
    if (!person.works.empty()) {
      coming(due_of(person).at, EventClass::finish, 0, raw(p), Sort::finish, raw(p));
    }
  }
  if (changes_ < m_.staffing.changes.size()) {
    coming(midnight(m_.staffing.changes[changes_].at), EventClass::dated_change, 3, changes_,
           Sort::change, changes_);
  }
  if (look_) coming(now_, EventClass::timer, 4, 0, Sort::look, 0);
  for (std::size_t r = 0; r < rule_times_.size(); ++r) {
    if (rule_times_[r].empty()) continue;
    coming(rule_times_[r].front(), EventClass::timer, 3, (std::uint64_t{1} << 50) + r, Sort::rule, r);
  }
  for (AccountId a : ids(m_.accounts)) {
    if (!m_.accounts[a].cancel_on_end || ended_[raw(a)]) continue;
    coming(m_.accounts[a].ends, EventClass::dated_change, 4, raw(a), Sort::account_end, raw(a));
  }
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const NaiveRequest& r = requests_[i];
    switch (r.state) {
      case State::delay: coming(r.until, EventClass::answer, 0, r.number, Sort::answer, i); break;
      case State::booked: coming(r.until, EventClass::timer, 0, r.number, Sort::meeting, i); break;
      case State::between_parts:
        coming(r.until, EventClass::timer, 2, r.number, Sort::part, i);
        break;
      case State::waiting:
        for (const NaiveSeat& seat : r.seats) {
          if (seat.forced != kNone<PersonId>) continue;
          for (const NaiveWay& way : seat.ways) {
            for (const NaiveRing& ring : way.rings) {
              if (!ring.open) {
                coming(ring.opens, EventClass::timer, 1, r.number, Sort::threshold, i);
              }
            }
          }
        }
        break;
      case State::running:
      case State::over: break;
    }
  }
  for (std::size_t j = 0; j < jobs_.size(); ++j) {
    if (patience_[j] < kNever && waits(j)) {
      coming(patience_[j], EventClass::timer, 5, jobs_[j].number, Sort::withdrawal, j);
    }
  }
  for (std::size_t s = 0; s < pending_.size(); ++s) {
    if (pending_[s].time < kNever) {
      coming(std::max(pending_[s].time, now_), EventClass::arrival, 0, s, Sort::arrival, s);
    }
  }
  for (std::size_t b = 0; b < bursts_.size(); ++b) {
    coming(bursts_[b].time, EventClass::arrival, 1, bursts_[b].ordinal << 24 | bursts_[b].stream,
           Sort::burst, b);
  }
  coming(weekly_, EventClass::arrival, 2, 0, Sort::background, 0);
  coming(daily_, EventClass::arrival, 2, 1, Sort::background, 1);
  return best;
}

NaiveResult Naive::run() {
  begin();
  begin_rules();
  for (const JobInHand& in_hand : m_.staffing.in_hand) {
    if (!out_.error) take_in_hand(in_hand);
  }
  while (!out_.error) {
    Event event = next();
    const Instant limit = event.sort == Sort::nothing ? m_.window.cap + microseconds(1) : event.time;
    Instant turn = next_turn(limit);
    if (any_asks_day()) turn = std::min(turn, midnight(date_of(now_) + 1));
    if (turn < limit) event = {turn, EventClass::timer, 0, Sort::look, 0};
    if (event.sort == Sort::nothing || event.time > m_.window.cap ||
        (event.time >= m_.window.end && outstanding_ == 0)) {
      break;
    }
    if (event.time < now_) throw std::logic_error("naive: an event in the past");
    if (event.time > now_) at_instant_ = 0;
    now_ = event.time;
    do {
      handle(event);
      event = next();
    } while (event.sort != Sort::nothing && event.time == now_ && !out_.error);
    do {
      match_and_look();
    } while (!out_.error && (turn_away_waiting() || leave_idle()));
  }
  if (!out_.error) now_ = outstanding_ == 0 ? std::max(now_, m_.window.end) : m_.window.cap;
  if (!out_.error) find_never_begun();
  for (PersonId p : ids(m_.people)) {
    if (people_[p].since < now_) book_hours(p);
  }
  for (const NaiveRequest& r : requests_) {
    if (r.state == State::over) continue;
    out_.effort_left += left_of(r);
  }
  for (const NaivePerson& p : people_) out_.availability.push_back(p.there);
  for (const NaiveRequest& r : requests_) {
    out_.requests.push_back({jobs_[r.job].number, jobs_[r.job].kind, r.step, r.seats.size()});
  }
  out_.hash = history_.hash();
  return std::move(out_);
}

void Naive::handle(const Event& event) {
  const auto person = static_cast<PersonId>(event.what);
  switch (event.sort) {
    case Sort::nothing: return;
    case Sort::calendar: return on_change_of_hours();
    case Sort::away: return go_away(person);
    case Sort::spell: return fall_ill(person);
    case Sort::back: return come_back(person);
    case Sort::change: ++changes_; return change(m_.staffing.changes[event.what]);
    case Sort::account_end: return end_account(event.what);
    case Sort::join: return join(person);
    case Sort::look: look_ = false; return;
    case Sort::rule: return on_rule(event.what);
    case Sort::finish:
      if (const Due due = due_of(people_[person]); due.back || due.late) {
        book_hours(person);
        people_[person].late_to = kDawn;
        for (std::size_t k = 0; k < people_[person].works.size();) {
          hands_back(people_[person].works[k]) ? interrupt(person, k, Why::hours_end) : void(++k);
        }
      } else {
        finish_part(person, due.work);
      }
      return;
    case Sort::answer:
      record(Happening::answer, requests_[event.what].number, 0);
      return end_request(event.what);
    case Sort::meeting: return come_together(event.what);
    case Sort::threshold: return open_rings(event.what, true);
    case Sort::part: return make_ready(event.what);
    case Sort::withdrawal: return cancel_job(event.what, Ending::withdrawn);
    case Sort::arrival: return on_arrival(event.what);
    case Sort::burst: {
      const Burst burst = bursts_[event.what];
      bursts_.erase(bursts_.begin() + static_cast<std::ptrdiff_t>(event.what));
      const Stream& stream = m_.streams[static_cast<StreamId>(burst.stream)];
      if (now_ >= m_.accounts[stream.account].ends) return;
      return arrive(burst.stream, burst.ordinal);
    }
    case Sort::background: return on_background(event.what == 1);
  }
}

NaiveResult run_naive(const Model& model, std::uint64_t seed, std::uint32_t replication) {
  return Naive(model, seed, replication).run();
}

}  // namespace suits
