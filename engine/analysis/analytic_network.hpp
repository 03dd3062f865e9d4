#pragma once

// The department as a network of queues: how full everybody is in each period and how long requests
// of each rank wait, by QNA's decomposition (each station by itself, seen through the rate and the
// variability of what arrives) with ranks of priority. A person is a station of one server; people
// who share a line are one of several. Requests of somebody away go to whoever stands in.

#include <cstdint>
#include <map>
#include <vector>

#include "engine/analysis/analytic_crew.hpp"
#include "engine/analysis/analytic_demand.hpp"
#include "engine/analysis/analytic_station.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// What arrives so much later than its jobs [h]: the same by period, moved; what comes before the
/// first period is nothing.
std::vector<double> moved(const std::vector<double>& arrivals, double by, const Periods& periods);

class AnalyticNetwork {
 public:
  /// Keeps references.
  AnalyticNetwork(const Model& model, const Periods& periods, Crews& crews, DemandBook& book);

  /// Loads and waits, from the demands' ages and the turnarounds of jobs [h] (by index of `jobs`);
  /// fills what the demands say of themselves. Called again it starts from what it found: people
  /// who share work share it by who has time, and know accounts by the hours they spend on them.
  void solve(const std::vector<double>& turnaround);

  /// Hours of the window.
  double asked(PersonId person) const;   // what the person is asked for
  double worked(PersonId person) const;  // … and does: never more than they are there
  double there(PersonId person) const;
  /// Share of a person's time in appointments that were made at least so long before [h], as of the
  /// demands' last waits; and the mean length of one [h].
  double in_meetings(PersonId person, double ahead) const;
  double meeting_length(PersonId person) const { return meetings_[person].length; }
  /// Requests (of items: items) of a demand in the window.
  double requests(std::uint32_t demand) const;

 private:
  struct Meetings {
    double length = 0;
    std::vector<std::pair<double, double>> made;  // how long before [h]; share of the person's time
  };
  void look_into_calendars();
  void look_who_is_there();
  void collect(const std::vector<double>& turnaround);
  void take(std::uint32_t demand, AccountId account, const std::vector<double>& arrivals,
            double by);
  void find_lines();
  void stack_items();
  void spread();
  void give(const Crew& crew, std::size_t period, double part, const std::vector<RankLoad>& asked);
  void vary();
  void solve_stations();
  void tell(std::uint32_t demand);
  void balance();
  void relieve();
  void learn();

  double waits_for_return(const Crew& crew, std::size_t period, std::size_t rank) const;
  double behind_others(const Crew& crew, std::size_t period, const Demand& demand) const;
  Station shared_line(const Crew& crew) const;
  void join_busy(const Crew& crew, Station& line) const;
  double beyond(const Crew& crew, const RankWait& wait) const;
  /// Σ over the window of what `of` says of a period × its hours.
  template <class Of>
  double over_window(Of of) const {
    double sum = 0;
    for (std::size_t w = periods_.first; w < periods_.size(); ++w) sum += of(w) * periods_.hours[w];
    return sum;
  }

  const Model& model_;
  const Periods& periods_;
  Crews& crews_;
  DemandBook& book_;
  RankBook ranks_;
  IdVector<PersonId, std::vector<double>> presence_;  // by period: of their contract hours
  std::vector<std::vector<double>> away_;  // by crew, period: the chance that nobody is there
  IdVector<PersonId, double> until_back_;  // from within an absence to its end, in the mean [h]
  IdVector<PersonId, std::vector<double>> items_;          // by rank: background work of a week [h]
  std::vector<std::vector<double>> requests_;              // by demand and period
  std::vector<std::vector<std::vector<RankLoad>>> asked_;  // by crew, period, rank: nominal
  IdVector<PersonId, Station> people_;
  IdVector<PersonId, Meetings> meetings_;
  std::map<std::uint32_t, Station> lines_;  // of crews of several people
  /// By crew with relief, period, rank: the part of its requests that others take in the end.
  std::map<std::uint32_t, std::vector<std::vector<double>>> relieved_;
  /// By crew, account: nominal hours in the window that the crew's people spend on it.
  std::vector<std::map<AccountId, double>> hours_on_;
  std::vector<std::pair<double, double>> free_and_kept_;  // by crew: nominal hours, no appointments
  std::map<std::uint32_t, double> factors_;  // by crew: for arrivals that are not Poisson
};

}  // namespace suits
