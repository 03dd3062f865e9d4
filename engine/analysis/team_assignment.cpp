#include "engine/analysis/team_assignment.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>

#include <coin/Cbc_C_Interface.h>

namespace suits {
namespace {

using Holders = std::vector<std::vector<std::size_t>>;

Holders holders_of_today(const AssignmentProblem& problem) {
  Holders out;
  for (const AssignablePlace& place : problem.places) {
    out.push_back(place.today);
    std::sort(out.back().begin(), out.back().end());
  }
  return out;
}

bool holds_place(const std::vector<std::size_t>& all, std::size_t one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::size_t changes_of(const AssignmentProblem& problem, const Holders& holders) {
  std::size_t changes = 0;
  for (std::size_t i = 0; i < holders.size(); ++i)
    for (const std::size_t p : problem.places[i].today) changes += holds_place(holders[i], p) ? 0 : 1;
  return changes;
}

/// The mean load of each group today.
std::vector<double> group_means(const AssignmentProblem& problem,
                                const std::vector<std::size_t>& groups) {
  const std::vector<double> loads = loads_of(problem, holders_of_today(problem));
  std::size_t count = 0;
  for (const std::size_t g : groups)
    if (g != kNoGroup) count = std::max(count, g + 1);
  std::vector<double> sums(count, 0.0), heads(count, 0.0);
  for (std::size_t p = 0; p < groups.size(); ++p) {
    if (groups[p] == kNoGroup) continue;
    sums[groups[p]] += loads[p];
    heads[groups[p]] += 1;
  }
  for (std::size_t g = 0; g < count; ++g) sums[g] /= heads[g];
  return sums;
}

/// An integer program in the solver's hands.
class TeamProgram {
 public:
  TeamProgram(const AssignmentProblem& problem, const std::vector<std::size_t>& groups,
              const std::vector<double>& means)
      : problem_(problem), groups_(groups), means_(means), model_(Cbc_newModel(), Cbc_deleteModel) {
    Cbc_setLogLevel(model_.get(), 0);
  }

  /// Of these groups; changes of their places at most so many. Writes the places' holders into
  /// `holders`; returns the least that the objective of these groups can be.
  double solve(const std::vector<bool>& chosen, std::optional<std::size_t> most_changes,
               Holders& holders);

 private:
  int column(double cost, bool whole) {
    Cbc_addCol(model_.get(), "c", 0, whole ? 1 : 1e6, cost, whole ? 1 : 0, 0, nullptr, nullptr);
    return columns_++;
  }
  void row(const std::vector<std::pair<int, double>>& terms, char sense, double right) {
    std::vector<int> at;
    std::vector<double> by;
    for (const auto& [c, factor] : terms) {
      at.push_back(c);
      by.push_back(factor);
    }
    Cbc_addRow(model_.get(), "r", static_cast<int>(at.size()), at.data(), by.data(), sense, right);
  }
  void add_places(const std::vector<bool>& chosen);
  void add_people(const std::vector<bool>& chosen);
  void add_limits();
  void read(Holders& holders) const;

  struct PlaceColumn {
    std::size_t place, person;
    int column;
    double load;
  };

  const AssignmentProblem& problem_;
  const std::vector<std::size_t>& groups_;
  const std::vector<double>& means_;
  std::unique_ptr<Cbc_Model, decltype(&Cbc_deleteModel)> model_;
  int columns_ = 0;
  std::vector<PlaceColumn> x_;
  std::vector<bool> mine_;  // by place
  std::size_t held_ = 0;    // of today's holders
};

void TeamProgram::add_places(const std::vector<bool>& chosen) {
  mine_.assign(problem_.places.size(), false);
  for (std::size_t i = 0; i < problem_.places.size(); ++i) {
    const AssignablePlace& place = problem_.places[i];
    if (place.candidates.empty() || !chosen[groups_[place.candidates.front().person]]) continue;
    mine_[i] = true;
    held_ += place.today.size();
    std::vector<std::pair<int, double>> filled;
    for (const auto& candidate : place.candidates) {
      // Whoever holds it today saves the cost of a change.
      const bool now = holds_place(place.today, candidate.person);
      x_.push_back(
          {i, candidate.person, column(now ? -problem_.change : 0.0, true), candidate.load});
      filled.emplace_back(x_.back().column, 1.0);
    }
    for (const auto& set : place.some_of) {
      std::vector<std::pair<int, double>> some;
      for (const PlaceColumn& own : x_)
        if (own.place == i && holds_place(set, own.person)) some.emplace_back(own.column, 1.0);
      row(some, 'G', 1);
    }
    filled.emplace_back(column(kEmptyPlace, false), 1.0);
    row(filled, 'E', static_cast<double>(place.count));
  }
}

void TeamProgram::add_people(const std::vector<bool>& chosen) {
  std::vector<double> heads(means_.size(), 0.0);
  for (const std::size_t g : groups_)
    if (g != kNoGroup) heads[g] += 1;
  std::vector<int> largest(means_.size(), -1);
  for (std::size_t g = 0; g < means_.size(); ++g)
    if (chosen[g]) largest[g] = column(1, false);
  for (std::size_t p = 0; p < groups_.size(); ++p) {
    const std::size_t g = groups_[p];
    if (g == kNoGroup || !chosen[g]) continue;
    std::vector<std::pair<int, double>> load;
    for (const PlaceColumn& own : x_)
      if (own.person == p) load.emplace_back(own.column, own.load);
    std::vector<std::pair<int, double>> excess = load;
    load.emplace_back(largest[g], -1.0);
    row(load, 'L', -problem_.fixed[p]);
    excess.emplace_back(column(1 / heads[g], false), -1.0);
    row(excess, 'L', means_[g] - problem_.fixed[p]);
  }
}

void TeamProgram::add_limits() {
  for (const AssignmentLimit& limit : problem_.limits) {
    std::vector<std::pair<int, double>> held;
    for (const PlaceColumn& own : x_) {
      if (own.person != limit.person) continue;
      for (const auto& [place, weight] : limit.weights)
        if (place == own.place && weight > 0) held.emplace_back(own.column, weight);
    }
    if (!held.empty()) row(held, 'L', limit.most + 1e-9);
  }
}

void TeamProgram::read(Holders& holders) const {
  const double* value = Cbc_getColSolution(model_.get());
  for (std::size_t i = 0; i < holders.size(); ++i)
    if (mine_[i]) holders[i].clear();
  for (const PlaceColumn& own : x_)
    if (value[own.column] > 0.5) holders[own.place].push_back(own.person);
  for (std::vector<std::size_t>& own : holders) std::sort(own.begin(), own.end());
}

double TeamProgram::solve(const std::vector<bool>& chosen, std::optional<std::size_t> most_changes,
                          Holders& holders) {
  add_places(chosen);
  add_people(chosen);
  add_limits();
  if (most_changes && *most_changes < held_) {
    std::vector<std::pair<int, double>> kept;
    for (const PlaceColumn& own : x_)
      if (holds_place(problem_.places[own.place].today, own.person))
        kept.emplace_back(own.column, 1.0);
    row(kept, 'G', static_cast<double>(held_ - *most_changes));
  }
  Cbc_setMaximumNodes(model_.get(), problem_.nodes);
  Cbc_setAllowableGap(model_.get(), 1e-5);
  Cbc_solve(model_.get());
  const double constant = problem_.change * static_cast<double>(held_);
  const bool found =
      Cbc_numberSavedSolutions(model_.get()) > 0 || Cbc_isProvenOptimal(model_.get()) != 0;
  if (found) read(holders);
  const double bound = Cbc_isProvenOptimal(model_.get()) != 0
                           ? Cbc_getObjValue(model_.get())
                           : Cbc_getBestPossibleObjValue(model_.get());
  return bound + constant;
}

}  // namespace

std::vector<double> loads_of(const AssignmentProblem& problem, const Holders& holders) {
  std::vector<double> loads = problem.fixed;
  for (std::size_t i = 0; i < holders.size(); ++i)
    for (const auto& candidate : problem.places[i].candidates)
      if (holds_place(holders[i], candidate.person)) loads[candidate.person] += candidate.load;
  return loads;
}

std::vector<std::size_t> groups_of(const AssignmentProblem& problem) {
  std::vector<std::size_t> root(problem.fixed.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const std::function<std::size_t(std::size_t)> top = [&](std::size_t p) {
    return root[p] == p ? p : root[p] = top(root[p]);
  };
  std::vector<bool> any(problem.fixed.size(), false);
  for (const AssignablePlace& place : problem.places)
    for (const auto& candidate : place.candidates) {
      any[candidate.person] = true;
      const std::size_t a = top(place.candidates.front().person), b = top(candidate.person);
      root[std::max(a, b)] = std::min(a, b);
    }
  std::vector<std::size_t> group(problem.fixed.size(), kNoGroup), number(group.size(), kNoGroup);
  std::size_t next = 0;
  for (std::size_t p = 0; p < group.size(); ++p) {
    if (!any[p]) continue;
    const std::size_t r = top(p);
    if (number[r] == kNoGroup) number[r] = next++;
    group[p] = number[r];
  }
  return group;
}

double assignment_objective(const AssignmentProblem& problem, const Holders& holders) {
  const std::vector<std::size_t> groups = groups_of(problem);
  const std::vector<double> means = group_means(problem, groups);
  const std::vector<double> loads = loads_of(problem, holders);
  std::vector<double> largest(means.size(), 0.0), excess(means.size(), 0.0),
      heads(means.size(), 0.0);
  for (std::size_t p = 0; p < groups.size(); ++p) {
    const std::size_t g = groups[p];
    if (g == kNoGroup) continue;
    largest[g] = std::max(largest[g], loads[p]);
    excess[g] += std::max(0.0, loads[p] - means[g]);
    heads[g] += 1;
  }
  double sum = problem.change * static_cast<double>(changes_of(problem, holders));
  for (std::size_t g = 0; g < means.size(); ++g) sum += largest[g] + excess[g] / heads[g];
  for (std::size_t i = 0; i < holders.size(); ++i)
    sum += kEmptyPlace * static_cast<double>(problem.places[i].count - holders[i].size());
  return sum;
}

bool assignment_allowed(const AssignmentProblem& problem, const Holders& holders) {
  for (std::size_t i = 0; i < holders.size(); ++i) {
    const AssignablePlace& place = problem.places[i];
    if (holders[i].size() > place.count) return false;
    for (const std::size_t p : holders[i])
      if (std::none_of(place.candidates.begin(), place.candidates.end(),
                       [&](const auto& candidate) { return candidate.person == p; }))
        return false;
    for (const auto& set : place.some_of)
      if (std::none_of(set.begin(), set.end(),
                       [&](std::size_t p) { return holds_place(holders[i], p); }))
        return false;
  }
  for (const AssignmentLimit& limit : problem.limits) {
    double held = 0;
    for (const auto& [place, weight] : limit.weights)
      if (holds_place(holders[place], limit.person)) held += weight;
    if (held > limit.most + 1e-6) return false;
  }
  return !problem.most_changes || changes_of(problem, holders) <= *problem.most_changes;
}

Assignment assign_teams(const AssignmentProblem& problem) {
  const std::vector<std::size_t> groups = groups_of(problem);
  const std::vector<double> means = group_means(problem, groups);
  const Holders today = holders_of_today(problem);
  Assignment out;
  out.holders = today;
  // Group by group, each free to change as much as pays …
  for (std::size_t g = 0; g < means.size(); ++g) {
    std::vector<bool> chosen(means.size(), false);
    chosen[g] = true;
    out.bound += TeamProgram(problem, groups, means).solve(chosen, std::nullopt, out.holders);
  }
  // … and all together, where that is more than may change.
  if (problem.most_changes && changes_of(problem, out.holders) > *problem.most_changes) {
    out.holders = today;
    out.bound =
        TeamProgram(problem, groups, means)
            .solve(std::vector<bool>(means.size(), true), problem.most_changes, out.holders);
  }
  if (!assignment_allowed(problem, out.holders) ||
      assignment_objective(problem, out.holders) >= assignment_objective(problem, today) - 1e-9)
    out.holders = today;
  out.changes = changes_of(problem, out.holders);
  out.objective = assignment_objective(problem, out.holders);
  out.proven = out.objective <= out.bound + 1e-4;
  return out;
}

}  // namespace suits
