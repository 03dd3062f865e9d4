#include "engine/analysis/selection_pulls.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/analysis/linearised.hpp"

namespace suits {
namespace {

/// The course's jobs of which its k-th figure is a quantile; null: it is a ratio.
const CourseJobs* jobs_of(const SelectionCourse& course, std::size_t k) {
  for (const CourseJobs& jobs : course.jobs)
    if (jobs.sample == k) return &jobs;
  return nullptr;
}

CoursePulls quantile_pulls(const std::vector<SelectionCourse>& courses, std::size_t k,
                           std::size_t n) {
  QuantileSketch pooled;
  std::vector<std::vector<QuantileSketch::Tally>> tallies;
  for (std::size_t r = 0; r < n; ++r) {
    const CourseJobs& own = *jobs_of(courses[r], k);
    pooled.merge(own.turnarounds);
    tallies.push_back(own.turnarounds.tallies());
  }
  const CourseJobs& asked = *jobs_of(courses[0], k);
  Linearised out = linearise_quantile(pooled, tallies, asked.level, asked.unit);
  return {out.value, std::move(out.deviations)};
}

CoursePulls ratio_pulls(const std::vector<SelectionCourse>& courses, std::size_t k, std::size_t n) {
  double have = 0, x = 0, y = 0;
  for (std::size_t r = 0; r < n; ++r) {
    const Sample& pair = courses[r].samples[k];
    if (pair.missing) continue;
    ++have;
    x += pair.x;
    y += pair.y;
  }
  CoursePulls out;
  if (x > 0) out.value = y / x;
  for (std::size_t r = 0; r < n; ++r) {
    const Sample& pair = courses[r].samples[k];
    out.pulls.push_back(pair.missing || !(x > 0) ? kNothing
                                                 : (pair.y - out.value * pair.x) * (have / x));
  }
  return out;
}

}  // namespace

CoursePulls course_pulls(const std::vector<SelectionCourse>& courses, std::size_t k,
                         std::size_t n) {
  const bool quantile = n > 0 && jobs_of(courses[0], k);
  return quantile ? quantile_pulls(courses, k, n) : ratio_pulls(courses, k, n);
}

PulledApart pulled_apart(const CoursePulls& a, const CoursePulls& b) {
  PulledApart out;
  out.value = b.value - a.value;
  const double rounding = 1e-12 * (std::abs(a.value) + std::abs(b.value));
  double squares = 0;
  for (std::size_t r = 0; r < std::min(a.pulls.size(), b.pulls.size()); ++r) {
    const double off = b.pulls[r] - a.pulls[r];
    if (!(off == off)) continue;
    ++out.pairs;
    if (std::abs(off) > rounding) squares += off * off;
  }
  if (out.pairs >= 2) out.variance = squares / (out.pairs - 1);
  if (squares == 0 && std::abs(out.value) <= rounding) out.value = 0;
  return out;
}

std::optional<double> course_figure(const SelectionCourse& course, std::size_t k) {
  if (const CourseJobs* jobs = jobs_of(course, k)) {
    const auto quantile = jobs->turnarounds.product_limit(jobs->level);
    return quantile ? std::optional(*quantile / jobs->unit) : std::nullopt;
  }
  const Sample& pair = course.samples[k];
  if (pair.missing || !(pair.x > 0)) return std::nullopt;
  return pair.y / pair.x;
}

}  // namespace suits
