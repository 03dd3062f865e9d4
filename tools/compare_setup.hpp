#pragma once

// A comparison before it is played: what is asked of which models, and what the book keeps of it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/comparison.hpp"
#include "engine/analysis/precision.hpp"
#include "engine/book/book.hpp"
#include "tools/options.hpp"
#include "tools/scenario_file.hpp"
#include "tools/stored_course.hpp"

namespace suits {

/// The flags that decide what a comparison gives, and nothing else.
std::vector<Flag> compare_plan_flags();

class CompareSetup {
 public:
  /// `scenarios` stay the caller's. Plays pilots where a warm-up is to be found. Throws UsageError.
  CompareSetup(const Options& options, const ComparedScenario& scenarios);
  CompareSetup(const CompareSetup&) = delete;
  CompareSetup& operator=(const CompareSetup&) = delete;

  const std::vector<ComparedModel>& models() const { return models_; }  // the base first
  const std::vector<Alternative>& alternatives() const { return alternatives_; }
  /// Its replications are those to be played, or the most of a precision.
  const ExperimentPlan& plan() const { return plan_; }
  const std::optional<PrecisionPlan>& precision() const { return precision_; }
  bool headline() const { return headline_; }  // the default family is asked for
  const std::vector<std::string>& notes() const { return notes_; }
  const ComparedScenario& scenarios() const { return scenarios_; }

  RunHeading heading(const std::vector<std::string>& args) const;
  StoredResult stored(const FoldedReplication& replication) const;
  /// Courses by point and replication, as far as all models have them from the first one on;
  /// nothing where they are not this comparison's.
  std::optional<std::vector<std::vector<KeptReplication>>> recalled(
      const std::vector<StoredResult>& kept) const;
  /// Whether this program still plays the last of these courses as it was kept.
  bool plays_the_same(const std::vector<std::vector<KeptReplication>>& known) const;

 private:
  void ask(const Options& options);

  const ComparedScenario& scenarios_;
  std::vector<std::shared_ptr<const Model>> owners_;  // as they are reported
  std::vector<ComparedModel> models_;
  std::vector<Alternative> alternatives_;
  std::vector<Response> figures_;  // of all models
  std::vector<StoredCourses> courses_;
  ExperimentPlan plan_;
  std::optional<PrecisionPlan> precision_;
  std::vector<std::string> notes_, measures_;
  bool headline_ = false, finds_warm_up_ = false;
};

}  // namespace suits
