#include "engine/report/run_pictures.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/analysis/turnaround_histogram.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/page.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kClasses = 20;
constexpr std::size_t kBar = 50;       // columns of the longest bar
constexpr std::size_t kRoleName = 26;  // columns

/// In what people think of a turnaround: working days, or where the agency never closes hours or
/// minutes.
struct TurnaroundUnit {
  double hours = 1;
  std::string name;
};
TurnaroundUnit unit_of(const Summary& summary) {
  if (!summary.always) return {summary.day_hours, "working days"};
  return {1 / summary.per_hour, summary.per_hour > 1 ? "minutes" : "hours"};
}

std::string flow_name(const Model& model, const FlowKey& key) {
  const Kind& kind = model.kinds[key.kind];
  if (key.milestone < 0) return sentence_case(one_of(kind));
  const auto m = static_cast<std::size_t>(key.milestone);
  return fmt::format("{} ({})", sentence_case(spaced(kind.milestones[m].name)), one_of(kind));
}

/// A bar in eighths of a column.
std::string bar(double share, double most) {
  static constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = static_cast<std::size_t>(
      std::lround(most > 0 ? share / most * static_cast<double>(8 * kBar) : 0));
  std::string text;
  for (std::size_t i = 0; i < eighths / 8; ++i) text += "█";
  return text + kEighths[eighths % 8];
}

std::string share_words(double share) {
  const double percent = share * 100;
  return percent > 0 && percent < 0.5 ? "< 1 %" : fmt::format("{:.0f} %", percent);
}

/// What stands behind the class that holds a quantile.
std::string marks(const TurnaroundHistogram& seen, std::size_t c) {
  double before = 0;
  for (std::size_t i = 0; i < c; ++i) before += seen.classes[i].share;
  const double with = before + seen.classes[c].share;
  std::string text;
  const auto mark = [&](double level, const char* words) {
    if (before < level && level <= with) text += std::string(text.empty() ? "  ← " : ", ") + words;
  };
  mark(0.5, "half by here");
  mark(0.9, "nine in ten");
  return text;
}

void add_histogram(Page& page, const Model& model, const Summary& summary,
                   const Experiment& experiment) {
  const FlowSummary* flow = headline(model, summary);
  if (flow == nullptr) return;
  std::size_t f = 0;
  while (&summary.flows[f] != flow) ++f;
  const TurnaroundUnit unit = unit_of(summary);
  const TurnaroundHistogram seen =
      turnaround_histogram(experiment.flows[f].working_quantiles, unit.hours, kClasses);
  if (seen.classes.empty()) return;
  page.head(fmt::format("{}: how long it takes", printable(flow_name(model, flow->key))));
  page.line(fmt::format("Shares of {} job{} of {} possible course{}, by {}.", seen.jobs,
                        seen.jobs == 1 ? "" : "s", summary.replications,
                        summary.replications == 1 ? "" : "s", unit.name),
            "  ", "  ");
  double most = 0;
  std::size_t width = 4;
  std::vector<std::string> labels;
  for (const auto& c : seen.classes) {
    most = std::max(most, c.share);
    labels.push_back(fmt::format("{:.4g}–{:.4g}", c.from, c.to));
    width = std::max(width, display_width(labels.back()));
  }
  for (std::size_t c = 0; c < seen.classes.size(); ++c) {
    page.add(fmt::format("  {} │{} {}{}\n", pad_left(labels[c], width),
                         bar(seen.classes[c].share, most), share_words(seen.classes[c].share),
                         marks(seen, c)));
  }
  if (seen.beyond > 0)
    page.add(fmt::format("  {} │{} {}\n", pad_left("more", width), bar(seen.beyond, most),
                         share_words(seen.beyond)));
  if (seen.unfinished > 0)
    page.line(fmt::format("{} were not done when the run ended.", share_words(seen.unfinished)));
}

/// Weeks per column: the fewest that fit.
std::string sparkline(const std::vector<WeekFigures>& weeks, std::size_t per, double most) {
  static constexpr const char* kLevels[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string text;
  for (std::size_t w = 0; w < weeks.size(); w += per) {
    const std::size_t end = std::min(weeks.size(), w + per);
    double sum = 0;
    for (std::size_t i = w; i < end; ++i)
      sum += weeks[i].waiting.known() ? weeks[i].waiting.value : 0;
    const double mean = sum / static_cast<double>(end - w);
    const auto level = static_cast<std::size_t>(most > 0 ? std::min(7.0, mean / most * 8) : 0);
    text += mean > 0 ? kLevels[level] : "·";
  }
  return text;
}

void add_backlog(Page& page, const Model& model, const Summary& summary, int width) {
  std::vector<const RoleSummary*> roles;
  std::size_t names = 4, weeks = 0;
  for (const RoleSummary& role : summary.roles) {
    if (!role.waiting.known() || !(role.waiting.value > 0)) continue;
    roles.push_back(&role);
    names = std::max(names, display_width(printable(title_of(model.roles[role.role]))));
    weeks = std::max(weeks, role.weeks.size());
  }
  if (roles.empty() || weeks < 2) return;
  names = std::min(names, kRoleName);
  constexpr std::size_t kFigures = 36;
  const std::size_t room =
      std::max<std::size_t>(10, static_cast<std::size_t>(std::max(width, 60)) - names - kFigures);
  const std::size_t per = (weeks + room - 1) / room;
  page.head("Backlog over time");
  page.line(
      fmt::format("Requests that wait for each role, the mean of {} by {}; each line up to its "
                  "own highest.",
                  summary.replications == 1 ? "one course" : "all courses",
                  per == 1 ? "week" : fmt::format("{} weeks", per)),
      "  ", "  ");
  for (const RoleSummary* role : roles) {
    double most = 0;
    std::size_t worst = 0;
    for (std::size_t w = 0; w < role->weeks.size(); ++w) {
      const Estimate& waiting = role->weeks[w].waiting;
      if (!waiting.known() || waiting.value <= most) continue;
      most = waiting.value;
      worst = w;
    }
    page.add(
        fmt::format("  {}  {}  {:.3g} on average, {:.3g} in week {}\n",
                    pad_right(truncate(printable(title_of(model.roles[role->role])), names), names),
                    sparkline(role->weeks, per, most), role->waiting.value, most, worst + 1));
  }
}

}  // namespace

std::string run_pictures(const Model& model, const Summary& summary, const Experiment& experiment,
                         const ScreenStyle& style) {
  Page page(style);
  add_histogram(page, model, summary, experiment);
  add_backlog(page, model, summary, style.width);
  std::string text = page.take();
  return text.empty() ? "" : "\n" + text;
}

Table turnaround_classes_table(const Model& model, const Summary& summary,
                               const Experiment& experiment) {
  const TurnaroundUnit unit = unit_of(summary);
  TableBuilder table("turnaround_classes", "Turnaround by class",
                     fmt::format("Shares of the jobs by how long they take, {}.", unit.name));
  table.off_screen()
      .column(text_column("kind", "Kind"))
      .column(text_column("milestone", "Milestone"))
      .column(text_column("unit", "Unit"))
      .column({"from", "From", Unit::number})
      .column({"to", "To", Unit::number})
      .column({"share", "Share", Unit::share});
  for (std::size_t f = 0; f < experiment.flows.size(); ++f) {
    const FlowKey& key = experiment.flow_keys[f];
    const Kind& kind = model.kinds[key.kind];
    if (key.tier != kNone<TierId> || kind.background) continue;
    const TurnaroundHistogram seen =
        turnaround_histogram(experiment.flows[f].working_quantiles, unit.hours, kClasses);
    const std::string milestone =
        key.milestone < 0 ? "" : kind.milestones[static_cast<std::size_t>(key.milestone)].name;
    const auto row = [&](Cell from, Cell to, double share) {
      table.row(
          {kind.name, milestone, unit.name, std::move(from), std::move(to), Cell::number(share)});
    };
    for (const auto& c : seen.classes) row(Cell::number(c.from), Cell::number(c.to), c.share);
    if (seen.beyond > 0) row(Cell::number(seen.classes.back().to), Cell(), seen.beyond);
  }
  return table.take();
}

}  // namespace suits
