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
  for (const std::size_t k : {1u, 2u, 4u, 8u, 13u, 26u, 52u})
    if ((weeks + k - 1) / k * kCell <= columns) return k;
  return std::max<std::size_t>(1, weeks);
}

/// Over the weeks [from, to); nothing where nobody is there.
double share_in(const PictureRow& row, std::size_t from, std::size_t to) {
  double used = 0, available = 0;
  for (std::size_t w = from; w < std::min(to, row.used.size()); ++w) {
    used += row.used[w];
    available += row.available[w];
  }
  return available > 0 ? used / available : kNothing;
}

std::string cell(double share, const ScreenStyle& style) {
  if (share != share) return pad_left("░░", kCell - 1) + " ";
  const double percent = std::min(std::round(share * 100), 9999.0);
  const std::string text = pad_left(fmt::format("{:.0f}", percent), kCell - 1);
  if (percent <= 100) return text + " ";
  return style.color ? "\x1b[31m" + text + "!\x1b[0m" : text + "!";
}

std::string stripped(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string render_picture(const std::string& title, const std::string& what,
                           const std::vector<PictureRow>& rows, const ScreenStyle& style) {
  std::size_t weeks = 0, names = 4;
  for (const PictureRow& row : rows) {
    weeks = std::max(weeks, row.used.size());
    names = std::max(names, display_width(printable(row.name)));
  }
  names = std::min(names, kNameWidth);
  const std::size_t width = static_cast<std::size_t>(std::max(style.width, 60));
  const std::size_t per = grouping(weeks, width - names - 3);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* dim = style.color ? "\x1b[2m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n{}", bold, title, off, dim);
  out += wrap(fmt::format("{}, by {}; the head says each column's first week. \"!\": above 100; "
                          "░░: nobody there.",
                          what, per == 1 ? "week" : fmt::format("{} weeks", per)),
              width, "  ", "  ");
  std::string head = "  " + pad_right("week", names);
  for (std::size_t w = 0; w < weeks; w += per)
    head += pad_left(fmt::format("{}", w + 1), kCell - 1) + " ";
  out += fmt::format("{}{}\n", stripped(head), off);
  for (const PictureRow& row : rows) {
    std::string line = "  " + pad_right(truncate(printable(row.name), names), names);
    for (std::size_t w = 0; w < weeks; w += per) line += cell(share_in(row, w, w + per), style);
    out += stripped(line) + "\n";
  }
  return out;
}

std::string render_load_picture(const Model& model, const Summary& summary,
                                const ScreenStyle& style) {
  std::vector<PictureRow> rows;
  for (const RoleSummary& role : summary.roles) {
    const Role& of = model.roles[role.role];
    if (!(role.available.value > 0)) continue;
    PictureRow row{title_of(of), {}, {}};
    for (const WeekFigures& week : role.weeks) {
      const double available = week.available.known() ? week.available.value : 0;
      row.available.push_back(available);
      row.used.push_back(week.busy.known() ? week.busy.value * available : 0);
    }
    rows.push_back(std::move(row));
  }
  return render_picture("Load picture", "Busy, per cent of the hours available", rows, style);
}

}  // namespace suits
