#include "engine/analysis/analytic_station.hpp"

#include <algorithm>
#include <cmath>

namespace suits {
namespace {

constexpr double kFull = 1 - 1e-9;

int whole(double servers) { return std::max(1, static_cast<int>(std::lround(servers))); }

/// How busy ranks up to k keep a server, by period.
std::vector<double> busy_up_to(const Periods& periods, const Station& station,
                               const std::vector<double>& load,
                               const std::vector<double>& residual) {
  const auto window = load.begin() + static_cast<std::ptrdiff_t>(periods.first);
  const auto [least, most] = std::minmax_element(window, load.end());
  if (*most < kFull && *most - *least <= 1e-9 * *most) return load;
  std::vector<double> busy;
  double standing = 0, left = 0;
  for (std::size_t w = 0; w < load.size(); ++w) {
    if (residual[w] > 0) left = residual[w];
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
  std::vector<double> work(periods.size(), 0.0), square = work, load = work, residual = work;
  for (std::size_t k = 0; k < ranks; ++k) {
    bool more = k == 0;  // than the ranks before ask
    for (std::size_t w = 0; w < periods.size(); ++w) {
      const RankLoad& own = station.load[w][k];
      more = more || own.work > 0;
      work[w] += own.work;
      square[w] += own.square;
      load[w] = work[w] / station.servers[w];
      residual[w] = work[w] > 0 ? square[w] / work[w] : 0;
    }
    if (!more) {
      station.over[k] = station.over[k - 1];
      for (auto& busy : station.busy) busy[k] = busy[k - 1];
      continue;
    }
    double asked = 0, there = 0;
    for (std::size_t w = periods.first; w < periods.size(); ++w) {
      asked += load[w] * periods.hours[w];
      there += periods.hours[w];
    }
    station.over[k] = asked >= there;
    const std::vector<double> busy = busy_up_to(periods, station, load, residual);
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
