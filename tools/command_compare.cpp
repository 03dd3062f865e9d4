// `suits compare`: what would be otherwise, if …

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/comparison.hpp"
#include "engine/analysis/linearised.hpp"
#include "engine/analysis/precision.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/compare_report.hpp"
#include "engine/report/json.hpp"
#include "engine/report/precision_text.hpp"
#include "engine/report/run_report.hpp"
#include "tools/experiment_options.hpp"
#include "tools/options.hpp"
#include "tools/output_folder.hpp"
#include "tools/progress_bar.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits compare FILE [WHAT-IF …] [flags]

Plays the scenario in FILE and its what-ifs (those named, else all of them), each with the
same luck, and says what would be otherwise: the answer in words, then the differences with
intervals that hold all at once, those that may be chance marked as such.

  --measure NAME      compare this alone (as often as you like): campaign.turnaround.p90,
                      Ben.busy, '*.on_time'; a single question is answered most sharply
  --measures          lists the names
  --replications N    possible courses to play (30)
  --precision P       go on until the differences of the measures asked for (else of the
                      headline) are known to so much of the base's figure, e.g. 2%
  --most-replications N   … but not further (2000)
  --seed N            which courses (1); the same seed gives the same bytes on any machine
  --threads N         threads (one per core); never changes the results
  --format F          table (for people, the default) | json | csv
  --output DIR        write differences.csv into DIR instead; compare.json with --format json,
                      compare.txt with --format table
  --book FILE         the book in which it is recorded (suits runs --help)
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
  return Options("compare",
                 with_edit_flags({{"measure", true, true},
                                  {"measures", false},
                                  {"replications", true},
                                  {"precision", true},
                                  {"most-replications", true},
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

/// What is asked of which models.
struct Question {
  ExperimentPlan plan;
  std::optional<PrecisionPlan> precision;
  std::vector<ComparedModel> models;  // the base first
  std::vector<std::string> precise;   // the measures whose precision it is
  bool headline = false;              // the default family is asked for
};

Question question_of(const Options& options, const ComparedScenario& scenarios) {
  Question out{plan_of(options), std::nullopt, {}, {}, false};
  out.precision = precision_plan_of(options, out.plan);
  if (out.precision) out.plan.replications = out.precision->most;
  std::vector<const Model*> models{scenarios.base.model.get()};
  out.models.push_back({"base", models[0], {}});
  for (const Variant& variant : scenarios.variants) {
    models.push_back(variant.model.get());
    out.models.push_back({variant.name, variant.model.get(), {}});
  }
  const std::vector<std::string> names = measures_of(options);
  out.headline = names.empty();
  std::vector<std::vector<Response>> found = find_in_all(models, names);
  for (std::size_t m = 0; m < models.size(); ++m)
    out.models[m].responses =
        out.headline ? default_family(*models[m], responses_of(*models[m])) : std::move(found[m]);
  out.precise = names_of(out.models[0].responses);
  if (out.headline && out.precise.size() > 1) out.precise.resize(1);
  return out;
}

/// The base's responses in another model, for the book: the same names in the same order.
StoredResult stored_result(const Question& question, const FoldedReplication& replication) {
  StoredResult out = stored(static_cast<std::uint32_t>(replication.alternative), replication, {});
  const std::vector<Response>& own = question.models[replication.alternative].responses;
  for (const Response& base : question.models[0].responses) {
    const Response* here = find_response(own, base.name);
    if (!here) {
      out.pairs.push_back({0, 0, true});
      continue;
    }
    const Sample& pair = replication.samples[here->index];
    out.pairs.push_back({pair.y, pair.x, pair.missing});
  }
  return out;
}

RunHeading heading_of(const std::vector<std::string>& args, const Question& question,
                      const ComparedScenario& scenarios) {
  RunHeading heading;
  heading.command = "compare";
  heading.arguments = args;
  heading.plan =
      fmt::format("seed {}, replications {}", question.plan.seed, question.plan.replications);
  if (question.precision)
    heading.plan += fmt::format(" from {} until {} of {}", question.precision->least,
                                question.precision->relative, fmt::join(question.precise, ", "));
  for (const Variant& variant : scenarios.variants) heading.plan += "; " + variant.name;
  heading.files = scenarios.base.files;
  heading.figures = names_of(question.models[0].responses);
  heading.seed = question.plan.seed;
  heading.points = static_cast<std::uint32_t>(question.models.size());
  heading.replications = question.precision ? 0 : question.plan.replications;
  heading.program = kVersion;
  return heading;
}

std::vector<Experiment> play(Question& question, RunRecord& record, const Console& console) {
  ProgressBar progress(console.err, question.plan.replications);
  if (console.err_is_terminal) question.plan.progress = [&](std::uint32_t n) { progress(n); };
  question.plan.folded = [&](const FoldedReplication& replication) {
    record.add(stored_result(question, replication));
  };
  std::vector<Alternative> alternatives;
  for (const ComparedModel& model : question.models)
    alternatives.push_back(alternative_of(*model.model, model.responses));
  const GoOn go_on = question.precision
                         ? until_precise(question.models, question.precise, *question.precision)
                         : GoOn();
  return run_experiments(alternatives, question.plan, go_on);
}

/// Whether an experiment could not go on; then that is told.
bool failed(const std::vector<Experiment>& experiments, const Question& question,
            const ScenarioFile& file, RunRecord& record, const Console& console) {
  for (std::size_t m = 0; m < experiments.size(); ++m) {
    const Experiment& one = experiments[m];
    if (!one.error) continue;
    record.failed(one.error->message);
    tell_run_error(*one.error, file, console);
    console.err << fmt::format(
        "suits: {} stopped in replication {} of seed {}\n",
        m == 0 ? std::string("the base") : "the what-if " + printable(question.models[m].name),
        one.failed + 1, one.seed);
    return true;
  }
  return false;
}

void write_files(const std::string& folder, const std::string& format, const Compared& compared,
                 const CompareReport& report, const Console& console) {
  OutputFolder output(folder);
  if (format == "csv") output.add("differences.csv", render_csv(report.differences));
  if (format == "json") output.add("compare.json", json_text(compare_json(compared, report)));
  if (format == "table")
    output.add("compare.txt", compare_screen(compared, report, {false, 100, 0, 1}));
  output.commit();
  console.err << fmt::format("suits: wrote 1 file to {}\n", folder);
}

}  // namespace

int command_compare(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp;
    return kDone;
  }
  const bool to_files = options.has("output");
  const std::string format =
      options.word("format", to_files ? "csv" : "table", {"table", "json", "csv"});
  const ScreenStyle style{options.colorful(console.colorful), console.width, 0, 1};
  (void)precision_plan_of(options, plan_of(options));  // refused before the file is read
  const ComparedScenario scenarios = open_compared(options, console);
  if (!scenarios.base.model) return kInputWrong;
  if (options.has("measures")) {
    console.out << measures_text(*scenarios.base.model, style);
    return kDone;
  }
  Question question = question_of(options, scenarios);
  if (to_files) OutputFolder(options.text("output", ""));  // refused before the work, not after it
  RunRecord record(options, heading_of(args, question, scenarios), Book::Outlives::process,
                   console);
  const std::vector<Experiment> experiments = play(question, record, console);
  if (failed(experiments, question, scenarios.base, record, console)) return kRunFailed;

  const Comparison comparison = compare(question.models, experiments, question.headline);
  const Summary base = summarise(*scenarios.base.model, experiments[0]);
  std::vector<VariantWords> words;
  for (const Variant& variant : scenarios.variants)
    words.push_back({variant.name, variant.title, variant.changes});
  const Compared compared{question.models, words, comparison, base};
  CompareReport report = report_comparison(compared);
  if (question.precision)
    report.notes = precision_notes(
        precision_of(question.models, experiments, question.precise, question.precision->relative),
        *question.precision, comparison.replications);
  record.done({report.findings.front().text, compare_screen(compared, report, {false, 100, 0, 1}),
               compare_json(compared, report).dump()});
  if (to_files)
    write_files(options.text("output", ""), format, compared, report, console);
  else if (format == "json")
    console.out << json_text(compare_json(compared, report));
  else if (format == "csv")
    console.out << render_csv(report.differences);
  else
    console.out << compare_screen(compared, report, style);
  return kDone;
}

}  // namespace suits
