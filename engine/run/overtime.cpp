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

/// Their hours are over. A break is not the end of a day.
void Replication::stay_late(PersonId p) {
  Server& server = servers_[p];
  if (server.works.empty() || server.away || server.meeting || server.joint) return;
  settle(p);
  const OvertimeRule* rule = nullptr;
  for (const Work& work : server.works) {
    const auto& of_role = model_.roles[tasks_[work.task].seats[work.seat].serving].overtime;
    if (!of_role) continue;
    FactSubject subject = of_request(work.task);
    subject.person = p;
    if (of_role->when.empty() || holds(of_role->when, subject)) rule = &*of_role;
  }
  const Hours& hours = model_.patterns[model_.people[p].pattern];
  if (rule == nullptr || hours.stretch_end(now_ - microseconds(1)) > now_) return;
  const Duration left = overtime_left(p, *rule);
  if (left.us <= 0) return;
  mark_overtime(p, Segment::Sort::overtime);
  server.late_to = std::min({now_ + left, midnight(date_of(now_) + 1), hours.next_open(now_)});
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
