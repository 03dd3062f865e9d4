#include "engine/analysis/selection_odds.hpp"

#include <algorithm>
#include <limits>

#include "engine/analysis/selection_pulls.hpp"
#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

constexpr std::size_t kOddsDraws = 4000;

/// How far a candidate is ahead of the leader on the courses of both, and each one's pull on that.
struct OddsRow {
  double value = kNothing;
  std::vector<double> pulls;
};

OddsRow odds_row(const std::vector<SelectionCourse>& own,
                 const std::vector<SelectionCourse>& leader, bool more_is_better) {
  const CoursePulls a = course_pulls(leader, 0, own.size()), b = course_pulls(own, 0, own.size());
  const double sign = more_is_better ? 1 : -1;
  OddsRow out{sign * pulled_apart(a, b).value, {}};
  for (std::size_t r = 0; r < own.size(); ++r) {
    const double off = sign * (b.pulls[r] - a.pulls[r]);
    out.pulls.push_back(off == off ? off : 0);
  }
  return out;
}

/// The weighted mean of the row's pulls, on its value.
double weighted_lead(const OddsRow& row, const std::vector<double>& weights) {
  double top = 0, bottom = 0;
  for (std::size_t r = 0; r < row.pulls.size(); ++r) {
    top += weights[r] * row.pulls[r];
    bottom += weights[r];
  }
  return row.value + top / bottom;
}

}  // namespace

std::vector<SelectionOdds> selection_odds(const std::vector<std::vector<SelectionCourse>>& courses,
                                          std::size_t leader, bool more_is_better, double worth,
                                          std::uint64_t seed) {
  std::vector<OddsRow> rows;
  for (const auto& own : courses) rows.push_back(odds_row(own, courses[leader], more_is_better));
  std::vector<SelectionOdds> odds(courses.size());
  std::vector<double> weights(courses[leader].size()), ahead(courses.size());
  for (std::size_t b = 0; b < kOddsDraws; ++b) {
    Draws draws(stream_key(seed, 0, name_hash("odds of being the best")), b, 0, Purpose::chance);
    for (double& w : weights) w = draws.uniform();
    det_logs(weights);
    for (double& w : weights) w = -w;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < rows.size(); ++c) {
      ahead[c] = weighted_lead(rows[c], weights);
      most = std::max(most, ahead[c]);  // NaN never is
    }
    const auto equal = static_cast<double>(std::count(ahead.begin(), ahead.end(), most));
    for (std::size_t c = 0; c < rows.size(); ++c) {
      if (ahead[c] == most) odds[c].best += 1 / equal;
      if (most - ahead[c] <= worth) odds[c].good += 1;
    }
  }
  for (SelectionOdds& one : odds) {
    one.best /= kOddsDraws;
    one.good /= kOddsDraws;
  }
  return odds;
}

}  // namespace suits
