// Plays one fixed workload for `tools/bench --guard`, which counts its instructions under
// callgrind. Only `measured` counts; what is made ready before it does not.
//
//   suits_hot_path NAME        plays it; of a run, says how many events there were
//   suits_hot_path network_N   … of any number of people; "network_N 1 day": over another length
//   suits_hot_path replication … of a whole replication of mid_agency
//   suits_hot_path --list      their names
//   suits_hot_path --compiler  what it was built with

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/engine_queue.hpp"
#include "bench/hold.hpp"
#include "bench/line.hpp"
#include "bench/network.hpp"
#include "bench/scenario.hpp"
#include "engine/run/replicate.hpp"

namespace suits::bench {

using Work = std::function<void()>;
/// Makes a workload ready; what it returns is what counts.
using Preparation = std::function<Work()>;

/// Where callgrind begins and ends to count, by its name.
[[gnu::noinline]] void measured(const Work& work) {
  work();
  asm volatile("" ::: "memory");  // no tail call: the function must be seen to end
}

namespace {

std::uint64_t kept = 0;    // what a workload gives must not be optimised away
std::uint64_t events = 0;  // of runs

Preparation run_of(std::string text) {
  return [text] {
    return [model = model_of(text)] {
      const Observations seen = replicate(*model, 1, 0);
      kept += seen.history;
      events += seen.conservation.events;
    };
  };
}

/// The scenario over so many weeks instead of its own.
std::string over(std::string text, const std::string& weeks) {
  const std::string run = " run: ";
  const std::size_t at = text.find(run);
  if (at == std::string::npos) throw std::runtime_error("the scenario has no run");
  const std::size_t from = at + run.size();
  return text.replace(from, text.find_first_of(",}", from) - from, weeks + " weeks ");
}

Work dispatch() {
  std::vector<Line> lines;
  for (const DispatchRule rule :
       {DispatchRule::first_come, DispatchRule::last_come, DispatchRule::earliest_due,
        DispatchRule::earliest_step_due, DispatchRule::shortest, DispatchRule::weighted_shortest,
        DispatchRule::least_slack, DispatchRule::fixed, DispatchRule::weighted_slack,
        DispatchRule::critical_ratio, DispatchRule::atc}) {
    lines.emplace_back(rule, 10'000, true);
  }
  return [lines]() mutable {
    for (Line& line : lines) {
      for (int i = 0; i < 2'000; ++i) line.take();
    }
  };
}

Work event_queue() {
  return [queue = Hold<EngineQueue>(10'000)]() mutable {
    for (int i = 0; i < 200'000; ++i) queue.hold();
  };
}

Work load() {
  return [text = text_of("scenarios/mid_agency.yaml")] { kept += model_of(text)->people.size(); };
}

std::vector<std::pair<std::string, Preparation>> workloads() {
  const auto of_file = [](const std::string& path, const std::string& weeks) {
    return [=] { return run_of(over(text_of(path), weeks))(); };
  };
  return {
      {"mm1", of_file("bench/scenarios/mm1.yaml", "2")},
      {"mm10", of_file("bench/scenarios/mm10.yaml", "2")},
      {"priority_mm10", of_file("bench/scenarios/priority_mm10.yaml", "2")},
      {"small_shop", of_file("scenarios/small_shop.yaml", "13")},
      {"mid_agency", of_file("scenarios/mid_agency.yaml", "8")},
      {"network_250", run_of(network(250, "1 week"))},
      {"dispatch", dispatch},
      {"event_queue", event_queue},
      {"load", load},
  };
}

int play_made_ready(const Preparation& prepare) {
  measured(prepare());
  if (events > 0) std::printf("%llu events\n", static_cast<unsigned long long>(events));
  return 0;
}

int play(const std::string& name) {
  for (const auto& [known, prepare] : workloads()) {
    if (known != name) continue;
    return play_made_ready(prepare);
  }
  if (name == "replication") return play_made_ready(run_of(text_of("scenarios/mid_agency.yaml")));
  const std::string network_of = "network_";
  if (name.starts_with(network_of)) {
    const int people = std::atoi(name.c_str() + network_of.size());
    const std::size_t blank = name.find(' ');
    const std::string length = blank == std::string::npos ? "1 week" : name.substr(blank + 1);
    if (people >= 10) return play_made_ready(run_of(network(people, length)));
  }
  std::fprintf(stderr, "suits_hot_path: there is no workload %s\n", name.c_str());
  return 2;
}

}  // namespace
}  // namespace suits::bench

int main(int count, char** words) {
  const std::string word = count == 2 ? words[1] : "";
  if (word == "--list") {
    for (const auto& [name, prepare] : suits::bench::workloads()) std::puts(name.c_str());
    return 0;
  }
  if (word == "--compiler") {
#if defined(__clang__)
    std::printf("clang %d.%d.%d\n", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
    std::printf("g++ %d.%d.%d\n", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
    return 0;
  }
  try {
    return suits::bench::play(word);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "suits_hot_path: %s\n", failure.what());
    return 1;
  }
}
