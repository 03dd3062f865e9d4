#pragma once

// How irregularly requests reach the stations of the queueing approximation: gathers flows between
// crews and solves the traffic equations. A person who works alone is a station, and so is each
// crew of several.

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/analysis/analytic_crew.hpp"
#include "engine/analysis/analytic_demand.hpp"
#include "engine/analysis/traffic_equations.hpp"

namespace suits {

class Traffic {
 public:
  /// Keeps references.
  Traffic(const Model& model, const std::vector<Crew>& crews, const std::vector<Demand>& demands);

  /// So many requests of a demand an hour are served.
  void serve(std::uint32_t demand, double rate);
  /// … come from outside, with this squared coefficient of variation of their gaps.
  void outside(std::uint32_t demand, double rate, double scv);
  /// … come as the seats of a round are done, each an equal part.
  void flow(const RoundPlan& from, std::uint32_t demand, double rate);
  /// By crew: what waits there are multiplied with (Allen–Cunneen, Kraemer–Langenbach-Belz).
  std::map<std::uint32_t, double> factors() const;

 private:
  struct Node {
    int servers = 1;
    double rate = 0, work = 0, square = 0;
    OutsideTraffic outside;
  };
  std::size_t node(std::uint32_t demand);

  const std::vector<Crew>& crews_;
  const std::vector<Demand>& demands_;
  std::vector<std::size_t> station_;          // by crew
  std::map<std::size_t, std::size_t> index_;  // by station that is used: into nodes
  std::vector<Node> nodes_;
  std::set<std::uint32_t> asked_of_;  // crews
  std::map<std::pair<std::size_t, std::size_t>, double> flows_;
};

}  // namespace suits
