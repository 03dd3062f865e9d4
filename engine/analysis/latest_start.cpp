#include "engine/analysis/latest_start.hpp"

#include <algorithm>
#include <map>

namespace suits {
namespace {

/// First days of months in (first, last), with both ends.
std::vector<Date> month_grid(Date first, Date last) {
  std::vector<Date> out{first};
  for (Date d = first + 1; d < last; ++d)
    if (static_cast<unsigned>(d.civil().day()) == 1) out.push_back(d);
  if (last > first) out.push_back(last);
  return out;
}

class StartSearch {
 public:
  StartSearch(Date first, Date last, const std::function<StartFigure(Date)>& at)
      : grid_(month_grid(first, last)), at_(at) {}

  const StartFigure& at(Date day) {
    const auto known = tried_.find(day);
    if (known != tried_.end()) return known->second;
    return tried_.emplace(day, at_(day)).first->second;
  }

  /// The last day for which `met` holds; the day before the first where it holds for none.
  template <class Met>
  Date last_met(const Met& met) {
    if (!met(at(grid_.front()))) return grid_.front() - 1;
    if (met(at(grid_.back()))) return grid_.back();
    std::size_t good = 0, bad = grid_.size() - 1;
    while (bad - good > 1) {
      const std::size_t middle = (good + bad) / 2;
      (met(at(grid_[middle])) ? good : bad) = middle;
    }
    Date low = grid_[good], high = grid_[bad];
    while (high - low > 1) {
      const Date middle = low + (high - low) / 2;
      (met(at(middle)) ? low : high) = middle;
    }
    return low;
  }

  std::vector<StartFigure> tried() const {
    std::vector<StartFigure> out;
    for (const auto& [day, figure] : tried_) out.push_back(figure);
    return out;
  }

 private:
  std::vector<Date> grid_;
  const std::function<StartFigure(Date)>& at_;
  std::map<Date, StartFigure> tried_;
};

}  // namespace

LatestStart latest_start(Date first, Date last, const TargetBound& target,
                         const std::function<StartFigure(Date)>& at, const StartFigure& without) {
  LatestStart out;
  out.without = without;
  StartSearch search(first, last, at);
  const auto shifted = [&](double sign) {
    return [&target, sign](const StartFigure& one) {
      const double half = one.figure.has_interval() ? one.figure.half : 0;
      return target.met(one.figure.value + sign * (target.at_least ? half : -half));
    };
  };
  if (target.met(without.figure.value)) {
    out.sort = LatestStart::Sort::not_needed;
    out.latest = without;
    out.surely = out.perhaps = last;
    return out;
  }
  const Date latest = search.last_met(shifted(0));
  out.surely = search.last_met(shifted(-1));
  out.perhaps = search.last_met(shifted(1));
  out.sort = latest < first   ? LatestStart::Sort::too_late
             : latest == last ? LatestStart::Sort::any_day
                              : LatestStart::Sort::found;
  out.latest = search.at(std::max(latest, first));
  out.tried = search.tried();
  return out;
}

}  // namespace suits
