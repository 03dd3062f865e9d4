// `suits explain`: the life of a job, and where its time went.

#include <fmt/format.h>

#include "engine/analysis/job_history.hpp"
#include "engine/analysis/rule_log.hpp"
#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/explain_report.hpp"
#include "engine/report/json.hpp"
#include "engine/report/moment_text.hpp"
#include "engine/report/rule_log_report.hpp"
#include "tools/named.hpp"
#include "tools/options.hpp"
#include "tools/output_folder.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits explain FILE [flags]

Tells the life of a job: who did what and when, whom it waited for and what they were
busy with, its rounds, and where the time went, to the minute. Without --job or --worst
it lists the worst jobs with their numbers.

  --job N             this job; jobs are numbered in order of arrival
  --worst N           the N latest against due (longest, where nothing has a due date)
  --log               instead: when each rule acted, on what, and what it noted
  --account NAME      of this account only
  --kind NAME         of this kind of work only; else deliverables where there are any
  --every-stretch     a line for every stretch of work and every wait between them
  --replication N     in which of the possible courses (1)
  --seed N            of which seed (1), as in `suits run`
  --format F          table (for people, the default) | json
  --output DIR        write explain.txt (explain.json) into DIR instead
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits explain scenarios/mid_agency.yaml
  suits explain scenarios/mid_agency.yaml --job 1204
  suits explain scenarios/mid_agency.yaml --worst 3 --kind campaign
  suits explain scenarios/mid_agency.yaml --log --account "Meridian Bank"
  suits explain agency.yaml --worst 1 --format json | jq '.jobs[0].way'

exit codes: 0 done; 1 the run failed; 2 the input is wrong (or there is no such job)
)";

constexpr std::size_t kListed = 10;
constexpr std::uint64_t kMost = 1'000'000;

std::vector<std::uint64_t> numbers_of(const std::vector<JobOutline>& jobs) {
  std::vector<std::uint64_t> numbers;
  for (const JobOutline& job : jobs) numbers.push_back(job.number);
  return numbers;
}

JobFilter filter_of(const Options& options, const Model& model) {
  JobFilter filter;
  if (options.has("account"))
    filter.account =
        static_cast<AccountId>(find_named(model.accounts, options.text("account", ""), "account"));
  if (options.has("kind"))
    filter.kind = static_cast<KindId>(
        find_named(model.kinds, options.text("kind", ""), "kind of work"));
  return filter;
}

/// Which of the possible courses.
struct Course {
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
  std::string variant;  // of the scenario, as typed

  /// The flags that ask for it, as typed after others.
  std::string flags() const {
    return variant + (seed == 1 ? "" : fmt::format(" --seed {}", seed)) +
           (replication == 0 ? "" : fmt::format(" --replication {}", replication + 1));
  }
};

/// A run that stopped is told as `run` tells it.
struct RunStopped {
  RunError error;
};

void require_whole(const std::optional<RunError>& error) {
  if (error) throw RunStopped{*error};
}

std::vector<JobOutline> worst_of(const Model& model, const Course& course, const JobFilter& filter,
                                 std::size_t count) {
  const RunOutline run = outline_jobs(model, course.seed, course.replication);
  require_whole(run.error);
  return worst_jobs(model, run.jobs, filter, count);
}

std::vector<JobHistory> lives_of(const Model& model, const Course& course,
                                 const std::vector<std::uint64_t>& numbers) {
  RunHistories run = job_histories(model, course.seed, course.replication, numbers);
  require_whole(run.error);
  if (run.jobs.size() < numbers.size())
    throw UsageError(fmt::format("there is no job {}: {} jobs arrived in this course",
                                 number_text(numbers.front() + 1), number_text(run.arrived)));
  return std::move(run.jobs);
}

struct Answer {
  std::string text;
  nlohmann::ordered_json json;
};

Answer list_jobs(const ScenarioFile& file, const Course& course,
                 const std::vector<JobOutline>& jobs, const ScreenStyle& style) {
  Table table = jobs_table(*file.model, jobs);
  const bool dues = !jobs.empty() && jobs.front().due < kNever;
  table.title = dues ? "The latest against due" : "The longest";
  Answer answer;
  answer.json["jobs"] = rows_json(table);
  if (jobs.empty()) {
    answer.text = "No such job arrived in the window.\n";
    return answer;
  }
  answer.text = render_screen(table, style) +
                fmt::format("\nThe life of one of them: suits explain {} --job {}{}\n",
                            printable(file.path), jobs.front().number + 1, course.flags());
  return answer;
}

Answer tell_lives(const Model& model, const std::vector<JobHistory>& lives,
                  const ScreenStyle& style, bool every_stretch) {
  Answer answer;
  answer.json["jobs"] = nlohmann::ordered_json::array();
  for (const JobHistory& life : lives) {
    if (!answer.text.empty()) answer.text += "\n";
    answer.text += explain_screen(model, life, style, every_stretch);
    answer.json["jobs"].push_back(explain_json(model, life));
  }
  if (lives.empty()) answer.text = "No such job arrived in the window.\n";
  return answer;
}

Answer tell_log(const Model& model, const Course& course, const JobFilter& filter,
                const ScreenStyle& style) {
  RuleLog log = log_rules(model, course.seed, course.replication);
  require_whole(log.error);
  std::erase_if(log.acted, [&](const RuleActed& acted) {
    return (filter.account && acted.account != *filter.account) ||
           (filter.kind && !(acted.job && acted.kind == *filter.kind));
  });
  Answer answer;
  answer.text = rule_log_screen(model, log, style);
  answer.json["log"] = rule_log_json(model, log);
  return answer;
}

void tell_stop(const RunError& error, const Course& course, const ScenarioFile& file,
               const Console& console) {
  tell_run_error(error, file, console);
  console.err << fmt::format("suits: the run stopped in replication {} of seed {}\n",
                             course.replication + 1, course.seed);
}

}  // namespace

int command_explain(const std::vector<std::string>& args, const Console& console) {
  const Options options("explain",
                        with_variant_flags({{"job", true},
                                            {"worst", true},
                                            {"account", true},
                                            {"kind", true},
                                            {"every-stretch", false},
                                            {"log", false},
                                            {"replication", true},
                                            {"seed", true},
                                            {"format", true},
                                            {"output", true},
                                            {"color", true},
                                            {"no-color", false}}),
                        args);
  if (options.help()) {
    console.out << kHelp << kVariantHelp << kExamples;
    return kDone;
  }
  const std::string format = options.word("format", "table", {"table", "json"});
  const bool every_stretch = options.has("every-stretch");
  const bool to_files = options.has("output");
  const ScreenStyle style{!to_files && options.colorful(console.colorful),
                          to_files ? 100 : console.width, 0, 1};
  if (options.has("job") && options.has("worst"))
    throw UsageError("--job and --worst do not go together: one names a job, the other looks for some");
  if (options.has("job") && (options.has("account") || options.has("kind")))
    throw UsageError("--job names one job; --account and --kind look for some: leave them out");
  if (every_stretch && !options.has("job") && !options.has("worst"))
    throw UsageError("--every-stretch tells of lives: it needs --job or --worst");
  if (options.has("log") && (options.has("job") || options.has("worst")))
    throw UsageError("--log tells of rules, --job and --worst of lives: they do not go together");
  const Course course{options.number("seed", 1, 0, ~std::uint64_t{0}),
                      static_cast<std::uint32_t>(options.number("replication", 1, 1, kMost) - 1),
                      typed_variant(options)};
  const std::uint64_t number = options.number("job", 1, 1, kMost * kMost) - 1;
  const auto worst = static_cast<std::size_t>(options.number("worst", kListed, 1, kMost));
  const ScenarioFile file = open_scenario(options, console);
  if (!file.model) return kInputWrong;
  const Model& model = *file.model;
  const JobFilter filter = filter_of(options, model);

  Answer answer;
  try {
    if (options.has("log")) {
      answer = tell_log(model, course, filter, style);
    } else if (options.has("job")) {
      answer = tell_lives(model, lives_of(model, course, {number}), style, every_stretch);
    } else {
      const std::vector<JobOutline> jobs = worst_of(model, course, filter, worst);
      answer = options.has("worst")
                   ? tell_lives(model, lives_of(model, course, numbers_of(jobs)), style,
                                 every_stretch)
                   : list_jobs(file, course, jobs, style);
    }
  } catch (const RunStopped& stopped) {
    tell_stop(stopped.error, course, file, console);
    return kRunFailed;
  }
  nlohmann::ordered_json json{{"suits", 1},
                              {"scenario", model.name},
                              {"seed", course.seed},
                              {"replication", course.replication + 1}};
  json.update(answer.json);
  const std::string text =
      format == "json" ? json_text(json)
                       : fmt::format("{}, possible course {} (seed {})\n\n{}",
                                     printable(model.name), course.replication + 1, course.seed,
                                     answer.text);
  if (!to_files) {
    console.out << text;
    return kDone;
  }
  OutputFolder output(options.text("output", ""));
  output.add(format == "json" ? "explain.json" : "explain.txt", text);
  output.commit();
  console.err << fmt::format("suits: wrote 1 file to {}\n", options.text("output", ""));
  return kDone;
}

}  // namespace suits
