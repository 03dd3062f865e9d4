#include "engine/model/expected_load.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "engine/model/visits.hpp"

namespace suits {
namespace {

/// Working weeks that a due gives.
double weeks_of(const Model& model, const Lapse& lapse) {
  const double amount = lapse.amount.mean();
  switch (lapse.clock) {
    case Clock::elapsed:
      return amount / static_cast<double>(weeks(1).us);
    case Clock::months:
      return amount * 365.25 / 84;
    case Clock::working_time:
      return amount / static_cast<double>(model.standard_week.us);
    case Clock::working_days:
      return amount * static_cast<double>(model.standard_day.us) /
             static_cast<double>(model.standard_week.us);
  }
  return 0;
}

double weekly_hours(const Model& model, const std::vector<PersonId>& people) {
  double sum = 0;
  for (const PersonId p : people) sum += model.people[p].weekly_hours.hours();
  return sum;
}

double total_hours(const AskedHours& asked) {
  return std::accumulate(asked.by_role.begin(), asked.by_role.end(), asked.owner);
}

void add_background(RoleId role, double hours, AskedHours& to) {
  (role == kNone<RoleId> ? to.owner_background : to.by_role[raw(role)]) += hours;
}

/// The roles that own accounts of a tier.
std::vector<RoleId> owning_roles(const Model& model, TierId tier) {
  std::vector<RoleId> roles;
  for (const Account& account : model.accounts) {
    if (account.agency || account.tier != tier || !account.owner) continue;
    const RoleId role = account.team[*account.owner].role;
    if (std::count(roles.begin(), roles.end(), role) == 0) roles.push_back(role);
  }
  return roles;
}

}  // namespace

std::vector<double> expected_repeats(const Model& model, const Kind& kind, TierId tier) {
  if (std::all_of(model.levels.begin(), model.levels.end(),
                  [](const Level& l) { return l.repeats == 1; })) {
    return {};
  }
  std::vector<double> result(kind.steps.size(), 1.0);
  for (std::size_t s = 0; s < kind.steps.size(); ++s) {
    if (!kind.steps[s].back) continue;
    const auto& participants = kind.steps[raw(kind.steps[s].back->target)].first.participants;
    if (participants.empty()) continue;
    double sum = 0, heads = 0;
    for (const auto& choice : participants[0].choices) {
      const auto roles = choice.role == kNone<RoleId> ? owning_roles(model, tier)
                                                      : std::vector<RoleId>{choice.role};
      for (const RoleId role : roles) {
        for (const PersonId p : model.roles[role].people) {
          const LevelId level = model.people[p].level;
          if (level < model.requirements[participants[0].requirement].least_level) continue;
          sum += model.levels[level].repeats;
          ++heads;
        }
      }
    }
    if (heads > 0) result[s] = sum / heads;
  }
  return result;
}

ExpectedLoad::ExpectedLoad(const Model& model) : model_(model) {
  for (const Stream& stream : model.streams) {
    const std::pair key{stream.kind, model.accounts[stream.account].tier};
    if (loads_.count(key) == 0) {
      loads_.emplace(key, hours_of(model.kinds[stream.kind], key.second));
    }
    const Kind& kind = model.kinds[stream.kind];
    if (stream.form == Stream::Form::population) {
      note(fmt::format("{} that are always there are left out of the expected load: how often they "
                       "come round depends on all else",
                       kind.name));
    }
    if (kind.withdraws_after[key.second]) {
      note(fmt::format("the expected load counts {} as if none were withdrawn", kind.name));
    }
  }
  if (!model.limits.empty()) {
    note("the expected load counts all that arrives, what limits turn away too");
  }
}

void ExpectedLoad::note(std::string text) {
  if (std::count(notes_.begin(), notes_.end(), text) == 0) notes_.push_back(std::move(text));
}

void ExpectedLoad::add_request(const Request& request, TierId tier, double times,
                               AskedHours& to) const {
  for (const Participant& p : request.participants) {
    const auto& effort = p.effort[tier];
    if (!effort) continue;
    const double heads = p.total ? 1.0 : p.count;
    const double hours = effort->mean() / 3.6e9 * heads * p.chance[tier] * times;
    std::vector<double> shares;
    for (const auto& choice : p.choices) shares.push_back(choice.share);
    if (std::accumulate(shares.begin(), shares.end(), 0.0) <= 0) {
      // Whoever may first: by the hours of the people there.
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const RoleId role = p.choices[i].role;
        shares[i] = role == kNone<RoleId> ? 0 : weekly_hours(model_, model_.roles[role].people);
      }
    }
    double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (sum <= 0) {
      shares.assign(shares.size(), 1.0);
      sum = static_cast<double>(shares.size());
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const RoleId role = p.choices[i].role;
      const double part = hours * shares[i] / sum;
      if (role == kNone<RoleId>) {
        to.owner += part;
      } else {
        to.by_role[raw(role)] += part * model_.roles[role].effort;
      }
    }
  }
}

AskedHours ExpectedLoad::hours_of(const Kind& kind, TierId tier) {
  AskedHours result{std::vector<double>(model_.roles.size(), 0.0)};
  auto told = expected_visits(kind, tier, expected_repeats(model_, kind, tier));
  if (std::holds_alternative<std::string>(told)) {
    note(std::get<std::string>(told) + ": its rework is left out of the expected load");
    Kind once = kind;
    for (Step& step : once.steps) step.back.reset();
    told = expected_visits(once, tier);
    if (std::holds_alternative<std::string>(told)) return result;
  }
  const Visits& visits = std::get<Visits>(told);
  for (std::size_t s = 0; s < kind.steps.size(); ++s) {
    const Step& step = kind.steps[s];
    double later = 0;
    for (const StepVisits::Later& l : visits.steps[s].later) {
      later += l.effort * kind.steps[raw(l.sender)].back->rework_effort;
    }
    AskedHours of_step{std::vector<double>(model_.roles.size(), 0.0)};
    add_request(step.first, tier, visits.steps[s].first_effort, of_step);
    add_request(step.later, tier, later, of_step);
    const double done = total_hours(of_step);
    for (const Supervision& s_by : step.supervised_by)
      add_background(s_by.role, done * s_by.share, of_step);
    for (std::size_t r = 0; r < of_step.by_role.size(); ++r)
      result.by_role[r] += of_step.by_role[r];
    result.owner += of_step.owner;
    result.owner_background += of_step.owner_background;
  }
  if (!kind.follow.empty()) {
    const auto& due = kind.due[tier];
    if (due) {
      note(fmt::format("hours a week on running {} are counted as if each ran until its due",
                       kind.name));
    } else {
      note(
          fmt::format("hours a week on running {} are left out of the expected load: it has no due",
                      kind.name));
    }
    for (const Follow& follow : kind.follow) {
      if (!due) continue;
      add_background(follow.role, follow.effort[tier] / 3.6e9 * weeks_of(model_, *due), result);
    }
  }
  return result;
}

std::vector<double> ExpectedLoad::per_job(KindId kind, AccountId account) const {
  const Account& a = model_.accounts[account];
  const AskedHours& asked = per_job(kind, a.tier);
  std::vector<double> result = asked.by_role;
  if (a.owner) {
    const RoleId role = a.team[*a.owner].role;
    result[raw(role)] += asked.owner * model_.roles[role].effort + asked.owner_background;
  }
  return result;
}

}  // namespace suits
