#pragma once

// A compiled expression: instructions for a small stack machine over doubles. Truth is 0 or 1,
// durations are microseconds, instants microseconds since 1970, symbols their id. What a fact is
// worth is the caller's business: `evaluate` asks it by number. Evaluating allocates nothing, and
// uses nothing but exact IEEE operations, so that every machine gives the same bits.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace suits {

enum class FactId : std::uint32_t {};

/// The argument of a fact that takes none.
inline constexpr std::uint32_t kNoArgument = 0xFFFF'FFFFu;

enum class Op : std::uint8_t {
  constant,  // pushes `value`
  fact,      // pushes fact `a` of argument `b`
  negate,    // of the top …
  absolute,
  floor,
  complement,  // not
  is_in,       // 1 if the top is among the `a` constants that follow, which are passed over
  add,         // of the two topmost …
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  add_working,  // an instant and working time after it
  jump,         // passes over `a` instructions; ends a branch
  unless,       // takes the top; if it is 0, passes over `a`
  and_then,     // if the top is 0 it stays and `a` are passed over; else it is taken
  or_else,      // likewise if it is not 0
};

/// Jumps are relative, so that a part of a program is a program.
struct Instruction {
  Op op = Op::constant;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double value = 0;
};

class Program {
 public:
  static constexpr std::size_t kMostDepth = 64;  // of the stack

  /// One without instructions: nothing to evaluate.
  Program() = default;
  /// Requires: well-formed, and depth(code) <= kMostDepth.
  explicit Program(std::vector<Instruction> code);

  bool empty() const { return code_.empty(); }
  const std::vector<Instruction>& code() const { return code_; }

 private:
  std::vector<Instruction> code_;
};

/// How high the stack gets.
std::size_t depth(const std::vector<Instruction>& code);

/// "fact 3(1); 2; >; and +3; fact 4; 1; ==".
std::string to_string(const Program& program);

/// What an operation of two operands gives. Requires: such an operation; not add_working.
inline double apply(Op op, double x, double y) {
  switch (op) {
    case Op::add:
      return x + y;
    case Op::subtract:
      return x - y;
    case Op::multiply:
      return x * y;
    case Op::divide:
      return x / y;
    case Op::minimum:
      return y < x ? y : x;
    case Op::maximum:
      return x < y ? y : x;
    case Op::less:
      return x < y ? 1 : 0;
    case Op::less_equal:
      return x <= y ? 1 : 0;
    case Op::greater:
      return x > y ? 1 : 0;
    case Op::greater_equal:
      return x >= y ? 1 : 0;
    case Op::equal:
      return x == y ? 1 : 0;
    default:
      return x != y ? 1 : 0;
  }
}

/// What an operation of one operand gives.
inline double apply(Op op, double x) {
  switch (op) {
    case Op::negate:
      return -x;
    case Op::absolute:
      return std::fabs(x);
    case Op::floor:
      return std::floor(x);
    default:
      return x == 0 ? 1 : 0;
  }
}

/// The program's value. `facts.fact(FactId, argument)` gives a fact's, `facts.add_working(instant,
/// duration)` the instant so much working time later (earlier, if negative). Never NaN: what has no
/// value (0/0) is 0. Requires: !program.empty().
template <class Facts>
double evaluate(const Program& program, const Facts& facts) {
  double stack[Program::kMostDepth];
  double* top = stack - 1;
  const Instruction* at = program.code().data();
  const Instruction* const end = at + program.code().size();
  for (; at != end; ++at) {
    switch (at->op) {
      case Op::constant:
        *++top = at->value;
        break;
      case Op::fact:
        *++top = facts.fact(static_cast<FactId>(at->a), at->b);
        break;
      case Op::negate:
      case Op::absolute:
      case Op::floor:
      case Op::complement:
        *top = apply(at->op, *top);
        break;
      case Op::is_in: {
        const double x = *top;
        const bool found =
            std::any_of(at + 1, at + 1 + at->a, [x](const Instruction& i) { return i.value == x; });
        *top = found ? 1 : 0;
        at += at->a;
        break;
      }
      case Op::add_working:
        --top;
        *top = facts.add_working(top[0], top[1]);
        break;
      case Op::jump:
        at += at->a;
        break;
      case Op::unless:
        if (*top-- == 0) at += at->a;
        break;
      case Op::and_then:
        if (*top == 0) {
          at += at->a;
        } else {
          --top;
        }
        break;
      case Op::or_else:
        if (*top != 0) {
          at += at->a;
        } else {
          --top;
        }
        break;
      default:
        --top;
        *top = apply(at->op, top[0], top[1]);
    }
  }
  return *top == *top ? *top : 0;
}

}  // namespace suits
