#include "engine/analysis/workload.hpp"

#include <algorithm>

#include "engine/run/flow_keys.hpp"

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

namespace {

/// The first week of [from, to) from which on, for kWeeksRunning weeks of it, more is asked than
/// there is; nothing: never.
std::optional<std::size_t> first_overflow(const std::vector<std::vector<Sample>>& weeks,
                                          std::uint32_t replication, std::size_t from,
                                          std::size_t to) {
  for (std::size_t w = from; w + kWeeksRunning <= to; ++w) {
    double asked = 0, there = 0;
    for (std::size_t i = w; i < w + kWeeksRunning; ++i) {
      asked += weeks[i][replication].y;
      there += weeks[i][replication].x;
    }
    if (there > 0 && asked > there) return w;
  }
  return std::nullopt;
}

}  // namespace

std::vector<OverflowCourses> overflow_courses(const Workload& load, std::size_t from,
                                              std::size_t to) {
  std::vector<OverflowCourses> out;
  for (const auto& [role, weeks] : load.asked) {
    std::vector<std::size_t> firsts;
    for (std::uint32_t r = 0; r < load.replications; ++r)
      if (const auto first = first_overflow(weeks, r, from, std::min(to, weeks.size())))
        firsts.push_back(*first);
    if (firsts.empty()) continue;
    std::sort(firsts.begin(), firsts.end());
    out.push_back({role, static_cast<std::uint32_t>(firsts.size()), firsts[firsts.size() / 2]});
  }
  std::stable_sort(out.begin(), out.end(), [](const OverflowCourses& a, const OverflowCourses& b) {
    return a.courses != b.courses ? a.courses > b.courses : a.first < b.first;
  });
  return out;
}

Model decided(Model model, bool won) {
  for (Account& account : model.accounts) {
    if (account.tentative()) account.wins = won ? 1 : 0;
  }
  return model;
}

namespace {

/// The measures that tell what each role of the department is asked for, role by role, week by
/// week.
std::vector<std::size_t> role_weeks(const Model& model) {
  const MeasureLayout layout(model, flow_keys_of(model).size());
  std::vector<std::size_t> out;
  for (const RoleId r : ids(model.roles)) {
    if (model.roles[r].sort != RoleSort::staff) continue;
    for (std::size_t w = 0; w < layout.weeks(); ++w)
      out.push_back(layout.at(r, w, RoleWeekMeasure::load));
  }
  return out;
}

/// A measure's pair in each replication, by measure.
using Kept = std::vector<std::vector<Sample>>;

/// Of role_weeks as they were kept; roles whose people hold others besides are left out.
std::vector<std::pair<RoleId, std::vector<std::vector<Sample>>>> asked_of(const Model& model,
                                                                          std::size_t length,
                                                                          const Kept& kept) {
  std::vector<std::pair<RoleId, std::vector<std::vector<Sample>>>> out;
  auto next = kept.begin();
  for (const RoleId r : ids(model.roles)) {
    if (model.roles[r].sort != RoleSort::staff) continue;
    const auto last = next + static_cast<std::ptrdiff_t>(length);
    std::vector<std::vector<Sample>> weeks(next, last);
    next = last;
    const auto missing = [](const std::vector<Sample>& week) {
      return std::any_of(week.begin(), week.end(), [](const Sample& s) { return s.missing; });
    };
    if (std::none_of(weeks.begin(), weeks.end(), missing)) out.emplace_back(r, std::move(weeks));
  }
  return out;
}

}  // namespace

Workload workload(const Model& model, const ExperimentPlan& plan) {
  Workload out;
  out.offered = offered_load(model);
  for (const AccountId a : ids(model.accounts)) {
    if (model.accounts[a].tentative()) out.tentative.push_back(a);
  }
  out.seed = plan.seed;
  Kept kept;
  const auto play = [&](const Model& one, const std::vector<std::size_t>& keep) {
    kept.assign(keep.size(), {});
    ExperimentPlan own = plan;
    own.folded = [&](const FoldedReplication& replication) {
      for (std::size_t k = 0; k < keep.size(); ++k) kept[k].push_back(replication.samples[keep[k]]);
      if (plan.folded) plan.folded(replication);
    };
    Experiment experiment = run_experiment(one, own);
    if (experiment.error && !out.error) {
      out.error = experiment.error;
      out.failed = experiment.failed;
    }
    out.replications = experiment.replications;
    return experiment;
  };
  const std::vector<std::size_t> weeks = role_weeks(model);
  if (out.tentative.empty()) {
    const Experiment as_is = play(model, weeks);
    if (out.error) return out;
    out.people = summarise(model, as_is).people;
    out.asked = asked_of(model, as_is.layout.weeks(), kept);
    return out;
  }
  for (const bool won : {false, true}) {
    const Model one = decided(model, won);
    const Experiment experiment = play(one, {});
    if (out.error) return out;
    (won ? out.people_with_all : out.people) = summarise(one, experiment).people;
  }
  const Experiment as_it_comes = play(model, weeks);
  if (!out.error) out.asked = asked_of(model, as_it_comes.layout.weeks(), kept);
  return out;
}

}  // namespace suits
