// People over time: accounts that end, what changes on dates, people who are called and go again.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

/// The account's jobs under way are given up.
void Naive::end_account(std::size_t account) {
  ended_[account] = true;
  for (std::size_t j = 0; j < jobs_.size(); ++j) {
    if (jobs_[j].active && raw(jobs_[j].account) == account) cancel_job(j);
  }
}

// ---- dated changes ------------------------------------------------------------------------------

void Naive::change(const DatedChange& change) {
  change.person != kNone<PersonId> ? change_person(change) : change_team(change);
}

/// What p keeps in a place (a role's, or the owner's) on the account is theirs no longer.
void Naive::lose_kept(PersonId p, AccountId account, std::size_t place) {
  PersonId& of_account = account_keepers_[raw(account)][place];
  if (of_account == p) of_account = kNone<PersonId>;
  for (Job& job : jobs_) {
    if (!job.active || job.account != account || job.keepers[place] != p) continue;
    job.keepers[place] = kNone<PersonId>;
    --people_[p].kept;
  }
}

void Naive::change_person(const DatedChange& change) {
  const PersonId p = change.person;
  NaivePerson& person = people_[p];
  const std::vector<RoleId> before = person.roles;
  person.weekly_hours = change.weekly_hours;
  if (change.level) person.level = *change.level;
  if (!change.roles.empty()) person.roles = change.roles;
  std::vector<RoleId> lost;
  for (RoleId r : before) {
    if (!has_role(p, r)) lost.push_back(r);
  }
  const auto is_lost = [&](const NaiveSeat& seat) {
    return seat.person == p && seat.forced != p &&
           std::count(lost.begin(), lost.end(), seat.serving) > 0;
  };
  std::vector<AccountId> emptied;
  for (AccountId a : ids(m_.accounts)) {
    NaiveTeam& team = teams_[a];
    for (RoleId r : lost) lose_kept(p, a, raw(r));
    for (std::size_t s = 0; s < team.places.size(); ++s) {
      NaivePlace& place = team.places[s];
      if (has_role(p, place.role)) continue;
      if (s == team.owner) lose_kept(p, a, m_.roles.size());
      if (std::erase(place.holders, p) > 0) emptied.push_back(a);
    }
  }
  regroup(emptied);
  for (std::size_t k = 0; k < person.works.size();) {
    const NaiveRequest& r = requests_[person.works[k].request];
    const bool alone = r.seats.size() == 1;
    alone && is_lost(r.seats[0]) ? interrupt(p, k, Why::absence) : void(++k);
  }
  std::vector<std::pair<Instant, std::size_t>> broken;
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const NaiveRequest& r = requests_[i];
    if (r.state != State::booked) continue;
    if (std::any_of(r.seats.begin(), r.seats.end(), is_lost)) broken.emplace_back(r.until, i);
  }
  remake(std::move(broken));
}

void Naive::change_team(const DatedChange& change) {
  const AccountId a = change.account;
  NaiveTeam& team = teams_[a];
  const std::size_t of_owner = m_.roles.size();
  for (const DatedChange::Place& wanted : change.team) {
    std::size_t s = 0;
    while (s < team.places.size() &&
           !(team.places[s].of_role && team.places[s].role == wanted.role)) {
      ++s;
    }
    if (s == team.places.size()) team.places.push_back({wanted.role, {}});
    NaivePlace& place = team.places[s];
    for (PersonId p : place.holders) {
      if (std::count(wanted.holders.begin(), wanted.holders.end(), p) > 0) continue;
      lose_kept(p, a, raw(place.role));
      if (s == team.owner) lose_kept(p, a, of_owner);
    }
    place.holders = wanted.holders;
  }
  if (change.owner != kNone<PersonId>) {
    for (PersonId p : ids(m_.people)) {
      if (p != change.owner) lose_kept(p, a, of_owner);
    }
    if (team.owner != kNobody) {
      NaivePlace& place = team.places[team.owner];
      // A place that was only the owner's is gone with them.
      if (!place.of_role) std::erase_if(place.holders, [&](PersonId p) { return p != change.owner; });
    }
    const std::vector<PersonId> alone{change.owner};
    team.owner = 0;
    while (team.owner < team.places.size() && team.places[team.owner].holders != alone) ++team.owner;
    if (team.owner == team.places.size()) {
      team.places.push_back({people_[change.owner].roles[0], alone, false});
    }
  }
  regroup({a});
}

// ---- people of pools ----------------------------------------------------------------------------

/// They are there during their stays.
void Naive::show_stays(PersonId p) {
  const Hours& hours = m_.patterns[m_.people[p].pattern];
  std::vector<std::pair<Instant, Instant>> away;
  Instant from = hours.begin();
  for (const auto& [came, went] : people_[p].stays) {
    away.emplace_back(from, came);
    from = went;
  }
  away.emplace_back(from, hours.end());
  people_[p].there = Availability::without(&hours, away);
}

/// The first n by number who are neither there nor on their way.
void Naive::call(std::size_t index, std::size_t n) {
  const Pool& pool = m_.staffing.pools[index];
  for (PersonId p : pool.people) {
    NaivePerson& person = people_[p];
    if (n == 0) return;
    if (person.comes < kNever || !person.left) continue;
    const Instant led = after(m_.agency(), now_, pool.lead.clock, pool.lead.amount.mean());
    person.comes = m_.agency().next_open(led);
    --n;
  }
}

/// The pool's ring has opened for a request.
void Naive::call_for_ring(std::size_t index) {
  const Pool& pool = m_.staffing.pools[index];
  if (!pool.after) return;
  std::size_t enough = 0, wait = 0;
  for (PersonId p : pool.people) {
    const NaivePerson& person = people_[p];
    if (person.comes < kNever || (!person.left && person.works.empty())) ++enough;
  }
  for (const NaiveRequest& r : requests_) {
    if (r.state != State::waiting) continue;
    bool open = false;
    for (const NaiveSeat& seat : r.seats) {
      for (const NaiveWay& way : seat.ways) {
        for (const NaiveRing& ring : way.rings) open = open || (ring.open && ring.pool == index);
      }
    }
    if (open) ++wait;
  }
  if (enough < wait) call(index, 1);
}

void Naive::join(PersonId p) {
  NaivePerson& person = people_[p];
  const Pool& pool = m_.staffing.pools[*m_.people[p].pool];
  person.comes = kNever;
  person.away = person.absent = person.left = false;
  person.idle_since = now_;
  person.stays.emplace_back(now_, m_.patterns[m_.people[p].pattern].end());
  show_stays(p);
  if (pool.stay) {
    person.may_go = after(m_.agency(), now_, pool.stay->clock, pool.stay->amount.mean());
  }
  record(Happening::back, raw(p), 0);
  if (pool.stay) return;
  person.hired = true;
  take_places(p);
}

/// Whoever is hired takes places that nobody holds, then of the accounts of whoever has two more.
void Naive::take_places(PersonId p) {
  const RoleId role = people_[p].roles[0];
  double weight = 0;
  std::vector<AccountId> changed;
  const auto holds = [&](PersonId who, AccountId a) {
    const NaivePlace* place = place_of(a, role);
    return place != nullptr && std::count(place->holders.begin(), place->holders.end(), who) > 0;
  };
  const auto weight_of = [&](AccountId a) {
    return m_.roles[role].account_weight[raw(m_.accounts[a].tier)];
  };
  const auto fits = [&](AccountId a) {
    const auto& most = m_.roles[role].max_accounts;
    return !holds(p, a) && (!most || weight + weight_of(a) <= *most + 1e-9);
  };
  const auto take = [&](AccountId a, NaivePlace& place) {
    place.holders.push_back(p);
    std::sort(place.holders.begin(), place.holders.end());
    weight += weight_of(a);
    changed.push_back(a);
  };
  for (const VacantPlace& vacant : m_.staffing.vacant) {
    NaivePlace& place = teams_[vacant.account].places[vacant.slot];
    if (place.role != role || place.holders.size() >= vacant.places) continue;
    if (fits(vacant.account)) take(vacant.account, place);
  }
  for (;;) {
    PersonId most = kNone<PersonId>;
    std::size_t of_most = 0, own = 0;
    for (AccountId a : ids(m_.accounts)) own += holds(p, a) ? 1 : 0;
    for (PersonId other : people_with(role)) {
      std::size_t n = 0;
      for (AccountId a : ids(m_.accounts)) n += holds(other, a) ? 1 : 0;
      if (other == p || (most != kNone<PersonId> && n <= of_most)) continue;
      most = other;
      of_most = n;
    }
    AccountId last = kNone<AccountId>;
    for (AccountId a : ids(m_.accounts)) {
      if (most != kNone<PersonId> && holds(most, a) && fits(a)) last = a;
    }
    if (last == kNone<AccountId> || of_most < own + 2) break;
    NaiveTeam& team = teams_[last];
    for (std::size_t s = 0; s < team.places.size(); ++s) {
      NaivePlace& place = team.places[s];
      if (!place.of_role || place.role != role) continue;
      std::erase(place.holders, most);
      lose_kept(most, last, raw(role));
      if (s == team.owner) lose_kept(most, last, m_.roles.size());
      take(last, place);
      break;
    }
  }
  regroup(changed);
}

/// Somebody who was hired goes as soon as they are idle; people on call go by themselves.
void Naive::let_go(PersonId p) {
  if (!m_.staffing.pools[*m_.people[p].pool].stay) people_[p].may_go = now_;
}

/// So many of those who are there, first whoever came last.
void Naive::let_go(std::size_t index, std::size_t n) {
  std::vector<std::pair<Instant, PersonId>> there;
  for (PersonId p : m_.staffing.pools[index].people) {
    const NaivePerson& person = people_[p];
    if (!person.left && person.may_go > now_) there.emplace_back(person.stays.back().first, p);
  }
  std::sort(there.rbegin(), there.rend());
  for (std::size_t i = 0; i < std::min(n, there.size()); ++i) let_go(there[i].second);
}

/// People of pools whose stay is over go if they have nothing in hand and no appointment. Whether
/// anybody went.
bool Naive::leave_idle() {
  std::vector<PersonId> going;
  for (PersonId p : ids(m_.people)) {
    const NaivePerson& person = people_[p];
    const bool there = m_.people[p].pool && !person.left;
    if (!there || person.may_go > now_ || !person.works.empty()) continue;
    if (next_appointment(p) >= kNever) going.push_back(p);
  }
  for (PersonId p : going) leave(p);
  return !going.empty();
}

void Naive::leave(PersonId p) {
  NaivePerson& person = people_[p];
  person.stays.back().second = now_;
  person.may_go = kNever;
  show_stays(p);
  if (person.hired) {
    person.hired = false;
    std::vector<AccountId> emptied;
    for (AccountId a : ids(m_.accounts)) {
      for (NaivePlace& place : teams_[a].places) {
        if (std::erase(place.holders, p) > 0) emptied.push_back(a);
      }
    }
    regroup(emptied);
  }
  person.away = person.absent = person.left = true;
  lose_all_kept(p);
  record(Happening::away, raw(p), 0);
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    if (requests_[i].state != State::waiting) continue;
    if (requests_[i].seats[0].forced == p) {
      cancel_job(requests_[i].job);  // only they could do it
    } else {
      open_rings(i, false);
    }
  }
}

}  // namespace suits
