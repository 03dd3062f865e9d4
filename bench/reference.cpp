#include "bench/reference.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/kernel/history.hpp"
#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"

namespace suits::bench {
namespace {

enum What : std::uint64_t { arrive = 1, start, finish };

Duration exponential(StreamKey key, std::uint64_t ordinal, Purpose purpose, double rate) {
  Draws draws(key, ordinal, 0, purpose);
  return round_duration(-det_log(draws.uniform()) * 3.6e9 / rate);
}

/// Who waits since when, first come first served: a ring that doubles at need.
class Line {
 public:
  struct Customer {
    std::uint64_t number;
    Instant since;
  };
  bool empty() const { return first_ == end_; }
  void push(const Customer& customer) {
    if (end_ - first_ == ring_.size()) grow();
    ring_[end_++ & (ring_.size() - 1)] = customer;
  }
  Customer pop() { return ring_[first_++ & (ring_.size() - 1)]; }

 private:
  void grow() {
    std::vector<Customer> larger(2 * ring_.size());
    for (std::size_t i = first_; i < end_; ++i) {
      larger[i & (larger.size() - 1)] = ring_[i & (ring_.size() - 1)];
    }
    ring_.swap(larger);
  }

  std::vector<Customer> ring_ = std::vector<Customer>(16);
  std::size_t first_ = 0, end_ = 0;
};

/// Poisson arrivals of one class.
class Arrivals {
 public:
  Arrivals(StreamKey key, double rate)
      : key_(key), rate_(rate), next_(Instant{} + exponential(key, 0, Purpose::gap, rate)) {}
  Instant next() const { return next_; }
  std::uint64_t number() const { return number_; }
  StreamKey key() const { return key_; }
  void advance() { next_ = next_ + exponential(key_, ++number_, Purpose::gap, rate_); }

 private:
  StreamKey key_;
  double rate_;
  Instant next_;
  std::uint64_t number_ = 0;
};

/// Ten finish times, and the first of them.
class Servers {
 public:
  Servers() { finish_.fill(kNever); }
  Instant next() const { return finish_[first_]; }
  std::size_t first() const { return first_; }
  bool any_free() const { return busy_ < finish_.size(); }
  std::size_t free_one() const {
    std::size_t s = 0;
    while (finish_[s] < kNever) ++s;
    return s;
  }
  void begin(std::size_t server, Instant until) {
    finish_[server] = until;
    ++busy_;
    find_first();
  }
  void free_first() {
    finish_[first_] = kNever;
    --busy_;
    find_first();
  }
  void go_on(Instant until) {
    finish_[first_] = until;
    find_first();
  }

 private:
  void find_first() {
    first_ = 0;
    for (std::size_t s = 1; s < finish_.size(); ++s) {
      if (finish_[s] < finish_[first_]) first_ = s;
    }
  }

  std::array<Instant, 10> finish_;
  std::size_t first_ = 0, busy_ = 0;
};

double mean_hours(Duration sum, std::uint64_t n) {
  return sum.hours() / static_cast<double>(std::max<std::uint64_t>(n, 1));
}

}  // namespace

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
  result.mean_wait = mean_hours(sum, customers);
  return result;
}

ReferenceResult mm1_event_loop(double arrival_rate, double service_rate, std::uint64_t customers,
                               std::uint64_t seed) {
  Arrivals arrivals(stream_key(seed, 0, 1), arrival_rate);
  History history;
  ReferenceResult result;
  Line line;
  Instant finish_time = kNever;
  std::uint64_t started = 0, finished = 0;
  Duration waited;
  const auto begin = [&](Instant now, const Line::Customer& customer) {
    waited += now - customer.since;
    finish_time = now + exponential(arrivals.key(), customer.number, Purpose::effort, service_rate);
    history.record(now, start, customer.number);
    ++started;
  };
  while (finished < customers) {
    ++result.events;
    if (arrivals.next() < finish_time) {
      const Instant now = arrivals.next();
      const Line::Customer customer{arrivals.number(), now};
      history.record(now, arrive, customer.number);
      arrivals.advance();
      if (finish_time >= kNever) {
        begin(now, customer);
      } else {
        line.push(customer);
      }
    } else {
      const Instant now = finish_time;
      history.record(now, finish, finished++);
      finish_time = kNever;
      if (!line.empty()) begin(now, line.pop());
    }
  }
  result.mean_wait = mean_hours(waited, started);
  result.history = history.hash();
  return result;
}

ReferenceResult mm10_event_loop(double arrival_rate, double service_rate, std::uint64_t customers,
                                std::uint64_t seed) {
  Arrivals arrivals(stream_key(seed, 0, 1), arrival_rate);
  History history;
  ReferenceResult result;
  Line line;
  Servers servers;
  std::uint64_t started = 0, finished = 0;
  Duration waited;
  const auto begin = [&](Instant now, const Line::Customer& customer) {
    waited += now - customer.since;
    history.record(now, start, customer.number);
    ++started;
    return now + exponential(arrivals.key(), customer.number, Purpose::effort, service_rate);
  };
  while (finished < customers) {
    ++result.events;
    if (arrivals.next() < servers.next()) {
      const Instant now = arrivals.next();
      const Line::Customer customer{arrivals.number(), now};
      history.record(now, arrive, customer.number);
      arrivals.advance();
      if (servers.any_free()) {
        servers.begin(servers.free_one(), begin(now, customer));
      } else {
        line.push(customer);
      }
    } else {
      const Instant now = servers.next();
      history.record(now, finish, servers.first());
      ++finished;
      if (line.empty()) {
        servers.free_first();
      } else {
        servers.go_on(begin(now, line.pop()));
      }
    }
  }
  result.mean_wait = mean_hours(waited, started);
  result.history = history.hash();
  return result;
}

ReferenceResult priority_mm10_event_loop(double urgent_rate, double normal_rate,
                                         double service_rate, std::uint64_t customers,
                                         std::uint64_t seed) {
  std::array<Arrivals, 2> arrivals{Arrivals(stream_key(seed, 0, 1), urgent_rate),
                                   Arrivals(stream_key(seed, 0, 2), normal_rate)};
  History history;
  ReferenceResult result;
  std::array<Line, 2> lines;
  Servers servers;
  std::uint64_t finished = 0;
  std::array<std::uint64_t, 2> started{};
  std::array<Duration, 2> waited;
  const auto begin = [&](Instant now, std::size_t urgency, const Line::Customer& customer) {
    waited[urgency] += now - customer.since;
    history.record(now, start, customer.number);
    ++started[urgency];
    return now +
           exponential(arrivals[urgency].key(), customer.number, Purpose::effort, service_rate);
  };
  while (finished < customers) {
    ++result.events;
    const std::size_t next = arrivals[1].next() < arrivals[0].next() ? 1 : 0;
    if (arrivals[next].next() < servers.next()) {
      const Instant now = arrivals[next].next();
      const Line::Customer customer{arrivals[next].number(), now};
      history.record(now, arrive, customer.number);
      arrivals[next].advance();
      if (servers.any_free()) {
        servers.begin(servers.free_one(), begin(now, next, customer));
      } else {
        lines[next].push(customer);
      }
    } else {
      const Instant now = servers.next();
      history.record(now, finish, servers.first());
      ++finished;
      const std::size_t first = lines[0].empty() ? 1 : 0;
      if (lines[first].empty()) {
        servers.free_first();
      } else {
        servers.go_on(begin(now, first, lines[first].pop()));
      }
    }
  }
  result.mean_urgent_wait = mean_hours(waited[0], started[0]);
  result.mean_wait = mean_hours(waited[0] + waited[1], started[0] + started[1]);
  result.history = history.hash();
  return result;
}

}  // namespace suits::bench
