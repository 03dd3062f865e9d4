#include "engine/analysis/precision.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include <boost/math/distributions/students_t.hpp>

#include "engine/analysis/linearised.hpp"
#include "engine/analysis/multiple_comparison.hpp"

namespace suits {
namespace {

std::optional<Linearised> named(const ComparedModel& model, const Experiment& experiment,
                                const std::string& name) {
  for (std::size_t k = 0; k < model.responses.size(); ++k)
    if (model.responses[k].name == name)
      return linearise(*model.model, experiment, model.responses, k);
  return std::nullopt;
}

/// A figure, its name and what it is relative to.
struct Asked {
  Precision precision;
  PairedDifference figure;
};

std::vector<Asked> asked_of(const std::vector<ComparedModel>& models,
                            const std::vector<Experiment>& experiments,
                            const std::vector<PrecisionGoal>& goals) {
  std::vector<Asked> out;
  for (const PrecisionGoal& goal : goals) {
    const std::string& name = goal.measure;
    const std::optional<Linearised> base = named(models[0], experiments[0], name);
    if (!base) continue;
    if (models.size() == 1) {
      out.push_back({{name, goal, base->value, 0, false, 0}, {base->value, base->deviations}});
      continue;
    }
    for (std::size_t v = 1; v < models.size(); ++v) {
      const std::optional<Linearised> own = named(models[v], experiments[v], name);
      if (!own) continue;
      PairedDifference pair{own->value - base->value, {}};
      bool moves = false;
      for (std::size_t i = 0; i < base->deviations.size(); ++i) {
        pair.deviations.push_back(own->deviations[i] - base->deviations[i]);
        moves |= pair.deviations.back() != 0;
      }
      if (moves || pair.value != 0)
        out.push_back(
            {{models[v].name + ": " + name, goal, base->value, 0, false, 0}, std::move(pair)});
    }
  }
  return out;
}

/// The half width that will do.
double wanted_half(const Precision& one) {
  const double relative = one.goal.relative;
  return relative > 0 ? relative / (1 + relative) * std::abs(one.value) : one.goal.absolute;
}

}  // namespace

std::uint32_t next_look(std::uint32_t n) { return n + std::max(1u, n / 10); }

std::vector<Precision> precision_of(const std::vector<ComparedModel>& models,
                                    const std::vector<Experiment>& experiments,
                                    const std::vector<PrecisionGoal>& goals) {
  std::vector<Asked> all = asked_of(models, experiments, goals);
  std::vector<Precision> out;
  for (Asked& one : all) {
    Precision& precision = one.precision;
    const std::size_t n = one.figure.count();
    precision.half = precision.needed = kNothing;
    if (n >= 2) {
      const boost::math::students_t_distribution<double> student(static_cast<double>(n - 1));
      const double tail = kComparisonError / 2 / static_cast<double>(all.size());
      const double t = std::nearbyint(boost::math::quantile(complement(student, tail)) * 1e9) / 1e9;
      precision.half = t * one.figure.standard_error();
      const double goal = wanted_half(precision);
      precision.reached = precision.half <= goal;
      const double short_of = precision.half / goal;
      if (goal > 0)
        precision.needed = std::ceil(experiments.front().replications * short_of * short_of);
    }
    out.push_back(precision);
  }
  return out;
}

GoOn until_precise(const std::vector<ComparedModel>& models, const PrecisionPlan& plan) {
  return [&models, plan, look = plan.least](const std::vector<Experiment>& all) mutable {
    if (all.front().replications < look) return true;
    look = next_look(look);
    const std::vector<Precision> known = precision_of(models, all, plan.goals);
    return !std::all_of(known.begin(), known.end(), [](const Precision& p) { return p.reached; });
  };
}

}  // namespace suits
