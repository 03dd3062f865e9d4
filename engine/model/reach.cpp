#include "engine/model/reach.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace suits {
namespace {

/// A way of having chosen: which of the edges to steps still to come are alive, and the marked
/// steps reached so far.
using Way = std::pair<std::string, std::uint64_t>;

struct OpenEdge {
  StepId from, to;
};

std::vector<StepId> all_steps(const Kind& kind) {
  std::vector<StepId> result;
  for (const StepId s : ids<StepId>(kind.steps.size())) result.push_back(s);
  return result;
}

}  // namespace

std::optional<Reach> reach(const Kind& kind, const std::vector<StepId>& region,
                           const std::vector<StepId>& marked, std::size_t cap) {
  const bool whole = region.empty();
  const std::vector<StepId> steps = whole ? all_steps(kind) : region;
  Reach result;
  result.chance.assign(kind.steps.size(), 0.0);
  const auto bit_of = [&](StepId s) {
    const auto at = std::find(marked.begin(), marked.end(), s);
    return at == marked.end() ? std::uint64_t{0} : std::uint64_t{1} << (at - marked.begin());
  };
  const bool chooses = std::any_of(steps.begin(), steps.end(),
                                   [&](StepId s) { return !kind.steps[raw(s)].choose.empty(); });
  if (!chooses) {  // nothing is skipped
    std::uint64_t set = 0;
    for (const StepId s : steps) {
      result.chance[raw(s)] = 1;
      set |= bit_of(s);
    }
    result.sets[set] = 1;
    return result;
  }

  std::vector<OpenEdge> open;
  std::map<Way, double> ways{{{"", 0}, 1.0}};
  for (const StepId s : steps) {
    const Step& step = kind.steps[raw(s)];
    const bool first = whole ? step.predecessors.empty() : s == steps.front();
    std::vector<bool> inside;  // by successor
    for (const StepId next : step.successors) {
      inside.push_back(whole || std::binary_search(steps.begin(), steps.end(), next));
    }
    std::map<Way, double> after;
    for (const auto& entry : ways) {
      const Way& way = entry.first;
      const double probability = entry.second;
      bool alive = first;
      std::string rest;
      for (std::size_t i = 0; i < open.size(); ++i) {
        if (open[i].to != s) rest += way.first[i];
        if (open[i].to == s && way.first[i] == '1') alive = true;
      }
      const std::uint64_t set = way.second | (alive ? bit_of(s) : 0);
      if (alive) result.chance[raw(s)] += probability;
      const auto leave = [&](std::optional<std::size_t> chosen, double share) {
        if (share <= 0) return;
        std::string edges = rest;
        for (std::size_t k = 0; k < inside.size(); ++k) {
          if (inside[k]) edges += alive && (!chosen || *chosen == k) ? '1' : '0';
        }
        after[{std::move(edges), set}] += probability * share;
      };
      if (step.choose.empty() || !alive) {
        leave(std::nullopt, 1);
      } else {
        for (std::size_t k = 0; k < step.choose.size(); ++k) leave(k, step.choose[k]);
      }
    }
    open.erase(std::remove_if(open.begin(), open.end(), [s](OpenEdge e) { return e.to == s; }),
               open.end());
    for (std::size_t k = 0; k < inside.size(); ++k) {
      if (inside[k]) open.push_back({s, step.successors[k]});
    }
    ways = std::move(after);
    if (ways.size() > cap) return std::nullopt;
  }
  for (const auto& [way, probability] : ways) result.sets[way.second] += probability;
  return result;
}

}  // namespace suits
