#include "engine/model/allocation.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace suits {
namespace {

/// Loads that differ in their last digits are equal, so that no rounding decides.
double rounded(double x) { return std::nearbyint(x * 1e6) / 1e6; }

}  // namespace

Allocator::Allocator(Model& model)
    : model_(model), load_(model.people.size(), 0.0), held_(model.people.size()) {
  for (const AccountId a : ids(model.accounts)) {
    std::set<std::pair<PersonId, RoleId>> seen;
    for (const Slot& slot : model.accounts[a].team) {
      for (const PersonId p : slot.holders) {
        if (seen.emplace(p, slot.role).second) hold(p, slot.role, a);
      }
    }
  }
}

void Allocator::hold(PersonId person, RoleId role, AccountId account) {
  const double weight = model_.roles[role].account_weight[raw(model_.accounts[account].tier)];
  for (auto& [r, sum] : held_[person]) {
    if (r == role) {
      sum += weight;
      return;
    }
  }
  held_[person].emplace_back(role, weight);
}

double Allocator::held(PersonId person, RoleId role) const {
  for (const auto& [r, sum] : held_[person]) {
    if (r == role) return sum;
  }
  return 0;
}

std::optional<double> Allocator::limit(PersonId person, RoleId role) const {
  const auto& own = model_.people[person].max_accounts;
  return own ? own : model_.roles[role].max_accounts;
}

bool Allocator::may(PersonId person, const OpenPlace& place) const {
  const Account& account = model_.accounts[place.account];
  const Slot& slot = account.team[place.slot];
  if (place.least_level && model_.people[person].level < *place.least_level) return false;
  if (std::count(slot.holders.begin(), slot.holders.end(), person) != 0) return false;
  const auto most = limit(person, slot.role);
  if (!most) return true;
  const bool there = std::any_of(account.team.begin(), account.team.end(), [&](const Slot& s) {
    return s.role == slot.role && std::count(s.holders.begin(), s.holders.end(), person) != 0;
  });
  const double weight = there ? 0 : model_.roles[slot.role].account_weight[raw(account.tier)];
  return held(person, slot.role) + weight <= *most + 1e-9;
}

/// No account of any tier fits any more.
bool Allocator::full(PersonId person, RoleId role) const {
  const auto most = limit(person, role);
  if (!most) return false;
  const auto& weights = model_.roles[role].account_weight;
  const double least = weights.empty() ? 0 : *std::min_element(weights.begin(), weights.end());
  return held(person, role) + least > *most + 1e-9;
}

void Allocator::pass(std::vector<OpenPlace>& places, bool joining) {
  const Date start = date_of(model_.window.start), end = date_of(model_.window.end);
  const auto eligible = [&](const Person& p) {
    return joining ? p.joins > start && p.joins < end && p.leaves > p.joins
                   : p.joins <= start && p.leaves > start;
  };
  const auto key = [&](PersonId p) {
    const double hours = model_.people[p].weekly_hours.hours();
    return std::pair(hours > 0 ? rounded(load_[p] / hours) : 1e18, p);
  };
  IdVector<RoleId, std::set<std::pair<double, PersonId>>> queue(model_.roles.size());
  for (const RoleId r : ids(model_.roles)) {
    if (model_.roles[r].sort != RoleSort::staff) continue;
    for (const PersonId p : model_.roles[r].people) {
      if (eligible(model_.people[p]) && !full(p, r)) queue[r].insert(key(p));
    }
  }
  std::vector<OpenPlace> open;
  for (const OpenPlace& place : places) {
    Account& account = model_.accounts[place.account];
    Slot& slot = account.team[place.slot];
    const auto& line = queue[slot.role];
    const auto it = std::find_if(line.begin(), line.end(),
                                 [&](const auto& entry) { return may(entry.second, place); });
    if (it == line.end()) {
      open.push_back(place);
      continue;
    }
    const PersonId person = it->second;
    const bool there = std::any_of(account.team.begin(), account.team.end(), [&](const Slot& s) {
      return s.role == slot.role && std::count(s.holders.begin(), s.holders.end(), person) != 0;
    });
    for (const RoleId r : model_.people[person].roles) queue[r].erase(key(person));
    load_[person] += place.load;
    if (!there) hold(person, slot.role, place.account);
    slot.holders.push_back(person);
    std::sort(slot.holders.begin(), slot.holders.end());
    for (const RoleId r : model_.people[person].roles) {
      if (!full(person, r)) queue[r].insert(key(person));
    }
  }
  places = std::move(open);
}

std::vector<OpenPlace> Allocator::fill(std::vector<OpenPlace> places) {
  std::stable_sort(places.begin(), places.end(), [](const OpenPlace& a, const OpenPlace& b) {
    const double la = rounded(a.load), lb = rounded(b.load);
    return std::tie(lb, a.account, a.slot) < std::tie(la, b.account, b.slot);
  });
  pass(places, false);
  if (!places.empty()) pass(places, true);
  return places;
}

}  // namespace suits
