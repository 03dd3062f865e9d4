// What happens in a run and moves the health of an account's relationship.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

/// Whether the client has a part in the step, as it is in a visit.
bool client_takes_part(const Model& model, const Step& step, std::uint16_t visit) {
  if (step.client_delay) return true;
  const Request& request = visit > 1 ? step.later : step.first;
  return std::any_of(
      request.participants.begin(), request.participants.end(), [&](const Participant& p) {
        return std::any_of(p.choices.begin(), p.choices.end(), [&](const auto& c) {
          return c.role != kNone<RoleId> && model.roles[c.role].sort == RoleSort::client;
        });
      });
}

}  // namespace

void Replication::start_relationships() {
  if (!relationships_.on()) return;
  events_.schedule(std::max(now_, model_.window.start), EventClass::dated_change, range(50),
                   payload(Type::health_look, 0));
}

/// Every Monday, and as the window begins: who is to give notice before the next one.
void Replication::on_health_look() {
  const Date today = date_of(now_);
  const Instant next = midnight(today + (7 - today.weekday()));
  for (const AccountId a : ids(model_.accounts)) {
    const std::optional<Instant> notice = relationships_.look(a, now_, next);
    if (!notice) continue;
    const AccountLoss& loss = *model_.relationship->loss;
    Instant leaves = *notice;
    if (loss.notice) {
      leaves = after(model_.agency(), leaves, loss.notice->clock, loss.notice->amount.mean());
    }
    give_notice(a, midnight_from(leaves), loss.gives_up);
  }
  tell_warnings();
  events_.schedule(next, EventClass::dated_change, range(50), payload(Type::health_look, 0));
}

void Replication::move_health(AccountId account, double points) {
  relationships_.move(account, points, now_);
  tell_warnings();
}

void Replication::tell_warnings() {
  for (const Relationships::Warning& warning : relationships_.take_warnings()) {
    record(Happening::health_fell, raw(warning.account), warning.below);
    trigger(Rule::Trigger::account_warns,
            {kNone<JobId>, kNone<TaskId>, warning.account, kNone<PersonId>});
    if (looker_on_ == nullptr) continue;
    looker_on_->health_fell(warning.account, warning.below,
                            relationships_.health(warning.account, now_), now_);
  }
}

/// The job is there: what of it is to come may move the health.
void Replication::watch_health(JobId id, bool arrives) {
  if (!relationships_.on()) return;
  const HealthMoves& moves = relationships_.moves(jobs_[id].kind);
  if (arrives && moves.arrives != 0) move_health(jobs_[id].account, moves.arrives);
  watch_due(id);
  if (moves.waits == 0) return;
  Job& job = jobs_[id];
  const Instant minds =
      after(model_.agency(), job.arrived, moves.past.clock, moves.past.amount.mean());
  job.minds = events_.schedule(std::max(minds, now_), EventClass::timer, range(51) + job.number,
                               payload(Type::client_minds, raw(id)));
}

/// Its due date will pass, or has been given anew. What was late before is no news.
void Replication::watch_due(JobId id) {
  if (!relationships_.on()) return;
  Job& job = jobs_[id];
  if (job.turns_late != kNoEvent) events_.cancel(job.turns_late);
  job.turns_late = kNoEvent;
  if (relationships_.moves(job.kind).late == 0 || job.due >= kNever || job.due < now_) return;
  job.turns_late = events_.schedule(job.due + microseconds(1), EventClass::timer,
                                    range(52) + job.number, payload(Type::turns_late, raw(id)));
}

void Replication::on_turns_late(JobId id) {
  jobs_[id].turns_late = kNoEvent;
  move_health(jobs_[id].account, relationships_.moves(jobs_[id].kind).late);
}

/// The client has waited for so long, or for one more working day.
void Replication::on_client_minds(JobId id) {
  Job& job = jobs_[id];
  const Instant next = after(model_.agency(), now_, Clock::working_days, 1);
  job.minds = events_.schedule(std::max(next, now_ + microseconds(1)), EventClass::timer,
                               range(51) + job.number, payload(Type::client_minds, raw(id)));
  move_health(job.account, relationships_.moves(job.kind).waits);
}

/// Nothing more of the job moves the health, but that it is done.
void Replication::leave_health(JobId id, bool done) {
  if (!relationships_.on()) return;
  Job& job = jobs_[id];
  for (EventHandle* event : {&job.turns_late, &job.minds}) {
    if (*event != kNoEvent) events_.cancel(*event);
    *event = kNoEvent;
  }
  if (!done) return;
  const HealthMoves& moves = relationships_.moves(job.kind);
  const bool on_time = job.due < kNever && now_ <= job.due;
  move_health(job.account, (on_time ? moves.on_time : 0) + moves.finishes);
}

/// A step has sent work back: a revision round, where the client has a part in what is done anew.
void Replication::round_of_client(JobId id, StepId step) {
  const Job& job = jobs_[id];
  const double points = relationships_.on() ? relationships_.moves(job.kind).round : 0;
  if (points == 0) return;
  const std::vector<Step>& steps = model_.kinds[job.kind].steps;
  const std::vector<StepId>& reopened = steps[raw(step)].back->reopened;
  if (std::any_of(reopened.begin(), reopened.end(), [&](StepId s) {
        return client_takes_part(model_, steps[raw(s)], job.steps[raw(s)].visits);
      })) {
    move_health(job.account, points);
  }
}

/// Somebody whom the client knows is its contact no more.
void Replication::lose_contact(AccountId account) {
  if (relationships_.on()) move_health(account, model_.relationship->new_contact);
}

/// Somebody leaves for good: of all accounts whose places they hold.
void Replication::lose_contacts_of(PersonId p) {
  if (!relationships_.on()) return;
  for (const AccountId a : ids(model_.accounts)) {
    const std::vector<Slot>& slots = plans_.team(a).slots;
    const bool holds = std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) {
      return std::count(slot.holders.begin(), slot.holders.end(), p) != 0;
    });
    if (holds) lose_contact(a);
  }
}

}  // namespace suits
