#include "engine/report/decision_figures.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/decision_report.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {

Estimate DecisionFigures::figure(std::size_t i, std::size_t k) const {
  return selection_figure(all_.selection.courses[i], k);
}

Estimate DecisionFigures::effect(std::size_t i, std::size_t k) const {
  const auto pairs = static_cast<double>(std::max<std::size_t>(all_.names.size(), 2) - 1);
  return selection_difference(all_.selection.courses[0], all_.selection.courses[i], k,
                              0.05 / pairs);
}

bool DecisionFigures::clear(std::size_t i, std::size_t k) const {
  const Estimate off = effect(i, k);
  return off.has_interval() && std::abs(off.value) > off.half;
}

std::string DecisionFigures::worth() const {
  const std::string text =
      figures_.size(measure(0), Estimate{all_.selection.worth, kNothing, false}, of_base(0));
  return text == "1 points" ? "1 point" : text;
}

std::string DecisionFigures::change(std::size_t i, std::size_t k) const {
  const Estimate off = effect(i, k);
  const std::string what = "the " + printable(aim_words(all_.base, all_.aims[k]));
  if (!off.known()) return what + " is not known";
  if (off.value == 0) return what + " stays as it is";
  const Estimate after = figure(i, k);
  const Estimate before{after.value - off.value, kNothing, false};
  return fmt::format("{} {} by {} ({})", what, off.value > 0 ? "rises" : "falls",
                     figures_.amount(measure(k), off, before),
                     figures_.from_to(measure(k), before, after, off));
}

std::string DecisionFigures::change_figure(std::size_t i, std::size_t k) const {
  return figures_.change(measure(k), effect(i, k), of_base(k));
}

std::string DecisionFigures::level(std::size_t i, std::size_t k) const {
  return figures_.level(measure(k), figure(i, k), of_base(k), effect(i, k));
}

Finding DecisionFigures::sureness() const {
  const Selection& s = all_.selection;
  std::string text;
  if (s.decided)
    text = fmt::format("The choice is right with {:.4g} %, up to {}", 100 * all_.right, worth());
  else
    text = fmt::format(
        "The courses came to an end before the choice was sure: with {} nobody's difference is "
        "larger by more than {}; --most-replications, or a larger --worth, decides it",
        chance_text(s.candidates[s.chosen].good), worth());
  return {"sureness", fmt::format("{}. It took {} courses; as many for each candidate as for the "
                                  "longest would have been {}.",
                                  text, s.spent, s.equal)};
}

Table ranking_table(const DecisionFigures& figures, const RankingWords& words,
                    const std::vector<OwnColumn>& own) {
  const Decided& all = figures.decided();
  TableBuilder table("ranking", words.title, words.caption);
  table.column({"rank", "", Unit::count})
      .column(text_column("candidate", words.first))
      .column(file_column("figure", "Figure", Unit::number))
      .column(screen_column("then", "Then"))
      .column({"change", "Change", Unit::number, true, false, false})
      .column(screen_column("changes", "Change"));
  for (const OwnColumn& one : own) table.column(one.column);
  table.column({"best", words.best, Unit::share})
      .column({"good", words.good, Unit::share})
      .column({"courses", "Courses", Unit::count, false, false, true, -1, 1});
  std::uint64_t rank = 0;
  for (const std::size_t i : all.selection.ranking) {
    const SelectionCandidate& one = all.selection.candidates[i];
    const Tone tone = i == 0 || figures.clear(i, 0) ? Tone::plain : Tone::dim;
    std::vector<Cell> row{
        Cell::integer(++rank),          Cell(all.names[i], tone),
        Cell::number(one.figure.value), figures.level(i, 0),
        figures.effect(i, 0),           Cell(i == 0 ? "–" : figures.change_figure(i, 0), tone)};
    for (const OwnColumn& column : own) row.push_back(column.cells[i]);
    row.push_back(Cell::number(one.best));
    row.push_back(Cell::number(one.good));
    row.push_back(Cell::integer(std::uint64_t{one.replications}));
    table.row(std::move(row));
  }
  return table.take();
}

Table other_effects_table(const DecisionFigures& figures, const std::string& title,
                          const std::string& caption, const std::string& first) {
  const Decided& all = figures.decided();
  TableBuilder table("effects", title, caption);
  table.column(text_column("candidate", first));
  std::vector<std::size_t> known;  // aims of which there is a figure
  for (std::size_t k = 1; k < all.aims.size(); ++k)
    if (figures.of_base(k).known()) known.push_back(k);
  for (const std::size_t k : known)
    table.column(spare(text_column(all.aims[k].name, all.aims[k].name), static_cast<int>(k)));
  for (const std::size_t i : all.selection.ranking) {
    if (i == 0) continue;
    std::vector<Cell> row{all.names[i]};
    for (const std::size_t k : known)
      row.push_back(
          Cell(figures.change_figure(i, k), figures.clear(i, k) ? Tone::plain : Tone::dim));
    table.row(std::move(row));
  }
  return table.take();
}

Table effects_table(const DecisionFigures& figures, const std::string& first) {
  const Decided& all = figures.decided();
  TableBuilder table("effects", "What each does", "");
  table.column(text_column("candidate", first))
      .column(text_column("aim", "Aim"))
      .column(text_column("measure", "Measure"))
      .column(text_column("unit", "Unit"))
      .column({"base", "Base", Unit::number, true})
      .column({"figure", "Figure", Unit::number, true})
      .column({"change", "Change", Unit::number, true});
  for (const std::size_t i : all.selection.ranking)
    for (std::size_t k = 0; k < all.aims.size(); ++k)
      table.row({all.names[i], all.aims[k].name, aim_words(all.base, all.aims[k]),
                 response_unit(all.aims[k].response), figures.of_base(k), figures.figure(i, k),
                 figures.effect(i, k)});
  return table.take();
}

}  // namespace suits
