// What requests meet at the stations, averaged over those of the window: their own crew's line, or
// whoever stands in; the return of people for whom nobody does; and, for background work, what
// comes with it.

#include <algorithm>
#include <cmath>

#include "engine/analysis/analytic_network.hpp"
#include "engine/random/transcendental.hpp"

namespace suits {

/// What a request of somebody for whom nobody stands in waits for their return, and for what has
/// piled up by then: as at a server that breaks down (Avi-Itzhak & Naor, Operations Research 11
/// (1963)).
double AnalyticNetwork::waits_for_return(const Crew& crew, std::size_t w, std::size_t rank) const {
  if (crew.people.size() != 1 || crew.cover != Crew::kNobody || crew.vanishes) return 0;
  const PersonId p = crew.people[0];
  const Station& station = people_[p];
  if (station.busy.empty()) return 0;
  const double before = rank > 0 ? station.busy[w][rank - 1] : 0;
  return (1 - presence_[p][w]) * until_back_[p] / (1 - std::min(before, 0.9)) /
         (1 - std::min(station.busy[w][rank], 0.9));
}

/// Background work comes all at once, at the beginning of the week: what of it a person has.
void AnalyticNetwork::stack_items() {
  items_.assign(model_.people.size(), std::vector<double>(ranks_.group.size(), 0.0));
  const double week = std::max(1e-9, model_.standard_week.hours());
  const double hours = over_window([](std::size_t) { return 1.0; });
  for (const ItemStream& item : book_.items) {
    const Demand& d = book_.demands[item.demand];
    const Crew& crew = crews_.all()[d.crew];
    double shares = 0;
    for (const double share : crew.share) shares += share;
    const double weekly = requests(item.demand) * d.mean / std::max(hours, 1e-9) * week;
    for (std::size_t i = 0; i < crew.people.size(); ++i) {
      items_[crew.people[i]][d.rank] += weekly * crew.share[i] / shares * crew.pace[i];
    }
  }
}

/// Of the items that come with this one, those of earlier ranks go before it, and half of its own.
double AnalyticNetwork::behind_others(const Crew& crew, std::size_t w, const Demand& d) const {
  double sum = 0, shares = 0;
  for (std::size_t i = 0; i < crew.people.size(); ++i) {
    const PersonId p = crew.people[i];
    const double before = people_[p].busy[w][d.rank - 1];
    double others = std::max(0.0, items_[p][d.rank] - d.mean * crew.pace[i]) / 2;
    for (std::size_t k = 0; k < d.rank; ++k) others += items_[p][k];
    sum += crew.share[i] * others / (1 - std::min(before, 0.95));
    shares += crew.share[i];
  }
  return sum / shares;
}

/// The chance that a request waits until others help: beyond the chance of waiting at all the wait
/// is taken as exponential, so that until_start falls by this part of itself ÷ chance.
double AnalyticNetwork::beyond(const Crew& crew, const RankWait& wait) const {
  if (!crew.relief_after || wait.until_start <= 0) return 0;
  return det_exp(-*crew.relief_after * wait.chance / wait.until_start);
}

/// What a demand meets, averaged over the requests of the window.
void AnalyticNetwork::tell(std::uint32_t at) {
  Demand& d = book_.demands[at];
  const Crew& crew = crews_.all()[d.crew];
  double sum = 0, wait = 0, waits = 0, slower = 0, shares = 0, pace = 0, pace_squared = 0;
  d.keeps_up = true;
  for (std::size_t i = 0; i < crew.people.size(); ++i) {
    const double own = d.meeting ? crew.meeting_pace[i] : crew.pace[i];
    shares += crew.share[i];
    pace += crew.share[i] * own;
    pace_squared += crew.share[i] * own * own;
  }
  const auto meet = [&](const Station& station, std::size_t w, double part) {
    if (part <= 0) return;
    const RankWait& of_rank = station.wait[w][d.rank];
    const RankLoad& load = station.load[w][d.rank];
    sum += part;
    double start = of_rank.until_start * (1 - beyond(crew, of_rank));
    if (d.item) {  // what came with it is counted by itself: behind_others
      start *= (1 - station.busy[w][d.rank]) / (1 - station.busy[w][d.rank - 1]);
    }
    wait += part * start;
    waits += part * of_rank.chance;
    if (load.work > 0) slower += part * of_rank.interrupted * load.rate / load.work;
    if (station.over[d.rank]) d.keeps_up = false;
  };
  const auto line = [&](std::uint32_t c, std::size_t w, double part, bool own_line) {
    const Crew& of = crews_.all()[c];
    // A keeper takes what is kept and what is not in one order: the more of it is anybody's, the
    // more their line is like the common one.
    const auto shared = lines_.find(of.line == Crew::kNobody ? c : of.line);
    const double common = shared == lines_.end() ? 0 : own_line ? 1 : of.common;
    if (common > 0) meet(shared->second, w, part * common);
    part *= 1 - common;
    double all = 0;
    for (const double share : of.share) all += share;
    for (std::size_t i = 0; i < of.people.size(); ++i) {
      meet(people_[of.people[i]], w, part * of.share[i] / all);
    }
  };
  for (std::size_t w = periods_.first; w < periods_.size(); ++w) {
    const double requests = requests_[at][w];
    const double away = crew.cover == Crew::kNobody ? 0 : away_[d.crew][w];
    line(d.crew, w, requests * (1 - away), d.own_line);
    wait += requests * waits_for_return(crew, w, d.rank);
    if (d.item) wait += requests * behind_others(crew, w, d);
    if (away > 0) line(crew.cover, w, requests * away, true);
  }
  pace /= shares;
  pace_squared /= shares;
  if (!d.meeting) d.wait = sum > 0 ? wait / sum : 0;  // an appointment's: AnalyticPath
  d.waits = sum > 0 ? waits / sum : 0;
  d.work = d.mean * pace;
  d.work_variance = std::max(0.0, d.square * pace_squared - d.work * d.work);
  d.interrupted = sum > 0 && d.interruptible ? d.work * slower / sum : 0;
}

}  // namespace suits
