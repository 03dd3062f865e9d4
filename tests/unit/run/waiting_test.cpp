#include "engine/run/waiting.hpp"

#include <algorithm>
#include <random>

#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("What is past its floor hides nothing that stands behind it") {
  // Urgencies max(0, value − W) − offset at W = 100: −50, −30 (past its floor), 70, −35. As heap the
  // last one hangs below the second.
  WaitingQueue queue;
  const std::int64_t value[] = {200, 90, 300, 200}, offset[] = {150, 30, 130, 135};
  for (std::uint64_t i = 0; i < 4; ++i) {
    const Urgency urgency{value[i], 1, offset[i], Urgency::Form::floored};
    queue.push({0, urgency, i, static_cast<TaskId>(i), 0});
  }
  std::vector<WaitingQueue::Place> way;
  std::vector<std::uint64_t> seen;
  queue.look(microseconds(100), [](const auto&) { return true; },
             [](const auto&) { return Quotient{}; }, way,
             [&](const WaitingQueue::Entry& e, const Priority&) {
               seen.push_back(e.number);
               return true;
             });
  CHECK(seen == std::vector<std::uint64_t>{0, 3, 1, 2});
}

TEST_CASE("Ratios that fall at many rates come in their order at every time") {
  // (value − W) ÷ divisor, as of critical ratio, against a sort.
  std::mt19937 draw(7);
  WaitingQueue queue;
  std::vector<WaitingQueue::Entry> all;
  for (std::uint64_t i = 0; i < 500; ++i) {
    const auto value = static_cast<std::int64_t>(draw() % 100'000);
    const auto divisor = static_cast<std::int64_t>(1 + draw() % 5'000);
    const Urgency urgency{value, divisor, 0, Urgency::Form::falling};
    all.push_back({static_cast<std::uint32_t>(draw() % 2), urgency, i, static_cast<TaskId>(i), 0});
    queue.push(all.back());
  }
  std::vector<WaitingQueue::Place> way;
  for (const std::int64_t now : {0, 30'000, 60'000, 120'000}) {
    const auto priority = [&](const WaitingQueue::Entry& e) {
      return Priority{e.class_and_cover, {e.urgency.value - now, e.urgency.divisor}, e.number};
    };
    std::sort(all.begin(), all.end(),
              [&](const auto& a, const auto& b) { return priority(a) < priority(b); });
    std::vector<std::uint64_t> seen, expected;
    for (const auto& e : all) expected.push_back(e.number);
    queue.look(microseconds(now), [](const auto&) { return true; },
               [](const auto&) { return Quotient{}; }, way,
               [&](const WaitingQueue::Entry& e, const Priority& p) {
                 seen.push_back(e.number);
                 CHECK(p == priority(e));
                 return true;
               });
    CHECK(seen == expected);
  }
}
