#include "engine/analysis/staffing_search.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <set>

#include <boost/math/distributions/students_t.hpp>

#include "engine/analysis/service_target.hpp"

namespace suits {
namespace {

bool all_at_most(const HeadCounts& a, const HeadCounts& b) {
  for (std::size_t p = 0; p < a.size(); ++p)
    if (a[p] > b[p]) return false;
  return true;
}

bool met_by(const StaffingPlay& play) {
  if (!play.impossible.empty()) return false;
  return std::all_of(play.margins.begin(), play.margins.end(),
                     [](const Linearised& margin) { return margin.value >= 0; });
}

enum class Settled : std::uint8_t { open, fails, meets };

class StaffingBench {
 public:
  StaffingBench(const StaffingRange& range, const PlayHeads& play, const ExpectHeads& expect)
      : range_(range), play_(play), expect_(expect) {}

  StaffingSearch run();

 private:
  bool stopped() const { return stopped_; }
  bool spent() const { return out_.trials.size() >= range_.trials; }
  Settled settled(const HeadCounts& heads) const;
  /// Whether they meet, played where nothing has settled it.
  bool meets(const HeadCounts& heads);
  bool expected(const HeadCounts& heads) const { return expect_ && expect_(heads).value_or(false); }
  void note_fail(const HeadCounts& heads) { fails_.push_back(heads); }

  void tighten();
  int least_alone(std::size_t position);
  HeadCounts proposal() const;
  void descend(HeadCounts from);
  /// Whether all that is cheaper than the best is settled.
  bool prove();
  std::optional<HeadCounts> cheapest_open(double below) const;
  HeadCounts filled_up(HeadCounts heads, double below) const;
  void take(const HeadCounts& heads);
  bool show();
  bool next_best();

  const StaffingRange& range_;
  const PlayHeads& play_;
  const ExpectHeads& expect_;
  std::vector<HeadCounts> fails_, meets_;
  HeadCounts least_;
  std::optional<HeadCounts> best_;
  double best_cost_ = 0;
  bool stopped_ = false;
  StaffingSearch out_;
};

Settled StaffingBench::settled(const HeadCounts& heads) const {
  for (const HeadCounts& own : fails_)
    if (all_at_most(heads, own)) return Settled::fails;
  for (const HeadCounts& own : meets_)
    if (all_at_most(own, heads)) return Settled::meets;
  return Settled::open;
}

bool StaffingBench::meets(const HeadCounts& heads) {
  if (const Settled known = settled(heads); known != Settled::open) return known == Settled::meets;
  if (stopped() || spent()) return false;
  StaffingTrial trial{heads, range_.cost(heads), false, play_(heads, 0, range_.courses)};
  stopped_ = trial.play.stopped;
  if (stopped_) return false;
  trial.met = met_by(trial.play);
  (trial.met ? meets_ : fails_).push_back(heads);
  const bool met = trial.met;
  if (met) take(heads);
  out_.trials.push_back(std::move(trial));
  return met;
}

/// The fewest heads of a position with which all can be met, the others at their most.
int StaffingBench::least_alone(std::size_t position) {
  HeadCounts heads = range_.most;
  int low = range_.least[position], high = range_.most[position];  // high meets
  if (expect_) {
    // Where formulas see the edge it is looked at first, on both sides.
    int edge = low;
    while (edge < high && (heads[position] = edge, !expected(heads))) ++edge;
    for (const int look : {edge - 1, edge}) {
      if (look < low || look >= high || stopped()) continue;
      heads[position] = look;
      if (meets(heads))
        high = look;
      else
        low = look + 1;
    }
  }
  while (low < high && !stopped() && !spent()) {
    const int middle = low + (high - low) / 2;
    heads[position] = middle;
    if (meets(heads))
      high = middle;
    else
      low = middle + 1;
  }
  return high;
}

void StaffingBench::tighten() {
  least_ = range_.least;
  for (std::size_t p = 0; p < least_.size() && !stopped(); ++p) least_[p] = least_alone(p);
}

/// What formulas expect to meet, by taking heads away where most is saved; else the most.
HeadCounts StaffingBench::proposal() const {
  HeadCounts heads = range_.most;
  if (!expected(heads)) return heads;
  for (bool less = true; less;) {
    less = false;
    std::optional<std::size_t> dearest;
    double saved = -1;
    for (std::size_t p = 0; p < heads.size(); ++p) {
      if (heads[p] <= least_[p]) continue;
      HeadCounts fewer = heads;
      --fewer[p];
      const double saves = range_.cost(heads) - range_.cost(fewer);
      if (saves <= saved || !expected(fewer)) continue;
      dearest = p;
      saved = saves;
    }
    if (!dearest) break;
    --heads[*dearest];
    less = true;
  }
  return heads;
}

void StaffingBench::take(const HeadCounts& heads) {
  const double cost = range_.cost(heads);
  if (best_ && !(cost < best_cost_ || (cost == best_cost_ && heads < *best_))) return;
  best_ = heads;
  best_cost_ = cost;
}

/// Takes heads away, the dearest first, as long as the targets are met.
void StaffingBench::descend(HeadCounts from) {
  take(from);
  for (bool less = true; less && !stopped();) {
    less = false;
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t p = 0; p < from.size(); ++p) {
      if (from[p] <= least_[p]) continue;
      HeadCounts fewer = from;
      --fewer[p];
      order.emplace_back(range_.cost(fewer), p);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [cost, p] : order) {
      HeadCounts fewer = from;
      --fewer[p];
      if (!meets(fewer)) continue;
      from = fewer;
      take(from);
      less = true;
      break;
    }
  }
}

/// The cheapest heads that nothing has settled and that cost less.
std::optional<HeadCounts> StaffingBench::cheapest_open(double below) const {
  using Entry = std::pair<double, HeadCounts>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> line;
  std::set<HeadCounts> seen{least_};
  line.emplace(range_.cost(least_), least_);
  while (!line.empty()) {
    const auto [cost, heads] = line.top();
    line.pop();
    if (!(cost < below)) return std::nullopt;
    if (settled(heads) == Settled::open) return heads;
    for (std::size_t p = 0; p < heads.size(); ++p) {
      if (heads[p] >= range_.most[p]) continue;
      HeadCounts more = heads;
      ++more[p];
      if (seen.insert(more).second) line.emplace(range_.cost(more), more);
    }
  }
  return std::nullopt;
}

/// With as many heads more as cost less than that, the cheapest first, and nothing settles it.
HeadCounts StaffingBench::filled_up(HeadCounts heads, double below) const {
  for (bool more = true; more;) {
    more = false;
    std::optional<HeadCounts> next;
    double cost = 0;
    for (std::size_t p = 0; p < heads.size(); ++p) {
      if (heads[p] >= range_.most[p]) continue;
      HeadCounts one = heads;
      ++one[p];
      const double own = range_.cost(one);
      if (!(own < below) || settled(one) != Settled::open || (next && own >= cost)) continue;
      next = one;
      cost = own;
    }
    if (!next) return heads;
    heads = *next;
    more = true;
  }
  return heads;
}

bool StaffingBench::prove() {
  while (!stopped()) {
    const auto open = cheapest_open(best_cost_);
    if (!open) return true;
    if (spent()) return false;
    const HeadCounts full = filled_up(*open, best_cost_);
    if (meets(full)) descend(full);
  }
  return false;
}

/// The last word, in courses that the search has not seen.
bool StaffingBench::show() {
  out_.shown = play_(*best_, range_.courses, range_.fresh);
  stopped_ = out_.shown.stopped;
  if (stopped_ || !met_by(out_.shown)) return false;
  const double factor =
      staffing_factor(range_.fresh, kStaffingError / static_cast<double>(kStaffingAttempts));
  return std::all_of(
      out_.shown.margins.begin(), out_.shown.margins.end(),
      [&](const Linearised& margin) { return margin.value >= factor * margin_error(margin); });
}

/// Gives up the best, which counts as failing now, and finds the next.
bool StaffingBench::next_best() {
  out_.unshown.push_back(*best_);
  std::erase_if(meets_, [&](const HeadCounts& own) { return all_at_most(own, *best_); });
  note_fail(*best_);
  best_.reset();
  if (settled(range_.most) != Settled::meets && !meets(range_.most)) return false;
  // The cheapest of those that were played and met, as a bound; then what is cheaper.
  for (const HeadCounts& own : meets_)
    if (settled(own) == Settled::meets) take(own);
  if (!best_) return false;
  out_.cheapest = prove();
  return !stopped();
}

StaffingSearch StaffingBench::run() {
  if (!meets(range_.most)) {
    out_.outcome = stopped() ? StaffingSearch::Outcome::stopped : StaffingSearch::Outcome::nothing;
    out_.best = range_.most;
    out_.cost = range_.cost(range_.most);
    return std::move(out_);
  }
  tighten();
  const HeadCounts proposed = proposal();
  descend(!stopped() && meets(proposed) ? proposed : range_.most);
  out_.cheapest = prove();
  const std::optional<HeadCounts> first = best_;
  bool shown = false;
  for (std::size_t attempt = 0; attempt < kStaffingAttempts && !stopped() && best_; ++attempt) {
    shown = show();
    if (shown || stopped() || attempt + 1 == kStaffingAttempts || !next_best()) break;
  }
  if (!shown && !stopped()) best_ = first;
  if (best_) {
    out_.best = *best_;
    out_.cost = range_.cost(*best_);
  }
  out_.outcome = stopped() ? StaffingSearch::Outcome::stopped
                 : shown   ? StaffingSearch::Outcome::found
                           : StaffingSearch::Outcome::unshown;
  return std::move(out_);
}

}  // namespace

const StaffingTrial* failing_trial(const std::vector<StaffingTrial>& trials,
                                   const HeadCounts& heads) {
  const StaffingTrial* found = nullptr;
  for (const StaffingTrial& trial : trials) {
    if (trial.met || !all_at_most(heads, trial.heads)) continue;
    if (trial.heads == heads) return &trial;
    if (!found || trial.cost < found->cost) found = &trial;
  }
  return found;
}

double staffing_factor(std::uint32_t courses, double error) {
  const boost::math::students_t law(static_cast<double>(courses - 1));
  return std::nearbyint(boost::math::quantile(boost::math::complement(law, error)) * 1e9) / 1e9;
}

StaffingSearch search_staffing(const StaffingRange& range, const PlayHeads& play,
                               const ExpectHeads& expect) {
  return StaffingBench(range, play, expect).run();
}

}  // namespace suits
