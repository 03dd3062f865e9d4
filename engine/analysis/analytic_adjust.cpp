// What the network learns from its own figures: who of several takes how much, what people come to
// know of accounts, and how irregular arrivals are.

#include <algorithm>
#include <cmath>

#include "engine/analysis/analytic_network.hpp"
#include "engine/analysis/analytic_traffic.hpp"
#include "engine/model/learning.hpp"

namespace suits {

/// Of people who share work: while somebody is idle those who are idle more take more of it; while
/// nobody is, whoever is done first.
void AnalyticNetwork::balance() {
  for (Crew& crew : crews_.all()) {
    if (crew.people.size() < 2) continue;
    double none = 1, idle = 0, done = 0;
    std::vector<double> busy;
    for (std::size_t i = 0; i < crew.people.size(); ++i) {
      const double all = there(crew.people[i]);
      busy.push_back(all > 0 ? std::min(0.98, worked(crew.people[i]) / all) : 0.98);
      none *= busy[i];
      idle += (1 - busy[i]) / crew.meeting_pace[i];
      done += 1 / crew.pace[i];
    }
    for (std::size_t i = 0; i < crew.people.size(); ++i) {
      const double share =
          (1 - none) * (1 - busy[i]) / crew.meeting_pace[i] / idle + none / crew.pace[i] / done;
      crew.share[i] = (crew.share[i] + share) / 2;  // half the way each time, lest it swing
    }
    double all = 0;
    for (const double share : crew.share) all += share;
    for (double& share : crew.share) share /= all;
  }
}

/// How full calendars are, by how long before appointments are made.
void AnalyticNetwork::look_into_calendars() {
  meetings_.assign(model_.people.size(), {});
  IdVector<PersonId, double> rate(model_.people.size(), 0.0), work(model_.people.size(), 0.0);
  for (std::uint32_t at = 0; at < book_.demands.size(); ++at) {
    const Demand& d = book_.demands[at];
    if (!d.meeting) continue;
    const Crew& crew = crews_.all()[d.crew];
    double shares = 0;
    for (const double share : crew.share) shares += share;
    for (std::size_t i = 0; i < crew.people.size(); ++i) {
      const PersonId p = crew.people[i];
      const double all = there(p);
      const double own = requests(at) * crew.share[i] / shares;
      if (all <= 0 || own <= 0) continue;
      rate[p] += own;
      work[p] += own * d.mean * crew.meeting_pace[i];
      // To the half hour, so that few entries do.
      const double before = std::floor(d.wait * 2) / 2;
      auto& made = meetings_[p].made;
      auto entry =
          std::find_if(made.begin(), made.end(), [&](const auto& e) { return e.first == before; });
      if (entry == made.end()) entry = made.insert(made.end(), {before, 0.0});
      entry->second += own * d.mean * crew.meeting_pace[i] / all;
    }
  }
  for (const PersonId p : ids(model_.people)) {
    if (rate[p] > 0) meetings_[p].length = work[p] / rate[p];
  }
}

/// What waits for longer than others' help takes is theirs.
void AnalyticNetwork::relieve() {
  const std::size_t ranks = ranks_.group.size();
  for (std::uint32_t c = 0; c < crews_.all().size(); ++c) {
    const Crew& crew = crews_.all()[c];
    if (!crew.relief_after || asked_[c].empty()) continue;
    const auto line = lines_.find(c);
    auto& relieved = relieved_[c];
    relieved.resize(periods_.size());
    for (std::size_t w = 0; w < periods_.size(); ++w) {
      relieved[w].resize(ranks, 0.0);
      for (std::size_t k = 1; k < ranks; ++k) {
        double part = 0, shares = 0;
        if (line != lines_.end()) {
          const RankWait& wait = line->second.wait[w][k];
          part = wait.chance * beyond(crew, wait);
        } else {
          for (std::size_t i = 0; i < crew.people.size(); ++i) {
            const RankWait& wait = people_[crew.people[i]].wait[w][k];
            part += crew.share[i] * wait.chance * beyond(crew, wait);
            shares += crew.share[i];
          }
          part /= shares;
        }
        relieved[w][k] = (relieved[w][k] + part) / 2;
      }
    }
  }
}

/// Knowledge of an account grows with the hours on it and fades: k' = hours (1 − k) ÷ learns_in −
/// k ln 2 ÷ forgets_in (learning.hpp, in the mean), averaged over the window.
void AnalyticNetwork::learn() {
  if (!model_.familiarity) return;
  const Familiarity& f = *model_.familiarity;
  const auto elapsed = [](Duration d) { return static_cast<double>(d.us) / 6.048e11; };  // [weeks]
  const double from = elapsed(model_.window.start - model_.window.warm_up);
  const double to = elapsed(model_.window.end - model_.window.warm_up);
  const double fades =
      f.forgets_in.us >= kNever.us ? 0 : 0.693147180559945309417 / elapsed(f.forgets_in);
  // A share of what there is to know, from what is known and hours a week.
  const auto in_the_window = [&](double know, double hours) {
    const double learns = hours / std::max(1e-9, f.learns_in.hours());
    const double both = learns + fades;
    if (both <= 0) return know;
    const double left = (det_exp(-both * from) - det_exp(-both * to)) / (both * (to - from));
    return learns / both + (know - learns / both) * left;
  };
  for (std::size_t c = 0; c < asked_.size(); ++c) {
    Crew& crew = crews_.all()[c];
    if (crew.vanishes || hours_on_[c].empty()) continue;
    double shares = 0;
    for (const double share : crew.share) shares += share;
    for (std::size_t i = 0; i < crew.people.size(); ++i) {
      const Person& person = model_.people[crew.people[i]];
      if (model_.roles[person.roles[0]].sort != RoleSort::staff) continue;
      const double own = model_.levels[person.level].time_factor;
      double nominal = 0, taken = 0;
      for (const auto& [account, hours] : hours_on_[c]) {
        double factor = 1;
        if (!model_.accounts[account].agency) {
          double know = crew.account == account ? f.team : f.others;
          for (const auto& [of, known] : person.knows) know = of == account ? known : know;
          const double weekly = hours * own * crew.share[i] / shares / (to - from);
          factor += f.extra * (1 - in_the_window(know, weekly));
        }
        nominal += hours;
        taken += hours * factor;
      }
      if (nominal > 0) crew.pace[i] = crew.meeting_pace[i] * own * taken / nominal;
    }
  }
}

namespace {

/// What brings about the visits of a step, each an equal part of them; nothing: the jobs' arrivals,
/// or what ends at random moments (delays, appointments).
std::vector<const RoundPlan*> brought_by(const Kind& kind, const JobPlan& job, std::size_t step,
                                         bool later) {
  const auto one = [&](StepId from) -> std::vector<const RoundPlan*> {
    const RoundPlan& round = job.steps[raw(from)].first;
    if (round.seats.empty() || round.meeting) return {};
    return {&round};
  };
  if (later) {
    for (std::size_t f = 0; f < kind.steps.size(); ++f) {
      const auto& back = kind.steps[f].back;
      if (back && raw(back->target) == step) return one(StepId{static_cast<std::uint32_t>(f)});
    }
  }
  std::vector<const RoundPlan*> all;
  for (const StepId from : kind.steps[step].predecessors) {
    const auto source = one(from);
    if (source.empty()) return {};
    all.insert(all.end(), source.begin(), source.end());
  }
  return all;
}

}  // namespace

/// QNA's variability of arrivals, over the whole window.
void AnalyticNetwork::vary() {
  const double hours = over_window([](std::size_t) { return 1.0; });
  if (hours <= 0) return;
  Traffic traffic(model_, crews_.all(), book_.demands);
  for (const JobPlan& job : book_.jobs) {
    double rate = 0;
    for (std::size_t w = periods_.first; w < periods_.size(); ++w) rate += job.arrivals[w] / hours;
    const Kind& kind = model_.kinds[job.kind];
    for (std::size_t s = 0; s < job.steps.size(); ++s) {
      for (const bool later : {false, true}) {
        const RoundPlan& round = later ? job.steps[s].later : job.steps[s].first;
        const bool entry = !later && kind.steps[s].predecessors.empty();
        const auto sources =
            round.meeting ? std::vector<const RoundPlan*>{} : brought_by(kind, job, s, later);
        for (const SeatPlan& seat : round.seats) {
          for (const auto& [chance, at] : seat.ways) {
            const double own = rate * book_.demands[at].per_job;
            traffic.serve(at, own);
            if (sources.empty()) traffic.outside(at, own, entry ? job.scv : 1);
            for (const RoundPlan* from : sources) {
              traffic.flow(*from, at, own / static_cast<double>(sources.size()));
            }
          }
        }
      }
    }
  }
  for (const ItemStream& item : book_.items) {
    const double rate = requests(item.demand) / hours;
    traffic.serve(item.demand, rate);
    traffic.outside(item.demand, rate, 0);
  }
  factors_ = traffic.factors();
  // A person's own line takes after those of all the crews they work in, by the work that these
  // bring.
  IdVector<PersonId, double> work(model_.people.size(), 0.0), sum(model_.people.size(), 0.0);
  for (const auto& [c, factor] : factors_) {
    const Crew& crew = crews_.all()[c];
    const auto& asked_of_crew = asked_[c];
    double shares = 0;
    for (const double share : crew.share) shares += share;
    const double asked = over_window([&](std::size_t w) {
      double of_ranks = 0;
      for (const RankLoad& rank : asked_of_crew[w]) of_ranks += rank.work;
      return of_ranks;
    });
    for (std::size_t i = 0; i < crew.people.size(); ++i) {
      const double own = asked * crew.share[i] / shares * crew.pace[i];
      work[crew.people[i]] += own;
      sum[crew.people[i]] += own * factor;
    }
  }
  for (const PersonId p : ids(model_.people)) {
    if (work[p] > 0) people_[p].factor = sum[p] / work[p];
  }
}

}  // namespace suits
