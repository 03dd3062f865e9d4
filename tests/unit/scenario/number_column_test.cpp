#include "engine/scenario/number_column.hpp"

#include "tests/support/catch.hpp"

namespace suits {

TEST_CASE("A column of numbers is the first one, with or without a heading") {
  CHECK(read_number_column("1\n2.5\n", "").values == std::vector<double>{1, 2.5});
  CHECK(read_number_column("wait\r\n1\r\n\r\n2\r\n", "").values == std::vector<double>{1, 2});
  CHECK(read_number_column("\xEF\xBB\xBF\"1\",x\n2,y", "").values == std::vector<double>{1, 2});
}

TEST_CASE("A column is found by its name") {
  const auto column = read_number_column("a,\"b c\",d\n1,2,3\n4,5,6\n", "b c");
  CHECK(column.values == std::vector<double>{2, 5});
}

TEST_CASE("What is wrong in a table is said with its line") {
  const auto error = [](const char* text, const char* name = "") {
    const auto column = read_number_column(text, name);
    return std::to_string(column.line) + ": " + column.error;
  };
  CHECK(error("x\n1\ny\n") == "3: 'y' is not a number");
  CHECK(error("1\n-2\n") == "2: -2 is negative");
  CHECK(error("1\nnan\n") == "2: 'nan' is not a number");
  CHECK(error("") == "0: holds no numbers");
  CHECK(error("wait\n") == "0: holds no numbers");
  CHECK(error("waits,days\n1,2\n", "wait") == "1: no column 'wait'; did you mean 'waits'?");
}

}  // namespace suits
