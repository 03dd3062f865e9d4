#include "engine/report/staff_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/headroom_report.hpp"
#include "engine/report/json.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/table_builder.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

std::string thousands(double value) {
  std::string digits = fmt::format("{:.0f}", value);
  const std::size_t from = !digits.empty() && digits[0] == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > from + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

class StaffText {
 public:
  explicit StaffText(const StaffedScenario& staffed)
      : staffed_(staffed), search_(staffed.search), figures_(staffed.model, staffed.today) {}

  std::vector<Finding> findings() const;
  std::string cost(double value) const {
    return staffed_.money ? thousands(value) + (staffed_.model.currency.empty()
                                                    ? std::string()
                                                    : " " + staffed_.model.currency)
                          : thousands(value) + (value == 1 ? " head" : " heads");
  }
  std::string heads(const HeadCounts& counts) const;
  std::string figure(std::size_t t, const Estimate& estimate) const {
    return figures_.figure(staffed_.targets[t].response, estimate, estimate);
  }
  /// What is asked: of a bound that today's figure makes, as it is in the courses of that play.
  std::string bound(std::size_t t, const StaffingPlay& play) const {
    const double today = t < play.todays.size() ? play.todays[t] : staffed_.todays_figures[t];
    return bound_words(staffed_.model, staffed_.today, staffed_.targets[t], today);
  }
  /// What a play misses, in words; "" where it meets everything.
  std::string misses(const StaffingPlay& play) const;
  std::string service(const StaffingPlay& play) const;
  double todays_cost() const { return staffed_.range.cost(staffed_.range.today); }
  /// "−2 of account_executive": how other heads differ from the best.
  std::string step(const HeadCounts& counts) const;

 private:
  std::string answer() const;
  std::string sureness() const;

  const StaffedScenario& staffed_;
  const StaffingSearch& search_;
  ResponseFigures figures_;
};

std::string StaffText::heads(const HeadCounts& counts) const {
  std::vector<std::string> parts;
  for (std::size_t p = 0; p < counts.size(); ++p) {
    const StaffPosition& own = staffed_.positions[p];
    std::string part = fmt::format("{} {}", counts[p], own.name);
    if (counts[p] != own.today) part += fmt::format(" (today {})", own.today);
    parts.push_back(std::move(part));
  }
  return enumerated(parts);
}

std::string StaffText::step(const HeadCounts& counts) const {
  std::vector<std::string> parts;
  for (std::size_t p = 0; p < counts.size(); ++p)
    if (const int d = counts[p] - search_.best[p]; d != 0)
      parts.push_back(
          fmt::format("{}{} {}", d < 0 ? "−" : "+", std::abs(d), staffed_.positions[p].name));
  return parts.empty() ? "the answer" : enumerated(parts);
}

std::string StaffText::misses(const StaffingPlay& play) const {
  if (!play.impossible.empty()) return "not possible: " + play.impossible;
  std::vector<std::string> parts;
  for (std::size_t t = 0; t < play.margins.size(); ++t)
    if (!(play.margins[t].value >= 0))
      parts.push_back(fmt::format("{} is {}, not {}", staffed_.targets[t].response.name,
                                  figure(t, play.figures[t]), bound(t, play)));
  return enumerated(parts);
}

std::string StaffText::service(const StaffingPlay& play) const {
  std::vector<std::string> parts;
  for (std::size_t t = 0; t < play.figures.size(); ++t)
    parts.push_back(fmt::format("the {} is {} ({} is asked)",
                                response_words(staffed_.model, staffed_.targets[t].response),
                                figure(t, play.figures[t]), bound(t, play)));
  return enumerated(parts);
}

std::string StaffText::answer() const {
  using Outcome = StaffingSearch::Outcome;
  if (search_.outcome == Outcome::nothing)
    return fmt::format("No staffing within the bounds meets the targets: even with {} {}.",
                       heads(search_.best),
                       search_.trials.empty() ? std::string("some target fails")
                                              : misses(search_.trials.front().play));
  const double difference = search_.cost - todays_cost();
  std::string against = "as much as today";
  if (difference != 0)
    against = fmt::format("{} {} than today", cost(std::abs(difference)),
                          difference < 0 ? "less" : "more");
  return fmt::format("The {} staffing{} is {}: {}{}, {}.", staffed_.money ? "cheapest" : "smallest",
                     search_.outcome == Outcome::unshown ? " that met the targets in the search"
                                                         : " that meets the targets",
                     heads(search_.best), cost(search_.cost), staffed_.money ? " a year" : "",
                     against);
}

std::string StaffText::sureness() const {
  using Outcome = StaffingSearch::Outcome;
  if (search_.outcome == Outcome::nothing) return "";
  if (search_.outcome == Outcome::unshown)
    return fmt::format(
        "That it meets them could not be shown in {} courses of its own: there {}. More "
        "--replications, or a target with more room, may.",
        staffed_.range.fresh, service(search_.shown));
  std::string text = fmt::format(
      "With 95 % confidence it meets them: in {} courses that the search had not seen, {}.",
      staffed_.range.fresh, service(search_.shown));
  if (!search_.unshown.empty())
    text +=
        fmt::format(" {} cheaper one{} met the targets in the search, but could not be shown to.",
                    search_.unshown.size(), search_.unshown.size() == 1 ? "" : "s");
  return text;
}

std::vector<Finding> StaffText::findings() const {
  std::vector<Finding> out{{"staffing", answer()}};
  if (std::string text = sureness(); !text.empty()) out.push_back({"sure", std::move(text)});
  if (search_.outcome == StaffingSearch::Outcome::nothing) return out;
  if (!staffed_.changes.empty())
    out.push_back({"changes", sentence_case(enumerated(staffed_.changes)) + "."});
  out.push_back(
      {"search",
       fmt::format(
           "{} of the staffings were played ({} courses each); {}.", search_.trials.size(),
           staffed_.range.courses,
           search_.cheapest
               ? fmt::format("every cheaper one within the bounds has no more of anything "
                             "than one that missed a target{}",
                             search_.unshown.empty() ? "" : " or was not shown to meet it")
               : std::string("the search came to its end before everything cheaper was settled"))});
  std::vector<std::string> at_most;
  for (std::size_t p = 0; p < search_.best.size(); ++p)
    if (search_.best[p] == staffed_.positions[p].most)
      at_most.push_back(staffed_.positions[p].name);
  if (!at_most.empty())
    out.push_back({"bounds", fmt::format("Of {} it takes as many as were allowed: --at-most allows "
                                         "more.",
                                         enumerated(at_most))});
  return out;
}

Table heads_table(const StaffedScenario& staffed) {
  TableBuilder table("heads", "Heads", "");
  table.column(text_column("position", "Role"))
      .column({"today", "Today", Unit::count})
      .column({"heads", "Then", Unit::count})
      .column({"least", "At least", Unit::count})
      .column({"most", "At most", Unit::count})
      .column({"cost", "One more, a year", Unit::money}, staffed.money);
  for (std::size_t p = 0; p < staffed.positions.size(); ++p) {
    const StaffPosition& own = staffed.positions[p];
    table.row({own.name, Cell::integer(std::int64_t{own.today}),
               Cell::integer(std::int64_t{staffed.search.best[p]}),
               Cell::integer(std::int64_t{own.least}), Cell::integer(std::int64_t{own.most}),
               Cell::number(own.cost)});
  }
  return table.take();
}

Table service_table(const StaffedScenario& staffed, const StaffText& text) {
  const bool shown = !staffed.search.shown.figures.empty();
  TableBuilder table("service", "Service",
                     shown ? "With the heads proposed, in the courses of their own." : "");
  table.column(text_column("measure", "Measure"))
      .column(screen_column("bound_text", "Must be"))
      .column(screen_column("value_text", "Is"))
      .column(file_column("target", "target"))
      .column(file_column("unit", "unit"))
      .column(figure_column("value", "value", Unit::number, false));
  for (std::size_t t = 0; t < staffed.targets.size(); ++t) {
    const Estimate is = shown ? staffed.search.shown.figures[t] : Estimate{};
    table.row({staffed.targets[t].response.name, text.bound(t, staffed.search.shown),
               text.figure(t, is), staffed.targets[t].text,
               response_unit(staffed.targets[t].response), Cell(is)});
  }
  return table.take();
}

Table neighbours_table(const StaffedScenario& staffed, const StaffText& text) {
  TableBuilder table("neighbours", "Why no other",
                     "One head less, or one exchanged for another, where that is cheaper.");
  table.column(text_column("change", "Instead"))
      .column({"cost", staffed.money ? "A year" : "Heads", Unit::money})
      .column(text_column("why", "Why not"));
  for (const StaffingNeighbour& own : staffed.neighbours) {
    std::string why = "not settled: the search came to its end";
    if (own.settled_by)
      why = (own.settled_by->heads == own.heads
                 ? ""
                 : fmt::format("even with {} more: ", text.step(own.settled_by->heads))) +
            text.misses(own.settled_by->play);
    for (const HeadCounts& unshown : staffed.search.unshown)
      if (unshown == own.heads) why = "met the targets in the search, but could not be shown to";
    table.row({text.step(own.heads), Cell::number(own.cost), why});
  }
  return table.take();
}

void add_head_columns(TableBuilder& table, const StaffedScenario& staffed) {
  for (const StaffPosition& own : staffed.positions)
    table.column({own.name, own.name, Unit::count});
  table.column({"cost", staffed.money ? "A year" : "Heads", Unit::money});
}

Table trials_table(const StaffedScenario& staffed, const std::vector<StaffingTrial>& trials,
                   const char* name, const char* title, const std::string& caption,
                   const StaffText& text) {
  TableBuilder table(name, title, caption);
  add_head_columns(table, staffed);
  for (const ServiceTarget& target : staffed.targets)
    table.column(screen_column(target.response.name, target.response.name));
  for (const ServiceTarget& target : staffed.targets)
    table.column(figure_column(target.response.name, target.response.name, Unit::number, false));
  table.column(screen_column("met_text", "")).column(file_column("met", "meets the targets"));
  for (const StaffingTrial& trial : trials) {
    std::vector<Cell> cells;
    for (const int n : trial.heads) cells.push_back(Cell::integer(std::int64_t{n}));
    cells.push_back(Cell::number(trial.cost));
    const bool known = !trial.play.figures.empty();
    for (std::size_t t = 0; t < staffed.targets.size(); ++t)
      cells.emplace_back(known ? text.figure(t, trial.play.figures[t]) : std::string("–"));
    for (std::size_t t = 0; t < staffed.targets.size(); ++t)
      cells.push_back(known ? Cell(trial.play.figures[t]) : Cell());
    cells.emplace_back(trial.met ? "meets" : "");
    cells.push_back(Cell::yes_no(trial.met));
    table.row(std::move(cells));
  }
  return table.take();
}

}  // namespace

StaffReport report_staff(const StaffedScenario& staffed) {
  const StaffText text(staffed);
  return {text.findings(),
          heads_table(staffed),
          service_table(staffed, text),
          neighbours_table(staffed, text),
          trials_table(staffed, staffed.frontier, "frontier", "Cost against service",
                       "Of all that was played, what nothing cheaper beats.", text),
          trials_table(staffed, staffed.search.trials, "trials", "Staffings played", "", text)};
}

std::string staff_screen(const StaffedScenario& staffed, const StaffReport& report,
                         const ScreenStyle& style) {
  const auto width = static_cast<std::size_t>(style.width);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, printable(staffed.model.name), off);
  out += wrap(fmt::format("{} staffings, each played through the same {} possible courses, the "
                          "answer through {} of its own (seed {})",
                          staffed.search.trials.size(), staffed.range.courses, staffed.range.fresh,
                          staffed.seed),
              width, "", "");
  for (const std::string& note : staffed.notes) out += wrap(printable(note), width, "", "");
  out += "\n";
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    out += wrap(printable(report.findings[i].text), width, fmt::format("{}. ", i + 1), "   ");
  out += "\n" + render_screen(report.heads, style) + "\n" + render_screen(report.service, style);
  for (const Table* table : {&report.neighbours, &report.frontier})
    if (!table->rows.empty()) out += "\n" + render_screen(*table, style);
  return out;
}

nlohmann::ordered_json staff_json(const StaffedScenario& staffed, const StaffReport& report) {
  const char* outcomes[] = {"found", "unshown", "nothing", "stopped"};
  const StaffingSearch& search = staffed.search;
  nlohmann::ordered_json json;
  json["suits"] = 1;
  json["scenario"] = staffed.model.name;
  json["currency"] = staffed.money ? staffed.model.currency : "heads";
  json["seed"] = staffed.seed;
  json["courses"] = staffed.range.courses;
  json["fresh"] = staffed.range.fresh;
  json["error"] = kStaffingError;
  json["outcome"] = outcomes[static_cast<std::size_t>(search.outcome)];
  json["cheapest"] = search.cheapest;
  json["cost"] = file_number(search.cost);
  json["today_cost"] = file_number(staffed.range.cost(staffed.range.today));
  json["heads"] = nlohmann::ordered_json::object();
  for (std::size_t p = 0; p < staffed.positions.size(); ++p)
    json["heads"][staffed.positions[p].name] = search.best[p];
  json["changes"] = staffed.changes;
  if (!staffed.notes.empty()) json["notes"] = staffed.notes;
  json["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings)
    json["findings"].push_back({{"name", finding.name}, {"text", finding.text}});
  for (const Table* table :
       {&report.heads, &report.service, &report.neighbours, &report.frontier, &report.trials}) {
    if (table->rows.empty()) continue;
    json["tables"][table->name] = rows_json(*table);
    json["columns"][table->name] = columns_json(*table);
  }
  return json;
}

}  // namespace suits
