// Who may be asked: the rings of a role on an account, and when they open.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

/// The account's place of a role, if it has one.
const NaivePlace* Naive::place_of(AccountId account, RoleId role) const {
  for (const NaivePlace& place : teams_[account].places) {
    if (place.of_role && place.role == role) return &place;
  }
  return nullptr;
}

/// The rings of a role on an account (of its owner for kNone), as README lists them, as things stand.
NaiveWay Naive::way_of(AccountId account, RoleId wanted) const {
  const NaiveTeam& team = teams_[account];
  NaiveWay way;
  way.wanted = wanted;
  const NaivePlace* slot = nullptr;
  if (wanted == kNone<RoleId>) {
    slot = &team.places[team.owner];
    way.asked = slot->role;
    way.place = m_.roles.size();
  } else {
    slot = place_of(account, wanted);
    way.asked = wanted;
    way.place = raw(wanted);
  }
  const Role& role = m_.roles[way.asked];
  const std::optional<Threshold> none;
  const auto add = [&](Capacity capacity, RoleId serving, std::vector<PersonId> people,
                       const std::optional<Threshold>& threshold, int times = 1) {
    NaiveRing ring;
    ring.capacity = capacity;
    ring.people = std::move(people);
    ring.serving = serving;
    ring.cover = serving != way.asked;
    ring.after = threshold;
    ring.times = times;
    way.rings.push_back(ring);
  };
  if (role.sort == RoleSort::client) {
    add(Capacity::own, way.asked, {m_.accounts[account].client}, none);
    return way;
  }
  if (slot != nullptr) {
    add(Capacity::own, way.asked, slot->holders, none);
    if (slot->holders.size() > 1) {
      add(Capacity::other_holders, way.asked, slot->holders,
          role.spare_after ? role.spare_after : role.peers_after);
    }
    std::vector<PersonId> spare;
    for (PersonId p : people_with(way.asked)) {
      bool holds = false;
      for (const NaiveTeam& any : teams_) {
        for (const NaivePlace& s : any.places) {
          holds = holds || std::count(s.holders.begin(), s.holders.end(), p) > 0;
        }
      }
      if (!holds) spare.push_back(p);
    }
    add(Capacity::spare, way.asked, spare, role.spare_after);
  } else {
    add(Capacity::own, way.asked, people_with(way.asked), none);
  }
  // Where everybody is asked from the start, there are others only if one of them keeps the job.
  if (slot != nullptr || role.keep != Keep::none) {
    add(Capacity::peers, way.asked, people_with(way.asked), role.peers_after);
  }
  const auto holders = [&](RoleId serving) {
    const NaivePlace* place = place_of(account, serving);
    return place == nullptr ? std::vector<PersonId>{} : place->holders;
  };
  for (const CoverRing& cover : role.covered_by) {
    if (const auto own = holders(cover.role); !own.empty()) {
      add(Capacity::cover_holders, cover.role, own, cover.after);
    }
    add(Capacity::cover, cover.role, people_with(cover.role), cover.after);
  }
  // Level by level: the account's own superiors, then all others.
  std::vector<RoleId> level = role.superiors, seen{way.asked};
  for (int times = 1; !level.empty(); ++times) {
    std::vector<RoleId> fresh, above;
    for (RoleId superior : level) {
      if (std::count(seen.begin(), seen.end(), superior) > 0) continue;
      seen.push_back(superior);
      fresh.push_back(superior);
      const auto& further = m_.roles[superior].superiors;
      above.insert(above.end(), further.begin(), further.end());
    }
    for (RoleId superior : fresh) {
      const auto own = holders(superior);
      if (own.empty()) continue;
      add(Capacity::superior_holders, superior, own, role.superior_after, times);
    }
    for (RoleId superior : fresh) {
      add(Capacity::superior, superior, people_with(superior), role.superior_after, times);
    }
    level = above;
  }
  for (std::size_t i = 0; i < m_.staffing.pools.size(); ++i) {
    const Pool& pool = m_.staffing.pools[i];
    if (pool.role != way.asked || !pool.stay) continue;
    add(Capacity::on_call, way.asked, pool.people, pool.after);
    way.rings.back().pool = i;
  }
  return way;
}

/// When so little slack is left: due, less the work ahead and its own.
Instant Naive::slack_falls_to(const NaiveRequest& r, double slack) const {
  const Instant due = jobs_[r.job].due;
  if (due >= kNever) return kNever;
  const Duration worked = m_.agency().worked(due) - tail_of(r) - expected_left(r) - round_duration(slack);
  return worked.us <= 0 ? kDawn : m_.agency().at_worked(worked);
}

/// When each ring opens for having waited long enough, counted from the instant of being ready, or
/// for want of slack.
void Naive::set_thresholds(NaiveRequest& r) {
  for (NaiveSeat& seat : r.seats) {
    for (NaiveWay& way : seat.ways) {
      for (NaiveRing& ring : way.rings) {
        if (!ring.after) continue;
        const Lapse& lapse = ring.after->lapse;
        if (ring.after->slack) {
          ring.opens = slack_falls_to(r, mean_working(m_, lapse) / ring.times);
        } else {
          ring.opens = after(m_.agency(), r.ready, lapse.clock, lapse.amount.mean() * ring.times);
        }
      }
    }
  }
}

/// Who keeps the role, if they may take the seat.
PersonId Naive::keeper(const NaiveRequest& r, const NaiveSeat& seat, const NaiveWay& way) const {
  const Job& job = jobs_[r.job];
  PersonId p = kNone<PersonId>;
  switch (m_.roles[way.asked].keep) {
    case Keep::none: break;
    case Keep::job: p = job.keepers[way.place]; break;
    case Keep::account: p = account_keepers_[raw(job.account)][way.place]; break;
  }
  if (p == kNone<PersonId> || people_[p].left) return kNone<PersonId>;
  if (!meets(seat, p)) return kNone<PersonId>;
  return p;
}

std::vector<PersonId> Naive::people_of(const NaiveRequest& r, const NaiveSeat& seat,
                                       const NaiveWay& way, const NaiveRing& ring) const {
  if (seat.forced != kNone<PersonId>) return {seat.forced};
  if (ring.capacity == Capacity::own) {
    if (const PersonId p = keeper(r, seat, way); p != kNone<PersonId>) return {p};
  }
  return ring.people;
}

/// Absent, left, or without the level: now as the events of this instant have made it, or at an
/// instant as the calendars say.
bool Naive::nobody_there(const NaiveRequest& r, const NaiveSeat& seat, const NaiveWay& way,
                         const NaiveRing& ring, std::optional<Instant> at) const {
  for (PersonId p : people_of(r, seat, way, ring)) {
    const bool missing = at ? people_[p].there.absent(*at) : people_[p].absent;
    if (!missing && meets(seat, p)) return false;
  }
  return true;
}

void Naive::open_rings(std::size_t i, bool by_threshold) {
  NaiveRequest& r = requests_[i];
  std::vector<std::size_t> called;
  for (NaiveSeat& seat : r.seats) {
    if (seat.forced != kNone<PersonId>) continue;
    for (NaiveWay& way : seat.ways) {
      bool nobody_before = nobody_there(r, seat, way, way.rings[0], std::nullopt);
      for (std::size_t k = 1; k < way.rings.size(); ++k) {
        NaiveRing& ring = way.rings[k];
        if (!ring.open && (nobody_before || (by_threshold && ring.opens <= now_))) {
          ring.open = true;
          record(Happening::opened, r.number, k);
          if (ring.pool != kNobody) called.push_back(ring.pool);
        }
        nobody_before = nobody_before && nobody_there(r, seat, way, ring, std::nullopt);
      }
    }
  }
  for (std::size_t pool : called) call_for_ring(pool);
}

/// Rings are told anew: those that were open stay so, and next all that waits opens rings for want of
/// anybody; on accounts with a new team by threshold too.
void Naive::regroup(const std::vector<AccountId>& new_teams) {
  for (NaiveRequest& r : requests_) {
    if (r.state == State::over) continue;
    for (NaiveSeat& seat : r.seats) {
      for (NaiveWay& way : seat.ways) {
        const NaiveWay before = way;
        way = way_of(jobs_[r.job].account, before.wanted);
        way.rings[0].open = before.rings[0].open;
        for (std::size_t k = 1; k < way.rings.size(); ++k) {
          NaiveRing& ring = way.rings[k];
          ring.open = before.rings[0].open && ring.pool != kNobody && !ring.after;
          for (const NaiveRing& old : before.rings) {
            const bool same = old.capacity == ring.capacity && old.serving == ring.serving &&
                              old.pool == ring.pool;
            if (same && old.open) ring.open = true;
          }
        }
      }
    }
    set_thresholds(r);
  }
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    if (requests_[i].state != State::waiting) continue;
    const AccountId account = jobs_[requests_[i].job].account;
    open_rings(i, std::count(new_teams.begin(), new_teams.end(), account) > 0);
  }
}

}  // namespace suits
