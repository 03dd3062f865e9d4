// A measure against each factor, as dots with lines for their intervals.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/sweep_figures.hpp"
#include "engine/report/sweep_report.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostFactors = 6, kMostLabel = 24, kPlot = 44;

/// Where figures lie in the plot's columns.
struct Scale {
  double low = 0, high = 0;
  std::size_t at(double value) const {
    if (!(high > low)) return kPlot / 2;
    const double share = std::clamp((value - low) / (high - low), 0.0, 1.0);
    return static_cast<std::size_t>(std::lround(share * (kPlot - 1)));
  }
};

double half_of(const Estimate& figure) { return figure.has_interval() ? figure.half : 0; }

/// One scale for all factors, so that their effects can be compared by eye.
Scale scale_of(const SweptMeasure& measure) {
  Scale scale{kNothing, kNothing};
  for (const auto& levels : measure.levels)
    for (const LevelMean& level : levels) {
      if (!level.mean.known()) continue;
      const double low = level.mean.value - half_of(level.mean);
      const double high = level.mean.value + half_of(level.mean);
      if (!(scale.low <= low)) scale.low = low;
      if (!(scale.high >= high)) scale.high = high;
    }
  return scale;
}

std::string label_of(const SweepFactor& factor, const LevelMean& level) {
  const std::string first = printable(factor.values[level.first]);
  return truncate(
      level.first == level.last ? first : first + " … " + printable(factor.values[level.last]),
      kMostLabel);
}

std::string plot(const Estimate& figure, const Scale& scale) {
  std::vector<std::string> cells(kPlot, " ");
  const std::size_t from = scale.at(figure.value - half_of(figure));
  const std::size_t to = scale.at(figure.value + half_of(figure));
  for (std::size_t c = from; c <= to; ++c) cells[c] = "─";
  if (from < to) {
    cells[from] = "├";
    cells[to] = "┤";
  }
  cells[scale.at(figure.value)] = "●";
  std::string text;
  for (const std::string& cell : cells) text += cell;
  return text;
}

}  // namespace

std::string sweep_picture(const SweptScenario& swept, const ScreenStyle& style) {
  const SweptMeasure& measure = swept.measures.front();
  const Response& headline = swept.responses.front();
  const Scale scale = scale_of(measure);
  if (!(scale.low == scale.low)) return "";
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* dim = style.color ? "\x1b[2m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  const SweepFigures figures(swept.model, measure.points.front(), style);
  std::string out = fmt::format("{}{}{}\n{}", bold,
                                sentence_case(response_words(swept.model, headline)), off, dim);
  out +=
      wrap("The mean over all settings with this value, and its 95 % interval; one scale for all.",
           static_cast<std::size_t>(style.width), "  ", "  ");
  out += off;
  const auto& factors = swept.design.factors;
  for (std::size_t f = 0; f < factors.size() && f < kMostFactors; ++f) {
    out += "  " + printable(factors[f].name) + "\n";
    std::size_t width = 0;
    for (const LevelMean& level : measure.levels[f])
      width = std::max(width, display_width(label_of(factors[f], level)));
    for (const LevelMean& level : measure.levels[f]) {
      if (!level.mean.known()) continue;
      const std::string label = label_of(factors[f], level);
      out += fmt::format("    {} │{}│ {}\n",
                         factors[f].numeric() ? pad_left(label, width) : pad_right(label, width),
                         plot(level.mean, scale), figures.level(headline, level.mean));
    }
  }
  if (factors.size() > kMostFactors)
    out += fmt::format("  and {} factors more\n", factors.size() - kMostFactors);
  return out;
}

}  // namespace suits
