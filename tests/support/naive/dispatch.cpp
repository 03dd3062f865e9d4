// What is taken first: how urgent a request is under a dispatch rule.

#include <algorithm>

#include "tests/support/naive/facts.hpp"

namespace suits {

/// Expected effort left of a seat; of the part at hand, where there are parts.
Duration Naive::expected_left(const NaiveRequest& r, const NaiveSeat& seat) const {
  const std::int64_t parts = step_of(r).parts;
  const Duration part{seat.effort.us / parts}, expected{seat.expected.us / parts};
  return std::max(Duration{}, expected + seat.left - part);
}

/// … of the seat that has most.
Duration Naive::expected_left(const NaiveRequest& r) const {
  Duration most;
  for (const NaiveSeat& seat : r.seats) most = std::max(most, expected_left(r, seat));
  return most;
}

/// Expected work on the longest path after its step.
Duration Naive::tail_of(const NaiveRequest& r) const {
  const Job& job = jobs_[r.job];
  return ahead_.after(job.kind, job.tier, r.step);
}

/// What an expression of the user's own is worth now; 0 under any other rule.
double Naive::value_of(std::size_t i, const Dispatch& rule) const {
  if (rule.rule != DispatchRule::expression) return 0;
  const auto key = static_cast<std::size_t>(rule.expression);
  return evaluate(m_.rulebook.keys[key].program, Facts{*this, of_request(i), now_});
}

/// Smaller goes first.
Quotient Naive::urgency_of(const NaiveRequest& r, const Dispatch& rule) const {
  const Job& job = jobs_[r.job];
  Urgent request;
  request.kind = job.kind;
  request.number = r.number;
  request.due = job.due;
  if (job.due < kNever) request.due_worked = m_.agency().worked(job.due);
  request.own = expected_left(r);
  request.tail = tail_of(r);
  for (const NaiveSeat& seat : r.seats) request.left = std::max(request.left, seat.left);
  request.weight = job.weight;
  if (rule.rule == DispatchRule::expression) return {};
  if (rule.rule == DispatchRule::random) {
    // A draw for this request at this instant.
    const std::uint64_t bits =
        mix(order_key(m_, job, r.step, r.ask), static_cast<std::uint64_t>(now_.us));
    return {static_cast<std::int64_t>(bits >> 2), 1};
  }
  return at(urgency(rule, request), m_.agency().worked(now_));
}

}  // namespace suits
