#include "engine/analysis/selection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>

#include "engine/analysis/selection_odds.hpp"
#include "engine/analysis/selection_pulls.hpp"
#include "engine/analysis/selection_stage.hpp"
#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

Estimate with_interval(double value, double variance, std::uint32_t pairs, double error) {
  Estimate out{value, kNothing, false};
  if (pairs < 2) return out;
  const boost::math::students_t_distribution<double> student(pairs - 1);
  const double t = boost::math::quantile(boost::math::complement(student, error / 2));
  out.half = std::nearbyint(t * 1e9) / 1e9 * std::sqrt(variance / pairs);
  return out;
}

class Contest {
 public:
  explicit Contest(const SelectionPlan& plan)
      : plan_(plan), left_(plan.candidates), variance_(plan.candidates * plan.candidates) {
    std::iota(left_.begin(), left_.end(), std::size_t{0});
    out_.courses.resize(plan.candidates);
    out_.candidates.resize(plan.candidates);
    out_.worth = plan.worth;
  }

  Selection run() {
    for (std::uint32_t n = plan_.first; play_until(n);
         n = std::min(next_selection_look(n), plan_.most)) {
      if (n == plan_.first) begin();
      eliminate(n);
      if (plan_.looked) plan_.looked({n, left_.size(), out_.spent});
      if (out_.decided || left_.empty() || n == plan_.most) break;
    }
    if (!out_.error) conclude();
    return std::move(out_);
  }

 private:
  /// False where a course could not go on.
  bool play_until(std::uint32_t n) {
    std::vector<std::size_t> who = left_;
    const bool absent = who.empty() || who.front() != 0;
    if (plan_.base_plays_on && absent) who.insert(who.begin(), 0);
    auto stage = play_stage(plan_, who, played_, n);
    for (auto& row : stage) {
      for (std::size_t i = 0; i < who.size(); ++i) {
        ++out_.spent;
        if (row[i].error) {
          out_.error = std::move(row[i].error);
          out_.failed_candidate = who[i];
          out_.failed_replication = played_;
          return false;
        }
        if (plan_.played) plan_.played(who[i], played_, row[i]);
        out_.courses[who[i]].push_back(std::move(row[i]));
      }
      ++played_;
    }
    return true;
  }

  CoursePulls pulls(std::size_t candidate, std::size_t n) const {
    return course_pulls(out_.courses[candidate], 0, n);
  }

  /// After the first stage: what a difference is worth, the pairs' variances, and who has a figure.
  void begin() {
    std::vector<CoursePulls> all;
    for (const std::size_t i : left_) all.push_back(pulls(i, plan_.first));
    if (plan_.relative) out_.worth = plan_.worth * std::abs(all[0].value);
    for (const std::size_t i : left_)
      for (const std::size_t l : left_)
        variance_[i * plan_.candidates + l] = pulled_apart(all[i], all[l]).variance;
    std::erase_if(left_, [&](std::size_t i) { return !(all[i].value == all[i].value); });
    const double k = static_cast<double>(std::max<std::size_t>(left_.size(), 2));
    const double n0 = plan_.first;
    const double eta = (det_pow(2 * (1 - plan_.right) / (k - 1), -2 / (n0 - 1)) - 1) / 2;
    h_squared_ = 2 * eta * (n0 - 1);
  }

  /// By how much i must trail l after so many courses of both to leave.
  double room(std::size_t i, std::size_t l, double pairs) const {
    const double variance = variance_[i * plan_.candidates + l];
    if (!(out_.worth > 0) || !(variance == variance))
      return std::numeric_limits<double>::infinity();
    const double courses = h_squared_ * variance / (out_.worth * out_.worth);
    return std::max(0.0, out_.worth / (2 * pairs) * (courses - pairs));
  }

  void eliminate(std::uint32_t n) {
    std::vector<CoursePulls> all;
    for (const std::size_t i : left_) all.push_back(pulls(i, n));
    std::vector<std::size_t> stay;
    std::vector<std::vector<bool>> open(left_.size());  // the pair may still part
    for (std::size_t i = 0; i < left_.size(); ++i) {
      std::optional<std::size_t> winner;
      double most = 0;
      for (std::size_t l = 0; l < left_.size(); ++l) {
        const PulledApart off = pulled_apart(all[i], all[l]);
        const double needed = room(left_[i], left_[l], off.pairs);
        open[i].push_back(i != l && needed > 0);
        const double lead = (plan_.more_is_better ? off.value : -off.value) - needed;
        if (!(lead > most)) continue;
        most = lead;
        winner = left_[l];
      }
      out_.candidates[left_[i]].beaten_by = winner;
      if (!winner) stay.push_back(i);
    }
    out_.decided = !stay.empty();
    for (const std::size_t i : stay)
      for (const std::size_t l : stay) out_.decided = out_.decided && !open[i][l];
    for (std::size_t& i : stay) i = left_[i];
    left_ = std::move(stay);
  }

  /// The best figure of those left, the first of equal ones.
  std::size_t leader() const {
    std::size_t best = left_.empty() ? 0 : left_.front();
    double most = kNothing;
    for (const std::size_t i : left_) {
      const double value = pulls(i, out_.courses[i].size()).value;
      const double off = plan_.more_is_better ? value - most : most - value;
      if (most == most && !(off > 1e-12 * std::abs(value))) continue;
      most = value;
      best = i;
    }
    return best;
  }

  void conclude() {
    out_.chosen = leader();
    std::uint32_t longest = 0;
    const double pairs = static_cast<double>(std::max<std::size_t>(plan_.candidates, 2) - 1);
    const auto odds =
        selection_odds(out_.courses, out_.chosen, plan_.more_is_better, out_.worth, plan_.seed);
    for (std::size_t i = 0; i < plan_.candidates; ++i) {
      SelectionCandidate& own = out_.candidates[i];
      own.replications = static_cast<std::uint32_t>(out_.courses[i].size());
      longest = std::max(longest, own.replications);
      own.figure = selection_figure(out_.courses[i], 0);
      own.behind =
          selection_difference(out_.courses[i], out_.courses[out_.chosen], 0, 0.05 / pairs);
      if (!plan_.more_is_better) own.behind.value = -own.behind.value;
      own.best = odds[i].best;
      own.good = odds[i].good;
    }
    out_.equal = std::uint64_t{longest} * plan_.candidates;
    rank();
  }

  void rank() {
    out_.ranking.resize(plan_.candidates);
    std::iota(out_.ranking.begin(), out_.ranking.end(), std::size_t{0});
    const auto key = [&](std::size_t i) {
      const double behind = out_.candidates[i].behind.value;
      return i == out_.chosen   ? -std::numeric_limits<double>::infinity()
             : behind == behind ? behind
                                : std::numeric_limits<double>::infinity();
    };
    std::stable_sort(out_.ranking.begin(), out_.ranking.end(),
                     [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  }

  const SelectionPlan& plan_;
  std::vector<std::size_t> left_;  // in the contest, in their order
  std::vector<double> variance_;   // S² of pairs after the first stage; NaN: fewer than two pairs
  double h_squared_ = 0;
  std::uint32_t played_ = 0;
  Selection out_;
};

}  // namespace

std::uint32_t next_selection_look(std::uint32_t n) { return n + std::max(10u, n / 10); }

Selection select_best(const SelectionPlan& plan) { return Contest(plan).run(); }

Estimate selection_figure(const std::vector<SelectionCourse>& courses, std::size_t k) {
  const CoursePulls own = course_pulls(courses, k, courses.size());
  const CoursePulls nothing{0, std::vector<double>(courses.size(), 0.0)};
  const PulledApart spread = pulled_apart(nothing, own);
  return with_interval(own.value, spread.variance, spread.pairs, 0.05);
}

Estimate selection_difference(const std::vector<SelectionCourse>& a,
                              const std::vector<SelectionCourse>& b, std::size_t k, double error) {
  const std::size_t n = std::min(a.size(), b.size());
  const PulledApart pair = pulled_apart(course_pulls(a, k, n), course_pulls(b, k, n));
  return with_interval(pair.value, pair.variance, pair.pairs, error);
}

}  // namespace suits
