#include "engine/report/check_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/career_text.hpp"
#include "engine/report/dispatch_text.hpp"
#include "engine/report/hierarchy_text.hpp"
#include "engine/report/json.hpp"
#include "engine/report/load_picture.hpp"
#include "engine/report/mechanism_text.hpp"
#include "engine/report/page.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"
#include "engine/report/relationship_text.hpp"
#include "engine/report/workflow_text.hpp"

namespace suits {
namespace {

using nlohmann::ordered_json;

std::string overview(const Model& model) {
  const Window& w = model.window;
  const auto weeks_of = [](Duration d) { return static_cast<double>(d.us) / 6.048e11; };
  std::size_t staff = 0;
  for (const Person& p : model.people)
    if (model.roles[p.roles.front()].sort == RoleSort::staff) ++staff;
  std::size_t clients = 0;
  for (const Account& a : model.accounts) clients += a.agency || a.pool ? 0 : 1;
  std::string text = fmt::format(
      "Reported from {} to {} ({:.3g} weeks), {:.3g} weeks of warm-up before; jobs unfinished on "
      "{} are given up. ",
      to_string(w.start), to_string(w.end), weeks_of(w.end - w.start),
      weeks_of(w.start - w.warm_up), to_string(w.cap));
  text += model.agency().always()
              ? "The agency never closes. "
              : fmt::format("A working day has {:.3g} h, a week {:.3g} h. ",
                            model.standard_day.hours(), model.standard_week.hours());
  text += fmt::format("{} {}, {} account{} in {} tier{}, {} kind{} of work.", staff,
                      staff == 1 ? "person" : "people", clients, clients == 1 ? "" : "s",
                      model.tiers.size(), model.tiers.size() == 1 ? "" : "s", model.kinds.size(),
                      model.kinds.size() == 1 ? "" : "s");
  if (model.in_order) text += " All requests stand in one line, whose head blocks.";
  return text;
}

const char* keep_text(Keep keep) {
  return keep == Keep::job       ? "who takes it first keeps it on the job"
         : keep == Keep::account ? "who takes it first keeps it on the account"
                                 : "nobody keeps it";
}

std::string role_facts(const Model& model, RoleId r) {
  const Role& role = model.roles[r];
  std::string text = dispatch_name(model, role.dispatch);
  text += fmt::format("; {}", keep_text(role.keep));
  if (role.hand_back) text += ", off hours give it back";
  if (role.max_accounts) text += fmt::format("; at most {:.3g} accounts each", *role.max_accounts);
  if (role.effort != 1) text += fmt::format("; efforts × {:.3g}", role.effort);
  for (const std::string& extra : role_extras(model, r)) text += "; " + extra;
  return text;
}

const char* trigger_text(Rule::Trigger trigger) {
  switch (trigger) {
    case Rule::Trigger::becomes_true:
      return "";
    case Rule::Trigger::at:
    case Rule::Trigger::every:
      return "at its times";
    case Rule::Trigger::job_arrives:
      return "when a job arrives";
    case Rule::Trigger::job_finishes:
      return "when a job finishes";
    case Rule::Trigger::step_ready:
      return "when a step is ready";
    case Rule::Trigger::step_starts:
      return "when a step starts";
    case Rule::Trigger::step_finishes:
      return "when a step finishes";
    case Rule::Trigger::account_warns:
      return "when its health falls below a mark of the warnings";
    case Rule::Trigger::account_lost:
      return "when its client leaves";
  }
  return "";
}

const char* subject_text(Subject subject) {
  switch (subject) {
    case Subject::run:
      return "the department";
    case Subject::job:
      return "each job";
    case Subject::request:
      return "each step that waits or is worked on";
    case Subject::account:
      return "each account";
    case Subject::person:
      return "each person";
  }
  return "";
}

/// "campaign and pitch: at most 8 in progress; what arrives beyond is turned away".
std::vector<std::string> limits_text(const Model& model) {
  std::vector<std::string> out;
  for (const Limit& limit : model.limits) {
    std::vector<std::string> kinds, most;
    bool all = true;
    for (const KindId k : ids(model.kinds)) {
      if (limit.kinds[raw(k)]) kinds.push_back(model.kinds[k].name);
      all = all && (limit.kinds[raw(k)] || model.kinds[k].background);
    }
    if (limit.in_progress) most.push_back(fmt::format("{} in progress", *limit.in_progress));
    if (limit.waiting) most.push_back(fmt::format("{} of which nothing has begun", *limit.waiting));
    out.push_back(fmt::format("{}{}: at most {}; what arrives beyond is turned away",
                              all ? "all kinds of work together" : enumerated(kinds),
                              limit.each_account ? ", on each account" : "", enumerated(most)));
  }
  return out;
}

void add_rules(const Model& model, Page& page) {
  if (model.rulebook.rules.empty()) return;
  page.head("Rules");
  for (const Rule& rule : model.rulebook.rules) {
    std::vector<std::string> done;
    for (const Action& action : rule.then) done.push_back(action.written);
    std::string text = trigger_text(rule.trigger);
    if (rule.trigger == Rule::Trigger::at) text = "at " + to_string(rule.at);
    if (rule.trigger == Rule::Trigger::every) {
      std::vector<Instant> times = rule.times;
      std::erase_if(times, [&](Instant t) {
        return t < model.window.start || t >= model.window.end;
      });
      text = times.empty() ? "never in the window"
                           : fmt::format("{} in the window, first {}",
                                         times.size() == 1 ? std::string("once")
                                                           : fmt::format("{} times", times.size()),
                                         to_string(times.front()));
    }
    if (!rule.written.empty()) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                          rule.trigger == Rule::Trigger::becomes_true ? "once" : "if",
                          rule.written);
    }
    page.line(fmt::format("{} (of {}): {}: {}", rule.name, subject_text(rule.subject), text,
                          fmt::join(done, "; ")));
  }
}

void add_roles(const Model& model, Page& page) {
  page.head("Who may do what");
  for (const RoleId r : ids(model.roles)) {
    const Role& role = model.roles[r];
    if (role.sort == RoleSort::client) continue;
    page.line(fmt::format("{}: {}", role.name, role_facts(model, r)));
    page.line(rings_line(rings_text(model, r)), "    ", "      ");
  }
}

std::string team_text(const Model& model, const Account& account) {
  std::string text;
  for (std::size_t s = 0; s < account.team.size(); ++s) {
    const Slot& slot = account.team[s];
    std::vector<std::string> names;
    for (const PersonId p : slot.holders) names.push_back(model.people[p].name);
    text += fmt::format("{}{} {}{}", text.empty() ? "" : "; ", model.roles[slot.role].name,
                        names.empty() ? "vacant" : enumerated(names),
                        account.owner == s ? " (owner)" : "");
  }
  return text.empty() ? "served by the pools" : text;
}

void add_accounts(const Model& model, Page& page) {
  page.head("Accounts and their teams");
  for (const Account& a : model.accounts)
    if (!a.agency && !a.pool)
      page.line(fmt::format("{} ({}): {}", a.name, model.tiers[a.tier].name, team_text(model, a)));
}

void add_steps(const Model& model, const Kind& kind, Page& page) {
  const std::vector<StepText> steps = steps_text(model, kind);
  std::size_t width = 0;
  for (const StepText& s : steps) width = std::max(width, display_width(printable(s.name)));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const StepText& s = steps[i];
    std::string text = s.after.empty()      ? s.who
                       : s.after == "start" ? "from the start: " + s.who
                                            : fmt::format("after {}: {}", s.after, s.who);
    if (!s.more.empty()) text += (text.empty() ? "" : "; ") + s.more;
    const std::string name = pad_right(printable(s.name), std::min<std::size_t>(width, 24));
    page.line(text.empty() ? "nothing to do" : text, fmt::format("    {:>2} {}  ", i + 1, name),
              std::string(std::min<std::size_t>(width, 24) + 9, ' '));
  }
}

std::string milestone_text(const Kind& kind, const Milestone& m) {
  const auto point = [&](MilestonePoint p, StepId s) -> std::string {
    const std::string step =
        p == MilestonePoint::arrival || p == MilestonePoint::finish ? "" : kind.steps[raw(s)].name;
    switch (p) {
      case MilestonePoint::arrival:
        return "arrival";
      case MilestonePoint::step_start:
        return "the start of " + step;
      case MilestonePoint::step_finish:
        return "the finish of " + step;
      case MilestonePoint::step_agreed:
        return "the first finish of " + step + " that sends nothing back";
      case MilestonePoint::finish:
        return "finish";
    }
    return "";
  };
  return fmt::format("{}: from {} to {}", m.name, point(m.from, m.from_step),
                     point(m.to, m.to_step));
}

void add_kinds(const Model& model, Page& page) {
  page.head("Kinds of work");
  for (const KindId k : ids(model.kinds)) {
    const Kind& kind = model.kinds[k];
    if (kind.background) continue;
    page.line(fmt::format("{}: {}", kind.name, kind_facts(model, k)));
    add_steps(model, kind, page);
    for (const Milestone& m : kind.milestones) page.line(milestone_text(kind, m), "       ");
  }
  for (const Background& b : model.background) {
    std::vector<std::string> roles;
    for (const RoleId r : b.roles) roles.push_back(model.roles[r].name);
    const char* per = b.per == Background::Per::person   ? "person"
                      : b.per == Background::Per::report ? "report"
                                                         : "role";
    page.line(fmt::format("{}: {:.4g} h a week per {} of {}{}", model.kinds[b.kind].name,
                          b.effort / 3.6e9, per, enumerated(roles), b.daily ? ", day by day" : ""));
  }
}

void add_list(const std::string& head, const std::vector<std::string>& items, Page& page) {
  if (items.empty()) return;
  page.head(head);
  for (const std::string& item : items) page.line(item, "  · ");
}

const char* observed_unit(ObservedUnit unit) {
  switch (unit) {
    case ObservedUnit::number:
      return "";
    case ObservedUnit::share:
      return " %";
    case ObservedUnit::hours:
      return " h";
    case ObservedUnit::days:
      return " days";
    case ObservedUnit::working_hours:
      return " working hours";
    case ObservedUnit::working_days:
      return " working days";
  }
  return "";
}

/// "working days"; "" of a plain number.
std::string printable_unit(ObservedUnit unit) {
  const std::string words = observed_unit(unit);
  return words.empty() ? words : words.substr(1);
}

std::vector<std::string> observed_lines(const Model& model) {
  std::vector<std::string> lines;
  for (const ObservedFigure& figure : model.observed)
    lines.push_back(fmt::format("{}: {:.6g}{}", figure.measure,
                                figure.amount * (figure.unit == ObservedUnit::share ? 100 : 1),
                                observed_unit(figure.unit)));
  return lines;
}

std::vector<PictureRow> picture_rows(const Model& model, const OfferedLoad& load) {
  std::vector<PictureRow> rows;
  for (const RoleId r : ids(model.roles)) {
    const RoleLoad& own = load.roles[r];
    if (model.roles[r].sort == RoleSort::client || !(own.total_capacity > 0)) continue;
    rows.push_back({model.roles[r].name, own.offered, own.capacity});
  }
  return rows;
}

}  // namespace

std::string check_screen(const Model& model, const OfferedLoad& load, const ScreenStyle& style) {
  Page page(style);
  page.head(printable(model.name) + ": as it was understood");
  page.line(overview(model), "", "");
  page.head("Hierarchy");
  for (const std::string& line : hierarchy_lines(model)) page.add("  " + printable(line) + "\n");
  add_roles(model, page);
  if (!model.limits.empty()) {
    page.head("How many jobs there may be");
    for (const std::string& limit : limits_text(model)) page.line(limit);
  }
  add_rules(model, page);
  if (std::any_of(model.accounts.begin(), model.accounts.end(),
                  [](const Account& a) { return !a.agency; }))
    add_accounts(model, page);
  add_kinds(model, page);
  add_list("Pools", pool_lines(model), page);
  add_list("Careers", career_lines(model), page);
  add_list("People", people_lines(model), page);
  add_list("Accounts", account_lines(model), page);
  add_list("Relationships", relationship_lines(model), page);
  add_list("What changes on dates", change_lines(model), page);
  add_list("Observed, which a run is held against", observed_lines(model), page);
  add_list("Can they keep up?", check_verdicts(model, load), page);
  page.add("\n" + render_screen(check_tables(model, load).front(), style));
  page.add("\n" + render_picture("Load by week", "Hours asked ÷ capacity, per cent",
                                 picture_rows(model, load), style));
  std::vector<std::string> notes = model.notes;
  notes.insert(notes.end(), load.notes.begin(), load.notes.end());
  add_list("Notes", notes, page);
  add_list("Defaults that were applied", model.defaults, page);
  return page.take();
}

ordered_json check_json(const Model& model, const OfferedLoad& load) {
  ordered_json json;
  json["suits"] = 1;
  json["scenario"] = model.name;
  json["window"] = {{"warm_up", to_string(model.window.warm_up)},
                    {"start", to_string(model.window.start)},
                    {"end", to_string(model.window.end)},
                    {"cap", to_string(model.window.cap)}};
  json["roles"] = ordered_json::array();
  for (const RoleId r : ids(model.roles)) {
    const Role& role = model.roles[r];
    if (role.sort == RoleSort::client) continue;
    ordered_json item{{"name", role.name},
                      {"title", role.title},
                      {"sort", role.sort == RoleSort::staff ? "staff" : "party"},
                      {"facts", role_facts(model, r)}};
    item["reports_to"] = ordered_json::array();
    for (const RoleId s : role.superiors) item["reports_to"].push_back(model.roles[s].name);
    item["people"] = ordered_json::array();
    for (const PersonId p : role.people) item["people"].push_back(model.people[p].name);
    item["rings"] = ordered_json::array();
    for (const RingText& ring : rings_text(model, r))
      item["rings"].push_back({{"who", ring.who}, {"when", ring.when}});
    json["roles"].push_back(std::move(item));
  }
  json["accounts"] = ordered_json::array();
  for (const Account& a : model.accounts) {
    if (a.agency || a.pool) continue;
    ordered_json item{{"name", a.name}, {"tier", model.tiers[a.tier].name}};
    item["team"] = ordered_json::object();
    for (const Slot& slot : a.team) {
      ordered_json& holders = item["team"][model.roles[slot.role].name] = ordered_json::array();
      for (const PersonId p : slot.holders) holders.push_back(model.people[p].name);
    }
    item["owner"] =
        a.owner ? ordered_json(model.roles[a.team[*a.owner].role].name) : ordered_json();
    json["accounts"].push_back(std::move(item));
  }
  json["kinds"] = ordered_json::array();
  for (const KindId k : ids(model.kinds)) {
    const Kind& kind = model.kinds[k];
    ordered_json item{
        {"name", kind.name}, {"facts", kind_facts(model, k)}, {"background", kind.background}};
    item["steps"] = ordered_json::array();
    for (const StepText& s : steps_text(model, kind))
      item["steps"].push_back(
          {{"name", s.name}, {"after", s.after}, {"who", s.who}, {"more", s.more}});
    json["kinds"].push_back(std::move(item));
  }
  if (!model.limits.empty()) json["limits"] = limits_text(model);
  json["pools"] = pool_lines(model);
  if (model.careers) json["careers"] = career_lines(model);
  json["mechanisms"] = people_lines(model);
  json["changes"] = change_lines(model);
  json["verdicts"] = check_verdicts(model, load);
  if (!model.observed.empty()) json["observed"] = ordered_json::array();
  for (const ObservedFigure& figure : model.observed)
    json["observed"].push_back(
        {{"measure", figure.measure},
         {"amount", figure.amount},
         {"unit", figure.unit == ObservedUnit::share ? std::string("share")
                                                     : printable_unit(figure.unit)}});
  json["notes"] = model.notes;
  for (const std::string& note : load.notes) json["notes"].push_back(note);
  json["defaults"] = model.defaults;
  for (const Table& table : check_tables(model, load)) {
    json["tables"][table.name] = rows_json(table);
    json["columns"][table.name] = columns_json(table);
  }
  return json;
}

}  // namespace suits
