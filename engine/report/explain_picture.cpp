// A job's life at a glance: a line per step over the days.

#include <algorithm>

#include "engine/base/display_width.hpp"
#include "engine/report/explain_timeline.hpp"
#include "engine/report/moment_text.hpp"

namespace suits {
namespace {

constexpr std::size_t kNamesWidth = 24;  // of the steps, at most
constexpr std::size_t kCells = 64;       // at most

/// What a cell shows, the stronger over the weaker.
enum class Ink : std::uint8_t { nothing, outside, appointment, waiting, work };
constexpr const char* kInks[] = {" ", "·", "┄", "░", "█"};

Ink ink_of(Segment::Sort sort) {
  switch (sort) {
    case Segment::Sort::work:
    case Segment::Sort::overtime:
      return Ink::work;
    case Segment::Sort::wait:
      return Ink::waiting;
    case Segment::Sort::appointment:
      return Ink::appointment;
    case Segment::Sort::client:
    case Segment::Sort::delay:
      return Ink::outside;
  }
  return Ink::nothing;
}

class Canvas {
 public:
  Canvas(Instant from, Instant to, std::size_t cells)
      : from_(from), width_((to - from).us / static_cast<std::int64_t>(cells) + 1), cells_(cells) {}
  std::size_t cell(Instant t) const {
    return std::min(static_cast<std::size_t>((t - from_).us / width_), cells_ - 1);
  }
  Instant start(std::size_t cell) const {
    return from_ + Duration{width_ * static_cast<std::int64_t>(cell)};
  }
  std::size_t cells() const { return cells_; }

  /// "20 May    1 Jun     1 Jul": the first of the months, or Mondays, or days, where there is room.
  std::string axis() const {
    const Duration span{width_ * static_cast<std::int64_t>(cells_)};
    std::string line;
    std::size_t used = 0;
    for (std::size_t c = 0; c < cells_; ++c) {
      const Date first = date_of(start(c));
      Date tick = first;
      if (c > 0) {  // the day that begins in this cell
        tick = date_of(start(c) + Duration{width_ - 1});
        if (span > days(70)) tick = tick - static_cast<int>(unsigned{tick.civil().day()} - 1);
        else if (span > days(5)) tick = tick - tick.weekday();
        if (tick <= date_of(start(c) - Duration{1})) continue;
      }
      std::string label = day_text(midnight(tick), false);
      if (span > days(5)) label = label.substr(label.find(' ') + 1);
      if (c < used || c + label.size() > cells_ + 6) continue;
      line += std::string(c - line.size(), ' ') + label;
      used = c + label.size() + 1;
    }
    return line;
  }

 private:
  Instant from_;
  std::int64_t width_;
  std::size_t cells_;
};

}  // namespace

void add_picture(const Model& model, const JobHistory& history, const ScreenStyle& style,
                 Page& page) {
  const JobOutline& job = history.job;
  const Kind& kind = model.kinds[job.kind];
  if (job.ended <= job.arrived || kind.steps.size() < 2) return;
  std::size_t names = 0;
  for (std::size_t s = 0; s < kind.steps.size(); ++s)
    names = std::max(names, display_width(printable(step_words(kind, StepId{static_cast<std::uint32_t>(s)}))));
  names = std::min(names, kNamesWidth);
  const auto width = static_cast<std::size_t>(style.width);
  const Canvas canvas(job.arrived, job.ended,
                      std::clamp<std::size_t>(width - std::min(width, names + 6), 10, kCells));
  page.head("At a glance");
  page.line("█ somebody at work on it, ░ waiting for somebody, ┄ until an appointment, · with the "
            "client or a set time");
  page.add("  " + std::string(names + 2, ' ') + canvas.axis() + "\n");
  for (std::uint32_t s = 0; s < kind.steps.size(); ++s) {
    std::vector<Ink> row(canvas.cells(), Ink::nothing);
    bool any = false;
    for (const TaskHistory& task : history.tasks) {
      if (raw(task.step) != s) continue;
      for (const HistoryPiece& piece : task.pieces) {
        any = true;
        for (std::size_t c = canvas.cell(piece.from);
             c <= canvas.cell(piece.to - microseconds(1)); ++c)
          row[c] = std::max(row[c], ink_of(piece.sort));
      }
    }
    if (!any) continue;
    std::string line;
    for (const Ink ink : row) line += kInks[static_cast<std::size_t>(ink)];
    line.erase(line.find_last_not_of(' ') + 1);
    page.add("  " + pad_right(truncate(printable(step_words(kind, StepId{s})), names), names) +
             "  " + line + "\n");
  }
}

}  // namespace suits
