#include "engine/scenario/arguments.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"

namespace suits {

namespace {

constexpr double kMostNumber = 1e9;
constexpr std::size_t kMostFigures = 10'000;

}  // namespace

bool take_figure(Cursor& cursor, Measure measure, Figure& out) {
  if (!cursor.number_next()) {
    const std::size_t from = cursor.at();
    const std::string_view found = cursor.until(",)");
    return cursor.fail(from, std::max(cursor.at(), from + 1),
                       found.empty() ? "a figure is missing"
                                     : fmt::format("'{}' is not a figure", truncate(found, 40)));
  }
  out.from = cursor.at();
  if (!cursor.number(out.number)) return false;
  out.number_to = out.to = cursor.at();
  const char c = cursor.peek();
  if (c != '\0' && c != ',' && c != ')' && c != ':' && !(c == '%' && measure != Measure::number)) {
    const std::size_t before = cursor.at();
    out.unit = take_unit(cursor, measure);
    if (cursor.fault()) return false;
    if (cursor.at() == before) {
      const std::string_view found = cursor.until(",)");
      return cursor.fail(before, cursor.at(), fmt::format("unexpected '{}'", truncate(found, 40)));
    }
    out.to = cursor.at();
  }
  return true;
}

bool missing_unit(Cursor& cursor, const Figure& figure, Measure measure) {
  const std::string_view number = cursor.text(figure.from, figure.number_to);
  return cursor.fail(figure.from, figure.number_to,
                     fmt::format("says {}, but of what?", truncate(number, 40)),
                     with_unit(number, measure));
}

bool check_range(Cursor& cursor, const Figure& figure, Measure measure, const Unit& unit) {
  const bool number = measure == Measure::number;
  if (figure.number * unit.factor <= (number ? kMostNumber : most(unit.clock))) return true;
  return cursor.fail(figure.from, figure.to,
                     fmt::format("more than {}", number ? "1,000,000,000" : "1000 years"));
}

bool bare(std::string_view label) { return label == "k" || label == "cv"; }

bool take_argument(Cursor& cursor, Measure measure, Arguments& all) {
  Argument argument;
  if (!cursor.number_next()) {
    const std::size_t from = cursor.at();
    argument.label = cursor.word();
    const std::size_t to = cursor.at();
    if (argument.label == "p") {  // `p90`: its digits belong to it
      int two = 0;
      if (cursor.digits(2, two)) argument.label = cursor.text(from, cursor.at());
    }
    if (argument.label == "file") {
      all.file = (cursor.skip_spaces(), all.file_at = cursor.at(), cursor.until(",)"));
      return !all.file.empty() || cursor.fail(from, to, "the name of a file is missing");
    }
    if (argument.label == "column") {
      all.column = cursor.until(",)");
      return !all.column.empty() || cursor.fail(from, to, "the name of a column is missing");
    }
    if (argument.label == "in") {
      all.in = take_unit(cursor, measure);
      return all.in != nullptr || cursor.fail(from, to, "a unit is missing behind 'in'");
    }
  } else {
    const std::size_t from = cursor.at();
    double share = 0;
    if (!cursor.number(share)) return false;
    const bool percent = cursor.take('%');
    const bool colon = percent && cursor.take(':');
    if (percent && (colon || cursor.number_next())) {
      if (share > 100) return cursor.fail(from, cursor.at(), "more than 100%");
      argument.share = share / 100;
    } else {
      cursor.back_to(from);
    }
  }
  if (!take_figure(cursor, bare(argument.label) ? Measure::number : measure, argument.figure)) {
    return false;
  }
  if (all.items.size() >= kMostFigures) {
    return cursor.fail(argument.figure.from, argument.figure.to, "too many figures",
                       "put them into a file: empirical(file NAME.csv, in h)");
  }
  all.items.push_back(argument);
  return true;
}

bool take_arguments(Cursor& cursor, Measure measure, Arguments& all) {
  if (cursor.take(')')) {
    all.to = cursor.at();
    return true;
  }
  for (;;) {
    if (!take_argument(cursor, measure, all)) return false;
    if (cursor.take(')')) break;
    if (cursor.take(',')) continue;
    const std::size_t from = cursor.at();
    const std::string_view found = cursor.until(",)");
    return cursor.fail(from, std::max(cursor.at(), from + 1),
                       found.empty() ? "the bracket is never closed"
                                     : fmt::format("unexpected '{}'", truncate(found, 40)));
  }
  all.to = cursor.at();
  return true;
}

const Unit* settle_units(Cursor& cursor, Measure measure, Arguments& all) {
  const Figure* last = nullptr;
  for (const Argument& a : all.items) {
    if (!bare(a.label)) last = &a.figure;
  }
  if (last == nullptr) return all.in != nullptr ? all.in : &no_unit();
  const Unit* unit = last->unit;
  if (unit == nullptr) {
    if (measure != Measure::number) {
      missing_unit(cursor, *last, measure);
      return nullptr;
    }
    unit = &no_unit();
  }
  for (Argument& a : all.items) {
    if (bare(a.label)) continue;
    Figure& figure = a.figure;
    if (figure.unit == nullptr) figure.unit = unit;
    if (figure.unit->clock != unit->clock) {
      cursor.fail(figure.from, figure.to,
                  fmt::format("'{}' and '{}' are not on one clock", figure.unit->name, unit->name));
      return nullptr;
    }
    if (!check_range(cursor, figure, measure, *figure.unit)) return nullptr;
    figure.number = figure.number * figure.unit->factor / unit->factor;
  }
  return unit;
}

}  // namespace suits
