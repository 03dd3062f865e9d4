#pragma once

// What the commands that decide among candidates have in common: how sure, what a difference is
// worth, and how far to go.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/aim.hpp"
#include "engine/analysis/selection.hpp"
#include "engine/model/model.hpp"
#include "tools/options.hpp"
#include "tools/tool.hpp"

namespace suits {

/// --pcs, --worth, --first, --most-replications, --seed, --threads.
std::vector<Flag> with_decision_flags(std::vector<Flag> flags);
/// What they do, for the help of a command.
extern const char* const kDecisionHelp;

/// --for NAME, else `otherwise` of the usual aims, else the first of these. Throws UsageError, with
/// the nearest name, where there is no such aim, or none that has a good direction.
Aim aim_of(const Options& options, const Model& model, const std::string& otherwise);
/// The aim, and behind it the usual ones.
std::vector<Aim> aims_with(const Model& model, const Aim& first);

/// What a difference is worth unless --worth says otherwise.
struct UsualWorth {
  double points = 0.02;    // of a share
  double relative = 0.05;  // of other figures, as a share of what they are
};
/// A plan without candidates and without a play; which way is good, and what a difference is worth,
/// are the aim's. Throws UsageError.
SelectionPlan selection_plan_of(const Options& options, const Aim& aim, const UsualWorth& usual);

/// "95%" as 0.95; of a share "2 points" too. Throws UsageError, naming the flag.
double percent_of(const std::string& flag, const std::string& text);
/// "60 days", "8 weeks", "3 months" in days. Throws UsageError.
std::int32_t days_of(const std::string& flag, const std::string& text);

}  // namespace suits
