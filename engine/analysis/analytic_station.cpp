#include "engine/analysis/analytic_station.hpp"

#include <algorithm>
#include <cmath>

namespace suits {
namespace {

constexpr double kFull = 1 - 1e-9;

int whole(double servers) { return std::max(1, static_cast<int>(std::lround(servers))); }

/// Asked of each server by ranks up to k, by period.
std::vector<double> loads_up_to(const Station& station, std::size_t k) {
  std::vector<double> result;
  for (std::size_t w = 0; w < station.load.size(); ++w) {
    double work = 0;
    for (std::size_t j = 0; j <= k; ++j) work += station.load[w][j].work;
    result.push_back(work / station.servers[w]);
  }
  return result;
}

/// Mean residual service of ranks up to k.
double residual(const std::vector<RankLoad>& load, std::size_t k) {
  double work = 0, square = 0;
  for (std::size_t j = 0; j <= k; ++j) {
    work += load[j].work;
    square += load[j].square;
  }
  return work > 0 ? square / work : 0;
}

/// How busy ranks up to k keep a server, by period.
std::vector<double> busy_up_to(const Periods& periods, const Station& station, std::size_t k,
                               const std::vector<double>& load) {
  const auto window = load.begin() + static_cast<std::ptrdiff_t>(periods.first);
  const auto [least, most] = std::minmax_element(window, load.end());
  if (*most < kFull && *most - *least <= 1e-9 * *most) return load;
  std::vector<double> busy;
  double standing = 0, left = 0;
  for (std::size_t w = 0; w < load.size(); ++w) {
    const double now = residual(station.load[w], k);
    if (now > 0) left = now;
    double u = load[w];
    if (left > 0 && periods.hours[w] > 0) {
      const int servers = whole(station.servers[w]);
      u = busy_after(servers, standing, load[w], left, periods.hours[w]);
      standing = standing_work(servers, u, left);
    }
    busy.push_back(u);
  }
  return busy;
}

std::vector<RankWait> waits(double servers, const std::vector<RankLoad>& load,
                            const std::vector<double>& busy) {
  const int low = std::max(1, static_cast<int>(std::floor(servers)));
  std::vector<RankWait> result = rank_waits(low, load, busy);
  const double part = servers - low;
  if (part < 1e-9) return result;
  const std::vector<RankWait> more = rank_waits(low + 1, load, busy);
  for (std::size_t k = 0; k < result.size(); ++k) {
    RankWait& own = result[k];
    own.until_start += part * (more[k].until_start - own.until_start);
    own.chance += part * (more[k].chance - own.chance);
    own.interrupted += part * (more[k].interrupted - own.interrupted);
  }
  return result;
}

}  // namespace

void solve_station(const Periods& periods, Station& station) {
  const std::size_t ranks = station.load.front().size();
  station.busy.assign(periods.size(), std::vector<double>(ranks, 0.0));
  station.over.assign(ranks, false);
  for (std::size_t k = 0; k < ranks; ++k) {
    const std::vector<double> load = loads_up_to(station, k);
    double asked = 0, there = 0;
    for (std::size_t w = periods.first; w < periods.size(); ++w) {
      asked += load[w] * periods.hours[w];
      there += periods.hours[w];
    }
    station.over[k] = asked >= there;
    const std::vector<double> busy = busy_up_to(periods, station, k, load);
    for (std::size_t w = 0; w < periods.size(); ++w) {
      const double before = k > 0 ? station.busy[w][k - 1] : 0;
      station.busy[w][k] = std::clamp(busy[w], before, kFull);
    }
  }
  wait_at_station(station);
}

void wait_at_station(Station& station) {
  station.wait.clear();
  for (std::size_t w = 0; w < station.load.size(); ++w) {
    station.wait.push_back(waits(station.servers[w], station.load[w], station.busy[w]));
    for (RankWait& wait : station.wait.back()) wait.until_start *= station.factor;
  }
}

}  // namespace suits
