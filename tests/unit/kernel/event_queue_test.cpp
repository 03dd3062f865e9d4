#include "engine/kernel/event_queue.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "engine/kernel/history.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

Instant at(std::int64_t us) { return Instant{us}; }

std::vector<std::uint64_t> drain(EventQueue& queue) {
  std::vector<std::uint64_t> payloads;
  while (!queue.empty()) payloads.push_back(queue.pop().payload);
  return payloads;
}

}  // namespace

TEST_CASE("Events leave by time, then class, then id") {
  EventQueue queue;
  queue.schedule(at(5), EventClass::calendar, 1, 10);
  queue.schedule(at(3), EventClass::arrival, 1, 20);
  queue.schedule(at(3), EventClass::finish, 9, 30);
  queue.schedule(at(3), EventClass::finish, 2, 40);
  queue.schedule(at(3), EventClass::calendar, 7, 50);
  CHECK(queue.next_time() == at(3));
  CHECK(drain(queue) == std::vector<std::uint64_t>{50, 40, 30, 20, 10});
}

TEST_CASE("An event gives back what it was scheduled with") {
  EventQueue queue;
  queue.schedule(at(-7), EventClass::answer, (std::uint64_t{1} << 60) - 1, 99);
  const EventQueue::Event event = queue.pop();
  CHECK(event.time == at(-7));
  CHECK(event.event_class == EventClass::answer);
  CHECK(event.id == (std::uint64_t{1} << 60) - 1);
  CHECK(event.payload == 99);
}

TEST_CASE("A cancelled event never comes, a moved one comes at its new time in its old order") {
  EventQueue queue;
  const EventHandle a = queue.schedule(at(1), EventClass::finish, 1, 1);
  const EventHandle b = queue.schedule(at(2), EventClass::finish, 2, 2);
  queue.schedule(at(4), EventClass::finish, 3, 3);
  queue.cancel(a);
  queue.reschedule(b, at(4));
  CHECK(drain(queue) == std::vector<std::uint64_t>{2, 3});
}

TEST_CASE("Thousands of random operations agree with a sorted list") {
  struct Pending {
    std::int64_t time;
    std::uint64_t event_class, id;
    EventHandle handle;
    auto key() const { return std::tuple(time, event_class, id); }
  };
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Draws draws(stream_key(seed, 0, 3), 0, 0, Purpose::gap);
    const auto below = [&](std::uint64_t n) { return draws.bits() % n; };
    EventQueue queue;
    std::vector<Pending> list;
    for (std::uint64_t id = 0; id < 2000; ++id) {
      const std::uint64_t what = below(10);
      if (what < 5 || list.empty()) {
        Pending p{static_cast<std::int64_t>(below(50)), below(6), id, kNoEvent};
        p.handle = queue.schedule(at(p.time), static_cast<EventClass>(p.event_class), id, id);
        list.push_back(p);
      } else if (what < 7) {
        const auto first = std::min_element(
            list.begin(), list.end(), [](auto& a, auto& b) { return a.key() < b.key(); });
        REQUIRE(queue.pop().payload == first->id);
        list.erase(first);
      } else {
        const auto one = list.begin() + static_cast<std::ptrdiff_t>(below(list.size()));
        if (what == 7) {
          queue.cancel(one->handle);
          list.erase(one);
        } else {
          one->time = static_cast<std::int64_t>(below(50));
          queue.reschedule(one->handle, at(one->time));
        }
      }
      REQUIRE(queue.size() == list.size());
    }
    std::sort(list.begin(), list.end(), [](auto& a, auto& b) { return a.key() < b.key(); });
    for (const Pending& p : list) REQUIRE(queue.pop().payload == p.id);
  }
}

TEST_CASE("A history depends on every record and on their order") {
  const auto hash = [](std::vector<std::tuple<int, int, int>> records) {
    History history;
    for (const auto& [time, what, who] : records) {
      history.record(at(time), static_cast<std::uint64_t>(what), static_cast<std::uint64_t>(who));
    }
    return history.hash();
  };
  const std::uint64_t base = hash({{1, 2, 3}, {4, 5, 6}});
  CHECK(hash({{1, 2, 3}, {4, 5, 6}}) == base);
  CHECK(hash({{4, 5, 6}, {1, 2, 3}}) != base);
  CHECK(hash({{1, 2, 3}}) != base);
  CHECK(hash({{1, 2, 4}, {4, 5, 6}}) != base);
  CHECK(hash({{1, 3, 3}, {4, 5, 6}}) != base);
  CHECK(hash({{2, 2, 3}, {4, 5, 6}}) != base);
}

}  // namespace suits
