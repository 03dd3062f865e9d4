#include "engine/report/compare_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/assumptions.hpp"
#include "engine/report/json.hpp"
#include "engine/report/run_report.hpp"
#include "engine/report/wrap.hpp"

namespace suits {

const Model& Compared::model_of(const Response& measure) const {
  for (const ComparedModel& own : models)
    for (const Response& response : own.responses)
      if (response.name == measure.name) return *own.model;
  return *models.front().model;
}

CompareReport report_comparison(const Compared& compared) {
  CompareReport out;
  out.differences = differences_table(compared);
  for (std::size_t v = 0; v < compared.words.size(); ++v) {
    out.findings.push_back({compared.words[v].name, compare_finding(compared, v)});
    out.screen.push_back(variant_table(compared, v));
  }
  return out;
}

std::string compare_screen(const Compared& compared, const CompareReport& report,
                           const ScreenStyle& style) {
  const auto width = static_cast<std::size_t>(style.width);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  const Model& base = *compared.models.front().model;
  std::string out = fmt::format("{}{}{}\n", bold, printable(base.name), off);
  out += wrap(run_heading(base, compared.comparison.seed, compared.comparison.replications) +
                  ", in each of which base and variants have the same luck",
              width, "", "");
  for (const std::string& note : report.notes) out += wrap(printable(note), width, "", "");
  out += fmt::format("\n{}What would change{}\n", bold, off);
  for (std::size_t v = 0; v < report.findings.size(); ++v)
    out += wrap(printable(compared.words[v].title) + ": " + report.findings[v].text, width,
                fmt::format("{}. ", v + 1), "   ");
  for (const Table& table : report.screen) out += "\n" + render_screen(table, style);
  return out + assumptions_text(assumptions(base), style);
}

nlohmann::ordered_json compare_json(const Compared& compared, const CompareReport& report) {
  nlohmann::ordered_json json;
  const Model& base = *compared.models.front().model;
  const Window& w = base.window;
  json["suits"] = 1;
  json["scenario"] = base.name;
  json["currency"] = base.currency;
  json["window"] = {
      {"warm_up", to_string(w.warm_up)}, {"start", to_string(w.start)}, {"end", to_string(w.end)}};
  json["working_day_hours"] = file_number(compared.units.day_hours);
  json["seed"] = compared.comparison.seed;
  json["replications"] = compared.comparison.replications;
  json["error"] = kComparisonError;
  json["family"] = compared.comparison.family;
  if (!report.notes.empty()) json["notes"] = report.notes;
  json["assumptions"] = assumptions(base);
  json["variants"] = nlohmann::ordered_json::array();
  for (std::size_t v = 0; v < report.findings.size(); ++v)
    json["variants"].push_back({{"name", compared.words[v].name},
                                {"title", compared.words[v].title},
                                {"changes", compared.words[v].changes},
                                {"finding", report.findings[v].text}});
  json["tables"]["differences"] = rows_json(report.differences);
  json["columns"]["differences"] = columns_json(report.differences);
  return json;
}

}  // namespace suits
