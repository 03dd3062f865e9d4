#include "engine/expression/program.hpp"

#include <limits>

#include "tests/support/catch.hpp"

namespace suits {
namespace {

/// Fact n is worth 10 n, plus its argument; working time runs at half the pace of the clock.
struct Facts {
  mutable int asked = 0;
  double fact(FactId id, std::uint32_t argument) const {
    ++asked;
    return 10 * static_cast<double>(id) + (argument == kNoArgument ? 0 : argument);
  }
  double add_working(double instant, double duration) const { return instant + 2 * duration; }
};

Instruction constant(double value) { return {Op::constant, 0, 0, value}; }
Instruction fact(std::uint32_t id, std::uint32_t argument = kNoArgument) {
  return {Op::fact, id, argument, 0};
}
Instruction op(Op op, std::uint32_t skip = 0) { return {op, skip, 0, 0}; }

double value(std::vector<Instruction> code, int* asked = nullptr) {
  const Facts facts;
  const double out = evaluate(Program(std::move(code)), facts);
  if (asked != nullptr) *asked = facts.asked;
  return out;
}

}  // namespace

TEST_CASE("Every operation of two operands does what it says") {
  struct Row {
    Op op;
    double x, y, result;
  };
  const Row rows[] = {
      {Op::add, 3, 4, 7},           {Op::subtract, 3, 4, -1},  {Op::multiply, 3, 4, 12},
      {Op::divide, 3, 4, 0.75},     {Op::minimum, 3, 4, 3},    {Op::minimum, 4, 3, 3},
      {Op::maximum, 3, 4, 4},       {Op::maximum, 4, 3, 4},    {Op::less, 3, 4, 1},
      {Op::less, 4, 4, 0},          {Op::less_equal, 4, 4, 1}, {Op::less_equal, 5, 4, 0},
      {Op::greater, 4, 4, 0},       {Op::greater, 5, 4, 1},    {Op::greater_equal, 4, 4, 1},
      {Op::greater_equal, 3, 4, 0}, {Op::equal, 4, 4, 1},      {Op::equal, 3, 4, 0},
      {Op::not_equal, 4, 4, 0},     {Op::not_equal, 3, 4, 1},  {Op::add_working, 3, 4, 11}};
  for (const Row& row : rows) {
    INFO(static_cast<int>(row.op) << " of " << row.x << " and " << row.y);
    CHECK(value({constant(row.x), constant(row.y), op(row.op)}) == row.result);
  }
}

TEST_CASE("Every operation of one operand does what it says") {
  CHECK(value({constant(-2.5), op(Op::negate)}) == 2.5);
  CHECK(value({constant(-2.5), op(Op::absolute)}) == 2.5);
  CHECK(value({constant(-2.5), op(Op::floor)}) == -3);
  CHECK(value({constant(0), op(Op::complement)}) == 1);
  CHECK(value({constant(1), op(Op::complement)}) == 0);
}

TEST_CASE("Facts are asked by their number and argument") {
  CHECK(value({fact(7)}) == 70);
  CHECK(value({fact(7, 3)}) == 73);
}

TEST_CASE("What need not be looked at is not asked") {
  int asked = 0;
  CHECK(value({fact(0), op(Op::and_then, 1), fact(1)}, &asked) == 0);
  CHECK(asked == 1);
  CHECK(value({fact(1), op(Op::and_then, 1), fact(2)}, &asked) == 20);
  CHECK(asked == 2);
  CHECK(value({fact(1), op(Op::or_else, 1), fact(2)}, &asked) == 10);
  CHECK(asked == 1);
  CHECK(value({fact(0), op(Op::or_else, 1), fact(2)}, &asked) == 20);
  CHECK(asked == 2);
  for (const double condition : {0.0, 1.0}) {
    CHECK(value({constant(condition), op(Op::unless, 2), fact(5), op(Op::jump, 1), fact(6)},
                &asked) == (condition != 0 ? 50 : 60));
    CHECK(asked == 1);
  }
}

TEST_CASE("A list is passed over whole") {
  const auto in = [](double x) {
    return value(
        {constant(x), op(Op::is_in, 2), constant(3), constant(5), constant(100), op(Op::add)});
  };
  CHECK(in(3) == 101);
  CHECK(in(5) == 101);
  CHECK(in(4) == 100);
}

TEST_CASE("What has no value counts as zero") {
  CHECK(value({constant(0), constant(0), op(Op::divide)}) == 0);
  CHECK(value({constant(1), constant(0), op(Op::divide)}) ==
        std::numeric_limits<double>::infinity());
}

TEST_CASE("The depth of a program is that of its stack") {
  CHECK(depth({constant(1), constant(2), op(Op::add), constant(3), op(Op::add)}) == 2);
  CHECK(depth({constant(1), constant(2), constant(3), op(Op::add), op(Op::add)}) == 3);
  CHECK(depth({fact(0), op(Op::is_in, 3), constant(1), constant(2), constant(3)}) == 1);
  CHECK(depth({constant(1), op(Op::unless, 2), fact(5), op(Op::jump, 1), fact(6)}) == 1);
  CHECK(depth({fact(0), op(Op::and_then, 1), fact(1), op(Op::complement)}) == 1);
  CHECK(depth({}) == 0);
}

}  // namespace suits
