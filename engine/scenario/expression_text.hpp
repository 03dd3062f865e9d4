#pragma once

// Expressions as they are written: `job.late > 1 working day and account.tier in [key, core]`. No
// loops, no side effects: what is wrong with one is said when it is read.
//
//   or   and   not   == != < <= > >= in [a, b]   + -   * /   - (sign)   min max abs floor if(c, a,
//   b)
//
// Types are checked, and so is the clock of every duration. A bare `h` or `min` is elapsed time or
// effort, by what it meets; a bare 0 is any of them.

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/expression/expression.hpp"
#include "engine/scenario/cursor.hpp"
#include "engine/scenario/vocabulary.hpp"

namespace suits {

struct ExpressionWish {
  std::optional<Type> type;  // nothing: a number, a duration or a date, whatever can be ordered
  /// Facts that move may only stand alone on one side of a comparison, so that each is a crossing.
  bool triggers = false;
  std::uint32_t groups = ~0u;  // of facts that may be asked …
  std::string_view here = "";  // … and which these are, as a hint
};

inline constexpr std::size_t kMostExpression = 4096;  // [bytes]
inline constexpr std::size_t kMostNesting = 40;

/// The compiled expression, or all that is wrong with it, in order (at most one fault where the
/// text has no grammar).
std::variant<Expression, std::vector<Fault>> parse_expression(std::string_view text,
                                                              const Vocabulary& vocabulary,
                                                              const ExpressionWish& wish);

}  // namespace suits
