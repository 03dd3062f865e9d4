#pragma once

// The relationship with accounts as it was written. See spec.hpp.

#include <optional>
#include <vector>

#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"
#include "engine/scenario/staffing_spec.hpp"

namespace suits {

/// What jobs of one kind do.
struct KindMovesSpec {
  std::optional<Located<Points>> arrives;
  std::optional<Located<Points>> finishes;
  std::optional<Located<Points>> on_time;
  std::optional<Located<Points>> late;
  std::optional<Located<Points>> round;
  std::optional<Located<Points>> waits;  // with `past`
  std::optional<Located<FixedLapse>> past;
};
struct MovesSpec {
  std::optional<Located<Points>> on_time;  // of deliverables, like the next two
  std::optional<Located<Points>> late;
  std::optional<Located<Points>> round;
  std::optional<Located<Points>> new_contact;
  Map<KindMovesSpec> kinds;
};
struct WarningsSpec {
  std::vector<Located<Health>> below;  // not empty
  std::vector<Name> tell;              // roles, or `owner`
};
struct LossSpec {
  ByTierSpec<Located<Share>> per_year;
  std::optional<Located<Points>> doubles_every;  // > 0
  std::optional<Located<OnEnd>> on_loss;
  std::optional<Located<FixedLapse>> notice;
};
struct RelationshipSpec {
  std::optional<Located<Health>> health;
  std::optional<Located<WeeklyShare>> returns;
  std::optional<MovesSpec> moves;
  std::optional<WarningsSpec> warnings;
  std::optional<LossSpec> loss;
  Span span;
};

}  // namespace suits
