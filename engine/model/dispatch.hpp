#pragma once

// What a free person takes next: the rule, and the urgency that it gives a request. A smaller
// urgency goes first; ties go by arrival number.

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/model/ids.hpp"

namespace suits {

enum class DispatchRule : std::uint8_t {
  first_come,
  last_come,
  earliest_due,
  earliest_step_due,  // backward pass: the latest finish of the step
  shortest,
  weighted_shortest,
  least_slack,
  weighted_slack,
  critical_ratio,
  atc,     // apparent tardiness cost (Vepsalainen & Morton, Management Science 33, 1987)
  random,  // a new order at every instant
  fixed,   // kinds of work in a stated order
  expression,
};

/// Whether the rule asks for due dates.
bool orders_by_due(DispatchRule rule);

struct Dispatch {
  DispatchRule rule = DispatchRule::first_come;
  bool known = false;                 // efforts are known before the work, not only expected
  double lookahead = 2;               // atc: k
  double mean_effort = 0;             // atc: the mean effort of what the role is asked for [us]
  std::vector<std::uint32_t> place;   // fixed: by KindId
  std::int32_t expression = -1;       // index into RuleBook::keys

  Dispatch() = default;
  Dispatch(DispatchRule r) : rule(r) {}  // NOLINT: most rules are only a name
};

/// The urgency of a request under a rule. Over the agency's working time W it is
///   constant: value ÷ divisor;  falling: (value − W) ÷ divisor;  floored: max(0, value − W) − offset
/// so that those of one divisor (and those of a floored rule on one side of their floor) keep their
/// order while time moves. `drawn` (a new draw at every instant) and `computed` (an expression that
/// moves with time) have no lasting order and no value of their own here.
struct Urgency {
  enum class Form : std::uint8_t { constant, falling, floored, drawn, computed };
  std::int64_t value = 0;
  std::int64_t divisor = 1;  // > 0
  std::int64_t offset = 0;   // floored
  Form form = Form::constant;
};

/// An urgency at one instant: a quotient, compared exactly.
struct Quotient {
  std::int64_t numerator = 0;
  std::int64_t divisor = 1;  // > 0

  friend bool operator<(const Quotient& a, const Quotient& b) {
    if (a.divisor == b.divisor) return a.numerator < b.numerator;
    __extension__ using Wide128 = __int128;
    return static_cast<Wide128>(a.numerator) * b.divisor <
           static_cast<Wide128>(b.numerator) * a.divisor;
  }
  friend bool operator==(const Quotient& a, const Quotient& b) { return !(a < b) && !(b < a); }
};

/// At working time `worked` of the agency.
inline Quotient at(const Urgency& u, Duration worked) {
  switch (u.form) {
    case Urgency::Form::constant: return {u.value, u.divisor};
    case Urgency::Form::falling: return {u.value - worked.us, u.divisor};
    case Urgency::Form::floored:
      return {(u.value > worked.us ? u.value - worked.us : 0) - u.offset, 1};
    case Urgency::Form::drawn:
    case Urgency::Form::computed: break;
  }
  return {};
}

/// What is known of a request for its dispatch.
struct Urgent {
  KindId kind{};
  std::uint64_t number = 0;    // arrival number
  Instant due = kNever;
  Duration due_worked;         // W(due)
  Duration own, tail;          // expected work left on it, and after it on the longest path
  Duration left;               // own in truth
  std::uint32_t weight = 1000;  // thousandths
};

/// The urgency under every rule but `expression`. Work without a due date comes last
/// under the rules that look at it.
Urgency urgency(const Dispatch& dispatch, const Urgent& request);

}  // namespace suits
