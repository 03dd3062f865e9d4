// `suits check`: validates a scenario and says what was understood.

#include "engine/analysis/analytic.hpp"
#include "engine/analysis/offered_load.hpp"
#include "engine/report/analytic_report.hpp"
#include "engine/report/check_report.hpp"
#include "engine/report/json.hpp"
#include "tools/options.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits check FILE [flags]

Validates the scenario in FILE and says what was understood: the hierarchy, who may do
what, the teams, each kind of work step by step, the load against capacity in the mean,
and every default that was applied. Mistakes are told all at once, each with its place.

  --analytic    instead: how full people are, how long work waits for each role and how long
                each kind of work takes, estimated in milliseconds by formulas of queueing
                theory, with what these are bad at; tools/analytic_error measures by how much
  --format F    table (for people, the default) | json
  --color C     auto (on a terminal, the default) | always | never
  --no-color    the same as --color never

examples:
  suits check scenarios/mid_agency.yaml
  suits check scenarios/mid_agency.yaml --analytic
  suits check agency.yaml --format json | jq '.verdicts[]'

exit codes: 0 the scenario is valid (also where a role cannot keep up); 2 it is not
)";

}  // namespace

int command_check(const std::vector<std::string>& args, const Console& console) {
  const Options options(
      "check", {{"analytic", false}, {"format", true}, {"color", true}, {"no-color", false}}, args);
  if (options.help()) {
    console.out << kHelp;
    return kDone;
  }
  const std::string format = options.word("format", "table", {"table", "json"});
  const ScreenStyle style{options.colorful(console.colorful), console.width, 0, 1};
  const ScenarioFile file = open_scenario(options.file(), console);
  if (!file.model) return kInputWrong;
  if (options.has("analytic")) {
    const AnalyticEstimate estimate = analytic_estimate(*file.model);
    console.out << (format == "json" ? json_text(analytic_json(*file.model, estimate))
                                     : analytic_screen(*file.model, estimate, style));
    return kDone;
  }
  const OfferedLoad load = offered_load(*file.model);
  console.out << (format == "json" ? json_text(check_json(*file.model, load))
                                   : check_screen(*file.model, load, style));
  return kDone;
}

}  // namespace suits
