#include "engine/analysis/summary.hpp"

#include <algorithm>
#include <cmath>

namespace suits {
namespace {

/// Of fewer courses than these nothing is said of how long a warning comes before the notice.
constexpr double kFewFollowed = 5;

/// Reads estimates out of an experiment.
class Reader {
 public:
  Reader(const Model& model, const Experiment& experiment) : model_(model), all_(experiment) {}

  template <class... Where>
  Estimate operator()(Where... where) const {
    return all_.measures[all_.layout.at(where...)].estimate(factors_);
  }

  FlowSummary flow(std::size_t f) const;
  RoleSummary role(RoleId r) const;
  PersonSummary person(PersonId p) const;
  AccountSummary account(AccountId a) const;
  ChurnSummary churn() const;

 private:
  RelationshipSummary relationship(AccountId a) const;
  std::vector<Part> parts_of(std::size_t f) const;
  std::array<Estimate, 4> quantiles(const QuantileSketch& pooled, const ShareMoments& shares,
                                    double unit) const;

  const Model& model_;
  const Experiment& all_;
  mutable StudentFactors factors_;
};

/// The labels of one flow that are not zero.
std::vector<Part> Reader::parts_of(std::size_t f) const {
  std::vector<Part> parts;
  double total = 0;
  for (const RoleId r : ids(model_.roles))
    for (std::size_t l = 0; l < kLabels; ++l) {
      const auto label = static_cast<Label>(l);
      const Estimate days = (*this)(f, r, label);
      if (!days.known() || days.value == 0) continue;
      parts.push_back({label, r, days, 0});
      total += days.value;
    }
  for (Part& part : parts) part.share = part.days.value / total;
  return parts;
}

std::array<Estimate, 4> Reader::quantiles(const QuantileSketch& pooled, const ShareMoments& shares,
                                          double unit) const {
  std::array<Estimate, 4> out;
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = quantile_estimate(pooled, shares, kQuantileLevels[i], unit, factors_);
  return out;
}

FlowSummary Reader::flow(std::size_t f) const {
  using enum FlowMeasure;
  const Flow& pooled = all_.flows[f];
  FlowSummary out;
  out.key = all_.flow_keys[f];
  out.arrived = (*this)(f, arrived);
  out.finished = (*this)(f, finished);
  out.censored = (*this)(f, censored);
  out.turned_away = (*this)(f, turned_away);
  out.withdrawn = (*this)(f, withdrawn);
  out.withdrawn_after = (*this)(f, withdrawn_after);
  out.has_due = pooled.with_due > 0;
  out.on_time = (*this)(f, on_time);
  out.late = (*this)(f, late);
  out.lateness = (*this)(f, lateness);
  out.working = (*this)(f, working);
  out.elapsed = (*this)(f, elapsed);
  out.working.at_least = out.elapsed.at_least = out.lateness.at_least = pooled.censored > 0;
  const double day = model_.standard_day.hours();
  out.working_quantiles = quantiles(pooled.working_quantiles, all_.working_shares[f], day);
  out.elapsed_quantiles = quantiles(pooled.elapsed_quantiles, all_.elapsed_shares[f], 24);
  out.rounds = (*this)(f, rounds);
  out.rework = (*this)(f, rework);
  out.parts = parts_of(f);
  out.causes = causes_of(model_, out.parts, pooled.breakdown, out.working);
  return out;
}

RoleSummary Reader::role(RoleId r) const {
  using enum RoleMeasure;
  RoleSummary out;
  out.role = r;
  for (const PersonId p : model_.roles[r].people)
    if (model_.people[p].roles.front() == r) ++out.people;
  out.available = (*this)(r, available);
  out.worked = (*this)(r, worked);
  out.asked = (*this)(r, asked);
  out.busy = (*this)(r, busy);
  out.billable = (*this)(r, billable);
  out.load = (*this)(r, load);
  out.meetings = (*this)(r, meetings);
  out.cover = (*this)(r, cover);
  out.overtime = (*this)(r, overtime);
  out.wait = (*this)(r, wait);
  out.waited = (*this)(r, waited);
  out.covered = (*this)(r, covered);
  out.escalated = (*this)(r, escalated);
  out.waiting = (*this)(r, waiting);
  out.requests = (*this)(r, requests);
  out.light = light_of(out.fill());
  for (std::size_t w = 0; w < all_.layout.weeks(); ++w)
    out.weeks.push_back({(*this)(r, w, RoleWeekMeasure::available),
                         (*this)(r, w, RoleWeekMeasure::busy),
                         (*this)(r, w, RoleWeekMeasure::waiting)});
  return out;
}

PersonSummary Reader::person(PersonId p) const {
  using enum PersonMeasure;
  PersonSummary out;
  out.person = p;
  out.available = (*this)(p, available);
  out.worked = (*this)(p, worked);
  out.busy = (*this)(p, busy);
  out.billable = (*this)(p, billable);
  out.meetings = (*this)(p, meetings);
  out.cover = (*this)(p, cover);
  out.overtime = (*this)(p, overtime);
  out.interruptions = (*this)(p, interruptions);
  out.light = light_of(out.busy.value);
  for (std::size_t w = 0; w < all_.layout.weeks(); ++w)
    out.weeks.push_back({(*this)(p, w, PersonWeekMeasure::available),
                         (*this)(p, w, PersonWeekMeasure::busy), Estimate{}});
  return out;
}

AccountSummary Reader::account(AccountId a) const {
  using enum AccountMeasure;
  AccountSummary out;
  out.account = a;
  out.worked = (*this)(a, worked);
  out.billable = (*this)(a, billable);
  out.sold = (*this)(a, sold);
  out.used = (*this)(a, used);
  out.cost = (*this)(a, cost);
  out.value = (*this)(a, value);
  out.income = (*this)(a, income);
  out.margin = (*this)(a, margin);
  out.arrived = (*this)(a, arrived);
  out.finished = (*this)(a, finished);
  out.on_time = (*this)(a, on_time);
  out.working = (*this)(a, working);
  out.working.at_least = (*this)(a, finished_or_withdrawn).value < out.arrived.value;
  for (const KindId k : ids(model_.kinds)) {
    using Of = AccountKindMeasure;
    AccountKindSummary kind{k, (*this)(a, k, Of::arrived), (*this)(a, k, Of::finished),
                            (*this)(a, k, Of::on_time), (*this)(a, k, Of::working)};
    kind.working.at_least =
        (*this)(a, k, Of::finished_or_withdrawn).value < kind.arrived.value;
    if (kind.arrived.value > 0) out.kinds.push_back(kind);
  }
  return out;
}

RelationshipSummary Reader::relationship(AccountId a) const {
  RelationshipSummary out;
  out.account = a;
  out.health = (*this)(a, HealthMeasure::health);
  out.at_end = (*this)(a, HealthMeasure::at_end);
  out.lost = (*this)(a, HealthMeasure::lost);
  out.income_lost = (*this)(a, HealthMeasure::income_lost);
  for (std::size_t w = 0; w < all_.layout.weeks(); ++w)
    out.weeks.push_back((*this)(a, w, HealthWeekMeasure::health));
  const std::vector<double>& marks = model_.relationship->warn_below;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    WarningSummary warning;
    warning.below = marks[i];
    warning.given = (*this)(a, i, WarningMeasure::given);
    const double followed = (*this)(a, i, WarningMeasure::followed).value;
    if (followed * all_.replications > kFewFollowed - 0.5)
      warning.ahead = (*this)(a, i, WarningMeasure::ahead);
    const std::size_t place = raw(a) * marks.size() + i;
    if (const auto median = all_.first_warnings[place].quantile(0.5))
      warning.median_week = std::floor(*median / 7) + 1;
    out.warnings.push_back(warning);
  }
  return out;
}

ChurnSummary Reader::churn() const {
  ChurnSummary out;
  out.health = (*this)(ChurnMeasure::health);
  out.lost = (*this)(ChurnMeasure::lost);
  out.churn = (*this)(ChurnMeasure::churn);
  out.income_lost = (*this)(ChurnMeasure::income_lost);
  for (const AccountId a : ids(model_.accounts))
    if (!model_.accounts[a].agency) out.accounts.push_back(relationship(a));
  return out;
}

Mechanisms mechanisms_of(const Model& model, const Summary& summary) {
  Mechanisms on;
  for (const Person& p : model.people) {
    on.costs |= p.cost > 0;
    on.rates |= p.rate > 0;
  }
  for (const Account& a : model.accounts) {
    on.accounts |= !a.agency;
    on.fees |= a.fee.has_value();
    on.retainers |= a.fee && a.fee->retainer_hours > 0;
  }
  for (const Kind& k : model.kinds) {
    on.deliverables |= k.deliverable;
    on.billable |= !k.billable;
    for (const Step& s : k.steps) on.rework |= s.back.has_value();
  }
  on.turning_away = !model.limits.empty();
  for (const Rule& rule : model.rulebook.rules) {
    for (const Action& action : rule.then) {
      on.turning_away |= action.sort == Action::Sort::turn_away;
    }
  }
  for (const Kind& k : model.kinds) {
    for (const auto& patience : k.withdraws_after.items()) on.withdrawals |= patience.has_value();
  }
  on.tiers = model.tiers.size() > 1;
  for (const Role& r : model.roles) {
    on.targets |= r.billable_target.has_value();
    on.overtime |= r.overtime.has_value();
  }
  on.billable |= on.rates || on.fees || on.targets;
  for (const WorkClass& c : model.classes) on.interrupts |= c.interrupts;
  for (const FlowSummary& f : summary.flows) on.dues |= f.has_due;
  for (const RoleSummary& r : summary.roles) {
    on.cover |= r.covered.value > 0 || r.cover.value > 0;
    on.meetings |= r.meetings.value > 0;
  }
  return on;
}

}  // namespace

double RoleSummary::fill() const {
  const double larger = std::max(load.known() ? load.value : 0, busy.known() ? busy.value : 0);
  return load.known() || busy.known() ? larger : kNothing;
}

Light light_of(double load) {
  if (!(load >= 0)) return Light::unknown;
  const double percent = std::round(load * 100);  // as it is printed
  return percent < 60     ? Light::slack
         : percent < 85   ? Light::healthy
         : percent <= 100 ? Light::strained
                          : Light::over;
}

const char* light_name(Light light) {
  switch (light) {
    case Light::unknown:
      return "";
    case Light::slack:
      return "slack";
    case Light::healthy:
      return "healthy";
    case Light::strained:
      return "strained";
    case Light::over:
      return "over";
  }
  return "";
}

const RoleSummary* Summary::role(RoleId r) const {
  const auto at = std::find_if(roles.begin(), roles.end(),
                               [&](const RoleSummary& own) { return own.role == r; });
  return at == roles.end() ? nullptr : &*at;
}

ScreenUnits units_of(const Model& model, const Experiment& experiment) {
  const Reader read(model, experiment);
  ScreenUnits out{model.standard_day.hours(), model.agency().always(), 1};
  if (!out.always) return out;
  Summary flows;
  for (std::size_t f = 0; f < experiment.flow_keys.size(); ++f) {
    FlowSummary own;
    own.key = experiment.flow_keys[f];
    own.finished = read(f, FlowMeasure::finished);
    own.working = read(f, FlowMeasure::working);
    flows.flows.push_back(std::move(own));
  }
  const FlowSummary* first = headline(model, flows);
  if (first && first->working.value * out.day_hours < 1) out.per_hour = 60;
  return out;
}

Summary summarise(const Model& model, const Experiment& experiment) {
  const Reader read(model, experiment);
  Summary out;
  out.seed = experiment.seed;
  out.replications = experiment.replications;
  out.history = experiment.history;
  const ScreenUnits units = units_of(model, experiment);
  out.day_hours = units.day_hours;
  out.always = units.always;
  out.per_hour = units.per_hour;
  for (std::size_t f = 0; f < experiment.flows.size(); ++f) out.flows.push_back(read.flow(f));
  for (const RoleId r : ids(model.roles))
    if (model.roles[r].sort != RoleSort::client) out.roles.push_back(read.role(r));
  for (const PersonId p : ids(model.people))
    if (model.roles[model.people[p].roles.front()].sort == RoleSort::staff)
      out.people.push_back(read.person(p));
  for (const AccountId a : ids(model.accounts)) out.accounts.push_back(read.account(a));
  const std::size_t rules = model.rulebook.rules.size();
  for (std::size_t r = 0; r < rules; ++r) out.rules.push_back(read(r, RuleMeasure::acts));
  out.turned_away = read(rules, RuleMeasure::acts);
  out.careers = career_summaries(model, experiment);
  if (model.relationship) out.churn = read.churn();
  out.business = business_of(model, experiment);
  out.plausibility = plausibility(model, experiment, out.flows);
  out.on = mechanisms_of(model, out);
  return out;
}

const FlowSummary* headline(const Model& model, const Summary& summary) {
  const auto rank = [&](const FlowSummary& flow) {
    const Kind& kind = model.kinds[flow.key.kind];
    if (kind.background) return 0;
    if (flow.key.milestone < 0) return kind.deliverable ? 2 : 1;
    const auto m = static_cast<std::size_t>(flow.key.milestone);
    if (kind.milestones[m].name == "brief_turnaround") return 4;
    return kind.deliverable ? 3 : 0;
  };
  const FlowSummary* best = nullptr;
  for (const FlowSummary& flow : summary.flows) {
    if (flow.key.tier != kNone<TierId> || !(flow.finished.value > 0)) continue;
    const int own = rank(flow), other = best ? rank(*best) : 0;
    if (own > other ||
        (best && own == other && own > 0 && flow.finished.value > best->finished.value))
      best = &flow;
  }
  return best;
}

}  // namespace suits
