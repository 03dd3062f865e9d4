#include "engine/scenario/number_column.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"

namespace suits {

namespace {

constexpr std::size_t kMostValues = 1'000'000;

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

/// Cuts the first cell off a line of comma-separated cells; quotes around a cell are taken away.
std::string_view take_cell(std::string_view& line) {
  line = trimmed(line);
  if (!line.empty() && line[0] == '"') {
    const std::size_t quote = line.find('"', 1);
    const std::string_view cell = line.substr(1, quote == line.npos ? quote : quote - 1);
    const std::size_t comma = quote == line.npos ? quote : line.find(',', quote);
    line = comma == line.npos ? std::string_view{} : line.substr(comma + 1);
    return cell;
  }
  const std::size_t comma = line.find(',');
  const std::string_view cell = trimmed(line.substr(0, comma));
  line = comma == line.npos ? std::string_view{} : line.substr(comma + 1);
  return cell;
}

bool to_number(std::string_view cell, double& out) {
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return error == std::errc{} && end == cell.data() + cell.size() && std::isfinite(out);
}

}  // namespace

NumberColumn read_number_column(std::string_view text, const std::string& column) {
  NumberColumn out;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  std::size_t index = 0;  // of the column
  bool heading = true;    // the line may be the heading
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t feed = text.find('\n');
    std::string_view line = trimmed(text.substr(0, feed));
    text = feed == text.npos ? std::string_view{} : text.substr(feed + 1);
    if (line.empty()) continue;
    const auto fail = [&](std::string why) {
      out.error = std::move(why);
      out.line = number;
      return out;
    };
    if (heading && !column.empty()) {
      std::vector<std::string> names;
      while (!line.empty()) names.emplace_back(take_cell(line));
      while (index < names.size() && names[index] != column) ++index;
      if (index == names.size()) {
        const std::string near = nearest(column, names);
        return fail(fmt::format("no column '{}'{}", truncate(column, 40),
                                near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
      }
      heading = false;
      continue;
    }
    for (std::size_t i = 0; i < index; ++i) take_cell(line);
    const std::string_view cell = take_cell(line);
    double value = 0;
    if (!to_number(cell, value)) {
      if (!heading) return fail(fmt::format("'{}' is not a number", truncate(cell, 40)));
      heading = false;
      continue;
    }
    heading = false;
    if (value < 0) return fail(fmt::format("{} is negative", truncate(cell, 40)));
    if (out.values.size() == kMostValues) return fail("more than 1,000,000 values");
    out.values.push_back(value);
  }
  if (out.values.empty()) out.error = "holds no numbers";
  return out;
}

}  // namespace suits
