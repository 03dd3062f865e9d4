#include "engine/analysis/analytic_traffic.hpp"

#include <algorithm>

#include "engine/analysis/queue_formula.hpp"

namespace suits {

Traffic::Traffic(const Model& model, const std::vector<Crew>& crews,
                 const std::vector<Demand>& demands)
    : crews_(crews), demands_(demands) {
  for (std::size_t c = 0; c < crews.size(); ++c) {
    const bool alone = crews[c].people.size() == 1;
    station_.push_back(alone ? raw(crews[c].people[0]) : model.people.size() + c);
  }
}

std::size_t Traffic::node(std::uint32_t demand) {
  const std::uint32_t crew = demands_[demand].crew;
  asked_of_.insert(crew);
  const auto [it, is_new] = index_.try_emplace(station_[crew], nodes_.size());
  if (is_new) {
    nodes_.emplace_back();
    nodes_.back().servers = static_cast<int>(crews_[crew].people.size());
  }
  return it->second;
}

void Traffic::serve(std::uint32_t demand, double rate) {
  const Demand& d = demands_[demand];
  Node& to = nodes_[node(demand)];
  to.rate += rate;
  to.work += rate * d.work;
  to.square += rate * (d.work_variance + d.work * d.work);
}

void Traffic::outside(std::uint32_t demand, double rate, double scv) {
  if (rate > 0) nodes_[node(demand)].outside.add(rate, scv);
}

void Traffic::flow(const RoundPlan& from, std::uint32_t demand, double rate) {
  if (rate <= 0 || from.seats.empty()) return;
  for (const SeatPlan& seat : from.seats) {
    for (const auto& [chance, by] : seat.ways) {
      flows_[{node(by), node(demand)}] += rate * chance / static_cast<double>(from.seats.size());
    }
  }
}

std::map<std::uint32_t, double> Traffic::factors() const {
  const auto n = static_cast<Eigen::Index>(nodes_.size());
  std::vector<TrafficStation> stations;
  std::vector<OutsideTraffic> outside;
  for (const Node& node : nodes_) {
    TrafficStation& station = stations.emplace_back();
    station.servers = node.servers;
    if (node.rate > 0) station.mean = node.work / node.rate;
    if (node.work > 0) {
      station.service_scv = std::max(0.0, node.square * node.rate / (node.work * node.work) - 1);
    }
    outside.push_back(node.outside);
  }
  Eigen::MatrixXd flows = Eigen::MatrixXd::Zero(n, n);
  for (const auto& [way, rate] : flows_) {
    flows(static_cast<Eigen::Index>(way.first), static_cast<Eigen::Index>(way.second)) = rate;
  }
  const Eigen::VectorXd scv = arrival_variability(stations, outside, flows);
  std::vector<double> factor;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const double arrivals = scv[static_cast<Eigen::Index>(i)], service = stations[i].service_scv;
    const double load = std::min(1.0, nodes_[i].work / nodes_[i].servers);
    factor.push_back((arrivals + service) / (1 + service));
    if (nodes_[i].servers == 1 && load > 0) {
      factor.back() *= regular_arrivals_factor(load, arrivals, service);
    }
  }
  std::map<std::uint32_t, double> result;
  for (std::uint32_t c = 0; c < station_.size(); ++c) {
    const auto used = index_.find(station_[c]);
    if (used != index_.end() && asked_of_.count(c) > 0) result[c] = factor[used->second];
  }
  return result;
}

}  // namespace suits
