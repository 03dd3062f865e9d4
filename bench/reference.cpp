#include "bench/reference.hpp"

#include <algorithm>
#include <deque>

#include "engine/base/time.hpp"
#include "engine/kernel/history.hpp"
#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"

namespace suits::bench {
namespace {

Duration exponential(StreamKey key, std::uint64_t ordinal, Purpose purpose, double rate) {
  Draws draws(key, ordinal, 0, purpose);
  return round_duration(-det_log(draws.uniform()) * 3.6e9 / rate);
}

}  // namespace

ReferenceResult mm1_event_loop(double arrival_rate, double service_rate, std::uint64_t customers,
                               std::uint64_t seed) {
  const StreamKey key = stream_key(seed, 0, 1);
  History history;
  ReferenceResult result;
  std::deque<Instant> queue;
  Instant arrival = Instant{} + exponential(key, 0, Purpose::gap, arrival_rate);
  Instant finish = kNever;
  std::uint64_t arrived = 0, started = 0, finished = 0;
  Duration waited;
  const auto start = [&](Instant now, Instant since) {
    waited += now - since;
    finish = now + exponential(key, started, Purpose::effort, service_rate);
    history.record(now, 2, started++);
  };
  while (finished < customers) {
    ++result.events;
    if (arrival < finish) {
      history.record(arrival, 1, arrived);
      if (finish >= kNever) {
        start(arrival, arrival);
      } else {
        queue.push_back(arrival);
      }
      arrival = arrival + exponential(key, ++arrived, Purpose::gap, arrival_rate);
    } else {
      const Instant now = finish;
      history.record(now, 3, finished++);
      finish = kNever;
      if (!queue.empty()) {
        const Instant since = queue.front();
        queue.pop_front();
        start(now, since);
      }
    }
  }
  result.mean_wait = waited.hours() / static_cast<double>(started);
  result.history = history.hash();
  return result;
}

ReferenceResult mm1_lindley(double arrival_rate, double service_rate, std::uint64_t customers,
                            std::uint64_t seed) {
  const StreamKey key = stream_key(seed, 0, 1);
  ReferenceResult result;
  Duration wait, sum;
  for (std::uint64_t n = 0; n < customers; ++n) {
    sum += wait;
    const Duration service = exponential(key, n, Purpose::effort, service_rate);
    const Duration gap = exponential(key, n + 1, Purpose::gap, arrival_rate);
    wait = std::max(Duration{}, wait + service - gap);
  }
  result.events = 2 * customers;
  result.mean_wait = sum.hours() / static_cast<double>(customers);
  return result;
}

}  // namespace suits::bench
