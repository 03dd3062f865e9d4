#pragma once

// Tables as spreadsheets write them (RFC 4180 and what is usual beside it): cells with commas,
// semicolons or tabs between them, quotes around cells that hold such, lines that end in LF or
// CRLF, perhaps a byte order mark. Everything keeps its place.

#include <string_view>
#include <vector>

#include "engine/scenario/document.hpp"

namespace suits {

inline constexpr std::size_t kMostRows = 100'000;

/// Rows of scalars, the header first; empty rows are left out. Where semicolons or tabs stand
/// between cells, a comma between two digits of a cell that begins with one, and has no brackets, is
/// a decimal point.
struct TableText {
  char separator = ',';  // what the header has most of: `,` `;` or a tab
  std::vector<std::vector<Node>> rows;
};

/// What is wrong becomes diagnostics; the rows are then not to be used.
TableText read_table(std::string_view text, Diagnostics& diagnostics);

/// The values of a cell with semicolons between them as a list; else the cell itself.
Node cell_value(const Node& cell);

}  // namespace suits
