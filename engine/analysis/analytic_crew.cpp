#include "engine/analysis/analytic_crew.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "engine/model/work_ahead.hpp"

namespace suits {

Periods periods_of(const Model& model) {
  Periods periods;
  const auto cut = [&](Instant from, Instant to) {
    for (; from < to; from = std::min(to, from + weeks(4))) periods.edges.push_back(from);
  };
  cut(model.window.warm_up, model.window.start);
  periods.first = periods.edges.size();
  cut(model.window.start, model.window.end);
  periods.edges.push_back(model.window.end);
  for (std::size_t i = 0; i + 1 < periods.edges.size(); ++i) {
    periods.hours.push_back(model.agency().between(periods.edges[i], periods.edges[i + 1]).hours());
  }
  return periods;
}

Crews::Crews(const Model& model) : model_(model), plans_(model) {}

std::vector<PersonId> Crews::fit(const Ring& ring, RequirementId requirement) const {
  std::vector<PersonId> people;
  if (ring.pool) return people;
  const auto& all =
      ring.source == Ring::Source::named ? ring.people : model_.roles[ring.serving].people;
  for (const PersonId p : all) {
    const Person& person = model_.people[p];
    if (person.joins >= date_of(model_.window.end) || person.pool) continue;
    if (ring.source == Ring::Source::spare && plans_.has_accounts(p)) continue;
    const bool party = model_.roles[ring.serving].sort != RoleSort::staff;
    if (party || model_.meets(requirement, person.level, person.skills)) people.push_back(p);
  }
  return people;
}

Crew Crews::make(std::vector<PersonId> people, AccountId account, bool keeps) const {
  Crew crew;
  crew.account = account;
  crew.keeps = keeps;
  const double week = std::max(1.0, model_.standard_week.hours());
  for (const PersonId p : people) {
    const Person& person = model_.people[p];
    const double part =
        std::max(0.05, model_.patterns[person.pattern].standard_week().hours() / week);
    crew.pace.push_back(model_.levels[person.level].time_factor / part);
    crew.meeting_pace.push_back(1 / part);
    crew.share.push_back(part);
  }
  crew.people = std::move(people);
  return crew;
}

std::uint32_t Crews::add(std::vector<PersonId> people, AccountId account, bool keeps) {
  const auto [it, is_new] =
      same_.try_emplace({people, raw(account), keeps}, static_cast<std::uint32_t>(crews_.size()));
  if (is_new) crews_.push_back(make(std::move(people), account, keeps));
  return it->second;
}

std::uint32_t Crews::of(AccountId account, RoleId role, RequirementId requirement) {
  const auto [it, is_new] =
      known_.try_emplace({raw(account), raw(role), raw(requirement)}, Crew::kNobody);
  if (!is_new) return it->second;
  const RingPlan& plan = plans_.of(account, role);
  if (model_.roles[plan.asked].sort == RoleSort::client) return Crew::kNobody;
  std::uint32_t found = Crew::kNobody, last = Crew::kNobody;
  double soonest = std::numeric_limits<double>::infinity();
  std::uint32_t relief = Crew::kNobody;
  std::set<PersonId> seen;
  for (const Ring& ring : plan.rings) {
    std::vector<PersonId> people = fit(ring, requirement);
    people.erase(
        std::remove_if(people.begin(), people.end(), [&](PersonId p) { return seen.count(p) > 0; }),
        people.end());
    if (people.empty() && !ring.pool) continue;
    std::sort(people.begin(), people.end());
    seen.insert(people.begin(), people.end());
    if (!ring.pool) {
      const bool shared = ring.source != Ring::Source::named;
      last = add(std::move(people), shared ? kNone<AccountId> : account, plan.keep != Keep::none);
      if (found == Crew::kNobody) {
        found = last;
        continue;
      }
      if (crews_[found].cover == Crew::kNobody && last != found) {
        crews_[found].cover = last;
        crews_[last].stands_in = true;
      }
    }
    if (!ring.after || ring.after->slack) continue;
    double after = mean_working(model_, ring.after->lapse) / 3.6e9 * ring.times;
    if (ring.pool) after += mean_working(model_, model_.staffing.pools[*ring.pool].lead) / 3.6e9;
    if (after < soonest) {
      soonest = after;
      relief = ring.pool ? Crew::kNobody : last;
    }
  }
  if (found != Crew::kNobody && soonest < std::numeric_limits<double>::infinity() &&
      relief != found) {
    crews_[found].relief_after = soonest;
    crews_[found].relief = relief;
    if (relief != Crew::kNobody) crews_[relief].stands_in = true;
  }
  return known_[{raw(account), raw(role), raw(requirement)}] = found;
}

std::uint32_t Crews::of(PersonId person) {
  const auto [it, is_new] = own_.try_emplace(person, static_cast<std::uint32_t>(crews_.size()));
  if (is_new) {
    crews_.push_back(make({person}, kNone<AccountId>, true));
    crews_.back().vanishes = true;
  }
  return it->second;
}

}  // namespace suits
