#pragma once

// Figures of a sweep's measures as its screen shows them, in tables and in sentences.

#include <string>

#include "engine/analysis/response.hpp"
#include "engine/analysis/sweep_effects.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

class SweepFigures {
 public:
  /// `headline` decides whether an agency that never closes thinks in minutes or in hours.
  SweepFigures(const Model& model, const Estimate& headline, const ScreenStyle& style);

  const ScreenStyle& style() const { return style_; }
  /// A column of the measure's figures; two decimals where `like` is small.
  Column column(const Response& response, const Estimate& like) const;
  /// "12.3 ± 0.4 working days", "82 ± 1 %"; "–" where there is none.
  std::string level(const Response& response, const Estimate& figure) const;
  /// "+3.1 ± 0.6 working days", "−4.2 ± 1.1 points"; "0" where it is. `like`: a figure of the
  /// measure, which decides the decimals.
  std::string change(const Response& response, const Estimate& difference,
                     const Estimate& like) const;
  /// The same without the unit of a measure that is no share.
  std::string bare_change(const Response& response, const Estimate& difference,
                          const Estimate& like) const;
  /// "working days", "h"; "" of shares and counts.
  std::string unit(const Response& response) const;

 private:
  std::string currency_;
  ScreenStyle style_;
};

}  // namespace suits
