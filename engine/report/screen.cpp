// Tables on a terminal: no frames, two spaces between columns, figures to the right.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/table.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

int default_decimals(Unit unit) {
  switch (unit) {
    case Unit::working_days:
    case Unit::days:
    case Unit::hours:
    case Unit::wait: return 1;
    case Unit::number: return 2;
    case Unit::text:
    case Unit::count:
    case Unit::share:
    case Unit::money: return 0;
  }
  return 0;
}

/// Never "-0".
std::string fixed(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);
  return text;
}

/// Thousands apart: "31,000".
std::string grouped(std::string digits) {
  const std::size_t from = digits[0] == '-' ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > from + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string figure_text(const Estimate& figure, const Column& column, const ScreenStyle& style) {
  if (!figure.known() || !std::isfinite(figure.value)) return "–";
  int decimals = column.decimals >= 0 ? column.decimals : default_decimals(column.unit);
  double factor = 1;
  if (column.unit == Unit::share) factor = 100;
  const bool time = column.unit == Unit::working_days || column.unit == Unit::days ||
                    column.unit == Unit::wait;
  if (style.day_hours > 0 && time) {
    factor = style.per_hour * (column.unit == Unit::working_days ? style.day_hours
                               : column.unit == Unit::days       ? 24
                                                                 : 1);
    decimals = std::max(decimals, 2);
  }
  std::string text = grouped(fixed(figure.value * factor, decimals));
  if (figure.has_interval()) text += " ± " + grouped(fixed(figure.half * factor, decimals));
  if (figure.at_least) text = "≥ " + text;
  return column.unit == Unit::share ? text + " %" : text;
}

const char* tone_on(Tone tone) {
  return tone == Tone::alarm ? "\x1b[31m" : tone == Tone::dim ? "\x1b[2m" : "";
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string screen_text(const Cell& cell, const Column& column, const ScreenStyle& style) {
  if (const auto* text = std::get_if<std::string>(&cell.value))
    return printable(*text);
  if (const auto* n = std::get_if<std::int64_t>(&cell.value)) return grouped(std::to_string(*n));
  if (const auto* b = std::get_if<bool>(&cell.value)) return *b ? "yes" : "no";
  if (const auto* figure = std::get_if<Estimate>(&cell.value))
    return figure_text(*figure, column, style);
  return "–";
}

std::string render_screen(const Table& table, const ScreenStyle& style) {
  std::vector<std::size_t> shown, widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (table.columns[c].on_screen) shown.push_back(c);
  std::vector<std::vector<std::string>> texts;
  std::vector<const Row*> rows;
  for (const Row& row : table.rows) {
    if (!row.on_screen) continue;
    rows.push_back(&row);
    texts.emplace_back();
    for (const std::size_t c : shown)
      texts.back().push_back(screen_text(row.cells[c], table.columns[c], style));
  }
  for (std::size_t i = 0; i < shown.size(); ++i) {
    widths.push_back(display_width(table.columns[shown[i]].title));
    for (const auto& row : texts) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* dim = style.color ? "\x1b[2m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, table.title, off);
  if (!table.caption.empty())
    out += dim + wrap(table.caption, static_cast<std::size_t>(style.width), "  ", "  ") + off;
  const auto pad = [&](const std::string& text, std::size_t i) {
    return table.columns[shown[i]].unit == Unit::text ? pad_right(text, widths[i])
                                                      : pad_left(text, widths[i]);
  };
  std::string line = "  ";
  for (std::size_t i = 0; i < shown.size(); ++i)
    line += pad(table.columns[shown[i]].title, i) + "  ";
  out += dim + trimmed(line) + off + "\n";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    line = "  ";
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const Tone tone = rows[r]->cells[shown[i]].tone;
      const std::string padded = pad(texts[r][i], i);
      line += style.color && tone != Tone::plain ? tone_on(tone) + padded + off : padded;
      line += "  ";
    }
    out += trimmed(line) + "\n";
  }
  if (rows.empty()) out += "  (none)\n";
  if (!table.more.empty())
    out += dim + wrap(table.more, static_cast<std::size_t>(style.width), "  ", "  ") + off;
  return out;
}

}  // namespace suits
