// The tables of capacity: roles and people, over the window and by week.

#include <algorithm>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"
#include "engine/report/plausibility_report.hpp"
#include "engine/report/run_tables.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kPeopleShown = 14;

Cell light_cell(Light light) {
  return {light_name(light), light == Light::over ? Tone::alarm : Tone::plain};
}

Cell target_of(const Role& role) {
  return role.billable_target ? Cell::number(*role.billable_target) : Cell();
}

Date week_start(const Model& model, std::size_t week) {
  return date_of(model.window.start) + static_cast<std::int32_t>(7 * week);
}

}  // namespace

Table roles_table(const Model& model, const Summary& summary) {
  const Mechanisms& on = summary.on;
  std::string caption =
      "By main role. Load: hours asked of the role ÷ those its people have (contract hours less "
      "holidays and absences, their speed reckoned in), blank where they hold other roles too; "
      "above "
      "100 % it cannot keep up. Busy: hours worked, of any kind, ÷ available.";
  if (on.billable) caption += " Billable: billable hours worked ÷ available.";
  caption +=
      " Light, by the larger of load and busy: below 60 slack, 60–85 healthy, 85–100 strained, "
      "above 100 over. Wait: of a request until somebody starts, ";
  caption += !summary.always ? "working hours." : summary.per_hour > 1 ? "minutes." : "hours.";
  if (on.cover) caption += " Covered: requests that another role took; escalated: up the line.";
  TableBuilder table("roles", "Roles", caption);
  table.column(file_column("role", "Role"))
      .column(screen_column("title", ""))
      .column(file_column("sort", "Sort"))
      .column({"people", "People", Unit::count})
      .column(figure_column("available_hours", "Available", Unit::hours, false))
      .column(figure_column("asked_hours", "Asked", Unit::hours, false))
      .column(figure_column("worked_hours", "Worked", Unit::hours, false))
      .column(figure_column("load", "Load", Unit::share))
      .column(figure_column("busy", "Busy", Unit::share))
      .column(figure_column("billable", "Billable", Unit::share), on.billable)
      .column(spare({"billable_target", "Target", Unit::share}, 3), on.targets)
      .column(text_column("light", "Light"))
      .column(figure_column("meetings", "In meetings", Unit::share, false), on.meetings)
      .column(figure_column("covering", "Covering", Unit::share, false), on.cover)
      .column(figure_column("overtime_hours", "Overtime (h)", Unit::hours, false), on.overtime)
      .column(figure_column("requests", "Requests", Unit::number, false, false, 0))
      .column(figure_column("wait_hours", "Wait", Unit::wait))
      .column(spare(figure_column("waited", "Had to wait", Unit::share, summary.always), 1))
      .column(spare(figure_column("mean_waiting", "Waiting", Unit::number), 2))
      .column(spare(figure_column("covered", "Covered", Unit::share), 3), on.cover)
      .column(spare(figure_column("escalated", "Escalated", Unit::share), 4), on.cover);
  for (const RoleSummary& r : summary.roles) {
    const Role& role = model.roles[r.role];
    const Tone tone = r.light == Light::over ? Tone::alarm : Tone::plain;
    table.row({role.name,
               title_of(role),
               role.sort == RoleSort::staff ? "staff" : "party",
               Cell::integer(static_cast<std::int64_t>(r.people)),
               r.available,
               r.asked,
               r.worked,
               Cell(r.load, tone),
               r.busy,
               r.billable,
               target_of(role),
               light_cell(r.light),
               r.meetings,
               r.cover,
               r.overtime,
               r.requests,
               r.wait,
               r.waited,
               r.waiting,
               r.covered,
               r.escalated});
  }
  return table.take();
}

Table role_weeks_table(const Model& model, const Summary& summary) {
  TableBuilder table("role_weeks", "Load picture", "");
  table.column(text_column("role", "Role"))
      .column({"week", "Week", Unit::count})
      .column(text_column("starts", "Starts"))
      .column(figure_column("available_hours", "Available", Unit::hours))
      .column(figure_column("busy", "Busy", Unit::share))
      .column(figure_column("mean_waiting", "Waiting", Unit::number));
  for (const RoleSummary& r : summary.roles)
    for (std::size_t w = 0; w < r.weeks.size(); ++w)
      table.row({model.roles[r.role].name, Cell::integer(static_cast<std::int64_t>(w + 1)),
                 to_string(week_start(model, w)), r.weeks[w].available, r.weeks[w].busy,
                 r.weeks[w].waiting});
  return table.take();
}

Table people_table(const Model& model, const Summary& summary) {
  const Mechanisms& on = summary.on;
  std::string caption =
      "The fullest first. Available: contract hours less holidays and absences. "
      "Busy: hours worked ÷ available.";
  if (model.careers)
    caption += " Successors come after all others: those of all courses by the name.";
  if (on.billable) caption += " Billable: billable hours ÷ available.";
  if (on.cover) caption += " Covering: share of the hours spent for somebody else's role.";
  if (on.overtime)
    caption += " Overtime: worked past the end of the day, not in the other figures.";
  TableBuilder table("people", "People", caption);
  table.column(text_column("person", ""))
      .column(file_column("role", "Role"))
      .column(screen_column("title", "Role"))
      .column(spare(text_column("level", "Level"), 2), model.levels.size() > 1)
      .column(figure_column("available_hours", "Available (h)", Unit::hours, true, false, 0))
      .column(figure_column("worked_hours", "Worked (h)", Unit::hours, false))
      .column(figure_column("busy", "Busy", Unit::share))
      .column(figure_column("billable", "Billable", Unit::share), on.billable)
      .column({"billable_target", "Target", Unit::share}, on.targets)
      .column(text_column("light", "Light"))
      .column(spare(figure_column("meetings", "In meetings", Unit::share), 3), on.meetings)
      .column(spare(figure_column("covering", "Covering", Unit::share), 2), on.cover)
      .column(figure_column("overtime_hours", "Overtime (h)", Unit::hours, true, false, 0),
              on.overtime)
      .column(figure_column("interruptions", "Interrupted", Unit::number, false, false, 0),
              on.interrupts);
  std::vector<const PersonSummary*> people;
  for (const PersonSummary& p : summary.people) people.push_back(&p);
  std::stable_sort(
      people.begin(), people.end(), [&](const PersonSummary* a, const PersonSummary* b) {
        const bool later = model.people[a->person].successor,
                   other = model.people[b->person].successor;
        if (later != other) return other;
        return (a->busy.known() ? a->busy.value : -1) > (b->busy.known() ? b->busy.value : -1);
      });
  std::size_t row = 0;
  for (const PersonSummary* p : people) {
    const Person& person = model.people[p->person];
    const Role& role = model.roles[person.roles.front()];
    table.row({person.name, role.name, title_of(role), model.levels[person.level].name,
               p->available, p->worked, p->busy, p->billable, target_of(role), light_cell(p->light),
               p->meetings, p->cover, p->overtime, p->interruptions},
              row++ < kPeopleShown && (p->busy.known() || !person.successor));
  }
  if (people.size() > kPeopleShown) {
    // Whoever was never there comes last, and is not busy at all.
    const auto least = std::find_if(people.rbegin(), people.rend(),
                                    [](const PersonSummary* p) { return p->busy.known(); });
    const bool hidden = people.rend() - least > static_cast<std::ptrdiff_t>(kPeopleShown);
    table.more(fmt::format(
        "… and {} less busy ones{}: --format csv has all.", people.size() - kPeopleShown,
        hidden ? fmt::format(", down to {:.0f} %", (*least)->busy.value * 100) : std::string()));
  }
  return table.take();
}

Table person_weeks_table(const Model& model, const Summary& summary) {
  TableBuilder table("person_weeks", "People by week",
                     "Busy: hours worked ÷ available; blank where the person is away all week.");
  table.off_screen()
      .column(text_column("person", "Person"))
      .column(text_column("role", "Role"))
      .column({"week", "Week", Unit::count})
      .column(text_column("starts", "Starts"))
      .column(figure_column("available_hours", "Available", Unit::hours))
      .column(figure_column("busy", "Busy", Unit::share));
  for (const PersonSummary& p : summary.people) {
    const Person& person = model.people[p.person];
    for (std::size_t w = 0; w < p.weeks.size(); ++w)
      table.row({person.name, model.roles[person.roles.front()].name,
                 Cell::integer(static_cast<std::int64_t>(w + 1)), to_string(week_start(model, w)),
                 p.weeks[w].available, p.weeks[w].busy});
  }
  return table.take();
}

Table rules_table(const Model& model, const Summary& summary) {
  TableBuilder table("rules", "Rules",
                     "How often each acted in the window, for all that it is looked at for.");
  table.column(text_column("rule", ""))
      .column(text_column("then", "What it does"))
      .column(figure_column("acts", "Acts", Unit::number));
  const std::vector<Rule>& rules = model.rulebook.rules;
  bool turns_away = false;
  for (std::size_t r = 0; r < rules.size(); ++r) {
    std::vector<std::string> done;
    for (const Action& action : rules[r].then) {
      done.push_back(action.written);
      turns_away = turns_away || action.sort == Action::Sort::turn_away;
    }
    table.row({rules[r].name, fmt::format("{}", fmt::join(done, "; ")), summary.rules[r]});
  }
  if (turns_away) table.row({"", "jobs turned away", summary.turned_away});
  return table.take();
}

std::vector<Table> run_tables(const Model& model, const Summary& summary) {
  std::vector<Table> tables;
  tables.push_back(turnaround_table(model, summary));
  tables.push_back(causes_table(model, summary));
  tables.push_back(breakdown_table(model, summary));
  tables.push_back(roles_table(model, summary));
  tables.push_back(role_weeks_table(model, summary));
  if (!summary.people.empty()) {
    tables.push_back(people_table(model, summary));
    tables.push_back(person_weeks_table(model, summary));
  }
  if (summary.on.accounts) {
    tables.push_back(accounts_table(model, summary));
    tables.push_back(account_kinds_table(model, summary));
  }
  if (!summary.careers.empty()) {
    tables.push_back(careers_table(model, summary));
    tables.push_back(career_weeks_table(model, summary));
  }
  if (summary.churn) {
    tables.push_back(churn_table(model, summary));
    tables.push_back(relationships_table(model, summary));
    tables.push_back(health_weeks_table(model, summary));
    if (!model.relationship->warn_below.empty()) tables.push_back(warnings_table(model, summary));
  }
  add_business_tables(model, summary, tables);
  if (!summary.rules.empty()) tables.push_back(rules_table(model, summary));
  if (!summary.plausibility.empty()) tables.push_back(plausibility_table(model, summary));
  return tables;
}

}  // namespace suits
