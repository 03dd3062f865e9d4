#include "engine/run/waiting.hpp"

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
