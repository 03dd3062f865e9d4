#include "tools/date_flag.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {

Date date_flag(const Options& options, const std::string& flag, Date otherwise) {
  if (!options.has(flag)) return otherwise;
  const std::string text = options.text(flag, "");
  int year = 0, month = 0, day = 0, read = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &read) == 3 &&
      static_cast<std::size_t>(read) == text.size()) {
    if (const std::optional<Date> date = make_date(year, month, day)) return *date;
  }
  throw UsageError(fmt::format("--{} wants a date such as {}, not \"{}\"", flag,
                               to_string(otherwise), truncate(printable(text), 40)));
}

}  // namespace suits
