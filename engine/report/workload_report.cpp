#include "engine/report/workload_report.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/json.hpp"
#include "engine/report/page.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr double kFull = 0.95;   // busy: no room for what comes unexpected
constexpr double kMoved = 0.01;  // of a person's busy share, worth a line of its own

std::string percent_text(double share) { return fmt::format("{:.0f} %", share * 100); }

Date starts(const Model& model, std::size_t week) {
  return date_of(model.window.start) + static_cast<std::int32_t>(7 * week);
}

/// "week 36 (from 2027-09-06)".
std::string week_text(const Model& model, std::size_t week) {
  return fmt::format("week {} (from {})", week + 1, to_string(starts(model, week)));
}

std::string tentative_text(const Model& model, const Workload& load) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> names;
  for (const AccountId a : load.tentative) {
    if (names.size() == kNamed && load.tentative.size() > kNamed + 1) {
      names.push_back(fmt::format("{} more", load.tentative.size() - kNamed));
      break;
    }
    names.push_back(
        fmt::format("{} ({})", model.accounts[a].name, share_text(model.accounts[a].wins)));
  }
  return enumerated(names);
}

/// "the Account Planners in weeks 34–38 (worst 118 % in week 36)", of several in a row.
std::string overflow_text(const Model& model, const std::vector<Overflow>& over) {
  std::vector<std::string> parts;
  for (const Overflow& o : over) {
    std::string text = fmt::format("{} in {}", words_of(model, o.role).name, weeks_text(o.weeks));
    text += o.weeks.size() == 1
                ? fmt::format(" ({})", percent_text(o.load))
                : fmt::format(" (worst: {} in week {})", percent_text(o.load), o.worst + 1);
    parts.push_back(std::move(text));
  }
  return enumerated(parts);
}

std::string roles_answer(const Model& model, const std::vector<Overflow>& over) {
  if (over.empty()) return "Nobody is asked for anything.";
  if (!over[0].weeks.empty())
    return "Asked for more than they can give: " + overflow_text(model, over) + ".";
  const RoleWords words = words_of(model, over[0].role);
  return fmt::format(
      "No role is asked for more than it can give in any week; nearest {} {}, {} in {}.",
      words.plural ? "come" : "comes", words.name, percent_text(over[0].load),
      week_text(model, over[0].worst));
}

std::string with_all_answer(const Model& model, const Workload& load,
                            const std::vector<Overflow>& over) {
  const std::string won = fmt::format("If {} {} won", tentative_text(model, load),
                                      load.tentative.size() == 1 ? "is" : "are all");
  if (over.empty() || over[0].weeks.empty()) {
    if (over.empty()) return won + ", nobody is asked for anything.";
    return fmt::format("{}, still none is: the fullest, {}, {} at {} in {}.", won,
                       words_of(model, over[0].role).name, words_of(model, over[0].role).are(),
                       percent_text(over[0].load), week_text(model, over[0].worst));
  }
  return fmt::format("{}, asked for more than they can give: {}.", won, overflow_text(model, over));
}

/// "In 21 of 30 possible courses the Account Planners are asked for more than they can give for
/// four weeks running, first in week 9 (from …; the median)"; of several roles the ones with most.
std::string courses_answer(const Model& model, const Workload& load, const WorkloadView& view) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> parts;
  for (const OverflowCourses& over : overflow_courses(load, view.from, view.to)) {
    if (parts.size() == kNamed) break;
    parts.push_back(fmt::format("{} in {} of {} (for the first time in {})",
                                words_of(model, over.role).name, over.courses, load.replications,
                                week_text(model, over.first)));
  }
  if (load.asked.empty() || view.to < view.from + kWeeksRunning) return "";
  if (parts.empty()) {
    return fmt::format(
        "In none of {} possible courses is a role asked for more than it can give over {} weeks "
        "together.",
        load.replications, kWeeksRunning);
  }
  return fmt::format(
      "Asked, over {} weeks together, for more than they can give, in so many "
      "possible courses{}: {}.",
      kWeeksRunning, load.tentative.empty() ? "" : " (with what is won in each)",
      enumerated(parts));
}

std::vector<const PersonSummary*> fullest_first(const std::vector<PersonSummary>& people) {
  std::vector<const PersonSummary*> out;
  for (const PersonSummary& p : people) out.push_back(&p);
  const auto busy = [](const PersonSummary* p) { return p->busy.known() ? p->busy.value : -1; };
  std::stable_sort(out.begin(), out.end(), [&](const PersonSummary* a, const PersonSummary* b) {
    return busy(a) > busy(b);
  });
  return out;
}

std::string people_answer(const Model& model, const Workload& load) {
  const auto people = fullest_first(load.people);
  if (people.empty() || !people[0]->busy.known()) return "";
  const Person& fullest = model.people[people[0]->person];
  std::vector<std::size_t> full;
  for (std::size_t w = 0; w < people[0]->weeks.size(); ++w) {
    const Estimate& busy = people[0]->weeks[w].busy;
    if (busy.known() && busy.value >= kFull) full.push_back(w);
  }
  std::string text =
      fmt::format("The fullest person is {}, {}, busy {} of the hours there are", fullest.name,
                  title_of(model.roles[fullest.roles[0]]), percent_text(people[0]->busy.value));
  if (!full.empty() && full.size() <= 20)
    text += fmt::format(", {} or more in {}", percent_text(kFull), weeks_text(full));
  else if (!full.empty())
    text += fmt::format(", {} or more in {} of {} weeks", percent_text(kFull), full.size(),
                        people[0]->weeks.size());
  return text + ".";
}

std::vector<double> part(const std::vector<double>& all, const WorkloadView& view) {
  const std::size_t to = std::min(view.to, all.size()), from = std::min(view.from, to);
  return {all.begin() + static_cast<std::ptrdiff_t>(from),
          all.begin() + static_cast<std::ptrdiff_t>(to)};
}

HeatRow person_row(const PersonSummary& person, const std::string& name, HeatRow::Sort sort,
                   const WorkloadView& view) {
  HeatRow row{name, {}, {}, sort};
  for (const WeekFigures& week : person.weeks) {
    const double there = week.available.known() ? week.available.value : 0;
    row.available.push_back(there);
    row.used.push_back(week.busy.known() ? week.busy.value * there : 0);
  }
  row.used = part(row.used, view);
  row.available = part(row.available, view);
  return row;
}

std::vector<double> with_tentative(const RoleLoad& role) {
  std::vector<double> sum = role.offered;
  for (std::size_t w = 0; w < sum.size(); ++w) sum[w] += role.tentative[w];
  return sum;
}

double total(const std::vector<double>& weeks) {
  double sum = 0;
  for (const double h : weeks) sum += h;
  return sum;
}

std::string unit_text(const Model& model, LoadUnit unit, const char* hours) {
  if (unit == LoadUnit::percent) return fmt::format("{}, per cent of the hours there are", hours);
  if (unit == LoadUnit::hours) return fmt::format("{} a week", hours);
  return fmt::format("{} as full-time equivalents of {:.4g} h a week", hours,
                     model.standard_week.hours());
}

HeatMap roles_map(const Model& model, const Workload& load, const WorkloadView& view) {
  HeatMap map{"Roles",   unit_text(model, view.unit, "Hours asked of signed work, in the mean"),
              view.unit, model.standard_week.hours(),
              view.from, {}};
  if (!load.tentative.empty()) map.what += "; below, if all that is tentative is won";
  for (const RoleId r : ids(model.roles)) {
    const RoleLoad& role = load.offered.roles[r];
    if (model.roles[r].sort == RoleSort::client || !(role.total_capacity > 0)) continue;
    const std::vector<double> there = part(role.capacity, view);
    map.rows.push_back({title_of(model.roles[r]), part(role.offered, view), there});
    if (total(role.tentative) > 0)
      map.rows.push_back(
          {"  if all are won", part(with_tentative(role), view), there, HeatRow::Sort::tentative});
    if (view.unit != LoadUnit::percent)
      map.rows.push_back({"  there are", there, there, HeatRow::Sort::capacity});
  }
  return map;
}

HeatMap people_map(const Model& model, const Workload& load, const WorkloadView& view) {
  HeatMap map{"People",  unit_text(model, view.unit, "Hours worked, in the mean of the courses"),
              view.unit, model.standard_week.hours(),
              view.from, {}};
  std::map<RoleId, std::vector<const PersonSummary*>> by_role;
  for (const PersonSummary* p : fullest_first(load.people))
    by_role[model.people[p->person].roles[0]].push_back(p);
  for (const auto& [role, people] : by_role) {
    map.rows.push_back({title_of(model.roles[role]), {}, {}, HeatRow::Sort::group});
    for (const PersonSummary* p : people) {
      map.rows.push_back(
          person_row(*p, "  " + model.people[p->person].name, HeatRow::Sort::signed_work, view));
      for (const PersonSummary& then : load.people_with_all) {
        if (then.person != p->person || !p->busy.known()) continue;
        if (then.busy.value - p->busy.value >= kMoved)
          map.rows.push_back(
              person_row(then, "    if all are won", HeatRow::Sort::tentative, view));
      }
    }
  }
  return map;
}

Table role_weeks(const Model& model, const Workload& load, const WorkloadView& view) {
  TableBuilder table("role_weeks", "Roles by week",
                     "Hours asked in the mean, of signed work and of tentative accounts if all are "
                     "won; load: signed ÷ capacity.");
  const bool tentative = !load.tentative.empty();
  table.column(text_column("role", "Role"))
      .column({"week", "Week", Unit::count})
      .column(text_column("starts", "Starts"))
      .column({"capacity_hours", "Capacity", Unit::hours})
      .column({"signed_hours", "Signed", Unit::hours})
      .column({"tentative_hours", "Tentative", Unit::hours}, tentative)
      .column({"load", "Load", Unit::share})
      .column({"load_if_all_won", "If all are won", Unit::share}, tentative);
  for (const RoleId r : ids(model.roles)) {
    const RoleLoad& role = load.offered.roles[r];
    if (model.roles[r].sort == RoleSort::client) continue;
    for (std::size_t w = view.from; w < std::min(view.to, role.capacity.size()); ++w) {
      const double there = role.capacity[w];
      const auto share = [&](double h) { return there > 0 ? Cell::number(h / there) : Cell(); };
      table.row({model.roles[r].name, Cell::integer(std::uint64_t{w + 1}),
                 to_string(starts(model, w)), Cell::number(there), Cell::number(role.offered[w]),
                 Cell::number(role.tentative[w]), share(role.offered[w]),
                 share(role.offered[w] + role.tentative[w])});
    }
  }
  return table.take();
}

Table role_overflows(const Model& model, const Workload& load, const WorkloadView& view) {
  TableBuilder table(
      "role_overflows", "Overflow by course",
      fmt::format("Possible courses in which a role is asked, over {} weeks together, "
                  "for more than its people have; the first such week: the median "
                  "over these courses.",
                  kWeeksRunning));
  table.column(text_column("role", "Role"))
      .column({"courses", "Courses", Unit::count})
      .column({"of", "Of", Unit::count})
      .column({"first_week", "First week", Unit::count})
      .column(text_column("starts", "Starts"));
  for (const OverflowCourses& over : overflow_courses(load, view.from, view.to)) {
    table.row({model.roles[over.role].name, Cell::integer(std::uint64_t{over.courses}),
               Cell::integer(std::uint64_t{load.replications}),
               Cell::integer(std::uint64_t{over.first + 1}), to_string(starts(model, over.first))});
  }
  return table.take();
}

Table person_weeks(const Model& model, const Workload& load, const WorkloadView& view) {
  TableBuilder table("person_weeks", "People by week",
                     "Hours worked ÷ available, in the mean of the courses; blank where the person "
                     "is away all week.");
  const bool tentative = !load.tentative.empty();
  table.column(text_column("person", "Person"))
      .column(text_column("role", "Role"))
      .column({"week", "Week", Unit::count})
      .column(text_column("starts", "Starts"))
      .column(figure_column("available_hours", "Available", Unit::hours))
      .column(figure_column("busy", "Busy", Unit::share))
      .column(figure_column("busy_if_all_won", "If all are won", Unit::share), tentative);
  for (std::size_t i = 0; i < load.people.size(); ++i) {
    const PersonSummary& p = load.people[i];
    const Person& person = model.people[p.person];
    for (std::size_t w = view.from; w < std::min(view.to, p.weeks.size()); ++w) {
      table.row({person.name, model.roles[person.roles[0]].name,
                 Cell::integer(std::uint64_t{w + 1}), to_string(starts(model, w)),
                 p.weeks[w].available, p.weeks[w].busy,
                 tentative ? Cell(load.people_with_all[i].weeks[w].busy) : Cell()});
    }
  }
  return table.take();
}

}  // namespace

std::vector<std::string> workload_answer(const Model& model, const Workload& load,
                                         const WorkloadView& view) {
  const auto over = [&](bool with_all) {
    return overflows(model, load.offered, with_all, view.from, view.to);
  };
  std::vector<std::string> lines{roles_answer(model, over(false))};
  if (!load.tentative.empty()) lines.push_back(with_all_answer(model, load, over(true)));
  if (std::string courses = courses_answer(model, load, view); !courses.empty())
    lines.push_back(std::move(courses));
  if (std::string people = people_answer(model, load); !people.empty())
    lines.push_back(std::move(people));
  return lines;
}

std::vector<Table> workload_tables(const Model& model, const Workload& load,
                                   const WorkloadView& view) {
  std::vector<Table> tables{role_weeks(model, load, view)};
  if (!load.people.empty()) tables.push_back(person_weeks(model, load, view));
  if (!load.asked.empty()) tables.push_back(role_overflows(model, load, view));
  return tables;
}

std::string workload_screen(const Model& model, const Workload& load, const WorkloadView& view,
                            const ScreenStyle& style) {
  Page page(style);
  page.head(printable(model.name) + ": load against capacity");
  page.line(fmt::format("{} to {}; what is worked as the mean of {} possible course{} (seed {})",
                        to_string(date_of(model.window.start)),
                        to_string(date_of(model.window.end - microseconds(1))), load.replications,
                        load.replications == 1 ? "" : "s", load.seed),
            "", "");
  page.add("\n");
  for (const std::string& line : workload_answer(model, load, view)) page.line(line, "", "");
  page.add("\n" + render_heat_map(roles_map(model, load, view), style));
  if (!load.people.empty()) page.add("\n" + render_heat_map(people_map(model, load, view), style));
  std::string notes;
  for (const std::string& note : load.offered.notes) notes += (notes.empty() ? "" : "; ") + note;
  if (!notes.empty()) page.line("Asked in the mean: " + notes + ".", "\n  ", "  ");
  return page.take();
}

nlohmann::ordered_json workload_json(const Model& model, const Workload& load,
                                     const WorkloadView& view) {
  nlohmann::ordered_json json;
  json["suits"] = 1;
  json["scenario"] = model.name;
  json["window"] = {{"start", to_string(model.window.start)}, {"end", to_string(model.window.end)}};
  json["seed"] = load.seed;
  json["replications"] = load.replications;
  json["tentative"] = nlohmann::ordered_json::array();
  for (const AccountId a : load.tentative)
    json["tentative"].push_back(
        {{"account", model.accounts[a].name}, {"wins", file_number(model.accounts[a].wins)}});
  json["answer"] = workload_answer(model, load, view);
  json["notes"] = load.offered.notes;
  const std::vector<Table> tables = workload_tables(model, load, view);
  for (const Table& table : tables) json["tables"][table.name] = rows_json(table);
  for (const Table& table : tables) json["columns"][table.name] = columns_json(table);
  return json;
}

}  // namespace suits
