#pragma once

// Figures of a contest as a value and the pull of each course on it (see Linearised).

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/analysis/selection.hpp"

namespace suits {

struct CoursePulls {
  double value = kNothing;
  std::vector<double> pulls;  // by course; NaN for a course without the figure
};
/// The k-th figure of the first n courses. Requires: so many.
CoursePulls course_pulls(const std::vector<SelectionCourse>& courses, std::size_t k, std::size_t n);

/// b − a, and how that varies from course to course. What rounding alone can make counts as none.
struct PulledApart {
  double value = kNothing;
  double variance = kNothing;  // of one course's difference; NaN below two pairs
  std::uint32_t pairs = 0;
};
PulledApart pulled_apart(const CoursePulls& a, const CoursePulls& b);

}  // namespace suits
