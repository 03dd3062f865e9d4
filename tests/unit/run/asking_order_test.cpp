#include "engine/run/asking_order.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

using Standing = AskingOrder::Standing;

/// People 100, 101, … and what they are at.
struct Group {
  explicit Group(std::uint32_t size, AskedBy by) : standings(size), tree(people(size), by) {}
  static std::vector<PersonId> people(std::uint32_t size) {
    std::vector<PersonId> out;
    for (std::uint32_t i = 0; i < size; ++i) out.push_back(PersonId{100 + i});
    return out;
  }
  template <class May>
  PersonId first(May may, std::uint32_t end = ~0u) {
    return tree.first([this](PersonId p) { return standings[raw(p) - 100]; }, end, may);
  }
  PersonId first() {
    return first([](PersonId) { return true; });
  }
  void set(std::uint32_t place, const Standing& standing) {
    standings[place] = standing;
    tree.note(place);
  }

  std::vector<Standing> standings;
  AskingOrder tree;
};

}  // namespace

TEST_CASE("Of free people the longest idle is asked first, of several the first by name") {
  Group group(3, AskedBy::idle_since);
  CHECK(group.first() == kNone<PersonId>);
  group.set(0, {true, 0, 7, 1});
  group.set(1, {true, 0, 5, 1});
  group.set(2, {true, 0, 5, 1});
  CHECK(group.first() == PersonId{101});
  CHECK(group.first([](PersonId p) { return p != PersonId{101}; }) == PersonId{102});
  CHECK(group.first([](PersonId) { return false; }) == kNone<PersonId>);
  group.set(1, {true, 1, 5, 1});  // something in hand comes before idleness
  CHECK(group.first() == PersonId{102});
  group.set(2, {});
  CHECK(group.first() == PersonId{100});
}

TEST_CASE("By load, roles kept count in proportion to hours") {
  Group group(2, AskedBy::load);
  group.set(0, {true, 0, 3, 40});
  group.set(1, {true, 0, 2, 20});
  CHECK(group.first() == PersonId{100});
  group.set(0, {true, 0, 4, 40});
  CHECK(group.first() == PersonId{100});
  group.set(0, {true, 0, 5, 40});
  CHECK(group.first() == PersonId{101});
}

TEST_CASE("A tournament agrees with a search through everybody") {
  for (const AskedBy by : {AskedBy::idle_since, AskedBy::load}) {
    for (const std::uint32_t size : {1u, 5u, 64u, 200u}) {
      CAPTURE(size);
      Group group(size, by);
      Draws draws(stream_key(size, 0, 3), 0, 0, Purpose::gap);
      const auto below = [&](std::uint64_t n) { return draws.bits() % n; };
      for (int round = 0; round < 300; ++round) {
        for (std::uint64_t changes = below(6); changes-- > 0;) {
          const auto place = static_cast<std::uint32_t>(below(size));
          const bool free = below(3) > 0;
          const auto works = static_cast<std::uint32_t>(below(2));
          const auto amount = static_cast<std::int64_t>(below(5));
          group.set(place, {free, works, amount, 1 + static_cast<std::int64_t>(below(3))});
        }
        if (below(20) == 0) {
          for (Standing& standing : group.standings) standing.asked = below(2) == 0;
          group.tree.note_all();
        }
        const std::uint64_t asked = below(4);
        const auto may = [&](PersonId p) { return raw(p) % 4 <= asked; };
        PersonId expected = kNone<PersonId>;
        const auto before = [&](std::uint32_t a, std::uint32_t b) {
          const Standing &x = group.standings[a], &y = group.standings[b];
          const std::int64_t of_x = by == AskedBy::load ? x.amount * y.hours : x.amount;
          const std::int64_t of_y = by == AskedBy::load ? y.amount * x.hours : y.amount;
          return std::tuple(x.rank, of_x, a) < std::tuple(y.rank, of_y, b);
        };
        for (std::uint32_t i = 0; i < size; ++i) {
          if (!group.standings[i].asked || !may(PersonId{100 + i})) continue;
          if (expected == kNone<PersonId> || before(i, raw(expected) - 100)) {
            expected = PersonId{100 + i};
          }
        }
        REQUIRE(group.first(may) == expected);
      }
    }
  }
}

}  // namespace suits
