#pragma once

// The candidates of `suits hire`: which they are, and how their courses are played.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/aim.hpp"
#include "engine/analysis/hire_offer.hpp"
#include "engine/analysis/selection.hpp"
#include "engine/report/hire_report.hpp"
#include "tools/options.hpp"
#include "tools/scenario_file.hpp"

namespace suits {

/// --role, --level and --share. Throws UsageError, with the nearest name.
HireWish hire_wish_of(const Options& options, const Model& model);

/// A model with somebody more, and how its courses are read.
class HirePlay {
 public:
  HirePlay(std::shared_ptr<const Model> model, const Model& base, const std::vector<Aim>& aims);
  /// The aims' samples, and behind them the hours for which the new one is there.
  SelectionCourse play(std::uint64_t seed, std::uint32_t replication) const;
  /// Per hour [currency] of the new one. Requires: there is one.
  double cost() const { return model_->people[hired_].cost; }

 private:
  std::shared_ptr<const Model> model_;
  PersonId hired_ = kNone<PersonId>;
  AimReader reader_;
};

/// The scenario with somebody more. Null where that is wrong: it was told.
std::shared_ptr<const Model> with_hire(DraftFile& draft, const std::string& edit);

struct HireCandidates {
  std::vector<HireCandidate> all;  // first nobody; without their prices
  std::vector<HirePlay> plays;     // likewise
};
/// Nothing where one of them is wrong: that was told. Requires: the draft has a model.
std::optional<HireCandidates> hire_candidates(DraftFile& draft, const HireWish& wish,
                                              const std::vector<Aim>& aims,
                                              std::optional<Date> from);

}  // namespace suits
