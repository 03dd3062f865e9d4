#include "tools/decision_output.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "engine/report/run_report.hpp"
#include "tools/answer_forms.hpp"
#include "tools/progress_bar.hpp"

namespace suits {
void check_decision_output(const Options& options) {
  (void)answer_format(options);
  check_output_folder(options);
}

void give_decision(const DecisionAnswer& answer, const Options& options, const Console& console,
                   RunRecord& record) {
  AnswerForms forms{
      answer.command,
      answer.report.findings.front().text,
      [&](const ScreenStyle& style) { return decision_screen(answer.base, answer.report, style); },
      answer.json,
      {},
      tables_csv(answer.report.files)};
  for (const Table& table : answer.report.files) forms.files.push_back(&table);
  record.done(stored_answer(forms));
  print_answer(forms, options, console);
}

std::optional<Summary> course_summary(const ScenarioFile& file, std::uint64_t seed,
                                      std::uint32_t replications, std::uint32_t threads,
                                      const Console& console) {
  ExperimentPlan plan;
  plan.seed = seed;
  plan.replications = replications;
  plan.threads = threads;
  const Experiment experiment = run_experiment(*file.model, plan);
  if (!experiment.error) return summarise(*file.model, experiment);
  tell_run_error(*experiment.error, file, console);
  return std::nullopt;
}

void record_and_tell(SelectionPlan& plan, RunRecord& record, const Console& console) {
  plan.played = [&record](std::size_t candidate, std::uint32_t replication,
                          const SelectionCourse& course) {
    StoredResult result{static_cast<std::uint32_t>(candidate), replication, course.history, {}};
    for (const Sample& pair : course.samples)
      result.pairs.push_back({pair.y, pair.x, pair.missing});
    record.add(std::move(result));
  };
  if (!console.err_is_terminal) return;
  // A bar for the first look, where it turns out to be long; then a line for each look that puts
  // somebody out.
  const auto bar = std::make_shared<std::unique_ptr<ProgressBar>>();
  plan.progress = [&console, bar, ended = false](std::size_t done, std::size_t of) mutable {
    if (ended) return;
    if (!*bar) *bar = std::make_unique<ProgressBar>(console.err, static_cast<std::uint32_t>(of));
    (**bar)(static_cast<std::uint32_t>(done));
    ended = done == of;
  };
  plan.looked = [&console, bar, of = plan.candidates,
                 left = plan.candidates](const SelectionLook& look) mutable {
    bar->reset();
    if (look.left == left) return;
    left = look.left;
    console.err << fmt::format("suits: {} courses of each, {} played; {} of {} still in it\n",
                               look.replications, look.spent, look.left, of);
  };
}

}  // namespace suits
