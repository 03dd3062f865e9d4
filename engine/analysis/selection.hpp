#pragma once

// Ranking and selection: which of several candidates is best, playing no more courses than the
// answer takes. Courses of one number have the same luck whichever candidate they are of (common
// random numbers), so candidates are judged by their paired differences.
//
// The procedure is KN (Kim & Nelson, "A fully sequential procedure for indifference-zone selection
// in simulation", ACM TOMACS 11 (2001), 251–273), in its form for common random numbers: every
// candidate plays n₀ courses, which give the variance S²ᵢₗ of each pair's difference; then whoever
// is still in the contest plays on, and a candidate i leaves at r courses where for some other l
//     X̄ₗ(r) − X̄ᵢ(r) > max{0, (δ ÷ 2r)(h² S²ᵢₗ ÷ δ² − r)},   h² = 2η(n₀ − 1),
//     η = ½[(2α ÷ (k − 1))^(−2 ÷ (n₀ − 1)) − 1].
// Where the best of k candidates is better than each other by δ (what a difference is worth) or
// more, it is chosen with probability 1 − α at least, whatever the correlations; where others are
// nearer than that, one of them may be chosen instead. KN, and not OCBA or Rinott's procedure:
// what common random numbers save (S²ᵢₗ of a pair instead of two variances) shortens the contest,
// those who stay have the same courses and so stay paired (OCBA would leave them on different
// ones), it stops as soon as it can (Rinott's second stage does not), and the promise holds for a
// finite number of courses. The promise is of normal differences; figures that are ratios or
// have long tails meet it nearly, from some 20 courses on. It is looked at stated counts of courses
// only, which keeps the promise (a path watched less often leaves its bounds less often) and makes
// the answer the same on any number of threads.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/analysis/measures.hpp"
#include "engine/run/observations.hpp"
#include "engine/stats/quantile_sketch.hpp"

namespace suits {

/// The jobs of one course of which a figure is a quantile: that of all courses' jobs together.
struct CourseJobs {
  std::size_t sample = 0;  // whose figure it is
  double level = 0.9;      // of the quantile
  double unit = 1;         // what turnarounds are divided by
  QuantileSketch turnarounds;
};

/// What came of one course of a candidate. Its first figure is what is judged.
struct SelectionCourse {
  /// Pairs: a figure is the ratio of their sums over courses, unless `jobs` has it; then the pair
  /// is the course's own.
  std::vector<Sample> samples;
  std::uint64_t history = 0;           // hash of its events
  std::optional<RunError> error = {};  // it could not go on; no samples then
  std::vector<CourseJobs> jobs = {};   // the same figures in every course
};

/// How far a contest is, after a look.
struct SelectionLook {
  std::uint32_t replications = 0;  // of those who were in it
  std::size_t left = 0;            // candidates still in it
  std::uint64_t spent = 0;         // courses played, of all
};

struct SelectionPlan {
  std::size_t candidates = 0;  // at least 1; where two are equal the first is preferred
  /// Plays a course: a pure function of its arguments, called from several threads at once.
  std::function<SelectionCourse(std::size_t candidate, std::uint32_t replication)> play;
  bool more_is_better = true;
  /// δ: the smallest difference that matters, in the figure's unit; with `relative`, as a share of
  /// the absolute figure of candidate 0 in its first courses. Greater than 0.
  double worth = 0;
  bool relative = false;
  double right = 0.95;        // 1 − α, above 0.5 and below 1
  std::uint32_t first = 20;   // n₀, at least 2
  std::uint32_t most = 1000;  // courses of one candidate, at least `first`: the budget
  /// Candidate 0 plays every course, in the contest or not, so that all are known against it.
  bool base_plays_on = false;
  std::uint32_t threads = 1;
  std::uint64_t seed = 1;  // of the draws behind the chances of being best
  /// Called with the courses played so far towards the next look, and how many it takes, one call
  /// at a time, from any thread. May be empty.
  std::function<void(std::size_t, std::size_t)> progress = {};
  /// Called after each look, and with each course in the order (stage, replication, candidate),
  /// by the calling thread. May be empty.
  std::function<void(const SelectionLook&)> looked = {};
  std::function<void(std::size_t, std::uint32_t, const SelectionCourse&)> played = {};
};

struct SelectionCandidate {
  std::uint32_t replications = 0;  // courses spent on it
  Estimate figure;                 // with the 95 % interval it has alone
  /// How much better the chosen one is on the courses of both (negative: worse); Bonferroni's
  /// intervals, all of which hold at once with 95 % as if the number of courses had been fixed.
  Estimate behind;
  /// The chance that it is the best (equal ones share it), and that nobody is better by more than
  /// what a difference is worth; see selection_odds.hpp.
  double best = 0, good = 0;
  /// Who put it out of the contest; nothing: it stayed to the end, or never had a figure.
  std::optional<std::size_t> beaten_by;
};

struct Selection {
  std::size_t chosen = 0;
  bool decided = false;  // by the procedure; else the courses came to an end before
  double worth = 0;  // δ in the figure's unit; NaN or 0: candidate 0 has no figure to relate it to
  std::vector<SelectionCandidate> candidates;
  std::vector<std::size_t> ranking;  // the chosen one first, then by how far they are behind it
  std::uint64_t spent = 0;           // courses played
  std::uint64_t equal = 0;  // … that it takes where everybody plays as many as the longest
  std::vector<std::vector<SelectionCourse>> courses;  // by candidate × replication
  /// Of the first course, in the order of `played`, that could not go on; then nothing is chosen.
  std::optional<RunError> error;
  std::size_t failed_candidate = 0;
  std::uint32_t failed_replication = 0;
};

/// The look after n courses: a tenth more, ten at least.
std::uint32_t next_selection_look(std::uint32_t n);

/// Exceptions of a course are passed on.
Selection select_best(const SelectionPlan& plan);

/// One figure of a candidate, of its k-th samples, with Student's interval.
Estimate selection_figure(const std::vector<SelectionCourse>& courses, std::size_t k);
/// Of two candidates, b − a on the courses that both have played; an interval that is missed with
/// probability `error`. Deviations that rounding alone can make count as none.
Estimate selection_difference(const std::vector<SelectionCourse>& a,
                              const std::vector<SelectionCourse>& b, std::size_t k, double error);

/// The same of one course alone, however few its jobs; nothing where it has none.
std::optional<double> course_figure(const SelectionCourse& course, std::size_t k);

}  // namespace suits
