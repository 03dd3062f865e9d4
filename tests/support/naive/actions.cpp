// What rules do.

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/support/naive/facts.hpp"

namespace suits {

void Naive::act(const NaiveFiring& firing) {
  const Rule& rule = m_.rulebook.rules[firing.rule];
  const NaiveSubject& s = firing.subject;
  std::uint64_t who = 0;
  if (s.job != kNobody) {
    who = jobs_[s.job].number;
  } else if (s.account != kNone<AccountId>) {
    who = raw(s.account);
  } else if (s.person != kNone<PersonId>) {
    who = raw(s.person);
  }
  record(Happening::rule, firing.rule, who);
  for (std::size_t i = 0; i < rule.then.size() && !out_.error; ++i) act(rule.then[i], i, firing);
}

void Naive::act(const Action& action, std::size_t index, const NaiveFiring& firing) {
  using Does = Action::Sort;
  const NaiveSubject& subject = firing.subject;
  const AccountId account =
      action.account == kNone<AccountId> ? subject.account : action.account;
  switch (action.sort) {
    case Does::start:
      return admit(action.kind, account, {mix(firing.key.value, index)}, firing.ordinal,
                   (std::uint64_t{3} << 32) + firing.rule);
    case Does::turn_away: return turn_away(action.kind, account, true);
    case Does::accept: return turn_away(action.kind, account, false);
    case Does::call:
    case Does::hire: return call(action.pool, action.count);
    case Does::let_go:
      if (action.person == kNone<PersonId>) return let_go(action.pool, action.count);
      return m_.people[action.person].pool ? let_go(action.person) : dismiss(action.person);
    case Does::note: return;
    default: break;
  }
  const std::size_t j = subject.job;
  if (!jobs_[j].active) return;  // it came to its end meanwhile
  // The subject's request, if it is there still, or all of the job.
  std::vector<std::size_t> requests;
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const NaiveRequest& r = requests_[i];
    if (r.job != j || r.state == State::over || r.seats.empty()) continue;
    if (subject.request == kNobody || subject.request == i) requests.push_back(i);
  }
  switch (action.sort) {
    case Does::set_class: jobs_[j].work_class = action.work_class; return;
    case Does::set_due:
      return set_due(j, evaluate(action.value.program, Facts{*this, subject, now_}));
    case Does::set_weight: {
      const double weight = evaluate(action.value.program, Facts{*this, subject, now_});
      if (!(weight >= 0.001 && weight <= 1e6)) return fail("a weight that is none");
      jobs_[j].weight = static_cast<std::uint32_t>(std::nearbyint(weight * 1000));
      return;
    }
    case Does::interrupt:
      for (std::size_t i : requests) requests_[i].pushes = true;
      return;
    case Does::escalate:
      for (std::size_t i : requests) escalate(i);
      return;
    case Does::reassign:
      for (std::size_t i : requests) reassign(i, action.person);
      return;
    default: return cancel_job(j);
  }
}

/// What arrives of a kind (of all) on an account (on all) does not come in, or comes in again.
void Naive::turn_away(KindId kind, AccountId account, bool away) {
  for (AccountId a : ids(m_.accounts)) {
    for (KindId k : ids(m_.kinds)) {
      const bool meant = (account == kNone<AccountId> || account == a) &&
                         (kind == kNone<KindId> || kind == k);
      if (!meant) continue;
      away ? void(closed_.insert({a, k})) : void(closed_.erase({a, k}));
    }
  }
}

/// Thresholds of slack follow.
void Naive::set_due(std::size_t j, double due) {
  jobs_[j].due = due >= 4e18 ? kNever : Instant{static_cast<std::int64_t>(std::max(0.0, due))};
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    if (requests_[i].job != j || requests_[i].state == State::over) continue;
    set_thresholds(requests_[i]);
    if (requests_[i].state == State::waiting) open_rings(i, true);
  }
}

/// Opens, for every seat that waits, the next ring in which somebody may who may not yet, and those
/// before it.
void Naive::escalate(std::size_t i) {
  NaiveRequest& r = requests_[i];
  if (r.state != State::waiting) return;
  std::vector<std::size_t> called;
  for (NaiveSeat& seat : r.seats) {
    for (NaiveWay& way : seat.ways) {
      std::set<PersonId> may;
      for (const NaiveRing& ring : way.rings) {
        if (!ring.open) continue;
        for (PersonId p : people_of(r, seat, way, ring)) may.insert(p);
      }
      const auto brings_somebody = [&](const NaiveRing& ring) {
        if (ring.open) return false;
        for (PersonId p : people_of(r, seat, way, ring)) {
          const bool there = ring.pool != kNobody || !people_[p].absent;
          if (there && meets(seat, p) && !may.contains(p)) return true;
        }
        return false;
      };
      const auto next = std::find_if(way.rings.begin(), way.rings.end(), brings_somebody);
      if (next == way.rings.end()) continue;
      for (auto ring = way.rings.begin(); ring <= next; ++ring) {
        if (ring->open) continue;
        ring->open = true;
        record(Happening::opened, r.number, static_cast<std::uint64_t>(ring - way.rings.begin()));
        if (ring->pool != kNobody) called.push_back(ring->pool);
      }
    }
  }
  for (std::size_t pool : called) call_for_ring(pool);
}

/// Whoever keeps the asked roles keeps them no more, but whom the rule names, where they hold the
/// role; solitary work under way is handed over.
void Naive::reassign(std::size_t i, PersonId to) {
  const bool running = requests_[i].state == State::running;
  if (requests_[i].state == State::booked) return;
  if (running && (requests_[i].seats.size() > 1 || requests_[i].seats[0].person == to)) return;
  Job& job = jobs_[requests_[i].job];
  for (std::size_t s = 0; s < requests_[i].seats.size(); ++s) {
    NaiveSeat& seat = requests_[i].seats[s];
    const NaiveWay& way = seat.ways[0];
    if (to != kNone<PersonId> && !has_role(to, way.asked)) continue;
    if (running) interrupt(seat.person, work_on(people_[seat.person], i), Why::absence);
    seat.person = to;
    if (m_.roles[way.asked].keep == Keep::account) {
      account_keepers_[raw(job.account)][way.place] = to;
    } else if (m_.roles[way.asked].keep == Keep::job) {
      PersonId& kept = job.keepers[way.place];
      if (kept != kNone<PersonId>) --people_[kept].kept;
      if (to != kNone<PersonId>) ++people_[to].kept;
      kept = to;
    }
  }
  // Who keeps a role from now on may be absent now.
  for (std::size_t other = 0; other < requests_.size(); ++other) {
    if (requests_[other].state == State::waiting) open_rings(other, false);
  }
}

}  // namespace suits
