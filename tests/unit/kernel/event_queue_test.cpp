#include "engine/kernel/event_queue.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/kernel/history.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/allocations.hpp"
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
  const EventHandle moved = queue.reschedule(b, at(4));
  CHECK(moved != kNoEvent);
  CHECK(drain(queue) == std::vector<std::uint64_t>{2, 3});
}

TEST_CASE("Thousands of random operations agree with a sorted list") {
  struct Listed {
    std::int64_t time;
    std::uint64_t event_class, id;
    EventHandle handle;
    auto key() const { return std::tuple(time, event_class, id); }
  };
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Draws draws(stream_key(seed, 0, 3), 0, 0, Purpose::gap);
    const auto below = [&](std::uint64_t n) { return draws.bits() % n; };
    EventQueue queue;
    std::vector<Listed> list;
    for (std::uint64_t id = 0; id < 2000; ++id) {
      const std::uint64_t what = below(10);
      if (what < 5 || list.empty()) {
        Listed p{static_cast<std::int64_t>(below(50)), below(6), id, kNoEvent};
        p.handle = queue.schedule(at(p.time), static_cast<EventClass>(p.event_class), id, id);
        list.push_back(p);
      } else if (what < 7) {
        const auto first = std::min_element(list.begin(), list.end(),
                                            [](auto& a, auto& b) { return a.key() < b.key(); });
        REQUIRE(queue.pop().payload == first->id);
        list.erase(first);
      } else {
        const auto one = list.begin() + static_cast<std::ptrdiff_t>(below(list.size()));
        if (what == 7) {
          queue.cancel(one->handle);
          list.erase(one);
        } else {
          one->time = static_cast<std::int64_t>(below(50));
          one->handle = queue.reschedule(one->handle, at(one->time));
        }
      }
      REQUIRE(queue.size() == list.size());
    }
    std::sort(list.begin(), list.end(), [](auto& a, auto& b) { return a.key() < b.key(); });
    for (const Listed& p : list) REQUIRE(queue.pop().payload == p.id);
  }
}

namespace {

/// Random operations on a queue and on a sorted list. `time(now, draws)` says when the next event
/// is to come; so many are pending in the mean.
template <class Time>
void agree(std::uint64_t seed, std::size_t pending, int operations, Time time) {
  using Entry = std::tuple<std::int64_t, std::uint64_t, std::uint64_t>;  // time, class, id
  Draws draws(stream_key(seed, 0, 4), 0, 0, Purpose::gap);
  EventQueue queue;
  std::set<Entry> list;
  std::vector<std::pair<Entry, EventHandle>> known;  // some of which may have come
  std::int64_t now = 0;
  std::uint64_t id = 0;
  const auto some = [&] {
    return known.begin() + static_cast<std::ptrdiff_t>(draws.bits() % known.size());
  };
  for (int i = 0; i < operations; ++i) {
    const std::uint64_t what = draws.bits() % 16;
    if (list.size() < pending || what < 5) {
      const Entry entry{time(now, draws), draws.bits() % 6, id};
      known.emplace_back(
          entry, queue.schedule(at(std::get<0>(entry)), static_cast<EventClass>(std::get<1>(entry)),
                                id, ~id));
      list.insert(entry);
      ++id;
    } else if (what < 13 || known.empty()) {
      REQUIRE(queue.next_time() == at(std::get<0>(*list.begin())));
      const EventQueue::Event event = queue.pop();
      REQUIRE(Entry{event.time.us, static_cast<std::uint64_t>(event.event_class), event.id} ==
              *list.begin());
      REQUIRE(event.payload == ~event.id);
      now = event.time.us;
      list.erase(list.begin());
    } else {
      const auto one = some();
      if (list.erase(one->first) > 0) {
        if (what < 15) {
          queue.cancel(one->second);
        } else {
          std::get<0>(one->first) = time(now, draws);
          one->second = queue.reschedule(one->second, at(std::get<0>(one->first)));
          list.insert(one->first);
          continue;
        }
      }
      *one = known.back();
      known.pop_back();
    }
    REQUIRE(queue.size() == list.size());
  }
  for (const Entry& entry : list) REQUIRE(queue.pop().id == std::get<2>(entry));
  CHECK(queue.empty());
}

}  // namespace

TEST_CASE("Many events agree with a sorted list, however their instants are spread") {
  for (const std::size_t pending : {60, 500, 5'000}) {
    CAPTURE(pending);
    const int operations = 12 * static_cast<int>(pending);
    // After an even gap; after gaps of every magnitude, many of them none; at few instants; all at
    // one; before what has come, too, and before 1970.
    agree(1, pending, operations, [](std::int64_t now, Draws& draws) {
      return now + static_cast<std::int64_t>(draws.bits() % 1'000'000'000);
    });
    agree(2, pending, operations, [](std::int64_t now, Draws& draws) {
      const std::uint64_t bits = draws.bits();
      return now + static_cast<std::int64_t>(bits % 4 == 0 ? 0 : bits >> (20 + bits % 40));
    });
    agree(3, pending, operations, [](std::int64_t now, Draws& draws) {
      return (now / 1'000 + static_cast<std::int64_t>(draws.bits() % 4)) * 1'000;
    });
    agree(4, pending, operations, [](std::int64_t, Draws&) { return std::int64_t{77}; });
    agree(5, pending, operations,
          [](std::int64_t, Draws& draws) { return static_cast<std::int64_t>(draws.bits()) / 2; });
    agree(6, pending, operations, [](std::int64_t now, Draws& draws) {
      return now - 500 + static_cast<std::int64_t>(draws.bits() % 100'000) - 40'000;
    });
  }
}

TEST_CASE("The earliest and the latest instants there are keep their order") {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EventQueue queue;
  std::uint64_t id = 0;
  for (const std::int64_t time : {most, least, most - 1, least + 1, std::int64_t{0}}) {
    for (int i = 0; i < 1'000; ++i, ++id) queue.schedule(at(time), EventClass::finish, id, id);
  }
  std::vector<std::uint64_t> expected;
  for (const std::uint64_t block : {1, 3, 4, 2, 0}) {
    for (std::uint64_t i = 0; i < 1'000; ++i) expected.push_back(1'000 * block + i);
  }
  CHECK(drain(queue) == expected);
}

TEST_CASE("What is cancelled does not pile up") {
  EventQueue queue;
  for (std::uint64_t id = 0; id < 3'000; ++id) {
    queue.schedule(at(static_cast<std::int64_t>(id)), EventClass::finish, id, id);
  }
  const auto cancel_one = [&queue](std::uint64_t id) {
    queue.cancel(queue.schedule(at(5'000'000), EventClass::timer, id, id));
  };
  for (std::uint64_t id = 0; id < 10'000; ++id) cancel_one(id);
  const std::uint64_t before = allocations().count;
  for (std::uint64_t id = 10'000; id < 100'000; ++id) cancel_one(id);
  CHECK(allocations().count == before);
  CHECK(queue.size() == 3'000);
}

TEST_CASE("Where many are pending, an event allocates nothing") {
  EventQueue queue;
  Draws draws(stream_key(1, 0, 5), 0, 0, Purpose::gap);
  std::uint64_t id = 0;
  const auto add = [&](Instant now) {
    const auto gap = static_cast<std::int64_t>(draws.bits() % 1'000'000);
    queue.schedule(now + microseconds(gap), EventClass::finish, id, id);
    ++id;
  };
  while (queue.size() < 20'000) add({});
  const auto hold = [&](int times) {
    for (int i = 0; i < times; ++i) add(queue.pop().time);
  };
  hold(200'000);
  const std::uint64_t before = allocations().count;
  hold(200'000);
  CHECK(allocations().count == before);
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
