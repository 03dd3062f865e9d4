// `suits init`: a first scenario to begin with.

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/date_flag.hpp"
#include "tools/options.hpp"
#include "tools/output_file.hpp"
#include "tools/starter.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits init FILE [flags]

Writes a first scenario into FILE: a department of the asked size with the accounts that it
can serve, short, commented, and ready to run. Then make it yours, line by line: names,
hours, accounts, efforts. An existing FILE is never overwritten.

  --people N     how many people the department has (12), 3 to 400
  --start DATE   the first reported day; else the first Monday of next year

examples:
  suits init agency.yaml
  suits init agency.yaml --people 25 --start 2027-04-05

then:
  suits check agency.yaml        what was understood
  suits run agency.yaml          what a year looks like
  suits load agency.yaml         who is full, and when

exit codes: 0 done; 1 the file cannot be written; 2 the input is wrong (the file is there already)
)";

/// The first Monday of the year after this one.
Date next_year() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const int year = static_cast<int>(std::chrono::year_month_day(today).year());
  Date day = *make_date(year + 1, 1, 1);
  while (day.weekday() != 0) ++day;
  return day;
}

}  // namespace

int command_init(const std::vector<std::string>& args, const Console& console) {
  const Options options("init", {{"people", true}, {"start", true}}, args);
  if (options.help()) {
    console.out << kHelp;
    return kDone;
  }
  StarterPlan plan;
  plan.people =
      static_cast<std::uint32_t>(options.number("people", plan.people, kFewestPeople, kMostPeople));
  plan.start = date_flag(options, "start", next_year());
  constexpr int kFirstYear = 1971, kLastYear = 2195;  // with room for the warm-up and the cap
  const int year = static_cast<int>(plan.start.civil().year());
  if (year < kFirstYear || year > kLastYear)
    throw UsageError(fmt::format("--start: years go from {} to {}", kFirstYear, kLastYear));
  const std::string& path = options.file();
  std::error_code code;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, code)))
    throw UsageError(fmt::format("{} is there already, and is left as it is", printable(path)));
  OutputFile file("the new scenario", path);
  file.stream() << starter_scenario(plan) << std::flush;
  file.commit();
  console.err << fmt::format("suits: wrote {0}; next: suits run {0}\n", printable(path));
  return kDone;
}

}  // namespace suits
