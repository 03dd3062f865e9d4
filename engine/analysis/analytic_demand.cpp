#include "engine/analysis/analytic_demand.hpp"
#include "engine/analysis/analytic_visits.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "engine/model/expected_arrivals.hpp"
#include "engine/model/reach.hpp"
#include "engine/model/work_ahead.hpp"

namespace suits {
namespace {

constexpr double kHour = 3.6e9;  // [us]

/// Squared coefficient of variation of the gaps between a stream's jobs; of batches the index of
/// dispersion, E[B] · scv + Var B ÷ E[B].
double gaps_scv(const Stream& stream) {
  double scv = 0;  // regular, dated
  if (stream.form == Stream::Form::rate) scv = stream.gap.variance();
  if (stream.form == Stream::Form::gaps) {
    const Distribution& gap = stream.interval->amount;
    scv = gap.variance() / (gap.mean() * gap.mean());
  }
  if (!stream.batch) return scv;
  return stream.batch->mean() * scv + stream.batch->variance() / stream.batch->mean();
}

/// Whether some step before this one asks the role (kNone: the owner) of somebody.
bool asked_before(const Kind& kind, StepId step, RoleId role) {
  std::vector<StepId> line = kind.steps[raw(step)].predecessors;
  std::vector<bool> seen(kind.steps.size(), false);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (seen[raw(line[i])]) continue;
    seen[raw(line[i])] = true;
    const Step& before = kind.steps[raw(line[i])];
    for (const Participant& p : before.first.participants) {
      for (const auto& choice : p.choices) {
        if (choice.role == role) return true;
      }
    }
    line.insert(line.end(), before.predecessors.begin(), before.predecessors.end());
  }
  return false;
}

class Builder {
 public:
  Builder(const Model& model, const Periods& periods, Crews& crews)
      : model_(model), periods_(periods), crews_(crews), ahead_(model), visits_(model, crews) {}

  DemandBook build() {
    for (const Stream& stream : model_.streams) {
      if (model_.accounts[stream.account].tentative()) continue;
      std::vector<double> arrivals = expected_arrivals(model_, stream, periods_.edges);
      if (std::all_of(arrivals.begin(), arrivals.end(), [](double n) { return n <= 0; })) continue;
      job(stream, std::move(arrivals));
    }
    for (const Background& b : model_.background) background(b);
    follow_ups();
    return std::move(book_);
  }

 private:
  double working(const Lapse& lapse) const { return mean_working(model_, lapse) / kHour; }
  double working_variance(const Lapse& lapse) const {
    const double mean = lapse.amount.mean();
    const double unit = mean > 0 ? working(lapse) / mean : 0;
    return lapse.amount.variance() * unit * unit;
  }

  void job(const Stream& stream, std::vector<double> arrivals) {
    const Kind& kind = model_.kinds[stream.kind];
    JobPlan plan;
    plan.kind = stream.kind;
    plan.account = stream.account;
    plan.arrivals = std::move(arrivals);
    plan.scv = gaps_scv(stream);
    plan.visits = visits_.of(stream.kind, stream.account, book_.notes);
    const auto reached = reach(kind, {}, {});
    plan.reach = reached ? reached->chance : std::vector<double>(kind.steps.size(), 1.0);
    const TierId tier = model_.accounts[stream.account].tier;
    due_ = std::numeric_limits<double>::infinity();
    if (kind.due[tier]) due_ = working(*kind.due[tier]);
    for (std::size_t s = 0; s < kind.steps.size(); ++s) {
      plan.steps.push_back(step(plan, kind, StepId{static_cast<std::uint32_t>(s)}, tier));
    }
    book_.jobs.push_back(std::move(plan));
  }

  StepPlan step(const JobPlan& job, const Kind& kind, StepId id, TierId tier) {
    const Step& step = kind.steps[raw(id)];
    const StepVisits& visits = job.visits->steps[raw(id)];
    StepPlan plan;
    const Lapse* delay = step.takes ? &*step.takes : nullptr;
    if (!delay && step.client_delay && model_.accounts[job.account].responds_in) {
      delay = &*model_.accounts[job.account].responds_in;
    }
    if (delay) {
      plan.delay = working(*delay);
      plan.delay_variance = working_variance(*delay);
      plan.client = step.client_delay;
    }
    if (step.parts > 1) plan.spread = (step.parts - 1) * working(step.part_every);
    const double factor = visits.first > 0 ? visits.first_effort / visits.first : 1;
    plan.first = round(job, kind, id, step.first, tier, visits.first, factor, false);
    double later = 0, effort = 0;
    for (const StepVisits::Later& l : visits.later) {
      later += l.visits;
      effort += l.effort * kind.steps[raw(l.sender)].back->rework_effort;
    }
    if (later > 0) plan.later = round(job, kind, id, step.later, tier, later, effort / later, true);
    supervision(job, step, visits.first + later, plan);
    return plan;
  }

  RoundPlan round(const JobPlan& job, const Kind& kind, StepId id, const Request& request,
                  TierId tier, double times, double effort, bool later) {
    const Step& step = kind.steps[raw(id)];
    RoundPlan plan;
    std::size_t heads = 0;
    for (const Participant& p : request.participants) heads += p.effort[tier] ? p.count : 0;
    plan.joint = heads > 1 && step.together != Together::apart;
    plan.meeting = plan.joint && step.together == Together::booked && !model_.in_order;
    if (plan.meeting && request.notice) plan.notice = working(*request.notice);
    for (const Participant& p : request.participants) {
      if (!p.effort[tier]) continue;
      SeatPlan seat;
      seat.count = p.count;
      seat.same_effort = p.total;
      seat.chance = p.chance[tier];
      const std::vector<double> shares = shares_of(p);
      for (std::size_t c = 0; c < p.choices.size(); ++c) {
        if (shares[c] <= 0) continue;
        const RoleId role = p.choices[c].role;
        if (role == kNone<RoleId> && !model_.accounts[job.account].owner) continue;
        const std::uint32_t crew = crews_.of(job.account, role, p.requirement);
        if (crew == Crew::kNobody) continue;  // the client
        Demand d;
        d.kind = job.kind;
        d.crew = crew;
        d.asked = role != kNone<RoleId>
                      ? role
                      : model_.accounts[job.account].team[*model_.accounts[job.account].owner].role;
        d.meeting = plan.meeting;
        d.interruptible = step.interruptible && !plan.joint;
        d.work_class = step.work_class;
        d.own_line = crews_.all()[crew].people.size() > 1 &&
                     (!crews_.all()[crew].keeps || (!later && !asked_before(kind, id, role)));
        d.allowance = due_;
        d.tail = static_cast<double>(ahead_.after(job.kind, tier, id).us) / kHour;
        d.per_job = times * p.chance[tier] * shares[c] * p.count * step.parts;
        const double scale =
            effort * model_.roles[d.asked].effort / kHour / step.parts / (p.total ? p.count : 1);
        const double mean = p.effort[tier]->mean(), variance = p.effort[tier]->variance();
        d.mean = mean * scale;
        d.square = (variance + mean * mean) * scale * scale;
        seat.ways.emplace_back(shares[c], add(d));
      }
      if (!seat.ways.empty()) plan.seats.push_back(std::move(seat));
    }
    return plan;
  }

  std::uint32_t add(const Demand& d) {
    if (d.own_line) crews_.all()[d.crew].own_line = true;
    book_.demands.push_back(d);
    return static_cast<std::uint32_t>(book_.demands.size() - 1);
  }

  /// Chances of the alternatives; whoever may first: by the hours of the people there.
  std::vector<double> shares_of(const Participant& p) const {
    std::vector<double> shares;
    double sum = 0;
    for (const auto& choice : p.choices) sum += choice.share;
    const bool whoever = sum <= 0;
    sum = 0;
    for (const auto& choice : p.choices) {
      double share = choice.share;
      if (whoever) {
        share = p.choices.size() == 1 ? 1 : 0;
        if (p.choices.size() > 1 && choice.role != kNone<RoleId>) {
          for (const PersonId q : model_.roles[choice.role].people) {
            share += model_.people[q].weekly_hours.hours();
          }
        }
      }
      shares.push_back(share);
      sum += share;
    }
    for (double& share : shares)
      share = sum > 0 ? share / sum : 1.0 / static_cast<double>(shares.size());
    return shares;
  }

  /// A share of the hours done, an item for each visit.
  void supervision(const JobPlan& job, const Step& step, double visits, const StepPlan& plan) {
    if (step.supervised_by.empty() || visits <= 0) return;
    double hours = 0;
    for (const RoundPlan* round : {&plan.first, &plan.later}) {
      for (const SeatPlan& seat : round->seats) {
        for (const auto& [chance, at] : seat.ways) {
          hours += book_.demands[at].per_job * book_.demands[at].mean;
        }
      }
    }
    for (const Supervision& s : step.supervised_by) {
      const Kind& kind = model_.kinds[job.kind];
      std::vector<double> rate = job.arrivals;
      for (double& r : rate) r *= visits;
      item(job.account, s.role, *kind.supervision, hours * s.share / visits, std::move(rate),
           model_.standard_week.hours());
    }
  }

  void item(AccountId account, RoleId role, KindId kind, double mean, std::vector<double> rate,
            double allowance, PersonId person = kNone<PersonId>,
            std::size_t running = ItemStream::kNoJob) {
    if (mean <= 0) return;
    if (role == kNone<RoleId> && !model_.accounts[account].owner) return;
    Demand d;
    d.kind = kind;
    d.crew =
        person != kNone<PersonId> ? crews_.of(person) : crews_.of(account, role, RequirementId{0});
    if (d.crew == Crew::kNobody) return;
    d.asked = role != kNone<RoleId>
                  ? role
                  : model_.accounts[account].team[*model_.accounts[account].owner].role;
    d.own_line = crews_.all()[d.crew].people.size() > 1 && !crews_.all()[d.crew].keeps;
    d.work_class = model_.kinds[kind].steps[0].work_class;
    d.allowance = allowance;
    d.item = true;
    d.per_job = 1;
    d.mean = mean;
    d.square = mean * mean;
    book_.items.push_back({add(d), account, std::move(rate), running});
  }

  void background(const Background& b) {
    const double week = std::max(1e-9, model_.standard_week.hours());
    const double day = std::max(1e-9, model_.standard_day.hours());
    const double every = b.daily ? day : week;
    std::vector<double> rate = periods_.hours;
    for (double& r : rate) r /= every;
    for (const RoleId role : b.roles) {
      double each = b.effort / kHour * every / week;
      const auto& people = model_.roles[role].people;
      if (b.per == Background::Per::role) {
        const AccountId agency{static_cast<std::uint32_t>(model_.accounts.size() - 1)};
        item(agency, role, b.kind, each, rate, every);
        continue;
      }
      if (b.per == Background::Per::report) {
        double reports = 0;
        for (const Person& person : model_.people) {
          const auto& superiors = model_.roles[person.roles[0]].superiors;
          if (!person.pool && !person.successor && !superiors.empty() && superiors[0] == role)
            ++reports;
        }
        if (!people.empty()) each *= reports / static_cast<double>(people.size());
      }
      for (const PersonId p : people) {
        const Person& person = model_.people[p];
        if (person.roles[0] != role || person.pool || person.successor) continue;
        const double part = model_.patterns[person.pattern].standard_week().hours() / week;
        item(AccountId{0}, role, b.kind, each * part, rate, every, p);
      }
    }
  }

  /// Hours a week on each running job: as many items as jobs run, in the end.
  void follow_ups() {
    const double week = std::max(1e-9, model_.standard_week.hours());
    for (std::size_t j = 0; j < book_.jobs.size(); ++j) {
      const JobPlan& job = book_.jobs[j];
      for (const Follow& follow : model_.kinds[job.kind].follow) {
        const double each = follow.effort[model_.accounts[job.account].tier] / kHour;
        std::vector<double> rate = job.arrivals;
        for (double& r : rate) r /= week;  // × the turnaround: AnalyticNetwork
        item(job.account, follow.role, follow.kind, each, std::move(rate), week, kNone<PersonId>,
             j);
      }
    }
  }

  const Model& model_;
  const Periods& periods_;
  Crews& crews_;
  WorkAhead ahead_;
  DemandBook book_;
  double due_ = 0;
  VisitBook visits_;
};

}  // namespace

DemandBook demands_of(const Model& model, const Periods& periods, Crews& crews) {
  return Builder(model, periods, crews).build();
}

}  // namespace suits
