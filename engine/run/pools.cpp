// People who are not there at first: they are called or hired, come after a while, and those on
// call go again.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

Instant lapsed(const Hours& agency, Instant t, const Lapse& lapse) {
  return after(agency, t, lapse.clock, lapse.amount.mean());
}

}  // namespace

std::uint32_t Replication::call(std::uint32_t index, std::uint32_t n) {
  const Pool& pool = model_.staffing.pools[index];
  const Instant at = model_.agency().next_open(lapsed(model_.agency(), now_, pool.lead));
  std::uint32_t called = 0;
  if (at >= kNever) return called;
  for (const PersonId p : pool.people) {
    if (called == n) break;
    Server& server = servers_[p];
    if (server.coming || !server.left) continue;
    server.coming = true;
    ++called;
    events_.schedule(at, EventClass::dated_change, range(5) + raw(p), payload(Type::joins, raw(p)));
  }
  return called;
}

/// The pool's ring has opened for a request: one more is called unless enough are on their way or
/// idle for all that waits with the ring open.
void Replication::call_for_ring(std::uint32_t index) {
  const Pool& pool = model_.staffing.pools[index];
  if (!pool.after) return;
  // Nobody is left to call.
  if (std::none_of(pool.people.begin(), pool.people.end(),
                   [&](PersonId p) { return servers_[p].left && !servers_[p].coming; })) {
    return;
  }
  std::size_t free = 0;
  for (const PersonId p : pool.people) {
    const Server& server = servers_[p];
    if (server.coming || (!server.left && server.works.empty())) ++free;
  }
  std::size_t waiting = 0;
  for (const Task& task : tasks_) {
    if (task.state != TaskState::waiting) continue;
    const bool open = std::any_of(task.seats.begin(), task.seats.end(), [&](const Seat& seat) {
      for (std::uint32_t w = 0; w < seat.way_count; ++w) {
        const std::vector<Ring>& rings = seat.ways[w].plan->rings;
        for (std::uint32_t r = 0; r < rings.size() && r < 64; ++r) {
          if (rings[r].pool == index && (seat.ways[w].open >> r & 1) != 0) return true;
        }
      }
      return false;
    });
    if (open) ++waiting;
    if (free < waiting) break;
  }
  if (free < waiting) call(index, 1);
}

void Replication::on_join(PersonId p) {
  Server& server = servers_[p];
  const Person& person = model_.people[p];
  const Pool& pool = model_.staffing.pools[*person.pool];
  const Hours& hours = model_.patterns[person.pattern];
  server.coming = false;
  server.away = server.absent = server.left = false;
  note_standing(p);
  server.stays.emplace_back(now_, hours.end());
  server.idle_since = now_;
  show_stays(p);
  record(Happening::back, raw(p), 0);
  pool_there_.insert(std::lower_bound(pool_there_.begin(), pool_there_.end(), p), p);
  mark_dirty(p);
  if (pool.stay) {
    server.may_go = lapsed(model_.agency(), now_, *pool.stay);
    if (server.may_go < kNever) {
      events_.schedule(std::max(server.may_go, now_), EventClass::timer, range(3) + raw(p),
                       payload(Type::stay_over, raw(p)));
    }
    return;
  }
  regroup([&] {
    set_held(p, true);
    take_places(p);
  });
}

/// The person's hours are those of their stays.
void Replication::show_stays(PersonId p) {
  Server& server = servers_[p];
  const Hours& hours = model_.patterns[model_.people[p].pattern];
  std::vector<std::pair<Instant, Instant>> away;
  Instant from = hours.begin();
  for (const auto& [came, went] : server.stays) {
    away.emplace_back(from, came);
    from = went;
  }
  away.emplace_back(from, hours.end());
  server.availability = Availability::without(&hours, std::move(away));
}

/// Of a pool: one of the role's people from now on, or no longer.
void Replication::set_held(PersonId p, bool held) {
  Membership& member = memberships_[first_membership_[p]];
  std::vector<PersonId>& people = role_people_[member.role];
  groups_.forget();
  if (!held) {
    count_present(p, -1);
    std::erase(people, p);
    member.held = false;
    list_idle(p);
    return;
  }
  member.held = true;
  people.insert(std::lower_bound(people.begin(), people.end(), p), p);
  count_present(p, 1);
  list_idle(p);
}

/// Somebody newly hired takes what nobody holds, the largest load first, and then accounts of those
/// who hold at least two more, as far as the limits let them.
void Replication::take_places(PersonId p) {
  const RoleId role = servers_[p].roles[0];
  const Role& r = model_.roles[role];
  double held = 0;
  const auto fits = [&](AccountId a) {
    return !r.max_accounts ||
           held + r.account_weight[raw(model_.accounts[a].tier)] <= *r.max_accounts + 1e-9;
  };
  const auto take = [&](AccountId a, std::uint32_t slot, PersonId from) {
    Team team = plans_.team(a);
    std::vector<PersonId>& holders = team.slots[slot].holders;
    if (from != kNone<PersonId>) {
      std::erase(holders, from);
      lose_kept(from, a, raw(role));
      if (team.owner == slot) lose_kept(from, a, model_.roles.size());
    }
    holders.insert(std::lower_bound(holders.begin(), holders.end(), p), p);
    held += r.account_weight[raw(model_.accounts[a].tier)];
    set_team(a, std::move(team));
  };
  const auto holds = [&](PersonId who, AccountId a) {
    const Team& team = plans_.team(a);
    const std::int32_t slot = team.slot_of_role[raw(role)];
    if (slot < 0) return false;
    const auto& holders = team.slots[static_cast<std::size_t>(slot)].holders;
    return std::count(holders.begin(), holders.end(), who) != 0;
  };
  for (const VacantPlace& place : model_.staffing.vacant) {
    const Slot& slot = plans_.team(place.account).slots[place.slot];
    if (slot.role != role || slot.holders.size() >= place.places) continue;
    if (lives_[place.account].lost) continue;
    if (!holds(p, place.account) && fits(place.account))
      take(place.account, place.slot, kNone<PersonId>);
  }
  const std::size_t accounts = model_.accounts.size();
  for (;;) {
    IdVector<PersonId, std::size_t> count(model_.people.size(), 0);
    for (const AccountId a : ids(model_.accounts)) {
      for (const PersonId other : role_people_[role]) {
        if (holds(other, a)) ++count[other];
      }
    }
    PersonId most = kNone<PersonId>;
    for (const PersonId other : role_people_[role]) {
      if (other != p && (most == kNone<PersonId> || count[other] > count[most])) most = other;
    }
    if (most == kNone<PersonId> || count[most] < count[p] + 2) return;
    std::size_t a = accounts;
    while (a > 0) {
      const AccountId account{static_cast<std::uint32_t>(a - 1)};
      if (holds(most, account) && !holds(p, account) && fits(account)) break;
      --a;
    }
    if (a == 0) return;
    const AccountId account{static_cast<std::uint32_t>(a - 1)};
    take(account, static_cast<std::uint32_t>(plans_.team(account).slot_of_role[raw(role)]), most);
  }
}

/// People on call go by themselves, and not before.
void Replication::let_go(PersonId person) {
  if (!model_.staffing.pools[*model_.people[person].pool].stay) servers_[person].may_go = now_;
}

void Replication::dismiss(PersonId p) {
  Server& server = servers_[p];
  const Date from = date_of(now_) + 1;
  if (server.left || midnight(from) >= server.availability.hours().end()) return;
  server.absences.known.push_back({from, date_of(server.availability.hours().end())});
  learn_absences(p);
  if (careers_) {
    events_.schedule(midnight(from), EventClass::dated_change, range(46) + raw(p),
                     payload(Type::post_closes, raw(p)));
  }
  if (server.away) return;  // it goes on from there when they would be back
  const auto& away = server.availability.away();
  const auto next = std::find_if(away.begin(), away.end(),
                                 [&](const Availability::Away& a) { return a.to > now_; });
  events_.schedule(next->from, EventClass::dated_change, raw(p), payload(Type::away, raw(p)));
}

/// So many of the pool's people who are there, first whoever came last.
std::uint32_t Replication::let_go(std::uint32_t index, std::uint32_t n) {
  std::vector<std::pair<Instant, PersonId>> there;
  for (const PersonId p : model_.staffing.pools[index].people) {
    const Server& server = servers_[p];
    if (!server.left && server.may_go > now_) there.emplace_back(server.stays.back().first, p);
  }
  std::sort(there.rbegin(), there.rend());
  if (there.size() > n) there.resize(n);
  for (const auto& [came, p] : there) let_go(p);
  return static_cast<std::uint32_t>(there.size());
}

/// People of pools whose stay is over go as soon as they have nothing in hand and no appointment;
/// whether anybody went.
bool Replication::leave_idle() {
  std::vector<PersonId> going;
  for (const PersonId p : pool_there_) {
    const Server& server = servers_[p];
    if (server.may_go <= now_ && server.works.empty() && server.paused == kNone<TaskId> &&
        server.appointments.empty()) {
      going.push_back(p);
    }
  }
  for (const PersonId p : going) leave(p);
  return !going.empty();
}

void Replication::leave(PersonId p) {
  Server& server = servers_[p];
  std::erase(pool_there_, p);
  server.stays.back().second = now_;
  show_stays(p);
  server.may_go = kNever;
  if (memberships_[first_membership_[p]].held) {
    regroup([&] {
      set_held(p, false);
      for (const AccountId a : ids(model_.accounts)) {
        Team team = plans_.team(a);
        bool changed = false;
        for (Slot& slot : team.slots) changed = std::erase(slot.holders, p) > 0 || changed;
        if (changed) set_team(a, std::move(team));
      }
    });
  }
  server.away = server.absent = server.left = true;
  note_standing(p);
  knowledge_.leave(p);
  record(Happening::away, raw(p), 0);
  reopen_queues_of(p);
}

}  // namespace suits
