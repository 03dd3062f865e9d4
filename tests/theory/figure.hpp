#pragma once

// The figures of queueing theory on one recorded path. Times are in units of the theory's abstract
// time. "Of the window" means:
// requests that became ready, and jobs that arrived and came in, in it.

#include <optional>
#include <string>
#include <vector>

#include "tests/theory/path.hpp"

namespace suits::test {

/// Which requests or jobs: all, or those of a kind (a class of customers), of some steps (a
/// station).
struct Selection {
  std::optional<KindId> kind;
  std::uint64_t steps = ~std::uint64_t{0};  // a bit by StepId

  bool holds(const Visit& v) const {
    return (!kind || v.kind == *kind) && (steps >> raw(v.step) & 1) != 0;
  }
  bool holds(const PathJob& j) const { return !kind || j.kind == *kind; }
};

class Figures {
 public:
  /// Requires: the path outlives this. `unit`: of the theory's time.
  Figures(const Path& path, Duration unit) : path_(path), unit_us_(static_cast<double>(unit.us)) {}

  // One value for each request or job of the window.
  std::vector<double> turnarounds(const Selection& of = {}) const;  // arrival to departure
  std::vector<double> sojourns(const Selection& of = {}) const;     // of requests: ready to end
  std::vector<double> waits(const Selection& of = {}) const;        // not in service, in all
  std::vector<double> waits_of_waiting(const Selection& of = {}) const;    // of those not 0
  std::vector<double> waits_of_served(const Selection& of = {}) const;     // of those done
  std::vector<double> waits_of_withdrawn(const Selection& of = {}) const;  // of all others
  std::vector<double> first_waits(const Selection& of = {}) const;         // to the first start
  std::vector<double> time_at(const Selection& of) const;    // of jobs: these requests together
  std::vector<double> visits_to(const Selection& of) const;  // of jobs: how many of these requests
  std::vector<double> sync_delays() const;  // of requests: from their end to the job's

  // A busy period begins with an arrival at an empty system and lasts until it is empty again; the
  // idle period that follows, until the next arrival. Those that begin in the first nine tenths of
  // the window are followed to their end, so that no long ones are missed.
  struct Cycle {
    double busy = 0, idle = 0;
    double served = 0;  // jobs
  };
  std::vector<Cycle> cycles() const;

  // Time averages.
  double mean_level(const Selection& of = {}) const;       // requests waiting or in service
  double mean_waiting(const Selection& of = {}) const;     // requests not in service
  double mean_in_service(const Selection& of = {}) const;  // begun and not ended
  double mean_busy(std::optional<RoleId> role = {}, std::optional<KindId> kind = {}) const;
  double share_occupied(const Selection& of) const;  // with some such request in the system
  /// Share of the window with so many jobs in the system, by their number.
  std::vector<double> time_at_levels() const;

  // Counts.
  double arrivals(const Selection& of = {}) const;     // jobs
  double withdrawn() const;                            // of the arrivals
  double turned_away(const Selection& of = {}) const;  // jobs beside the arrivals
  double served_within(double time) const;             // requests that start so soon
  double immediate(const Selection& of = {}) const;    // requests that start at once
  double requests(const Selection& of = {}) const;
  double departures(const Selection& of = {}) const;  // requests done in the window
  double finished(const Selection& of = {}) const;    // jobs done in the window

  /// From the window's begin: jobs in the system so long after it, and their mean until then.
  double level_at(double time) const;
  double mean_level_until(double time) const;
  double window() const { return in_units(path_.window()); }

 private:
  double in_units(Duration d) const { return static_cast<double>(d.us) / unit_us_; }
  bool counts(const Visit& v, const Selection& of) const {
    return path_.in_window(v.ready) && of.holds(v) &&
           path_.jobs[v.job].ending != Ending::turned_away;
  }
  bool counts(const PathJob& j, const Selection& of) const {
    return path_.in_window(j.arrived) && of.holds(j) && j.ending != Ending::turned_away;
  }
  template <class Value>
  std::vector<double> of_visits(const Selection& of, Value value) const;
  template <class Add>
  std::vector<double> of_jobs(const Selection& of, Add add) const;
  /// Calls piece(level, from, to) for the stretches of the level within [from, to).
  template <class F>
  void walk_levels(Instant from, Instant to, F piece) const;

  const Path& path_;
  double unit_us_;
};

}  // namespace suits::test
