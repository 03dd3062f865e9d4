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
    case Unit::wait:
      return 1;
    case Unit::number:
      return 2;
    case Unit::text:
    case Unit::count:
    case Unit::share:
    case Unit::money:
      return 0;
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
  const bool time =
      column.unit == Unit::working_days || column.unit == Unit::days || column.unit == Unit::wait;
  if (style.day_hours > 0 && time) {
    factor = style.per_hour * (column.unit == Unit::working_days ? style.day_hours
                               : column.unit == Unit::days       ? 24
                                                                 : 1);
    decimals = std::max(decimals, 2);
  }
  std::string text = grouped(fixed(figure.value * factor, decimals));
  const std::string half = figure.has_interval() ? fixed(figure.half * factor, decimals) : "0";
  if (half.find_first_not_of("0.") != std::string::npos) text += " ± " + grouped(half);
  if (style.intervals && column.interval && !figure.has_interval()) text += " ± ?";
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

/// Whether some figure of the table has an interval: those that have none then say so.
bool has_intervals(const Table& table) {
  for (const Row& row : table.rows)
    for (const Cell& cell : row.cells)
      if (const auto* figure = std::get_if<Estimate>(&cell.value))
        if (figure->known() && figure->has_interval()) return true;
  return false;
}

/// A column as the screen shows it.
struct Shown {
  const Column* column;
  std::vector<std::string> texts;  // by row
  std::vector<Tone> tones;
  std::size_t width;
};

std::vector<Shown> shown_columns(const Table& table, const ScreenStyle& style) {
  std::vector<Shown> out;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (!table.columns[c].on_screen) continue;
    Shown column{&table.columns[c], {}, {}, display_width(table.columns[c].title)};
    for (const Row& row : table.rows) {
      if (!row.on_screen) continue;
      column.texts.push_back(screen_text(row.cells[c], table.columns[c], style));
      column.tones.push_back(row.cells[c].tone);
      column.width = std::max(column.width, display_width(column.texts.back()));
    }
    out.push_back(std::move(column));
  }
  return out;
}

/// Leaves out the most spare columns until the rest fits, and says which.
std::string fit(std::vector<Shown>& columns, const ScreenStyle& style) {
  std::string left_out;
  while (true) {
    std::size_t width = 0;
    for (const Shown& c : columns) width += c.width + 2;
    auto spare = columns.begin();
    for (auto at = columns.begin(); at != columns.end(); ++at)
      if (at->column->spare >= spare->column->spare) spare = at;
    if (width <= static_cast<std::size_t>(style.width) || spare == columns.end() ||
        spare->column->spare == 0)
      return left_out;
    left_out = spare->column->title + (left_out.empty() ? "" : ", " + left_out);
    columns.erase(spare);
  }
}

}  // namespace

std::string screen_text(const Cell& cell, const Column& column, const ScreenStyle& style) {
  if (const auto* text = std::get_if<std::string>(&cell.value)) return printable(*text);
  if (const auto* n = std::get_if<std::int64_t>(&cell.value)) return grouped(std::to_string(*n));
  if (const auto* b = std::get_if<bool>(&cell.value)) return *b ? "yes" : "no";
  if (const auto* figure = std::get_if<Estimate>(&cell.value))
    return figure_text(*figure, column, style);
  return "–";
}

std::string render_screen(const Table& table, const ScreenStyle& given) {
  ScreenStyle style = given;
  style.intervals = has_intervals(table);
  std::vector<Shown> columns = shown_columns(table, style);
  const std::string left_out = fit(columns, style);
  const std::size_t rows = columns.empty() ? 0 : columns.front().texts.size();
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* dim = style.color ? "\x1b[2m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, table.title, off);
  if (!table.caption.empty())
    out += dim + wrap(table.caption, static_cast<std::size_t>(style.width), "  ", "  ") + off;
  const auto pad = [&](const std::string& text, const Shown& c) {
    return c.column->unit == Unit::text ? pad_right(text, c.width) : pad_left(text, c.width);
  };
  std::string line = "  ";
  for (const Shown& c : columns) line += pad(c.column->title, c) + "  ";
  out += dim + trimmed(line) + off + "\n";
  for (std::size_t r = 0; r < rows; ++r) {
    line = "  ";
    for (const Shown& c : columns) {
      const Tone tone = c.tones[r];
      const std::string padded = pad(c.texts[r], c);
      line += style.color && tone != Tone::plain ? tone_on(tone) + padded + off : padded;
      line += "  ";
    }
    out += trimmed(line) + "\n";
  }
  if (rows == 0) out += "  (none)\n";
  std::string more = table.more;
  if (!left_out.empty())
    more += (more.empty() ? "" : " ") + fmt::format("A wider window also shows: {}.", left_out);
  if (!more.empty())
    out += dim + wrap(more, static_cast<std::size_t>(style.width), "  ", "  ") + off;
  return out;
}

}  // namespace suits
