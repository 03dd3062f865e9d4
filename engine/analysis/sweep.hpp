#pragma once

// Many settings of one scenario, each played through the same possible courses: common random
// numbers across points. A sweep is a list of (point, replication), each a pure function of the
// model, the seed and its numbers; so it may stop anywhere and go on elsewhere to the same bits.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/measures.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// One course of one point: what is kept of it.
struct SweptCourse {
  std::uint64_t history = 0;    // hash of its events
  std::vector<Sample> samples;  // of the measures that are kept
};

inline constexpr std::size_t kNoMeasure = ~std::size_t{0};

struct SweepPlan {
  std::uint64_t seed = 1;
  std::size_t points = 0;           // at least 1
  std::uint32_t replications = 30;  // of each point, at least 1
  std::uint32_t threads = 1;
  /// The model of a point and which of its measures to keep (Response::index; kNoMeasure: it has
  /// no such thing, the sample is missing). Called for the
  /// points in order, one call at a time, and again only where nobody plays the point any more.
  struct Setting {
    std::shared_ptr<const Model> model;
    std::vector<std::size_t> keep;
  };
  std::function<Setting(std::size_t point)> setting;
  /// What is known already is not played again. May be empty.
  std::vector<std::vector<std::optional<SweptCourse>>> known;  // by point × replication
  /// Called with each course as it comes, in whatever order, one call at a time, from any thread.
  std::function<void(std::size_t point, std::uint32_t replication, const SweptCourse&)> played;
};

struct Sweep {
  /// By point × replication; a point that could not go on has none.
  std::vector<std::vector<SweptCourse>> courses;
  struct Failure {
    std::size_t point = 0;
    std::uint32_t replication = 0;  // its first that could not
    RunError error;
  };
  std::vector<Failure> failures;  // by point
};

/// Exceptions of a course are passed on.
Sweep play_sweep(const SweepPlan& plan);
Sweep play_sweep(const SweepPlan& plan, const Play& play);

/// One course of a setting.
SweptCourse play_course(const SweepPlan::Setting& setting, std::uint64_t seed,
                        std::uint32_t replication);

}  // namespace suits
