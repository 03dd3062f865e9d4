#include "tools/experiment_options.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "engine/analysis/warm_up.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/table_builder.hpp"
#include "engine/report/warm_up_text.hpp"
#include "tools/precision_flag.hpp"

namespace suits {
namespace {

constexpr std::uint64_t kMostReplications = 1'000'000;
constexpr std::uint64_t kMostThreads = 256;

std::uint32_t cores() { return std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace

ExperimentPlan plan_of(const Options& options) {
  ExperimentPlan plan;
  plan.seed = options.number("seed", 1, 0, ~std::uint64_t{0});
  plan.replications =
      static_cast<std::uint32_t>(options.number("replications", 30, 1, kMostReplications));
  plan.threads = static_cast<std::uint32_t>(
      options.number("threads", std::min<std::uint64_t>(cores(), kMostThreads), 1, kMostThreads));
  return plan;
}

std::optional<PrecisionPlan> precision_plan_of(const Options& options, const ExperimentPlan& plan) {
  if (precision_asks(options).empty()) {
    if (options.has("most-replications"))
      throw UsageError("--most-replications goes with --precision");
    return std::nullopt;
  }
  PrecisionPlan out;
  out.least = plan.replications;
  if (out.least < 2) throw UsageError("--precision takes at least 2 replications");
  out.most = static_cast<std::uint32_t>(options.number(
      "most-replications", std::max<std::uint64_t>(2000, out.least), out.least, kMostReplications));
  return out;
}

std::vector<PrecisionGoal> goals_of(const Options& options, const std::vector<const Model*>& models,
                                    const std::vector<Response>& bare) {
  std::vector<PrecisionGoal> out;
  for (const PrecisionAsk& ask : precision_asks(options)) {
    const std::vector<Response> asked =
        ask.measure.empty() ? bare : find_in_all({models.front()}, {ask.measure}).front();
    for (const Response& response : asked) {
      const bool again = std::any_of(out.begin(), out.end(), [&](const PrecisionGoal& other) {
        return other.measure == response.name;
      });
      if (again) throw UsageError(fmt::format("--precision of {} is given twice", response.name));
      out.push_back(goal_of(ask, response, *models.front()));
    }
  }
  return out;
}

std::vector<std::string> precise_measures_of(const Options& options) {
  std::vector<std::string> out;
  for (const PrecisionAsk& ask : precision_asks(options))
    if (!ask.measure.empty()) out.push_back(ask.measure);
  return out;
}

std::string goals_text(const std::vector<PrecisionGoal>& goals) {
  std::string text;
  for (const PrecisionGoal& goal : goals)
    text += fmt::format("{}{}{} of {}", text.empty() ? "" : ", ",
                        goal.relative > 0 ? goal.relative : goal.absolute,
                        goal.relative > 0 ? "" : " absolute", goal.measure);
  return text;
}

bool warm_up_asked(const Options& options) {
  (void)options.word("warm-up", "find", {"find"});
  return options.has("warm-up");
}

WarmedUp find_warm_ups(const std::vector<std::shared_ptr<const Model>>& models,
                       const std::vector<std::string>& names, const ExperimentPlan& plan) {
  std::vector<WarmUp> found;
  for (const auto& model : models) found.push_back(find_warm_up(*model, plan));
  WarmedUp out{models, warm_up_note(names, found)};
  std::optional<Duration> length = shared_warm_up(found);
  for (const auto& model : models)
    if (length && !(*length < model->window.end - model->window.warm_up)) length.reset();
  if (!length) return out;
  for (auto& model : out.models) model = std::make_shared<Model>(warmed_up(*model, *length));
  return out;
}

std::vector<std::string> measures_of(const Options& options) {
  std::vector<std::string> out;
  for (const auto& [flag, text] : options.repeated())
    if (flag == "measure") out.push_back(text);
  return out;
}

std::vector<std::vector<Response>> find_in_all(const std::vector<const Model*>& models,
                                               const std::vector<std::string>& measures) {
  std::vector<std::vector<Response>> all, out(models.size());
  for (const Model* model : models) all.push_back(responses_of(*model));
  for (const std::string& measure : measures) {
    bool found = false;
    for (std::size_t m = 0; m < models.size(); ++m)
      for (Response& one : find_responses(all[m], measure)) {
        found = true;
        if (!find_response(out[m], one.name)) out[m].push_back(std::move(one));
      }
    if (found) continue;
    const std::string near = nearest_response(all.front(), measure);
    throw UsageError(fmt::format(
        "there is no measure \"{}\"{}", truncate(printable(measure), 60),
        near.empty() ? "; --measures lists them" : fmt::format(" (do you mean {}?)", near)));
  }
  return out;
}

std::string measures_text(const Model& model, const ScreenStyle& style) {
  TableBuilder table("measures", "What can be asked for",
                     "Names for --measure; * stands for any text. Where two things have one name, "
                     "the first has it, and the others have their sort before it.");
  table.column(text_column("measure", "Measure"))
      .column(text_column("what", "What"))
      .column(text_column("unit", "Unit"));
  for (const Response& one : responses_of(model))
    table.row({one.name, response_words(model, one), response_unit(one)});
  return render_screen(table.take(), style);
}

}  // namespace suits
