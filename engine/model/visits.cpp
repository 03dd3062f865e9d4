#include "engine/model/visits.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/model/reach.hpp"
#include "engine/model/rework_chain.hpp"

namespace suits {
namespace {

constexpr double kNegligible = 1e-12;

/// Jobs whose attributes scale chances alike.
struct Group {
  double probability = 0;
  double effort = 0;  // probability × mean factor on efforts
};

std::map<double, Group> groups_of(const std::vector<Attribute>& attributes) {
  std::map<double, Group> groups{{1.0, {1.0, 1.0}}};
  for (const Attribute& attribute : attributes) {
    std::map<double, Group> next;
    for (const auto& [repeats, group] : groups) {
      for (const AttributeValue& value : attribute.values) {
        Group& g = next[repeats * value.repeats];
        g.probability += group.probability * value.chance;
        g.effort += group.effort * value.chance * value.effort;
      }
    }
    groups = std::move(next);
  }
  return groups;
}

/// The chances of one sender by round, up to where getting there is negligible.
std::vector<double> chances_of(const Step& step, TierId tier, double repeats) {
  const Rework& back = *step.back;
  std::vector<double> result;
  double first = back.chance[tier] * repeats, arrives = 1;
  for (double fall = 1;; fall *= 1 - back.falling_by) {
    const double chance = step.chance[tier] * std::min(1.0, first * fall);
    result.push_back(chance);
    if (back.falling_by <= 0) return result;
    arrives *= chance;
    if (arrives < kNegligible || result.size() >= 60'000) {
      result.push_back(0);
      return result;
    }
  }
}

/// The senders in sets that share a chain; each set in topological order.
std::vector<std::vector<StepId>> split(const Kind& kind, const std::vector<StepId>& senders) {
  std::vector<std::size_t> knot(senders.size());
  std::iota(knot.begin(), knot.end(), std::size_t{0});
  for (std::size_t k = 0; k < senders.size(); ++k) {
    const auto& opened = kind.steps[raw(senders[k])].back->reopened;
    for (std::size_t j = 0; j < senders.size(); ++j) {
      if (!std::binary_search(opened.begin(), opened.end(), senders[j])) continue;
      const std::size_t from = knot[j], to = knot[k];
      if (from != to) std::replace(knot.begin(), knot.end(), from, to);
    }
  }
  std::map<std::size_t, std::vector<StepId>> sets;
  for (std::size_t k = 0; k < senders.size(); ++k) sets[knot[k]].push_back(senders[k]);
  std::vector<std::vector<StepId>> result;
  for (auto& [at, set] : sets) result.push_back(std::move(set));
  return result;
}

std::optional<Knot> tie(const Kind& kind, std::vector<StepId> senders) {
  if (senders.size() > 64) return std::nullopt;
  Knot knot;
  knot.senders = std::move(senders);
  const auto set_of = [&](const std::vector<StepId>& steps) {
    std::uint64_t set = 0;
    for (std::size_t k = 0; k < knot.senders.size(); ++k) {
      if (std::binary_search(steps.begin(), steps.end(), knot.senders[k])) {
        set |= std::uint64_t{1} << k;
      }
    }
    return set;
  };
  auto start = reach(kind, {}, knot.senders);
  if (!start) return std::nullopt;
  knot.start = std::move(*start);
  for (const StepId s : knot.senders) {
    const Rework& back = *kind.steps[raw(s)].back;
    auto again = reach(kind, back.reopened, knot.senders);
    if (!again) return std::nullopt;
    knot.again.push_back(std::move(*again));
    knot.opens.push_back(set_of(back.reopened));
    knot.resets.push_back(set_of(back.resets));
  }
  return knot;
}

}  // namespace

double StepVisits::total() const {
  double sum = first;
  for (const Later& l : later) sum += l.visits;
  return sum;
}

std::variant<Visits, std::string> expected_visits(const Kind& kind, TierId tier,
                                                  const std::vector<double>& repeats) {
  const auto too_many = [&] {
    return fmt::format(
        "the rework of {} has too many states to be told exactly (loops inside "
        "loops whose chances fall slowly)",
        kind.name);
  };
  const auto groups = groups_of(kind.attributes);
  double mean_effort = 0;
  for (const auto& [product, group] : groups) mean_effort += group.effort;

  Visits result;
  result.steps.resize(kind.steps.size());
  result.fired.assign(kind.steps.size(), 0.0);
  const auto first = reach(kind, {}, {});
  if (!first) return too_many();
  std::vector<StepId> senders;
  for (const StepId s : ids<StepId>(kind.steps.size())) {
    const Step& step = kind.steps[raw(s)];
    StepVisits& visits = result.steps[raw(s)];
    visits.first = first->chance[raw(s)] * step.chance[tier];
    visits.first_effort = visits.first * mean_effort;
    if (step.back && step.back->chance[tier] > 0) senders.push_back(s);
  }
  for (auto& set : split(kind, senders)) {
    const auto knot = tie(kind, std::move(set));
    if (!knot) return too_many();
    const std::size_t n = knot->senders.size();
    std::vector<double> fired(n, 0.0), effort(n, 0.0);
    for (const auto& [product, group] : groups) {
      if (group.probability <= 0) continue;
      std::vector<std::vector<double>> chances;
      for (const StepId s : knot->senders) {
        const double scale = product * (repeats.empty() ? 1.0 : repeats[raw(s)]);
        chances.push_back(chances_of(kind.steps[raw(s)], tier, scale));
      }
      const auto firings = expected_firings(*knot, chances);
      if (firings.empty()) return too_many();
      for (std::size_t k = 0; k < n; ++k) {
        fired[k] += group.probability * firings[k];
        effort[k] += group.effort * firings[k];
      }
    }
    for (std::size_t k = 0; k < n; ++k) {
      const StepId sender = knot->senders[k];
      result.fired[raw(sender)] = fired[k];
      for (const StepId s : kind.steps[raw(sender)].back->reopened) {
        const double share = knot->again[k].chance[raw(s)] * kind.steps[raw(s)].chance[tier];
        result.steps[raw(s)].later.push_back({sender, fired[k] * share, effort[k] * share});
      }
    }
  }
  for (StepVisits& visits : result.steps) {
    std::sort(visits.later.begin(), visits.later.end(),
              [](const auto& a, const auto& b) { return a.sender < b.sender; });
  }
  return result;
}

}  // namespace suits
