#include "engine/report/sweep_figures.hpp"

#include <cmath>

#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

Unit unit_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::share:
      return Unit::share;
    case Quantity::working_days:
      return Unit::working_days;
    case Quantity::days:
      return Unit::days;
    case Quantity::working_hours:
      return Unit::wait;
    case Quantity::hours:
      return Unit::hours;
    case Quantity::money:
      return Unit::money;
    case Quantity::count:
    case Quantity::number:
      break;
  }
  return Unit::number;
}

}  // namespace

SweepFigures::SweepFigures(const Model& model, const Estimate& headline, const ScreenStyle& style)
    : currency_(model.currency), style_(style) {
  if (!model.agency().always()) return;
  style_.day_hours = model.standard_day.hours();
  if (headline.value * style_.day_hours < 1) style_.per_hour = 60;
}

Column SweepFigures::column(const Response& response, const Estimate& like) const {
  const double size = std::abs(like.value) * (response.quantity == Quantity::share ? 100 : 1);
  const int decimals = response.quantity == Quantity::money ? 0 : size < 1 ? 2 : 1;
  return figure_column(response.name, response.name, unit_of(response.quantity), true, false,
                       decimals);
}

std::string SweepFigures::unit(const Response& response) const {
  const Unit unit = unit_of(response.quantity);
  if (unit == Unit::money) return currency_;
  if (unit == Unit::share || unit == Unit::number) return "";
  const bool time = unit == Unit::working_days || unit == Unit::days || unit == Unit::wait;
  if (style_.day_hours > 0 && time) return style_.per_hour > 1 ? "min" : "h";
  return unit_name(unit);
}

std::string SweepFigures::level(const Response& response, const Estimate& figure) const {
  const std::string text = screen_text(Cell(figure), column(response, figure), style_);
  const std::string of = unit(response);
  return !figure.known() || of.empty() ? text : text + " " + of;
}

std::string SweepFigures::bare_change(const Response& response, const Estimate& difference,
                                      const Estimate& like) const {
  if (!difference.known()) return "–";
  if (difference.value == 0) return "0";
  Estimate size = difference;
  size.value = std::abs(size.value);
  std::string text = screen_text(Cell(size), column(response, like), style_);
  if (text.ends_with(" %")) text.replace(text.size() - 2, 2, " points");
  return (difference.value > 0 ? "+" : "−") + text;
}

std::string SweepFigures::change(const Response& response, const Estimate& difference,
                                 const Estimate& like) const {
  const std::string text = bare_change(response, difference, like), of = unit(response);
  return of.empty() || text == "–" ? text : text + " " + of;
}

}  // namespace suits
