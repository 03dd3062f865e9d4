#include "engine/run/rings.hpp"

#include <algorithm>

namespace suits {
namespace {

const Slot* slot_of(const Team& team, RoleId role) {
  if (raw(role) >= team.slot_of_role.size()) return nullptr;
  const std::int32_t slot = team.slot_of_role[raw(role)];
  return slot < 0 ? nullptr : &team.slots[static_cast<std::size_t>(slot)];
}

/// Superiors level by level, each role once, the written order within a level.
std::vector<std::vector<RoleId>> line_above(const Model& model, RoleId role) {
  std::vector<std::vector<RoleId>> levels;
  std::vector<bool> seen(model.roles.size(), false);
  seen[raw(role)] = true;
  std::vector<RoleId> level{role};
  for (;;) {
    std::vector<RoleId> above;
    for (RoleId r : level) {
      for (RoleId superior : model.roles[r].superiors) {
        if (!seen[raw(superior)]) {
          seen[raw(superior)] = true;
          above.push_back(superior);
        }
      }
    }
    if (above.empty()) return levels;
    levels.push_back(above);
    level = above;
  }
}

}  // namespace

RingPlans::RingPlans(const Model& model)
    : roles_(model.roles.size()), places_(model.people.size(), 0) {
  plans_.resize(model.accounts.size() * (roles_ + 1));
  for (const Account& account : model.accounts) {
    teams_.push_back({account.team, account.slot_of_role, account.owner});
    for (const Slot& slot : account.team) {
      for (PersonId p : slot.holders) ++places_[p];
    }
  }
  for (AccountId a : ids(model.accounts)) lay_out(model, a);
}

void RingPlans::set_team(const Model& model, AccountId account, Team team) {
  for (const Slot& slot : teams_[account].slots) {
    for (PersonId p : slot.holders) --places_[p];
  }
  for (const Slot& slot : team.slots) {
    for (PersonId p : slot.holders) ++places_[p];
  }
  teams_[account] = std::move(team);
  lay_out(model, account);
}

void RingPlans::lay_out(const Model& model, AccountId account) {
  const Team& team = teams_[account];
  RingPlan* plans = &plans_[raw(account) * (roles_ + 1)];
  for (RoleId r : ids(model.roles)) plans[raw(r)] = plan(model, account, r, slot_of(team, r));
  // Where nobody owns it, the compiler refuses steps that ask for an owner.
  if (!team.owner) return;
  const Slot& slot = team.slots[*team.owner];
  plans[roles_] = plan(model, account, slot.role, &slot);
  plans[roles_].place = static_cast<std::uint32_t>(roles_);
}

RingPlan RingPlans::plan(const Model& model, AccountId account, RoleId role,
                         const Slot* slot) const {
  const Role& asked = model.roles[role];
  RingPlan plan;
  plan.asked = role;
  plan.place = raw(role);
  plan.keep = asked.keep;
  Ring own;
  own.serving = role;
  own.keeper = true;
  if (asked.sort == RoleSort::client) {
    own.people = {model.accounts[account].client};
    plan.rings.push_back(own);
    return plan;
  }
  if (slot != nullptr) {
    own.people = slot->holders;
    plan.rings.push_back(own);
    // The team's other holder, where one keeps the job.
    if (slot->holders.size() > 1) {
      Ring team = own;
      team.keeper = false;
      team.after = asked.spare_after ? &*asked.spare_after
                                     : asked.peers_after ? &*asked.peers_after : nullptr;
      plan.rings.push_back(team);
    }
    Ring spare;
    spare.serving = role;
    spare.source = Ring::Source::spare;
    spare.after = asked.spare_after ? &*asked.spare_after : nullptr;
    plan.rings.push_back(spare);
  } else {
    own.source = Ring::Source::all;
    plan.rings.push_back(own);
  }
  Ring peers;
  peers.serving = role;
  peers.source = Ring::Source::all;
  peers.after = asked.peers_after ? &*asked.peers_after : nullptr;
  if (slot != nullptr || asked.keep != Keep::none) plan.rings.push_back(peers);

  enum class Whose : std::uint8_t { the_account, all };
  const auto add = [&](Whose whose, RoleId serving, const Threshold* after, std::uint32_t times,
                       bool superior) {
    Ring ring;
    ring.serving = serving;
    ring.after = after;
    ring.times = times;
    ring.cover = true;
    ring.superior = superior;
    if (whose == Whose::the_account) {
      const Slot* own_slot = slot_of(teams_[account], serving);
      if (own_slot == nullptr || own_slot->holders.empty()) return;
      ring.people = own_slot->holders;
    } else {
      ring.source = Ring::Source::all;
    }
    plan.rings.push_back(ring);
  };
  for (const CoverRing& cover : asked.covered_by) {
    for (const Whose whose : {Whose::the_account, Whose::all}) {
      add(whose, cover.role, cover.after ? &*cover.after : nullptr, 1, false);
    }
  }
  std::uint32_t times = 1;
  for (const auto& level : line_above(model, role)) {
    for (const Whose whose : {Whose::the_account, Whose::all}) {
      for (RoleId superior : level) {
        add(whose, superior, asked.superior_after ? &*asked.superior_after : nullptr, times, true);
      }
    }
    ++times;
  }
  for (std::uint32_t i = 0; i < model.staffing.pools.size(); ++i) {
    const Pool& pool = model.staffing.pools[i];
    if (pool.role != role || !pool.stay) continue;
    Ring ring;
    ring.serving = role;
    ring.people = pool.people;
    ring.after = pool.after ? &*pool.after : nullptr;
    ring.pool = i;
    if (!pool.after && plan.rings.size() < 64) {
      plan.at_once |= std::uint64_t{1} << plan.rings.size();
    }
    plan.rings.push_back(ring);
  }
  plan.thresholds = std::any_of(plan.rings.begin(), plan.rings.end(),
                                [](const Ring& r) { return r.after != nullptr; });
  return plan;
}

}  // namespace suits
