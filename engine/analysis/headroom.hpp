#pragma once

// How much more fits before a service level fails: stochastic root finding on common random
// numbers.
//
// With the luck of n replications held fixed, how far a target is met is a function of the load x
// that can be looked at anywhere: the sample path. Its root is found by a bracketing secant method
// (Illinois), first on few replications and then, from where these point to, on all n:
// retrospective approximation (Chen & Schmeiser, "Stochastic root finding via retrospective
// approximation", IIE Transactions 33 (2001), 259–275; the survey of Pasupathy & Kim, ACM TOMACS 21
// (2011), article 19, sect. 4.2). The interval inverts a test: it is the set of loads at which
// Student's t test on the n replications cannot tell the margin from 0, whose ends are the roots of
// margin ± t × standard error, sample paths themselves. That needs no slope and no shape but that
// more load never helps, and as n is fixed beforehand, what has been looked at on the way costs no
// confidence: the interval misses the true load with probability 5 %, as far as margins are normal.
//
// Several targets are held at once, and the first to fail is what is asked for. Its load lies
// between the first lower and the first upper end of theirs, each with Bonferroni's share of the
// 5 %.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/service_target.hpp"

namespace suits {

/// Margins of the targets at a load, from `replications` courses: how far each is met.
using MarginsAt = std::function<std::vector<Linearised>(double load, std::uint32_t replications)>;

struct HeadroomRange {
  double today = 1;  // where the search begins
  double least = 0.1, most = 10;
  double step = 0.1;    // the first step up or down; doubled as it goes on
  double grid = 0.005;  // loads that are looked at are multiples of it; roots are found to it
  bool whole = false;   // loads are whole numbers (of accounts): grid and step are 1
};

/// Where targets begin to fail.
struct LoadLimit {
  /// `beyond`: not up to the most that was looked at. `below`: even at the least.
  enum class Sort : std::uint8_t { found, beyond, below };
  Sort sort = Sort::beyond;
  double load = 0;  // of `found`: the root; of whole loads the largest at which all hold
  /// Ends of the 95 % interval. −∞, ∞: it reaches past what was looked at.
  double low = 0, high = 0;
};

struct HeadroomSearch {
  LoadLimit limit;        // of the target that fails first
  std::size_t first = 0;  // which that is
  /// Targets that may fail first instead: at the limit they are not known to hold.
  std::vector<bool> contends;
  /// Of each target alone, as far as it fails within what was looked at; without an interval where
  /// its ends were not looked at (NaN).
  std::vector<LoadLimit> each;
  std::vector<double> loads;  // looked at with all replications, ascending
};

/// Nothing where `stop` says so after a look (a course could not go on).
/// Requires: replications >= 2; at least one target; least <= today <= most.
std::optional<HeadroomSearch> find_headroom(const MarginsAt& margins, const HeadroomRange& range,
                                            std::uint32_t replications,
                                            const std::function<bool()>& stop = {});

struct HeadroomPlan {
  ExperimentPlan experiment;  // at least 2 replications; its `folded` is not used
  HeadroomRange range;
  std::vector<ServiceTarget> targets;  // of the model of today
  /// The model at a load; null: there is none, and the search stops.
  std::function<std::shared_ptr<const Model>(double load)> model;
  /// Called with each course, as ExperimentPlan::folded: the look's number, from 0, and the
  /// responses of the targets as its model has them. May be empty.
  std::function<void(std::size_t look, const std::vector<Response>&, const FoldedReplication&)>
      played = {};
};

/// A load that was played.
struct PlayedLoad {
  std::shared_ptr<const Model> model;
  std::vector<Response> responses;  // of the targets, as this model has them
  Experiment experiment;
  std::vector<Linearised> figures;  // of the targets
};

struct Headroom {
  HeadroomSearch search;
  PlayedLoad today;
  std::map<double, PlayedLoad> loads;  // those looked at with all replications
  /// What stopped it; nothing else is filled in then.
  std::optional<RunError> error;
  bool no_model = false;
  double failed_at = 0;
  std::uint32_t failed_replication = 0;
};

/// Requires: as find_headroom.
Headroom headroom(const HeadroomPlan& plan);

}  // namespace suits
