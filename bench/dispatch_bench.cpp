// What it costs to take the next request out of n that wait, and to put another in, under each
// rule. `take` is the queue alone, with time moving on; `backlog` a whole run of so many jobs that
// are all there at the beginning.

#include <benchmark/benchmark.h>

#include <string>

#include <fmt/format.h>

#include "engine/random/stream.hpp"
#include "engine/run/replicate.hpp"
#include "engine/run/waiting.hpp"
#include "engine/scenario/load.hpp"

namespace {

using namespace suits;

/// Requests of 40 kinds with an expected effort each, five weights, dues in the next weeks.
class Requests {
 public:
  Requests(const Dispatch& dispatch, std::size_t n, bool alike)
      : dispatch_(dispatch), alike_(alike), generation_(n), numbers_(n) {}

  WaitingQueue::Entry make(std::uint32_t slot, Duration worked) {
    const std::uint64_t bits = mix(7, count_);
    Urgent request;
    request.kind = static_cast<KindId>(bits % 40);
    request.number = numbers_[slot] = count_++;
    request.own = minutes(15 * (1 + static_cast<std::int64_t>(bits % 40)));
    // Where the ways ahead are all different, so are the slopes of ratios.
    request.tail = alike_ ? minutes(60 * static_cast<std::int64_t>(bits % 40))
                          : microseconds(1 + static_cast<std::int64_t>(bits >> 8 & 0xFFFF'FFFF));
    request.left = request.own + microseconds(static_cast<std::int64_t>(bits >> 40));
    request.due_worked = worked + minutes(static_cast<std::int64_t>(bits >> 20 & 0x3FFF));
    request.due = Instant{} + request.due_worked;
    request.weight = 500 * (1 + static_cast<std::uint32_t>(bits >> 16 & 0xFF) % 5);
    return {0, urgency(dispatch_, request), request.number, TaskId{slot}, generation_[slot]};
  }
  bool waits(const WaitingQueue::Entry& e) const {
    return generation_[static_cast<std::size_t>(e.task)] == e.generation;
  }
  void leave(std::uint32_t slot) { ++generation_[slot]; }
  Quotient drawn(const WaitingQueue::Entry& e, Duration worked) const {
    return {static_cast<std::int64_t>(mix(numbers_[static_cast<std::size_t>(e.task)],
                                          static_cast<std::uint64_t>(worked.us)) >>
                                      2),
            1};
  }

 private:
  Dispatch dispatch_;
  bool alike_;
  std::uint64_t count_ = 0;
  std::vector<std::uint32_t> generation_;  // by slot
  std::vector<std::uint64_t> numbers_;
};

void take(benchmark::State& state, DispatchRule rule, bool alike) {
  Dispatch dispatch(rule);
  dispatch.mean_effort = static_cast<double>(hours(5).us);
  for (std::uint32_t k = 0; k < 40; ++k) dispatch.place.push_back(k * 7 % 40);
  const auto n = static_cast<std::uint32_t>(state.range(0));
  Requests requests(dispatch, n, alike);
  WaitingQueue queue;
  Duration worked = hours(1000);
  for (std::uint32_t slot = 0; slot < n; ++slot) queue.push(requests.make(slot, worked));
  std::vector<WaitingQueue::Place> way;
  const auto fresh = [&](const WaitingQueue::Entry& e) { return requests.waits(e); };
  const auto now = [&](const WaitingQueue::Entry& e) { return requests.drawn(e, worked); };
  const auto take_one = [&] {
    std::uint32_t first = 0;
    queue.look(worked, fresh, now, way, [&](const WaitingQueue::Entry& e, const Priority&) {
      first = static_cast<std::uint32_t>(e.task);
      return false;
    });
    requests.leave(first);
    queue.note_stale(fresh);
    queue.push(requests.make(first, worked));
  };
  take_one();  // what has lost its slack already finds its place
  for (auto _ : state) {
    // As many go through in the time to a due as wait.
    worked += microseconds(minutes(8192).us / n + 1);
    take_one();
  }
}
void up_to_a_million(benchmark::internal::Benchmark* b) {
  b->RangeMultiplier(10)->Range(10, 1'000'000);
}
BENCHMARK_CAPTURE(take, first_come, DispatchRule::first_come, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, last_come, DispatchRule::last_come, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, earliest_due, DispatchRule::earliest_due, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, earliest_step_due, DispatchRule::earliest_step_due, true)
    ->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, shortest, DispatchRule::shortest, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, weighted_shortest, DispatchRule::weighted_shortest, true)
    ->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, least_slack, DispatchRule::least_slack, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, fixed, DispatchRule::fixed, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, weighted_slack, DispatchRule::weighted_slack, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, critical_ratio, DispatchRule::critical_ratio, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, critical_ratio_all_slopes_differ, DispatchRule::critical_ratio, false)
    ->RangeMultiplier(10)
    ->Range(10, 10'000);
BENCHMARK_CAPTURE(take, atc, DispatchRule::atc, true)->Apply(up_to_a_million);
BENCHMARK_CAPTURE(take, random, DispatchRule::random, true)->Apply(up_to_a_million);

void backlog(benchmark::State& state, const std::string& rule) {
  const std::string text = fmt::format(R"(suits: 1
name: backlog
time: {{ start: 2027-01-04, run: 520 weeks }}
together: scan
keep: none
calendar: {{ hours: always }}
dispatch: {{ server: {} }}
roles: {{ server: {{ team: pool }} }}
people: [ {{ role: server, count: 10 }} ]
work:
  short: {{ who: server, effort: exponential(mean 1 h), due: 10 weeks, weight: 2, arrives: none }}
  long: {{ who: server, effort: exponential(mean 4 h), due: 20 weeks, arrives: none }}
agency: {{ work: {{ short: {{ dates: [2027-01-04], batch: {} }}, long: {{ dates: [2027-01-04], batch: {} }} }} }}
)",
                                       rule, state.range(0) / 2, state.range(0) / 2);
  Diagnostics diagnostics;
  const auto model = load_scenario_text(text, diagnostics);
  if (!model) {
    state.SkipWithError("the scenario does not compile");
    return;
  }
  std::uint32_t replication = 0;
  std::uint64_t jobs = 0;
  for (auto _ : state) jobs += replicate(*model, 1, replication++).conservation.jobs_finished;
  state.counters["jobs_per_second"] =
      benchmark::Counter(static_cast<double>(jobs), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(backlog, first_come, "first_come")->Arg(100)->Arg(10'000);
BENCHMARK_CAPTURE(backlog, shortest_known, "{ rule: shortest, known: yes }")->Arg(100)->Arg(10'000);
BENCHMARK_CAPTURE(backlog, critical_ratio, "critical_ratio")->Arg(100)->Arg(10'000);
BENCHMARK_CAPTURE(backlog, atc, "atc")->Arg(100)->Arg(10'000);
BENCHMARK_CAPTURE(backlog, random, "random")->Arg(100)->Arg(1'000);
BENCHMARK_CAPTURE(backlog, expression, "{ rule: expression, by: \"step.effort / 2\" }")
    ->Arg(100)
    ->Arg(10'000);
BENCHMARK_CAPTURE(backlog, moving_expression, "{ rule: expression, by: \"step.slack / 2\" }")
    ->Arg(100)
    ->Arg(1'000);

}  // namespace
