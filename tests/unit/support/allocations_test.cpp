#include "tests/support/allocations.hpp"

#include <memory>
#include <vector>

#include "tests/support/catch.hpp"

namespace suits {

TEST_CASE("What is allocated is counted, and what is given back", "[steady]") {
  const Allocations before = allocations();
  {
    const auto one = std::make_unique<std::vector<char>>(100'000);
    CHECK(allocations().count == before.count + 2);
    CHECK(allocations().bytes >= before.bytes + 100'000);
  }
  CHECK(allocations().bytes == before.bytes);
  CHECK(allocations().peak >= before.bytes + 100'000);
  reset_peak();
  CHECK(allocations().peak == before.bytes);
}

}  // namespace suits
