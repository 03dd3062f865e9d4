// `suits staff`: the cheapest heads that meet stated targets.

#include <utility>

#include <fmt/format.h>

#include "engine/analysis/staffing_frontier.hpp"
#include "engine/base/display_width.hpp"
#include "tools/answer_forms.hpp"
#include "tools/experiment_options.hpp"
#include "tools/run_record.hpp"
#include "tools/staff_setup.hpp"
#include "tools/target_options.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits staff FILE --target TARGET [--target …] [flags]

The cheapest numbers of heads by role that meet the targets. Formulas propose, simulation
decides: trials with the same luck until nothing cheaper is left that might do, then the answer
once more in courses of its own, where each target must be met by more than chance.

  --target TARGET     'campaign.on_time >= 80%', 'account_executive.busy <= 85%',
                      'campaign.turnaround.p90 <= 60 working days'; each must be met
  --roles A,B         the roles whose heads vary (all with people)
  --vary-levels       heads of each level apart
  --at-most N         no more of any role or level than that (half more than today, three at least)
  --keep-teams        newcomers and those who stay hold the places that they are named for; else
                      places of the roles that vary are given out anew to whoever has room (an
                      owner who stays keeps what they own; what others own goes on to whoever
                      of the role owns the fewest)
  --why               what speaks against each neighbour of the answer
  --frontier          cost against service, around the answer

Who goes, where fewer do: of those with no other hat whoever holds the fewest places, of equals
the last by name. Newcomers have the role's commonest level, unless --vary-levels.

  --replications N    possible courses of the answer (30); trials have a third of them
  --trials N          play at most so many staffings (400)
  --seed N            which courses (1); the same seed gives the same bytes on any machine
  --threads N         threads (one per core); never changes the results
  --format F          table (for people, the default) | json | csv
  --output DIR        write files into DIR instead: heads.csv, service.csv, trials.csv … (the
                      default there), staff.json or staff.txt
  --book FILE         the book in which it is recorded (suits runs --help)
  --no-record         do not record it: leaves no trace
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits staff agency.yaml --target 'campaign.on_time >= 80%' --why
  suits staff agency.yaml --target 'campaign.on_time >= today' --roles account_executive
  suits staff agency.yaml --target 'mail.turnaround <= 3 h' --frontier --format csv

exit codes: 0 done, also where nothing meets the targets; 1 a course failed; 2 the input is wrong
)";

constexpr int kFrontierSteps = 4;

Options options_of(const std::vector<std::string>& args) {
  return Options("staff",
                 with_edit_flags({{"target", true, true},
                                  {"roles", true},
                                  {"vary-levels", false},
                                  {"at-most", true},
                                  {"keep-teams", false},
                                  {"why", false},
                                  {"frontier", false},
                                  {"replications", true},
                                  {"trials", true},
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

std::vector<ServiceTarget> typed_targets(const Options& options, const Model& model) {
  std::vector<std::string> typed;
  for (const auto& [flag, text] : options.repeated())
    if (flag == "target") typed.push_back(text);
  if (typed.empty())
    throw UsageError("suits staff wants a target, as in --target 'campaign.on_time >= 80%'");
  return targets_of(model, typed, "--target");
}

StaffingRange range_of(const Options& options, const StaffSetup& setup,
                       const ExperimentPlan& plan) {
  StaffingRange range;
  for (const StaffPosition& own : setup.positions()) {
    range.least.push_back(own.least);
    range.most.push_back(own.most);
    range.today.push_back(own.today);
  }
  range.cost = [&setup](const HeadCounts& heads) { return setup.cost(heads); };
  range.fresh = plan.replications;
  range.courses = std::max<std::uint32_t>(3, plan.replications / 3);
  range.trials = static_cast<std::size_t>(options.number("trials", 400, 1, 100'000));
  return range;
}

RunHeading heading_of(const std::vector<std::string>& args, const StaffedModels& models,
                      const StaffingRange& range, const StaffSetup& setup, const DraftFile& file) {
  RunHeading heading;
  heading.command = "staff";
  heading.arguments = args;
  heading.plan = fmt::format("seed {}, courses {} and {}, trials {}", models.experiment.seed,
                             range.courses, range.fresh, range.trials);
  for (std::size_t p = 0; p < range.most.size(); ++p)
    heading.plan +=
        fmt::format("; {} {} to {}", setup.positions()[p].name, range.least[p], range.most[p]);
  for (const ServiceTarget& target : models.targets) {
    heading.plan += "; " + target.text;
    heading.figures.push_back(target.response.name);
  }
  heading.files = file.file().files;
  heading.seed = models.experiment.seed;
  heading.points = 0;
  heading.program = kVersion;
  return heading;
}

/// One head less, and one exchanged for another where that is cheaper.
std::vector<StaffingNeighbour> neighbours_of(StaffingSearch& search, const StaffingRange& range,
                                             const PlayHeads& play) {
  std::vector<HeadCounts> cheaper;
  for (std::size_t p = 0; p < search.best.size(); ++p) {
    if (search.best[p] <= range.least[p]) continue;
    HeadCounts less = search.best;
    --less[p];
    cheaper.push_back(less);
    for (std::size_t q = 0; q < search.best.size(); ++q) {
      if (q == p || less[q] >= range.most[q]) continue;
      HeadCounts swapped = less;
      ++swapped[q];
      if (range.cost(swapped) < search.cost) cheaper.push_back(swapped);
    }
  }
  // Each is played itself, so that its own figures speak.
  for (const HeadCounts& heads : cheaper) {
    const StaffingTrial* known = failing_trial(search.trials, heads);
    if (known && known->heads == heads) continue;
    StaffingTrial trial{heads, range.cost(heads), false, play(heads, 0, range.courses)};
    bool met = trial.play.impossible.empty();
    for (const Linearised& margin : trial.play.margins) met = met && margin.value >= 0;
    trial.met = met;
    search.trials.push_back(std::move(trial));
  }
  std::vector<StaffingNeighbour> out;
  for (const HeadCounts& heads : cheaper)
    out.push_back({heads, range.cost(heads), failing_trial(search.trials, heads)});
  return out;
}

/// The heads of today, played as a trial is.
struct Today {
  Summary summary;
  std::vector<Linearised> figures;  // of the targets

  std::vector<double> values() const {
    std::vector<double> out;
    for (const Linearised& figure : figures) out.push_back(figure.value);
    return out;
  }
};

/// Anything but kDone: it was told why there are none.
int play_today(const StaffedModels& models, const StaffingRange& range, const DraftFile& file,
               Today& today, RunRecord& record, const Console& console) {
  const StaffedModel staffed = models.model(range.today);
  if (!staffed.model) {
    console.err << fmt::format("suits: today's heads make no scenario: {}\n",
                               printable(staffed.why));
    record.failed(staffed.why);
    return kInputWrong;
  }
  std::vector<Response> responses;
  const std::vector<Response> all = responses_of(*staffed.model);
  for (const ServiceTarget& target : models.targets)
    if (const Response* own = find_response(all, target.response.name)) responses.push_back(*own);
  ExperimentPlan plan = models.experiment;
  plan.replications = range.courses;
  const Experiment played =
      std::move(run_experiments({alternative_of(*staffed.model, responses)}, plan).front());
  if (played.error) {
    record.failed(played.error->message);
    tell_run_error(*played.error, file.file(), console);
    return kRunFailed;
  }
  for (std::size_t k = 0; k < responses.size(); ++k)
    today.figures.push_back(linearise(*staffed.model, played, responses, k));
  today.summary = summarise(*staffed.model, played);
  return kDone;
}

/// What is asked for besides the answer.
void look_around(StaffedScenario& staffed, StaffingSearch& search, const Options& options,
                 const StaffSetup& setup, const PlayHeads& play) {
  if (setup.places_given_out_anew())
    staffed.notes.push_back(
        "The places in teams of these roles are given out anew, also with today's heads; owners "
        "keep what they own (--keep-teams leaves all as it is).");
  if (search.outcome == StaffingSearch::Outcome::nothing) return;
  staffed.changes = setup.changes(search.best);
  // Neighbours point at trials, so they come last.
  if (options.has("frontier"))
    staffed.frontier =
        staffing_frontier(staffed.range, play, search.best, kFrontierSteps, search.trials);
  if (options.has("why")) staffed.neighbours = neighbours_of(search, staffed.range, play);
}

}  // namespace

int command_staff(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp << kEditHelp << kExamples;
    return kDone;
  }
  (void)answer_format(options);  // refused before the file is read
  const ExperimentPlan plan = plan_of(options);
  if (plan.replications < 6)
    throw UsageError("suits staff takes at least 6 replications: fewer prove nothing");
  const DraftFile file(options, console);
  if (!file.file().model) return kInputWrong;
  StaffedModels models;
  models.experiment = plan;
  models.targets = typed_targets(options, *file.file().model);
  StaffSetup setup(options, file);
  const StaffingRange range = range_of(options, setup, plan);
  models.today = range.today;
  models.model = [&](const HeadCounts& heads) { return setup.model(heads); };
  check_output_folder(options);
  RunRecord record(options, heading_of(args, models, range, setup, file), Book::Outlives::process,
                   console);
  models.played = [&](std::size_t number, const std::vector<Response>& responses,
                      const FoldedReplication& replication) {
    record.add(stored(static_cast<std::uint32_t>(number), replication, responses));
  };
  Today today;
  if (const int code = play_today(models, range, file, today, record, console); code != kDone)
    return code;
  require_known(*file.file().model, models.targets, today.figures);
  StaffedPlays plays(models);
  const PlayHeads play = [&](const HeadCounts& heads, std::uint32_t first, std::uint32_t count) {
    return plays(heads, first, count);
  };
  StaffingSearch search =
      search_staffing(range, play, [&](const HeadCounts& heads) { return plays.expected(heads); });
  StaffedScenario staffed{*file.file().model,
                          today.summary,
                          models.targets,
                          today.values(),
                          setup.positions(),
                          search,
                          range,
                          setup.money(),
                          {},
                          {},
                          {},
                          {},
                          plan.seed};
  look_around(staffed, search, options, setup, play);
  const StaffReport report = report_staff(staffed);
  AnswerForms answer{"staff",
                     report.findings.front().text,
                     [&](const ScreenStyle& style) { return staff_screen(staffed, report, style); },
                     staff_json(staffed, report),
                     {},
                     render_csv(report.heads)};
  for (const Table* table :
       {&report.heads, &report.service, &report.neighbours, &report.frontier, &report.trials})
    if (!table->rows.empty()) answer.files.push_back(table);
  record.done(stored_answer(answer));
  print_answer(answer, options, console);
  return kDone;
}

}  // namespace suits
