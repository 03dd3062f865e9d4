#pragma once

// What `suits hire` prints: whom to hire next and how sure that is, then the ranking and what each
// candidate does; and the last safe day, where that was asked.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/aim.hpp"
#include "engine/analysis/hire_offer.hpp"
#include "engine/analysis/latest_start.hpp"
#include "engine/analysis/selection.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/decision_report.hpp"

namespace suits {

/// One of those that were compared. Samples of its courses: the aims in their order.
struct HireCandidate {
  std::optional<HireOffer> offer;  // nothing: nobody is hired
  std::string edit;                // what `--add` takes; "" for nobody
  Estimate yearly_cost;  // [currency] of the hours for which they would be there in a year
};

/// All of it stays the caller's.
struct HireQuestion {
  const Model& base;
  const Summary& summary;                        // of the base, for units
  const std::vector<Aim>& aims;                  // first the one that is judged
  const std::vector<HireCandidate>& candidates;  // first nobody
  const Selection& selection;
  double right = 0.95;
  std::uint64_t seed = 1;
  std::optional<Date> from;  // nothing: there from the beginning
};

/// The last safe day to hire somebody.
struct HireByQuestion {
  const Model& base;
  const Summary& summary;
  const Aim& aim;
  TargetBound target;
  const HireCandidate& candidate;
  const LatestStart& answer;
  std::int32_t lead = 0;  // days from the decision to the first day
  std::uint64_t seed = 1;
  std::uint32_t replications = 0;  // of each start
};

DecisionReport report_hire(const HireQuestion& question);
DecisionReport report_hire_by(const HireByQuestion& question);

/// {suits, scenario, currency, seed, aim, worth, right, decided, chosen, spent, equal, findings,
///  tables: {ranking, effects}, columns}; `worth` NaN: null
nlohmann::ordered_json hire_json(const HireQuestion& question, const DecisionReport& report);
/// {suits, scenario, seed, aim, target, answer, hire_by, start_by, surely, perhaps, met_in,
///  findings, tables: {starts}, columns}
nlohmann::ordered_json hire_by_json(const HireByQuestion& question, const DecisionReport& report);

/// "an Account Executive", "a senior Account Executive for 60 % of the week", "nobody".
std::string offer_words(const Model& model, const std::optional<HireOffer>& offer);

}  // namespace suits
