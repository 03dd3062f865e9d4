// Tables in files: CSV and the figures of JSON.

#include <cmath>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "engine/report/table.hpp"

namespace suits {

std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

namespace {

std::string plain(double value) {
  return std::isfinite(value) ? fmt::format("{}", file_number(value)) : "";
}

void add_cell(std::string& line, const Cell& cell, const Column& column) {
  const auto* figure = std::get_if<Estimate>(&cell.value);
  if (const auto* text = std::get_if<std::string>(&cell.value)) line += csv_text(*text);
  if (const auto* n = std::get_if<std::int64_t>(&cell.value)) line += std::to_string(*n);
  if (const auto* b = std::get_if<bool>(&cell.value)) line += *b ? "true" : "false";
  if (figure) line += plain(figure->value);
  if (column.interval) line += "," + (figure ? plain(figure->half) : std::string());
  if (column.bound)
    line += !figure || !figure->known() ? "," : figure->at_least ? ",true" : ",false";
}

}  // namespace

const char* unit_name(Unit unit) {
  switch (unit) {
    case Unit::working_days:
      return "working days";
    case Unit::days:
      return "days";
    case Unit::hours:
    case Unit::wait:
      return "h";
    case Unit::share:
      return "share";
    case Unit::money:
      return "currency";
    case Unit::text:
    case Unit::count:
    case Unit::number:
      return "";
  }
  return "";
}

double file_number(double value) {
  if (!std::isfinite(value)) return value;
  const double rounded = std::strtod(fmt::format("{:.9g}", value).c_str(), nullptr);
  return rounded == 0 ? 0 : rounded;
}

std::string render_csv(const Table& table) {
  std::string out;
  bool first = true;
  for (const Column& column : table.columns) {
    if (!column.in_files) continue;
    if (!std::exchange(first, false)) out += ",";
    out += column.name;
    if (column.interval) out += "," + column.name + "_pm";
    if (column.bound) out += "," + column.name + "_at_least";
  }
  out += "\r\n";
  for (const Row& row : table.rows) {
    first = true;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (!table.columns[c].in_files) continue;
      if (!std::exchange(first, false)) out += ",";
      add_cell(out, row.cells[c], table.columns[c]);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace suits
