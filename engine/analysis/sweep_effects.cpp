#include "engine/analysis/sweep_effects.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>
#include <boost/math/distributions/students_t.hpp>

#include "engine/analysis/multiple_comparison.hpp"
#include "engine/analysis/sweep_fit.hpp"

namespace suits {
namespace {

/// Linear algebra is shown to six digits: the last bits of sums depend on the processor.
double six_digits(double value) {
  return std::isfinite(value) ? std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr) : value;
}

RatioMoments moments_of(const std::vector<SweptCourse>& courses, std::size_t k) {
  RatioMoments moments;
  for (const SweptCourse& course : courses) {
    const Sample& sample = course.samples[k];
    if (!sample.missing) moments.add(sample.y, sample.x);
  }
  return moments;
}

/// Mean of the denominators of those that have the figure.
double mean_x(const std::vector<SweptCourse>& courses, std::size_t k) {
  double sum = 0, n = 0;
  for (const SweptCourse& course : courses) {
    if (course.samples[k].missing) continue;
    sum += course.samples[k].x;
    ++n;
  }
  return n > 0 ? sum / n : 0;
}

/// Pseudo-values by point and replication, of the replications that have figures at every point.
Eigen::MatrixXd pseudo_values(const Sweep& sweep, std::size_t k) {
  const std::size_t points = sweep.courses.size(), all = sweep.courses.front().size();
  std::vector<std::size_t> whole;
  for (std::size_t r = 0; r < all; ++r)
    if (std::none_of(sweep.courses.begin(), sweep.courses.end(),
                     [&](const auto& courses) { return courses[r].samples[k].missing; }))
      whole.push_back(r);
  Eigen::MatrixXd values(static_cast<Eigen::Index>(points),
                         static_cast<Eigen::Index>(whole.size()));
  for (std::size_t p = 0; p < points; ++p) {
    const double ratio = moments_of(sweep.courses[p], k).ratio();
    const double x = mean_x(sweep.courses[p], k);
    if (!(x > 0)) return Eigen::MatrixXd(static_cast<Eigen::Index>(points), 0);
    for (std::size_t i = 0; i < whole.size(); ++i) {
      const Sample& sample = sweep.courses[p][whole[i]].samples[k];
      values(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(i)) =
          ratio + (sample.y - ratio * sample.x) / x;
    }
  }
  return values;
}

/// The levels of which effects are told: one of numbers, all of names.
std::size_t told_levels(const SweepFactor& factor) {
  return factor.values.size() < 2 ? 0 : factor.numeric() ? 1 : factor.values.size();
}

/// Effects by replication, in the order in which they are told.
class EffectList {
 public:
  EffectList(const SweepDesign& design, const SweepFit& fit) {
    const auto& factors = design.factors;
    for (std::size_t f = 0; f < factors.size(); ++f)
      for (std::size_t l = 0; l < told_levels(factors[f]); ++l)
        add({f, f, l, l, {}, false}, fit.single(f, l) * (factors[f].numeric() ? 2 : 1));
    if (!fit.interactions()) return;
    for (std::size_t f = 0; f < factors.size(); ++f)
      for (std::size_t g = f + 1; g < factors.size(); ++g)
        for (std::size_t l = 0; l < told_levels(factors[f]); ++l)
          for (std::size_t m = 0; m < told_levels(factors[g]); ++m) {
            const bool numbers = factors[f].numeric() || factors[g].numeric();
            add({f, g, l, m, {}, false}, fit.pair(f, l, g, m) * (numbers ? 2 : 1));
          }
  }

  /// With their intervals, judged together. `scale`: figures below it are the rounding of sums.
  std::vector<SweepEffect> judged(double scale, std::uint64_t seed) {
    std::vector<PairedDifference> family;
    std::vector<std::size_t> members;
    for (std::size_t e = 0; e < effects_.size(); ++e) {
      PairedDifference one = difference(values_[e]);
      effects_[e].change = {0, 0, false};
      const bool still = std::all_of(one.deviations.begin(), one.deviations.end(),
                                     [&](double d) { return std::abs(d) <= scale; });
      if (still && std::abs(one.value) <= scale) continue;
      if (still) std::fill(one.deviations.begin(), one.deviations.end(), 0.0);
      effects_[e].change = {six_digits(one.value), kNothing, false};
      members.push_back(e);
      family.push_back(std::move(one));
    }
    const std::vector<Verdict> verdicts = judge(family, 0.05, seed);
    for (std::size_t i = 0; i < members.size(); ++i) {
      effects_[members[i]].change.half = six_digits(verdicts[i].half);
      effects_[members[i]].differs = verdicts[i].differs;
    }
    return std::move(effects_);
  }

 private:
  void add(const SweepEffect& effect, Eigen::RowVectorXd values) {
    effects_.push_back(effect);
    values_.push_back(std::move(values));
  }
  static PairedDifference difference(const Eigen::RowVectorXd& values) {
    PairedDifference one{values.mean(), {}};
    for (Eigen::Index r = 0; r < values.size(); ++r)
      one.deviations.push_back(values(r) - one.value);
    return one;
  }

  std::vector<SweepEffect> effects_;
  std::vector<Eigen::RowVectorXd> values_;
};

/// Consecutive levels of numbers in groups, so that there are few.
std::vector<LevelMean> groups_of(const SweepFactor& factor) {
  const std::size_t levels = factor.values.size();
  const std::size_t groups = factor.numeric() ? std::min(levels, kLevelGroups) : levels;
  std::vector<LevelMean> means(groups);
  for (std::size_t g = 0; g < groups; ++g) {
    means[g].first = g * levels / groups;
    means[g].last = (g + 1) * levels / groups - 1;
  }
  return means;
}

std::vector<LevelMean> level_means(const SweepDesign& design, std::size_t f,
                                   const Eigen::MatrixXd& values, StudentFactors& factors) {
  std::vector<LevelMean> means = groups_of(design.factors[f]);
  for (LevelMean& mean : means) {
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(values.cols());
    double count = 0;
    for (std::size_t p = 0; p < design.points.size(); ++p) {
      const std::size_t level = design.points[p][f];
      if (level < mean.first || level > mean.last) continue;
      sum += values.row(static_cast<Eigen::Index>(p));
      ++count;
    }
    RatioMoments moments;
    for (Eigen::Index r = 0; r < sum.size() && count > 0; ++r) moments.add(sum(r) / count);
    mean.mean = moments.estimate(factors);
  }
  return means;
}

}  // namespace

SweptMeasure swept_measure(const SweepDesign& design, const Sweep& sweep, std::size_t k,
                           std::uint64_t seed) {
  SweptMeasure measure;
  StudentFactors factors;
  for (const auto& courses : sweep.courses)
    measure.points.push_back(moments_of(courses, k).estimate(factors));
  const Eigen::MatrixXd values = pseudo_values(sweep, k);
  measure.replications = static_cast<std::uint32_t>(values.cols());
  for (std::size_t f = 0; f < design.factors.size(); ++f)
    measure.levels.push_back(level_means(design, f, values, factors));
  if (values.cols() < 2) return measure;
  const SweepFit fit(design, values);
  if (!fit.good()) return measure;
  measure.interactions = fit.interactions();
  measure.explained = six_digits(fit.explained());
  measure.effects = EffectList(design, fit).judged(1e-12 * values.cwiseAbs().maxCoeff(), seed);
  return measure;
}

std::vector<bool> contenders(const Sweep& sweep, std::size_t k, bool lowest) {
  const Eigen::MatrixXd values = pseudo_values(sweep, k) * (lowest ? 1 : -1);
  const Eigen::Index points = values.rows(), n = values.cols();
  if (n < 2) return {};
  double factor = 0;
  if (points > 1) {
    const boost::math::students_t_distribution<double> student(static_cast<double>(n - 1));
    const double exact = boost::math::quantile(student, 1 - 0.05 / static_cast<double>(points - 1));
    factor = std::nearbyint(exact * 1e9) / 1e9;
  }
  const Eigen::VectorXd means = values.rowwise().mean();
  const Eigen::MatrixXd deviations = values.colwise() - means;
  std::vector<bool> may(static_cast<std::size_t>(points), true);
  for (Eigen::Index i = 0; i < points; ++i)
    for (Eigen::Index j = 0; j < points && may[static_cast<std::size_t>(i)]; ++j) {
      if (means(i) <= means(j)) continue;
      const double squares = (deviations.row(i) - deviations.row(j)).squaredNorm();
      const double error = std::sqrt(squares / static_cast<double>(n * (n - 1)));
      may[static_cast<std::size_t>(i)] =
          means(i) <= means(j) + factor * error + 1e-12 * std::abs(means(j));
    }
  return may;
}

}  // namespace suits
