#include "engine/model/visits.hpp"

#include <fmt/core.h>

#include <Eigen/SparseLU>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/model/reach.hpp"

namespace suits {
namespace {

constexpr std::size_t kStates = 100'000;
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

/// Back-edges that may re-open each other's senders, and so share a chain.
struct Knot {
  std::vector<StepId> senders;        // in topological order; bit k of a set is senders[k]
  Reach start;                        // the first pass
  std::vector<Reach> again;           // by sender: the pass it opens
  std::vector<std::uint64_t> opens;   // by sender: those it re-opens
  std::vector<std::uint64_t> resets;  // by sender
};

struct State {
  std::uint64_t pending = 0;
  std::vector<std::uint16_t> rounds;
  auto operator<=>(const State&) const = default;
};

class Chain {
 public:
  /// `chances[k][r]`: that senders[k] sends back after r rounds; the last one repeats for ever.
  Chain(const Knot& knot, std::vector<std::vector<double>> chances)
      : knot_(knot), chances_(std::move(chances)) {}

  /// Expected firings by sender; empty where there are too many states.
  std::vector<double> firings() {
    const State fresh{0, std::vector<std::uint16_t>(knot_.senders.size(), 0)};
    for (const auto& [set, probability] : knot_.start.sets) {
      enter(fresh, set, probability, kOutside);
    }
    for (std::size_t s = 0; s < states_.size(); ++s) {
      if (states_.size() > kStates) return {};
      leave(s);
    }
    return solve();
  }

 private:
  static constexpr std::size_t kOutside = static_cast<std::size_t>(-1);

  std::size_t first_pending(const State& state) const {
    std::size_t k = 0;
    while ((state.pending >> k & 1) == 0) ++k;
    return k;
  }

  double chance(const State& state, std::size_t k) const {
    return chances_[k][std::min<std::size_t>(state.rounds[k], chances_[k].size() - 1)];
  }

  void leave(std::size_t s) {
    const State state = states_[s];
    const std::size_t k = first_pending(state);
    const double fires = chance(state, k);
    const State passed{state.pending & ~(std::uint64_t{1} << k), state.rounds};
    if (fires < 1) enter(passed, passed.pending, 1 - fires, s);
    if (fires <= 0) return;
    State back = state;
    if (back.rounds[k] + 1u < chances_[k].size()) ++back.rounds[k];
    for (std::size_t j = 0; j < knot_.senders.size(); ++j) {
      if (knot_.resets[k] >> j & 1) back.rounds[j] = 0;
    }
    for (const auto& [set, probability] : knot_.again[k].sets) {
      enter(back, (state.pending & ~knot_.opens[k]) | set, fires * probability, s);
    }
  }

  /// Notes the way from state `from` to (rounds of `state`, pending).
  void enter(State state, std::uint64_t pending, double probability, std::size_t from) {
    if (pending == 0 || probability <= 0) return;  // done
    state.pending = pending;
    forget(state);
    const auto [it, is_new] = index_.try_emplace(state, states_.size());
    if (is_new) states_.push_back(state);
    ways_.emplace_back(it->second, from, probability);
  }

  /// Rounds that can no longer matter count as 0, so that states that behave alike are one.
  void forget(State& state) const {
    const std::size_t n = knot_.senders.size();
    std::uint64_t ahead = state.pending;
    for (bool grows = true; grows;) {
      const std::uint64_t before = ahead;
      for (std::size_t k = 0; k < n; ++k) {
        if (ahead >> k & 1) ahead |= knot_.opens[k];
      }
      grows = ahead != before;
    }
    for (std::size_t k = 0; k < n; ++k) {
      if (state.pending >> k & 1) continue;
      bool kept = false;  // some back-edge may re-open k without resetting it
      for (std::size_t j = 0; j < n; ++j) {
        kept =
            kept || ((ahead >> j & 1) && (knot_.opens[j] >> k & 1) && !(knot_.resets[j] >> k & 1));
      }
      if (!kept) state.rounds[k] = 0;
    }
  }

  /// Expected visits n of the states: n = start + Pᵀ n.
  std::vector<double> solve() const {
    const auto n = static_cast<Eigen::Index>(states_.size());
    std::vector<double> fired(knot_.senders.size(), 0.0);
    if (n == 0) return fired;
    Eigen::VectorXd start = Eigen::VectorXd::Zero(n);
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(ways_.size() + states_.size());
    for (Eigen::Index i = 0; i < n; ++i)
      entries.emplace_back(static_cast<int>(i), static_cast<int>(i), 1.0);
    for (const auto& [to, from, probability] : ways_) {
      if (from == kOutside) {
        start[static_cast<Eigen::Index>(to)] += probability;
      } else {
        entries.emplace_back(static_cast<int>(to), static_cast<int>(from), -probability);
      }
    }
    Eigen::SparseMatrix<double> matrix(n, n);
    matrix.setFromTriplets(entries.begin(), entries.end());
    Eigen::SparseLU<Eigen::SparseMatrix<double>> lu;
    lu.compute(matrix);
    if (lu.info() != Eigen::Success) return {};
    const Eigen::VectorXd visits = lu.solve(start);
    for (std::size_t s = 0; s < states_.size(); ++s) {
      const std::size_t k = first_pending(states_[s]);
      fired[k] += visits[static_cast<Eigen::Index>(s)] * chance(states_[s], k);
    }
    for (const double f : fired) {
      if (!std::isfinite(f) || f < -1e-6) return {};
    }
    return fired;
  }

  const Knot& knot_;
  std::vector<std::vector<double>> chances_;
  std::vector<State> states_;
  std::map<State, std::size_t> index_;
  std::vector<std::tuple<std::size_t, std::size_t, double>> ways_;  // to, from, probability
};

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
      const auto firings = Chain(*knot, std::move(chances)).firings();
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
