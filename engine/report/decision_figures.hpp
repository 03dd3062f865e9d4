#pragma once

// Figures of candidates that were selected from, against the first of them (nobody hired, nobody
// away), as sentences and tables tell them.

#include <string>
#include <vector>

#include "engine/analysis/aim.hpp"
#include "engine/analysis/selection.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/findings.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// What was decided; all but the names stays the caller's. Samples of courses: first the aims' in
/// their order.
struct Decided {
  const Model& base;
  const Summary& summary;        // of the base, for units
  const std::vector<Aim>& aims;  // first the one that was judged
  const Selection& selection;
  double right = 0.95;             // the probability that was asked for
  std::vector<std::string> names;  // of the candidates, in words
};

class DecisionFigures {
 public:
  explicit DecisionFigures(const Decided& decided)
      : all_(decided), figures_(decided.base, decided.summary) {}

  const Decided& decided() const { return all_; }
  Estimate of_base(std::size_t k) const { return figure(0, k); }
  Estimate figure(std::size_t i, std::size_t k) const;
  /// Against candidate 0, on the courses of both; the intervals of all candidates hold at once.
  Estimate effect(std::size_t i, std::size_t k) const;
  /// More than chance.
  bool clear(std::size_t i, std::size_t k) const;

  /// "2 points": what a difference is worth.
  std::string worth() const;
  /// "the share of campaigns on time rises by 2.1 ± 0.4 points (75 % to 77.1 %)".
  std::string change(std::size_t i, std::size_t k) const;
  /// "+2.1 ± 0.4 points".
  std::string change_figure(std::size_t i, std::size_t k) const;
  /// "77.1 %".
  std::string level(std::size_t i, std::size_t k) const;

  /// How sure the choice is, and what it took.
  Finding sureness() const;

 private:
  const Response& measure(std::size_t k) const { return all_.aims[k].response; }

  const Decided& all_;
  ResponseFigures figures_;
};

/// A column of one command's own, by candidate.
struct OwnColumn {
  Column column;
  std::vector<Cell> cells;
};

struct RankingWords {
  std::string title, caption;
  std::string first;          // above the names
  std::string best = "Best";  // above the chance of being the best
  std::string good = "Good";  // … of being as good within what a difference is worth
};
/// By rank: who, the figure, its change, `own` columns, chances, courses. In files `change` is a
/// number.
Table ranking_table(const DecisionFigures& figures, const RankingWords& words,
                    const std::vector<OwnColumn>& own);
/// On the screen: by rank, a column for each aim but the first.
Table other_effects_table(const DecisionFigures& figures, const std::string& title,
                          const std::string& caption, const std::string& first);
/// For files: a row for each candidate and aim.
Table effects_table(const DecisionFigures& figures, const std::string& first);

}  // namespace suits
