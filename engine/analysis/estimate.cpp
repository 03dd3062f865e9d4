#include "engine/analysis/estimate.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace suits {

double StudentFactors::operator()(std::uint64_t n) {
  const auto at = known_.find(n);
  if (at != known_.end()) return at->second;
  const boost::math::students_t_distribution<double> student(static_cast<double>(n - 1));
  const double factor = std::nearbyint(boost::math::quantile(student, 0.975) * 1e9) / 1e9;
  known_.emplace(n, factor);
  return factor;
}

void RatioMoments::add(double y, double x) {
  ++n_;
  const double n = static_cast<double>(n_);
  const double off_y = y - y_, off_x = x - x_;
  y_ += off_y / n;
  x_ += off_x / n;
  yy_ += off_y * (y - y_);
  xy_ += off_y * (x - x_);
  xx_ += off_x * (x - x_);
}

double RatioMoments::ratio() const { return n_ == 0 || x_ <= 0 ? kNothing : y_ / x_; }

double RatioMoments::standard_error() const {
  if (n_ < 2 || x_ <= 0) return kNothing;
  const double r = ratio(), n = static_cast<double>(n_);
  const double squares = std::max(0.0, yy_ - 2 * r * xy_ + r * r * xx_);
  return std::sqrt(squares / (n * (n - 1))) / x_;
}

Estimate RatioMoments::estimate(StudentFactors& factors) const {
  const double error = standard_error();
  if (error != error) return {ratio(), kNothing, false};
  return {ratio(), error * factors(n_), false};
}

}  // namespace suits
