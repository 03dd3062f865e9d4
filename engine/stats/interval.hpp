#pragma once

// Confidence intervals for a mean from independent replications.

#include <optional>
#include <span>

namespace suits {

struct Interval {
  double mean;
  double half_width;

  double low() const { return mean - half_width; }
  double high() const { return mean + half_width; }
};

/// Student's interval for the mean behind independent, roughly normal values (one per replication):
/// mean ± t(n - 1, (1 + level) / 2) sd / sqrt(n). Nothing for fewer than two values: one
/// replication says nothing about the next. Values that are all equal give a half-width of 0. The
/// factor t is rounded to nine decimals, so that the last bits of a libm do not show. Requires: 0 <
/// level < 1; finite values.
std::optional<Interval> student_interval(std::span<const double> values, double level = 0.95);

}  // namespace suits
