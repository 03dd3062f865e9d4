#include "engine/report/explain_timeline.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/moment_text.hpp"
#include "engine/report/phrase.hpp"

namespace suits {
namespace {

struct Line {
  Instant at;
  int order = 0;  // of one instant
  bool decided = false;
  std::string text;
};

std::string occupation_text(const Model& model, const Occupation& o) {
  const Account& account = model.accounts[o.account];
  const Kind& kind = model.kinds[o.kind];
  if (kind.background) return one_of(kind);
  return fmt::format("{} {}{}", one_of(kind), number_text(o.job + 1),
                     account.agency ? "" : " for " + account.name);
}

std::string role_of(const Model& model, PersonId p) {
  return title_of(model.roles[model.people[p].roles.front()]);
}

bool staff(const Model& model, PersonId p) {
  return model.roles[model.people[p].roles.front()].sort == RoleSort::staff;
}

/// People are presented with their role once.
class Introductions {
 public:
  explicit Introductions(const Model& model) : model_(model) {}
  std::string of(PersonId p) {
    const bool known = !known_.insert(p).second;
    return known || !staff(model_, p)
               ? person_text(model_, p)
               : fmt::format("{} ({})", person_text(model_, p), role_of(model_, p));
  }

 private:
  const Model& model_;
  std::set<PersonId> known_;
};

std::string people_words(const Model& model, const std::vector<PersonId>& people) {
  std::vector<std::string> names;
  for (const PersonId p : people) names.push_back(person_text(model, p));
  return enumerated(names);
}

/// "until Tue 2 Mar 11:20", or "until 11:20" of the same day.
std::string until(Instant from, Instant to) {
  const std::string text = day_text(to);
  return date_of(from) == date_of(to) ? "until " + text.substr(text.rfind(' ') + 1)
                                      : "until " + text;
}

Duration label(const HistoryPiece& piece, Label l) {
  return piece.labels[static_cast<std::size_t>(l)];
}

/// Why somebody who had nothing else to do did not take it.
std::string held_back(const Model& model, const HistoryPiece& piece) {
  const Duration free = label(piece, Label::free);
  if (free < minutes(1)) return "";
  if (model.in_order) return fmt::format("free for {}, but something else stands first in the line", span_text(free));
  if (!model.roles[piece.role].reserve.empty())
    return fmt::format("somebody is kept free for more urgent work for {}", span_text(free));
  return "";
}

std::string wait_text(const Model& model, const HistoryPiece& piece) {
  std::string who;
  if (piece.person == kNone<PersonId>) {
    who = words_of(model, piece.role).name;
  } else if (piece.anybody) {
    who = words_of(model, piece.role).name;
  } else {
    who = person_text(model, piece.person);
  }
  std::string text = fmt::format("waits for {} {}", who, until(piece.from, piece.to));
  const Duration working = model.agency().between(piece.from, piece.to);
  if (working.us > 0 && working != piece.to - piece.from)
    text += fmt::format(" ({})", working_text(model, piece.from, piece.to));
  std::vector<std::string> why;
  if (label(piece, Label::away).us > 0)
    why.push_back(piece.person == kNone<PersonId> ? "nobody of them is there"
                  : label(piece, Label::busy).us + label(piece, Label::free).us == 0
                      ? "away for all of it"
                      : "away for a part of it");
  const std::string busy = occupations_text(model, piece.busy_with, 2);
  if (!busy.empty() && label(piece, Label::busy).us > 0) why.push_back("at work on " + busy);
  if (std::string held = held_back(model, piece); !held.empty()) why.push_back(std::move(held));
  if (why.empty() && working.us == 0) why.push_back("off hours");
  return why.empty() ? text : text + ": " + enumerated(why);
}

/// How a stretch ended that did not finish the person's part.
std::string laid_aside(const Model& model, const HistoryWork& work, Instant run_over) {
  if (work.finished || work.to == run_over) return "";
  if (work.absent) return ", then goes away";
  if (work.next) return ", then turns to " + occupation_text(model, *work.next);
  return ", then lays it aside";
}

/// "steps in for the Account Planners and" of somebody who is not asked themselves.
std::string in_whose_place(const Model& model, const HistoryWork& work) {
  if (work.cover) return fmt::format(" steps in for {} and", words_of(model, work.asked).name);
  return work.ring > 0 ? " helps out and" : "";
}

/// Who may take it from now on, of rings that opened at one instant: few by name, many by role.
std::string opening_text(const Model& model, const std::vector<const HistoryOpening*>& openings) {
  std::vector<std::string> who;
  for (const HistoryOpening* o : openings) {
    if (o->people.empty()) continue;
    const std::string role = words_of(model, o->ring.serving).name;
    const bool own = !o->ring.cover;
    who.push_back(o->people.size() <= 3 ? people_words(model, o->people)
                  : own                 ? "all the other " + role.substr(role.starts_with("the ") ? 4 : 0)
                                        : role);
  }
  if (who.empty()) return "";
  const HistoryOpening& first = *openings.front();
  return fmt::format("from now on {} may take it too, {}", enumerated(who),
                     !first.by_threshold       ? "as nobody else who may is there"
                     : !first.ring.after       ? "as a rule asks for it"
                     : first.ring.after->slack ? "as its time runs short"
                                               : "as it has waited long enough");
}

class TaskLines {
 public:
  TaskLines(const Model& model, const JobHistory& history, const TaskHistory& task,
            Introductions& people, std::vector<Line>& lines)
      : model_(model), task_(task), run_over_(history.job.ended), people_(people), lines_(lines) {}

  void add(bool every_stretch) {
    for (std::size_t i = 0; i < task_.appointments.size(); ++i) add_appointment(i);
    const bool brief = !every_stretch && task_.asked.size() == 1 && task_.work.size() > 1;
    for (const HistoryPiece& piece : task_.pieces)
      if (!brief || piece.from < task_.work.front().from) add_piece(piece);
    add_openings();
    if (task_.asked.size() > 1)
      add_joint_work();
    else if (brief)
      add_in_brief();
    else
      for (const HistoryWork& work : task_.work) add_stretch(work);
  }

 private:
  void line(Instant at, int order, std::string text) {
    if (!text.empty())
      lines_.push_back({at, order, task_.decided, sentence_case(std::move(text)) + "."});
  }

  void add_appointment(std::size_t i) {
    const HistoryAppointment& a = task_.appointments[i];
    line(a.made, 1,
         fmt::format("{} for {}, {}",
                     i == 0 ? "an appointment is made"
                            : "the appointment falls through; a new one is made",
                     people_words(model_, a.people),
                     a.start == a.made ? "at once" : "on " + day_text(a.start)));
  }

  void add_piece(const HistoryPiece& piece) {
    switch (piece.sort) {
      case Segment::Sort::wait:
        return line(piece.from, 1, wait_text(model_, piece));
      case Segment::Sort::client:
        return line(piece.from, 1, fmt::format("with the client {}", until(piece.from, piece.to)));
      case Segment::Sort::delay:
        return line(piece.from, 1, (task_.asked.empty() ? "takes its time "
                                                        : "nothing to do before the next part, ") +
                                       until(piece.from, piece.to));
      case Segment::Sort::overtime:
        return line(piece.from, 3,
                    fmt::format("{} stays late, {}", person_text(model_, piece.person),
                                until(piece.from, piece.to)));
      case Segment::Sort::work:
      case Segment::Sort::appointment:
        return;
    }
  }

  void add_openings() {
    std::vector<const HistoryOpening*> together;
    for (std::size_t i = 0; i < task_.openings.size(); ++i) {
      const HistoryOpening& o = task_.openings[i];
      together.push_back(&o);
      const bool last = i + 1 == task_.openings.size();
      if (!last && task_.openings[i + 1].at == o.at &&
          task_.openings[i + 1].by_threshold == o.by_threshold)
        continue;
      line(o.at, 0, opening_text(model_, together));
      together.clear();
    }
  }

  void add_stretch(const HistoryWork& work) {
    std::string text = people_.of(work.person) + in_whose_place(model_, work) + " works on it " +
                       until(work.from, work.to);
    if (work.time != work.to - work.from) text += fmt::format(", {} of work", span_text(work.time));
    line(work.from, 2, text + laid_aside(model_, work, run_over_));
  }

  /// All stretches of one seat, and what came between them.
  void add_in_brief() {
    std::vector<std::pair<const HistoryWork*, Duration>> by_person;
    for (const HistoryWork& work : task_.work) {
      auto at = std::find_if(by_person.begin(), by_person.end(), [&](const auto& one) {
        return one.first->person == work.person;
      });
      if (at == by_person.end()) at = by_person.insert(by_person.end(), {&work, Duration{}});
      at->second += work.time;
    }
    const Instant from = task_.work.front().from, to = task_.work.back().to;
    std::string text;
    if (by_person.size() == 1) {
      text = fmt::format("{}{} works on it {} in {} stretches, {} of work",
                         people_.of(by_person[0].first->person),
                         in_whose_place(model_, *by_person[0].first), until(from, to),
                         task_.work.size(), span_text(by_person[0].second));
    } else {
      std::vector<std::string> names;
      for (const auto& [work, time] : by_person)
        names.push_back(fmt::format("{}{}, {}", people_.of(work->person),
                                    work->cover ? " (stepping in)" : work->ring > 0 ? " (helping out)" : "",
                                    span_text(time)));
      text = fmt::format("{} in {} stretches: {}", until(from, to), task_.work.size(),
                         enumerated(names));
      text = "at work on it " + text;
    }
    line(from, 2, text + between(from));
  }

  /// "; in between it waits 1.2 working days (…)".
  std::string between(Instant from) const {
    Duration waited;
    bool away = false;
    std::vector<Occupation> busy;
    for (const HistoryPiece& piece : task_.pieces) {
      if (piece.sort != Segment::Sort::wait || piece.from < from) continue;
      waited += model_.agency().between(piece.from, piece.to);
      away = away || label(piece, Label::away).us > 0;
      busy.insert(busy.end(), piece.busy_with.begin(), piece.busy_with.end());
    }
    if (waited < minutes(1)) return "";
    std::vector<std::string> why;
    if (away) why.emplace_back("somebody away");
    if (const std::string other = occupations_text(model_, busy, 2); !other.empty())
      why.push_back("at work on " + other);
    return fmt::format("; in between it waits {}{}", working_length(model_, waited),
                       why.empty() ? "" : ": " + enumerated(why));
  }

  /// Stretches that begin together in one line.
  void add_joint_work() {
    std::vector<HistoryWork> work = task_.work;
    const auto seat = [&](const HistoryWork& w) {
      return std::find(task_.asked.begin(), task_.asked.end(), w.asked) - task_.asked.begin();
    };
    std::stable_sort(work.begin(), work.end(), [&](const HistoryWork& a, const HistoryWork& b) {
      return a.from != b.from ? a.from < b.from : seat(a) < seat(b);
    });
    for (std::size_t i = 0, j = 0; i < work.size(); i = j) {
      std::vector<PersonId> people;
      std::vector<std::string> cover;
      Instant to = work[i].to;
      for (; j < work.size() && work[j].from == work[i].from; ++j) {
        people.push_back(work[j].person);
        to = std::max(to, work[j].to);
        if (work[j].cover)
          cover.push_back(fmt::format("{} for {}", person_text(model_, work[j].person),
                                      words_of(model_, work[j].asked).name));
      }
      std::string text = fmt::format("{} {} {}", people_words(model_, people),
                                     people.size() > 1 ? "come together" : "goes on with it",
                                     until(work[i].from, to));
      if (!cover.empty()) text += ", " + enumerated(cover);
      line(work[i].from, 2, text);
    }
  }

  const Model& model_;
  const TaskHistory& task_;
  Instant run_over_;
  Introductions& people_;
  std::vector<Line>& lines_;
};

const char* standing_words(Ending ending) {
  return ending == Ending::cancelled    ? "Here it is given up."
         : ending == Ending::withdrawn  ? "The client withdraws it: nothing of it has begun."
         : ending == Ending::turned_away ? "It is turned away: it cannot begin, and no more may wait."
                                        : "Here it stands when the run is over.";
}

void add_visit(const Model& model, const JobHistory& history, const VisitHistory& visit,
               bool every_stretch, Introductions& people, Page& page) {
  const Kind& kind = model.kinds[history.job.kind];
  std::string heading = step_words(kind, visit.step);
  if (visit.visit > 1) heading += fmt::format(", round {}", visit.visit);
  page.line(heading, visit.decided ? "▌ " : "  ");
  std::vector<Line> lines;
  for (const std::size_t t : visit.tasks)
    TaskLines(model, history, history.tasks[t], people, lines).add(every_stretch);
  if (visit.sent_back_to)
    lines.push_back({visit.ended, 3, visit.decided,
                     fmt::format("It goes back to: {}.", spaced(kind.steps[raw(*visit.sent_back_to)].name))});
  if (!visit.finished)
    lines.push_back({history.job.ended, 4, visit.decided, standing_words(history.job.ending)});
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.at, a.order) < std::tie(b.at, b.order);
  });
  std::string before;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t same = i + 1;
    while (same < lines.size() && lines[same].at == lines[i].at && lines[same].text == lines[i].text)
      ++same;
    std::string text = lines[i].text;
    if (same - i > 1) text += fmt::format(" ({} people.)", same - i);
    const std::string at = moment_text(lines[i].at);
    const std::string mark = lines[i].decided ? "▌ " : "  ";
    page.line(text, mark + "  " + (at == before ? std::string(at.size(), ' ') : at) + "  ",
              mark + std::string(at.size() + 6, ' '));
    before = at;
    i = same;
  }
}

}  // namespace

std::string step_words(const Kind& kind, StepId step) {
  return sentence_case(spaced(kind.steps[raw(step)].name));
}

std::string occupations_text(const Model& model, const std::vector<Occupation>& occupations,
                             std::size_t most) {
  struct Group {
    Occupation first;
    std::set<std::uint64_t> jobs;
    Duration time;
  };
  std::vector<Group> groups;
  for (const Occupation& o : occupations) {
    auto at = std::find_if(groups.begin(), groups.end(),
                           [&](const Group& g) { return g.first.kind == o.kind; });
    if (at == groups.end()) at = groups.insert(groups.end(), Group{o, {}, {}});
    at->jobs.insert(o.job);
    at->time += o.time;
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const Group& a, const Group& b) { return a.time > b.time; });
  std::vector<std::string> parts;
  Duration rest;
  for (const Group& g : groups) {
    if (parts.size() >= most) {
      rest += g.time;
      continue;
    }
    const Kind& kind = model.kinds[g.first.kind];
    const bool several = g.jobs.size() > 1 && !kind.background;
    // What one does not count: "weekly administration (12 times, 28 h)".
    const bool countable = many_of(kind) != one_of(kind);
    const std::string what = !several    ? occupation_text(model, g.first)
                             : countable ? fmt::format("{} {}", g.jobs.size(), many_of(kind))
                                         : many_of(kind);
    parts.push_back(fmt::format("{} ({}{})", what,
                                several && !countable ? fmt::format("{} times, ", g.jobs.size()) : "",
                                span_text(g.time)));
  }
  if (rest.us > 0) parts.push_back(fmt::format("other work ({})", span_text(rest)));
  return enumerated(parts);
}

void add_timeline(const Model& model, const JobHistory& history, bool every_stretch, Page& page) {
  page.head("Step by step");
  if (history.visits.size() > 1)
    page.line("Steps marked ▌ made it as long as it was; the others ran beside them.");
  const Kind& kind = model.kinds[history.job.kind];
  Introductions people(model);
  std::vector<std::string> passed_over;
  for (const VisitHistory& visit : history.visits) {
    if (!visit.tasks.empty())
      add_visit(model, history, visit, every_stretch, people, page);
    else if (visit.sent_back_to)
      page.line(fmt::format("{}: it goes back to {}", step_words(kind, visit.step),
                            spaced(kind.steps[raw(*visit.sent_back_to)].name)));
    else
      passed_over.push_back(spaced(kind.steps[raw(visit.step)].name));
  }
  passed_over.erase(std::unique(passed_over.begin(), passed_over.end()), passed_over.end());
  if (!passed_over.empty())
    page.line("Nothing to do this time: " + enumerated(passed_over) + ".");
  if (history.firings.empty()) return;
  page.head("Rules that acted on it");
  for (const HistoryFiring& firing : history.firings) {
    const Rule& rule = model.rulebook.rules[firing.rule];
    std::vector<std::string> done;
    for (const Action& action : rule.then) done.push_back(action.written);
    page.line(fmt::format("{}: {}", rule.name, fmt::join(done, "; ")),
              moment_text(firing.at) + "  ");
  }
}

}  // namespace suits
