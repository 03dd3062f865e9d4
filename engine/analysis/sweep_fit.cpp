#include "engine/analysis/sweep_fit.hpp"

namespace suits {
namespace {

std::vector<SweepTerm> terms_of(const SweepDesign& design) {
  std::vector<SweepTerm> terms;
  for (std::size_t f = 0; f < design.factors.size(); ++f) {
    const SweepFactor& factor = design.factors[f];
    if (factor.values.size() < 2) continue;
    const std::size_t columns = factor.numeric() ? 1 : factor.values.size() - 1;
    for (std::size_t level = 0; level < columns; ++level) terms.push_back({f, level});
  }
  return terms;
}

/// Numbers from −1 to 1; of names, 1 at the level, −1 at the last one, else 0.
double coded(const SweepFactor& factor, std::size_t at, std::size_t level) {
  if (factor.numeric()) {
    const double low = factor.numbers.front(), high = factor.numbers.back();
    return (2 * factor.numbers[at] - low - high) / (high - low);
  }
  return at == level ? 1 : at + 1 == factor.values.size() ? -1 : 0;
}

}  // namespace

SweepFit::SweepFit(const SweepDesign& design, const Eigen::MatrixXd& values)
    : design_(design), terms_(terms_of(design)) {
  for (std::size_t a = 0; a < terms_.size(); ++a)
    for (std::size_t b = a + 1; b < terms_.size(); ++b)
      if (terms_[a].factor != terms_[b].factor) pairs_.emplace_back(a, b);
  if (!solve(values, true)) {
    pairs_.clear();
    good_ = solve(values, false);
  }
}

bool SweepFit::solve(const Eigen::MatrixXd& values, bool with_pairs) {
  const auto points = static_cast<Eigen::Index>(design_.points.size());
  const std::size_t pairs = with_pairs ? pairs_.size() : 0;
  const auto columns = static_cast<Eigen::Index>(1 + terms_.size() + pairs);
  if (columns > points) return false;
  Eigen::MatrixXd x(points, columns);
  for (Eigen::Index p = 0; p < points; ++p) {
    const auto& at = design_.points[static_cast<std::size_t>(p)];
    Eigen::Index c = 0;
    x(p, c++) = 1;
    for (const SweepTerm& t : terms_)
      x(p, c++) = coded(design_.factors[t.factor], at[t.factor], t.level);
    for (std::size_t i = 0; i < pairs; ++i)
      x(p, c++) = x(p, static_cast<Eigen::Index>(1 + pairs_[i].first)) *
                  x(p, static_cast<Eigen::Index>(1 + pairs_[i].second));
  }
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
  if (qr.rank() < columns) return false;
  coefficients_ = qr.solve(values);
  const Eigen::VectorXd means = values.rowwise().mean();
  const Eigen::VectorXd left = means - x * coefficients_.rowwise().mean();
  const double all = (means.array() - means.mean()).square().sum();
  if (all > 1e-20 * means.squaredNorm()) explained_ = 1 - left.squaredNorm() / all;
  return true;
}

Eigen::RowVectorXd SweepFit::single(std::size_t factor, std::size_t level) const {
  Eigen::RowVectorXd others = Eigen::RowVectorXd::Zero(coefficients_.cols());
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    if (terms_[t].factor != factor) continue;
    const Eigen::RowVectorXd own = coefficients_.row(static_cast<Eigen::Index>(1 + t));
    if (terms_[t].level == level) return own;
    others -= own;
  }
  return others;
}

Eigen::RowVectorXd SweepFit::pair(std::size_t f, std::size_t l, std::size_t g,
                                  std::size_t m) const {
  // Sum coding: what is asked of a last level is minus the sum over the others.
  const auto last = [&](std::size_t factor, std::size_t level) {
    const SweepFactor& own = design_.factors[factor];
    return !own.numeric() && level + 1 == own.values.size();
  };
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(coefficients_.cols());
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const SweepTerm& a = terms_[pairs_[i].first];
    const SweepTerm& b = terms_[pairs_[i].second];
    if (a.factor != f || b.factor != g) continue;
    const bool first = last(f, l) || a.level == l, second = last(g, m) || b.level == m;
    if (!first || !second) continue;
    const double sign = (last(f, l) ? -1.0 : 1.0) * (last(g, m) ? -1.0 : 1.0);
    sum += sign * coefficients_.row(static_cast<Eigen::Index>(1 + terms_.size() + i));
  }
  return sum;
}

}  // namespace suits
