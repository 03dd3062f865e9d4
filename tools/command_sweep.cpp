// `suits sweep`: many settings of a scenario, on the same luck.

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/run_report.hpp"
#include "engine/report/sweep_report.hpp"
#include "tools/answer_forms.hpp"
#include "tools/options.hpp"
#include "tools/progress_bar.hpp"
#include "tools/replay.hpp"
#include "tools/resumed.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"
#include "tools/sweep_setup.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits sweep FILE --vary PATH=VALUES [--vary …] [flags]
       suits sweep --resume ID

Plays the scenario in FILE with every combination of the values, each through the same
possible courses, and says which setting is best, what matters, and how surely.

  --vary PATH=VALUES  what is varied (once for each): 8..12; 10%..30% step 5%; a,b,c;
                      *0.8..1.2 step 0.1 of what the scenario says
  --design D          grid (every combination, the default) | lhs (a Latin hypercube)
                      | sobol (Sobol's sequence): for many things to vary, these two
  --points N          take N settings (of sobol, a power of two is balanced best)
  --measure NAME      what is looked at (as often as you like, * for any text), the first
                      as the headline; else what a director looks at
  --replications N    possible courses of each setting (30)
  --seed N            which courses (1), and which Latin hypercube
  --threads N         threads (one per core); never changes the results
  --resume ID         go on with a sweep that was interrupted, to the same bytes; the same
                      command again does so too
  --anew              begin again all the same
  --format F          table (for people, the default) | json | csv
  --output DIR        write files into DIR instead: sweep.csv and effects.csv (the default
                      there), sweep.json with --format json, sweep.txt with --format table
  --book FILE         the book in which each course is recorded (suits runs --help)
  --no-record         do not record it: leaves no trace, and cannot be resumed
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits sweep scenarios/mid_agency.yaml --vary people.account_executive.count=8..12
  suits sweep agency.yaml --vary 'work.campaign.arrives=*0.8..1.4 step 0.2' \
    --vary dispatch.default=earliest_due,least_slack --measure 'campaign.*' --format csv
  suits sweep agency.yaml --design lhs --points 64 --vary … --vary … --vary …
  suits sweep --resume 12

exit codes: 0 done; 1 a course failed, or the book cannot be used; 2 the input is wrong
)";

constexpr std::uint64_t kMostThreads = 256;

Options options_of(const std::vector<std::string>& args) {
  std::vector<Flag> flags = sweep_plan_flags();
  for (const char* name : {"threads", "resume", "format", "output", "color"})
    flags.push_back({name, true});
  for (const char* name : {"anew", "no-color"}) flags.push_back({name, false});
  flags.push_back(kBookFlag);
  flags.push_back(kNoRecordFlag);
  return Options("sweep", flags, args);
}

std::uint32_t threads_of(const Options& options) {
  const std::uint64_t cores = std::max(1u, std::thread::hardware_concurrency());
  return static_cast<std::uint32_t>(
      options.number("threads", std::min(cores, kMostThreads), 1, kMostThreads));
}

StoredResult stored_course(std::size_t point, std::uint32_t replication,
                           const SweptCourse& course) {
  StoredResult result{static_cast<std::uint32_t>(point), replication, course.history, {}};
  for (const Sample& sample : course.samples)
    result.pairs.push_back({sample.y, sample.x, sample.missing});
  return result;
}

SweptCourse course_of(const StoredResult& result) {
  SweptCourse course{result.history, {}};
  for (const StoredPair& pair : result.pairs)
    course.samples.push_back({pair.y, pair.x, pair.missing});
  return course;
}

/// Whether this program still plays what was kept: it tries the last course of it.
bool plays_the_same(SweepSetup& setup, const std::vector<StoredResult>& kept) {
  if (kept.empty()) return true;
  const StoredResult& last = kept.back();
  if (last.point >= setup.design().points.size() || last.replication >= setup.replications())
    return false;
  const SweptCourse now = play_course(setup.setting(last.point), setup.seed(), last.replication);
  return stored_course(last.point, last.replication, now) == last;
}

/// Known courses by point and replication.
auto known_courses(const SweepSetup& setup, const std::vector<StoredResult>& kept) {
  std::vector<std::vector<std::optional<SweptCourse>>> known(setup.design().points.size());
  for (auto& courses : known) courses.resize(setup.replications());
  for (const StoredResult& result : kept)
    known[result.point][result.replication] = course_of(result);
  return known;
}

/// A note for each setting that could not be played.
void add_failures(std::vector<std::string>& notes, const SweepSetup& setup, const Sweep& sweep) {
  constexpr std::size_t kMostTold = 10;
  for (std::size_t i = 0; i < sweep.failures.size() && i < kMostTold; ++i) {
    const Sweep::Failure& failure = sweep.failures[i];
    notes.push_back(fmt::format("Failed, and left out, is {}: {} (replication {})",
                                setup.point_text(failure.point), failure.error.message,
                                failure.replication + 1));
  }
  if (sweep.failures.size() > kMostTold)
    notes.push_back(fmt::format("Failed, and left out, are {} settings more.",
                                sweep.failures.size() - kMostTold));
}

bool all_failed(const Sweep& sweep) { return sweep.failures.size() == sweep.courses.size(); }

/// The report of a sweep, with what it speaks of.
struct Answer {
  SweepDesign design;  // without the settings that could not be played
  Sweep sound;
  std::vector<SweptMeasure> measures;
  std::vector<bool> best;
  std::optional<SweptScenario> swept;
  SweepReport report;

  /// Requires: one setting at least could be played.
  Answer(const SweepSetup& setup, const Sweep& sweep) : design(setup.design()) {
    design.points.clear();
    for (std::size_t p = 0; p < sweep.courses.size(); ++p) {
      if (sweep.courses[p].empty()) continue;
      design.points.push_back(setup.design().points[p]);
      sound.courses.push_back(sweep.courses[p]);
    }
    keep_used_levels(design);
    for (std::size_t k = 0; k < setup.responses().size(); ++k)
      measures.push_back(swept_measure(design, sound, k, setup.seed()));
    best = contenders(sound, 0, lowest_is_best(setup.responses().front()));
    std::vector<std::string> notes = setup.notes();
    add_failures(notes, setup, sweep);
    swept.emplace(SweptScenario{setup.base(), design, setup.design_name(), setup.responses(),
                                measures, best, setup.seed(), setup.replications(), notes});
    report = report_sweep(*swept);
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  AnswerForms forms() const {
    return {"sweep",
            report.findings.front().text,
            [this](const ScreenStyle& style) { return sweep_screen(*swept, report, style); },
            sweep_json(*swept, report),
            {&report.sweep, &report.effects},
            tables_csv({report.sweep, report.effects})};
  }
};

void tell_failure(const Sweep& sweep, const SweepSetup& setup, const Console& console) {
  ScenarioFile file;
  file.path = setup.path();
  file.text = setup.text();
  file.texts = setup.texts();
  const Sweep::Failure& first = sweep.failures.front();
  tell_run_error(first.error, file, console);
  console.err << fmt::format("suits: all settings failed, {} in replication {} of seed {}\n",
                             printable(setup.point_text(first.point)), first.replication + 1,
                             setup.seed());
}

class SweepCommand {
 public:
  SweepCommand(const std::vector<std::string>& args, const Options& options, const Console& console)
      : args_(args), options_(options), console_(console) {}
  int run();

 private:
  std::optional<InterruptedRun> interrupted(SweepSetup& setup, const RunHeading& heading);
  Sweep play(SweepSetup& setup, const std::vector<StoredResult>& kept, RunRecord* record);

  const std::vector<std::string>& args_;
  const Options& options_;
  const Console& console_;
  std::optional<Resumed> resumed_;
};

std::optional<InterruptedRun> SweepCommand::interrupted(SweepSetup& setup,
                                                        const RunHeading& heading) {
  std::optional<InterruptedRun> run;
  if (resumed_)
    run = std::move(resumed_->run);
  else if (!options_.has("anew"))
    run = find_interrupted(options_, heading);
  if (!run) return std::nullopt;
  const bool same = run->entry.program == kVersion && plays_the_same(setup, run->results);
  if (!same && resumed_) throw played_otherwise(run->entry);
  if (!same) return std::nullopt;
  tell_going_on(*run, setup.courses(), console_);
  return run;
}

Sweep SweepCommand::play(SweepSetup& setup, const std::vector<StoredResult>& kept,
                         RunRecord* record) {
  SweepPlan plan;
  plan.seed = setup.seed();
  plan.points = setup.design().points.size();
  plan.replications = setup.replications();
  plan.threads = threads_of(options_);
  plan.setting = [&](std::size_t point) { return setup.setting(point); };
  plan.known = known_courses(setup, kept);
  auto total = static_cast<std::uint32_t>(setup.courses() - kept.size());
  ProgressBar bar(console_.err, total);
  std::uint32_t played = 0;
  plan.played = [&](std::size_t point, std::uint32_t replication, const SweptCourse& course) {
    if (record) record->add(stored_course(point, replication, course));
    if (console_.err_is_terminal) bar(++played);
  };
  return play_sweep(plan);
}

int SweepCommand::run() {
  (void)answer_format(options_);
  threads_of(options_);
  if (options_.has("resume")) resumed_ = open_resumed(options_, "sweep", sweep_plan_flags());
  const Options planned = resumed_ ? options_of(resumed_->run.entry.arguments) : options_;
  SweepSetup setup(planned, resumed_ ? resumed_->files : std::vector<StoredFile>{}, console_);
  if (!setup.good()) return kInputWrong;
  check_output_folder(options_);
  const bool done = resumed_ && resumed_->done();
  if (!done)
    console_.err << fmt::format("suits: {} settings × {} courses = {} to play\n",
                                setup.design().points.size(), setup.replications(),
                                setup.courses());
  const RunHeading heading = setup.heading(args_);
  const auto before = interrupted(setup, heading);
  std::optional<RunRecord> record;
  if (!done)
    record.emplace(options_, heading, Book::Outlives::power, console_,
                   before ? std::optional(before->entry.id) : std::nullopt);
  if (record && record->id() && console_.err_is_terminal)
    console_.err << fmt::format("suits: if it is interrupted: suits sweep --resume {}\n",
                                *record->id());
  const bool taken_up = before && (done || record->id() == before->entry.id);
  const Sweep sweep = play(setup, taken_up ? before->results : std::vector<StoredResult>{},
                           record ? &*record : nullptr);
  if (all_failed(sweep)) {
    if (record) record->failed(sweep.failures.front().error.message);
    tell_failure(sweep, setup, console_);
    return kRunFailed;
  }
  const Answer answer(setup, sweep);
  const AnswerForms forms = answer.forms();
  if (record) record->done(stored_answer(forms));
  print_answer(forms, options_, console_);
  return kDone;
}

}  // namespace

int command_sweep(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp << kEditHelp << kExamples;
    return kDone;
  }
  try {
    return SweepCommand(args, options, console).run();
  } catch (const BookError& error) {
    console.err << "suits: " << error.what() << "\n";
    return kRunFailed;
  }
}

Replay replay_sweep(const std::vector<std::string>& args, const std::vector<StoredFile>& files,
                    const Console& console) {
  const Options options = options_of(args);
  SweepSetup setup(options, files, console);
  Replay replay;
  replay.refused = !setup.good();
  if (replay.refused) return replay;
  SweepPlan plan;
  plan.seed = setup.seed();
  plan.points = setup.design().points.size();
  plan.replications = setup.replications();
  plan.threads = threads_of(options);
  plan.setting = [&](std::size_t point) { return setup.setting(point); };
  const Sweep sweep = play_sweep(plan);
  if (all_failed(sweep)) {
    replay.stopped = sweep.failures.front().error.message;
    return replay;
  }
  for (const Sweep::Failure& failure : sweep.failures)
    replay.failed.insert(static_cast<std::uint32_t>(failure.point));
  for (std::size_t p = 0; p < sweep.courses.size(); ++p)
    for (std::uint32_t r = 0; r < sweep.courses[p].size(); ++r)
      replay.results.push_back(stored_course(p, r, sweep.courses[p][r]));
  replay.report = stored_answer(Answer(setup, sweep).forms());
  return replay;
}

}  // namespace suits
