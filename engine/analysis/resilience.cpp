#include "engine/analysis/resilience.hpp"

#include <algorithm>
#include <utility>

#include "engine/model/calendar.hpp"

namespace suits {
namespace {

/// The part of the largest backlog that counts as nothing.
constexpr double kLeftOver = 0.1;

}  // namespace

Date usual_absence(const Model& model) {
  const Date first = date_of(model.window.start), last = date_of(model.window.end);
  for (Date d = first + (last - first) / 4; d < last; ++d)
    if (d.weekday() == 0 && model.agency().working_day(d)) return d;
  return first;
}

Model watched(const Model& model, const AbsencePlan& plan) {
  Model out = model;
  out.window.start = std::max(model.window.start, midnight(plan.from));
  out.window.end = std::min(model.window.end, midnight(plan.back() + 7 * plan.after));
  return out;
}

Model without(const Model& model, PersonId person, const AbsencePlan& plan) {
  Model out = watched(model, plan);
  std::vector<DateRange>& away = out.people[person].away;
  away.push_back({plan.from, plan.back()});
  std::sort(away.begin(), away.end(),
            [](const DateRange& a, const DateRange& b) { return a.from < b.from; });
  return out;
}

AbsenceReader::AbsenceReader(const Model& model, std::vector<Aim> aims)
    : model_(&model),
      aims_(aims.size()),
      accounts_(model.accounts.size()),
      weeks_(model.window.weeks()),
      reader_(model, std::move(aims)) {
  for (const Kind& kind : model.kinds) deliverables_ |= kind.deliverable;
}

SelectionCourse AbsenceReader::read(const Observations& seen) const {
  SelectionCourse out = reader_.read(seen);
  if (out.error) return out;
  const double day = model_->standard_day.hours();
  for (const std::vector<AccountFlow>& flows : seen.account_flows) {
    double hours = 0, jobs = 0;
    for (std::size_t k = 0; k < flows.size(); ++k) {
      const Kind& kind = model_->kinds[static_cast<KindId>(k)];
      const bool counts = deliverables_ ? kind.deliverable : !kind.background;
      if (!counts || flows[k].working.count() == 0) continue;
      hours += flows[k].working.sum();
      jobs += static_cast<double>(flows[k].working.count());
    }
    out.samples.push_back({hours / day, jobs, false});
  }
  for (std::size_t w = 0; w < weeks_; ++w) {
    double waiting = 0;
    for (const RoleId r : ids(model_->roles))
      if (model_->roles[r].sort == RoleSort::staff && w < seen.roles[r].waiting_by_week.size())
        waiting += seen.roles[r].waiting_by_week[w];
    out.samples.push_back({waiting, 1, false});
  }
  return out;
}

std::optional<HardestHit> hardest_hit(const Model& model, const AbsenceReader& reader,
                                      const std::vector<SelectionCourse>& base,
                                      const std::vector<SelectionCourse>& away) {
  std::optional<HardestHit> out;
  const double error = 0.05 / static_cast<double>(std::max<std::size_t>(model.accounts.size(), 1));
  for (const AccountId a : ids(model.accounts)) {
    if (model.accounts[a].agency) continue;
    const Estimate delay = selection_difference(base, away, reader.account(a), error);
    if (!delay.has_interval() || delay.value <= delay.half) continue;
    if (!out || delay.value > out->delay.value) out = HardestHit{a, delay};
  }
  return out;
}

Recovery recovery(const AbsenceReader& reader, const AbsencePlan& plan,
                  const std::vector<SelectionCourse>& base,
                  const std::vector<SelectionCourse>& away) {
  std::vector<double> excess;  // by week, 0 where it may be chance
  for (std::size_t w = 0; w < reader.weeks(); ++w) {
    const Estimate more = selection_difference(base, away, reader.week(w), 0.05);
    excess.push_back(more.has_interval() && more.value > more.half ? more.value : 0);
  }
  const double most = excess.empty() ? 0 : *std::max_element(excess.begin(), excess.end());
  const auto apart = [&](std::size_t w) {
    return w < excess.size() && excess[w] > kLeftOver * most;
  };
  const auto gone = static_cast<std::size_t>(plan.weeks);
  bool ever = false;
  for (std::size_t w = 0; w < std::min(gone, reader.weeks()); ++w) ever |= apart(w);
  const bool after = apart(gone) && apart(gone + 1);
  if (!ever && !after) return {Recovery::Sort::never_apart, 0};
  for (std::size_t w = gone; w < reader.weeks(); ++w)
    if (!apart(w) && !apart(w + 1))
      return {Recovery::Sort::recovered, static_cast<std::int32_t>(w - gone)};
  return {Recovery::Sort::not_yet,
          static_cast<std::int32_t>(reader.weeks() - std::min(gone, reader.weeks()))};
}

}  // namespace suits
