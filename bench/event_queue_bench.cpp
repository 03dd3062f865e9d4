// The hold model (Jones, CACM 29 (1986), 300–311): with n events pending, take the first out and put
// another in. Against std::priority_queue on the same keys.

#include <benchmark/benchmark.h>

#include <functional>
#include <queue>
#include <vector>

#include "engine/kernel/event_queue.hpp"
#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"

namespace {

using namespace suits;

std::vector<Duration> gaps(std::size_t n) {
  std::vector<Duration> result;
  Draws draws(stream_key(1, 0, 7), 0, 0, Purpose::gap);
  for (std::size_t i = 0; i < n; ++i) {
    result.push_back(round_duration(-det_log(draws.uniform()) * 1e9));
  }
  return result;
}

void hold(benchmark::State& state) {
  const auto n = static_cast<std::uint64_t>(state.range(0));
  const auto gap = gaps(65536);
  EventQueue queue;
  std::uint64_t id = 0;
  for (; id < n; ++id) queue.schedule(Instant{} + gap[id & 65535], EventClass::finish, id, id);
  for (auto _ : state) {
    const auto event = queue.pop();
    queue.schedule(event.time + gap[id & 65535], EventClass::finish, id, id);
    ++id;
  }
}
BENCHMARK(hold)->RangeMultiplier(10)->Range(10, 1'000'000);

void hold_priority_queue(benchmark::State& state) {
  struct Event {
    Instant time;
    std::uint64_t id, payload;
    bool operator>(const Event& o) const { return time != o.time ? time > o.time : id > o.id; }
  };
  const auto n = static_cast<std::uint64_t>(state.range(0));
  const auto gap = gaps(65536);
  std::priority_queue<Event, std::vector<Event>, std::greater<>> queue;
  std::uint64_t id = 0;
  for (; id < n; ++id) queue.push({Instant{} + gap[id & 65535], id, id});
  for (auto _ : state) {
    const Event event = queue.top();
    queue.pop();
    queue.push({event.time + gap[id & 65535], id, id});
    ++id;
  }
}
BENCHMARK(hold_priority_queue)->RangeMultiplier(10)->Range(10, 1'000'000);

}  // namespace
