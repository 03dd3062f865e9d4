#include "engine/analysis/analytic.hpp"

#include <algorithm>
#include <limits>

#include "engine/analysis/analytic_network.hpp"
#include "engine/analysis/analytic_path.hpp"

namespace suits {
namespace {

constexpr int kPasses = 4;  // waits move ages, which move ranks and loads; figures settle by then

/// When each demand becomes ready, from the path as it stands.
void set_ages(const JobPlan& job, const JobTimes& times, DemandBook& book) {
  const auto set = [&](const RoundPlan& round, double age) {
    for (const SeatPlan& seat : round.seats) {
      for (const auto& [chance, at] : seat.ways) book.demands[at].age = age;
    }
  };
  for (std::size_t s = 0; s < job.steps.size(); ++s) {
    set(job.steps[s].first, times.ready[s].mean);
    double rounds = 0, age = 0;
    for (const StepVisits::Later& l : job.visits->steps[s].later) {
      const std::size_t sender = raw(l.sender);
      rounds += l.visits;
      age += l.visits * (times.finish[sender].mean + times.agreed[sender].mean) / 2;
    }
    if (rounds > 0) set(job.steps[s].later, age / rounds);
  }
}

void add(const Length& length, double jobs, AnalyticFlow& to) {
  to.jobs += jobs;
  to.turnaround += jobs * length.mean;
  to.waiting += jobs * length.waiting;
  to.in_hand += jobs * length.in_hand;
  to.client += jobs * length.client;
  to.delay += jobs * length.delay;
  to.keeps_up = to.keeps_up && length.keeps_up;
}

class Estimator {
 public:
  explicit Estimator(const Model& model)
      : model_(model),
        periods_(periods_of(model)),
        crews_(model),
        book_(demands_of(model, periods_, crews_)),
        network_(model, periods_, crews_, book_),
        path_(model, crews_, book_, network_) {}

  AnalyticEstimate estimate() {
    std::vector<double> turnaround(book_.jobs.size(), 0.0);
    for (int pass = 0; pass < kPasses; ++pass) {
      network_.solve(turnaround);
      for (std::size_t j = 0; j < book_.jobs.size(); ++j) {
        const JobTimes times = path_.times_of(book_.jobs[j]);
        set_ages(book_.jobs[j], times, book_);
        set_appointments(book_.jobs[j]);
        turnaround[j] = times.whole.mean;
      }
    }
    roles();
    flows();
    weak_sides();
    return std::move(out_);
  }

 private:
  void set_appointments(const JobPlan& job) {
    for (const StepPlan& step : job.steps) {
      for (const RoundPlan* round : {&step.first, &step.later}) {
        if (!round->meeting) continue;
        const double wait = path_.appointment(*round).waiting;
        for (const SeatPlan& seat : round->seats) {
          for (const auto& [chance, at] : seat.ways) book_.demands[at].wait = wait;
        }
      }
    }
  }

  void roles() {
    IdVector<RoleId, AnalyticRole> all(model_.roles.size());
    for (std::uint32_t i = 0; i < book_.demands.size(); ++i) {
      const Demand& d = book_.demands[i];
      if (d.meeting) continue;
      AnalyticRole& role = all[d.asked];
      const double requests = network_.requests(i);
      role.requests += requests;
      role.wait += requests * d.wait;
      role.keeps_up = role.keeps_up && (d.keeps_up || requests <= 0);
    }
    for (const RoleId r : ids(model_.roles)) {
      AnalyticRole& role = all[r];
      if (model_.roles[r].sort == RoleSort::client || role.requests <= 0) continue;
      role.role = r;
      role.wait /= role.requests;
      double worked = 0, asked = 0, there = 0;
      for (const PersonId p : model_.roles[r].people) {
        if (model_.people[p].roles[0] != r) continue;
        ++role.people;
        worked += network_.worked(p);
        asked += network_.asked(p);
        there += network_.there(p);
        if (network_.asked(p) > network_.there(p)) role.over.push_back(p);
      }
      role.utilisation = there > 0 ? worked / there : std::numeric_limits<double>::quiet_NaN();
      role.asked = there > 0 ? asked / there : role.utilisation;
      out_.roles.push_back(std::move(role));
    }
  }

  void flows() {
    for (const KindId k : ids(model_.kinds)) {
      const Kind& kind = model_.kinds[k];
      if (kind.background) continue;
      for (std::int32_t m = -1; m < static_cast<std::int32_t>(kind.milestones.size()); ++m) {
        flow(k, m);
      }
    }
  }

  void flow(KindId k, std::int32_t milestone) {
    AnalyticFlow all;
    all.kind = k;
    all.milestone = milestone;
    std::vector<AnalyticFlow> tiers(model_.tiers.size(), all);
    for (const JobPlan& job : book_.jobs) {
      if (job.kind != k) continue;
      double jobs = 0;
      for (std::size_t w = periods_.first; w < periods_.size(); ++w) jobs += job.arrivals[w];
      if (jobs <= 0) continue;
      const Length length = length_of(job, milestone);
      add(length, jobs, all);
      add(length, jobs, tiers[raw(model_.accounts[job.account].tier)]);
    }
    if (all.jobs <= 0) return;
    push(all);
    for (std::size_t t = 0; t < tiers.size(); ++t) {
      tiers[t].tier = TierId{static_cast<std::uint32_t>(t)};
      if (tiers[t].jobs > 0 && tiers.size() > 1) push(tiers[t]);
    }
  }

  Length length_of(const JobPlan& job, std::int32_t milestone) const {
    if (milestone < 0) return path_.times_of(job).whole;
    const Milestone& m = model_.kinds[job.kind].milestones[static_cast<std::size_t>(milestone)];
    Length to = path_.until(job, m.to, m.to_step);
    const Length from = path_.until(job, m.from, m.from_step);
    to.mean -= from.mean;
    to.waiting -= from.waiting;
    to.in_hand -= from.in_hand;
    to.client -= from.client;
    to.delay -= from.delay;
    return to;
  }

  void push(AnalyticFlow flow) {
    for (double* sum :
         {&flow.turnaround, &flow.waiting, &flow.in_hand, &flow.client, &flow.delay}) {
      *sum /= flow.jobs;
    }
    out_.flows.push_back(flow);
  }

  void weak_sides();

  const Model& model_;
  Periods periods_;
  Crews crews_;
  DemandBook book_;
  AnalyticNetwork network_;
  AnalyticPath path_;
  AnalyticEstimate out_;
};

void Estimator::weak_sides() {
  const auto any_role = [&](auto says) {
    return std::any_of(model_.roles.begin(), model_.roles.end(), says);
  };
  const auto any_step = [&](auto says) {
    return std::any_of(model_.kinds.begin(), model_.kinds.end(), [&](const Kind& kind) {
      return std::any_of(kind.steps.begin(), kind.steps.end(), says);
    });
  };
  std::vector<std::string>& out = out_.weak_sides;
  out.push_back(
      "These are means from formulas, not from days played out: no quantiles, nothing on how often "
      "work is late. Trust them for who is full and where work waits, and a run for how long.");
  out.push_back(
      "Requests are taken as coming at random. Work that comes in waves (everything on a Monday, "
      "one "
      "step's end starting many others) waits longer than it says here.");
  if (any_step([](const Step& s) {
        return s.together != Together::apart && !s.first.participants.empty() &&
               (s.first.participants.size() > 1 || s.first.participants[0].count > 1);
      })) {
    out.push_back(
        "Meetings are taken as finding the first gap in calendars filled at random; in a full "
        "department they come later than that.");
  }
  if (any_step([](const Step& s) { return s.predecessors.size() > 1; })) {
    out.push_back(
        "Branches of a job are taken as independent of each other, so a step that waits for "
        "several "
        "of them starts a little late here.");
  }
  if (any_role([](const Role& r) {
        return r.spare_after || r.peers_after || r.superior_after || !r.covered_by.empty();
      }) ||
      !model_.staffing.pools.empty()) {
    out.push_back(
        "Who helps out is seen roughly: others for absences, and the first who may help once work "
        "has "
        "waited for so long; freelancers as if always at hand, hires not at all.");
  }
  if (any_role([](const Role& r) { return r.overtime.has_value(); })) {
    out.push_back("Overtime is left out: whoever is full looks fuller.");
  }
  if (any_role([](const Role& r) { return r.focus.jobs != 1; })) {
    out.push_back("People are taken as doing one thing at a time.");
  }
  if (!model_.rulebook.rules.empty()) {
    out.push_back("Rules (hurry, turn away, start, call in …) do nothing here.");
  }
  if (!model_.staffing.changes.empty() || !model_.staffing.in_hand.empty()) {
    out.push_back(
        "Dated changes of people and teams, and work in hand on the first day, are left out.");
  }
  const bool patience = std::any_of(model_.kinds.begin(), model_.kinds.end(), [](const Kind& k) {
    return std::any_of(k.withdraws_after.items().begin(), k.withdraws_after.items().end(),
                       [](const std::optional<Lapse>& lapse) { return lapse.has_value(); });
  });
  if (!model_.limits.empty() || patience) {
    out.push_back("All that arrives comes in and stays: nothing is turned away or withdrawn here.");
  }
  if (std::any_of(model_.streams.begin(), model_.streams.end(),
                  [](const Stream& s) { return s.form == Stream::Form::population; })) {
    out.push_back("Jobs that are always there are left out.");
  }
  if (std::any_of(model_.streams.begin(), model_.streams.end(),
                  [](const Stream& s) { return s.profile.has_value(); })) {
    out.push_back("Rates that follow a profile are taken at their mean over each week.");
  }
  if (any_role([](const Role& r) {
        switch (r.dispatch.rule) {
          case DispatchRule::first_come:
          case DispatchRule::earliest_due:
          case DispatchRule::earliest_step_due:
          case DispatchRule::least_slack:
          case DispatchRule::shortest:
          case DispatchRule::fixed:
            return false;
          default:
            return true;
        }
      })) {
    out.push_back(
        "Some role's rule of dispatch is taken as first come, first served within a class.");
  }
  out.insert(out.end(), book_.notes.begin(), book_.notes.end());
}

}  // namespace

AnalyticEstimate analytic_estimate(const Model& model) { return Estimator(model).estimate(); }

}  // namespace suits
