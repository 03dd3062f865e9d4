#include "tools/sweep_setup.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/analysis/plausibility.hpp"
#include "engine/analysis/warm_up.hpp"
#include "engine/base/display_width.hpp"
#include "engine/random/stream.hpp"
#include "engine/scenario/source.hpp"
#include "tools/experiment_options.hpp"
#include "tools/run_record.hpp"
#include "tools/scenario_file.hpp"
#include "tools/vary.hpp"

namespace suits {
namespace {

constexpr std::uint64_t kMostPoints = 5'000, kMostCourses = 200'000, kMostReplications = 100'000;
constexpr std::size_t kMostMeasures = 200;

std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::vector<std::string> given(const Options& options, const std::string& flag) {
  std::vector<std::string> values;
  for (const auto& [name, value] : options.repeated())
    if (name == flag) values.push_back(value);
  return values;
}

/// What is read once is kept, and read from there ever after.
ReadData keeping(ReadData data, std::shared_ptr<std::vector<StoredFile>> files) {
  return [data = std::move(data), files = std::move(files)](const std::string& name) -> DataText {
    for (auto file = files->begin() + 1; file != files->end(); ++file)
      if (file->name == name) return {file->text, ""};
    DataText read = data(name);
    if (read.text) files->push_back({name, *read.text});
    return read;
  };
}

/// Everything but single accounts: of these a department has dozens.
std::vector<Response> default_measures(const Model& model, const std::vector<Response>& all) {
  std::vector<Response> family = default_family(model, all);
  std::erase_if(family, [](const Response& response) {
    return std::holds_alternative<AccountId>(response.subject) ||
           std::holds_alternative<AccountKind>(response.subject);
  });
  return family;
}

/// Each point once, where it comes first: of few values a design that fills space draws some twice,
/// and they would be played alike.
void keep_different(SweepDesign& design) {
  std::set<std::vector<std::size_t>> seen;
  std::erase_if(design.points,
                [&](const std::vector<std::size_t>& point) { return !seen.insert(point).second; });
}

}  // namespace

void keep_used_levels(SweepDesign& design) {
  for (std::size_t f = 0; f < design.factors.size(); ++f) {
    SweepFactor& factor = design.factors[f];
    std::vector<std::size_t> place(factor.values.size(), 0);
    for (const auto& point : design.points) place[point[f]] = 1;
    SweepFactor used{factor.name, {}, {}, factor.unit};
    for (std::size_t l = 0; l < place.size(); ++l) {
      if (std::exchange(place[l], used.values.size()) == 0) continue;
      used.values.push_back(factor.values[l]);
      if (factor.numeric()) used.numbers.push_back(factor.numbers[l]);
    }
    for (auto& point : design.points) point[f] = place[point[f]];
    factor = std::move(used);
  }
}

std::vector<Flag> sweep_plan_flags() {
  return with_edit_flags({{"vary", true, true},
                          {"design", true},
                          {"points", true},
                          {"measure", true, true},
                          {"replications", true},
                          {"seed", true}});
}

SweepSetup::SweepSetup(const Options& options, const std::vector<StoredFile>& kept,
                       const Console& console) {
  seed_ = options.number("seed", 1, 0, ~std::uint64_t{0});
  replications_ =
      static_cast<std::uint32_t>(options.number("replications", 30, 1, kMostReplications));
  design_points(options);
  if (read(options, kept)) {
    if (draft_->finds_warm_up()) find_warm_up();
    if (find_measures(options) && check_points(console)) return;
  }
  console.err << diagnostics_.render(path_, text_);
  base_ = nullptr;
}

void SweepSetup::design_points(const Options& options) {
  design_name_ = options.word("design", "grid", {"grid", "lhs", "sobol"});
  const bool grid = design_name_ == "grid";
  const std::vector<std::string> varied = given(options, "vary");
  if (varied.empty())
    throw UsageError(
        "suits sweep wants something to vary, as in --vary people.account_executive.count=8..12");
  if (grid && options.has("points"))
    throw UsageError("a grid has all of its points: --points goes with --design lhs or sobol");
  if (!grid && !options.has("points"))
    throw UsageError(
        fmt::format("--design {} wants --points N: how many settings to play", design_name_));
  std::vector<std::size_t> counts;
  std::vector<std::uint64_t> streams;
  for (const std::string& text : varied) {
    SweepFactor factor = read_vary(text, !grid);
    for (const SweepFactor& other : design_.factors)
      if (other.name == factor.name)
        throw UsageError(fmt::format("{} is varied twice", printable(factor.name)));
    counts.push_back(factor.values.size());
    streams.push_back(name_hash(factor.name));
    design_.factors.push_back(std::move(factor));
  }
  const std::uint64_t points =
      grid ? grid_size(counts) : options.number("points", 1, 2, kMostPoints);
  if (points > kMostPoints)
    throw UsageError(fmt::format(
        "that makes {} settings, and at most {} are played: take fewer values, or "
        "--design lhs --points 200, which spreads as many as you like over all of them",
        points == ~std::uint64_t{0} ? "countless" : grouped(points), grouped(kMostPoints)));
  if (points * replications_ > kMostCourses)
    throw UsageError(
        fmt::format("that makes {} settings × {} courses = {} to play, and at most {} are: take "
                    "fewer of either",
                    grouped(points), grouped(replications_), grouped(points * replications_),
                    grouped(kMostCourses)));
  const auto n = static_cast<std::size_t>(points);
  if (design_name_ == "sobol" && counts.size() > most_sobol_factors())
    throw UsageError(
        fmt::format("--design sobol takes at most {} things to vary", most_sobol_factors()));
  design_.points = grid                    ? grid_design(counts)
                   : design_name_ == "lhs" ? latin_hypercube(counts, streams, n, seed_)
                                           : sobol_design(counts, n);
  keep_different(design_);
  if (design_.points.size() < n)
    notes_.push_back(fmt::format(
        "{} of the {} settings asked for are different ones; each of these is played once.",
        design_.points.size(), n));
  keep_used_levels(design_);
  plan_ = fmt::format("seed {}, replications {}, design {}, points {}", seed_, replications_,
                      design_name_, points);
  for (const auto& [flag, value] : options.repeated()) plan_ += fmt::format("\n{} {}", flag, value);
}

bool SweepSetup::read(const Options& options, const std::vector<StoredFile>& kept) {
  ScenarioText scenario;
  if (kept.empty()) {
    path_ = options.file();
    require_readable(path_);
    const auto loaded = load_scenario(path_, diagnostics_);
    if (!loaded) return false;
    scenario = *loaded;
    files_ =
        std::make_shared<std::vector<StoredFile>>(std::vector<StoredFile>{{path_, scenario.text}});
  } else {
    path_ = kept.front().name;
    scenario = {path_, "", kept.front().text};
    files_ = std::make_shared<std::vector<StoredFile>>(kept);
  }
  text_ = scenario.text;
  const ReadData none = [](const std::string& name) -> DataText {
    return {{}, name + ": no such file was kept"};
  };
  draft_ = ScenarioDraft::of_text(
      scenario, keeping(kept.empty() ? data_beside(scenario.folder) : none, files_), diagnostics_);
  if (!draft_ || !draft_->edit(variant_plan(options).edits, diagnostics_)) return false;
  base_ = draft_->base(diagnostics_);
  if (base_) observed_responses(*base_, diagnostics_);
  return base_ && diagnostics_.empty();
}

/// The base's, for all points: they are to report the same time.
void SweepSetup::find_warm_up() {
  ExperimentPlan pilot;
  pilot.seed = seed_;
  pilot.replications = replications_;
  const WarmedUp found = find_warm_ups({base_}, {"the base"}, pilot);
  notes_.push_back(found.note);
  base_ = found.models.front();
  if (base_->window.start != base_->window.warm_up)
    left_out_ = base_->window.start - base_->window.warm_up;
}

bool SweepSetup::find_measures(const Options& options) {
  const std::vector<Response> all = responses_of(*base_);
  const std::vector<std::string> asked = given(options, "measure");
  if (asked.empty()) responses_ = default_measures(*base_, all);
  for (const std::string& pattern : asked) {
    const std::vector<Response> found = find_responses(all, pattern);
    if (found.empty()) {
      const std::string near = nearest_response(all, pattern);
      throw UsageError(fmt::format("there is no measure \"{}\"{}", truncate(printable(pattern), 60),
                                   near.empty() ? "" : fmt::format(" (do you mean {}?)", near)));
    }
    for (const Response& response : found)
      if (!find_response(responses_, response.name)) responses_.push_back(response);
  }
  if (responses_.size() > kMostMeasures)
    throw UsageError(fmt::format("these are {} measures, and at most {} are kept of each course",
                                 responses_.size(), kMostMeasures));
  return true;
}

std::shared_ptr<const Model> SweepSetup::model_of(std::size_t point) {
  std::vector<EditArgument> edits;
  for (std::size_t f = 0; f < design_.factors.size(); ++f) {
    const SweepFactor& factor = design_.factors[f];
    edits.push_back(
        {Edit::Sort::set, factor.name + "=" + factor.values[design_.points[point][f]], "--vary"});
  }
  Diagnostics wrong;
  wrong.use_texts(diagnostics_.texts());
  const auto variant = draft_->edited("", edits, wrong);
  if (variant && left_out_) return std::make_shared<Model>(warmed_up(*variant->model, *left_out_));
  if (variant) return variant->model;
  diagnostics_ = std::move(wrong);
  return nullptr;
}

bool SweepSetup::check_points(const Console& console) {
  for (std::size_t p = 0; p < design_.points.size(); ++p) {
    if (model_of(p)) continue;
    console.err << fmt::format("suits: with {}:\n", printable(point_text(p)));
    return false;
  }
  return true;
}

SweepPlan::Setting SweepSetup::setting(std::size_t point) {
  SweepPlan::Setting setting{model_of(point), {}};
  const std::vector<Response> all = responses_of(*setting.model);
  for (const Response& response : responses_) {
    const Response* own = find_response(all, response.name);
    setting.keep.push_back(own ? own->index : kNoMeasure);
  }
  return setting;
}

std::string SweepSetup::point_text(std::size_t point) const {
  std::string text;
  for (std::size_t f = 0; f < design_.factors.size(); ++f)
    text += fmt::format("{}{}={}", f == 0 ? "" : " ", design_.factors[f].name,
                        design_.factors[f].values[design_.points[point][f]]);
  return text;
}

RunHeading SweepSetup::heading(const std::vector<std::string>& args) const {
  RunHeading heading;
  heading.command = "sweep";
  heading.arguments = args;
  heading.plan = plan_;
  heading.files = *files_;
  heading.figures = names_of(responses_);
  heading.seed = seed_;
  heading.points = static_cast<std::uint32_t>(design_.points.size());
  heading.replications = replications_;
  heading.program = kVersion;
  return heading;
}

}  // namespace suits
