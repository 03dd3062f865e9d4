#include "engine/analysis/workload.hpp"

#include <algorithm>

namespace suits {
namespace {

double asked(const RoleLoad& role, std::size_t week, bool with_all) {
  return role.offered[week] + (with_all ? role.tentative[week] : 0);
}

Overflow overflow_of(const RoleLoad& role, RoleId id, bool with_all, std::size_t from,
                     std::size_t to) {
  Overflow out;
  out.role = id;
  for (std::size_t w = from; w < std::min(to, role.capacity.size()); ++w) {
    if (!(role.capacity[w] > 0)) continue;  // closed: nobody could be asked
    const double load = asked(role, w, with_all) / role.capacity[w];
    if (load > 1) out.weeks.push_back(w);
    if (load > out.load) {
      out.load = load;
      out.worst = w;
    }
  }
  return out;
}

}  // namespace

std::vector<Overflow> overflows(const Model& model, const OfferedLoad& load, bool with_all,
                                std::size_t from, std::size_t to) {
  std::vector<Overflow> all;
  for (const RoleId r : ids(model.roles)) {
    if (model.roles[r].sort == RoleSort::client) continue;
    all.push_back(overflow_of(load.roles[r], r, with_all, from, to));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Overflow& a, const Overflow& b) { return a.load > b.load; });
  const auto over =
      std::count_if(all.begin(), all.end(), [](const Overflow& o) { return !o.weeks.empty(); });
  all.resize(std::min(all.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, over))));
  return all;
}

Model decided(Model model, bool won) {
  for (Account& account : model.accounts) {
    if (account.tentative()) account.wins = won ? 1 : 0;
  }
  return model;
}

Workload workload(const Model& model, const ExperimentPlan& plan) {
  Workload out;
  out.offered = offered_load(model);
  for (const AccountId a : ids(model.accounts)) {
    if (model.accounts[a].tentative()) out.tentative.push_back(a);
  }
  out.seed = plan.seed;
  const auto play = [&](bool won, std::vector<PersonSummary>& people) {
    const Model one = decided(model, won);
    const Experiment experiment = run_experiment(one, plan);
    if (experiment.error) {
      out.error = experiment.error;
      out.failed = experiment.failed;
      return false;
    }
    out.replications = experiment.replications;
    people = summarise(one, experiment).people;
    return true;
  };
  if (!play(false, out.people) || out.tentative.empty()) return out;
  play(true, out.people_with_all);
  return out;
}

}  // namespace suits
