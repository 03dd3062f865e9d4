#pragma once

// The cheapest numbers of heads that meet stated targets: implicit enumeration of a monotone system
// (Lawler & Bell, "A method for solving discrete optimization problems", Operations Research 14
// (1966), 1098–1112), with the simulation in the place of the constraints, as in staffing by
// simulation and cuts (Atlason, Epelman & Henderson, Management Science 54 (2008), 295–309; Cezik &
// L'Ecuyer, ibid. 310–323).
//
// It rests on one assumption: another head never makes a target harder to meet. So each numbers of
// heads that were played settle all below them, where they fail, or all above them, where they
// meet. First each position is brought down to what it takes with all others at their most; then
// from a proposal (the formulas' cheapest, where there are some) heads are taken away while the
// targets are met; then the cheapest numbers that nothing has settled are filled up with heads to
// just below the cost of the best found, and played: they settle whatever lies below them, or are
// cheaper. When nothing cheaper is left unsettled, the best found is the cheapest there is, as far
// as `courses` courses tell.
//
// That is a search, and claims nothing. What it found is then played in courses of its own, with
// luck that the search has not seen, and stands only if each target is met there by more than
// chance: one-sided Student tests, all of which must pass (so that several targets cost no
// confidence: Berger, Technometrics 24 (1982), 295–300). Where it does not stand, the next cheapest
// is tried, kStaffingAttempts in all; each has its share of the 5 % (Bonferroni), so that with 95 %
// confidence no staffing is called good that misses a target.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/analysis/linearised.hpp"

namespace suits {

using HeadCounts = std::vector<int>;  // by position

inline constexpr std::size_t kStaffingAttempts = 5;
inline constexpr double kStaffingError = 0.05;

/// How far each target is met in some courses, or why there are none.
struct StaffingPlay {
  std::vector<Linearised> margins;
  std::vector<Estimate> figures = {};  // of the targets, each with the interval it has alone
  std::string impossible = "";         // nobody may do some work: it counts as failed
  bool stopped = false;                // the search cannot go on; nothing else counts
  std::vector<double> todays = {};     // of the targets: today's figures in the same courses
};

struct StaffingRange {
  HeadCounts least, most, today;                  // least <= today, most
  std::function<double(const HeadCounts&)> cost;  // grows with each head, or stays
  std::uint32_t courses = 10;                     // of a trial, at least 2
  std::uint32_t fresh = 30;                       // of the last word, at least 2
  std::size_t trials = 400;                       // most numbers of heads to play
};

/// Plays the courses [first, first + count) of some heads: a pure function of its arguments.
using PlayHeads =
    std::function<StaffingPlay(const HeadCounts&, std::uint32_t first, std::uint32_t count)>;
/// Whether formulas expect the targets to be met; nothing: they cannot tell.
using ExpectHeads = std::function<std::optional<bool>(const HeadCounts&)>;

/// Numbers of heads that were played.
struct StaffingTrial {
  HeadCounts heads;
  double cost = 0;
  bool met = false;  // every margin is 0 or more
  StaffingPlay play;
};

struct StaffingSearch {
  enum class Outcome : std::uint8_t {
    found,    // `best`, and the fresh courses show that it meets the targets
    unshown,  // `best` meets them in the search; neither it nor the next ones could be shown to
    nothing,  // even with the most heads some target fails: `best` are these
    stopped,  // a course could not go on
  };
  Outcome outcome = Outcome::nothing;
  HeadCounts best;
  double cost = 0;
  bool cheapest = false;  // all that is cheaper is settled (else the trials came to an end)
  StaffingPlay shown;     // of the best, in the fresh courses
  std::vector<HeadCounts> unshown;    // cheaper ones that met in the search and were not shown to
  std::vector<StaffingTrial> trials;  // in the order of playing
};

StaffingSearch search_staffing(const StaffingRange& range, const PlayHeads& play,
                               const ExpectHeads& expect = {});

/// Of the trials one that settles that these heads fail: their own, or one with at least as many of
/// each that fails; null: none does.
const StaffingTrial* failing_trial(const std::vector<StaffingTrial>& trials,
                                   const HeadCounts& heads);

/// t(n − 1, 1 − error): what a margin must be of its standard error to be more than chance.
double staffing_factor(std::uint32_t courses, double error);

}  // namespace suits
