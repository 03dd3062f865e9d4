// `suits headroom`: how much more fits, and what gives way first.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/headroom.hpp"
#include "engine/base/display_width.hpp"
#include "engine/model/scaled_arrivals.hpp"
#include "engine/report/headroom_report.hpp"
#include "engine/report/phrase.hpp"
#include "tools/answer_forms.hpp"
#include "tools/experiment_options.hpp"
#include "tools/named.hpp"
#include "tools/options.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"
#include "tools/target_options.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits headroom FILE [flags]

How much more fits before a service level fails, with an interval; what gives way first, and
which role holds it up. Loads are played with the same luck until the one at which a level
begins to fail is found.

what grows (default: all arrivals that have a rate, by the same percentage):
  --more WHAT         a kind of work (campaign), an account (Northwind), a kind on an account
                      (Northwind.campaign), or a path of the scenario whose figure is scaled
                      (work.campaign.arrives); as often as you like, all grow together
  --like ACCOUNT      how many more accounts like this one; their places go to whoever has
                      room, as places do that nobody is named for

what must hold:
  --until TARGET      'campaign.on_time >= 75%', 'Ben.busy <= 90%', 'campaign.turnaround.p90
                      <= today + 10%'; as often as you like. Default: no role is asked for
                      more hours than it has, and no kind of work with a due date loses more
                      than 5 points of its share on time
  --up-to N           look no further: 3 is three times today's load (10), or so many accounts
                      (20)

  --replications N    possible courses of each load (30)
  --seed N            which courses (1); the same seed gives the same bytes on any machine
  --threads N         threads (one per core); never changes the results
  --format F          table (for people, the default) | json | csv
  --output DIR        write files into DIR instead: levels.csv and loads.csv (the default
                      there), headroom.json or headroom.txt
  --book FILE         the book in which it is recorded (suits runs --help)
  --no-record         do not record it: leaves no trace
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits headroom scenarios/mid_agency.yaml
  suits headroom agency.yaml --more Northwind.campaign --until 'campaign.on_time >= 75%'
  suits headroom agency.yaml --like Northwind --format json | jq .growth
  suits headroom agency.yaml --add people='{ role: account_executive }'

exit codes: 0 done; 1 a course failed; 2 the input is wrong
)";

Options options_of(const std::vector<std::string>& args) {
  return Options("headroom",
                 with_edit_flags({{"more", true, true},
                                  {"like", true},
                                  {"until", true, true},
                                  {"up-to", true},
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

std::vector<std::string> given(const Options& options, const std::string& flag) {
  std::vector<std::string> values;
  for (const auto& [name, value] : options.repeated())
    if (name == flag) values.push_back(value);
  return values;
}

/// What grows: streams of the model, a path of the scenario, or the number of accounts.
class Growth {
 public:
  Growth(const Options& options, const DraftFile& file);

  const GrowthWords& words() const { return words_; }
  /// Null, and diagnostics told, where there is no such model.
  std::shared_ptr<const Model> model(double load, const Console& console) const;

 private:
  void choose(const std::string& text);
  void note_what_stays();

  const DraftFile& file_;
  std::vector<bool> streams_;  // by StreamId
  std::vector<std::string> paths_;
  std::string like_;
  GrowthWords words_;
};

Growth::Growth(const Options& options, const DraftFile& file) : file_(file) {
  const Model& model = *file.file().model;
  streams_.assign(model.streams.size(), false);
  const std::vector<std::string> more = given(options, "more");
  if (options.has("like")) {
    if (!more.empty()) throw UsageError("--like and --more are two questions: ask one at a time");
    like_ = options.text("like", "");
    const std::size_t found = find_named(model.accounts.items(), like_, "account");
    if (model.accounts.items()[found].agency)
      throw UsageError("--like wants an account of a client, not the agency itself");
    words_ = {true, like_, {}};
    return;
  }
  words_.subject = more.empty() ? "all arrivals" : "";
  if (more.empty()) streams_.assign(model.streams.size(), true);
  for (const std::string& text : more) choose(text);
  note_what_stays();
}

void Growth::choose(const std::string& text) {
  const Model& model = *file_.file().model;
  std::string found;
  for (const StreamId s : ids(model.streams)) {
    const Kind& kind = model.kinds[model.streams[s].kind];
    const Account& account = model.accounts[model.streams[s].account];
    const bool one = text == account.name + "." + kind.name;
    if (text != kind.name && text != account.name && !one) continue;
    streams_[raw(s)] = true;
    found = one                 ? many_of(kind) + " of " + account.name
            : text == kind.name ? many_of(kind)
                                : "the work of " + account.name;
  }
  if (found.empty() && text.find('.') == std::string::npos) {
    std::vector<std::string> names;
    for (const StreamId s : ids(model.streams)) {
      names.push_back(model.kinds[model.streams[s].kind].name);
      names.push_back(model.accounts[model.streams[s].account].name);
    }
    const std::string near = nearest(text, names);
    throw UsageError(fmt::format(
        "nothing arrives that \"{}\" is the name of{}: --more takes a kind of work, an account, "
        "ACCOUNT.KIND, or a path like work.campaign.arrives",
        printable(text), near.empty() ? "" : fmt::format(" (do you mean \"{}\"?)", near)));
  }
  if (found.empty()) paths_.push_back(text);
  words_.subject += (words_.subject.empty() ? "" : " and ") + (found.empty() ? text : found);
}

/// What has no frequency that could grow.
void Growth::note_what_stays() {
  const Model& model = *file_.file().model;
  bool any = !paths_.empty();
  std::vector<std::string> fixed;
  for (const StreamId s : ids(model.streams)) {
    if (!streams_[raw(s)]) continue;
    any = any || has_frequency(model.streams[s]);
    const std::string kind = many_of(model.kinds[model.streams[s].kind]);
    if (!has_frequency(model.streams[s]) &&
        std::find(fixed.begin(), fixed.end(), kind) == fixed.end())
      fixed.push_back(kind);
  }
  if (!any)
    throw UsageError(
        "nothing of this has a rate that could grow: it comes on dates, regularly, or is always "
        "there");
  if (!fixed.empty())
    words_.notes.push_back(fmt::format(
        "What comes regularly, on dates or is always there stays as it is, where it does so: {}",
        enumerated(fixed)));
}

std::shared_ptr<const Model> Growth::model(double load, const Console& console) const {
  if (load == (words_.accounts ? 0 : 1)) return file_.file().model;
  Diagnostics diagnostics;
  diagnostics.use_texts(file_.file().texts);
  std::optional<Variant> variant;
  if (words_.accounts) {
    variant = file_.draft().with_accounts_like(like_, static_cast<std::size_t>(load), diagnostics);
  } else if (!paths_.empty()) {
    std::vector<EditArgument> edits;
    for (const std::string& path : paths_)
      edits.push_back({Edit::Sort::set, fmt::format("{}=*{:.6g}", path, load), "--more"});
    variant = file_.draft().edited("", edits, diagnostics);
  }
  if (!diagnostics.empty()) {
    console.err << diagnostics.render(file_.file().path, file_.file().text);
    return nullptr;
  }
  const Model& model = variant ? *variant->model : *file_.file().model;
  if (words_.accounts || std::none_of(streams_.begin(), streams_.end(), [](bool b) { return b; }))
    return variant->model;
  // The edits scale figures alone, so the streams are the same ones.
  return std::make_shared<const Model>(
      scaled_arrivals(model, load, [&](StreamId s) { return streams_[raw(s)]; }));
}

HeadroomRange range_of(const Options& options, bool accounts) {
  HeadroomRange range;
  if (accounts)
    return {0, 0, static_cast<double>(options.number("up-to", 20, 1, 1000)), 1, 1, true};
  range.most = static_cast<double>(options.number("up-to", 10, 2, 100));
  return range;
}

RunHeading heading_of(const std::vector<std::string>& args, const HeadroomPlan& plan,
                      const Growth& growth, const DraftFile& file) {
  RunHeading heading;
  heading.command = "headroom";
  heading.arguments = args;
  heading.plan = fmt::format("seed {}, replications {}, {} up to {}", plan.experiment.seed,
                             plan.experiment.replications, growth.words().subject, plan.range.most);
  for (const ServiceTarget& target : plan.targets) {
    heading.plan += "; " + target.text;
    heading.figures.push_back(target.response.name);
  }
  heading.files = file.file().files;
  heading.seed = plan.experiment.seed;
  heading.points = 0;
  heading.program = kVersion;
  return heading;
}

/// Whether the search could not go on; then that is told.
bool failed(const Headroom& found, const DraftFile& file, bool accounts, RunRecord& record,
            const Console& console) {
  if (!found.error) return false;
  record.failed(found.error->message);
  tell_run_error(*found.error, file.file(), console);
  console.err << fmt::format("suits: {} stopped in replication {}\n",
                             accounts
                                 ? fmt::format("{:.0f} more accounts", found.failed_at)
                                 : fmt::format("{:.1f} % of today's load", 100 * found.failed_at),
                             found.failed_replication + 1);
  return true;
}

}  // namespace

int command_headroom(const std::vector<std::string>& args, const Console& console) {
  const Options options = options_of(args);
  if (options.help()) {
    console.out << kHelp << kEditHelp << kExamples;
    return kDone;
  }
  (void)answer_format(options);  // refused before the file is read
  HeadroomPlan plan;
  plan.experiment = plan_of(options);
  if (plan.experiment.replications < 2)
    throw UsageError("suits headroom takes at least 2 replications: one says nothing of the next");
  plan.range = range_of(options, options.has("like"));
  const DraftFile file(options, console);
  if (!file.file().model) return kInputWrong;
  const Growth growth(options, file);
  plan.targets = targets_of(*file.file().model, given(options, "until"), "--until");
  plan.model = [&](double load) { return growth.model(load, console); };
  check_output_folder(options);
  RunRecord record(options, heading_of(args, plan, growth, file), Book::Outlives::process, console);
  plan.played = [&](std::size_t look, const std::vector<Response>& responses,
                    const FoldedReplication& replication) {
    record.add(stored(static_cast<std::uint32_t>(look), replication, responses));
  };
  const Headroom found = headroom(plan);
  if (failed(found, file, growth.words().accounts, record, console)) return kRunFailed;
  if (found.no_model) {
    record.failed("a load makes no scenario");
    return kInputWrong;
  }
  require_known(*file.file().model, plan.targets, found.today.figures);
  const Summary today = summarise(*file.file().model, found.today.experiment);
  const GrownScenario grown{found, plan.targets, growth.words(), plan.range, today};
  const HeadroomReport report = report_headroom(grown);
  const AnswerForms answer{
      "headroom",
      report.findings.front().text,
      [&](const ScreenStyle& style) { return headroom_screen(grown, report, style); },
      headroom_json(grown, report),
      {&report.levels, &report.loads},
      render_csv(report.levels)};
  record.done(stored_answer(answer));
  print_answer(answer, options, console);
  return kDone;
}

}  // namespace suits
