// `suits load`: load against capacity by role, person and week.

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "engine/analysis/workload.hpp"
#include "engine/report/run_report.hpp"
#include "engine/report/workload_report.hpp"
#include "tools/answer_forms.hpp"
#include "tools/date_flag.hpp"
#include "tools/options.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits load FILE [flags]

Load against capacity, week by week: first in a line who is asked for more than they can
give, and when; then a heat map of the roles (what they are asked for in the mean) and one
of the people (what they work, in possible courses). Signed work and tentative accounts
(`wins: 60%` in the scenario) are kept apart: these are won or lost, never weighted.

  --unit U            percent (the default) | hours (a week) | fte (full-time equivalents)
  --from DATE         the weeks from this date on …
  --to DATE           … to this one: a shorter span has a cell for each week
  --replications N    possible courses to play (30)
  --seed N            which courses (1)
  --threads N         threads (one per core); never changes the results
  --format F          table (for people, the default) | json | csv
  --output DIR        write files into DIR instead: role_weeks.csv, person_weeks.csv and
                      role_overflows.csv (the default there), load.json or load.txt
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits load scenarios/mid_agency.yaml
  suits load scenarios/mid_agency.yaml --from 2027-08-02 --to 2027-10-31 --unit hours
  suits load agency.yaml --what-if lose_ben
  suits load agency.yaml --format csv > load.csv

exit codes: 0 done (also where somebody is over); 1 the run failed; 2 the input is wrong
)";

LoadUnit unit_of(const Options& options) {
  const std::string word = options.word("unit", "percent", {"percent", "hours", "fte"});
  return word == "hours" ? LoadUnit::hours : word == "fte" ? LoadUnit::fte : LoadUnit::percent;
}

/// The weeks of the window that the dates touch.
WorkloadView view_of(const Options& options, const Model& model) {
  const Date first = date_of(model.window.start);
  const Date last = date_of(model.window.end - microseconds(1));
  const Date from = date_flag(options, "from", first), to = date_flag(options, "to", last);
  if (options.has("from") && options.has("to") && to < from)
    throw UsageError("--to is before --from");
  if (to < first || from > last)
    throw UsageError(fmt::format("--from and --to: the scenario plays {} to {}", to_string(first),
                                 to_string(last)));
  const auto week = [&](Date d) {
    return static_cast<std::size_t>((std::clamp(d, first, last) - first) / 7);
  };
  return {unit_of(options), week(from), week(to) + 1};
}

}  // namespace

int command_load(const std::vector<std::string>& args, const Console& console) {
  const Options options("load",
                        with_variant_flags({{"unit", true},
                                            {"from", true},
                                            {"to", true},
                                            {"replications", true},
                                            {"seed", true},
                                            {"threads", true},
                                            {"format", true},
                                            {"output", true},
                                            {"color", true},
                                            {"no-color", false}}),
                        args);
  if (options.help()) {
    console.out << kHelp << kVariantHelp << kExamples;
    return kDone;
  }
  if (answer_format(options) != "table" && options.has("unit"))
    throw UsageError("--unit is for the table: files carry hours and shares");
  ExperimentPlan plan;
  plan.seed = options.number("seed", 1, 0, ~std::uint64_t{0});
  plan.replications = static_cast<std::uint32_t>(options.number("replications", 30, 1, 1'000'000));
  plan.threads = static_cast<std::uint32_t>(
      options.number("threads", std::clamp(std::thread::hardware_concurrency(), 1u, 256u), 1, 256));
  const ScenarioFile file = open_scenario(options, console);
  if (!file.model) return kInputWrong;
  const WorkloadView view = view_of(options, *file.model);
  check_output_folder(options);
  const Workload load = workload(*file.model, plan);
  if (load.error) {
    tell_run_error(*load.error, file, console);
    console.err << fmt::format("suits: the run stopped in replication {} of seed {}\n",
                               load.failed + 1, load.seed);
    return kRunFailed;
  }
  const std::vector<Table> tables = workload_tables(*file.model, load, view);
  AnswerForms answer{
      "load",
      workload_answer(*file.model, load, view).front(),
      [&](const ScreenStyle& style) { return workload_screen(*file.model, load, view, style); },
      workload_json(*file.model, load, view),
      {},
      tables_csv(tables)};
  for (const Table& table : tables) answer.files.push_back(&table);
  print_answer(answer, options, console);
  return kDone;
}

}  // namespace suits
