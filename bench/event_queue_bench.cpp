// The event queue against queues of the standard library and of Boost, on the same keys: a time, an
// id that decides between equal times, and the caller's word.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <boost/heap/d_ary_heap.hpp>
#include <boost/heap/pairing_heap.hpp>
#include <functional>
#include <queue>
#include <vector>

#include "bench/clock.hpp"
#include "bench/engine_queue.hpp"
#include "bench/hold.hpp"

namespace {

using namespace suits;

struct Entry {
  Instant time;
  std::uint64_t id, payload;
  bool operator>(const Entry& o) const { return time != o.time ? time > o.time : id > o.id; }
};

template <class Heap>
class Other {
 public:
  void push(Instant time, std::uint64_t id) { heap_.push({time, id, id}); }
  Instant pop() {
    const Instant time = heap_.top().time;
    heap_.pop();
    return time;
  }

 private:
  Heap heap_;
};
using Later = boost::heap::compare<std::greater<>>;
using PriorityQueue = Other<std::priority_queue<Entry, std::vector<Entry>, std::greater<>>>;
using DAryHeap = Other<boost::heap::d_ary_heap<Entry, boost::heap::arity<4>, Later>>;
using PairingHeap = Other<boost::heap::pairing_heap<Entry, Later>>;

/// So many holds of each queue in turn, round after round, so that the machine's noise falls on all
/// alike: what counts is `to_best_rival`, the median of the rounds' ratios.
void hold(benchmark::State& state) {
  constexpr int holds = 20'000;
  const auto pending = static_cast<std::size_t>(state.range(0));
  bench::Hold<bench::EngineQueue> engine(pending);
  bench::Hold<PriorityQueue> priority_queue(pending);
  bench::Hold<DAryHeap> d_ary_heap(pending);
  bench::Hold<PairingHeap> pairing_heap(pending);
  const auto time = [](auto& held) {
    return bench::time_of([&held] {
             for (int i = 0; i < holds; ++i) held.hold();
           }) /
           holds;
  };
  std::vector<double> engines, rivals[3], ratios;
  for (auto _ : state) {
    const double of_engine = time(engine);
    const double of_rivals[] = {time(priority_queue), time(d_ary_heap), time(pairing_heap)};
    state.SetIterationTime(of_engine * holds / 1e9);
    engines.push_back(of_engine);
    for (std::size_t r = 0; r < 3; ++r) rivals[r].push_back(of_rivals[r]);
    ratios.push_back(of_engine / *std::min_element(of_rivals, of_rivals + 3));
  }
  state.counters["ns_per_event"] = bench::median(engines);
  state.counters["priority_queue"] = bench::median(rivals[0]);
  state.counters["d_ary_heap"] = bench::median(rivals[1]);
  state.counters["pairing_heap"] = bench::median(rivals[2]);
  state.counters["to_best_rival"] = bench::median(ratios);
}
BENCHMARK(hold)
    ->Name("operation/hold")
    ->RangeMultiplier(10)
    ->Range(100, 1'000'000)
    ->Iterations(25)
    ->UseManualTime();

}  // namespace
