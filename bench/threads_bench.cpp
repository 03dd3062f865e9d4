// Replications on two threads against the same on two processes, in turn in each round:
// `to_processes` is the median of the rounds' ratios of speed, 1 where threads cost nothing. Both
// are processes of their own, so that both begin with an empty heap. On a machine that others load,
// what they get of it is part of the noise.

#include <benchmark/benchmark.h>
#include <sys/wait.h>
#include <unistd.h>

#include <initializer_list>
#include <vector>

#include "bench/clock.hpp"
#include "bench/scenario.hpp"
#include "engine/analysis/experiment.hpp"
#include "engine/run/replicate.hpp"

namespace {

using namespace suits;

constexpr std::uint32_t kReplications = 8;  // of each process or thread

/// A process of its own plays so many replications from `first` on.
pid_t play_apart(const Model& model, std::uint32_t first, std::uint32_t replications,
                 std::uint32_t threads) {
  const pid_t child = fork();
  if (child != 0) return child;
  ExperimentPlan plan;
  plan.replications = replications;
  plan.threads = threads;
  const Experiment played =
      run_experiment(model, plan, [first](const Model& m, std::uint64_t seed, std::uint32_t r) {
        return replicate(m, seed, first + r);
      });
  _exit(played.replications == replications ? 0 : 1);
}

/// Whether all of them did what they should.
bool join(std::initializer_list<pid_t> children) {
  bool all = true;
  for (const pid_t child : children) {
    int status = 1;
    all = child > 0 && waitpid(child, &status, 0) == child && status == 0 && all;
  }
  return all;
}

void two_threads(benchmark::State& state) {
  const auto model = bench::model_of(bench::text_of("scenarios/mid_agency.yaml"));
  std::vector<double> ratios, times;
  for (auto _ : state) {
    bool played = true;
    const double processes = bench::time_of(
        [&] {
          played = join({play_apart(*model, 0, kReplications, 1),
                         play_apart(*model, kReplications, kReplications, 1)});
        },
        CLOCK_MONOTONIC);
    const double threads = bench::time_of(
        [&] { played = join({play_apart(*model, 0, 2 * kReplications, 2)}) && played; },
        CLOCK_MONOTONIC);
    if (!played) {
      state.SkipWithError("a process could not be made, or failed");
      return;
    }
    state.SetIterationTime(threads / 1e9);
    ratios.push_back(processes / threads);
    times.push_back(threads / (2 * kReplications));
  }
  state.counters["to_processes"] = bench::median(ratios);
  state.counters["ms_per_replication"] = bench::median(times) / 1e6;
}
BENCHMARK(two_threads)
    ->Name("whole/two_threads")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(9)
    ->UseManualTime();

}  // namespace
