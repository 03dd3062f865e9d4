#include "engine/analysis/career_summary.hpp"

namespace suits {

std::vector<CareerSummary> career_summaries(const Model& model, const Experiment& experiment) {
  std::vector<CareerSummary> out;
  if (!model.careers) return out;
  StudentFactors factors;
  const auto read = [&](auto... where) {
    return experiment.measures[experiment.layout.at(where...)].estimate(factors);
  };
  const auto add = [&](RoleId r) -> CareerSummary& {
    using enum CareerMeasure;
    CareerSummary one;
    one.role = r;
    one.leavers = read(r, leavers);
    one.came = read(r, came);
    one.promoted = read(r, promoted);
    one.turnover = read(r, turnover);
    one.heads = read(r, heads);
    one.vacant = read(r, vacant);
    one.vacant_weeks = read(r, vacant_weeks);
    one.overloaded = read(r, overloaded);
    one.load = read(r, load);
    return out.emplace_back(std::move(one));
  };
  for (const RoleId r : ids(model.roles)) {
    if (model.careers->has_posts[r] == 0) continue;
    CareerSummary& one = add(r);
    for (std::size_t w = 0; w < experiment.layout.weeks(); ++w) {
      one.weeks.push_back({read(r, w, CareerWeekMeasure::heads),
                           read(r, w, CareerWeekMeasure::vacant),
                           read(r, w, CareerWeekMeasure::load)});
    }
  }
  add(kNone<RoleId>);
  return out;
}

}  // namespace suits
