#include "engine/analysis/headroom.hpp"

#include <algorithm>
#include <cmath>

namespace suits {
namespace {

/// Plays loads, and keeps what came of them.
class LoadBench {
 public:
  explicit LoadBench(const HeadroomPlan& plan) : plan_(plan) {}

  /// False: it cannot go on.
  bool play(double load, std::uint32_t replications, PlayedLoad& out);
  /// Margins with so many replications; today's figures are played once for each number of them.
  std::vector<Linearised> margins(double load, std::uint32_t replications);
  bool stopped() const { return result_.error.has_value() || result_.no_model; }
  Headroom take(std::uint32_t replications, const std::optional<HeadroomSearch>& search);

 private:
  PlayedLoad* played(double load, std::uint32_t replications);

  const HeadroomPlan& plan_;
  std::map<std::pair<std::uint32_t, double>, PlayedLoad> played_;
  std::size_t looks_ = 0;
  Headroom result_;
};

bool LoadBench::play(double load, std::uint32_t replications, PlayedLoad& out) {
  result_.failed_at = load;
  out.model = plan_.model(load);
  result_.no_model = !out.model;
  if (!out.model) return false;
  const std::vector<Response> all = responses_of(*out.model);
  for (const ServiceTarget& target : plan_.targets) {
    const Response* own = find_response(all, target.response.name);
    result_.no_model = !own;
    if (!own) return false;
    out.responses.push_back(*own);
  }
  ExperimentPlan experiment = plan_.experiment;
  experiment.replications = replications;
  const std::size_t number = looks_++;
  experiment.folded = [&](const FoldedReplication& replication) {
    if (plan_.played) plan_.played(number, out.responses, replication);
  };
  out.experiment =
      std::move(run_experiments({alternative_of(*out.model, out.responses)}, experiment).front());
  if (out.experiment.error) {
    result_.error = out.experiment.error;
    result_.failed_replication = out.experiment.failed;
    return false;
  }
  for (std::size_t k = 0; k < out.responses.size(); ++k)
    out.figures.push_back(linearise(*out.model, out.experiment, out.responses, k));
  return true;
}

PlayedLoad* LoadBench::played(double load, std::uint32_t replications) {
  const auto key = std::pair(replications, load);
  auto at = played_.find(key);
  if (at == played_.end()) {
    PlayedLoad own;
    if (!play(load, replications, own)) return nullptr;
    at = played_.emplace(key, std::move(own)).first;
  }
  return &at->second;
}

std::vector<Linearised> LoadBench::margins(double load, std::uint32_t replications) {
  const PlayedLoad* today = played(plan_.range.today, replications);
  const PlayedLoad* here = today ? played(load, replications) : nullptr;
  std::vector<Linearised> out;
  if (!here) return out;
  for (std::size_t t = 0; t < plan_.targets.size(); ++t) {
    Linearised margin = margin_of(plan_.targets[t], here->figures[t], today->figures[t]);
    // In shares of the bound, so that targets in different units compare.
    const double bound = std::abs(plan_.targets[t].bound(today->figures[t].value));
    const double unit = bound > 0 && std::isfinite(bound) ? bound : 1;
    margin.value /= unit;
    for (double& deviation : margin.deviations) deviation /= unit;
    out.push_back(std::move(margin));
  }
  return out;
}

Headroom LoadBench::take(std::uint32_t replications, const std::optional<HeadroomSearch>& search) {
  if (stopped() || !search) return std::move(result_);
  result_.search = *search;
  result_.today = std::move(played_.at({replications, plan_.range.today}));
  for (auto& [key, load] : played_)
    if (key.first == replications && key.second != plan_.range.today)
      result_.loads.emplace(key.second, std::move(load));
  return std::move(result_);
}

}  // namespace

Headroom headroom(const HeadroomPlan& plan) {
  LoadBench bench(plan);
  const std::uint32_t n = plan.experiment.replications;
  const auto search = find_headroom(
      [&](double load, std::uint32_t replications) { return bench.margins(load, replications); },
      plan.range, n, [&] { return bench.stopped(); });
  return bench.take(n, search);
}

}  // namespace suits
