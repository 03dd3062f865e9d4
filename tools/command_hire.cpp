// `suits hire`: whom to hire next, and by when.

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/hire_offer.hpp"
#include "engine/analysis/latest_start.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/hire_report.hpp"
#include "engine/run/replicate.hpp"
#include "tools/date_flag.hpp"
#include "tools/decision_options.hpp"
#include "tools/decision_output.hpp"
#include "tools/hire_candidates.hpp"
#include "tools/hire_target.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits hire FILE [flags]

Whom to hire next: tries one more of each role, at each level, against hiring nobody, all
with the same luck, and says which does most for what you want. The courses go where they
decide: who is clearly behind is not played on (KN, a published procedure of selection).

  --for AIM           what it is to be good for: on_time (the default), p90, turnaround,
                      margin (with everybody's hours paid), overload (weeks that are full),
                      or any measure: campaign.turnaround, account_executive.wait
  --role ROLE         this role alone (as often as you like); default every role
  --level LEVEL       at this level; default the middle one, and the others while there are
                      no more than 24 candidates
  --share P           for a part of the week, e.g. 60% (as often as you like); default 100%
  --from DATE         there from this date on; default from the beginning
)";
constexpr const char* kByHelp = R"(
the last safe day:
  --by                the last day on which to hire, so that the target is still met; of
                      several candidates the one that is best from the first day on
  --target TARGET     'campaign.on_time>=80%', 'on_time>=80%', 'campaign.turnaround<=30'
  --lead TIME         from the decision to the first day of work (60 days); what newcomers
                      still have to learn is the scenario's (newcomers, familiarity)
  --replications N    possible courses of each start (30)

  --format F          table (for people, the default) | json | csv
  --output DIR        write files into DIR instead: ranking.csv and effects.csv (or starts.csv),
                      hire.json or hire.txt
  --book FILE         the book in which it is recorded (suits runs --help)
  --no-record         do not record it: leaves no trace
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits hire scenarios/mid_agency.yaml
  suits hire scenarios/mid_agency.yaml --for p90 --level mid --worth 1
  suits hire agency.yaml --role account_planner --share 60% --share 100%
  suits hire agency.yaml --by --target 'campaign.on_time>=80%' --role account_planner

exit codes: 0 done; 1 the run failed; 2 the input is wrong
)";

Options options_of(const std::vector<std::string>& args) {
  return Options("hire",
                 with_edit_flags(with_decision_flags({{"for", true},
                                                      {"role", true, true},
                                                      {"level", true, true},
                                                      {"share", true, true},
                                                      {"from", true},
                                                      {"by", false},
                                                      {"target", true},
                                                      {"lead", true},
                                                      {"replications", true},
                                                      {"format", true},
                                                      {"output", true},
                                                      kBookFlag,
                                                      kNoRecordFlag,
                                                      {"color", true},
                                                      {"no-color", false}})),
                 args);
}

class HireCommand {
 public:
  HireCommand(const std::vector<std::string>& args, const Options& options, const Console& console)
      : args_(args), options_(options), console_(console), draft_(options, console) {}
  int run();

 private:
  const Model& base() const { return *draft_.file().model; }
  int prepare(std::optional<Date> from);
  RunHeading heading(const SelectionPlan& plan) const;
  Selection select(SelectionPlan plan, RunRecord& record);
  void failed(const RunError& error, const std::string& who, std::uint32_t replication,
              RunRecord& record);
  int next_hire();
  int last_day();
  std::optional<LatestStart> search(const HireTarget& target, const HireOffer& offer, Date first,
                                    const StartFigure& without, RunRecord& record);
  StartFigure start_figure(const HirePlay& played, Date start, const TargetBound& target,
                           std::optional<RunError>& error) const;
  void price(const Selection& selection, Date from);

  const std::vector<std::string>& args_;
  const Options& options_;
  const Console& console_;
  DraftFile draft_;
  std::vector<Aim> aims_;
  HireCandidates candidates_;
  SelectionPlan plan_;
  Summary summary_;
};

/// The candidates and their models; an exit code.
int HireCommand::prepare(std::optional<Date> from) {
  auto candidates = hire_candidates(draft_, hire_wish_of(options_, base()), aims_, from);
  if (!candidates) return kInputWrong;
  candidates_ = std::move(*candidates);
  const auto summary = course_summary(draft_.file(), plan_.seed, 1, 1, console_);
  if (!summary) return kRunFailed;
  summary_ = *summary;
  return kDone;
}

RunHeading HireCommand::heading(const SelectionPlan& plan) const {
  RunHeading heading;
  heading.command = "hire";
  heading.arguments = args_;
  heading.plan = fmt::format("seed {}, for {}, right {}, worth {}{}, from {} to {}", plan.seed,
                             aims_[0].name, plan.right, plan.worth,
                             plan.relative ? " of the base" : "", plan.first, plan.most);
  for (const HireCandidate& one : candidates_.all) heading.plan += "; " + one.edit;
  heading.files = draft_.file().files;
  for (const Aim& aim : aims_) heading.figures.push_back(aim.name);
  heading.figures.push_back("hours there");
  heading.seed = plan.seed;
  heading.points = static_cast<std::uint32_t>(candidates_.all.size());
  heading.program = kVersion;
  return heading;
}

Selection HireCommand::select(SelectionPlan plan, RunRecord& record) {
  plan.candidates = candidates_.all.size();
  plan.play = [&](std::size_t candidate, std::uint32_t replication) {
    return candidates_.plays[candidate].play(plan_.seed, replication);
  };
  record_and_tell(plan, record, console_);
  return select_best(plan);
}

void HireCommand::failed(const RunError& error, const std::string& who, std::uint32_t replication,
                         RunRecord& record) {
  record.failed(error.message);
  tell_run_error(error, draft_.file(), console_);
  console_.err << fmt::format("suits: {} stopped in replication {} of seed {}\n", who,
                              replication + 1, plan_.seed);
}

/// What each would cost a year: the hours for which they are there, scaled to a year.
void HireCommand::price(const Selection& selection, Date from) {
  const Window& window = base().window;
  const Instant begins = std::max(window.start, midnight(from));
  const double years = (window.end - begins).hours() / (24 * 365.25);
  for (std::size_t i = 1; i < candidates_.all.size(); ++i) {
    const Estimate hours = selection_figure(selection.courses[i], aims_.size());
    if (years > 0) candidates_.all[i].yearly_cost = hours * (candidates_.plays[i].cost() / years);
  }
}

int HireCommand::next_hire() {
  const Date first = date_of(base().window.start);
  const Date from = date_flag(options_, "from", first);
  if (options_.has("from") && (midnight(from) >= base().window.end || from < first))
    throw UsageError(fmt::format("--from {}: the scenario plays {} to {}", to_string(from),
                                 to_string(first),
                                 to_string(date_of(base().window.end - microseconds(1)))));
  const std::optional<Date> asked = options_.has("from") ? std::optional(from) : std::nullopt;
  if (const int code = prepare(asked); code != kDone) return code;
  RunRecord record(options_, heading(plan_), Book::Outlives::process, console_);
  const Selection selection = select(plan_, record);
  if (selection.error) {
    failed(*selection.error, offer_words(base(), candidates_.all[selection.failed_candidate].offer),
           selection.failed_replication, record);
    return kRunFailed;
  }
  price(selection, from);
  const HireQuestion question{base(),    summary_,    aims_,      candidates_.all,
                              selection, plan_.right, plan_.seed, asked};
  const DecisionReport report = report_hire(question);
  give_decision({"hire", base(), report, hire_json(question, report)}, options_, console_, record);
  return kDone;
}

StartFigure HireCommand::start_figure(const HirePlay& played, Date start, const TargetBound& target,
                                      std::optional<RunError>& error) const {
  SelectionPlan plan;  // one candidate: its first courses, on all threads
  plan.candidates = 1;
  plan.first = plan.most =
      static_cast<std::uint32_t>(options_.number("replications", 30, 2, 1'000'000));
  plan.threads = plan_.threads;
  plan.worth = 1;
  plan.play = [&](std::size_t, std::uint32_t r) { return played.play(plan_.seed, r); };
  const Selection all = select_best(plan);
  StartFigure out{start, {}, 0};
  if (all.error) {
    error = all.error;
    return out;
  }
  out.figure = all.candidates[0].figure;
  double met = 0, have = 0;
  for (const SelectionCourse& course : all.courses[0]) {
    const std::optional<double> own = course_figure(course, 0);
    if (!own) continue;
    ++have;
    met += target.met(*own) ? 1 : 0;
  }
  if (have > 0) out.met_in = met / have;
  return out;
}

std::optional<LatestStart> HireCommand::search(const HireTarget& target, const HireOffer& offer,
                                               Date first, const StartFigure& without,
                                               RunRecord& record) {
  const Date last = date_of(base().window.end - microseconds(1));
  std::optional<RunError> error;
  bool wrong = false;
  std::uint32_t tried = 0;
  const auto at = [&](Date start) {
    const auto model = with_hire(draft_, hire_edit(base(), offer, start));
    if (!model) wrong = true;
    if (wrong || error) return StartFigure{start, {}, 0};
    if (console_.err_is_terminal)
      console_.err << fmt::format("suits: start {}: {}\n", ++tried, to_string(start));
    return start_figure(HirePlay(model, base(), aims_), start, target.bound, error);
  };
  LatestStart answer = latest_start(first, last, target.bound, at, without);
  if (wrong) return std::nullopt;
  if (!error) return answer;
  failed(*error, offer_words(base(), offer), 0, record);
  return std::nullopt;
}

int HireCommand::last_day() {
  const HireTarget target = hire_target_of(options_.text("target", ""), base());
  const std::int32_t lead = days_of("lead", options_.text("lead", "60 days"));
  const Date first = date_flag(options_, "from", date_of(base().window.start));
  if (first < date_of(base().window.start) || midnight(first) >= base().window.end)
    throw UsageError("--from lies outside what the scenario plays");
  aims_ = {target.aim};
  if (const int code = prepare(first); code != kDone) return code;
  RunRecord record(options_, heading(plan_), Book::Outlives::process, console_);
  std::size_t chosen = 1;
  std::optional<RunError> error;
  const StartFigure without = start_figure(candidates_.plays[0], first, target.bound, error);
  if (error) {
    failed(*error, "the base", 0, record);
    return kRunFailed;
  }
  if (candidates_.all.size() > 2 && !target.bound.met(without.figure.value)) {
    SelectionPlan plan = plan_;
    plan.more_is_better = target.bound.at_least;
    const Selection selection = select(plan, record);
    if (selection.error) {
      failed(*selection.error,
             offer_words(base(), candidates_.all[selection.failed_candidate].offer),
             selection.failed_replication, record);
      return kRunFailed;
    }
    price(selection, first);
    chosen = selection.chosen == 0 ? selection.ranking[1] : selection.chosen;
  }
  const auto answer = search(target, *candidates_.all[chosen].offer, first, without, record);
  if (!answer) return kRunFailed;
  const auto replications =
      static_cast<std::uint32_t>(options_.number("replications", 30, 2, 1'000'000));
  const HireByQuestion question{
      base(),  summary_, aims_[0],   target.bound, candidates_.all[chosen],
      *answer, lead,     plan_.seed, replications};
  const DecisionReport report = report_hire_by(question);
  give_decision({"hire", base(), report, hire_by_json(question, report)}, options_, console_,
                record);
  return kDone;
}

int HireCommand::run() {
  if (!draft_.file().model) return kInputWrong;
  const bool by = options_.has("by");
  if (by != options_.has("target"))
    throw UsageError(by ? "--by needs a --target, such as 'campaign.on_time>=80%'"
                        : "--target goes with --by");
  if (!by && (options_.has("lead") || options_.has("replications")))
    throw UsageError("--lead and --replications go with --by");
  check_decision_output(options_);
  const Aim aim = by ? hire_target_of(options_.text("target", ""), base()).aim
                     : aim_of(options_, base(), "on_time");
  plan_ = selection_plan_of(options_, aim, {});
  aims_ = aims_with(base(), aim);
  return by ? last_day() : next_hire();
}

}  // namespace

int command_hire(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp << kDecisionHelp << kByHelp << kEditHelp << kExamples;
    return kDone;
  }
  return HireCommand(args, options, console).run();
}

}  // namespace suits
