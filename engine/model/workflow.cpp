#include "engine/model/workflow.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <queue>

#include "engine/model/cycle.hpp"

namespace suits {
namespace {

class Builder {
 public:
  Builder(const std::string& what, const std::vector<WorkflowStep>& steps, Diagnostics& diagnostics)
      : what_(what), steps_(steps), diagnostics_(diagnostics), before_(steps.size()) {
    for (std::size_t i = 0; i < steps.size(); ++i) by_name_[steps[i].name] = i;
  }

  std::optional<Workflow> build() {
    const std::size_t errors = diagnostics_.count();
    for (std::size_t i = 0; i < steps_.size(); ++i) connect(i);
    if (diagnostics_.count() != errors || circular()) return std::nullopt;
    sort();
    for (std::size_t i = 0; i < steps_.size(); ++i) choose(i);
    if (diagnostics_.count() != errors) return std::nullopt;
    reachable();
    find_dominators();
    for (std::size_t i = 0; i < steps_.size(); ++i) send_back(i);
    if (diagnostics_.count() != errors) return std::nullopt;
    find_resets();
    return std::move(flow_);
  }

 private:
  std::optional<std::size_t> find(const StepName& step) {
    const auto it = by_name_.find(step.name);
    if (it != by_name_.end()) return it->second;
    std::vector<std::string> known;
    for (const WorkflowStep& s : steps_) known.push_back(s.name);
    const std::string near = nearest(step.name, known);
    diagnostics_.add(step.span, fmt::format("{} has no step '{}'", what_, step.name),
                     near.empty() ? "" : fmt::format("did you mean '{}'?", near));
    return std::nullopt;
  }

  void connect(std::size_t i) {
    const WorkflowStep& step = steps_[i];
    if (step.name == "start") {
      diagnostics_.add(step.span, "a step cannot be called 'start': 'after: start' means no step");
      return;
    }
    if (!step.after) {
      if (i > 0) before_[i].push_back(i - 1);
      return;
    }
    for (const StepName& name : *step.after) {
      if (name.name == "start") {
        if (step.after->size() > 1) {
          diagnostics_.add(name.span,
                           "'start' stands alone: a step after others is after the start");
        }
        continue;
      }
      const auto j = find(name);
      if (j && std::find(before_[i].begin(), before_[i].end(), *j) == before_[i].end()) {
        before_[i].push_back(*j);
      }
    }
  }

  bool circular() {
    const auto circles = cycles(before_);
    for (const auto& circle : circles) {
      std::string text = steps_[circle[0]].name;
      for (std::size_t k = 1; k <= circle.size(); ++k) {
        text += (k == 1 ? " waits for " : ", which waits for ") +
                steps_[circle[k % circle.size()]].name;
      }
      diagnostics_.add(
          steps_[circle[0]].span,
          fmt::format("the steps of {} wait for each other in a circle: {}", what_, text),
          "work that goes back to an earlier step is written 'back_to'");
    }
    return !circles.empty();
  }

  /// Topological order (Kahn), of those ready the one written first.
  void sort() {
    const std::size_t n = steps_.size();
    std::vector<std::vector<std::size_t>> followers(n);
    std::vector<std::size_t> missing(n);
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t i = 0; i < n; ++i) {
      for (const std::size_t j : before_[i]) followers[j].push_back(i);
      missing[i] = before_[i].size();
      if (missing[i] == 0) ready.push(i);
    }
    id_.resize(n);
    while (!ready.empty()) {
      const std::size_t i = ready.top();
      ready.pop();
      id_[i] = static_cast<StepId>(flow_.order.size());
      flow_.order.push_back(i);
      for (const std::size_t j : followers[i]) {
        if (--missing[j] == 0) ready.push(j);
      }
    }
    flow_.predecessors.resize(n);
    flow_.successors.resize(n);
    flow_.choose.resize(n);
    flow_.back.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (const std::size_t j : before_[i]) flow_.predecessors[raw(id_[i])].push_back(id_[j]);
      for (const std::size_t j : followers[i]) flow_.successors[raw(id_[i])].push_back(id_[j]);
    }
    for (auto& list : flow_.predecessors) std::sort(list.begin(), list.end());
    for (auto& list : flow_.successors) std::sort(list.begin(), list.end());
  }

  void choose(std::size_t i) {
    const WorkflowStep& step = steps_[i];
    if (step.choose.empty()) return;
    const auto& followers = flow_.successors[raw(id_[i])];
    std::vector<double> shares(followers.size(), -1);
    double sum = 0;
    for (const WorkflowStep::Share& share : step.choose) {
      sum += share.share;
      const auto j = find(share.step);
      if (!j) continue;
      const auto at = std::find(followers.begin(), followers.end(), id_[*j]);
      if (at == followers.end()) {
        diagnostics_.add(share.step.span,
                         fmt::format("step '{}' may not choose '{}', which does not follow it",
                                     step.name, share.step.name),
                         fmt::format("write 'after: {}' at '{}'", step.name, share.step.name));
        continue;
      }
      shares[static_cast<std::size_t>(at - followers.begin())] = share.share;
    }
    for (std::size_t k = 0; k < followers.size(); ++k) {
      if (shares[k] >= 0) continue;
      const std::string& left = steps_[flow_.order[raw(followers[k])]].name;
      diagnostics_.add(
          step.choose_span,
          fmt::format("'choose' of step '{}' leaves out '{}', which follows it", step.name, left));
    }
    if (std::abs(sum - 1) > 1e-9) {
      diagnostics_.add(
          step.choose_span,
          fmt::format("the shares of 'choose' add up to {:.6g}%, not 100%", 100 * sum));
    }
    flow_.choose[raw(id_[i])] = std::move(shares);
  }

  /// Every step must have an edge that may be alive.
  void reachable() {
    std::vector<bool> reached(steps_.size(), false);
    for (std::size_t s = 0; s < steps_.size(); ++s) {
      reached[s] = flow_.predecessors[s].empty();
      for (const StepId p : flow_.predecessors[s]) {
        const auto& shares = flow_.choose[raw(p)];
        const auto& followers = flow_.successors[raw(p)];
        const auto at =
            std::lower_bound(followers.begin(), followers.end(), static_cast<StepId>(s)) -
            followers.begin();
        if (reached[raw(p)] && (shares.empty() || shares[static_cast<std::size_t>(at)] > 0)) {
          reached[s] = true;
        }
      }
      if (reached[s]) continue;
      const WorkflowStep& step = steps_[flow_.order[s]];
      diagnostics_.add(step.span, fmt::format("step '{}' is never reached", step.name),
                       "every step before it chooses another");
    }
  }

  /// dominator_[s]: the nearest step that every way from the start to s passes; n: the start.
  void find_dominators() {
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
    const std::size_t n = steps_.size();
    Graph graph(n + 1);
    for (std::size_t s = 0; s < n; ++s) {
      if (flow_.predecessors[s].empty()) boost::add_edge(n, s, graph);
      for (const StepId p : flow_.predecessors[s]) boost::add_edge(raw(p), s, graph);
    }
    dominator_.assign(n + 1, n);
    boost::lengauer_tarjan_dominator_tree(
        graph, n,
        boost::make_iterator_property_map(dominator_.begin(),
                                          boost::get(boost::vertex_index, graph)));
  }

  bool dominates(std::size_t target, std::size_t s) const {
    while (s != target && s < steps_.size()) s = dominator_[s];
    return s == target;
  }

  /// The steps on ways from `target` to `sender`, both included.
  std::vector<StepId> between(std::size_t target, std::size_t sender) const {
    std::vector<bool> down(steps_.size(), false), up(steps_.size(), false);
    down[target] = up[sender] = true;
    for (std::size_t s = target; s <= sender; ++s) {
      for (const StepId p : flow_.predecessors[s]) {
        if (down[raw(p)]) down[s] = true;
      }
    }
    for (std::size_t s = sender + 1; s-- > target;) {
      for (const StepId next : flow_.successors[s]) {
        if (up[raw(next)]) up[s] = true;
      }
    }
    std::vector<StepId> result;
    for (std::size_t s = target; s <= sender; ++s) {
      if (down[s] && up[s]) result.push_back(static_cast<StepId>(s));
    }
    return result;
  }

  void send_back(std::size_t i) {
    const WorkflowStep& step = steps_[i];
    if (!step.back) return;
    const StepName& to = step.back->target;
    const auto j = find(to);
    if (!j) return;
    const std::size_t sender = raw(id_[i]), target = raw(id_[*j]);
    if (target > sender) {
      diagnostics_.add(to.span, fmt::format("step '{}' cannot go back to '{}', which does not come "
                                            "before it",
                                            step.name, to.name));
      return;
    }
    if (!dominates(target, sender)) {
      diagnostics_.add(
          to.span,
          fmt::format("step '{}' goes back to '{}', into the middle of a parallel block", step.name,
                      to.name),
          way_around(target, sender));
      return;
    }
    Workflow::Back back{id_[*j], between(target, sender), {}};
    bool chosen = false;  // the sender may be skipped while its target is re-opened
    for (const StepId s : back.reopened) {
      if (raw(s) == sender || flow_.choose[raw(s)].empty()) continue;
      chosen = true;
      for (const StepId next : flow_.successors[raw(s)]) {
        if (std::binary_search(back.reopened.begin(), back.reopened.end(), next)) continue;
        diagnostics_.add(
            to.span,
            fmt::format("step '{}' goes back to '{}', before the choice at '{}', which may then "
                        "lead to '{}' instead",
                        step.name, to.name, name_of(raw(s)), name_of(raw(next))),
            "go back to a step after the choice, or from a step where its branches have joined");
        return;
      }
    }
    if (step.back->lasting >= 1 && !chosen) {
      diagnostics_.add(
          to.span,
          fmt::format("the rework between '{}' and '{}' never ends: it may go back with "
                      "100% every time",
                      to.name, step.name),
          "lower the chance, or let it fall with 'falling_by'");
    }
    flow_.back[sender] = std::move(back);
  }

  /// A branch that gets to the sender without the target, for the hint.
  std::string way_around(std::size_t target, std::size_t sender) const {
    std::vector<bool> free(steps_.size(), false);  // reached without the target
    for (std::size_t s = 0; s <= sender; ++s) {
      if (s == target) continue;
      free[s] = flow_.predecessors[s].empty();
      for (const StepId p : flow_.predecessors[s]) free[s] = free[s] || free[raw(p)];
    }
    std::size_t s = sender;
    std::string way = name_of(s);
    while (!flow_.predecessors[s].empty()) {
      for (const StepId p : flow_.predecessors[s]) {
        if (!free[raw(p)]) continue;
        s = raw(p);
        break;
      }
      way = name_of(s) + " → " + way;
    }
    return fmt::format("{} does not pass '{}'; go back to a step that every branch passes", way,
                       name_of(target));
  }

  void find_resets() {
    for (std::size_t s = 0; s < steps_.size(); ++s) {
      if (!flow_.back[s]) continue;
      const auto& mine = flow_.back[s]->reopened;
      for (const StepId inner : mine) {
        if (raw(inner) == s || !flow_.back[raw(inner)]) continue;
        // What lies between two re-opened steps is re-opened too.
        if (std::binary_search(mine.begin(), mine.end(), flow_.back[raw(inner)]->target)) {
          flow_.back[s]->resets.push_back(inner);
        }
      }
    }
  }

  const std::string& name_of(std::size_t s) const { return steps_[flow_.order[s]].name; }

  const std::string& what_;
  const std::vector<WorkflowStep>& steps_;
  Diagnostics& diagnostics_;
  Edges before_;  // by place in the text
  std::map<std::string, std::size_t> by_name_;
  std::vector<StepId> id_;  // by place in the text
  std::vector<std::size_t> dominator_;
  Workflow flow_;
};

}  // namespace

std::optional<Workflow> build_workflow(const std::string& what,
                                       const std::vector<WorkflowStep>& steps,
                                       Diagnostics& diagnostics) {
  return Builder(what, steps, diagnostics).build();
}

}  // namespace suits
