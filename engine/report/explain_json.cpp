// The life of a job for programs: every piece of its time, in microseconds.

#include <fmt/format.h>

#include "engine/analysis/breakdown.hpp"
#include "engine/report/explain_report.hpp"

namespace suits {
namespace {

using nlohmann::ordered_json;

const char* sort_name(Segment::Sort sort) {
  switch (sort) {
    case Segment::Sort::work:
      return "work";
    case Segment::Sort::overtime:
      return "overtime";
    case Segment::Sort::wait:
      return "wait";
    case Segment::Sort::appointment:
      return "appointment";
    case Segment::Sort::client:
      return "client";
    case Segment::Sort::delay:
      return "delay";
  }
  return "";
}

ordered_json name_or_null(const Model& model, PersonId p) {
  return p == kNone<PersonId> ? ordered_json() : ordered_json(model.people[p].name);
}

ordered_json occupation_json(const Model& model, const Occupation& o) {
  return {{"person", model.people[o.person].name},
          {"job", o.job + 1},
          {"kind", model.kinds[o.kind].name},
          {"account", model.accounts[o.account].name},
          {"step", model.kinds[o.kind].steps[raw(o.step)].name},
          {"us", o.time.us}};
}

ordered_json piece_json(const Model& model, const HistoryPiece& piece) {
  ordered_json out{{"sort", sort_name(piece.sort)},
                   {"from", to_string(piece.from)},
                   {"to", to_string(piece.to)},
                   {"role", piece.role == kNone<RoleId> ? ordered_json()
                                                        : ordered_json(model.roles[piece.role].name)},
                   {"person", name_or_null(model, piece.person)}};
  if (piece.anybody) out["anybody"] = true;
  out["us"] = (piece.to - piece.from).us;
  for (std::size_t l = 0; l < kLabels; ++l)
    if (piece.labels[l].us > 0)
      out["labels"][label_name(static_cast<Label>(l))] = piece.labels[l].us;
  for (const Occupation& o : piece.busy_with)
    out["busy_with"].push_back(occupation_json(model, o));
  return out;
}

ordered_json work_json(const Model& model, const HistoryWork& work) {
  ordered_json out{{"person", model.people[work.person].name},
                   {"asked", model.roles[work.asked].name},
                   {"as", model.roles[work.serving].name},
                   {"from", to_string(work.from)},
                   {"to", to_string(work.to)},
                   {"us", work.time.us},
                   {"finished", work.finished}};
  if (work.cover) out["cover"] = true;
  if (work.superior) out["superior"] = true;
  if (work.next) out["laid_aside_for"] = occupation_json(model, *work.next);
  return out;
}

ordered_json task_json(const Model& model, const TaskHistory& task) {
  ordered_json out{{"ready", to_string(task.ready)},
                   {"ended", to_string(task.ended)},
                   {"finished", task.finished},
                   {"decided", task.decided}};
  for (const RoleId role : task.asked) out["asked"].push_back(model.roles[role].name);
  for (const HistoryAppointment& a : task.appointments) {
    ordered_json people = ordered_json::array();
    for (const PersonId p : a.people) people.push_back(model.people[p].name);
    out["appointments"].push_back(
        {{"made", to_string(a.made)}, {"start", to_string(a.start)}, {"people", people}});
  }
  for (const HistoryOpening& o : task.openings)
    out["openings"].push_back({{"at", to_string(o.at)},
                               {"as", model.roles[o.ring.serving].name},
                               {"threshold", o.by_threshold}});
  for (const HistoryPiece& piece : task.pieces) out["pieces"].push_back(piece_json(model, piece));
  for (const HistoryWork& work : task.work) out["work"].push_back(work_json(model, work));
  return out;
}

}  // namespace

ordered_json explain_json(const Model& model, const JobHistory& history) {
  const JobOutline& job = history.job;
  const Kind& kind = model.kinds[job.kind];
  ordered_json json{{"job", job.number + 1},
                    {"kind", kind.name},
                    {"account", model.accounts[job.account].name},
                    {"arrived", to_string(job.arrived)},
                    {"due", job.due < kNever ? ordered_json(to_string(job.due)) : ordered_json()},
                    {"ended", to_string(job.ended)},
                    {"ending", ending_name(job.ending)},
                    {"turnaround_us", history.turnaround().us},
                    {"rework_us", history.rework.us}};
  json["rules"] = ordered_json::array();
  for (const HistoryFiring& firing : history.firings) {
    const Rule& rule = model.rulebook.rules[firing.rule];
    ordered_json actions = ordered_json::array();
    for (const Action& action : rule.then) actions.push_back(action.written);
    json["rules"].push_back(
        {{"at", to_string(firing.at)}, {"rule", rule.name}, {"then", std::move(actions)}});
  }
  json["breakdown"] = ordered_json::array();
  for (const RoleId r : ids(model.roles)) {
    for (std::size_t l = 0; l < kLabels; ++l) {
      Duration sum;
      for (const JobHistory::Way& step : history.way) {
        const HistoryPiece& piece = history.tasks[step.task].pieces[step.piece];
        if (piece.labelled == r) sum += piece.labels[l];
      }
      if (sum.us > 0)
        json["breakdown"].push_back({{"label", label_name(static_cast<Label>(l))},
                                     {"role", model.roles[r].name},
                                     {"us", sum.us}});
    }
  }
  json["way"] = ordered_json::array();
  for (const JobHistory::Way& step : history.way) {
    const TaskHistory& task = history.tasks[step.task];
    ordered_json item{{"step", kind.steps[raw(task.step)].name}, {"round", task.visit}};
    item.update(piece_json(model, task.pieces[step.piece]));
    json["way"].push_back(std::move(item));
  }
  json["steps"] = ordered_json::array();
  for (const VisitHistory& visit : history.visits) {
    ordered_json item{{"step", kind.steps[raw(visit.step)].name},
                      {"round", visit.visit},
                      {"ready", to_string(visit.ready)},
                      {"ended", to_string(visit.ended)},
                      {"finished", visit.finished},
                      {"decided", visit.decided},
                      {"passed_over", visit.passed_over}};
    if (visit.sent_back_to) item["sent_back_to"] = kind.steps[raw(*visit.sent_back_to)].name;
    for (const std::size_t t : visit.tasks)
      item["tasks"].push_back(task_json(model, history.tasks[t]));
    json["steps"].push_back(std::move(item));
  }
  return json;
}

}  // namespace suits
