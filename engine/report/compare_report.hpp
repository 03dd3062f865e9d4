#pragma once

// What `suits compare` prints: for each variant what it changes, in words, then the table of
// differences; the same as JSON and CSV for programs.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/comparison.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/findings.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// A variant as people know it.
struct VariantWords {
  std::string name;                  // "lose_ben"
  std::string title;                 // "Ben leaves in May"; the name, where it has none
  std::vector<std::string> changes;  // in words
};

/// What a report of a comparison is made from; all stay the caller's.
struct Compared {
  const std::vector<ComparedModel>& models;  // the base first
  const std::vector<VariantWords>& words;    // of the variants, in their order
  const Comparison& comparison;
  ScreenUnits units;  // of the base
  /// The model that a measure's subject belongs to: the base, or the first variant that has it.
  const Model& model_of(const Response& measure) const;
};

struct CompareReport {
  std::vector<Finding> findings;   // by variant: its name, and what it changes
  Table differences;               // a row for each variant and measure; files only
  std::vector<Table> screen;       // by variant
  std::vector<std::string> notes;  // on how it was played, below the heading
};
CompareReport report_comparison(const Compared& compared);

std::string compare_screen(const Compared& compared, const CompareReport& report,
                           const ScreenStyle& style);
/// {suits, scenario, currency, window, working_day_hours, seed, replications, error, family,
///  assumptions, variants: [{name, title, changes, finding}], tables: {differences}, columns:
///  {differences}}
nlohmann::ordered_json compare_json(const Compared& compared, const CompareReport& report);

/// In words what one variant changes: the answer of a comparison.
std::string compare_finding(const Compared& compared, std::size_t variant);

/// The tables, see CompareReport.
Table differences_table(const Compared& compared);
Table variant_table(const Compared& compared, std::size_t variant);

}  // namespace suits
