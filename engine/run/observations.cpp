#include "engine/run/observations.hpp"

namespace suits {
namespace {

void add_to(Duration& sum, Duration d) { sum += d; }
template <class T, std::size_t N>
void add_to(std::array<T, N>& sum, const std::array<T, N>& more) {
  for (std::size_t i = 0; i < N; ++i) add_to(sum[i], more[i]);
}
template <class T>
void add_to(std::vector<T>& sum, const std::vector<T>& more) {
  if (sum.size() < more.size()) sum.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) add_to(sum[i], more[i]);
}

}  // namespace

void merge(Flow& all, const Flow& one) {
  all.arrived += one.arrived;
  all.finished += one.finished;
  all.censored += one.censored;
  all.with_due += one.with_due;
  all.on_time += one.on_time;
  all.undecided += one.undecided;
  all.withdrawn += one.withdrawn;
  all.withdrawn_after.merge(one.withdrawn_after);
  all.turned_away += one.turned_away;
  all.elapsed.merge(one.elapsed);
  all.working.merge(one.working);
  all.working_quantiles.merge(one.working_quantiles);
  all.elapsed_quantiles.merge(one.elapsed_quantiles);
  all.lateness.merge(one.lateness);
  all.rounds.merge(one.rounds);
  all.breakdown.total += one.breakdown.total;
  add_to(all.breakdown.by_role, one.breakdown.by_role);
  all.breakdown.rework += one.breakdown.rework;
  add_to(all.breakdown.busy_with, one.breakdown.busy_with);
  all.breakdown.jobs += one.breakdown.jobs;
}

}  // namespace suits
