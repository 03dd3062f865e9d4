#pragma once

// Builds a table column by column and row by row, leaving out columns whose mechanism is off.

#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "engine/report/table.hpp"

namespace suits {

class TableBuilder {
 public:
  TableBuilder(std::string name, std::string title, std::string caption) {
    table_.name = std::move(name);
    table_.title = std::move(title);
    table_.caption = std::move(caption);
  }

  /// The next column; where `here` is false it is left out, its cells with it.
  TableBuilder& column(Column column, bool here = true) {
    here_.push_back(here);
    if (here) table_.columns.push_back(std::move(column));
    return *this;
  }
  /// One cell per declared column, left-out ones included.
  void row(std::vector<Cell> cells, bool on_screen = true) {
    assert(cells.size() == here_.size());
    Row row;
    row.on_screen = on_screen;
    for (std::size_t c = 0; c < cells.size(); ++c)
      if (here_[c]) row.cells.push_back(std::move(cells[c]));
    table_.rows.push_back(std::move(row));
  }
  TableBuilder& off_screen() {
    table_.on_screen = false;
    return *this;
  }
  void more(std::string text) { table_.more = std::move(text); }
  Table take() { return std::move(table_); }

 private:
  Table table_;
  std::vector<bool> here_;
};

/// A plain column of text, shown.
inline Column text_column(std::string name, std::string title) {
  return {std::move(name), std::move(title), Unit::text};
}
/// Words for the screen only.
inline Column screen_column(std::string name, std::string title) {
  return {std::move(name), std::move(title), Unit::text, false, false, true, -1, 0, false};
}
/// Text for files only.
inline Column file_column(std::string name, std::string title, Unit unit = Unit::text) {
  return {std::move(name), std::move(title), unit, false, false, false};
}
/// The same column, the first to go where the screen is narrow.
inline Column spare(Column column, int how) {
  column.spare = how;
  return column;
}
/// A figure with its interval; `shown` on the screen.
inline Column figure_column(std::string name, std::string title, Unit unit, bool shown = true,
                            bool bound = false, int decimals = -1) {
  return {std::move(name), std::move(title), unit, true, bound, shown, decimals};
}

}  // namespace suits
