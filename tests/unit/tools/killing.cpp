#include "tests/unit/tools/killing.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "engine/book/book.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

namespace suits::test {

int killed_to_death(const std::string& path, const std::string& line, int kills, int first_ms) {
  const std::string book = " --book " + path;
  const std::string whole = run_program(line + " --no-record").out;
  REQUIRE_FALSE(whole.empty());
  int useful = 0;
  std::uint64_t before = 0;
  int longer = 0;
  for (int k = 0; k < kills + 12 && useful < kills; ++k) {
    // Later and later, by odd amounts: in start-up, in the midst of courses, while it writes.
    const int ms = std::min(999, first_ms + longer + (k * 37) % 60);
    longer += 40;  // for a machine that is slow to begin; taken back where it was long enough
    run_program("--version >/dev/null; timeout -s KILL 0." + std::to_string(1000 + ms).substr(1) +
                " \"$SUITS_PROGRAM\" " + line + " --threads 2" + book);
    if (!Book::exists(path)) continue;
    Book kept(path);
    kept.check();
    auto entries = kept.list();
    // A killed process takes a moment to end, and its lock with it.
    for (int wait = 0; wait < 500 && !entries.empty() && entries[0].state == RunState::running;
         ++wait) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      entries = kept.list();
    }
    if (entries.empty()) continue;
    REQUIRE(entries.size() == 1);  // it finds itself again
    if (entries[0].state == RunState::done) break;
    CHECK(entries[0].state == RunState::interrupted);
    CHECK(entries[0].played >= before);
    useful += entries[0].played > before;
    if (entries[0].played > before) longer -= 40;
    before = entries[0].played;
  }
  const Outcome last = run_program(line + book);
  CHECK(last.code == 0);
  CHECK(last.out == whole);
  CHECK(run_program("runs play 1" + book).code == 0);
  return useful;
}

}  // namespace suits::test
