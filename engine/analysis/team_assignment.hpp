#pragma once

// Who holds which places so that loads are even: a generalised assignment problem (Cattrysse & Van
// Wassenhove, European Journal of Operational Research 60 (1992), 260–272) with the largest load to
// be small, solved as an integer program by branch and cut (COIN-OR CBC: Forrest & Lougee-Heimer,
// INFORMS Tutorials in Operations Research 2005, 257–277). Loads are shares of people's hours.
//
// People who may hold places of the same accounts form a group. What is made small is, summed over
// groups,
//     the largest load + the mean excess over the group's mean of today
//       + change × (holders of today who do not hold their place any more)
//       + kEmptyPlace × (places that nobody holds).
// The first term relieves the fullest, the second evens out the others where the fullest cannot be
// helped; a change is worth it where it lowers their sum by `change`.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace suits {

inline constexpr double kEmptyPlace = 10;

struct AssignablePlace {
  struct Candidate {
    std::size_t person = 0;
    double load = 0;  // what one place of these adds to the person's load
  };
  std::size_t count = 1;              // of equal places, each for somebody else
  std::vector<std::size_t> today;     // holders, at most `count`
  std::vector<Candidate> candidates;  // today's among them
  /// Of each set at least one must hold one; of today's some do.
  std::vector<std::vector<std::size_t>> some_of;
};

/// No more than `most` for a person, of weights of places that they hold.
struct AssignmentLimit {
  std::size_t person = 0;
  std::vector<std::pair<std::size_t, double>> weights;  // by place
  double most = 0;                                      // today's at least
};

struct AssignmentProblem {
  std::vector<double> fixed;  // by person: load that stays theirs
  std::vector<AssignablePlace> places;
  std::vector<AssignmentLimit> limits;
  double change = 0.01;
  std::optional<std::size_t> most_changes;
  int nodes = 1000;  // of branch and cut, of each group
};

struct Assignment {
  std::vector<std::vector<std::size_t>> holders;  // by place, ascending
  std::size_t changes = 0;
  double objective = 0;
  double bound = 0;     // no assignment has a smaller objective, but for rounding
  bool proven = false;  // the bound is met, to 0.0001
};

/// By person; the loads of holders as given, one set of them for each place.
std::vector<double> loads_of(const AssignmentProblem& problem,
                             const std::vector<std::vector<std::size_t>>& holders);
/// By person the group, from 0; kNoGroup: a candidate for nothing.
inline constexpr std::size_t kNoGroup = ~std::size_t{0};
std::vector<std::size_t> groups_of(const AssignmentProblem& problem);
/// What is made small.
double assignment_objective(const AssignmentProblem& problem,
                            const std::vector<std::vector<std::size_t>>& holders);
/// Whether holders meet all that is asked of them.
bool assignment_allowed(const AssignmentProblem& problem,
                        const std::vector<std::vector<std::size_t>>& holders);

/// The same problem gives the same assignment. Never worse than today's.
Assignment assign_teams(const AssignmentProblem& problem);

}  // namespace suits
