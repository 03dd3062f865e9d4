#pragma once

// What a director wants more or less of: the usual aims by short names, and every measure of
// response.hpp by its own. Two are no measures of a run's report:
//
//   margin    (income − cost) ÷ income with everybody's hours paid whether they are worked or not:
//             to the cost of the hours worked comes that of each person's available hours in which
//             they did not work. A measure `margin` counts hours worked alone, by which whoever has
//             nothing to do costs nothing.
//   overload  the share of people's weeks in which 95 % of the available hours or more are worked.

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/response.hpp"
#include "engine/analysis/selection.hpp"
#include "engine/run/observations.hpp"

namespace suits {

struct Aim {
  enum class Sort : std::uint8_t { measure, paid_margin, full_weeks };
  Sort sort = Sort::measure;
  std::string name;   // "on_time", or the measure's own
  Response response;  // its quantity and which way is good; of a measure all of it
};

/// A week counts as full from here on [worked ÷ available].
inline constexpr double kFullWeek = 0.95;

/// Those of on_time, p90, turnaround, margin and overload that a model has, in this order. The
/// first three are of the kind of work, and of its milestone, that the headline of a report speaks
/// of (default_family).
std::vector<Aim> usual_aims(const Model& model);
/// A usual aim, or the measure of that name. Nothing: there is none.
std::optional<Aim> find_aim(const Model& model, const std::string& name);

/// Reads aims off the courses of one model.
class AimReader {
 public:
  /// Aims whose measure this model does not have are missing in every course.
  AimReader(const Model& model, std::vector<Aim> aims);
  /// The aims' samples in their order, and the jobs of those that are quantiles; of a course that
  /// failed, why.
  SelectionCourse read(const Observations& seen) const;

 private:
  CourseJobs jobs_of_course(std::size_t aim, const FlowQuantile& asked,
                            const Observations& seen) const;

  const Model* model_;
  std::vector<Aim> aims_;
  std::vector<std::optional<Response>> own_;  // the model's, by aim
};

}  // namespace suits
