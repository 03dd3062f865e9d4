#include "tests/theory/figure.hpp"

#include <algorithm>
#include <stdexcept>

namespace suits::test {

template <class Value>
std::vector<double> Figures::of_visits(const Selection& of, Value value) const {
  std::vector<double> values;
  values.reserve(path_.visits.size());
  for (const Visit& v : path_.visits) {
    if (counts(v, of)) values.push_back(in_units(value(v)));
  }
  return values;
}

template <class Add>
std::vector<double> Figures::of_jobs(const Selection& of, Add add) const {
  std::vector<double> sums(path_.jobs.size());
  for (const Visit& v : path_.visits) {
    if (of.holds(v)) sums[v.job] += add(v);
  }
  std::vector<double> values;
  for (std::size_t j = 0; j < path_.jobs.size(); ++j) {
    if (counts(path_.jobs[j], of)) values.push_back(sums[j]);
  }
  return values;
}

template <class F>
void Figures::walk_levels(Instant from, Instant to, F piece) const {
  std::int64_t level = 0;
  Instant since = from;
  for (const LevelChange& change : path_.changes) {
    if (change.at >= to) break;
    if (change.at > since) {
      piece(level, since, change.at);
      since = change.at;
    }
    level += change.by;
  }
  piece(level, since, to);
}

std::vector<double> Figures::turnarounds(const Selection& of) const {
  std::vector<double> values;
  for (const PathJob& j : path_.jobs) {
    if (!counts(j, of) || j.ending == Ending::withdrawn) continue;
    if (j.ending != Ending::done) throw std::logic_error("a job of the window was cut off");
    values.push_back(in_units(j.ended - j.arrived));
  }
  return values;
}

std::vector<double> Figures::sojourns(const Selection& of) const {
  return of_visits(of, [](const Visit& v) { return v.end - v.ready; });
}

std::vector<double> Figures::waits(const Selection& of) const {
  return of_visits(of, [](const Visit& v) { return v.waited; });
}

std::vector<double> Figures::waits_of_waiting(const Selection& of) const {
  std::vector<double> values = waits(of);
  std::erase(values, 0.0);
  return values;
}

std::vector<double> Figures::waits_of_served(const Selection& of) const {
  std::vector<double> values;
  for (const Visit& v : path_.visits) {
    if (counts(v, of) && v.done) values.push_back(in_units(v.waited));
  }
  return values;
}

std::vector<double> Figures::waits_of_withdrawn(const Selection& of) const {
  std::vector<double> values;
  for (const Visit& v : path_.visits) {
    if (counts(v, of) && !v.done) values.push_back(in_units(v.waited));
  }
  return values;
}

std::vector<double> Figures::first_waits(const Selection& of) const {
  return of_visits(of, [](const Visit& v) { return v.start - v.ready; });
}

std::vector<double> Figures::time_at(const Selection& of) const {
  return of_jobs(of, [&](const Visit& v) { return in_units(v.end - v.ready); });
}

std::vector<double> Figures::visits_to(const Selection& of) const {
  return of_jobs(of, [](const Visit&) { return 1.0; });
}

std::vector<double> Figures::sync_delays() const {
  return of_visits({}, [&](const Visit& v) { return path_.jobs[v.job].ended - v.end; });
}

std::vector<Figures::Cycle> Figures::cycles() const {
  const Instant last = path_.from + Duration{path_.window().us / 10 * 9};
  std::vector<Cycle> cycles;
  std::int64_t level = 0;
  bool follows = false;
  Instant since;  // of the busy or the idle period
  for (const LevelChange& change : path_.changes) {
    if (change.by > 0 && level == 0) {
      if (follows) cycles.back().idle = in_units(change.at - since);
      since = change.at;
      if (change.at >= last) return cycles;
      follows = change.at >= path_.from;
      if (follows) cycles.emplace_back();
    }
    if (change.by > 0 && follows) ++cycles.back().served;
    level += change.by;
    if (level == 0) {
      if (follows) cycles.back().busy = in_units(change.at - since);
      since = change.at;
    }
  }
  throw std::logic_error("a busy period was cut off");
}

double Figures::mean_level(const Selection& of) const {
  Duration sum;
  for (const Visit& v : path_.visits) {
    if (of.holds(v)) sum += path_.overlap(v.ready, v.end);
  }
  return in_units(sum) / window();
}

double Figures::mean_waiting(const Selection& of) const {
  Duration sum;
  for (const Visit& v : path_.visits) {
    if (of.holds(v)) sum += v.waited_in_window;
  }
  return in_units(sum) / window();
}

double Figures::mean_in_service(const Selection& of) const {
  Duration sum;
  for (const Visit& v : path_.visits) {
    if (of.holds(v) && v.start < kNever) sum += path_.overlap(v.start, v.end);
  }
  return in_units(sum) / window();
}

double Figures::mean_busy(std::optional<RoleId> role, std::optional<KindId> kind) const {
  Duration sum;
  for (std::size_t r = 0; r < path_.busy.size(); ++r) {
    if (role && raw(*role) != r) continue;
    for (std::size_t k = 0; k < path_.busy[r].size(); ++k) {
      if (!kind || raw(*kind) == k) sum += path_.busy[r][k];
    }
  }
  return in_units(sum) / window();
}

double Figures::share_occupied(const Selection& of) const {
  std::vector<std::pair<Instant, Instant>> stays;
  for (const Visit& v : path_.visits) {
    if (of.holds(v)) stays.emplace_back(v.ready, v.end);
  }
  std::sort(stays.begin(), stays.end());
  Duration sum;
  Instant until = path_.from;
  for (const auto& [ready, end] : stays) {
    sum += path_.overlap(std::max(ready, until), end);
    until = std::max(until, end);
  }
  return in_units(sum) / window();
}

std::vector<double> Figures::time_at_levels() const {
  std::vector<double> shares;
  walk_levels(path_.from, path_.to, [&](std::int64_t level, Instant a, Instant b) {
    const auto n = static_cast<std::size_t>(level);
    if (n >= shares.size()) shares.resize(n + 1);
    shares[n] += in_units(b - a) / window();
  });
  return shares;
}

double Figures::arrivals(const Selection& of) const {
  return static_cast<double>(std::count_if(path_.jobs.begin(), path_.jobs.end(),
                                           [&](const PathJob& j) { return counts(j, of); }));
}

double Figures::withdrawn() const {
  return static_cast<double>(std::count_if(
      path_.jobs.begin(), path_.jobs.end(),
      [&](const PathJob& j) { return counts(j, {}) && j.ending == Ending::withdrawn; }));
}

double Figures::turned_away(const Selection& of) const {
  double sum = 0;
  for (std::size_t k = 0; k < path_.turned_away.size(); ++k) {
    if (!of.kind || raw(*of.kind) == k) sum += static_cast<double>(path_.turned_away[k]);
  }
  return sum;
}

double Figures::served_within(double time) const {
  return static_cast<double>(
      std::count_if(path_.visits.begin(), path_.visits.end(), [&](const Visit& v) {
        return counts(v, {}) && v.done && in_units(v.start - v.ready) <= time;
      }));
}

double Figures::immediate(const Selection& of) const {
  return static_cast<double>(
      std::count_if(path_.visits.begin(), path_.visits.end(),
                    [&](const Visit& v) { return counts(v, of) && v.start == v.ready; }));
}

double Figures::requests(const Selection& of) const {
  return static_cast<double>(std::count_if(path_.visits.begin(), path_.visits.end(),
                                           [&](const Visit& v) { return counts(v, of); }));
}

double Figures::departures(const Selection& of) const {
  return static_cast<double>(std::count_if(
      path_.visits.begin(), path_.visits.end(),
      [&](const Visit& v) { return v.done && path_.in_window(v.end) && of.holds(v); }));
}

double Figures::finished(const Selection& of) const {
  return static_cast<double>(
      std::count_if(path_.jobs.begin(), path_.jobs.end(), [&](const PathJob& j) {
        return j.ending == Ending::done && path_.in_window(j.ended) && of.holds(j);
      }));
}

double Figures::level_at(double time) const {
  const Instant at = path_.from + round_duration(time * unit_us_);
  std::int64_t level = 0;
  for (const LevelChange& change : path_.changes) {
    if (change.at > at) break;
    level += change.by;
  }
  return static_cast<double>(level);
}

double Figures::mean_level_until(double time) const {
  const Instant to = path_.from + round_duration(time * unit_us_);
  double sum = 0;
  walk_levels(path_.from, to, [&](std::int64_t level, Instant a, Instant b) {
    sum += static_cast<double>(level) * in_units(b - a);
  });
  return sum / time;
}

}  // namespace suits::test
