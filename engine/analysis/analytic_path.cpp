#include "engine/analysis/analytic_path.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

constexpr double kPi = 3.14159265358979323846;

double density(double z) { return det_exp(-z * z / 2) / std::sqrt(2 * kPi); }

/// The standard normal distribution function to 7.5e-8 (Abramowitz & Stegun 26.2.17).
double normal_below(double z) {
  const double t = 1 / (1 + 0.2316419 * std::abs(z));
  const double poly =
      t *
      (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const double upper = density(z) * poly;
  return z >= 0 ? 1 - upper : upper;
}

Length part_of(const Length& a, double factor) {
  return {a.mean * factor,   a.variance,       a.waiting * factor, a.in_hand * factor,
          a.client * factor, a.delay * factor, a.keeps_up};
}

}  // namespace

Length in_turn(Length first, const Length& then) {
  first.mean += then.mean;
  first.variance += then.variance;
  first.waiting += then.waiting;
  first.in_hand += then.in_hand;
  first.client += then.client;
  first.delay += then.delay;
  first.keeps_up = first.keeps_up && then.keeps_up;
  return first;
}

Length longer_of(const Length& a, const Length& b, double common) {
  const double va = std::max(0.0, a.variance - common), vb = std::max(0.0, b.variance - common);
  const double spread = std::sqrt(va + vb);
  Length longer = a.mean >= b.mean ? a : b;
  longer.keeps_up = a.keeps_up && b.keeps_up;
  if (spread < 1e-12) return longer;
  const double z = (a.mean - b.mean) / spread;
  const double first = normal_below(z), second = 1 - first, bump = spread * density(z);
  const double mean = a.mean * first + b.mean * second + bump;
  const double square =
      (a.mean * a.mean + va) * first + (b.mean * b.mean + vb) * second + (a.mean + b.mean) * bump;
  const double plain = a.mean * first + b.mean * second;
  const Length mixed = in_turn(part_of(a, first), part_of(b, second));
  longer = plain > 0 ? part_of(mixed, mean / plain) : mixed;
  if (plain <= 0) longer.mean = longer.waiting = mean;
  longer.variance = std::max(0.0, square - mean * mean) + common;
  return longer;
}

Length times(const Length& one, double n) {
  Length all = part_of(one, n);
  // As many rounds as a geometric law of that mean has.
  all.variance = n * one.variance + n * (1 + n) * one.mean * one.mean;
  return all;
}

Length one_of(double chance, const Length& first, const Length& second) {
  if (chance >= 1) return first;
  const double rest = 1 - chance;
  Length mixed = in_turn(part_of(first, chance), part_of(second, rest));
  mixed.variance = chance * (first.variance + first.mean * first.mean) +
                   rest * (second.variance + second.mean * second.mean) - mixed.mean * mixed.mean;
  return mixed;
}

/// One person's part: waiting, then work; of several people the last.
Length AnalyticPath::seat_length(const SeatPlan& seat) const {
  Length length;
  double before = 0;
  for (const auto& [chance, at] : seat.ways) {
    const Demand& d = book_.demands[at];
    Length way;
    way.waiting = d.wait + d.interrupted;
    way.in_hand = d.work;
    way.mean = way.waiting + way.in_hand;
    way.keeps_up = d.keeps_up;
    // Nothing with the chance of not waiting, else exponential; interruptions likewise.
    const double waits = std::max(d.waits, 1e-3);
    way.variance = d.wait * d.wait * std::max(1.0, 2 / waits - 1) + d.interrupted * d.interrupted;
    if (!seat.same_effort) way.variance += d.work_variance;
    length = before > 0 ? one_of(before / (before + chance), length, way) : way;
    before += chance;
  }
  const Length one = length;
  for (std::uint32_t i = 1; i < std::min<std::uint32_t>(seat.count, 16); ++i) {
    length = longer_of(length, one);
  }
  if (seat.same_effort) {
    double variance = 0;
    for (const auto& [chance, at] : seat.ways) variance += chance * book_.demands[at].work_variance;
    length.variance += variance;
  }
  return one_of(seat.chance, length, {});
}

/// An appointment: its notice; then the first gap that all have. With m of a person's time taken by
/// appointments that are made by then, of mean length l, a stretch of length L meets one with
/// chance m (1 + L ÷ l); each that it meets moves it on by (L + l) ÷ 2. A meeting that no longer
/// fits into its day, L of it in each day, begins the next morning, L ÷ 2 later.
Length AnalyticPath::appointment(const RoundPlan& round) const {
  Length length;
  double free = 1, others = 0, weights = 0;
  for (const SeatPlan& seat : round.seats) {
    for (const auto& [chance, at] : seat.ways) {
      length.in_hand = std::max(length.in_hand, book_.demands[at].work);
    }
  }
  const double own = length.in_hand;
  // Half way to where it was found last: what is made later than that is not in the way.
  double ahead = round.notice;
  for (const SeatPlan& seat : round.seats) {
    for (const auto& [chance, at] : seat.ways) {
      ahead = std::max(ahead, (round.notice + book_.demands[at].wait) / 2);
    }
  }
  for (const SeatPlan& seat : round.seats) {
    double blocked = 0;
    for (const auto& [chance, at] : seat.ways) {
      const Demand& d = book_.demands[at];
      const Crew& crew = crews_.all()[d.crew];
      double all = 1, some = 0, shares = 0;
      for (std::size_t i = 0; i < crew.people.size(); ++i) {
        const double other = network_.meeting_length(crew.people[i]);
        const double m = network_.in_meetings(crew.people[i], ahead);
        const double meets = other > 0 ? std::min(0.9, m * (1 + own / other)) : 0;
        all *= meets;
        some += crew.share[i] * meets;
        shares += crew.share[i];
        others += m * other;
        weights += m;
      }
      blocked += chance * seat.chance * (d.own_line ? all : some / shares);
      length.keeps_up = length.keeps_up && d.keeps_up;
    }
    free *= 1 - std::min(0.95, blocked);
  }
  const double other = weights > 0 ? others / weights : 0;
  double moved = (1 / free - 1) * (own + other) / 2;
  if (!model_.agency().always()) {
    const double day = std::max(own, model_.standard_day.hours());
    moved += day > 0 ? own * own / (2 * day) : 0;
  }
  length.waiting = round.notice + moved;
  length.mean = length.waiting + length.in_hand;
  length.variance = moved * moved;
  return length;
}

Length AnalyticPath::step_length(const JobPlan& job, StepId id, bool later) const {
  const StepPlan& step = job.steps[raw(id)];
  const RoundPlan& round = later ? step.later : step.first;
  Length length;
  if (step.delay > 0 || step.client) {
    length.mean = step.delay;
    length.variance = step.delay_variance;
    (step.client ? length.client : length.delay) = step.delay;
  } else if (round.meeting) {
    length = appointment(round);
  } else if (round.joint) {  // all at once: the last to come, and the longest part
    Length work;
    for (const SeatPlan& seat : round.seats) {
      Length whole = seat_length(seat), part;
      part.in_hand = part.mean = whole.in_hand;
      part.variance = whole.variance;
      whole.mean = whole.waiting;
      whole.in_hand = 0;
      length = length.mean > 0 ? longer_of(length, whole) : whole;
      work = part.mean > work.mean ? part : work;
    }
    length = in_turn(length, work);
  } else {
    bool first = true;
    for (const SeatPlan& seat : round.seats) {
      const Length part = seat_length(seat);
      length = first ? part : longer_of(length, part);
      first = false;
    }
  }
  if (!round.seats.empty()) {
    length.mean += step.spread;
    length.in_hand += step.spread;
  }
  const double chance =
      model_.kinds[job.kind].steps[raw(id)].chance[model_.accounts[job.account].tier];
  return one_of(chance, length, {});
}

JobTimes AnalyticPath::walk(const JobPlan& job, const std::vector<double>& fired) const {
  const Kind& kind = model_.kinds[job.kind];
  const std::size_t n = kind.steps.size();
  JobTimes times;
  times.ready.resize(n);
  times.finish.resize(n);
  times.agreed.resize(n);
  times.round.resize(n);
  std::vector<std::vector<bool>> before(n, std::vector<bool>(n, false));
  // The last of several to be done, or whichever was taken where a choice let only one be.
  const auto join = [&](const std::vector<StepId>& from) {
    Length all;
    double chances = 0;
    for (const StepId s : from) chances += job.reach[raw(s)];
    const bool choice = from.size() > 1 && chances <= 1 + 1e-9;
    double taken = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const Length& own = times.agreed[raw(from[i])];
      const double part = job.reach[raw(from[i])];
      if (i == 0) {
        all = own;
      } else if (choice) {
        if (taken + part > 0) all = one_of(taken / (taken + part), all, own);
      } else {
        double common = 0;
        for (std::size_t s = 0; s < n; ++s) {
          bool all_after = true;
          for (const StepId f : from) all_after = all_after && (before[raw(f)][s] || raw(f) == s);
          if (all_after) common = times.agreed[s].variance;
        }
        all = longer_of(all, own, common);
      }
      taken += part;
    }
    return all;
  };
  std::vector<StepId> ends;
  for (std::size_t s = 0; s < n; ++s) {
    const Step& step = kind.steps[s];
    const StepId id{static_cast<std::uint32_t>(s)};
    for (const StepId p : step.predecessors) {
      before[s][raw(p)] = true;
      for (std::size_t b = 0; b < n; ++b) before[s][b] = before[s][b] || before[raw(p)][b];
    }
    times.ready[s] = join(step.predecessors);
    times.finish[s] = times.agreed[s] = in_turn(times.ready[s], step_length(job, id, false));
    if (step.successors.empty()) ends.push_back(id);
    if (!step.back || fired[s] <= 0) continue;
    std::vector<Length> way(n);  // by step, of the part that is re-opened
    for (const StepId r : step.back->reopened) {
      Length ready;
      bool first = true;
      for (const StepId p : kind.steps[raw(r)].predecessors) {
        if (!std::binary_search(step.back->reopened.begin(), step.back->reopened.end(), p))
          continue;
        if (r == step.back->target) continue;
        ready = first ? way[raw(p)] : longer_of(ready, way[raw(p)]);
        first = false;
      }
      way[raw(r)] = in_turn(ready, step_length(job, r, true));
    }
    times.round[s] = way[s];
    times.agreed[s] = in_turn(times.agreed[s], suits::times(way[s], fired[s]));
  }
  times.whole = join(ends);
  return times;
}

JobTimes AnalyticPath::times_of(const JobPlan& job) const { return walk(job, job.visits->fired); }

Length AnalyticPath::until(const JobPlan& job, MilestonePoint point, StepId step) const {
  if (point == MilestonePoint::arrival) return {};
  if (point == MilestonePoint::finish) return times_of(job).whole;
  // Only rework that comes before: what later senders open again happens after the milestone.
  const Kind& kind = model_.kinds[job.kind];
  const std::size_t n = kind.steps.size();
  std::vector<bool> ahead(n, false);
  ahead[raw(step)] = true;
  for (std::size_t s = n; s-- > 0;) {
    if (!ahead[s]) continue;
    for (const StepId p : kind.steps[s].predecessors) ahead[raw(p)] = true;
  }
  std::vector<double> fired = job.visits->fired;
  for (std::size_t s = 0; s < n; ++s) {
    if (fired[s] <= 0) continue;
    const StepVisits& visits = job.visits->steps[s];
    // Each time that others open it anew it fires as often as the first time.
    double entries = visits.first;
    for (const auto& later : visits.later) entries += ahead[raw(later.sender)] ? 0 : later.visits;
    fired[s] *= ahead[s] && entries > 0 ? visits.first / entries : 0;
  }
  const JobTimes times = walk(job, fired);
  if (point == MilestonePoint::step_agreed) return times.agreed[raw(step)];
  if (point == MilestonePoint::step_finish) return times.finish[raw(step)];
  return times.ready[raw(step)];
}

}  // namespace suits
