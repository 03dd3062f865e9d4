#pragma once

// A run held against last year as the agency knows it: which measures the scenario's observed
// figures speak of, and whether the simulated ones are near them.
//
// Last year was one course of many that were possible, and the interval of a simulated mean tells
// nothing of how far single courses lie from it. So there are two senses of agreement: the figure
// is near the mean (inside its interval, or no more than 5 % of the observed figure from it), or
// it is one that a single year may well give: inside the 95 % prediction interval of one further
// course, whose half width is that of the mean's interval times √(n + 1) for n courses
// (t s √(1 + 1/n) against t s √(1/n); Hahn and Meeker, Statistical Intervals, 1991, ch. 4).

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/analysis/response.hpp"
#include "engine/base/diagnostic.hpp"
#include "engine/model/model.hpp"

namespace suits {

struct Experiment;
struct FlowSummary;

/// An observed figure and the measure that it is of.
struct ObservedResponse {
  Response response;
  double value = 0;  // in the unit of the response's quantity
};

/// The observed figures of a model, in the order of the text. Those whose name is no measure of
/// the model, or whose unit is not that of the measure, are left out and become diagnostics.
std::vector<ObservedResponse> observed_responses(const Model& model, Diagnostics& diagnostics);

inline constexpr double kNear = 0.05;    // of the observed figure
inline constexpr double kTelling = 0.5;  // of it: half widths beyond that tell nothing

enum class Agreement : std::uint8_t {
  near,
  one_year,  // apart from the mean, but one year may well come out so
  apart,
  few,      // inside an interval so wide that it tells nothing: of too few courses
  open,     // below the observed figure, but jobs never finished and it is a lower bound
  unknown,  // no such figure came of the courses
};

/// The figures that one further course gives with 95 % probability; NaN: not known.
struct OneYear {
  double low = kNothing, high = kNothing;
  bool known() const { return low == low; }
};

/// `courses`: how many the simulated figure is of. Shares that cannot pass 100 % are cut there,
/// what cannot be negative at 0.
OneYear one_year(const Response& response, const Estimate& simulated, std::uint64_t courses);
Agreement agreement_of(double observed, const Estimate& simulated, const OneYear& year);

struct PlausibleFigure {
  Response response;
  double observed = 0;
  Estimate simulated;
  OneYear year;
  Agreement agreement = Agreement::unknown;
};

/// The observed figures beside those of an experiment, in the order of the text; what
/// observed_responses refuses is left out. `flows`: the summaries of the experiment's flows.
std::vector<PlausibleFigure> plausibility(const Model& model, const Experiment& experiment,
                                          const std::vector<FlowSummary>& flows);

}  // namespace suits
