#pragma once

// A sweep before it is played: what is varied, which settings that makes, and the model of each.

#include <memory>
#include <string>
#include <vector>

#include "engine/analysis/response.hpp"
#include "engine/analysis/sweep.hpp"
#include "engine/analysis/sweep_effects.hpp"
#include "engine/book/book.hpp"
#include "engine/scenario/variant.hpp"
#include "tools/options.hpp"
#include "tools/tool.hpp"

namespace suits {

/// The flags that decide what a sweep gives, and nothing else.
std::vector<Flag> sweep_plan_flags();

/// Takes away the levels that no point has, and says the points in terms of what is left.
void keep_used_levels(SweepDesign& design);

class SweepSetup {
 public:
  /// From the options' file, or from texts that were kept where there are some. Throws UsageError
  /// where flags are wrong or ask for too much; where the scenario or a setting of it is wrong
  /// that is told on `err`, and `good` is false.
  SweepSetup(const Options& options, const std::vector<StoredFile>& kept, const Console& console);

  bool good() const { return base_ != nullptr; }
  const Model& base() const { return *base_; }
  const SweepDesign& design() const { return design_; }
  const std::string& design_name() const { return design_name_; }
  /// Of the base: what is kept of every course.
  const std::vector<Response>& responses() const { return responses_; }
  std::uint64_t seed() const { return seed_; }
  std::uint32_t replications() const { return replications_; }
  std::uint64_t courses() const { return std::uint64_t{replications_} * design_.points.size(); }
  /// On how it is played: a warm-up that was found.
  const std::vector<std::string>& notes() const { return notes_; }
  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }
  const std::vector<NamedText>& texts() const { return diagnostics_.texts(); }

  /// The model of a point, made anew at each call, and where its responses lie.
  SweepPlan::Setting setting(std::size_t point);
  /// "people.account_executive.count=9 chance=10%"
  std::string point_text(std::size_t point) const;
  RunHeading heading(const std::vector<std::string>& args) const;

 private:
  void design_points(const Options& options);
  bool read(const Options& options, const std::vector<StoredFile>& kept);
  bool find_measures(const Options& options);
  bool check_points(const Console& console);
  void find_warm_up();
  std::shared_ptr<const Model> model_of(std::size_t point);

  std::string path_, text_, plan_, design_name_;
  std::shared_ptr<std::vector<StoredFile>> files_;
  Diagnostics diagnostics_;
  std::optional<ScenarioDraft> draft_;
  std::shared_ptr<const Model> base_;
  std::optional<Duration> left_out_;  // of every point's window, where a warm-up was found
  std::vector<std::string> notes_;
  std::vector<Response> responses_;
  SweepDesign design_;
  std::uint64_t seed_ = 1;
  std::uint32_t replications_ = 0;
};

}  // namespace suits
