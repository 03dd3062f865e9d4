#pragma once

// What is known of an expression besides its value: its type, which facts it asks, and when time
// alone can turn it.

#include <cstdint>
#include <vector>

#include "engine/expression/program.hpp"

namespace suits {

/// A set of names: the roles, the kinds of work …
enum class DomainId : std::uint32_t {};

enum class ValueSort : std::uint8_t {
  number,  // shares too
  truth,
  working,  // durations [us]: of the agency's working time …
  elapsed,  // … of the civil clock …
  effort,   // … of a person's work
  instant,
  symbol,  // of `domain`
};
struct Type {
  ValueSort sort = ValueSort::number;
  DomainId domain{};  // of a symbol
  bool operator==(const Type&) const = default;
};

/// How a fact changes while nothing happens.
enum class Motion : std::uint8_t {
  still,
  elapsed,  // with the civil clock, by `rate` microseconds a microsecond
  working,  // likewise with the agency's working time
};

struct FactUse {
  FactId id{};
  std::uint32_t argument = kNoArgument;
  bool operator==(const FactUse&) const = default;
};

/// A comparison `fact op bound` of a fact that moves with something that does not: time alone can
/// turn it, when the fact reaches the bound.
struct Crossing {
  FactUse fact;
  Motion motion = Motion::still;
  int rate = 1;  // 1 or -1
  Op op = Op::less;
  Program bound;
};

struct Expression {
  Program program;
  Type type;
  std::vector<FactUse> uses;  // distinct, in written order
  bool moves = false;         // asks a fact that moves
  std::vector<Crossing> crossings;
};

}  // namespace suits
