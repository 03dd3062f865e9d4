#pragma once

// An open network of stations seen through two figures each, the rate and the variability of what
// arrives: Whitt's queueing network analyzer (Bell System Technical Journal 62 (1983) 2779–2815,
// here QNA), sections 4.2–4.4 and 5. With exponential service and Poisson arrivals from outside it
// is Jackson's theorem, exactly.

#include <vector>

#include <Eigen/Core>

namespace suits {

/// What one station is.
struct TrafficStation {
  int servers = 1;
  double mean = 0;         // of a service
  double service_scv = 1;  // variance ÷ mean²
};

/// What reaches a station from outside: independent streams.
struct OutsideTraffic {
  double rate = 0;          // of all
  double rate_scv = 0;      // Σ rate × squared coefficient of variation of the gaps
  double rate_squared = 0;  // Σ rate²

  void add(double stream_rate, double scv) {
    rate += stream_rate;
    rate_scv += stream_rate * scv;
    rate_squared += stream_rate * stream_rate;
  }
};

/// Rates of arrivals at the stations: λ = outside + routingᵀ λ (QNA equation 13). `routing(i, j)`:
/// mean number of arrivals at j that a departure from i brings. Requires: everybody leaves in the
/// end. Cost: one dense LU.
Eigen::VectorXd arrival_rates(const std::vector<OutsideTraffic>& outside,
                              const Eigen::MatrixXd& routing);

/// Squared coefficients of variation of the gaps between arrivals at each station (QNA equations
/// 24–30, with the superposition's weights of equations 29, 30 over streams from outside and from
/// other stations). `flows(i, j)`: arrivals at j per unit of time that come from i. Loads of 1 and
/// more count as 1: such a station lets go as it serves. Cost: one dense LU.
Eigen::VectorXd arrival_variability(const std::vector<TrafficStation>& stations,
                                    const std::vector<OutsideTraffic>& outside,
                                    const Eigen::MatrixXd& flows);

/// What becomes of one station of an open network; a station that cannot keep up has no wait.
struct StationTraffic {
  double rate = 0, load = 0, arrival_scv = 1;
  double wait = 0;  // until service begins, per visit
  bool keeps_up = true;
};
/// Rates, variability and waits of an open network in which everybody is served first come first
/// served: GI/G/m by Allen & Cunneen; one server with the factor for regular arrivals (QNA
/// equations 44, 45, 70).
std::vector<StationTraffic> open_network(const std::vector<TrafficStation>& stations,
                                         const std::vector<OutsideTraffic>& outside,
                                         const Eigen::MatrixXd& routing);

}  // namespace suits
