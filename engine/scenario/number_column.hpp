#pragma once

// Observed values from a table: one column of numbers of a CSV text.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace suits {

struct NumberColumn {
  std::vector<double> values;  // not negative, finite; at least one where there is no error
  std::string error;           // "" where all is well
  std::size_t line = 0;        // of the error; 0: the text as a whole
};

/// The named column, or the first one for "". Without a name, a first line that is no number is
/// taken as a heading; empty lines are passed over.
NumberColumn read_number_column(std::string_view text, const std::string& column);

}  // namespace suits
