// Ranks of requests: the order of a dispatch rule, as far as an average has one.

#include <algorithm>
#include <map>
#include <utility>

#include "engine/analysis/analytic_demand.hpp"

namespace suits {
namespace {

/// Bands of what a rule looks at; wide enough that inside one the order hardly matters, as each is
/// at most some five eighths above the one before.
int band_of(double working_days) {
  static constexpr double edges[] = {0.25, 0.5, 0.8, 1.3, 2, 3.2, 5, 8, 13, 21, 34, 55, 89};
  int band = 0;
  for (const double edge : edges) band += working_days > edge ? 1 : 0;
  return band;
}

}  // namespace

RankBook rank_demands(const Model& model, std::vector<Demand>& demands) {
  const double day = std::max(1e-9, model.standard_day.hours());
  const auto key = [&](const Demand& d) -> std::pair<std::uint32_t, int> {
    if (d.meeting) return {0, 0};
    const Dispatch& dispatch = model.roles[d.asked].dispatch;
    int band = 0;
    switch (model.in_order ? DispatchRule::first_come : dispatch.rule) {
      case DispatchRule::earliest_due:
        band = band_of((d.allowance - d.age) / day);
        break;
      case DispatchRule::earliest_step_due:
        band = band_of((d.allowance - d.age - d.tail) / day);
        break;
      case DispatchRule::least_slack:
        band = band_of((d.allowance - d.age - d.tail - d.mean) / day);
        break;
      case DispatchRule::shortest:
        band = band_of(d.mean / day);
        break;
      case DispatchRule::fixed:
        band = static_cast<int>(dispatch.place[raw(d.kind)]);
        break;
      default:
        break;
    }
    return {raw(d.work_class) + 1, band};
  };
  std::map<std::pair<std::uint32_t, int>, std::size_t> ranks{{{0, 0}, 0}};
  for (const Demand& d : demands) ranks.try_emplace(key(d), 0);
  RankBook book;
  for (auto& [k, rank] : ranks) {
    rank = book.group.size();
    book.group.push_back(static_cast<int>(k.first));
    book.interrupts.push_back(k.first == 0 || model.classes[ClassId{k.first - 1}].interrupts);
  }
  for (Demand& d : demands) d.rank = ranks[key(d)];
  return book;
}

}  // namespace suits
