#pragma once

// The lines of the book of runs as a table.

#include <vector>

#include "engine/book/book.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// `width`: columns of the screen, which the answers are cut to.
Table runs_table(const std::vector<RunEntry>& entries, int width);
/// "2027-03-01 14:05", by the clock on the wall.
std::string local_time(std::int64_t ms);
/// The command as it was typed.
std::string command_line(const RunEntry& entry);

}  // namespace suits
