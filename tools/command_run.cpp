// `suits run`: plays a scenario's possible courses and says what matters.

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <boost/timer/progress_display.hpp>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/base/diagnostic.hpp"
#include "engine/report/json.hpp"
#include "engine/report/run_report.hpp"
#include "tools/event_files.hpp"
#include "tools/options.hpp"
#include "tools/output_folder.hpp"
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
  --seed N            which courses (1); the same seed gives the same bytes on any machine
  --threads N         threads (one per core); never changes the results
  --format F          table (for people, the default) | json | csv
  --output DIR        write files into DIR instead: NAME.csv for each table (the default
                      there), run.json with --format json, run.txt with --format table
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
  suits run agency.yaml --format json | jq '.findings[].text'
  suits run agency.yaml --output results        # results/people.csv, results/roles.csv …
  suits run agency.yaml --what-if lose_ben
  suits run agency.yaml --set 'work.campaign.arrives=+20%' --add people='{ role: account_executive }'
  suits run agency.yaml --events agency.xes --trace agency.trace.json

exit codes: 0 done; 1 the run failed (a step that nobody may do, a full disk); 2 the input is wrong
)";

constexpr std::uint64_t kMostReplications = 1'000'000;
constexpr std::uint64_t kMostThreads = 256;
constexpr double kWorthShowing = 2;  // [s] of work ahead, before a bar is drawn

/// A bar on a terminal, once the work turns out to be long.
class Progress {
 public:
  Progress(std::ostream& err, std::uint32_t total) : err_(err), total_(total) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Ends the line of a bar that stopped short.
  ~Progress() {
    if (bar_ && bar_->count() < total_) err_ << "\n";
  }

  void operator()(std::uint32_t done) {
    if (!bar_ && done < total_ && expected(done) > kWorthShowing)
      bar_ = std::make_unique<boost::timer::progress_display>(total_, err_, "", "", "");
    if (bar_) *bar_ += done - static_cast<std::uint32_t>(bar_->count());
  }

 private:
  /// Seconds ahead.
  double expected(std::uint32_t done) const {
    const std::chrono::duration<double> so_far = std::chrono::steady_clock::now() - start_;
    return so_far.count() / done * (total_ - done);
  }

  std::ostream& err_;
  std::uint32_t total_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::unique_ptr<boost::timer::progress_display> bar_;
};

std::uint32_t cores() { return std::max(1u, std::thread::hardware_concurrency()); }

Options options_of(const std::vector<std::string>& args) {
  return Options("run",
                 with_variant_flags({{"replications", true},
                                     {"seed", true},
                                     {"threads", true},
                                     {"format", true},
                                     {"output", true},
                                     {"events", true},
                                     {"trace", true},
                                     kBookFlag,
                                     kNoRecordFlag,
                                     {"color", true},
                                     {"no-color", false}}),
                 args);
}

ExperimentPlan plan_of(const Options& options) {
  ExperimentPlan plan;
  plan.seed = options.number("seed", 1, 0, ~std::uint64_t{0});
  plan.replications =
      static_cast<std::uint32_t>(options.number("replications", 30, 1, kMostReplications));
  plan.threads = static_cast<std::uint32_t>(
      options.number("threads", std::min<std::uint64_t>(cores(), kMostThreads), 1, kMostThreads));
  return plan;
}

/// `folded` is shown each replication.
template <class Folded>
Experiment play(const Model& model, ExperimentPlan plan, const Folded& folded,
                const Console& console) {
  Progress progress(console.err, plan.replications);
  if (console.err_is_terminal) plan.progress = [&](std::uint32_t done) { progress(done); };
  plan.folded = folded;
  return run_experiment(model, plan);
}

RunHeading heading_of(const std::vector<std::string>& args, const ExperimentPlan& plan,
                      const ScenarioFile& file, const std::vector<Response>& responses) {
  RunHeading heading;
  heading.command = "run";
  heading.arguments = args;
  heading.plan = fmt::format("seed {}, replications {}{}", plan.seed, plan.replications,
                             typed_variant(options_of(args)));
  heading.files = file.files;
  heading.figures = names_of(responses);
  heading.seed = plan.seed;
  heading.replications = plan.replications;
  heading.program = kVersion;
  return heading;
}

/// The answer as the book keeps it: whole, and for a screen without colour.
StoredReport stored_report(const Model& model, const Summary& summary, const RunReport& report) {
  return {report.findings.front().text, run_screen(model, summary, report, {false, 100, 0, 1}),
          run_json(model, summary, report).dump()};
}

/// What stopped the run, as the scenario's mistakes are told.
void tell_failure(const Experiment& experiment, const ScenarioFile& file, const Console& console) {
  tell_run_error(*experiment.error, file, console);
  console.err << fmt::format("suits: the run stopped in replication {} of seed {}\n",
                             experiment.failed + 1, experiment.seed);
}

void write_files(const std::string& folder, const std::string& format, const Model& model,
                 const Summary& summary, const RunReport& report, const Console& console) {
  OutputFolder output(folder);
  if (format == "csv")
    for (const Table& table : report.tables) output.add(table.name + ".csv", render_csv(table));
  if (format == "json") output.add("run.json", json_text(run_json(model, summary, report)));
  if (format == "table")
    output.add("run.txt", run_screen(model, summary, report, {false, 100, 0, 1}));
  output.commit();
  console.err << fmt::format("suits: wrote {} file{} to {}\n", output.size(),
                             output.size() == 1 ? "" : "s", folder);
}

}  // namespace

int command_run(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp << kVariantHelp << kExamples;
    return kDone;
  }
  const bool to_files = options.has("output");
  const std::string format =
      options.word("format", to_files ? "csv" : "table", {"table", "json", "csv"});
  const ScreenStyle style{options.colorful(console.colorful), console.width, 0, 1};
  const ExperimentPlan plan = plan_of(options);
  const ScenarioFile file = open_scenario(options, console);
  if (!file.model) return kInputWrong;
  if (to_files) OutputFolder(options.text("output", ""));  // refused before the work, not after it
  EventFiles events(options);
  const std::vector<Response> responses = default_family(*file.model, responses_of(*file.model));
  RunRecord record(options, heading_of(args, plan, file, responses), Book::Outlives::process,
                   console);
  const Experiment experiment = play(
      *file.model, plan,
      [&](const FoldedReplication& replication) { record.add(stored(0, replication, responses)); },
      console);
  if (experiment.error) {
    record.failed(experiment.error->message);
    tell_failure(experiment, file, console);
    return kRunFailed;
  }
  const Summary summary = summarise(*file.model, experiment);
  const RunReport report = report_run(*file.model, summary);
  record.done(stored_report(*file.model, summary, report));
  events.write(*file.model, plan.seed);
  if (to_files)
    write_files(options.text("output", ""), format, *file.model, summary, report, console);
  else if (format == "json")
    console.out << json_text(run_json(*file.model, summary, report));
  else if (format == "csv")
    console.out << tables_csv(report.tables);
  else
    console.out << run_screen(*file.model, summary, report, style);
  return kDone;
}

Replay replay_run(const std::vector<std::string>& args, const std::vector<StoredFile>& files,
                  const Console& console) {
  Replay replay;
  const Options options = options_of(args);
  const ScenarioFile file = open_stored(files, variant_plan(options), console);
  replay.refused = !file.model;
  if (replay.refused) return replay;
  const std::vector<Response> responses = default_family(*file.model, responses_of(*file.model));
  const Experiment experiment = play(
      *file.model, plan_of(options),
      [&](const FoldedReplication& r) { replay.results.push_back(stored(0, r, responses)); },
      console);
  if (experiment.error) {
    replay.stopped = experiment.error->message;
    return replay;
  }
  const Summary summary = summarise(*file.model, experiment);
  replay.report = stored_report(*file.model, summary, report_run(*file.model, summary));
  return replay;
}

}  // namespace suits
