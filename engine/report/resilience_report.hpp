#pragma once

// What `suits resilience` prints: who cannot be missed, what suffers and for how long, and which
// training helps most.

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/aim.hpp"
#include "engine/analysis/cross_training.hpp"
#include "engine/analysis/resilience.hpp"
#include "engine/analysis/selection.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/decision_report.hpp"

namespace suits {

/// All of it stays the caller's. Candidate 0 is the department with everybody there, i is it
/// without people[i − 1]; samples as AbsenceReader has them.
struct ResilienceQuestion {
  const Model& base;  // with the absence's window
  const Summary& summary;
  const std::vector<Aim>& aims;
  const std::vector<PersonId>& people;
  const Selection& selection;
  const AbsenceReader& reader;
  AbsencePlan absence;
  double right = 0.95;
  std::uint64_t seed = 1;
};

/// Candidate 0 is the department without `missed` as it is, i has trainings[i − 1].
struct TrainingQuestion {
  const Model& base;
  const Summary& summary;
  const std::vector<Aim>& aims;
  PersonId missed{};
  const std::vector<CrossTraining>& trainings;
  const Selection& selection;
  double right = 0.95;
};

DecisionReport report_resilience(const ResilienceQuestion& question);
/// Puts what training does behind a report: a finding and its tables, named training and
/// training_effects in files.
void add_training(DecisionReport& report, const TrainingQuestion& question);

/// {suits, scenario, seed, aim, measure, unit, worth, right, decided, from, to, watched_to, missed,
///  spent, equal_allocation, findings, tables: {ranking, effects}, columns}
nlohmann::ordered_json resilience_json(const ResilienceQuestion& question,
                                       const DecisionReport& report);

}  // namespace suits
