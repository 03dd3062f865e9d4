#include "engine/analysis/measures.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/analysis/measure_sheet.hpp"

namespace suits {
namespace {

constexpr double kDay = 8.64e10;  // [us]

double us(Duration d) { return static_cast<double>(d.us); }
double sum(const Moments& m) { return m.count() > 0 ? m.sum() : 0; }
Duration week_of(const std::vector<Duration>& weeks, std::size_t w) {
  return w < weeks.size() ? weeks[w] : Duration{};
}

/// Jobs whose being on time is known.
double decided(std::uint64_t with_due, std::uint64_t undecided) {
  return number(with_due) - number(undecided);
}

void put_quantiles(Sheet& sheet, std::size_t f, const QuantileSketch& sketch, FlowMeasure first,
                   double unit) {
  static constexpr double levels[] = {0.5, 0.8, 0.9, 0.95};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto m = static_cast<FlowMeasure>(index(first) + i);
    const std::optional<double> q = sketch.quantile(levels[i]);
    if (q)
      sheet.put(*q / unit, 1, f, m);
    else
      sheet.miss(f, m);
  }
}

void put_flow(Sheet& sheet, std::size_t f, const Flow& flow, double day, std::size_t roles) {
  using enum FlowMeasure;
  const double known = decided(flow.with_due, flow.undecided);
  sheet.put(number(flow.arrived), 1, f, arrived);
  sheet.put(number(flow.finished), 1, f, finished);
  sheet.put(number(flow.censored), 1, f, censored);
  sheet.put(number(flow.turned_away), 1, f, turned_away);
  sheet.put(number(flow.withdrawn), 1, f, withdrawn);
  sheet.put(sum(flow.withdrawn_after) / 24, number(flow.withdrawn_after.count()), f,
            withdrawn_after);
  sheet.put(number(flow.on_time), known, f, on_time);
  sheet.put(known - number(flow.on_time), 1, f, late);
  sheet.put(sum(flow.working) / day, number(flow.working.count()), f, working);
  sheet.put(sum(flow.elapsed) / 24, number(flow.elapsed.count()), f, elapsed);
  sheet.put(sum(flow.lateness) / day, number(flow.lateness.count()), f, lateness);
  sheet.put(sum(flow.rounds), number(flow.rounds.count()), f, rounds);
  const Breakdown& parts = flow.breakdown;
  sheet.put(us(parts.rework), us(parts.total), f, rework);
  put_quantiles(sheet, f, flow.working_quantiles, working_p50, day);
  put_quantiles(sheet, f, flow.elapsed_quantiles, elapsed_p50, 24);
  for (std::size_t r = 0; r < roles; ++r)
    for (std::size_t l = 0; l < kLabels; ++l) {
      const Duration time = r < parts.by_role.size() ? parts.by_role[r][l] : Duration{};
      sheet.put(us(time) / kDay, number(parts.jobs), f, static_cast<RoleId>(r),
                static_cast<Label>(l));
    }
}

/// The hours of several people together.
struct CrewHours {
  Duration available, worked, billable, meetings, cover, overtime;
  double nominal = 0;       // hours of a mid-level person that the available ones make up for
  bool single_hats = true;  // nobody who holds the role holds another one
  std::vector<Duration> available_by_week, worked_by_week;
  std::vector<double> nominal_by_week;
};

CrewHours hours_of(const Model& model, const Observations& seen, RoleId role, std::size_t weeks) {
  CrewHours all;
  all.available_by_week.resize(weeks);
  all.worked_by_week.resize(weeks);
  all.nominal_by_week.resize(weeks);
  const auto add = [&](PersonId p) {
    all.single_hats = all.single_hats && model.people[p].roles.size() == 1;
    if (model.people[p].roles.front() != role) return;
    const PersonHours& own = seen.people[p];
    all.available += own.available;
    const double time_factor = model.levels[model.people[p].level].time_factor;
    all.nominal += own.available.hours() / time_factor;
    all.worked += own.worked;
    all.billable += own.billable;
    all.meetings += own.meetings;
    all.cover += own.cover;
    all.overtime += own.overtime;
    for (std::size_t w = 0; w < weeks; ++w) {
      all.available_by_week[w] += week_of(own.available_by_week, w);
      all.worked_by_week[w] += week_of(own.worked_by_week, w);
      all.nominal_by_week[w] += week_of(own.available_by_week, w).hours() / time_factor;
    }
  };
  for (const PersonId p : model.roles[role].people) add(p);
  for (const Pool& pool : model.staffing.pools) {
    if (pool.role == role) std::for_each(pool.people.begin(), pool.people.end(), add);
  }
  if (model.careers) {
    for (const Post& post : model.careers->posts) {
      std::for_each(post.successors.begin(), post.successors.end(), add);
    }
  }
  return all;
}

void put_role(Sheet& sheet, RoleId r, const CrewHours& own, const RoleQueue& queue,
              std::size_t weeks) {
  using enum RoleMeasure;
  const double there = own.available.hours(), done = own.worked.hours();
  sheet.put(there, 1, r, available);
  sheet.put(done, 1, r, worked);
  sheet.put(done, there, r, busy);
  sheet.put(own.billable.hours(), there, r, billable);
  if (own.single_hats)
    sheet.put(queue.asked.hours(), own.nominal, r, load);
  else
    sheet.miss(r, load);
  sheet.put(queue.asked.hours(), 1, r, asked);
  sheet.put(own.meetings.hours(), done, r, meetings);
  sheet.put(own.cover.hours(), done, r, cover);
  sheet.put(own.overtime.hours(), 1, r, overtime);
  const double started = number(queue.started);
  sheet.put(sum(queue.wait), number(queue.wait.count()), r, wait);
  sheet.put(number(queue.waited), started, r, waited);
  sheet.put(number(queue.covered), started, r, covered);
  sheet.put(number(queue.escalated), started, r, escalated);
  sheet.put(started, 1, r, requests);
  sheet.put(queue.mean_waiting, 1, r, waiting);
  for (std::size_t w = 0; w < weeks; ++w) {
    const double a = own.available_by_week[w].hours(), b = own.worked_by_week[w].hours();
    sheet.put(a, 1, r, w, RoleWeekMeasure::available);
    sheet.put(b, 1, r, w, RoleWeekMeasure::worked);
    sheet.put(b, a, r, w, RoleWeekMeasure::busy);
    if (own.single_hats)
      sheet.put(week_of(queue.asked_by_week, w).hours(), own.nominal_by_week[w], r, w,
                RoleWeekMeasure::load);
    else
      sheet.miss(r, w, RoleWeekMeasure::load);
    sheet.put(w < queue.waiting_by_week.size() ? queue.waiting_by_week[w] : 0, 1, r, w,
              RoleWeekMeasure::waiting);
  }
}

void put_person(Sheet& sheet, PersonId p, const PersonHours& own, std::size_t weeks) {
  using enum PersonMeasure;
  const double there = own.available.hours(), done = own.worked.hours();
  sheet.put(there, 1, p, available);
  sheet.put(done, 1, p, worked);
  sheet.put(done, there, p, busy);
  sheet.put(own.billable.hours(), there, p, billable);
  sheet.put(own.meetings.hours(), done, p, meetings);
  sheet.put(own.cover.hours(), done, p, cover);
  sheet.put(own.overtime.hours(), 1, p, overtime);
  sheet.put(number(own.interruptions), 1, p, interruptions);
  for (std::size_t w = 0; w < weeks; ++w) {
    const double a = week_of(own.available_by_week, w).hours();
    const double b = week_of(own.worked_by_week, w).hours();
    sheet.put(a, 1, p, w, PersonWeekMeasure::available);
    sheet.put(b, 1, p, w, PersonWeekMeasure::worked);
    sheet.put(b, a, p, w, PersonWeekMeasure::busy);
  }
}

void put_account(Sheet& sheet, const Model& model, AccountId a, const AccountHours& own,
                 const std::vector<AccountFlow>& flows, double day) {
  using enum AccountMeasure;
  sheet.put(own.worked.hours(), 1, a, worked);
  sheet.put(own.billable.hours(), 1, a, billable);
  sheet.put(own.sold, 1, a, sold);
  sheet.put(own.cost, 1, a, cost);
  sheet.put(own.value, 1, a, value);
  sheet.put(own.income, 1, a, income);
  sheet.put(own.billable.hours(), own.sold, a, used);
  sheet.put(own.income - own.cost, own.income, a, margin);
  AccountFlow all;
  double turnarounds = 0, finishes = 0;
  for (const KindId k : ids(model.kinds)) {
    const AccountFlow& flow = flows[raw(k)];
    const double known = decided(flow.with_due, flow.undecided);
    sheet.put(number(flow.arrived), 1, a, k, AccountKindMeasure::arrived);
    sheet.put(number(flow.finished), 1, a, k, AccountKindMeasure::finished);
    sheet.put(number(flow.finished + flow.withdrawn), 1, a, k,
              AccountKindMeasure::finished_or_withdrawn);
    sheet.put(number(flow.on_time), known, a, k, AccountKindMeasure::on_time);
    sheet.put(sum(flow.working) / day, number(flow.working.count()), a, k,
              AccountKindMeasure::working);
    if (!model.kinds[k].deliverable) continue;
    all.arrived += flow.arrived;
    all.finished += flow.finished;
    all.withdrawn += flow.withdrawn;
    all.with_due += flow.with_due;
    all.on_time += flow.on_time;
    all.undecided += flow.undecided;
    turnarounds += sum(flow.working) / day;
    finishes += number(flow.working.count());
  }
  sheet.put(number(all.arrived), 1, a, arrived);
  sheet.put(number(all.finished), 1, a, finished);
  sheet.put(number(all.finished + all.withdrawn), 1, a, finished_or_withdrawn);
  sheet.put(number(all.on_time), decided(all.with_due, all.undecided), a, on_time);
  sheet.put(turnarounds, finishes, a, working);
}

void put_department(Sheet& sheet, const Model& model, const Observations& seen) {
  using enum DepartmentMeasure;
  Duration there, done, billed, over;
  for (const PersonId p : ids(model.people)) {
    if (model.roles[model.people[p].roles.front()].sort != RoleSort::staff) continue;
    const PersonHours& own = seen.people[p];
    there += own.available;
    done += own.worked;
    billed += own.billable;
    over += own.overtime;
  }
  double costs = 0, incomes = 0;
  for (const AccountHours& own : seen.accounts) {
    costs += own.cost;
    incomes += own.income;
  }
  sheet.put(done.hours(), 1, worked);
  sheet.put(done.hours(), there.hours(), busy);
  sheet.put(billed.hours(), there.hours(), billable);
  sheet.put(over.hours(), 1, overtime);
  sheet.put(costs, 1, cost);
  sheet.put(incomes, 1, income);
  sheet.put(incomes - costs, incomes, margin);
}

void put_career(Sheet& sheet, const Model& model, RoleId r, const CareerFigures& own) {
  using enum CareerMeasure;
  const double window = us(model.window.end - model.window.start);
  const double week = us(weeks(1)), year = 365.25 * kDay;
  Duration done, there;
  for (const Duration d : own.worked_by_week) done += d;
  for (const Duration d : own.there_by_week) there += d;
  sheet.put(number(own.leavers), 1, r, leavers);
  sheet.put(number(own.leavers), own.heads / year, r, turnover);
  sheet.put(own.heads / window, 1, r, heads);
  sheet.put(own.vacant / window, 1, r, vacant);
  sheet.put(own.vacant / week, 1, r, vacant_weeks);
  sheet.put(number(own.came), 1, r, came);
  sheet.put(number(own.promoted), 1, r, promoted);
  sheet.put(own.overloaded, own.heads, r, overloaded);
  sheet.put(done.hours(), there.hours(), r, load);
}

void put_careers(Sheet& sheet, const Model& model, const Observations& seen, std::size_t weeks) {
  CareerFigures all;
  const double week = us(suits::weeks(1));
  for (const RoleId r : ids(model.roles)) {
    const CareerFigures& own = seen.careers[raw(r)];
    put_career(sheet, model, r, own);
    all.leavers += own.leavers;
    all.came += own.came;
    all.promoted += own.promoted;
    all.heads += own.heads;
    all.vacant += own.vacant;
    all.overloaded += own.overloaded;
    for (std::size_t w = 0; w < weeks; ++w) {
      const Instant a = model.window.start + suits::weeks(static_cast<std::int64_t>(w));
      const double length = std::min(week, us(model.window.end - a));
      const double done = own.worked_by_week[w].hours(), there = own.there_by_week[w].hours();
      sheet.put(own.heads_by_week[w] / length, 1, r, w, CareerWeekMeasure::heads);
      sheet.put(own.vacant_by_week[w] / length, 1, r, w, CareerWeekMeasure::vacant);
      sheet.put(done, there, r, w, CareerWeekMeasure::load);
      all.worked_by_week.push_back(own.worked_by_week[w]);
      all.there_by_week.push_back(own.there_by_week[w]);
    }
  }
  put_career(sheet, model, kNone<RoleId>, all);
}

void put_health_of(Sheet& sheet, AccountId a, const HealthSeen& own, const AccountHours& hours,
                   bool lost) {
  sheet.put(own.integral, own.time.hours(), a, HealthMeasure::health);
  if (own.there_at_end)
    sheet.put(own.at_end, 1, a, HealthMeasure::at_end);
  else
    sheet.miss(a, HealthMeasure::at_end);
  sheet.put(lost ? 1 : 0, 1, a, HealthMeasure::lost);
  sheet.put(hours.income_lost, 1, a, HealthMeasure::income_lost);
  for (std::size_t w = 0; w < own.integral_by_week.size(); ++w)
    sheet.put(own.integral_by_week[w], own.time_by_week[w].hours(), a, w,
              HealthWeekMeasure::health);
  for (std::size_t i = 0; i < own.first_below.size(); ++i) {
    const Instant first = own.first_below[i];
    sheet.put(first < kNever ? 1 : 0, 1, a, i, WarningMeasure::given);
    const bool ahead = first < kNever && own.notice < kNever && own.notice >= first;
    sheet.put(ahead ? 1 : 0, 1, a, i, WarningMeasure::followed);
    const double weeks_ahead = ahead ? (own.notice - first).hours() / 168 : 0;
    sheet.put(weeks_ahead, ahead ? 1 : 0, a, i, WarningMeasure::ahead);
  }
}

void put_health(Sheet& sheet, const Model& model, const Observations& seen) {
  constexpr double kYearHours = 365.25 * 24;
  double integral = 0, time = 0, lost = 0, there = 0, income = 0;
  for (const AccountId a : ids(model.accounts)) {
    if (model.accounts[a].agency) continue;
    const HealthSeen& own = seen.health[raw(a)];
    const AccountHours& hours = seen.accounts[a];
    const bool left = hours.left >= model.window.start && hours.left < model.window.end;
    put_health_of(sheet, a, own, hours, left);
    integral += own.integral;
    time += own.time.hours();
    lost += left ? 1 : 0;
    there += hours.there.hours() / kYearHours;
    income += hours.income_lost;
  }
  sheet.put(integral, time, ChurnMeasure::health);
  sheet.put(lost, 1, ChurnMeasure::lost);
  sheet.put(lost, there, ChurnMeasure::churn);
  sheet.put(income, 1, ChurnMeasure::income_lost);
}

}  // namespace

MeasureLayout::MeasureLayout(const Model& model, std::size_t flows)
    : roles_(model.roles.size()), kinds_(model.kinds.size()) {
  weeks_ = model.window.weeks();
  parts_ = flows * kCount<FlowMeasure>;
  role_ = parts_ + flows * roles_ * kLabels;
  person_ = role_ + roles_ * kCount<RoleMeasure>;
  account_ = person_ + model.people.size() * kCount<PersonMeasure>;
  account_kind_ = account_ + model.accounts.size() * kCount<AccountMeasure>;
  role_week_ = account_kind_ + model.accounts.size() * kinds_ * kCount<AccountKindMeasure>;
  person_week_ = role_week_ + roles_ * weeks_ * kCount<RoleWeekMeasure>;
  rule_ = person_week_ + model.people.size() * weeks_ * kCount<PersonWeekMeasure>;
  department_ = rule_ + (model.rulebook.rules.size() + 1) * kCount<RuleMeasure>;
  career_ = department_ + kCount<DepartmentMeasure>;
  const std::size_t careers = model.careers ? roles_ : 0;
  career_week_ = career_ + (model.careers ? careers + 1 : 0) * kCount<CareerMeasure>;
  size_ = career_week_ + careers * weeks_ * kCount<CareerWeekMeasure>;
  add_business(model);
  if (!model.relationship) return;
  warnings_ = model.relationship->warn_below.size();
  health_ = size_;
  health_week_ = health_ + model.accounts.size() * kCount<HealthMeasure>;
  warning_ = health_week_ + model.accounts.size() * weeks_ * kCount<HealthWeekMeasure>;
  churn_ = warning_ + model.accounts.size() * warnings_ * kCount<WarningMeasure>;
  size_ = churn_ + kCount<ChurnMeasure>;
}

std::size_t MeasureLayout::at(std::size_t flow, FlowMeasure m) const {
  return flow * kCount<FlowMeasure> + index(m);
}
std::size_t MeasureLayout::at(std::size_t flow, RoleId role, Label label) const {
  return parts_ + (flow * roles_ + raw(role)) * kLabels + index(label);
}
std::size_t MeasureLayout::at(RoleId role, RoleMeasure m) const {
  return role_ + raw(role) * kCount<RoleMeasure> + index(m);
}
std::size_t MeasureLayout::at(PersonId person, PersonMeasure m) const {
  return person_ + raw(person) * kCount<PersonMeasure> + index(m);
}
std::size_t MeasureLayout::at(AccountId account, AccountMeasure m) const {
  return account_ + raw(account) * kCount<AccountMeasure> + index(m);
}
std::size_t MeasureLayout::at(AccountId account, KindId kind, AccountKindMeasure m) const {
  return account_kind_ + (raw(account) * kinds_ + raw(kind)) * kCount<AccountKindMeasure> +
         index(m);
}
std::size_t MeasureLayout::at(RoleId role, std::size_t week, RoleWeekMeasure m) const {
  return role_week_ + (raw(role) * weeks_ + week) * kCount<RoleWeekMeasure> + index(m);
}
std::size_t MeasureLayout::at(PersonId person, std::size_t week, PersonWeekMeasure m) const {
  return person_week_ + (raw(person) * weeks_ + week) * kCount<PersonWeekMeasure> + index(m);
}
std::size_t MeasureLayout::at(std::size_t rule, RuleMeasure m) const {
  return rule_ + rule * kCount<RuleMeasure> + index(m);
}
std::size_t MeasureLayout::at(DepartmentMeasure m) const { return department_ + index(m); }
std::size_t MeasureLayout::at(RoleId role, CareerMeasure m) const {
  const std::size_t place = role == kNone<RoleId> ? roles_ : raw(role);
  return career_ + place * kCount<CareerMeasure> + index(m);
}
std::size_t MeasureLayout::at(RoleId role, std::size_t week, CareerWeekMeasure m) const {
  return career_week_ + (raw(role) * weeks_ + week) * kCount<CareerWeekMeasure> + index(m);
}
std::size_t MeasureLayout::at(AccountId account, HealthMeasure m) const {
  return health_ + raw(account) * kCount<HealthMeasure> + index(m);
}
std::size_t MeasureLayout::at(AccountId account, std::size_t week, HealthWeekMeasure m) const {
  return health_week_ + (raw(account) * weeks_ + week) * kCount<HealthWeekMeasure> + index(m);
}
std::size_t MeasureLayout::at(AccountId account, std::size_t warning, WarningMeasure m) const {
  return warning_ + (raw(account) * warnings_ + warning) * kCount<WarningMeasure> + index(m);
}
std::size_t MeasureLayout::at(ChurnMeasure m) const { return churn_ + index(m); }

std::vector<Sample> measure(const Model& model, const MeasureLayout& layout,
                            const Observations& seen) {
  Sheet sheet(layout);
  const double day = model.standard_day.hours();
  for (std::size_t f = 0; f < seen.flows.size(); ++f)
    put_flow(sheet, f, seen.flows[f], day, model.roles.size());
  for (const RoleId r : ids(model.roles))
    put_role(sheet, r, hours_of(model, seen, r, layout.weeks()), seen.roles[r], layout.weeks());
  for (const PersonId p : ids(model.people)) put_person(sheet, p, seen.people[p], layout.weeks());
  for (const AccountId a : ids(model.accounts))
    put_account(sheet, model, a, seen.accounts[a], seen.account_flows[raw(a)], day);
  for (std::size_t r = 0; r < seen.rules.size(); ++r)
    sheet.put(number(seen.rules[r]), 1, r, RuleMeasure::acts);
  sheet.put(number(seen.turned_away), 1, model.rulebook.rules.size(), RuleMeasure::acts);
  put_department(sheet, model, seen);
  if (model.careers) put_careers(sheet, model, seen, layout.weeks());
  if (model.relationship) put_health(sheet, model, seen);
  put_business(sheet, model, layout, seen);
  return sheet.take();
}

}  // namespace suits
