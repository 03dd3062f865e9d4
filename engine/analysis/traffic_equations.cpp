#include "engine/analysis/traffic_equations.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/LU>

#include "engine/analysis/queue_formula.hpp"

namespace suits {

Eigen::VectorXd arrival_rates(const std::vector<OutsideTraffic>& outside,
                              const Eigen::MatrixXd& routing) {
  const auto n = static_cast<Eigen::Index>(outside.size());
  Eigen::VectorXd from_outside(n);
  for (Eigen::Index j = 0; j < n; ++j) from_outside[j] = outside[static_cast<std::size_t>(j)].rate;
  const Eigen::MatrixXd system = Eigen::MatrixXd::Identity(n, n) - routing.transpose();
  return system.partialPivLu().solve(from_outside);
}

Eigen::VectorXd arrival_variability(const std::vector<TrafficStation>& stations,
                                    const std::vector<OutsideTraffic>& outside,
                                    const Eigen::MatrixXd& flows) {
  const auto n = static_cast<Eigen::Index>(stations.size());
  Eigen::VectorXd rate = flows.colwise().sum().transpose();
  for (Eigen::Index j = 0; j < n; ++j) rate[j] += outside[static_cast<std::size_t>(j)].rate;
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(n, n);
  Eigen::VectorXd fixed = Eigen::VectorXd::Ones(n);
  const auto load_of = [&](Eigen::Index i) {
    const TrafficStation& s = stations[static_cast<std::size_t>(i)];
    return std::min(1.0, rate[i] * s.mean / s.servers);
  };
  for (Eigen::Index j = 0; j < n; ++j) {
    if (rate[j] <= 0) continue;
    const OutsideTraffic& own = outside[static_cast<std::size_t>(j)];
    double shares_squared = own.rate_squared / (rate[j] * rate[j]);
    for (Eigen::Index i = 0; i < n; ++i) {
      const double share = flows(i, j) / rate[j];
      shares_squared += share * share;
    }
    const double free = 1 - load_of(j);
    const double weight = 1 / (1 + 4 * free * free * (1 / shares_squared - 1));
    double sum = own.rate_scv / rate[j] - 1;
    for (Eigen::Index i = 0; i < n; ++i) {
      if (flows(i, j) <= 0) continue;
      const double share = flows(i, j) / rate[j];
      const double split = std::min(1.0, flows(i, j) / rate[i]);
      const double load = load_of(i), busy = load * load;
      const TrafficStation& from = stations[static_cast<std::size_t>(i)];
      const double served =
          1 + (std::max(from.service_scv, 0.2) - 1) / std::sqrt(static_cast<double>(from.servers));
      sum += share * ((1 - split) + split * busy * served);
      system(j, i) -= weight * share * split * (1 - busy);
    }
    fixed[j] += weight * sum;
  }
  const Eigen::VectorXd scv = system.partialPivLu().solve(fixed);
  return scv.cwiseMax(0.0);
}

std::vector<StationTraffic> open_network(const std::vector<TrafficStation>& stations,
                                         const std::vector<OutsideTraffic>& outside,
                                         const Eigen::MatrixXd& routing) {
  const Eigen::VectorXd rates = arrival_rates(outside, routing);
  const Eigen::MatrixXd flows = rates.asDiagonal() * routing;
  const Eigen::VectorXd scv = arrival_variability(stations, outside, flows);
  std::vector<StationTraffic> result;
  for (std::size_t i = 0; i < stations.size(); ++i) {
    const TrafficStation& s = stations[i];
    StationTraffic& t = result.emplace_back();
    t.rate = rates[static_cast<Eigen::Index>(i)];
    t.arrival_scv = scv[static_cast<Eigen::Index>(i)];
    t.load = t.rate * s.mean / s.servers;
    const auto wait = wait_allen_cunneen(s.servers, t.rate, s.mean, t.arrival_scv, s.service_scv);
    t.keeps_up = wait.has_value();
    if (!wait || t.load <= 0) continue;
    t.wait = *wait;
    if (s.servers == 1) t.wait *= regular_arrivals_factor(t.load, t.arrival_scv, s.service_scv);
  }
  return result;
}

}  // namespace suits
