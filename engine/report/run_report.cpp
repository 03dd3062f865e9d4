#include "engine/report/run_report.hpp"

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/assumptions.hpp"
#include "engine/report/career_picture.hpp"
#include "engine/report/health_picture.hpp"
#include "engine/report/json.hpp"
#include "engine/report/load_picture.hpp"
#include "engine/report/plausibility_report.hpp"
#include "engine/report/run_tables.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

std::string length_text(Duration span) {
  const std::int64_t day = days(1).us;
  if (span.us % (7 * day) == 0) return fmt::format("{} weeks", span.us / (7 * day));
  if (span.us % day == 0) return fmt::format("{} days", span.us / day);
  return fmt::format("{:.4g} days", static_cast<double>(span.us) / static_cast<double>(day));
}

/// The last reported day.
Date last_day(const Window& window) { return date_of(window.end - microseconds(1)); }

}  // namespace

std::string run_heading(const Model& model, std::uint64_t seed, std::uint32_t replications) {
  const Window& w = model.window;
  std::string text = fmt::format("{} to {}, {}", to_string(date_of(w.start)),
                                 to_string(last_day(w)), length_text(w.end - w.start));
  if (w.warm_up < w.start)
    text += fmt::format(" after {} of warm-up", length_text(w.start - w.warm_up));
  text += replications == 1 ? fmt::format("; one possible course (seed {})", seed)
                            : fmt::format("; {} possible courses (seed {})", replications, seed);
  return text;
}

RunReport report_run(const Model& model, const Summary& summary) {
  RunReport report{find_what_matters(model, summary), run_tables(model, summary), {}, {}};
  if (!summary.plausibility.empty()) report.plausibility = plausibility_sentence(model, summary);
  return report;
}

std::string run_screen(const Model& model, const Summary& summary, const RunReport& report,
                       const ScreenStyle& given) {
  ScreenStyle style = given;
  if (summary.always) {
    style.day_hours = summary.day_hours;
    style.per_hour = summary.per_hour;
  }
  const auto width = static_cast<std::size_t>(style.width);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, printable(model.name), off);
  out += wrap(run_heading(model, summary.seed, summary.replications), width, "", "");
  for (const std::string& note : report.notes) out += wrap(printable(note), width, "", "");
  out += fmt::format("\n{}The three things that matter{}\n", bold, off);
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    out += wrap(printable(report.findings[i].text), width, fmt::format("{}. ", i + 1), "   ");
  for (const Table& table : report.tables) {
    if (!table.on_screen) continue;
    out += "\n";
    out += table.name == "role_weeks"     ? render_load_picture(model, summary, style)
           : table.name == "career_weeks" ? render_career_picture(model, summary, style)
           : table.name == "health_weeks" ? render_health_picture(model, summary, style)
                                          : render_screen(table, style);
  }
  return out + assumptions_text(assumptions(model), style);
}

nlohmann::ordered_json run_json(const Model& model, const Summary& summary,
                                const RunReport& report) {
  nlohmann::ordered_json json;
  const Window& w = model.window;
  json["suits"] = 1;
  json["scenario"] = model.name;
  json["currency"] = model.currency;
  json["window"] = {
      {"warm_up", to_string(w.warm_up)}, {"start", to_string(w.start)}, {"end", to_string(w.end)}};
  json["working_day_hours"] = file_number(summary.day_hours);
  json["seed"] = summary.seed;
  json["replications"] = summary.replications;
  json["history"] = fmt::format("{:016x}", summary.history);
  if (!report.notes.empty()) json["notes"] = report.notes;
  json["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings)
    json["findings"].push_back({{"name", finding.name}, {"text", finding.text}});
  if (!report.plausibility.empty()) json["plausibility"] = report.plausibility;
  json["assumptions"] = assumptions(model);
  for (const Table& table : report.tables) json["tables"][table.name] = rows_json(table);
  for (const Table& table : report.tables) json["columns"][table.name] = columns_json(table);
  return json;
}

std::string tables_csv(const std::vector<Table>& tables) {
  std::string out;
  for (const Table& table : tables) {
    if (!out.empty()) out += "\r\n";
    out += "# " + table.name + "\r\n" + render_csv(table);
  }
  return out;
}

}  // namespace suits
