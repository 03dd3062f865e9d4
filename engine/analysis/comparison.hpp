#pragma once

// A base and its variants on common random numbers: what differs, by how much, and whether that is
// more than chance.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/analysis/experiment.hpp"
#include "engine/analysis/response.hpp"

namespace suits {

/// A model under comparison, by name; the first of several is the base.
struct ComparedModel {
  std::string name;
  const Model* model = nullptr;     // stays the caller's
  std::vector<Response> responses;  // those asked for that it has, as all of them are kept
};

struct Difference {
  /// What there is to be said. `unmatched`: one of the two has no such thing, or no such figure.
  /// `same`: not one replication differs (but for the rounding of sums), the difference is exactly
  /// 0.
  enum class Sort : std::uint8_t { unmatched, same, moves };
  Sort sort = Sort::unmatched;
  Estimate base, variant;  // each with the 95 % interval it has alone
  Estimate difference;     // variant − base, with its simultaneous interval
  double p = 1;            // adjusted for all that was asked
  bool differs = false;    // more than chance
  /// (Var base + Var variant) ÷ Var difference: how many times as many replications would say as
  /// much with luck of their own; NaN where nothing moves or the difference never varies.
  double saved = kNothing;

  /// Requires: sort is not unmatched. Which way it went: −1, 0 or 1.
  int direction() const { return difference.value > 0 ? 1 : difference.value < 0 ? -1 : 0; }
};

struct Comparison {
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;
  std::vector<Response> measures;  // the base's, then what variants alone have
  bool has_headline = false;       // the first measure has its own half of the error rate
  std::size_t family = 0;          // differences that were judged together
  std::vector<std::vector<Difference>> variants;  // by variant × measure
};

/// The error rate of all claims of a comparison together.
inline constexpr double kComparisonError = 0.05;

/// The measures of the base, in their order, then those that variants alone have; each name once.
std::vector<Response> all_measures(const std::vector<ComparedModel>& models);

/// What besides the responses' own pairs a comparison and its report ask of a model, as indices
/// into its MeasureLayout: what decides which figures are lower bounds, and in which units they are
/// told. With what alternative_of keeps, all that is said of a comparison can be said again from
/// what was kept of each replication.
std::vector<std::size_t> support_of(const Model& model, const std::vector<Response>& responses);

/// Measures are matched by name. Differences are judged (judge, multiple_comparison.hpp) in one
/// family over measures and variants. What is the same in every replication is no member of it:
/// nothing can be claimed of it by chance, since base and variant see the same luck, and whether it
/// is so is seen before any test. Where `headline` holds and more than the first measure is asked,
/// the first measure's differences are tested before the others at half the error rate, which
/// passes on to the others where all of these are found (the fallback procedure: Wiens,
/// Pharmaceutical Statistics 2 (2003), 211–215, with Westfall & Young's step-down within each of
/// the two): who asks one question is not to lose it among a hundred others. Intervals are
/// Bonferroni's between the two, so that all hold at once.
///
/// `experiments`: of the models in their order, with what alternative_of(model, responses) keeps.
/// Requires: models and experiments of equal number, at least one; as many replications in each,
/// at least one.
Comparison compare(const std::vector<ComparedModel>& models,
                   const std::vector<Experiment>& experiments, bool headline);

}  // namespace suits
