#include "engine/analysis/aim.hpp"

#include <algorithm>
#include <array>

#include "engine/analysis/summary.hpp"

namespace suits {
namespace {

/// The measure itself, under a short name.
std::optional<Aim> short_named(const std::vector<Response>& all, const std::string& measure,
                               const std::string& name) {
  const Response* found = find_response(all, measure);
  if (!found) return std::nullopt;
  return Aim{Aim::Sort::measure, name, *found};
}

Aim own_aim(Aim::Sort sort, const std::string& name, Better better) {
  Response response;
  response.name = response.full = response.measure = name;
  response.subject = TheDepartment{};
  response.quantity = Quantity::share;
  response.better = better;
  return {sort, name, response};
}

bool has_income(const Model& model) {
  return std::any_of(model.accounts.begin(), model.accounts.end(),
                     [](const Account& account) { return account.fee.has_value(); });
}

/// "campaign" and "campaign.brief_turnaround": what the headline speaks of.
std::array<std::string, 2> headline_subjects(const Model& model, const std::vector<Response>& all) {
  const std::vector<Response> family = default_family(model, all);
  if (family.empty()) return {};
  const auto* key = std::get_if<FlowKey>(&family.front().subject);
  if (!key) return {};
  const Kind& kind = model.kinds[key->kind];
  std::string span = kind.name;
  if (key->milestone >= 0)
    span += "." + kind.milestones[static_cast<std::size_t>(key->milestone)].name;
  else
    span += ".turnaround";
  return {kind.name, span};
}

bool can_be_late(const Model& model, const std::string& kind) {
  for (const Kind& own : model.kinds) {
    const auto& dues = own.due.items();
    if (own.name == kind)
      return std::any_of(dues.begin(), dues.end(), [](const auto& due) { return due.has_value(); });
  }
  return false;
}

bool of_department(const Model& model, PersonId p) {
  return model.roles[model.people[p].roles.front()].sort == RoleSort::staff;
}

Sample paid_margin(const Model& model, const Observations& seen) {
  double income = 0, cost = 0;
  for (const AccountHours& account : seen.accounts) {
    income += account.income;
    cost += account.cost;
  }
  for (const PersonId p : ids(model.people)) {
    if (!of_department(model, p)) continue;
    const PersonHours& hours = seen.people[p];
    cost += model.people[p].cost * std::max(0.0, (hours.available - hours.worked).hours());
  }
  return {income - cost, income, !(income > 0)};
}

Sample full_weeks(const Model& model, const Observations& seen) {
  double full = 0, weeks = 0;
  for (const PersonId p : ids(model.people)) {
    if (!of_department(model, p)) continue;
    const PersonHours& hours = seen.people[p];
    for (std::size_t w = 0; w < hours.available_by_week.size(); ++w) {
      const double available = hours.available_by_week[w].hours();
      if (!(available > 0)) continue;
      ++weeks;
      if (hours.worked_by_week[w].hours() >= kFullWeek * available) ++full;
    }
  }
  return {full, weeks, !(weeks > 0)};
}

}  // namespace

std::vector<Aim> usual_aims(const Model& model) {
  const std::vector<Response> all = responses_of(model);
  const auto [kind, span] = headline_subjects(model, all);
  std::vector<Aim> out;
  const auto add = [&](std::optional<Aim> aim) {
    if (aim) out.push_back(std::move(*aim));
  };
  if (!kind.empty() && can_be_late(model, kind))
    add(short_named(all, kind + ".on_time", "on_time"));
  if (!kind.empty()) {
    add(short_named(all, span + ".p90", "p90"));
    add(short_named(all, span, "turnaround"));
  }
  if (has_income(model)) add(own_aim(Aim::Sort::paid_margin, "margin", Better::more));
  add(own_aim(Aim::Sort::full_weeks, "overload", Better::less));
  return out;
}

std::optional<Aim> find_aim(const Model& model, const std::string& name) {
  for (Aim& aim : usual_aims(model))
    if (aim.name == name) return std::move(aim);
  return short_named(responses_of(model), name, name);
}

AimReader::AimReader(const Model& model, std::vector<Aim> aims)
    : model_(&model), aims_(std::move(aims)) {
  const std::vector<Response> all = responses_of(model);
  for (const Aim& aim : aims_) {
    const Response* own =
        aim.sort == Aim::Sort::measure ? find_response(all, aim.response.name) : nullptr;
    own_.push_back(own ? std::optional(*own) : std::nullopt);
  }
}

SelectionCourse AimReader::read(const Observations& seen) const {
  if (seen.error) return {{}, seen.history, seen.error};
  const std::vector<Sample> all = measure(*model_, MeasureLayout(*model_, seen.flows.size()), seen);
  SelectionCourse out{{}, seen.history};
  for (std::size_t a = 0; a < aims_.size(); ++a) {
    switch (aims_[a].sort) {
      case Aim::Sort::measure:
        out.samples.push_back(own_[a] ? all[own_[a]->index] : Sample{0, 0, true});
        if (own_[a] && own_[a]->quantile)
          out.jobs.push_back(jobs_of_course(a, *own_[a]->quantile, seen));
        break;
      case Aim::Sort::paid_margin:
        out.samples.push_back(paid_margin(*model_, seen));
        break;
      case Aim::Sort::full_weeks:
        out.samples.push_back(full_weeks(*model_, seen));
        break;
    }
  }
  return out;
}

CourseJobs AimReader::jobs_of_course(std::size_t aim, const FlowQuantile& asked,
                                     const Observations& seen) const {
  const Flow& flow = seen.flows[asked.flow];
  return {aim, kQuantileLevels[asked.level], asked.elapsed ? 24 : model_->standard_day.hours(),
          asked.elapsed ? flow.elapsed_quantiles : flow.working_quantiles};
}

}  // namespace suits
