#include "engine/report/heat_map.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/analysis/estimate.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

constexpr std::size_t kCellWidth = 6;  // a space, up to four characters, a mark
constexpr std::size_t kRowNamesWidth = 26;
constexpr double kJustOver = 1.0005;  // what still shows as 100 %

std::size_t weeks_per_cell(std::size_t weeks, std::size_t columns) {
  for (const std::size_t k : {1u, 2u, 4u, 8u, 13u, 26u, 52u})
    if ((weeks + k - 1) / k * kCellWidth <= columns) return k;
  return std::max<std::size_t>(1, weeks);
}

struct HeatCell {
  double used = 0, available = 0;
  std::size_t weeks = 0;
  bool over = false;  // in one of its weeks

  double share() const { return available > 0 ? used / available : kNothing; }
};

HeatCell cell_of(const HeatRow& row, std::size_t from, std::size_t to) {
  HeatCell cell;
  for (std::size_t w = from; w < std::min(to, row.used.size()); ++w) {
    cell.used += row.used[w];
    cell.available += row.available[w];
    ++cell.weeks;
    cell.over = cell.over || (row.available[w] > 0 && row.used[w] > row.available[w] * kJustOver);
  }
  return cell;
}

std::string number_of(const HeatCell& cell, const HeatMap& map) {
  const double per_week = cell.used / static_cast<double>(std::max<std::size_t>(1, cell.weeks));
  switch (map.unit) {
    case LoadUnit::percent:
      return fmt::format("{:.0f}", std::min(std::round(cell.share() * 100), 9999.0));
    case LoadUnit::hours:
      return fmt::format("{:.0f}", std::min(per_week, 99'999.0));
    case LoadUnit::fte:
      return fmt::format("{:.1f}", map.week_hours > 0 ? per_week / map.week_hours : 0);
  }
  return "";
}

/// Pale to full blue up to capacity, red above: told apart by the colour-blind, and in grey.
const char* shade_of(double share, bool over) {
  if (over) return "\x1b[30;48;5;210m";
  if (share >= 0.85) return "\x1b[30;48;5;75m";
  if (share >= 0.6) return "\x1b[30;48;5;153m";
  return "";
}

std::string render_cell(const HeatCell& cell, const HeatRow& row, const HeatMap& map,
                        const ScreenStyle& style) {
  if (!(cell.available > 0)) return pad_left("░░", kCellWidth - 1) + " ";
  const bool mark = cell.over && row.sort != HeatRow::Sort::capacity;
  const std::string text = pad_left(number_of(cell, map), kCellWidth - 2) + (mark ? "!" : " ");
  if (!style.color) return " " + text;
  const bool dim = row.sort == HeatRow::Sort::capacity;
  const std::string shade = dim ? "\x1b[2m" : shade_of(cell.share(), mark);
  return shade.empty() ? " " + text : " " + shade + text + "\x1b[0m";
}

std::string without_tail(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string render_heat_map(const HeatMap& map, const ScreenStyle& style) {
  std::size_t weeks = 0, names = 4;
  for (const HeatRow& row : map.rows) {
    weeks = std::max(weeks, row.used.size());
    names = std::max(names, display_width(printable(row.name)));
  }
  names = std::min(names, kRowNamesWidth);
  const std::size_t width = static_cast<std::size_t>(std::max(style.width, 60));
  const std::size_t per = weeks_per_cell(weeks, width - names - 3);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* dim = style.color ? "\x1b[2m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n{}", bold, map.title, off, dim);
  out += wrap(fmt::format("{}, by {}; the head says each column's first week. \"!\": above "
                          "capacity{}; ░░: nobody is there.",
                          map.what, per == 1 ? "week" : fmt::format("{} weeks", per),
                          per == 1 ? "" : " in one of its weeks"),
              width, "  ", "  ");
  std::string head = "  " + pad_right("week", names);
  for (std::size_t w = 0; w < weeks; w += per)
    head += pad_left(fmt::format("{}", map.first_week + w + 1), kCellWidth - 1) + " ";
  out += fmt::format("{}{}\n", without_tail(head), off);
  for (const HeatRow& row : map.rows) {
    const std::string name = pad_right(truncate(printable(row.name), names), names);
    if (row.sort == HeatRow::Sort::group) {
      out += fmt::format("  {}{}{}\n", bold, without_tail(name), off);
      continue;
    }
    std::string line = "  " + name;
    for (std::size_t w = 0; w < weeks; w += per)
      line += render_cell(cell_of(row, w, w + per), row, map, style);
    out += without_tail(line) + "\n";
  }
  return out;
}

}  // namespace suits
