// People over time: what the scenario changes on dates.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

/// Who holds a place in one team and none in the other, by id.
std::vector<PersonId> leavers(const Team& before, const Team& now) {
  const auto holders = [](const Team& team) {
    std::vector<PersonId> all;
    for (const Slot& slot : team.slots) {
      all.insert(all.end(), slot.holders.begin(), slot.holders.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  };
  const std::vector<PersonId> old = holders(before), kept = holders(now);
  std::vector<PersonId> gone;
  std::set_difference(old.begin(), old.end(), kept.begin(), kept.end(), std::back_inserter(gone));
  return gone;
}

}  // namespace

void Replication::start_changes() {
  const std::vector<DatedChange>& changes = model_.staffing.changes;
  for (std::uint32_t i = 0; i < changes.size(); ++i) {
    events_.schedule(midnight(changes[i].at), EventClass::dated_change, range(3) + i,
                     payload(Type::change, i));
  }
}

// ---- dated changes ------------------------------------------------------------------------------

void Replication::on_change(std::uint32_t index) {
  const DatedChange& change = model_.staffing.changes[index];
  change.person != kNone<PersonId> ? change_person(change) : change_team(change);
}

/// Who may take what changes: all that waits leaves its queues first, and is looked at again after.
/// Rings that now have nobody before them open.
void Replication::regroup(const std::function<void()>& change) {
  std::vector<TaskId> waiting;
  for (const TaskId t : ids(tasks_)) {
    if (tasks_[t].state == TaskState::waiting) waiting.push_back(t);
  }
  std::sort(waiting.begin(), waiting.end(),
            [&](TaskId a, TaskId b) { return tasks_[a].number < tasks_[b].number; });
  for (const TaskId t : waiting) dequeue(t);
  replanned_.clear();
  change();
  std::sort(replanned_.begin(), replanned_.end());
  for (const TaskId t : waiting) {
    const bool replanned = std::binary_search(replanned_.begin(), replanned_.end(), t);
    open_rings(t, replanned);
    if (replanned) {
      // Another threshold may be the next to pass.
      if (tasks_[t].timer != kNoEvent) events_.cancel(tasks_[t].timer);
      tasks_[t].timer = kNoEvent;
      arm_threshold(t);
    }
    wait_anew(t, tasks_[t].waits_for);
    mark_dirty(t);
  }
}

void Replication::change_person(const DatedChange& change) {
  const PersonId p = change.person;
  Server& server = servers_[p];
  std::vector<RoleId> lost;
  for (const RoleId r : server.roles) {
    const bool stays =
        change.roles.empty() || std::count(change.roles.begin(), change.roles.end(), r) != 0;
    if (!stays) lost.push_back(r);
  }
  const auto is_lost = [&](const Seat& seat) {
    return seat.forced != p && std::count(lost.begin(), lost.end(), seat.serving) != 0;
  };
  regroup([&] {
    server.weekly_hours = change.weekly_hours;
    server.cost = change.cost;
    server.rate = change.rate;
    if (change.level) server.level = *change.level;
    groups_.forget();
    if (!change.roles.empty()) take_roles(p, change.roles);
  });
  mark_dirty(p);
  if (careers_ && careers_->holds(p)) {
    take_stock(p);
    careers_->move(p, server.roles[0], now_);
  }
  if (lost.empty()) return;
  for (std::size_t i = 0; !server.meeting && !server.joint && i < server.works.size();) {
    if (is_lost(tasks_[server.works[i].task].seats[server.works[i].seat])) {
      interrupt(p, i, Cause::absence);
    } else {
      ++i;
    }
  }
  std::vector<TaskId> meetings;
  for (const Appointment& a : server.appointments) {
    if (tasks_[a.task].state == TaskState::booked && is_lost(tasks_[a.task].seats[a.seat])) {
      meetings.push_back(a.task);
    }
  }
  for (const TaskId t : meetings) unbook(t);
  for (const TaskId t : meetings) book(t);
}

/// The person is of the roles that they have now, and of no others.
void Replication::hold_roles(PersonId p) {
  for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
    Membership& member = memberships_[m];
    const bool held = has_role(p, member.role);
    if (held == member.held) continue;
    member.held = held;
    std::vector<PersonId>& people = role_people_[member.role];
    if (held) {
      people.insert(std::lower_bound(people.begin(), people.end(), p), p);
    } else {
      std::erase(people, p);
    }
  }
}

/// The person has these roles from now on. Places in teams and kept roles of those lost are lost.
void Replication::take_roles(PersonId p, const std::vector<RoleId>& roles) {
  Server& server = servers_[p];
  if (!server.absent) count_present(p, -1);
  const std::vector<RoleId> before = server.roles;
  server.roles = roles;
  hold_roles(p);
  if (!server.absent) count_present(p, 1);
  groups_.forget();
  list_idle(p);
  for (const AccountId a : ids(model_.accounts)) {
    Team team = plans_.team(a);
    bool changed = false;
    for (std::uint32_t s = 0; s < team.slots.size(); ++s) {
      if (!has_role(p, team.slots[s].role)) {
        changed = std::erase(team.slots[s].holders, p) > 0 || changed;
      }
    }
    for (const RoleId r : before) {
      if (!has_role(p, r)) lose_kept(p, a, raw(r));
    }
    if (team.owner && !has_role(p, team.slots[*team.owner].role)) {
      lose_kept(p, a, model_.roles.size());
    }
    if (changed) set_team(a, std::move(team));
  }
}

/// What the person keeps in a place (a role's, or the owner's) on the account is theirs no longer.
void Replication::lose_kept(PersonId p, AccountId account, std::size_t place) {
  PersonId& of_account = account_keepers_[raw(account)][place];
  if (of_account == p) of_account = kNone<PersonId>;
  for (Job& job : jobs_) {
    if (!job.active || job.account != account || job.keepers[place] != p) continue;
    job.keepers[place] = kNone<PersonId>;
    count_kept(p, -1);
  }
}

void Replication::change_team(const DatedChange& change) {
  const AccountId a = change.account;
  if (lives_[a].lost) return;
  Team team = plans_.team(a);
  const auto leave = [&](std::uint32_t slot, const std::vector<PersonId>& holders) {
    for (const PersonId p : team.slots[slot].holders) {
      if (std::count(holders.begin(), holders.end(), p) != 0) continue;
      lose_kept(p, a, raw(team.slots[slot].role));
      if (team.owner == slot) lose_kept(p, a, model_.roles.size());
    }
    team.slots[slot].holders = holders;
  };
  regroup([&] {
    for (const DatedChange::Place& place : change.team) {
      std::int32_t& slot = team.slot_of_role[raw(place.role)];
      if (slot < 0) {
        slot = static_cast<std::int32_t>(team.slots.size());
        team.slots.push_back({place.role, {}});
      }
      leave(static_cast<std::uint32_t>(slot), place.holders);
    }
    if (change.owner != kNone<PersonId>) {
      // Whoever keeps what is asked of the owner may not even have the new one's role.
      const std::size_t place = model_.roles.size();
      std::vector<PersonId> keepers{account_keepers_[raw(a)][place]};
      for (const Job& job : jobs_) {
        if (job.active && job.account == a) keepers.push_back(job.keepers[place]);
      }
      for (const PersonId p : keepers) {
        if (p != kNone<PersonId> && p != change.owner) lose_kept(p, a, place);
      }
      if (team.owner) {
        Slot& slot = team.slots[*team.owner];
        // A place that was only the owner's is gone with them.
        const bool of_role = team.slot_of_role[raw(slot.role)] == static_cast<std::int32_t>(*team.owner);
        if (!of_role && slot.holders != std::vector<PersonId>{change.owner}) slot.holders.clear();
      }
      // A place that is the new owner's alone is the owner's; else they get one of their own.
      const auto alone = std::find_if(team.slots.begin(), team.slots.end(), [&](const Slot& s) {
        return s.holders == std::vector<PersonId>{change.owner};
      });
      team.owner = static_cast<std::uint32_t>(alone - team.slots.begin());
      if (alone == team.slots.end()) {
        team.slots.push_back({servers_[change.owner].roles[0], {change.owner}});
      }
    }
    set_team(a, std::move(team));
  });
}

/// The rings that were open stay open, wherever they are among the new ones.
void Replication::set_team(AccountId account, Team team) {
  const std::size_t plans = model_.roles.size() + 1;
  const RingPlan* first = &plans_.of(account, RoleId{0});
  const std::vector<RingPlan> before(first, first + plans);
  const auto of_account = [&](const Task& task) {
    return task.state != TaskState::unused && jobs_[task.job].account == account;
  };
  for (const Task& task : tasks_) {
    if (of_account(task)) count_waiting(task, -1);
  }
  for (const PersonId p : leavers(plans_.team(account), team)) {
    if (!servers_[p].left) lose_contact(account);
  }
  plans_.set_team(model_, account, std::move(team));
  groups_.forget();
  for (const Task& task : tasks_) {
    if (of_account(task)) count_waiting(task, 1);
  }
  const auto same = [](const Ring& a, const Ring& b) {
    return a.source == b.source && a.serving == b.serving && a.keeper == b.keeper &&
           a.cover == b.cover && a.superior == b.superior && a.pool == b.pool;
  };
  for (const TaskId t : ids(tasks_)) {
    Task& task = tasks_[t];
    if (!of_account(task)) continue;
    touch(task.job);
    for (Seat& seat : task.seats) {
      for (std::uint32_t w = 0; w < seat.way_count; ++w) {
        Seat::Way& way = seat.ways[w];
        const RingPlan& old = before[static_cast<std::size_t>(way.plan - first)];
        const std::vector<Ring>& rings = way.plan->rings;
        std::uint64_t open = way.open != 0 ? way.plan->at_once : 0;
        std::uint32_t ring = 0;
        for (std::uint32_t r = 1; r < rings.size() && r < 64; ++r) {
          for (std::uint32_t o = 1; o < old.rings.size() && o < 64; ++o) {
            if (!same(rings[r], old.rings[o])) continue;
            if ((way.open >> o & 1) != 0) open |= std::uint64_t{1} << r;
            if (seat.way == w && seat.ring == o) ring = r;
            break;
          }
        }
        way.open = open;
        if (seat.way == w) seat.ring = ring;
        if (w == 0 && task.state == TaskState::waiting && way.plan->asked != old.asked) {
          recorder_.queue_changed(old.asked, -1, now_);
          recorder_.queue_changed(way.plan->asked, 1, now_);
        }
      }
    }
    if (task.state == TaskState::waiting) replanned_.push_back(t);
  }
}

}  // namespace suits
