// Who may be asked: the rings of a role on an account, and when they open.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

/// The rings of a role on an account (of its owner for kNone), as README lists them.
NaiveWay Naive::way_of(const Job& job, RoleId wanted) const {
  const Account& account = m_.accounts[job.account];
  const auto slot_of = [&](RoleId role) -> const Slot* {
    const std::int32_t slot = account.slot_of_role[raw(role)];
    return slot < 0 ? nullptr : &account.team[static_cast<std::size_t>(slot)];
  };
  NaiveWay way;
  const Slot* slot = nullptr;
  if (wanted == kNone<RoleId>) {
    slot = &account.team[*account.owner];
    way.asked = slot->role;
    way.place = m_.roles.size();
  } else {
    slot = slot_of(wanted);
    way.asked = wanted;
    way.place = raw(wanted);
  }
  const Role& role = m_.roles[way.asked];
  const std::optional<Threshold> none;
  const auto add = [&](RoleId serving, std::vector<PersonId> people,
                       const std::optional<Threshold>& threshold, int times = 1) {
    NaiveRing ring;
    ring.of_keeper = way.rings.empty();
    ring.people = std::move(people);
    ring.serving = serving;
    ring.cover = serving != way.asked;
    ring.after = threshold;
    ring.times = times;
    way.rings.push_back(ring);
  };
  if (role.sort == RoleSort::client) {
    add(way.asked, {account.client}, none);
    return way;
  }
  if (slot != nullptr) {
    add(way.asked, slot->holders, none);
    if (slot->holders.size() > 1) {
      add(way.asked, slot->holders, role.spare_after ? role.spare_after : role.peers_after);
    }
    std::vector<PersonId> spare;
    for (PersonId p : role.people) {
      bool holds = false;
      for (const Account& any : m_.accounts) {
        for (const Slot& s : any.team) {
          holds = holds || std::count(s.holders.begin(), s.holders.end(), p) > 0;
        }
      }
      if (!holds) spare.push_back(p);
    }
    add(way.asked, spare, role.spare_after);
  } else {
    add(way.asked, role.people, none);
  }
  // Where everybody is asked from the start, there are others only if one of them keeps the job.
  if (slot != nullptr || role.keep != Keep::none) add(way.asked, role.people, role.peers_after);
  const auto add_cover = [&](RoleId serving, const std::optional<Threshold>& threshold, int times) {
    if (const Slot* s = slot_of(serving); s != nullptr && !s->holders.empty()) {
      add(serving, s->holders, threshold, times);
    }
    add(serving, m_.roles[serving].people, threshold, times);
  };
  for (const CoverRing& cover : role.covered_by) add_cover(cover.role, cover.after, 1);
  std::vector<RoleId> level = role.superiors, seen{way.asked};
  for (int times = 1; !level.empty(); ++times) {
    std::vector<RoleId> above;
    for (RoleId superior : level) {
      if (std::count(seen.begin(), seen.end(), superior) > 0) continue;
      seen.push_back(superior);
      add_cover(superior, role.superior_after, times);
      const auto& further = m_.roles[superior].superiors;
      above.insert(above.end(), further.begin(), further.end());
    }
    level = above;
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
  if (ring.of_keeper) {
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
  for (NaiveSeat& seat : r.seats) {
    if (seat.forced != kNone<PersonId>) continue;
    for (NaiveWay& way : seat.ways) {
      bool nobody_before = nobody_there(r, seat, way, way.rings[0], std::nullopt);
      for (std::size_t k = 1; k < way.rings.size(); ++k) {
        NaiveRing& ring = way.rings[k];
        if (!ring.open && (nobody_before || (by_threshold && ring.opens <= now_))) {
          ring.open = true;
          record(Happening::opened, r.number, k);
        }
        nobody_before = nobody_before && nobody_there(r, seat, way, ring, std::nullopt);
      }
    }
  }
}

}  // namespace suits
