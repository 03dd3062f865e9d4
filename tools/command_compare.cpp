// `suits compare`: what would be otherwise, if …

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/compare_report.hpp"
#include "engine/report/precision_text.hpp"
#include "engine/report/run_report.hpp"
#include "tools/answer_forms.hpp"
#include "tools/compare_setup.hpp"
#include "tools/experiment_options.hpp"
#include "tools/options.hpp"
#include "tools/progress_bar.hpp"
#include "tools/replay.hpp"
#include "tools/resumed.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits compare FILE [WHAT-IF …] [flags]
       suits compare --resume ID

Plays the scenario in FILE and its what-ifs (those named, else all of them), each with the
same luck, and says what would be otherwise: the answer in words, then the differences with
intervals that hold all at once, those that may be chance marked as such.

  --measure NAME      compare this alone (as often as you like): campaign.turnaround.p90,
                      Ben.busy, '*.on_time'; a single question is answered most sharply
  --measures          lists the names
  --replications N    possible courses to play (30)
  --precision P       go on until the differences of the measures asked for (else of the
                      headline) are known to 2% of the base's figure, or to '0.5 working days'
  --precision NAME=P  … or until this one's are (as often as you like): campaign.on_time='2 points'
  --most-replications N   … but not further (2000)
  --warm-up find      leave out the longest warm-up that base and what-ifs have (suits run --help)
  --seed N            which courses (1); the same seed gives the same bytes on any machine
  --threads N         threads (one per core); never changes the results
  --format F          table (for people, the default) | json | csv
  --output DIR        write differences.csv into DIR instead; compare.json with --format json,
                      compare.txt with --format table
  --resume ID         go on with a comparison that was interrupted, to the same bytes; the same
                      command again does so too
  --anew              begin again all the same
  --book FILE         the book in which each course is recorded (suits runs --help)
  --no-record         do not record it: leaves no trace
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never

one more what-if, made of all these together:
  --set PATH=VALUE    another value; +2, -10% or *1.2 of what is there
  --add PATH=VALUE    one more: people='{ role: account_executive, level: mid }'
  --remove PATH       people.Ben, 'accounts."Meridian Bank"', rules.hurry
                      each may end in a date: --remove 'people.Ben at 2027-05-03'

examples:
  suits compare scenarios/mid_agency.yaml
  suits compare scenarios/mid_agency.yaml WHAT_IF --measure campaign.on_time
  suits compare agency.yaml --set 'work.campaign.arrives=+20%'
  suits compare agency.yaml --remove 'people.Ben at 2027-05-03' --precision 2%
  suits compare agency.yaml --format json | jq '.variants[].finding'

exit codes: 0 done; 1 the run failed (a step that nobody may do, a full disk); 2 the input is wrong
)";

Options options_of(const std::vector<std::string>& args) {
  std::vector<Flag> flags = compare_plan_flags();
  for (const char* name : {"threads", "resume", "format", "output", "color"})
    flags.push_back({name, true});
  for (const char* name : {"measures", "anew", "no-color"}) flags.push_back({name, false});
  flags.push_back(kBookFlag);
  flags.push_back(kNoRecordFlag);
  return Options("compare", flags, args);
}

/// The report of a comparison, with what it speaks of.
struct Answer {
  Comparison comparison;
  std::vector<VariantWords> words;
  std::optional<Compared> compared;
  CompareReport report;

  Answer(const CompareSetup& setup, const std::vector<Experiment>& experiments)
      : comparison(compare(setup.models(), experiments, setup.headline())) {
    for (const Variant& variant : setup.scenarios().variants)
      words.push_back({variant.name, variant.title, variant.changes});
    compared.emplace(Compared{setup.models(), words, comparison,
                              units_of(*setup.models().front().model, experiments[0])});
    report = report_comparison(*compared);
    report.notes = setup.notes();
    if (!setup.precision()) return;
    for (std::string& note :
         precision_notes(precision_of(setup.models(), experiments, setup.precision()->goals),
                         comparison.replications))
      report.notes.push_back(std::move(note));
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  AnswerForms forms() const {
    return {"compare",
            report.findings.front().text,
            [this](const ScreenStyle& style) { return compare_screen(*compared, report, style); },
            compare_json(*compared, report),
            {&report.differences},
            render_csv(report.differences)};
  }
};

/// The experiment that could not go on; null: all went through.
const Experiment* failed(const std::vector<Experiment>& experiments) {
  const auto at = std::find_if(experiments.begin(), experiments.end(),
                               [](const Experiment& one) { return one.error.has_value(); });
  return at == experiments.end() ? nullptr : &*at;
}

void tell_failure(const Experiment& one, const std::string& name, bool base,
                  const ScenarioFile& file, const Console& console) {
  tell_run_error(*one.error, file, console);
  console.err << fmt::format("suits: {} stopped in replication {} of seed {}\n",
                             base ? std::string("the base") : "the what-if " + printable(name),
                             one.failed + 1, one.seed);
}

std::vector<Experiment> play(const CompareSetup& setup, const ExperimentPlan& plan) {
  const GoOn go_on = setup.precision() ? until_precise(setup.models(), *setup.precision()) : GoOn();
  return run_experiments(setup.alternatives(), plan, go_on);
}

class CompareCommand {
 public:
  CompareCommand(const std::vector<std::string>& args, const Options& options,
                 const Console& console)
      : args_(args), options_(options), console_(console) {}
  int run();

 private:
  using Courses = std::vector<std::vector<KeptReplication>>;

  int answer(const ComparedScenario& scenarios, const Options& planned);
  /// What is known of it already; nothing: it begins.
  std::optional<InterruptedRun> before(const CompareSetup& setup, const RunHeading& heading);
  std::vector<Experiment> play_on(const CompareSetup& setup, const std::vector<StoredResult>& kept,
                                  RunRecord* record);

  const std::vector<std::string>& args_;
  const Options& options_;
  const Console& console_;
  std::optional<Resumed> resumed_;
};

std::optional<InterruptedRun> CompareCommand::before(const CompareSetup& setup,
                                                     const RunHeading& heading) {
  std::optional<InterruptedRun> run;
  if (resumed_)
    run = std::move(resumed_->run);
  else if (!options_.has("anew"))
    run = find_interrupted(options_, heading);
  if (!run) return std::nullopt;
  const auto known = setup.recalled(run->results);
  const bool same = run->entry.program == kVersion && known && setup.plays_the_same(*known);
  if (!same && resumed_) throw played_otherwise(run->entry);
  if (!same) return std::nullopt;
  tell_going_on(*run, std::uint64_t{heading.points} * heading.replications, console_);
  return run;
}

std::vector<Experiment> CompareCommand::play_on(const CompareSetup& setup,
                                                const std::vector<StoredResult>& kept,
                                                RunRecord* record) {
  const Courses known = setup.recalled(kept).value();
  std::set<std::pair<std::uint32_t, std::uint32_t>> written;
  for (const StoredResult& result : kept) written.emplace(result.point, result.replication);
  ExperimentPlan plan = setup.plan();
  plan.threads = plan_of(options_).threads;
  plan.known = static_cast<std::uint32_t>(known.front().size());
  plan.recall = [&](std::size_t model, std::uint32_t replication) {
    return std::optional(known[model][replication]);
  };
  ProgressBar progress(console_.err, plan.replications - plan.known);
  if (console_.err_is_terminal)
    plan.progress = [&](std::uint32_t n) {
      if (n > plan.known) progress(n - plan.known);
    };
  plan.folded = [&](const FoldedReplication& one) {
    const auto point = static_cast<std::uint32_t>(one.alternative);
    if (record && !written.contains({point, one.replication})) record->add(setup.stored(one));
  };
  return play(setup, plan);
}

int CompareCommand::answer(const ComparedScenario& scenarios, const Options& planned) {
  const CompareSetup setup(planned, scenarios);
  check_output_folder(options_);
  const RunHeading heading = setup.heading(args_);
  const bool done = resumed_ && resumed_->done();
  const auto known = before(setup, heading);
  std::optional<RunRecord> record;
  if (!done)
    record.emplace(options_, heading, Book::Outlives::power, console_,
                   known ? std::optional(known->entry.id) : std::nullopt);
  if (record && record->id() && console_.err_is_terminal)
    console_.err << fmt::format("suits: if it is interrupted: suits compare --resume {}\n",
                                *record->id());
  const bool taken_up = known && (done || record->id() == known->entry.id);
  const std::vector<Experiment> experiments = play_on(
      setup, taken_up ? known->results : std::vector<StoredResult>{}, record ? &*record : nullptr);
  if (const Experiment* one = failed(experiments)) {
    if (record) record->failed(one->error->message);
    const auto m = static_cast<std::size_t>(one - experiments.data());
    tell_failure(*one, setup.models()[m].name, m == 0, scenarios.base, console_);
    return kRunFailed;
  }
  const Answer answer(setup, experiments);
  const AnswerForms forms = answer.forms();
  if (record) record->done(stored_answer(forms));
  print_answer(forms, options_, console_);
  return kDone;
}

int CompareCommand::run() {
  (void)answer_format(options_);
  const ScreenStyle style{options_.colorful(console_.colorful), console_.width, 0, 1};
  (void)warm_up_asked(options_);
  (void)precision_plan_of(options_, plan_of(options_));  // refused before the file is read
  if (options_.has("resume")) resumed_ = open_resumed(options_, "compare", compare_plan_flags());
  const Options planned = resumed_ ? options_of(resumed_->run.entry.arguments) : options_;
  const ComparedScenario scenarios = resumed_ ? open_compared(planned, resumed_->files, console_)
                                              : open_compared(planned, console_);
  if (!scenarios.base.model) return kInputWrong;
  if (!options_.has("measures")) return answer(scenarios, planned);
  console_.out << measures_text(*scenarios.base.model, style);
  return kDone;
}

}  // namespace

int command_compare(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp;
    return kDone;
  }
  try {
    return CompareCommand(args, options, console).run();
  } catch (const BookError& error) {
    console.err << "suits: " << error.what() << "\n";
    return kRunFailed;
  }
}

Replay replay_compare(const std::vector<std::string>& args, const std::vector<StoredFile>& files,
                      const Console& console) {
  Replay replay;
  const Options options = options_of(args);
  const ComparedScenario scenarios = open_compared(options, files, console);
  replay.refused = !scenarios.base.model;
  if (replay.refused) return replay;
  const CompareSetup setup(options, scenarios);
  ExperimentPlan plan = setup.plan();
  plan.folded = [&](const FoldedReplication& one) { replay.results.push_back(setup.stored(one)); };
  const std::vector<Experiment> experiments = play(setup, plan);
  std::sort(replay.results.begin(), replay.results.end(),
            [](const StoredResult& a, const StoredResult& b) {
              return std::pair(a.point, a.replication) < std::pair(b.point, b.replication);
            });
  if (const Experiment* one = failed(experiments))
    replay.stopped = one->error->message;
  else
    replay.report = stored_answer(Answer(setup, experiments).forms());
  return replay;
}

}  // namespace suits
