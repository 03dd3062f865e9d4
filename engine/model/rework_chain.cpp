#include "engine/model/rework_chain.hpp"

#include <Eigen/SparseLU>
#include <algorithm>
#include <cmath>
#include <compare>
#include <map>
#include <tuple>

namespace suits {
namespace {

constexpr std::size_t kStates = 100'000;

struct State {
  std::uint64_t pending = 0;
  std::vector<std::uint16_t> rounds;
  auto operator<=>(const State&) const = default;
};

class Chain {
 public:
  Chain(const Knot& knot, const std::vector<std::vector<double>>& chances)
      : knot_(knot), chances_(chances) {}

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
  const std::vector<std::vector<double>>& chances_;
  std::vector<State> states_;
  std::map<State, std::size_t> index_;
  std::vector<std::tuple<std::size_t, std::size_t, double>> ways_;  // to, from, probability
};

}  // namespace

std::vector<double> expected_firings(const Knot& knot,
                                     const std::vector<std::vector<double>>& chances) {
  return Chain(knot, chances).firings();
}

}  // namespace suits
