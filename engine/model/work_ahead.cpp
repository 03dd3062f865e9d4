#include "engine/model/work_ahead.hpp"

#include <algorithm>

namespace suits {
namespace {

/// The mean length of a step's first visit: of the longest of its participants, or of its delay.
double mean_length(const Model& model, const Step& step, TierId tier) {
  double longest = 0;
  if (step.takes) longest = mean_working(model, *step.takes);
  if (step.client_delay && !step.takes) {
    // Over the tier's accounts; they nearly always agree.
    double sum = 0, accounts = 0;
    for (const Account& account : model.accounts) {
      if (account.tier != tier || !account.responds_in) continue;
      sum += mean_working(model, *account.responds_in);
      ++accounts;
    }
    if (accounts > 0) longest = sum / accounts;
  }
  for (const Participant& p : step.first.participants) {
    longest = std::max(longest, mean_effort(model, p, tier));
  }
  return longest * step.chance[tier];
}

}  // namespace

double mean_effort(const Model& model, const Participant& participant, TierId tier) {
  const auto& effort = participant.effort[tier];
  if (!effort) return 0;
  double mean = effort->mean();
  if (participant.total) mean /= participant.count;
  const RoleId role = participant.choices[0].role;
  return role == kNone<RoleId> ? mean : mean * model.roles[role].effort;
}

double mean_working(const Model& model, const Lapse& lapse) {
  const double amount = lapse.amount.mean();
  const auto week = static_cast<double>(model.standard_week.us);
  switch (lapse.clock) {
    case Clock::elapsed: return amount * week / static_cast<double>(weeks(1).us);
    case Clock::working_time: return amount;
    case Clock::working_days: return amount * static_cast<double>(model.standard_day.us);
    case Clock::months: return amount * week * 365.25 / 84;
  }
  return 0;
}

WorkAhead::WorkAhead(const Model& model) {
  for (const Kind& kind : model.kinds) {
    auto& of_kind = tails_.emplace_back();
    auto& from_of_kind = froms_.emplace_back();
    for (TierId tier : ids(model.tiers)) {
      std::vector<double> tail(kind.steps.size(), 0.0);
      for (std::size_t s = kind.steps.size(); s-- > 0;) {
        for (StepId next : kind.steps[s].successors) {
          tail[s] = std::max(tail[s], tail[raw(next)] + mean_length(model, kind.steps[raw(next)], tier));
        }
      }
      auto& of_tier = of_kind.emplace_back();
      auto& from_of_tier = from_of_kind.emplace_back();
      for (std::size_t s = 0; s < kind.steps.size(); ++s) {
        of_tier.push_back(round_duration(std::min(tail[s], 1e17)));
        const double from = tail[s] + mean_length(model, kind.steps[s], tier);
        from_of_tier.push_back(round_duration(std::min(from, 1e17)));
      }
    }
  }
}

}  // namespace suits
