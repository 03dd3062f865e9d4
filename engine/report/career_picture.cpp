#include "engine/report/career_picture.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

constexpr std::size_t kPlotRows = 8;
constexpr std::size_t kAxis = 9;  // columns left of a plot, and right of it

/// One figure over the weeks, as columns of a plot; NaN: nothing there.
struct Curve {
  std::vector<double> at;
  double low = 0, high = 0;  // of the scale

  std::size_t row(double value) const {
    const double share = high > low ? (value - low) / (high - low) : 0.5;
    return static_cast<std::size_t>(std::lround(share * (kPlotRows - 1)));
  }
  double of_row(std::size_t row) const {
    return low + (high - low) * static_cast<double>(row) / (kPlotRows - 1);
  }
};

/// Means of so many weeks each, on a scale whose ends are multiples of `step`.
template <class Figure>
Curve curve_of(const std::vector<CareerWeek>& weeks, std::size_t per, double step, Figure figure) {
  Curve curve;
  bool any = false;
  for (std::size_t from = 0; from < weeks.size(); from += per) {
    double sum = 0, count = 0;
    for (std::size_t w = from; w < std::min(from + per, weeks.size()); ++w) {
      const Estimate& one = figure(weeks[w]);
      if (!one.known()) continue;
      sum += one.value;
      count += 1;
    }
    curve.at.push_back(count > 0 ? sum / count : kNothing);
    if (count == 0) continue;
    curve.low = any ? std::min(curve.low, curve.at.back()) : curve.at.back();
    curve.high = any ? std::max(curve.high, curve.at.back()) : curve.at.back();
    any = true;
  }
  curve.low = std::floor(curve.low / step) * step;
  curve.high = std::max(std::ceil(curve.high / step) * step, curve.low + step);
  return curve;
}

/// "week 1 … 14 … 27 …" under the columns.
std::string week_axis(std::size_t columns, std::size_t per) {
  std::string line;
  for (std::size_t c = 0; c < columns; ++c) {
    const std::string label = fmt::format("{}", c * per + 1);
    const bool here = c == 0 || c % 13 == 0;
    if (here && line.size() <= c) line += std::string(c - line.size(), ' ') + label;
  }
  return line;
}

std::string plot_of(const CareerSummary& of, const ScreenStyle& style) {
  const std::size_t width = static_cast<std::size_t>(std::max(style.width, 60)) - 2 * kAxis - 2;
  const std::size_t per = (of.weeks.size() + width - 1) / width;
  const Curve load = curve_of(of.weeks, per, 0.05, [](const CareerWeek& w) { return w.load; });
  const Curve heads = curve_of(of.weeks, per, 0.5, [](const CareerWeek& w) { return w.heads; });
  std::string out;
  for (std::size_t r = kPlotRows; r-- > 0;) {
    std::string line = pad_left(fmt::format("{:.0f} %", load.of_row(r) * 100), kAxis - 1) + " │";
    for (std::size_t c = 0; c < load.at.size(); ++c) {
      const bool l = load.at[c] == load.at[c] && load.row(load.at[c]) == r;
      const bool h = heads.at[c] == heads.at[c] && heads.row(heads.at[c]) == r;
      line += l && h ? "◉" : l ? "●" : h ? "○" : " ";
    }
    out += line + fmt::format("│ {:.2f}\n", heads.of_row(r));
  }
  const std::string axis = week_axis(load.at.size(), per);
  return out + pad_left("week", kAxis - 1) + "  " + axis + "\n";
}

}  // namespace

std::string render_career_picture(const Model& model, const Summary& summary,
                                  const ScreenStyle& style) {
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* dim = style.color ? "\x1b[2m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out;
  for (const CareerSummary& of : summary.careers) {
    if (of.weeks.empty() || !(of.heads.value > 0)) continue;
    if (out.empty()) {
      out = fmt::format("{}Load and heads{}\n{}", bold, off, dim);
      out += wrap(
          "● load, per cent of the contract hours there, overtime included (scale to the "
          "left); ○ heads (to the right); ◉ both. Means over the courses, by week.",
          static_cast<std::size_t>(style.width), "  ", "  ");
      out += off;
    }
    out += fmt::format("  {}\n", printable(title_of(model.roles[of.role])));
    out += plot_of(of, style);
  }
  return out;
}

}  // namespace suits
