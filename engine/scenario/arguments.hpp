#pragma once

// The figures of a random quantity, as they stand between its brackets.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/scenario/cursor.hpp"
#include "engine/scenario/unit.hpp"

namespace suits {

/// A number as it was written, and between which bytes.
struct Figure {
  double number = 0;
  const Unit* unit = nullptr;  // null: none was written
  std::size_t from = 0, number_to = 0, to = 0;
};
/// One argument of a law: `2 h`, `mean 2 h`, `30%: 2 h`.
struct Argument {
  std::string_view label;
  std::optional<double> share;
  Figure figure;
  bool used = false;
};
/// The inside of the brackets.
struct Arguments {
  std::vector<Argument> items;
  std::size_t from = 0, to = 0;  // the whole expression
  std::string_view file, column;
  std::size_t file_at = 0;
  const Unit* in = nullptr;
};

/// The labels whose figures bear no unit: k, cv.
bool bare(std::string_view label);

/// Takes a number and its unit, if it has one. False where there is a fault, as in all of these.
bool take_figure(Cursor& cursor, Measure measure, Figure& out);
/// Takes everything up to the closing bracket.
bool take_arguments(Cursor& cursor, Measure measure, Arguments& all);
/// Gives every figure without a unit that of the last one, and brings all of them to it. The unit
/// of the whole comes back; null where they do not agree.
const Unit* settle_units(Cursor& cursor, Measure measure, Arguments& all);

/// "says 12, but of what?"; always false.
bool missing_unit(Cursor& cursor, const Figure& figure, Measure measure);
bool check_range(Cursor& cursor, const Figure& figure, Measure measure, const Unit& unit);

}  // namespace suits
