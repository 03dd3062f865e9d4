#pragma once

// Responses and their figures in words.

#include <string>

#include "engine/analysis/response.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// "mean brief turnaround of campaigns", "utilisation of the Account Planners", "wait for
/// Creative", "overtime": what a sentence says rises or falls, in the singular, without its
/// article.
std::string response_words(const Model& model, const Response& response);

/// The unit of a response's figures in files: as unit_name has it; "" for counts.
std::string response_unit(const Response& response);

/// Figures of responses as people read them, in the units of a base's report.
class ResponseFigures {
 public:
  /// `model` stays the caller's.
  ResponseFigures(const Model& model, const ScreenUnits& units) : model_(model), base_(units) {}
  ResponseFigures(const Model& model, const Summary& base)
      : ResponseFigures(model, ScreenUnits{base.day_hours, base.always, base.per_hour}) {}

  /// "12.3", "82 %", "≥ 60.2": without a unit but per cent, in that of `like`, with as many
  /// decimals as `change` has; "–" where there is none.
  std::string level(const Response& response, const Estimate& figure, const Estimate& like,
                    const Estimate& change) const;
  /// "27.3 ± 0.4 working days", "82 ± 1 %", "≥ 60.2 h": with its unit, that of `like`.
  std::string figure(const Response& response, const Estimate& figure, const Estimate& like) const;
  /// "3.7 working days", "9 points": the size of a difference without an interval.
  std::string size(const Response& response, const Estimate& difference,
                   const Estimate& like) const;
  /// "15.0 to 16.7 working days".
  std::string from_to(const Response& response, const Estimate& base, const Estimate& variant,
                      const Estimate& change) const;
  /// "+3.1 ± 0.6 working days", "−4.2 ± 1.1 points"; in the unit of `base`, with as many decimals
  /// as its interval deserves. "0" where it is 0 and its interval, too.
  std::string change(const Response& response, const Estimate& difference,
                     const Estimate& base) const;
  /// The same without its sign: "3.1 ± 0.6 working days".
  std::string amount(const Response& response, const Estimate& difference,
                     const Estimate& base) const;

 private:
  /// What a figure is multiplied by on a screen, and its unit's name there.
  struct Scale {
    double factor = 1;
    std::string unit;
    int decimals = 1;
  };
  Scale scale_of(const Response& response, const Estimate& like) const;
  /// How many decimals a change is told with; of shares, in points.
  int decimals_of(const Response& response, const Scale& scale, const Estimate& change) const;

  const Model& model_;
  const ScreenUnits base_;
};

}  // namespace suits
