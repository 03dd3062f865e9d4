#include "engine/analysis/staffing_frontier.hpp"

#include <algorithm>
#include <optional>

namespace suits {
namespace {

/// Plays heads that were not played before.
class FrontierWalk {
 public:
  FrontierWalk(const StaffingRange& range, const PlayHeads& play,
               std::vector<StaffingTrial>& trials)
      : range_(range), play_(play), trials_(trials) {}

  void go(HeadCounts from, int by, int steps);

 private:
  /// Nothing where the courses cannot go on or the heads are impossible.
  std::optional<double> margin(const HeadCounts& heads);

  const StaffingRange& range_;
  const PlayHeads& play_;
  std::vector<StaffingTrial>& trials_;
};

std::optional<double> FrontierWalk::margin(const HeadCounts& heads) {
  auto at = std::find_if(trials_.begin(), trials_.end(),
                         [&](const StaffingTrial& trial) { return trial.heads == heads; });
  if (at == trials_.end()) {
    StaffingTrial trial{heads, range_.cost(heads), false, play_(heads, 0, range_.courses)};
    if (trial.play.stopped) return std::nullopt;
    trial.met = trial.play.impossible.empty() &&
                std::all_of(trial.play.margins.begin(), trial.play.margins.end(),
                            [](const Linearised& margin) { return margin.value >= 0; });
    trials_.push_back(std::move(trial));
    at = trials_.end() - 1;
  }
  if (!at->play.impossible.empty()) return std::nullopt;
  return at->play.margins.front().value;
}

void FrontierWalk::go(HeadCounts from, int by, int steps) {
  for (int step = 0; step < steps; ++step) {
    const std::optional<double> here = margin(from);
    if (!here) return;
    std::optional<HeadCounts> best;
    double best_rate = 0;
    for (std::size_t p = 0; p < from.size(); ++p) {
      HeadCounts next = from;
      next[p] += by;
      if (next[p] < range_.least[p] || next[p] > range_.most[p]) continue;
      const std::optional<double> there = margin(next);
      if (!there) continue;
      const double cost = range_.cost(next) - range_.cost(from);
      // Up: what is gained for a unit of cost. Down: the least that is lost for one.
      const double rate = (*there - *here) / (cost == 0 ? 1e-9 * by : cost);
      const bool better = !best || (by > 0 ? rate > best_rate : rate < best_rate);
      if (!better) continue;
      best = next;
      best_rate = rate;
    }
    if (!best) return;
    from = *best;
  }
}

}  // namespace

std::vector<StaffingTrial> staffing_frontier(const StaffingRange& range, const PlayHeads& play,
                                             const HeadCounts& from, int steps,
                                             std::vector<StaffingTrial>& trials) {
  FrontierWalk walk(range, play, trials);
  walk.go(from, 1, steps);
  walk.go(from, -1, steps);
  std::vector<StaffingTrial> out;
  for (const StaffingTrial& trial : trials) {
    if (!trial.play.impossible.empty() || trial.play.margins.empty()) continue;
    const double own = trial.play.margins.front().value;
    const bool beaten = std::any_of(trials.begin(), trials.end(), [&](const StaffingTrial& other) {
      if (!other.play.impossible.empty() || other.play.margins.empty()) return false;
      const double its = other.play.margins.front().value;
      return (other.cost < trial.cost && its >= own) || (other.cost == trial.cost && its > own);
    });
    if (!beaten) out.push_back(trial);
  }
  std::sort(out.begin(), out.end(), [](const StaffingTrial& a, const StaffingTrial& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.heads < b.heads;
  });
  return out;
}

}  // namespace suits
