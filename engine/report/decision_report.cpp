#include "engine/report/decision_report.hpp"

#include <cctype>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/json.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/wrap.hpp"

namespace suits {

std::string decision_screen(const Model& model, const DecisionReport& report,
                            const ScreenStyle& style) {
  const auto width = static_cast<std::size_t>(style.width);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, printable(model.name), off);
  out += wrap(report.heading, width, "", "") + "\n";
  for (std::size_t f = 0; f < report.findings.size(); ++f)
    out += wrap(report.findings[f].text, width, fmt::format("{}. ", f + 1), "   ");
  for (const Table& table : report.screen) out += "\n" + render_screen(table, style);
  return out;
}

void add_decision(nlohmann::ordered_json& json, const DecisionReport& report) {
  json["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings)
    json["findings"].push_back({{"name", finding.name}, {"text", finding.text}});
  for (const Table& table : report.files) {
    json["tables"][table.name] = rows_json(table);
    json["columns"][table.name] = columns_json(table);
  }
}

std::string aim_words(const Model& model, const Aim& aim) {
  switch (aim.sort) {
    case Aim::Sort::paid_margin:
      return "margin with everybody's hours paid";
    case Aim::Sort::full_weeks:
      return "share of people's weeks that are full";
    case Aim::Sort::measure:
      break;
  }
  return response_words(model, aim.response);
}

std::string chance_text(double chance) {
  if (chance >= 0.995) return "> 99 %";
  if (chance < 0.005) return "< 1 %";
  return fmt::format("{:.0f} %", 100 * chance);
}

std::string with_article(const std::string& noun) {
  const char first =
      noun.empty() ? ' '
                   : static_cast<char>(std::tolower(static_cast<unsigned char>(noun.front())));
  return (std::string("aeiou").find(first) == std::string::npos ? "a " : "an ") + noun;
}

}  // namespace suits
