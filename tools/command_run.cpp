// `suits run`: plays a scenario's possible courses and says what matters.

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/linearised.hpp"
#include "engine/analysis/precision.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/base/diagnostic.hpp"
#include "engine/report/precision_text.hpp"
#include "engine/report/run_pictures.hpp"
#include "engine/report/run_report.hpp"
#include "tools/answer_forms.hpp"
#include "tools/event_files.hpp"
#include "tools/experiment_options.hpp"
#include "tools/options.hpp"
#include "tools/precision_flag.hpp"
#include "tools/progress_bar.hpp"
#include "tools/replay.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits run FILE [flags]

Plays the scenario in FILE through many possible courses and says what matters:
who is overloaded, how long briefs take and why, what is late; then the tables.

  --replications N    possible courses to play (30); 1 gives figures without intervals
  --precision P       go on until the headline's mean is known to so much, beginning with N
                      possible courses: to 2% of itself, or to '0.5 working days'
  --precision NAME=P  … or until this is (as often as you like): campaign.on_time='2 points'
  --measure NAME      the same, of those that P alone speaks of: campaign.turnaround.p90,
                      '*.on_time'; --measures lists the names
  --most-replications N   … but not further (2000)
  --warm-up find      leave out what a pilot of N courses still owes to its empty beginning, as the
                      work in progress tells (MSER-5); for scenarios that do not change with time;
                      a scenario may ask for it itself: time: { warm_up: found }
  --seed N            which courses (1); the same seed gives the same bytes on any machine
  --threads N         threads (one per core); never changes the results
  --format F          table (for people, the default) | json | csv
  --output DIR        write files into DIR instead: NAME.csv for each table (the default
                      there), run.json with --format json, run.txt with --format table
  --pictures          besides, how the turnarounds are spread and how much waits week by week; the
                      files get turnaround_classes.csv
  --events FILE       what happened in the first course: who began and ended what when;
                      FILE.csv a row an event, FILE.xes XES, FILE.json OCEL 2.0
  --trace FILE        the same course for a trace viewer (Perfetto): people's weeks
  --book FILE         the book in which it is recorded (suits runs --help)
  --no-record         do not record it: leaves no trace
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits run scenarios/mid_agency.yaml
  suits run scenarios/mid_agency.yaml --replications 200 --seed 7
  suits run agency.yaml --precision 2% --measure campaign.turnaround.p90
  suits run agency.yaml --precision campaign.on_time='2 points'
  suits run agency.yaml --format json | jq '.findings[].text'
  suits run agency.yaml --output results        # results/people.csv, results/roles.csv …
  suits run agency.yaml --what-if lose_ben
  suits run agency.yaml --set 'work.campaign.arrives=+20%' --add people='{ role: account_executive }'
  suits run agency.yaml --events agency.xes --trace agency.trace.json

exit codes: 0 done; 1 the run failed (a step that nobody may do, a full disk); 2 the input is wrong
)";

Options options_of(const std::vector<std::string>& args) {
  return Options("run",
                 with_variant_flags({{"replications", true},
                                     kPrecisionFlag,
                                     {"measure", true, true},
                                     {"measures", false},
                                     {"most-replications", true},
                                     {"warm-up", true},
                                     {"seed", true},
                                     {"threads", true},
                                     {"format", true},
                                     {"output", true},
                                     {"pictures", false},
                                     {"events", true},
                                     {"trace", true},
                                     kBookFlag,
                                     kNoRecordFlag,
                                     {"color", true},
                                     {"no-color", false}}),
                 args);
}

/// What is asked for.
struct Question {
  std::shared_ptr<const Model> model;  // with the warm-up found, where one was to be
  bool finds_warm_up = false;
  std::vector<std::string> notes;
  ExperimentPlan plan;
  std::optional<PrecisionPlan> precision;
  std::vector<Response> measures;  // whose precision it is
};

/// Throws UsageError.
Question question_of(const Options& options, const ScenarioFile& file) {
  Question out{file.model, false, {}, plan_of(options), std::nullopt, {}};
  out.precision = precision_plan_of(options, out.plan);
  const std::vector<std::string> names = measures_of(options);
  if (!names.empty() && !out.precision)
    throw UsageError("--measure goes with --precision: it says whose");
  out.finds_warm_up = warm_up_asked(options) || file.finds_warm_up;
  if (out.finds_warm_up) {  // moves the window, and with it where measures lie
    WarmedUp found = find_warm_ups({out.model}, {"the run"}, out.plan);
    out.model = found.models.front();
    if (!found.note.empty()) out.notes.push_back(std::move(found.note));
  }
  if (!out.precision) return out;
  out.plan.replications = out.precision->most;
  std::vector<Response> bare = find_in_all({out.model.get()}, names).front();
  if (names.empty()) bare = default_family(*out.model, responses_of(*out.model));
  if (bare.empty()) throw UsageError("there is no work to be precise about");
  if (names.empty()) bare.resize(1);
  out.precision->goals = goals_of(options, {out.model.get()}, bare);
  for (const PrecisionGoal& goal : out.precision->goals)
    out.measures.push_back(*find_response(responses_of(*out.model), goal.measure));
  return out;
}

struct Answer {
  Experiment experiment;
  std::vector<std::string> notes;
};

/// `folded` is shown each replication.
template <class Folded>
Answer play(Question question, const Folded& folded, const Console& console) {
  const Model& model = *question.model;
  ProgressBar progress(console.err, question.plan.replications);
  if (console.err_is_terminal) question.plan.progress = [&](std::uint32_t n) { progress(n); };
  question.plan.folded = folded;
  if (!question.precision) return {run_experiment(model, question.plan), question.notes};
  const std::vector<ComparedModel> models{{model.name, &model, question.measures}};
  std::vector<Experiment> all =
      run_experiments({alternative_of(model, question.measures)}, question.plan,
                      until_precise(models, *question.precision));
  Answer out{{}, question.notes};
  if (!all.front().error)
    for (std::string& note : precision_notes(precision_of(models, all, question.precision->goals),
                                             all.front().replications))
      out.notes.push_back(std::move(note));
  out.experiment = std::move(all.front());
  return out;
}

RunReport report_of(const Model& model, const Summary& summary, const Answer& answer) {
  RunReport report = report_run(model, summary);
  report.notes = answer.notes;
  return report;
}

std::string plan_text(const Question& question) {
  const char* warm_up = question.finds_warm_up ? ", warm-up found" : "";
  if (!question.precision)
    return fmt::format("seed {}, replications {}{}", question.plan.seed, question.plan.replications,
                       warm_up);
  const PrecisionPlan& p = *question.precision;
  return fmt::format("seed {}, replications {} to {} until {}{}", question.plan.seed, p.least,
                     p.most, goals_text(p.goals), warm_up);
}

RunHeading heading_of(const std::vector<std::string>& args, const Question& question,
                      const ScenarioFile& file, const std::vector<Response>& responses) {
  RunHeading heading;
  heading.command = "run";
  heading.arguments = args;
  heading.plan = plan_text(question) + typed_variant(options_of(args));
  heading.files = file.files;
  heading.figures = names_of(responses);
  heading.seed = question.plan.seed;
  heading.replications = question.precision ? 0 : question.plan.replications;
  heading.program = kVersion;
  return heading;
}

AnswerForms forms_of(const Model& model, const Summary& summary, const RunReport& report) {
  AnswerForms out{
      "run",
      report.findings.front().text,
      [&](const ScreenStyle& style) { return run_screen(model, summary, report, style); },
      run_json(model, summary, report),
      {},
      tables_csv(report.tables)};
  for (const Table& table : report.tables) out.files.push_back(&table);
  return out;
}

/// What stopped the run, as the scenario's mistakes are told.
void tell_failure(const Experiment& experiment, const ScenarioFile& file, const Console& console) {
  tell_run_error(*experiment.error, file, console);
  console.err << fmt::format("suits: the run stopped in replication {} of seed {}\n",
                             experiment.failed + 1, experiment.seed);
}

/// The files that must still be there afterwards: the scenario, those it names, the book.
std::vector<std::string> inputs_of(const Options& options, const ScenarioFile& file) {
  std::vector<std::string> paths{file.path, book_path(options)};
  const std::filesystem::path folder = std::filesystem::path(file.path).parent_path();
  for (std::size_t i = 1; i < file.files.size(); ++i)
    paths.push_back((folder / file.files[i].name).string());
  return paths;
}

}  // namespace

int command_run(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp << kVariantHelp << kExamples;
    return kDone;
  }
  (void)answer_format(options);
  (void)warm_up_asked(options);
  (void)precision_plan_of(options, plan_of(options));  // refused before the file is read
  const ScenarioFile file = open_scenario(options, console);
  if (!file.model) return kInputWrong;
  if (options.has("measures")) {
    console.out << measures_text(*file.model, {options.colorful(console.colorful), console.width});
    return kDone;
  }
  const Question question = question_of(options, file);
  const Model& model = *question.model;
  check_output_folder(options);
  EventFiles events(options, inputs_of(options, file));
  const std::vector<Response> responses = default_family(model, responses_of(model));
  RunRecord record(options, heading_of(args, question, file, responses), Book::Outlives::process,
                   console);
  const Answer answer = play(
      question,
      [&](const FoldedReplication& replication) { record.add(stored(0, replication, responses)); },
      console);
  const Experiment& experiment = answer.experiment;
  if (experiment.error) {
    record.failed(experiment.error->message);
    tell_failure(experiment, file, console);
    return kRunFailed;
  }
  const Summary summary = summarise(model, experiment);
  RunReport report = report_of(model, summary, answer);
  record.done(stored_answer(forms_of(model, summary, report)));
  events.write(model, question.plan.seed);
  const bool pictures = options.has("pictures");
  if (pictures) report.tables.push_back(turnaround_classes_table(model, summary, experiment));
  AnswerForms forms = forms_of(model, summary, report);
  if (pictures)
    forms.screen = [&](const ScreenStyle& style) {
      return run_screen(model, summary, report, style) +
             run_pictures(model, summary, experiment, style);
    };
  print_answer(forms, options, console);
  return kDone;
}

Replay replay_run(const std::vector<std::string>& args, const std::vector<StoredFile>& files,
                  const Console& console) {
  Replay replay;
  const Options options = options_of(args);
  const ScenarioFile file = open_stored(files, variant_plan(options), console);
  replay.refused = !file.model;
  if (replay.refused) return replay;
  const Question question = question_of(options, file);
  const std::vector<Response> responses =
      default_family(*question.model, responses_of(*question.model));
  const Answer answer = play(
      question,
      [&](const FoldedReplication& r) { replay.results.push_back(stored(0, r, responses)); },
      console);
  if (answer.experiment.error) {
    replay.stopped = answer.experiment.error->message;
    return replay;
  }
  const Summary summary = summarise(*question.model, answer.experiment);
  replay.report = stored_answer(
      forms_of(*question.model, summary, report_of(*question.model, summary, answer)));
  return replay;
}

}  // namespace suits
