// Rules as they are written, and what may be judged of one alone.

#include <cmath>

#include "engine/scenario/read_shapes.hpp"

namespace suits {

namespace {

struct Regular {
  std::string_view word;
  FixedLapse every;
};
constexpr double kDayLength = 86'400e6;
constexpr Regular kRegular[] = {{"daily", {1, Clock::working_days}},
                                {"weekly", {7 * kDayLength, Clock::elapsed}},
                                {"monthly", {1, Clock::months}}};

bool whole_number(double x) { return std::fabs(x - std::round(x)) < 1e-9; }

}  // namespace

void read_into(Reader& r, const Node& node, ExpressionSpec& out) {
  if (!node.scalar()) {
    return r.wrong_shape(node, "a condition", "job.late > 1 working day; in quotes inside { }");
  }
  out.node = node;
}

void read_into(Reader& r, const Node& node, ActionSpec& out) {
  if (!node.scalar()) return r.wrong_shape(node, "an action", "escalate, or class = urgent");
  out.node = node;
}

void read_into(Reader& r, const Node& node, EverySpec& out) {
  out.span = node.span;
  if (node.mapping()) {
    const std::size_t before = r.errors();
    FieldReader fields(r, node);
    describe(fields, out);
    fields.finish();
    if (r.errors() == before) check(r, node, out);
    return;
  }
  for (const Regular& regular : kRegular) {
    if (node.scalar() && node.text == regular.word) {
      out.every = {regular.every, node.span};
      return;
    }
  }
  const std::size_t before = r.errors();
  read_into(r, node, out.every);
  if (r.errors() == before) check(r, node, out);
}

void check(Reader& r, const Node&, EverySpec& s) {
  const FixedLapse& every = s.every.value;
  const double unit = every.clock == Clock::elapsed ? kDayLength : 1;
  if (every.clock == Clock::working_time || every.amount < unit ||
      !whole_number(every.amount / unit)) {
    return r.error(s.every.span, "rules are looked at every so many days, weeks or months",
                   "e.g. weekly, or 2 working days");
  }
  if (!s.on) return;
  if (s.on->value.month_day && every.clock != Clock::months) {
    r.error(s.on->span, "a day of the month goes with months",
            "e.g. { every: 1 month, on: day 15 }");
  }
  if (s.on->value.weekday &&
      !(every.clock == Clock::elapsed && whole_number(every.amount / (7 * kDayLength)))) {
    r.error(s.on->span, "a weekday goes with whole weeks", "e.g. { every: 2 weeks, on: monday }");
  }
}

void check(Reader& r, const Node& node, RuleSpec& s) {
  const int triggers = int{s.on.has_value()} + int{s.at.has_value()} + int{s.every.has_value()};
  if (triggers > 1) r.error(node.span, "a rule has one of 'on', 'at' and 'every'");
  if (triggers == 0 && !s.when) {
    r.error(node.span, "nothing says when the rule acts", "give it a 'when', or on, at or every");
  }
  if (s.then.empty()) r.error(node.span, "the rule does nothing");
}

}  // namespace suits
