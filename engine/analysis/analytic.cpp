#include "engine/analysis/analytic.hpp"

#include <limits>

#include "engine/analysis/analytic_network.hpp"
#include "engine/analysis/analytic_path.hpp"
#include "engine/analysis/analytic_weak_sides.hpp"

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
    out_.weak_sides = weak_sides_of(model_);
    out_.weak_sides.insert(out_.weak_sides.end(), book_.notes.begin(), book_.notes.end());
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

  const Model& model_;
  Periods periods_;
  Crews crews_;
  DemandBook book_;
  AnalyticNetwork network_;
  AnalyticPath path_;
  AnalyticEstimate out_;
};

}  // namespace

AnalyticEstimate analytic_estimate(const Model& model) { return Estimator(model).estimate(); }

}  // namespace suits
