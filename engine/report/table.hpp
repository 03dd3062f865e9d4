#pragma once

// One structure for every table people or programs read: a stable name, a caption, columns with
// units, typed cells. The terminal, CSV and JSON are three renderings of it; names are stable in
// all of them, and a screen may leave out columns and rows that files keep.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/analysis/estimate.hpp"

namespace suits {

/// What a column counts in. Shares are fractions in files and per cent on the screen; waits are
/// hours in files, and in the screen's own unit there.
enum class Unit : std::uint8_t {
  text,
  count,
  number,
  working_days,
  days,
  hours,
  wait,
  share,
  money
};
/// The unit's name in files: "working days", "share" …; "" for text, counts and plain numbers.
const char* unit_name(Unit unit);
/// A text as a field of CSV, in quotes where it needs them.
std::string csv_text(const std::string& text);

struct Column {
  std::string name;   // stable, snake_case
  std::string title;  // on the screen
  Unit unit = Unit::text;
  bool interval = false;  // files carry NAME_pm: half width of the 95 % interval
  bool bound = false;     // files carry NAME_at_least: the figure is a lower bound
  bool on_screen = true;
  int decimals = -1;     // on the screen; −1: as its unit has it
  int spare = 0;         // where the screen is too narrow, columns of the largest go first; 0 stays
  bool in_files = true;  // false: words for the screen, that files say in other columns
};

/// What a cell says beyond its figure; always said by sign or word too, never by colour alone.
enum class Tone : std::uint8_t { plain, dim, alarm };

struct Cell {
  std::variant<std::monostate, std::string, std::int64_t, bool, Estimate> value;
  Tone tone = Tone::plain;

  Cell() = default;
  Cell(std::string text, Tone t = Tone::plain) : value(std::move(text)), tone(t) {}
  Cell(const char* text, Tone t = Tone::plain) : value(std::string(text)), tone(t) {}
  Cell(Estimate figure, Tone t = Tone::plain) : value(figure), tone(t) {}
  static Cell integer(std::int64_t n) {
    Cell c;
    c.value = n;
    return c;
  }
  static Cell integer(std::uint64_t n) { return integer(static_cast<std::int64_t>(n)); }
  static Cell number(double v, Tone t = Tone::plain) {
    return Cell(Estimate{v, kNothing, false}, t);
  }
  static Cell yes_no(bool b) {
    Cell c;
    c.value = b;
    return c;
  }
};

struct Row {
  std::vector<Cell> cells;  // one per column
  bool on_screen = true;
};

struct Table {
  std::string name;     // stable, snake_case
  std::string title;    // on the screen, above the table
  std::string caption;  // explains the columns, below the title
  std::vector<Column> columns;
  std::vector<Row> rows;
  bool on_screen = true;
  std::string more;  // a last line on the screen, where rows were left out
};

/// How the screen shows figures.
struct ScreenStyle {
  bool color = false;
  int width = 100;       // captions and sentences wrap at this
  double day_hours = 0;  // not 0 (hours: always): days are shown in hours, this many to the day
  double per_hour = 1;   // then: 60 shows minutes instead of hours
  bool intervals = false;  // a figure whose interval is not known says so, "± ?"
};

/// The table as text for a terminal; columns aligned by display width.
std::string render_screen(const Table& table, const ScreenStyle& style);
/// RFC 4180, header first, CRLF line ends as the standard has them.
std::string render_csv(const Table& table);
/// One figure as the screen shows it: "52.1 ± 1.3", "≥ 60.2", "82 %", "–" where there is none.
std::string screen_text(const Cell& cell, const Column& column, const ScreenStyle& style);
/// A figure in files: nine significant digits, the shortest text that reads back the same.
double file_number(double value);

}  // namespace suits
