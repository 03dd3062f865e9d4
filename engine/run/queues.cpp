// The queues of the requests that wait, and the urgency by which they stand in them.

#include <algorithm>
#include <bit>
#include <limits>

#include "engine/run/rule_facts.hpp"

namespace suits {
namespace {

/// A number that stands in the order of the values of expressions.
std::int64_t ordered(double value) {
  const auto bits = std::bit_cast<std::int64_t>(value);
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}

const RuleBook::Key& key_of(const Model& model, const Dispatch& dispatch) {
  return model.rulebook.keys[static_cast<std::size_t>(dispatch.expression)];
}

}  // namespace

/// One for each person in each of their roles; then, for each role, one for each group (all its
/// people, those without accounts), requirement, and rule by which somebody of the role looks.
void Replication::lay_out_queues() {
  std::size_t next = memberships_.size();
  for (RoleId r : ids(model_.roles)) {
    own_rules_.push_back({});
    for (const Membership& member : memberships_) {
      if (member.role == r && model_.people[member.person].dispatch) {
        own_rules_[r].push_back(member.person);
      }
    }
    group_queues_.push_back(next);
    next += 2 * model_.requirements.size() * (1 + own_rules_[r].size());
  }
  queues_.resize(next);
  groups_wait_ = IdVector<RoleId, std::uint8_t>(model_.roles.size(), 0);
  const auto note = [&](const Dispatch& d) {
    any_moving_ = any_moving_ || d.rule == DispatchRule::weighted_slack ||
                  d.rule == DispatchRule::critical_ratio || d.rule == DispatchRule::atc;
    any_computed_ = any_computed_ || (d.rule == DispatchRule::expression &&
                                      !key_of(model_, d).lasts);
  };
  for (const Role& role : model_.roles) note(role.dispatch);
  for (const Person& person : model_.people) {
    if (person.dispatch) note(*person.dispatch);
  }
}

const Dispatch& Replication::rule_of(RoleId role, PersonId p) const {
  const bool own = any_own_rules_ && p != kNone<PersonId> && model_.people[p].dispatch;
  return own ? *model_.people[p].dispatch : model_.roles[role].dispatch;
}

Urgency Replication::urgency_of(TaskId id, const Dispatch& dispatch) const {
  if (dispatch.rule == DispatchRule::first_come) return {};
  if (dispatch.rule == DispatchRule::expression) {
    const RuleBook::Key& key = key_of(model_, dispatch);
    if (!key.lasts) return {dispatch.expression, 1, 0, Urgency::Form::computed};
    return {ordered(evaluate(key.program, Facts{*this, of_request(id)}))};
  }
  const Task& task = tasks_[id];
  const Job& job = jobs_[task.job];
  Urgent request;
  request.kind = job.kind;
  request.number = task.number;
  request.due = job.due;
  request.due_worked = job.due_worked;
  if (dispatch.rule == DispatchRule::earliest_due) return urgency(dispatch, request);
  request.own = expected_left(task);
  request.tail = task.tail;
  for (const Seat& seat : task.seats) request.left = std::max(request.left, seat.left);
  request.weight = job.weight;
  return urgency(dispatch, request);
}

/// The quotient of a rule without a lasting order: what the expression is worth now, or a draw that
/// depends on the request and on the instant alone.
Quotient Replication::of_now(TaskId id, const Urgency& urgency) const {
  if (urgency.form == Urgency::Form::computed) {
    const RuleBook::Key& key = model_.rulebook.keys[static_cast<std::size_t>(urgency.value)];
    return {ordered(evaluate(key.program, Facts{*this, of_request(id)})), 1};
  }
  const Task& task = tasks_[id];
  const std::uint64_t bits = mix(order_key(model_, jobs_[task.job], task.step, task.ask),
                                 static_cast<std::uint64_t>(now_.us));
  return {static_cast<std::int64_t>(bits >> 2), 1};
}

Priority Replication::priority_in(TaskId id, RoleId serving, bool cover, PersonId p) {
  const Task& task = tasks_[id];
  Priority priority{class_and_cover(task, cover), {}, task.number};
  const Urgency urgency = urgency_of(id, rule_of(serving, p));
  if (urgency.form == Urgency::Form::constant) {
    priority.rule = {urgency.value, urgency.divisor};
  } else if (urgency.form >= Urgency::Form::drawn) {
    priority.rule = of_now(id, urgency);
  } else {
    priority.rule = at(urgency, worked_now());
  }
  return priority;
}

bool Replication::waits(const WaitingQueue::Entry& e) const {
  return tasks_[e.task].generation == e.generation && tasks_[e.task].state == TaskState::waiting;
}

/// The queues in which a request stands while a ring is open, each with the role served and the person
/// whose rule orders it (kNone: the role's).
template <class F>
void Replication::for_each_queue(const Task& task, const Seat& seat, std::uint32_t way,
                                 std::uint32_t ring_index, F visit) const {
  const RingPlan& plan = *seat.ways[way].plan;
  const Ring& ring = plan.rings[ring_index];
  const auto named = [&](PersonId p) {
    for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
      if (memberships_[m].role == ring.serving) visit(m, p);
    }
  };
  if (seat.forced != kNone<PersonId>) return named(seat.forced);
  if (ring.keeper) {
    if (const PersonId p = keeper(task, seat, plan); p != kNone<PersonId>) return named(p);
  }
  if (ring.source == Ring::Source::named) {
    for (PersonId p : ring.people) named(p);
    return;
  }
  const std::size_t spare = ring.source == Ring::Source::spare ? 1 : 0;
  visit(group_queue(ring.serving, spare, seat.requirement, 0), kNone<PersonId>);
  for (std::size_t v = 0; v < own_rules_[ring.serving].size(); ++v) {
    visit(group_queue(ring.serving, spare, seat.requirement, v + 1), own_rules_[ring.serving][v]);
  }
}

void Replication::enter_queues(TaskId id, const Seat& seat, std::uint32_t way, std::uint32_t ring) {
  const Task& task = tasks_[id];
  const Ring& of = seat.ways[way].plan->rings[ring];
  const std::uint32_t place = class_and_cover(task, of.cover);
  for_each_queue(task, seat, way, ring, [&](std::size_t queue, PersonId by) {
    queues_[queue].push(
        {place, urgency_of(id, rule_of(of.serving, by)), task.number, id, task.generation});
    if (queue >= memberships_.size()) groups_wait_[of.serving] = true;
  });
}

void Replication::enqueue(TaskId id) {
  Task& task = tasks_[id];
  if (model_.in_order) {
    if (!task.queued) line_.push({class_and_cover(task, false), {}, task.number, id, task.generation});
    task.queued = true;
    return;
  }
  task.queued = true;
  if (task.seats.size() > 1) return joint_.push_back(id);
  const Seat& seat = task.seats[0];
  for (std::uint32_t w = 0; w < seat.way_count; ++w) {
    for (std::uint64_t open = seat.ways[w].open; open != 0; open &= open - 1) {
      enter_queues(id, seat, w, static_cast<std::uint32_t>(std::countr_zero(open)));
    }
  }
}

/// The request's entries become stale.
void Replication::dequeue(TaskId id) {
  Task& task = tasks_[id];
  ++task.generation;
  if (!task.queued) return;
  task.queued = false;
  const auto fresh = [this](const WaitingQueue::Entry& e) { return waits(e); };
  if (model_.in_order) return line_.note_stale(fresh);
  if (task.seats.size() > 1) {
    std::erase(joint_, id);
    return;
  }
  const Seat& seat = task.seats[0];
  for (std::uint32_t w = 0; w < seat.way_count; ++w) {
    for (std::uint64_t open = seat.ways[w].open; open != 0; open &= open - 1) {
      const auto r = static_cast<std::uint32_t>(std::countr_zero(open));
      for_each_queue(task, seat, w, r,
                     [&](std::size_t queue, PersonId) { queues_[queue].note_stale(fresh); });
    }
  }
}

}  // namespace suits
