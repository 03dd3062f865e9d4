#include "engine/model/takers.hpp"

#include <algorithm>
#include <set>

namespace suits {
namespace {

/// The role, those that cover it, and those above it.
std::vector<RoleId> serving(const Model& model, RoleId role) {
  std::vector<RoleId> list{role};
  for (const CoverRing& cover : model.roles[role].covered_by) list.push_back(cover.role);
  std::vector<RoleId> line{role};
  std::set<RoleId> seen{role};
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (const RoleId superior : model.roles[line[i]].superiors) {
      if (!seen.insert(superior).second) continue;
      line.push_back(superior);
      list.push_back(superior);
    }
  }
  return list;
}

double least_of(const law::Constant& c) { return c.value; }
double least_of(const law::Uniform& u) { return u.least; }
double least_of(const law::Triangular& t) { return t.least; }
double least_of(const law::Pert& p) { return p.least; }
double least_of(const law::Discrete& d) { return d.values->front().value; }
double least_of(const law::Empirical& e) { return e.list->values.front(); }
template <class Unbounded>
double least_of(const Unbounded&) {
  return 0;
}

}  // namespace

double least(const Distribution& quantity) {
  return std::visit([](const auto& law) { return least_of(law); }, quantity.law());
}

Duration longest_stretch(const Hours& hours) {
  if (hours.always()) return hours.end() - hours.begin();
  Duration longest;
  for (Instant t = hours.next_open(hours.begin()); t < kNever;) {
    const Instant end = hours.stretch_end(t);
    longest = std::max(longest, hours.between(t, end));
    t = hours.next_open(end);
  }
  return longest;
}

Takers::Takers(const Model& model)
    : model_(model), takers_(model.roles.size()), of_role_(model.roles.size(), 0) {
  for (const Hours& hours : model.patterns) stretch_.push_back(longest_stretch(hours));
  IdVector<RoleId, std::vector<Taker>> own(model.roles.size());
  for (const PersonId p : ids(model.people)) {
    const Person& person = model.people[p];
    if (!person.pool && !person.successor && (person.leaves <= date_of(model.window.warm_up) ||
                         person.joins > date_of(model.window.cap))) {
      continue;
    }
    Taker taker{p,
                {},
                person.level,
                model.levels[person.level].time_factor,
                person.pool && model.staffing.pools[*person.pool].stay};
    for (const DatedChange& change : model.staffing.changes) {
      if (change.person != p || !change.level) continue;
      taker.level = std::max(taker.level, *change.level);
      taker.time_factor = std::min(taker.time_factor, model.levels[*change.level].time_factor);
    }
    for (const auto* roles : {&person.roles, &person.later_roles}) {
      for (const RoleId r : *roles) {
        taker.serving = r;
        own[r].push_back(taker);
        if (!taker.on_call) ++of_role_[r];
      }
    }
  }
  for (const RoleId asked : ids(model.roles)) {
    for (const RoleId r : serving(model, asked)) {
      for (const Taker& taker : own[r]) {
        // People on call serve their own role alone.
        if (!taker.on_call || r == asked) takers_[asked].push_back(taker);
      }
    }
  }
}

std::optional<double> Takers::longest(RoleId asked, RequirementId requirement) const {
  std::optional<double> most;
  for (const Taker& taker : takers_[asked]) {
    if (!meets(taker, requirement)) continue;
    const auto stretch = static_cast<double>(stretch_[model_.people[taker.person].pattern].us);
    most = std::max(most.value_or(0), stretch / taker.time_factor);
  }
  return most;
}

bool Takers::all_reserved(RoleId serving, ClassId work_class) const {
  const std::vector<std::uint32_t>& reserve = model_.roles[serving].reserve;
  return !reserve.empty() && of_role_[serving] <= reserve[raw(work_class)];
}

}  // namespace suits
