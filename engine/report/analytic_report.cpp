#include "engine/report/analytic_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/report/json.hpp"
#include "engine/report/page.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kNamed = 3;  // people named in a sentence or a cell; the rest is counted

/// Six significant digits.
double rounded(double value) {
  return std::isfinite(value) ? std::stod(fmt::format("{:.6g}", value)) : kNothing;
}

Cell estimated(double value, bool keeps_up = true) {
  return Estimate{rounded(value), kNothing, !keeps_up};
}

/// "Aiko, Ben, Chie and 4 more".
std::string some_of(const Model& model, const std::vector<PersonId>& people) {
  std::vector<std::string> names;
  for (const PersonId p : people) {
    if (names.size() < kNamed || people.size() == kNamed + 1) names.push_back(model.people[p].name);
  }
  if (names.size() < people.size()) {
    return fmt::format("{} and {} more", fmt::join(names, ", "), people.size() - names.size());
  }
  return enumerated(names);
}

bool everybody(const AnalyticRole& role) { return role.over.size() == role.people; }

std::string keeps_up_words(const Model& model, const AnalyticRole& role) {
  if (role.keeps_up && role.over.empty()) return "";
  if (role.over.empty() || everybody(role)) return "cannot keep up";
  return "cannot keep up: " + some_of(model, role.over);
}

double day_of(const Model& model) { return std::max(1e-9, model.standard_day.hours()); }

/// Agencies that never close think in hours or minutes.
ScreenStyle style_for(const Model& model, const AnalyticEstimate& estimate, ScreenStyle style) {
  if (!model.agency().always()) return style;
  style.day_hours = day_of(model);
  double longest = 0;
  for (const AnalyticFlow& flow : estimate.flows) longest = std::max(longest, flow.turnaround);
  if (longest < 1) style.per_hour = 60;
  return style;
}

const char* unit_words(const Model& model, const ScreenStyle& style) {
  return !model.agency().always() ? "working hours" : style.per_hour > 1 ? "minutes" : "hours";
}

Table roles_table(const Model& model, const AnalyticEstimate& estimate, const ScreenStyle& style) {
  TableBuilder table(
      "analytic_roles", "Who is full, and where work waits",
      fmt::format("By main role. Full: hours worked ÷ hours there, in the mean over the window. "
                  "Wait: of a request until somebody starts, {}; appointments left out. ≥ grows "
                  "from week to week where somebody cannot keep up: what it comes to within this "
                  "window.",
                  unit_words(model, style)));
  table.column(file_column("role", "Role"))
      .column(screen_column("title", ""))
      .column({"people", "People", Unit::count})
      .column({"utilisation", "Full", Unit::share})
      .column({"asked", "Asked", Unit::share, false, false, false})
      .column({"requests", "Requests", Unit::number, false, false, true, 0})
      .column({"wait_hours", "Wait", Unit::wait, false, true})
      .column(file_column("keeps_up", "Keeps up"))
      .column(screen_column("words", ""));
  for (const AnalyticRole& role : estimate.roles) {
    const Tone tone = role.keeps_up && role.over.empty() ? Tone::plain : Tone::alarm;
    table.row({model.roles[role.role].name, title_of(model.roles[role.role]),
               Cell::integer(static_cast<std::int64_t>(role.people)), estimated(role.utilisation),
               estimated(role.asked), estimated(role.requests), estimated(role.wait, role.keeps_up),
               Cell::yes_no(role.keeps_up && role.over.empty()),
               Cell(keeps_up_words(model, role), tone)});
  }
  return table.take();
}

std::string what(const Model& model, const AnalyticFlow& flow) {
  const Kind& kind = model.kinds[flow.kind];
  if (flow.tier != kNone<TierId>) return "  " + model.tiers[flow.tier].name;
  const std::string title = kind.title.empty() ? spaced(kind.name) : kind.title;
  if (flow.milestone < 0) return sentence_case(title);
  const Milestone& m = kind.milestones[static_cast<std::size_t>(flow.milestone)];
  return sentence_case(spaced(m.name)) + " (" + one_of(kind) + ")";
}

Table turnaround_table(const Model& model, const AnalyticEstimate& estimate,
                       const ScreenStyle& style) {
  const bool always = model.agency().always();
  bool client = false, delay = false;
  for (const AnalyticFlow& flow : estimate.flows) {
    client = client || flow.client > 0;
    delay = delay || flow.delay > 0;
  }
  TableBuilder table(
      "analytic_turnaround", "How long work takes",
      fmt::format("Expected turnaround in {}, and what it consists of. Waiting: for people, other "
                  "work that goes first, and appointments. In hand: somebody works on it, or its "
                  "next part is not due.",
                  always ? unit_words(model, style)
                         : fmt::format("working days of {:.3g} h", day_of(model))));
  table.column(screen_column("what", ""))
      .column(file_column("kind", "Kind"))
      .column(file_column("milestone", "Milestone"))
      .column(file_column("tier", "Tier"))
      .column({"jobs", "Jobs", Unit::number, false, false, true, 0})
      .column({"working_days", "Mean", Unit::working_days, false, true, true, 2})
      .column({"waiting_working_days", "Waiting", Unit::working_days, false, true, true, 2})
      .column({"in_hand_working_days", "In hand", Unit::working_days, false, false, true, 2})
      .column({"client_working_days", "With client", Unit::working_days, false, false, true, 2},
              client)
      .column({"delay_working_days", "Other delay", Unit::working_days, false, false, true, 2},
              delay)
      .column(file_column("keeps_up", "Keeps up"))
      .column(screen_column("words", ""));
  const double day = day_of(model);
  for (const AnalyticFlow& flow : estimate.flows) {
    const Kind& kind = model.kinds[flow.kind];
    const bool all = flow.tier == kNone<TierId>;
    table.row(
        {what(model, flow), kind.name,
         flow.milestone < 0 ? std::string()
                            : kind.milestones[static_cast<std::size_t>(flow.milestone)].name,
         all ? "all" : model.tiers[flow.tier].name, estimated(flow.jobs),
         estimated(flow.turnaround / day, flow.keeps_up),
         estimated(flow.waiting / day, flow.keeps_up), estimated(flow.in_hand / day),
         estimated(flow.client / day), estimated(flow.delay / day), Cell::yes_no(flow.keeps_up),
         flow.keeps_up ? Cell("") : Cell("somebody cannot keep up", Tone::alarm)},
        all || kind.deliverable);
  }
  return table.take();
}

std::vector<Table> tables_for(const Model& model, const AnalyticEstimate& estimate,
                              const ScreenStyle& style) {
  return {roles_table(model, estimate, style), turnaround_table(model, estimate, style)};
}

}  // namespace

std::vector<Table> analytic_tables(const Model& model, const AnalyticEstimate& estimate) {
  return tables_for(model, estimate, style_for(model, estimate, {}));
}

std::vector<std::string> analytic_verdicts(const Model& model, const AnalyticEstimate& estimate) {
  std::vector<std::string> out;
  const AnalyticRole* longest = nullptr;
  for (const AnalyticRole& role : estimate.roles) {
    const RoleWords words = words_of(model, role.role);
    if (!role.over.empty()) {
      out.push_back(everybody(role)
                        ? fmt::format("{} cannot keep up: asked for {:.0f} % of the time there is.",
                                      sentence_case(words.name), role.asked * 100)
                        : fmt::format("{} cannot keep up, others of the same role can.",
                                      some_of(model, role.over)));
    } else if (!role.keeps_up) {
      out.push_back(
          fmt::format("{}: whoever does this work cannot keep up.", sentence_case(words.name)));
    }
    if (role.keeps_up && role.wait > 0 && (!longest || role.wait > longest->wait)) longest = &role;
  }
  if (out.empty()) out.push_back("Everybody can keep up in the mean.");
  if (longest) {
    const ScreenStyle style = style_for(model, estimate, {});
    const std::string wait = fmt::format("{:.3g}", longest->wait * style.per_hour);
    std::string unit = unit_words(model, style);
    if (wait == "1") unit.pop_back();
    out.push_back(fmt::format("Work waits longest for {}: {} {} a request.",
                              words_of(model, longest->role).name, wait, unit));
  }
  return out;
}

std::string analytic_screen(const Model& model, const AnalyticEstimate& estimate,
                            ScreenStyle style) {
  style = style_for(model, estimate, style);
  Page page(style);
  page.head(printable(model.name) + ": estimated by formulas, without a run");
  for (const std::string& verdict : analytic_verdicts(model, estimate)) page.line(verdict, "  · ");
  for (const Table& table : tables_for(model, estimate, style)) {
    page.add("\n" + render_screen(table, style));
  }
  page.head("What this is bad at");
  for (const std::string& side : estimate.weak_sides) page.line(side, "  · ");
  return page.take();
}

nlohmann::ordered_json analytic_json(const Model& model, const AnalyticEstimate& estimate) {
  nlohmann::ordered_json json;
  json["suits"] = 1;
  json["scenario"] = model.name;
  json["working_day_hours"] = rounded(day_of(model));
  json["verdicts"] = analytic_verdicts(model, estimate);
  json["weak_sides"] = estimate.weak_sides;
  for (const Table& table : analytic_tables(model, estimate)) {
    json["tables"][table.name] = rows_json(table);
    json["columns"][table.name] = columns_json(table);
  }
  return json;
}

}  // namespace suits
