#include "tools/compare_setup.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/linearised.hpp"
#include "tools/experiment_options.hpp"
#include "tools/precision_flag.hpp"
#include "tools/run_record.hpp"

namespace suits {

std::vector<Flag> compare_plan_flags() {
  return with_edit_flags({{"measure", true, true},
                          {"replications", true},
                          kPrecisionFlag,
                          {"most-replications", true},
                          {"warm-up", true},
                          {"seed", true}});
}

CompareSetup::CompareSetup(const Options& options, const ComparedScenario& scenarios)
    : scenarios_(scenarios), plan_(plan_of(options)) {
  precision_ = precision_plan_of(options, plan_);
  std::vector<std::string> names{"base"};
  owners_.push_back(scenarios.base.model);
  for (const Variant& variant : scenarios.variants) {
    names.push_back(variant.name);
    owners_.push_back(variant.model);
  }
  finds_warm_up_ = warm_up_asked(options) || scenarios.base.finds_warm_up;
  if (finds_warm_up_) {
    WarmedUp found = find_warm_ups(owners_, names, plan_);
    owners_ = std::move(found.models);
    if (!found.note.empty()) notes_.push_back(std::move(found.note));
  }
  for (std::size_t m = 0; m < owners_.size(); ++m)
    models_.push_back({names[m], owners_[m].get(), {}});
  ask(options);
  for (const ComparedModel& model : models_)
    alternatives_.push_back(alternative_of(*model.model, model.responses));
  figures_ = all_measures(models_);
  for (std::size_t m = 0; m < models_.size(); ++m)
    courses_.emplace_back(figures_, models_[m].responses, alternatives_[m]);
}

void CompareSetup::ask(const Options& options) {
  std::vector<const Model*> models;
  for (const auto& model : owners_) models.push_back(model.get());
  measures_ = measures_of(options);
  headline_ = measures_.empty();
  std::vector<std::vector<Response>> found = find_in_all(models, measures_);
  const std::vector<std::vector<Response>> precise =
      find_in_all(models, precise_measures_of(options));
  for (std::size_t m = 0; m < models.size(); ++m) {
    std::vector<Response>& asked = models_[m].responses;
    asked = headline_ ? default_family(*models[m], responses_of(*models[m])) : std::move(found[m]);
    for (const Response& response : precise[m])
      if (!find_response(asked, response.name)) asked.push_back(response);
  }
  if (!precision_) return;
  plan_.replications = precision_->most;
  std::vector<Response> bare = models_[0].responses;
  if (!headline_) bare = find_in_all({models[0]}, measures_).front();
  if (headline_ && bare.size() > 1) bare.resize(1);
  precision_->goals = goals_of(options, models, bare);
}

RunHeading CompareSetup::heading(const std::vector<std::string>& args) const {
  RunHeading heading;
  heading.command = "compare";
  heading.arguments = args;
  heading.plan = fmt::format("seed {}, replications {}", plan_.seed, plan_.replications);
  if (precision_)
    heading.plan +=
        fmt::format(" from {} until {}", precision_->least, goals_text(precision_->goals));
  if (finds_warm_up_) heading.plan += ", warm-up found";
  if (!headline_) heading.plan += fmt::format(", of {}", fmt::join(measures_, ", "));
  for (const Variant& variant : scenarios_.variants) heading.plan += "; " + variant.name;
  heading.files = scenarios_.base.files;
  heading.figures = names_of(figures_);
  heading.seed = plan_.seed;
  heading.points = static_cast<std::uint32_t>(models_.size());
  heading.replications = precision_ ? 0 : plan_.replications;
  heading.program = kVersion;
  return heading;
}

StoredResult CompareSetup::stored(const FoldedReplication& replication) const {
  const StoredCourses& own = courses_[replication.alternative];
  return own.stored(static_cast<std::uint32_t>(replication.alternative), replication.replication,
                    own.kept(replication));
}

std::optional<std::vector<std::vector<KeptReplication>>> CompareSetup::recalled(
    const std::vector<StoredResult>& kept) const {
  std::vector<std::vector<KeptReplication>> out(models_.size());
  for (const StoredResult& result : kept) {
    if (result.point >= out.size() || result.replication >= plan_.replications) return std::nullopt;
    if (result.replication != out[result.point].size()) continue;
    std::optional<KeptReplication> course = courses_[result.point].course(result);
    if (!course) return std::nullopt;
    out[result.point].push_back(std::move(*course));
  }
  std::size_t all = out[0].size();
  for (const auto& own : out) all = std::min(all, own.size());
  for (auto& own : out) own.resize(all);
  return out;
}

bool CompareSetup::plays_the_same(const std::vector<std::vector<KeptReplication>>& known) const {
  if (known.front().empty()) return true;
  const std::size_t last = known.front().size() - 1;
  for (std::size_t m = 0; m < known.size(); ++m) {
    const auto now = play_kept(alternatives_[m], plan_.seed, static_cast<std::uint32_t>(last));
    if (!now || courses_[m].stored(0, 0, *now) != courses_[m].stored(0, 0, known[m][last]))
      return false;
  }
  return true;
}

}  // namespace suits
