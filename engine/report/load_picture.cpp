#include "engine/report/load_picture.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

constexpr std::size_t kCell = 5;  // columns: a space, up to three digits, a mark
constexpr std::size_t kNameWidth = 26;

/// Weeks per cell: the fewest that fit.
std::size_t grouping(std::size_t weeks, std::size_t columns) {
  for (const std::size_t k : {1, 2, 4, 8, 13, 26, 52})
    if ((weeks + k - 1) / k * kCell <= columns) return k;
  return std::max<std::size_t>(1, weeks);
}

/// Busy over the weeks [from, to): hours worked ÷ hours available.
double busy_in(const RoleSummary& role, std::size_t from, std::size_t to) {
  double worked = 0, available = 0;
  for (std::size_t w = from; w < std::min(to, role.weeks.size()); ++w) {
    const WeekFigures& week = role.weeks[w];
    if (!(week.available.value > 0) || !week.busy.known()) continue;
    worked += week.busy.value * week.available.value;
    available += week.available.value;
  }
  return available > 0 ? worked / available : kNothing;
}

std::string cell(double busy, const ScreenStyle& style) {
  if (busy != busy) return pad_left("░░", kCell - 1) + " ";
  const double percent = std::round(busy * 100);
  const std::string text = pad_left(fmt::format("{:.0f}", percent), kCell - 1);
  if (percent <= 100) return text + " ";
  return style.color ? "\x1b[31m" + text + "!\x1b[0m" : text + "!";
}

}  // namespace

std::string render_load_picture(const Model& model, const Summary& summary,
                                const ScreenStyle& style) {
  std::size_t weeks = 0, names = 4;
  for (const RoleSummary& role : summary.roles) {
    weeks = std::max(weeks, role.weeks.size());
    names = std::max(names, display_width(model.roles[role.role].title));
  }
  names = std::min(names, kNameWidth);
  const std::size_t width = static_cast<std::size_t>(std::max(style.width, 60));
  const std::size_t per = grouping(weeks, width - names - 3);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* dim = style.color ? "\x1b[2m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}Load picture{}\n{}", bold, off, dim);
  out += wrap(fmt::format("Busy, per cent of the hours available, by {}; columns begin at week. "
                          "\"!\" above 100; ░░ nobody there.",
                          per == 1 ? "week" : fmt::format("{} weeks", per)),
              width, "  ", "  ");
  out += "  " + pad_right("week", names);
  for (std::size_t w = 0; w < weeks; w += per)
    out += pad_left(fmt::format("{}", w + 1), kCell - 1) + " ";
  out.erase(out.find_last_not_of(' ') + 1);
  out += fmt::format("{}\n", off);
  for (const RoleSummary& role : summary.roles) {
    const Role& of = model.roles[role.role];
    const std::string title = of.title.empty() ? spaced(of.name) : of.title;
    std::string line = "  " + pad_right(truncate(printable(title), names), names);
    for (std::size_t w = 0; w < weeks; w += per) line += cell(busy_in(role, w, w + per), style);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace suits
