#pragma once

// Load against capacity by role, person and week, signed work and tentative accounts apart: what
// roles are asked for in the mean (which may be more than there is), and how busy people are in
// possible courses (which never is). A tentative account is won or lost, never weighted: courses
// are played with none of them and with all of them, on common random numbers.

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/offered_load.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// Weeks in which a role is asked for more than its people have.
struct Overflow {
  RoleId role{};
  std::vector<std::size_t> weeks;  // from 0; none: `worst` is the fullest
  std::size_t worst = 0;
  double load = 0;  // of that week: asked ÷ capacity
};

/// Possible courses in which a role is asked, kWeeksRunning weeks together, for more than its
/// people have: what chance piles up is not seen in the mean.
struct OverflowCourses {
  RoleId role{};
  std::uint32_t courses = 0;  // in so many of them, at least 1
  std::size_t first = 0;      // the median, over these, of the first such week
};
inline constexpr std::size_t kWeeksRunning = 4;

struct Workload {
  OfferedLoad offered;
  std::vector<PersonSummary> people;           // signed work only
  std::vector<PersonSummary> people_with_all;  // every tentative account won; none without any
  std::vector<AccountId> tentative;
  /// As things come: tentative accounts won in some courses, lost in others. By role that its
  /// people hold alone, week (from 0) and replication: asked, and what there is [h].
  std::vector<std::pair<RoleId, std::vector<std::vector<Sample>>>> asked;
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;
  std::optional<RunError> error;  // a course could not go on; the rest is not filled in
  std::uint32_t failed = 0;       // in this replication
};

/// In the weeks [from, to), with every tentative account won or with none: of the roles that
/// overflow, the worst first; where none does, of the one that comes nearest.
std::vector<Overflow> overflows(const Model& model, const OfferedLoad& load, bool with_all,
                                std::size_t from, std::size_t to);

/// In the weeks [from, to): the role that overflows in most courses first.
std::vector<OverflowCourses> overflow_courses(const Workload& load, std::size_t from,
                                              std::size_t to);

/// `tentative` accounts are all won, or all lost.
Model decided(Model model, bool won);

/// Plays plan.replications courses, twice where accounts are tentative.
Workload workload(const Model& model, const ExperimentPlan& plan);

}  // namespace suits
