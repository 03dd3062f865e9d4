// Work past the end of the day: whoever is at something that may not wait goes on with what they
// do, and begins nothing new.

#include <algorithm>

#include "engine/run/rule_facts.hpp"

namespace suits {

/// What the day and the week allow still.
Duration Replication::overtime_left(PersonId p, const OvertimeRule& rule) {
  Server& server = servers_[p];
  const Date date = date_of(now_ - microseconds(1));  // a day may end at midnight
  const Date monday = date - date.weekday();
  if (server.late_date < monday) server.late_in_week = {};
  if (server.late_date < date) server.late_on_date = {};
  server.late_date = date;
  return std::min(rule.up_to - server.late_on_date, rule.a_week - server.late_in_week);
}

/// Their hours of the day are over. Requires: they are at work.
void Replication::stay_late(PersonId p) {
  Server& server = servers_[p];
  if (server.away || server.meeting || server.joint) return;
  const Hours& hours = model_.patterns[model_.people[p].pattern];
  const auto of_role = [&](const Work& work) -> const std::optional<OvertimeRule>& {
    return model_.roles[tasks_[work.task].seats[work.seat].serving].overtime;
  };
  const bool any = std::any_of(server.works.begin(), server.works.end(),
                               [&](const Work& work) { return of_role(work).has_value(); });
  if (!any) return;
  settle(p);  // rules ask for what is left
  const OvertimeRule* rule = nullptr;
  for (const Work& work : server.works) {
    if (!of_role(work)) continue;
    FactSubject subject = of_request(work.task);
    subject.person = p;
    if (of_role(work)->when.empty() || holds(of_role(work)->when, subject)) rule = &*of_role(work);
  }
  if (rule != nullptr) {
    const Instant night = midnight(date_of(now_ - microseconds(1)) + 1);
    const Instant to = std::min({now_ + overtime_left(p, *rule), night, hours.next_open(now_)});
    if (to > now_) {
      mark_overtime(p, Segment::Sort::overtime);
      server.late_to = to;
    }
  }
  schedule_finish(p);
}

/// No more today: what is left waits for the morning, or goes back to the queue.
void Replication::on_late_end(PersonId p) {
  Server& server = servers_[p];
  server.finish = kNoEvent;
  settle(p);
  server.late_to = kDawn;
  mark_overtime(p, Segment::Sort::work);
  on_hand_back(p);
  schedule_finish(p);
}

/// What they are at goes on as work of another sort.
void Replication::mark_overtime(PersonId p, Segment::Sort sort) {
  for (const Work& work : servers_[p].works) {
    const RoleId asked = tasks_[work.task].seats[0].ways[0].plan->asked;
    close_wait(work.task, p);
    open_wait(work.task, sort, p, asked);
  }
}

}  // namespace suits
