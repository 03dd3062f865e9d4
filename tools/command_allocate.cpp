// `suits allocate`: who should serve which account.

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/linearised.hpp"
#include "engine/analysis/reallocation.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/allocate_report.hpp"
#include "tools/answer_forms.hpp"
#include "tools/experiment_options.hpp"
#include "tools/named.hpp"
#include "tools/replace_file.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"
#include "tools/team_writing.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits allocate FILE [flags]

Who should serve which account: teams that even the load with few changes of holders, within
everybody's limits (accounts.max with its weights), tiers served, skills and levels. An integer
program on the load expected in the mean; then both teams are played with the same luck. The
changes are shown as lines of the scenario, and --write puts them there.

  --roles A,B             the roles whose places are given out (all with places)
  --changes-at-most N     no more changes of holders than that; filling an empty place is none
  --change-costs P        what a change must save, in points of somebody's hours (1%): the sum
                          of the largest load and the mean excess over today's mean
  --write                 writes it into the scenario: comments, layout and all else stay
  --replications N        possible courses to play it in (30); 0: none
  --seed N, --threads N   which courses (1), threads (one per core); never changes the results
  --format F              table (for people, the default) | json | csv
  --output DIR            write files into DIR instead: changes.csv, loads.csv, measures.csv (the
                          default there), allocate.json or allocate.txt
  --book FILE             the book in which it is recorded (suits runs --help)
  --no-record             do not record it: leaves no trace
  --color C               auto (on a terminal, the default) | always | never
  --no-color              the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits allocate scenarios/mid_agency.yaml
  suits allocate agency.yaml --changes-at-most 3 --roles account_executive
  suits allocate agency.yaml --write

exit codes: 0 done; 1 a course failed, or the file could not be written; 2 the input is wrong
)";

constexpr double kUsualChange = 0.01;

Options options_of(const std::vector<std::string>& args) {
  return Options("allocate",
                 with_edit_flags({{"roles", true},
                                  {"changes-at-most", true},
                                  {"change-costs", true},
                                  {"write", false},
                                  {"replications", true},
                                  {"seed", true},
                                  {"threads", true},
                                  {"format", true},
                                  {"output", true},
                                  kBookFlag,
                                  kNoRecordFlag,
                                  {"color", true},
                                  {"no-color", false}}),
                 args);
}

/// "1%" as 0.01.
double points_of(const Options& options) {
  const std::string text = options.text("change-costs", "1%");
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || std::string(stop, end) != "%" || !(value >= 0) || value > 100)
    throw UsageError(fmt::format("--change-costs wants points like 0.5%, not \"{}\"",
                                 truncate(printable(text), 40)));
  return text == "1%" ? kUsualChange : value / 100;
}

ReallocationPlan reallocation_of(const Options& options, const Model& model) {
  ReallocationPlan plan;
  plan.change = points_of(options);
  if (options.has("changes-at-most"))
    plan.most_changes = static_cast<std::size_t>(options.number("changes-at-most", 0, 0, 10'000));
  const std::string roles = options.text("roles", "");
  for (std::size_t at = 0; at < roles.size();) {
    const std::size_t end = std::min(roles.find(',', at), roles.size());
    plan.roles.push_back(
        static_cast<RoleId>(find_named(model.roles.items(), roles.substr(at, end - at), "role")));
    at = end + 1;
  }
  return plan;
}

RunHeading heading_of(const std::vector<std::string>& args, const ReallocationPlan& plan,
                      const ExperimentPlan& experiment, std::uint32_t replications,
                      const std::vector<Response>& responses, const DraftFile& file) {
  RunHeading heading;
  heading.command = "allocate";
  heading.arguments = args;
  heading.plan =
      fmt::format("seed {}, replications {}, change {}, at most {}", experiment.seed, replications,
                  plan.change, plan.most_changes ? std::to_string(*plan.most_changes) : "any");
  heading.files = file.file().files;
  heading.figures = names_of(responses);
  heading.seed = experiment.seed;
  heading.points = 2;
  heading.replications = replications;
  heading.program = kVersion;
  return heading;
}

/// Today's teams and the proposal, played with the same luck.
struct Trial {
  std::vector<ComparedModel> models;
  std::optional<Comparison> comparison;
  std::optional<Summary> today;
  bool failed = false;
};

Trial play(const DraftFile& file, std::shared_ptr<const Model> then, const ExperimentPlan& plan,
           RunRecord& record, const Console& console) {
  Trial out;
  for (const auto& [name, model] :
       {std::pair<std::string, const Model*>("today", file.file().model.get()),
        std::pair<std::string, const Model*>("proposal", then.get())})
    out.models.push_back({name, model, default_family(*model, responses_of(*model))});
  std::vector<Alternative> alternatives;
  for (const ComparedModel& model : out.models)
    alternatives.push_back(alternative_of(*model.model, model.responses));
  ExperimentPlan own = plan;
  own.folded = [&](const FoldedReplication& replication) {
    record.add(stored(static_cast<std::uint32_t>(replication.alternative), replication,
                      out.models[replication.alternative].responses));
  };
  const std::vector<Experiment> experiments = run_experiments(alternatives, own);
  for (const Experiment& one : experiments) {
    if (!one.error) continue;
    record.failed(one.error->message);
    tell_run_error(*one.error, file.file(), console);
    out.failed = true;
    return out;
  }
  out.comparison = compare(out.models, experiments, false);
  out.today = summarise(*file.file().model, experiments.front());
  return out;
}

}  // namespace

int command_allocate(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp << kEditHelp << kExamples;
    return kDone;
  }
  (void)answer_format(options);  // refused before the file is read
  const bool played = options.text("replications", "30") != "0";
  ExperimentPlan experiment;
  if (played) experiment = plan_of(options);
  const bool edited = options.has("set") || options.has("add") || options.has("remove") ||
                      !variant_plan(options).edits.empty();
  if (edited && options.has("write"))
    throw UsageError(
        "--write goes with the scenario as it is: leave out --set, --add and --remove");
  const DraftFile file(options, console);
  if (!file.file().model) return kInputWrong;
  const Model& model = *file.file().model;
  const ReallocationPlan plan = reallocation_of(options, model);
  check_output_folder(options);
  const Reallocation found = reallocate(model, plan);
  const std::vector<TeamEntry> entries = team_entries(model, found);
  std::shared_ptr<const Model> then = file.file().model;
  if (!entries.empty() && !(then = model_with(file, entries, console))) return kInputWrong;
  WrittenTeams written;
  if (!entries.empty() && !edited) written = write_teams(file, entries, *then);
  if (options.has("write") && !written.unwritable.empty())
    throw UsageError("nothing was written: " + printable(written.unwritable));
  const std::vector<Response> responses = default_family(model, responses_of(model));
  RunRecord record(
      options,
      heading_of(args, plan, experiment, played ? experiment.replications : 0, responses, file),
      Book::Outlives::process, console);
  Trial trial;
  if (played && !entries.empty()) trial = play(file, then, experiment, record, console);
  if (trial.failed) return kRunFailed;
  if (options.has("write") && !written.files.empty()) {
    replace_files(written.files);
    for (const auto& [path, text] : written.files)
      console.err << fmt::format("suits: wrote the teams into {}\n", printable(path));
  }
  const AllocatedScenario allocated{model,
                                    found,
                                    plan.change,
                                    plan.most_changes,
                                    trial.models,
                                    trial.comparison ? &*trial.comparison : nullptr,
                                    trial.today ? &*trial.today : nullptr,
                                    written.diff,
                                    written.unwritable,
                                    options.has("write") && !written.files.empty()};
  const AllocateReport report = report_allocation(allocated);
  const AnswerForms answer{
      "allocate",
      report.findings.front().text,
      [&](const ScreenStyle& style) { return allocate_screen(allocated, report, style); },
      allocate_json(allocated, report),
      {&report.changes, &report.loads, &report.measures},
      render_csv(report.changes)};
  record.done(stored_answer(answer));
  print_answer(answer, options, console);
  return kDone;
}

}  // namespace suits
