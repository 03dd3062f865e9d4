// The event queue against queues of the standard library and of Boost, on the same keys: a time, an
// id that decides between equal times, and the caller's word.

#include <benchmark/benchmark.h>

#include <boost/heap/d_ary_heap.hpp>
#include <boost/heap/pairing_heap.hpp>
#include <functional>
#include <queue>
#include <vector>

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

template <class Queue>
void hold(benchmark::State& state) {
  bench::Hold<Queue> held(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) held.hold();
}
void sizes(benchmark::internal::Benchmark* b) { b->RangeMultiplier(10)->Range(100, 1'000'000); }
BENCHMARK_TEMPLATE(hold, bench::EngineQueue)->Name("operation/hold/engine")->Apply(sizes);
BENCHMARK_TEMPLATE(hold, PriorityQueue)->Name("operation/hold/priority_queue")->Apply(sizes);
BENCHMARK_TEMPLATE(hold, DAryHeap)->Name("operation/hold/d_ary_heap")->Apply(sizes);
BENCHMARK_TEMPLATE(hold, PairingHeap)->Name("operation/hold/pairing_heap")->Apply(sizes);

}  // namespace
