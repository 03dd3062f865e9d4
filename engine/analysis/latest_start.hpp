#pragma once

// The last safe day: until when something can begin so that a target is still met.

#include <functional>
#include <string>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/base/time.hpp"

namespace suits {

/// A figure is to be at least, or at most, a bound.
struct TargetBound {
  bool at_least = true;
  double bound = 0;

  bool met(double figure) const { return at_least ? figure >= bound : figure <= bound; }
};

/// What the courses say of one start.
struct StartFigure {
  Date start{};
  Estimate figure;    // with its 95 % interval
  double met_in = 0;  // share of the courses that meet the target each by itself
};

struct LatestStart {
  enum class Sort : std::uint8_t {
    not_needed,  // the target is met without it
    too_late,    // not even by the first day
    found,
    any_day,  // met by the last day that was asked about, too
  };
  Sort sort = Sort::too_late;
  StartFigure latest;   // found: the last day that meets it; else the first (any_day: the last)
  StartFigure without;  // without it at all
  /// The days for which an end of the figure's interval meets the target: between `surely` and
  /// `perhaps` lies the true last day, with some 95 %. Before the first day: not even that; after
  /// the last: also that.
  Date surely{}, perhaps{};
  std::vector<StartFigure> tried;  // by day
};

/// Looks at the first days of months within [first, last], then at days, by bisection: a later
/// start is taken not to help, as far as the same luck lets one see it. Each day is played once.
/// `at` gives the figure of a start. Requires: first <= last.
LatestStart latest_start(Date first, Date last, const TargetBound& target,
                         const std::function<StartFigure(Date)>& at, const StartFigure& without);

}  // namespace suits
