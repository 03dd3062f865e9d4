#pragma once

// Where the time of a turnaround goes: the exact labels by role, and the causes people speak of.

#include <cstdint>
#include <vector>

#include "engine/analysis/estimate.hpp"
#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits {

/// What part of a turnaround goes to. Nights and weekends count to what they interrupt.
enum class CauseSort : std::uint8_t {
  work,         // in hand at a role of the department, begun and not yet done
  creative,     // the same at an outside party
  waiting,      // for a role or a party
  appointment,  // until everybody can meet; the role that made it late
  client,       // with the client
  delay,        // other set lapses
};
const char* cause_name(CauseSort sort);  // stable: "work", "in_creative", "waiting" …

/// One cause and its part of a mean turnaround.
struct Cause {
  CauseSort sort{};
  RoleId role{};          // kNone where the sort names none
  double share = 0;       // of the elapsed turnaround
  Estimate days;          // elapsed
  Estimate working_days;  // share × mean turnaround in working days, so that causes add up to it
  double away = 0;        // of a waiting: share while the role was absent or vacant
  KindId busy_with = kNone<KindId>;  // of a waiting: what took the most of the role meanwhile
  double busy_share = 0;             // its share of the busy time
};

/// One label of the breakdown.
struct Part {
  Label label{};
  RoleId role{};
  Estimate days;     // elapsed, per finished job
  double share = 0;  // of the turnaround
};
const char* label_name(Label label);  // stable: "working", "busy", …

/// Parts gathered into causes, the largest first. `pooled` says what the busy were busy with;
/// `working` is the mean turnaround in working days.
std::vector<Cause> causes_of(const Model& model, const std::vector<Part>& parts,
                             const Breakdown& pooled, const Estimate& working);

}  // namespace suits
