#include "engine/analysis/analytic_network.hpp"

#include <algorithm>
#include <cmath>

#include "engine/analysis/offered_load.hpp"

namespace suits {
namespace {

/// By period: the part of a person's contract hours that they are expected to be there.
std::vector<double> presence_of(const Model& model, const Person& person, const Periods& periods) {
  std::vector<Instant> weekly;
  std::vector<std::size_t> period;
  for (std::size_t w = 0; w < periods.size(); ++w) {
    for (Instant t = periods.edges[w]; t < periods.edges[w + 1]; t = t + weeks(1)) {
      weekly.push_back(t);
      period.push_back(w);
    }
  }
  weekly.push_back(periods.edges.back());
  const std::vector<double> there = expected_hours(model, person, weekly);
  std::vector<double> sum(periods.size(), 0.0);
  for (std::size_t i = 0; i < there.size(); ++i) sum[period[i]] += there[i];
  const Hours& hours = model.patterns[person.pattern];
  for (std::size_t w = 0; w < periods.size(); ++w) {
    const double all = hours.between(periods.edges[w], periods.edges[w + 1]).hours();
    sum[w] = all > 0 ? std::clamp(sum[w] / all, 0.0, 1.0) : 0;
  }
  return sum;
}

/// From a moment of an absence to its end, in the mean over leave, sickness and stated absences,
/// each by how much there is of it [h].
double until_back(const Model& model, const Person& person) {
  const double day = model.patterns[person.pattern].standard_day().hours();
  double days = 0, moments = 0;  // a year: Σ length, Σ length² ÷ 2 [working days]
  if (person.leave && person.leave->block.mean() > 0) {
    const double mean = person.leave->block.mean(), all = person.leave->days_per_year;
    days += all;
    moments += all * (mean + person.leave->block.variance() / mean) / 2;
  }
  if (person.sickness) {
    const double mean = person.sickness->length.mean(), spells = person.sickness->spells_per_year;
    days += spells * mean;
    moments += spells * (mean * mean + person.sickness->length.variance()) / 2;
  }
  for (const DateRange& away : person.away) {
    const auto length =
        static_cast<double>(model.patterns[person.pattern].working_days(away.from, away.to));
    days += length;
    moments += length * length / 2;
  }
  return days > 0 ? moments / days * day : 0;
}

void add(const RankLoad& part, double times, double pace, RankLoad& to) {
  to.rate += part.rate * times;
  to.work += part.work * times * pace;
  to.square += part.square * times * pace * pace;
}

}  // namespace

std::vector<double> moved(const std::vector<double>& arrivals, double by, const Periods& periods) {
  // Each period takes what came in the hours that lie so much earlier, evenly within each of
  // theirs.
  std::vector<double> result(arrivals.size(), 0.0);
  double end = -by;  // of the span that the period takes, from the first period on
  std::size_t at = 0;
  double from = 0;  // where period `at` begins
  for (std::size_t w = 0; w < arrivals.size(); ++w) {
    const double begin = std::max(end, 0.0);
    end += periods.hours[w];
    while (at < arrivals.size() && from < end) {
      const double length = periods.hours[at];
      const double shared = std::min(end, from + length) - std::max(begin, from);
      if (shared > 0) result[w] += shared < length ? arrivals[at] * shared / length : arrivals[at];
      if (from + length > end) break;
      from += length;
      ++at;
    }
  }
  return result;
}

AnalyticNetwork::AnalyticNetwork(const Model& model, const Periods& periods, Crews& crews,
                                 DemandBook& book)
    : model_(model), periods_(periods), crews_(crews), book_(book) {
  for (const Person& person : model.people) {
    presence_.push_back(presence_of(model, person, periods));
    until_back_.push_back(until_back(model, person));
  }
}

/// One demand's requests, added to what its crew is asked for.
void AnalyticNetwork::take(std::uint32_t at, AccountId account, const std::vector<double>& arrivals,
                           double by) {
  const Demand& d = book_.demands[at];
  std::vector<double>& requests = requests_[at] = moved(arrivals, by, periods_);
  auto& crew = asked_[d.crew];
  if (crew.empty()) crew.assign(periods_.size(), std::vector<RankLoad>(ranks_.group.size()));
  auto& [free, kept] = free_and_kept_[d.crew];
  for (std::size_t w = 0; w < periods_.size(); ++w) {
    requests[w] *= d.per_job;
    if (periods_.hours[w] <= 0) continue;
    const double rate = requests[w] / periods_.hours[w];
    add({rate, rate * d.mean, rate * d.square / 2}, 1, 1, crew[w][d.rank]);
    if (w >= periods_.first && d.rank > 0) (d.own_line ? free : kept) += requests[w] * d.mean;
    if (w >= periods_.first && d.rank > 0) hours_on_[d.crew][account] += requests[w] * d.mean;
  }
}

/// What each crew is asked for, by period and rank: nominal, per hour of the agency's working time.
void AnalyticNetwork::collect(const std::vector<double>& turnaround) {
  requests_.assign(book_.demands.size(), {});
  asked_.assign(crews_.all().size(), {});
  hours_on_.assign(crews_.all().size(), {});
  free_and_kept_.assign(crews_.all().size(), {0.0, 0.0});
  for (const JobPlan& job : book_.jobs) {
    for (const StepPlan& step : job.steps) {
      for (const RoundPlan* round : {&step.first, &step.later}) {
        for (const SeatPlan& seat : round->seats) {
          for (const auto& [chance, at] : seat.ways) {
            take(at, job.account, job.arrivals, book_.demands[at].age);
          }
        }
      }
    }
  }
  for (const ItemStream& item : book_.items) {
    if (item.job == ItemStream::kNoJob) {
      take(item.demand, item.account, item.rate, 0);
      continue;
    }
    std::vector<double> rate = item.rate;
    for (double& r : rate) r *= turnaround[item.job];
    take(item.demand, item.account, rate, turnaround[item.job] / 2);
  }
  find_lines();
}

/// How much of their work people share with others, and where.
void AnalyticNetwork::find_lines() {
  IdVector<PersonId, double> all(model_.people.size(), 0.0), most(model_.people.size(), 0.0);
  IdVector<PersonId, std::uint32_t> line(model_.people.size(), Crew::kNobody);
  for (std::uint32_t c = 0; c < free_and_kept_.size(); ++c) {
    Crew& crew = crews_.all()[c];
    const auto [free, kept] = free_and_kept_[c];
    crew.common = free > 0 ? free / (free + kept) : 0;
    if (crew.vanishes) continue;
    double shares = 0;
    for (const double share : crew.share) shares += share;
    for (std::size_t i = 0; i < crew.people.size(); ++i) {
      const PersonId p = crew.people[i];
      const double own = crew.share[i] / shares;
      all[p] += (free + kept) * own;
      if (crew.people.size() < 2 || free * own <= most[p]) continue;
      most[p] = free * own;
      line[p] = c;
    }
  }
  for (Crew& crew : crews_.all()) {
    if (!crew.vanishes) continue;
    const PersonId p = crew.people[0];
    crew.line = line[p];
    crew.common = most[p] > 0 ? most[p] / all[p] : 0;
  }
}

/// By crew and period: the chance that none of them is there.
void AnalyticNetwork::look_who_is_there() {
  while (away_.size() < crews_.all().size()) {
    const Crew& crew = crews_.all()[away_.size()];
    std::vector<double>& away = away_.emplace_back(periods_.size(), 1.0);
    for (std::size_t w = 0; w < periods_.size(); ++w) {
      for (const PersonId p : crew.people) away[w] *= 1 - presence_[p][w];
    }
  }
}

void AnalyticNetwork::give(const Crew& crew, std::size_t w, double part,
                           const std::vector<RankLoad>& asked) {
  double there = 0;
  for (std::size_t i = 0; i < crew.people.size(); ++i) {
    there += crew.share[i] * presence_[crew.people[i]][w];
  }
  if (there <= 0 || part <= 0) return;
  for (std::size_t i = 0; i < crew.people.size(); ++i) {
    if (presence_[crew.people[i]][w] <= 0) continue;
    for (std::size_t k = 0; k < asked.size(); ++k) {
      if (asked[k].rate <= 0) continue;
      const double pace = k == 0 ? crew.meeting_pace[i] : crew.pace[i];
      add(asked[k], part * crew.share[i] / there, pace, people_[crew.people[i]].load[w][k]);
    }
  }
}

/// Each person's load while they are there. A crew's work goes to those of it who are there; what
/// comes while none of them is, to whoever stands in.
void AnalyticNetwork::spread() {
  std::vector<RankLoad> blank(ranks_.group.size());
  for (std::size_t k = 0; k < blank.size(); ++k) {
    blank[k].group = ranks_.group[k];
    blank[k].interrupts = ranks_.interrupts[k];
    blank[k].personal = k == 0;
  }
  people_.assign(model_.people.size(), {});
  for (Station& station : people_) {
    station.load.assign(periods_.size(), blank);
    station.servers.assign(periods_.size(), 1.0);
  }
  for (std::size_t c = 0; c < asked_.size(); ++c) {
    const Crew& crew = crews_.all()[c];
    for (std::size_t w = 0; w < asked_[c].size(); ++w) {
      const double away = away_[c][w];
      const bool waits = crew.cover == Crew::kNobody && !crew.vanishes;
      std::vector<RankLoad>& asked = asked_[c][w];
      const auto relieved = relieved_.find(static_cast<std::uint32_t>(c));
      if (relieved != relieved_.end() && relieved->second[w].size() == asked.size()) {
        std::vector<RankLoad> helped(asked.size());
        for (std::size_t k = 1; k < asked.size(); ++k) {
          const double part = relieved->second[w][k];
          add(asked[k], part, 1, helped[k]);
          const RankLoad own = asked[k];
          asked[k].rate = asked[k].work = asked[k].square = 0;
          add(own, 1 - part, 1, asked[k]);
        }
        if (crew.relief != Crew::kNobody) give(crews_.all()[crew.relief], w, 1, helped);
      }
      give(crew, w, waits ? 1 : 1 - away, asked);
      if (crew.cover != Crew::kNobody) give(crews_.all()[crew.cover], w, away, asked);
    }
  }
}

/// People who share a line as one station: together they have what each has while there.
Station AnalyticNetwork::shared_line(const Crew& crew) const {
  Station line;
  line.load = people_[crew.people[0]].load;
  line.servers.assign(periods_.size(), 0.0);
  for (std::size_t w = 0; w < periods_.size(); ++w) {
    for (RankLoad& rank : line.load[w]) rank.rate = rank.work = rank.square = 0;
    for (const PersonId p : crew.people) {
      const double there = presence_[p][w];
      line.servers[w] += there;
      for (std::size_t k = 0; k < line.load[w].size(); ++k) {
        add(people_[p].load[w][k], there, 1, line.load[w][k]);
      }
    }
    line.servers[w] = std::max(line.servers[w], 0.05);
  }
  return line;
}

void AnalyticNetwork::solve_stations() {
  const Station* last = nullptr;
  for (Station& station : people_) {
    if (last && last->load == station.load && last->factor == station.factor) {
      station = *last;  // one of many alike
    } else {
      solve_station(periods_, station);
    }
    last = &station;
  }
  lines_.clear();
  for (std::uint32_t c = 0; c < crews_.all().size(); ++c) {
    const Crew& crew = crews_.all()[c];
    if (crew.people.size() < 2) continue;
    const bool asked = crew.own_line && !asked_[c].empty();
    if (!asked && !crew.stands_in) continue;
    Station& line = lines_.emplace(c, shared_line(crew)).first->second;
    if (asked) {
      const auto factor = factors_.find(c);
      if (factor != factors_.end()) line.factor = factor->second;
      solve_station(periods_, line);
    } else {
      join_busy(crew, line);
      wait_at_station(line);
    }
  }
}

/// People who only stand in for others are as busy together as they are in the mean.
void AnalyticNetwork::join_busy(const Crew& crew, Station& line) const {
  const std::size_t ranks = ranks_.group.size();
  line.busy.assign(periods_.size(), std::vector<double>(ranks, 0.0));
  line.over.assign(ranks, true);
  for (std::size_t k = 0; k < ranks; ++k) {
    for (const PersonId p : crew.people) line.over[k] = line.over[k] && people_[p].over[k];
    for (std::size_t w = 0; w < periods_.size(); ++w) {
      double there = 0;
      for (const PersonId p : crew.people) {
        there += presence_[p][w];
        line.busy[w][k] += presence_[p][w] * people_[p].busy[w][k];
      }
      line.busy[w][k] = there > 0 ? line.busy[w][k] / there : 0;
    }
  }
}

void AnalyticNetwork::solve(const std::vector<double>& turnaround) {
  ranks_ = rank_demands(model_, book_.demands);
  look_who_is_there();
  collect(turnaround);
  learn();
  spread();
  vary();
  solve_stations();
  stack_items();
  for (std::uint32_t d = 0; d < book_.demands.size(); ++d) tell(d);
  look_into_calendars();
  balance();
  relieve();
}

double AnalyticNetwork::asked(PersonId person) const {
  return over_window([&](std::size_t w) {
    double work = 0;
    for (const RankLoad& rank : people_[person].load[w]) work += rank.work;
    return work * presence_[person][w];
  });
}

double AnalyticNetwork::worked(PersonId person) const {
  return over_window(
      [&](std::size_t w) { return people_[person].busy[w].back() * presence_[person][w]; });
}

double AnalyticNetwork::there(PersonId person) const {
  return over_window([&](std::size_t w) { return presence_[person][w]; });
}

double AnalyticNetwork::in_meetings(PersonId person, double ahead) const {
  double sum = 0;
  for (const auto& [before, share] : meetings_[person].made) sum += before >= ahead ? share : 0;
  return sum;
}

double AnalyticNetwork::requests(std::uint32_t demand) const {
  double sum = 0;
  for (std::size_t w = periods_.first; w < periods_.size(); ++w) sum += requests_[demand][w];
  return sum;
}

}  // namespace suits
