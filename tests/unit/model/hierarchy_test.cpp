#include "engine/model/hierarchy.hpp"

#include <algorithm>

#include "engine/model/natural_order.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("Numbers after # count as numbers") {
  std::vector<std::string> names{"ae#10", "ae#2", "b", "ae", "a", "ae#x", "ae#02", "äe"};
  std::sort(names.begin(), names.end(),
            [](const auto& a, const auto& b) { return natural_less(a, b); });
  CHECK(names == std::vector<std::string>{"a", "ae", "ae#02", "ae#2", "ae#10", "ae#x", "b", "äe"});
  CHECK_FALSE(natural_less("ae#2", "ae#2"));
}

TEST_CASE("Lower roles are matched before higher ones, parties and the client last") {
  Diagnostics diagnostics;
  // The executive reports to the manager and to the director: the longest way counts.
  const std::vector<ReportingRole> roles{
      {"director", {}, {}, false}, {"manager", {}, {0}, false}, {"executive", {}, {1, 0}, false},
      {"planner", {}, {0}, false}, {"client", {}, {}, true},    {"creative", {}, {}, true}};
  const auto hierarchy = build_hierarchy(roles, diagnostics);
  REQUIRE(hierarchy);
  CHECK(hierarchy->height == std::vector<int>{0, 1, 2, 1, 0, 0});
  CHECK(hierarchy->match_order == std::vector<std::size_t>{2, 1, 3, 0, 4, 5});
}

TEST_CASE("A reporting line that bites its tail is named whole") {
  Diagnostics diagnostics;
  const std::vector<ReportingRole> roles{{"a", {0, 1, 4, 2}, {1}, false},
                                         {"b", {0, 1, 5, 2}, {2}, false},
                                         {"c", {0, 1, 6, 2}, {0, 3}, false},
                                         {"d", {}, {}, false},
                                         {"e", {0, 1, 8, 2}, {4}, false}};
  CHECK_FALSE(build_hierarchy(roles, diagnostics));
  REQUIRE(diagnostics.items().size() == 2);
  CHECK(diagnostics.items()[0].message ==
        "the reporting line runs in a circle: a reports to b, who reports to c, who reports to a");
  CHECK(diagnostics.items()[0].span.line == 4);
  CHECK(diagnostics.items()[1].message == "the reporting line runs in a circle: e reports to e");
}
