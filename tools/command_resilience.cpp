// `suits resilience`: who cannot be missed, and which training helps.

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/cross_training.hpp"
#include "engine/analysis/resilience.hpp"
#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/resilience_report.hpp"
#include "engine/run/replicate.hpp"
#include "tools/date_flag.hpp"
#include "tools/decision_options.hpp"
#include "tools/decision_output.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits resilience FILE [flags]

Who cannot be missed: plays the department without each of its people in turn, for some
weeks, against the same weeks with everybody there and the same luck; says what suffers,
by how much, whose work is hit hardest, and how long the backlog takes to go. The courses
go where they decide: whoever is clearly missed less than others is not played on.

  --weeks N           how long each is away (4)
  --from DATE         from when on; default the first working Monday a quarter into the window
  --for AIM           what suffers: turnaround (the default), on_time, p90, margin, overload,
                      or any measure: campaign.late, account_executive.wait
  --person NAME       this one alone (as often as you like); default everybody
  --role ROLE         … or the people of this role
  --cross-training    which training helps most while the one who is missed most is away: a
                      second role, a skill, or knowing the accounts, of which colleague
)";
constexpr const char* kOutputHelp = R"(
  --format F          table (for people, the default) | json | csv
  --output DIR        write files into DIR instead: ranking.csv, effects.csv (and training.csv),
                      resilience.json or resilience.txt
  --book FILE         the book in which it is recorded (suits runs --help)
  --no-record         do not record it: leaves no trace
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits resilience scenarios/mid_agency.yaml
  suits resilience scenarios/mid_agency.yaml --for on_time --weeks 6 --cross-training
  suits resilience agency.yaml --person Ben --person Chie --from 2027-07-05

exit codes: 0 done; 1 the run failed; 2 the input is wrong
)";

constexpr std::uint32_t kBusyCourses = 10;  // from which it is known who has time left
constexpr std::size_t kTrainedEach = 3;     // colleagues for each sort of training

Options options_of(const std::vector<std::string>& args) {
  return Options("resilience",
                 with_edit_flags(with_decision_flags({{"weeks", true},
                                                      {"from", true},
                                                      {"for", true},
                                                      {"person", true, true},
                                                      {"role", true, true},
                                                      {"cross-training", false},
                                                      {"format", true},
                                                      {"output", true},
                                                      kBookFlag,
                                                      kNoRecordFlag,
                                                      {"color", true},
                                                      {"no-color", false}})),
                 args);
}

AbsencePlan absence_of(const Options& options, const Model& model) {
  AbsencePlan plan;
  plan.weeks = static_cast<std::int32_t>(options.number("weeks", 4, 1, 520));
  plan.from = date_flag(options, "from", usual_absence(model));
  const Window& w = model.window;
  if (midnight(plan.from) < w.start || midnight(plan.back()) > w.end)
    throw UsageError(
        fmt::format("--from and --weeks: {} to {} is not within what the scenario plays, {} to {}",
                    to_string(plan.from), to_string(plan.back() - 1), to_string(date_of(w.start)),
                    to_string(date_of(w.end - microseconds(1)))));
  return plan;
}

/// People of the department who are there as the absence begins.
std::vector<PersonId> people_there(const Model& model, const AbsencePlan& plan) {
  std::vector<PersonId> out;
  for (const PersonId p : ids(model.people)) {
    const Person& person = model.people[p];
    if (model.roles[person.roles.front()].sort != RoleSort::staff || person.pool) continue;
    if (person.joins <= plan.from && person.leaves > plan.from) out.push_back(p);
  }
  return out;
}

/// Those of them who are asked for by --person and --role, in order; else all. Throws UsageError.
std::vector<PersonId> people_of(const Options& options, const Model& model,
                                const AbsencePlan& plan) {
  const std::vector<PersonId> all = people_there(model, plan);
  std::vector<PersonId> asked;
  for (const auto& [flag, text] : options.repeated()) {
    if (flag != "person" && flag != "role") continue;
    bool found = false;
    std::vector<std::string> names;
    for (const PersonId p : all) {
      const Person& person = model.people[p];
      const std::string& own =
          flag == "person" ? person.name : model.roles[person.roles.front()].name;
      names.push_back(own);
      if (own != text) continue;
      found = true;
      if (std::find(asked.begin(), asked.end(), p) == asked.end()) asked.push_back(p);
    }
    const std::string near = nearest(text, names);
    if (!found)
      throw UsageError(
          fmt::format("--{}: in the department on {} there is nobody of that name, "
                      "\"{}\"{}",
                      flag, to_string(plan.from), truncate(printable(text), 60),
                      near.empty() ? "" : fmt::format(" (do you mean {}?)", near)));
  }
  if (all.empty())
    throw UsageError(fmt::format("there is nobody in the department on {}", to_string(plan.from)));
  return asked.empty() ? all : asked;
}

PersonId named_person(const Model& model, const std::string& name) {
  for (const PersonId p : ids(model.people))
    if (model.people[p].name == name) return p;
  return kNone<PersonId>;
}

/// A model and how its courses are read.
struct AbsencePlay {
  std::shared_ptr<const Model> model;
  AbsenceReader reader;

  AbsencePlay(Model own, const std::vector<Aim>& aims)
      : model(std::make_shared<const Model>(std::move(own))), reader(*model, aims) {}
  SelectionCourse play(std::uint64_t seed, std::uint32_t replication) const {
    return reader.read(replicate(*model, seed, replication));
  }
};

class ResilienceCommand {
 public:
  ResilienceCommand(const std::vector<std::string>& args, const Options& options,
                    const Console& console)
      : args_(args), options_(options), console_(console), draft_(options, console) {}
  int run();

 private:
  const Model& base() const { return *draft_.file().model; }
  RunHeading heading() const;
  Selection select(const std::vector<AbsencePlay>& plays, bool worst, RunRecord& record) const;
  bool failed(const Selection& selection, RunRecord& record) const;
  std::optional<std::vector<AbsencePlay>> trained(PersonId missed,
                                                  const std::vector<CrossTraining>& trainings);
  int train(PersonId missed, RunRecord& record, DecisionReport& report);

  const std::vector<std::string>& args_;
  const Options& options_;
  const Console& console_;
  DraftFile draft_;
  AbsencePlan absence_;
  std::vector<PersonId> people_;
  std::vector<Aim> aims_;
  SelectionPlan plan_;
  Summary summary_;
};

RunHeading ResilienceCommand::heading() const {
  RunHeading heading;
  heading.command = "resilience";
  heading.arguments = args_;
  heading.plan = fmt::format("seed {}, for {}, right {}, worth {}{}, from {} to {}, away {} for {}",
                             plan_.seed, aims_[0].name, plan_.right, plan_.worth,
                             plan_.relative ? " of the base" : "", plan_.first, plan_.most,
                             to_string(absence_.from), absence_.weeks);
  for (const PersonId p : people_) heading.plan += "; " + base().people[p].name;
  heading.files = draft_.file().files;
  for (const Aim& aim : aims_) heading.figures.push_back(aim.name);
  const AbsencePlay first(watched(base(), absence_), aims_);
  for (const AccountId a : ids(base().accounts))
    heading.figures.push_back(base().accounts[a].name + ".turnaround");
  for (std::size_t w = 0; w < first.reader.weeks(); ++w)
    heading.figures.push_back(fmt::format("waiting in week {}", w + 1));
  heading.seed = plan_.seed;
  heading.points = static_cast<std::uint32_t>(people_.size() + 1);
  heading.program = kVersion;
  return heading;
}

/// The best of them, or the worst.
Selection ResilienceCommand::select(const std::vector<AbsencePlay>& plays, bool worst,
                                    RunRecord& record) const {
  SelectionPlan plan = plan_;
  plan.candidates = plays.size();
  plan.more_is_better = plan.more_is_better != worst;
  plan.play = [&](std::size_t candidate, std::uint32_t replication) {
    return plays[candidate].play(plan_.seed, replication);
  };
  record_and_tell(plan, record, console_);
  if (!worst) plan.played = {};  // the book has the absences
  return select_best(plan);
}

bool ResilienceCommand::failed(const Selection& selection, RunRecord& record) const {
  if (!selection.error) return false;
  record.failed(selection.error->message);
  tell_run_error(*selection.error, draft_.file(), console_);
  console_.err << fmt::format("suits: candidate {} stopped in replication {} of seed {}\n",
                              selection.failed_candidate, selection.failed_replication + 1,
                              plan_.seed);
  return true;
}

/// Without the missed one, with no training and with each. Nothing where one is wrong: that was
/// told.
std::optional<std::vector<AbsencePlay>> ResilienceCommand::trained(
    PersonId missed, const std::vector<CrossTraining>& trainings) {
  std::vector<AbsencePlay> plays;
  plays.emplace_back(without(base(), missed, absence_), aims_);
  for (const CrossTraining& one : trainings) {
    const auto model = draft_.edited("set " + one.edit, {{Edit::Sort::set, one.edit, "--set"}});
    if (!model) return std::nullopt;
    const PersonId same = named_person(*model, base().people[missed].name);
    plays.emplace_back(without(*model, same, absence_), aims_);
  }
  return plays;
}

int ResilienceCommand::train(PersonId missed, RunRecord& record, DecisionReport& report) {
  std::vector<double> busy(base().people.size(), kNothing);
  for (const PersonSummary& one : summary_.people) busy[raw(one.person)] = one.busy.value;
  const std::vector<CrossTraining> trainings = cross_trainings(base(), missed, busy, kTrainedEach);
  const auto plays = trained(missed, trainings);
  if (!plays) {
    record.failed("a training is no edit of the scenario");
    return kInputWrong;
  }
  const Selection selection = select(*plays, false, record);
  if (failed(selection, record)) return kRunFailed;
  add_training(report, {base(), summary_, aims_, missed, trainings, selection, plan_.right});
  return kDone;
}

int ResilienceCommand::run() {
  if (!draft_.file().model) return kInputWrong;
  check_decision_output(options_);
  const Aim aim = aim_of(options_, base(), "turnaround");
  plan_ = selection_plan_of(options_, aim, {.points = 0.01, .relative = 0.025});
  aims_ = aims_with(base(), aim);
  absence_ = absence_of(options_, base());
  people_ = people_of(options_, base(), absence_);
  const auto summary =
      course_summary(draft_.file(), plan_.seed, kBusyCourses, plan_.threads, console_);
  if (!summary) return kRunFailed;
  summary_ = *summary;
  RunRecord record(options_, heading(), Book::Outlives::process, console_);
  std::vector<AbsencePlay> plays;
  plays.emplace_back(watched(base(), absence_), aims_);
  for (const PersonId p : people_) plays.emplace_back(without(base(), p, absence_), aims_);
  const Selection selection = select(plays, true, record);
  if (failed(selection, record)) return kRunFailed;
  const ResilienceQuestion question{*plays[0].model, summary_, aims_,       people_,   selection,
                                    plays[0].reader, absence_, plan_.right, plan_.seed};
  DecisionReport report = report_resilience(question);
  if (options_.has("cross-training") && selection.chosen > 0) {
    const int code = train(people_[selection.chosen - 1], record, report);
    if (code != kDone) return code;
  }
  give_decision({"resilience", base(), report, resilience_json(question, report)}, options_,
                console_, record);
  return kDone;
}

}  // namespace

int command_resilience(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp << kDecisionHelp << kOutputHelp << kEditHelp << kExamples;
    return kDone;
  }
  return ResilienceCommand(args, options, console).run();
}

}  // namespace suits
