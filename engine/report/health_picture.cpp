#include "engine/report/health_picture.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

constexpr std::size_t kLinesShown = 12;
constexpr std::size_t kLongestName = 26;

/// From the lowest health to the highest that is shown, to whole tens.
struct Scale {
  double low = 100, high = 0;

  void hold(double health) {
    if (health != health) return;
    low = std::min(low, std::floor(health / 10) * 10);
    high = std::max(high, std::ceil(health / 10) * 10);
  }
  /// Eight heights; a dot where the account is not there.
  const char* block(double health) const {
    static constexpr const char* blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    if (health != health) return "·";
    const double step = std::floor((health - low) / std::max(high - low, 1.0) * 8);
    return blocks[static_cast<std::size_t>(std::clamp(step, 0.0, 7.0))];
  }
};

/// The mean of the known weeks in [from, to).
double mean_of(const std::vector<Estimate>& weeks, std::size_t from, std::size_t to) {
  double sum = 0;
  int known = 0;
  for (std::size_t w = from; w < std::min(to, weeks.size()); ++w) {
    if (!weeks[w].known()) continue;
    sum += weeks[w].value;
    ++known;
  }
  return known > 0 ? sum / known : kNothing;
}

std::string figure_of(const Estimate& health) {
  return health.known() ? fmt::format("{:.0f}", health.value) : "–";
}

}  // namespace

std::string render_health_picture(const Model& model, const Summary& summary,
                                  const ScreenStyle& style) {
  std::vector<const RelationshipSummary*> rows;
  for (const RelationshipSummary& own : summary.churn->accounts) rows.push_back(&own);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto* a, const auto* b) { return a->lost.value > b->lost.value; });
  if (rows.size() > kLinesShown) rows.resize(kLinesShown);
  std::size_t names = 4, weeks = 0;
  for (const RelationshipSummary* row : rows) {
    names = std::max(names, display_width(printable(model.accounts[row->account].name)));
    weeks = std::max(weeks, row->weeks.size());
  }
  names = std::min(names, kLongestName);
  const auto width = static_cast<std::size_t>(std::max(style.width, 60));
  const std::size_t room = width - names - 14;
  const std::size_t per = std::max<std::size_t>(1, (weeks + room - 1) / room);
  Scale scale;
  for (const RelationshipSummary* row : rows) {
    for (std::size_t w = 0; w < weeks; w += per) scale.hold(mean_of(row->weeks, w, w + per));
  }
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* dim = style.color ? "\x1b[2m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}Health over time{}\n{}", bold, off, dim);
  out += wrap(
      fmt::format("Mean over the courses in which the account is there, a block for {}, from "
                  "▁ ({:.0f}) to █ ({:.0f}); before and after it the health at the start "
                  "and at the end.",
                  per == 1 ? "each week" : fmt::format("{} weeks", per), scale.low, scale.high),
      width, "  ", "  ");
  out += off;
  for (const RelationshipSummary* row : rows) {
    const std::string name = truncate(printable(model.accounts[row->account].name), names);
    std::string line = fmt::format("  {}  {:>3.0f} ", pad_right(name, names),
                                   model.relationship->at_start[row->account]);
    for (std::size_t w = 0; w < weeks; w += per) {
      line += scale.block(mean_of(row->weeks, w, w + per));
    }
    out += line + " " + figure_of(row->at_end) + "\n";
  }
  return out;
}

}  // namespace suits
