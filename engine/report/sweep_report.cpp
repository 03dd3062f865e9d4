#include "engine/report/sweep_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/assumptions.hpp"
#include "engine/report/json.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/sweep_figures.hpp"
#include "engine/report/table_builder.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostMeasures = 5;  // on the screen
constexpr std::size_t kMostSettings = 40;
constexpr std::size_t kMostEffects = 24;

/// "In working days: campaign.turnaround, …; in h: …" of the measures of the screen.
std::string units_text(const std::vector<Response>& responses, const SweepFigures& figures) {
  std::vector<std::pair<std::string, std::string>> by_unit;
  for (std::size_t k = 0; k < responses.size() && k < kMostMeasures; ++k) {
    const std::string unit = figures.unit(responses[k]);
    if (unit.empty()) continue;
    const auto known = std::find_if(by_unit.begin(), by_unit.end(),
                                    [&](const auto& entry) { return entry.first == unit; });
    if (known == by_unit.end())
      by_unit.emplace_back(unit, responses[k].name);
    else
      known->second += ", " + responses[k].name;
  }
  std::string text;
  for (const auto& [unit, names] : by_unit)
    text += fmt::format("{} {}: {}", text.empty() ? " In" : "; in", unit, names);
  return text.empty() ? "" : text + ".";
}

/// A figure of usual size.
Estimate middle(const SweptMeasure& measure) { return measure.points[measure.points.size() / 2]; }

Table settings_table(const SweptScenario& swept, const ScreenStyle& style) {
  const SweepFigures figures(swept.model, swept.measures.front().points.front(), style);
  const std::vector<std::string> titles = factor_titles(swept.design);
  TableBuilder table(
      "settings", "Settings",
      "A row each; every setting sees the same luck, so rows differ more surely than "
      "their own intervals suggest." +
          units_text(swept.responses, figures));
  for (std::size_t f = 0; f < titles.size(); ++f)
    table.column(text_column(swept.design.factors[f].name, titles[f]));
  for (std::size_t k = 0; k < swept.responses.size(); ++k)
    table.column(
        spare(figures.column(swept.responses[k], middle(swept.measures[k])), static_cast<int>(k)),
        k < kMostMeasures);
  const std::string asked = lowest_is_best(swept.responses.front()) ? "lowest?" : "highest?";
  table.column(screen_column("best", asked), !swept.best.empty());
  for (std::size_t p = 0; p < swept.design.points.size(); ++p) {
    std::vector<Cell> cells;
    for (std::size_t f = 0; f < titles.size(); ++f)
      cells.emplace_back(swept.design.factors[f].values[swept.design.points[p][f]]);
    for (const SweptMeasure& measure : swept.measures) cells.emplace_back(measure.points[p]);
    cells.emplace_back(!swept.best.empty() && swept.best[p] ? asked : "");
    table.row(std::move(cells), p < kMostSettings);
  }
  if (swept.design.points.size() > kMostSettings)
    table.more(fmt::format("And {} settings more: --format csv has all of them.",
                           swept.design.points.size() - kMostSettings));
  return table.take();
}

/// A row for each setting and measure.
Table long_table(const SweptScenario& swept) {
  TableBuilder table("sweep", "Sweep", "");
  table.off_screen().column(file_column("point", "point", Unit::count));
  for (const SweepFactor& factor : swept.design.factors)
    table.column(file_column(factor.name, factor.name));
  table.column(file_column("measure", "measure"))
      .column(file_column("unit", "unit"))
      .column(figure_column("value", "value", Unit::number, false))
      .column(file_column("may_be_best", "may be the best"));
  for (std::size_t p = 0; p < swept.design.points.size(); ++p)
    for (std::size_t k = 0; k < swept.responses.size(); ++k) {
      std::vector<Cell> cells{Cell::integer(std::uint64_t{p + 1})};
      for (std::size_t f = 0; f < swept.design.factors.size(); ++f)
        cells.emplace_back(swept.design.factors[f].values[swept.design.points[p][f]]);
      cells.emplace_back(swept.responses[k].name);
      cells.emplace_back(response_unit(swept.responses[k]));
      cells.emplace_back(swept.measures[k].points[p]);
      cells.push_back(k == 0 && !swept.best.empty() ? Cell::yes_no(swept.best[p]) : Cell());
      table.row(std::move(cells));
    }
  return table.take();
}

/// Of names the level: "rule: fifo".
std::string side_text(const SweepFactor& factor, const std::string& title, std::size_t level) {
  return factor.numeric() ? title : fmt::format("{}: {}", title, factor.values[level]);
}

/// In brackets what may be chance.
std::string change_text(const SweepFigures& figures, const Response& response,
                        const SweepEffect& effect, const Estimate& like) {
  if (effect.change.value == 0) return "·";
  const std::string text = figures.bare_change(response, effect.change, like);
  return effect.differs ? text : "(" + text + ")";
}

/// On the screen an effect's row has all measures.
Table effects_on_screen(const SweptScenario& swept, const ScreenStyle& style) {
  const SweepFigures figures(swept.model, swept.measures.front().points.front(), style);
  const std::vector<std::string> titles = factor_titles(swept.design);
  const auto& factors = swept.design.factors;
  const std::size_t shown = std::min(kMostMeasures, swept.responses.size());
  TableBuilder table(
      "effects", "Effects",
      "Of numbers: the change from the lowest value to the highest, by a straight line; of names: "
      "the difference from their mean; of two: half of how much more the first one's effect is at "
      "the other's end. In brackets what may be chance (95 % for all effects of a measure "
      "together), · what changes nothing.");
  table.column(text_column("effect", "effect of"));
  for (std::size_t k = 0; k < shown; ++k)
    table.column(spare(screen_column(swept.responses[k].name, swept.responses[k].name),
                       static_cast<int>(k)));
  std::size_t rows = 0, left_out = 0;
  for (std::size_t e = 0; e < swept.measures.front().effects.size(); ++e) {
    const SweepEffect& effect = swept.measures.front().effects[e];
    std::string name = side_text(factors[effect.factor], titles[effect.factor], effect.level);
    if (effect.other != effect.factor)
      name += " × " + side_text(factors[effect.other], titles[effect.other], effect.other_level);
    std::vector<Cell> cells{name};
    bool any = effect.factor == effect.other;
    for (std::size_t k = 0; k < shown; ++k) {
      const auto& effects = swept.measures[k].effects;
      const Estimate like = middle(swept.measures[k]);
      any = any || (e < effects.size() && effects[e].differs);
      cells.emplace_back(
          e < effects.size() ? change_text(figures, swept.responses[k], effects[e], like) : "–");
    }
    const bool here = any && rows < kMostEffects;
    rows += here;
    left_out += !here;
    if (here) table.row(std::move(cells));
  }
  if (left_out > 0)
    table.more(fmt::format(
        "{} interaction{} that may be chance or nothing left out: --format csv has all.", left_out,
        left_out == 1 ? "" : "s"));
  return table.take();
}

Table effects_table(const SweptScenario& swept) {
  TableBuilder table("effects", "Effects", "");
  table.off_screen()
      .column(file_column("measure", "measure"))
      .column(file_column("factor", "factor"))
      .column(file_column("level", "level"))
      .column(file_column("other", "other factor"))
      .column(file_column("other_level", "its level"))
      .column(file_column("unit", "unit"))
      .column(figure_column("change", "change", Unit::number, false))
      .column(file_column("differs", "differs"));
  const auto& factors = swept.design.factors;
  const auto level = [&](std::size_t f, std::size_t l) {
    return factors[f].numeric() ? Cell() : Cell(factors[f].values[l]);
  };
  for (std::size_t k = 0; k < swept.responses.size(); ++k)
    for (const SweepEffect& e : swept.measures[k].effects) {
      const bool two = e.other != e.factor;
      table.row({swept.responses[k].name, factors[e.factor].name, level(e.factor, e.level),
                 two ? Cell(factors[e.other].name) : Cell(),
                 two ? level(e.other, e.other_level) : Cell(), response_unit(swept.responses[k]),
                 Cell(e.change), Cell::yes_no(e.differs)});
    }
  return table.take();
}

std::string heading(const SweptScenario& swept) {
  const std::string courses = swept.replications == 1
                                  ? "one possible course"
                                  : fmt::format("{} possible courses", swept.replications);
  return fmt::format("{} settings ({}), each played through the same {} (seed {})",
                     swept.design.points.size(), swept.design_name, courses, swept.seed);
}

/// Those of the scenario, and what the figures of a sweep are.
std::vector<std::string> sweep_assumptions(const SweptScenario& swept) {
  std::vector<std::string> lines = assumptions(swept.model);
  std::vector<std::string> quantiles;
  for (const Response& response : swept.responses)
    if (response.quantile) quantiles.push_back(response.name);
  if (!quantiles.empty())
    lines.insert(
        lines.begin(),
        fmt::format("Of {} each course has its own quantile, and the figures here are the "
                    "means of these over the courses; suits run and suits compare take "
                    "the quantile of all courses' jobs together, which may differ a little",
                    enumerated(quantiles)));
  return lines;
}

}  // namespace

namespace {

/// Where the parts of a path begin: dots inside of quotes part nothing.
std::vector<std::size_t> part_begins(const std::string& path) {
  std::vector<std::size_t> begins{0};
  char quote = '\0';
  for (std::size_t at = 0; at < path.size(); ++at) {
    const char c = path[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (at == begins.back() && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '.') {
      begins.push_back(at + 1);
    }
  }
  return begins;
}

std::string last_parts(const std::string& path, std::size_t parts) {
  const std::vector<std::size_t> begins = part_begins(path);
  return begins.size() <= parts ? path : path.substr(begins[begins.size() - parts]);
}

}  // namespace

std::vector<std::string> factor_titles(const SweepDesign& design) {
  std::map<std::string, int> uses;
  for (const SweepFactor& factor : design.factors) ++uses[last_parts(factor.name, 2)];
  std::vector<std::string> titles;
  for (const SweepFactor& factor : design.factors) {
    const std::string title = last_parts(factor.name, 2);
    titles.push_back(uses[title] == 1 ? title : factor.name);
  }
  return titles;
}

SweepReport report_sweep(const SweptScenario& swept) {
  return {sweep_findings(swept), long_table(swept), effects_table(swept)};
}

std::string sweep_screen(const SweptScenario& swept, const SweepReport& report,
                         const ScreenStyle& given) {
  const ScreenStyle style =
      SweepFigures(swept.model, swept.measures.front().points.front(), given).style();
  const auto width = static_cast<std::size_t>(style.width);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, printable(swept.model.name), off);
  out += wrap(heading(swept), width, "", "");
  for (const std::string& note : swept.notes) out += wrap(printable(note), width, "", "");
  out += "\n";
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    out += wrap(printable(report.findings[i].text), width, fmt::format("{}. ", i + 1), "   ");
  if (const std::string picture = sweep_picture(swept, style); !picture.empty())
    out += "\n" + picture;
  out += "\n" + render_screen(settings_table(swept, style), style);
  if (!swept.measures.front().effects.empty())
    out += "\n" + render_screen(effects_on_screen(swept, style), style);
  return out + assumptions_text(sweep_assumptions(swept), style);
}

nlohmann::ordered_json sweep_json(const SweptScenario& swept, const SweepReport& report) {
  nlohmann::ordered_json json;
  json["suits"] = 1;
  json["scenario"] = swept.model.name;
  json["currency"] = swept.model.currency;
  json["design"] = swept.design_name;
  json["points"] = swept.design.points.size();
  json["seed"] = swept.seed;
  json["replications"] = swept.replications;
  if (!swept.notes.empty()) json["notes"] = swept.notes;
  json["factors"] = nlohmann::ordered_json::array();
  for (const SweepFactor& factor : swept.design.factors)
    json["factors"].push_back(
        {{"path", factor.name}, {"unit", factor.unit}, {"values", factor.values}});
  json["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings)
    json["findings"].push_back({{"name", finding.name}, {"text", finding.text}});
  json["assumptions"] = sweep_assumptions(swept);
  json["explained"] = nlohmann::ordered_json::object();
  for (std::size_t k = 0; k < swept.responses.size(); ++k) {
    const double explained = swept.measures[k].explained;
    json["explained"][swept.responses[k].name] =
        explained == explained ? nlohmann::ordered_json(file_number(explained)) : nullptr;
  }
  for (const Table* table : {&report.sweep, &report.effects}) {
    json["tables"][table->name] = rows_json(*table);
    json["columns"][table->name] = columns_json(*table);
  }
  return json;
}

}  // namespace suits
