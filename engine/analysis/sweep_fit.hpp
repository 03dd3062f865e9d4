#pragma once

// The straight-line model of a sweep, fitted to each replication on its own: see sweep_effects.hpp.

#include <cstddef>
#include <utility>
#include <vector>

#include <Eigen/Dense>

#include "engine/analysis/sweep_effects.hpp"

namespace suits {

/// A column of the fit: a factor, or one of its levels.
struct SweepTerm {
  std::size_t factor, level;
};

/// The least-squares fit's coefficients by term (the mean first, then single terms, then pairs) and
/// replication.
class SweepFit {
 public:
  /// `values`: by point and replication. The design stays the caller's. Without interactions where
  /// the points are too few for them; not `good` where they cannot tell the factors apart either.
  SweepFit(const SweepDesign& design, const Eigen::MatrixXd& values);

  bool good() const { return good_; }
  bool interactions() const { return !pairs_.empty(); }
  /// Share of the differences between the points' means that the fit explains; NaN: there are none.
  double explained() const { return explained_; }
  /// By replication: the coefficient of a factor's level; of the last level of names, what makes
  /// all of them add up to 0.
  Eigen::RowVectorXd single(std::size_t factor, std::size_t level) const;
  Eigen::RowVectorXd pair(std::size_t f, std::size_t l, std::size_t g, std::size_t m) const;

 private:
  bool solve(const Eigen::MatrixXd& values, bool with_pairs);

  const SweepDesign& design_;
  std::vector<SweepTerm> terms_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;  // of terms
  Eigen::MatrixXd coefficients_;
  bool good_ = true;
  double explained_ = kNothing;
};

}  // namespace suits
