#include "engine/stats/interval.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>

#include "engine/stats/moments.hpp"

namespace suits {

std::optional<Interval> student_interval(std::span<const double> values, double level) {
  assert(level > 0 && level < 1);
  if (values.size() < 2) return std::nullopt;
  Moments moments;
  for (const double x : values) moments.add(x);
  const double n = static_cast<double>(values.size());
  const boost::math::students_t_distribution<double> student(n - 1);
  const double exact = boost::math::quantile(student, 0.5 * (1 + level));
  const double t = std::nearbyint(exact * 1e9) / 1e9;
  return Interval{moments.mean(), t * moments.sd() / std::sqrt(n)};
}

}  // namespace suits
