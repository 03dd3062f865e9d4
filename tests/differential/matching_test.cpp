// The fast engine against the naive one on random agencies: the same history to the record, and
// the exact laws. SUITS_RANDOM="from to" plays other seeds than the few hundred of every day,
// SUITS_FEATURES names the features (naive/features.cpp) that they may have.

#include <cstdlib>
#include <stdexcept>

#include "tests/support/catch.hpp"
#include "tests/support/naive/comparison.hpp"
#include "tests/support/naive_scenario.hpp"

using namespace suits;

namespace {

void compare(std::uint64_t from, std::uint64_t to, bool all_features) {
  if (const char* range = std::getenv("SUITS_RANDOM")) {
    char* rest = nullptr;
    from = std::strtoull(range, &rest, 10);
    to = std::max<std::uint64_t>(from, std::strtoull(rest, nullptr, 10));
  }
  int failures = 0;
  for (std::uint64_t seed = from; seed <= to && failures < 3; ++seed) {
    const Model model = random_scenario(seed, all_features);
    std::string wrong;
    try {
      wrong = differences(model, seed);
    } catch (const std::logic_error& error) {
      wrong = error.what();
    }
    if (wrong.empty()) continue;
    ++failures;
    UNSCOPED_INFO("seed " << seed << ":\n" << wrong << (failures == 1 ? outline(model) : ""));
    CHECK(wrong.empty());
  }
  SUCCEED("seeds " << from << " to " << to);
}

}  // namespace

TEST_CASE("On random agencies the fast engine and the naive one tell the same history") {
  compare(1, 400, false);
}

TEST_CASE("On agencies with all features they do so too") { compare(1, 40, true); }
