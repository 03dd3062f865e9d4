// Events a second of a whole run, against the number of roles that everybody holds, of skills that
// are asked for, of classes, and of rules that wait for something which never comes. Ten people,
// four fifths busy.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "bench/per_event.hpp"
#include "bench/scenario.hpp"
#include "engine/run/replicate.hpp"

namespace {

using namespace suits;

/// So many kinds of work of everybody; each of its own role, skill or class.
struct Groups {
  int roles = 1, skills = 0, classes = 1, rules = 0;
};

std::string scenario_of(const Groups& groups) {
  const auto list = [](int n, const char* form) {
    std::string text;
    for (int i = 0; i < n; ++i) text += (i > 0 ? ", " : "") + fmt::format(fmt::runtime(form), i);
    return text;
  };
  std::string text =
      fmt::format(R"(suits: 1
name: groups
time: {{ start: 2027-01-04, run: 4 weeks }}
together: scan
keep: none
calendar: {{ hours: always }}
classes: [{}]
roles: {{ {} }}
people: [ {{ role: [{}], count: 10, skills: [{}] }} ]
work:
)",
                  list(groups.classes, "c{}"), list(groups.roles, "r{}: {{ team: pool }}"),
                  list(groups.roles, "r{}"), list(groups.skills, "s{}"));
  const int kinds = std::max({groups.roles, groups.skills, groups.classes});
  for (int k = 0; k < kinds; ++k) {
    text += fmt::format("  k{}: {{ who: r{}, class: c{}, effort: exponential(mean 10 min){} }}\n",
                        k, k % groups.roles, k % groups.classes,
                        groups.skills > 0 ? fmt::format(", skills: [s{}]", k % groups.skills) : "");
  }
  text += "agency:\n  work:\n";
  for (int k = 0; k < kinds; ++k) text += fmt::format("    k{}: {:.6f}/h\n", k, 48.0 / kinds);
  if (groups.rules > 0) text += "rules:\n";
  for (int r = 0; r < groups.rules; ++r) {
    text += fmt::format(
        "  - {{ name: never {}, when: step.waited > {} working hours and step.round > 1, then: "
        "note "
        "never }}\n",
        r, 1000 + r);
  }
  return text;
}

void play(benchmark::State& state, const Groups& groups) {
  const auto model = bench::model_of(scenario_of(groups));
  std::uint32_t replication = 0;
  std::uint64_t events = 0;
  for (auto _ : state) events += replicate(*model, 1, replication++).conservation.events;
  bench::per_event(state, events);
}

void roles(benchmark::State& state) {
  Groups groups;
  groups.roles = static_cast<int>(state.range(0));
  play(state, groups);
}
BENCHMARK(roles)
    ->Name("whole/roles")
    ->RangeMultiplier(4)
    ->Range(1, 16)
    ->Unit(benchmark::kMillisecond);

void skills(benchmark::State& state) {
  Groups groups;
  groups.skills = static_cast<int>(state.range(0));
  play(state, groups);
}
BENCHMARK(skills)
    ->Name("whole/skills")
    ->RangeMultiplier(4)
    ->Range(1, 64)
    ->Unit(benchmark::kMillisecond);

void classes(benchmark::State& state) {
  Groups groups;
  groups.classes = static_cast<int>(state.range(0));
  play(state, groups);
}
BENCHMARK(classes)
    ->Name("whole/classes")
    ->RangeMultiplier(4)
    ->Range(1, 16)
    ->Unit(benchmark::kMillisecond);

void rules(benchmark::State& state) {
  Groups groups;
  groups.rules = static_cast<int>(state.range(0));
  play(state, groups);
}
BENCHMARK(rules)->Name("whole/rules")->Arg(0)->Arg(1)->Arg(10)->Unit(benchmark::kMillisecond);

}  // namespace
