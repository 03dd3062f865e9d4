#pragma once

// One station of the queueing approximation over the periods of a scenario: how full it is and how
// long each rank waits. Where every period of the window is alike and the station keeps up it is
// taken in the long run; else work is carried from one period to the next, so that a busy season
// begins with what it finds and an overloaded station falls behind as a real one does.

#include <cstdint>
#include <vector>

#include "engine/analysis/analytic_crew.hpp"
#include "engine/analysis/queue_formula.hpp"

namespace suits {

struct Station {
  std::vector<std::vector<RankLoad>> load;  // by period and rank; group and interrupts are set
  std::vector<double> servers;              // by period, in the mean; > 0
  double factor = 1;                        // of waits, for arrivals that are not Poisson

  // Filled by solve_station; busy and over are given for wait_at_station:
  std::vector<std::vector<double>> busy;    // share of a server's time that ranks up to this take
  std::vector<std::vector<RankWait>> wait;  // between whole numbers of servers in proportion
  std::vector<bool> over;                   // by rank: asked for more than there is in the window
};

/// Requires: station.load and servers are set for all periods, the same ranks in each.
void solve_station(const Periods& periods, Station& station);
/// Only the waits, where how busy it is is known.
void wait_at_station(Station& station);

}  // namespace suits
