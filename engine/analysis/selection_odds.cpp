#include "engine/analysis/selection_odds.hpp"

#include <algorithm>
#include <limits>

#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

constexpr std::size_t kOddsDraws = 4000;

/// One candidate's pairs, and the leader's on the same courses.
struct OddsRow {
  std::vector<double> y, x, leader_y, leader_x;
};

void append(std::vector<double>& y, std::vector<double>& x, const SelectionCourse& course) {
  const Sample& pair = course.samples.front();
  y.push_back(pair.missing ? 0 : pair.y);
  x.push_back(pair.missing ? 0 : pair.x);
}

double weighted_ratio(const std::vector<double>& w, const std::vector<double>& y,
                      const std::vector<double>& x) {
  double top = 0, bottom = 0;
  for (std::size_t r = 0; r < y.size(); ++r) {
    top += w[r] * y[r];
    bottom += w[r] * x[r];
  }
  return bottom > 0 ? top / bottom : kNothing;
}

}  // namespace

std::vector<SelectionOdds> selection_odds(const std::vector<std::vector<SelectionCourse>>& courses,
                                          std::size_t leader, bool more_is_better, double worth,
                                          std::uint64_t seed) {
  std::vector<OddsRow> rows(courses.size());
  for (std::size_t c = 0; c < courses.size(); ++c)
    for (std::size_t r = 0; r < courses[c].size(); ++r) {
      append(rows[c].y, rows[c].x, courses[c][r]);
      append(rows[c].leader_y, rows[c].leader_x, courses[leader][r]);
    }
  std::vector<SelectionOdds> odds(courses.size());
  std::vector<double> weights(courses[leader].size()), ahead(courses.size());
  for (std::size_t b = 0; b < kOddsDraws; ++b) {
    Draws draws(stream_key(seed, 0, name_hash("odds of being the best")), b, 0, Purpose::chance);
    for (double& w : weights) w = draws.uniform();
    det_logs(weights);
    for (double& w : weights) w = -w;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < rows.size(); ++c) {
      const double off = weighted_ratio(weights, rows[c].y, rows[c].x) -
                         weighted_ratio(weights, rows[c].leader_y, rows[c].leader_x);
      ahead[c] = more_is_better ? off : -off;
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
