#include "engine/analysis/breakdown.hpp"

#include <algorithm>
#include <cmath>

namespace suits {
namespace {

CauseSort sort_of(RoleSort role, Label label) {
  switch (label) {
    case Label::appointment:
      return CauseSort::appointment;
    case Label::client:
      return CauseSort::client;
    case Label::delay:
      return CauseSort::delay;
    case Label::working:
    case Label::suspended:
      if (role == RoleSort::client) return CauseSort::client;
      return role == RoleSort::party ? CauseSort::creative : CauseSort::work;
    case Label::busy:
    case Label::free:
    case Label::off_hours:
    case Label::away:
      break;
  }
  return role == RoleSort::client ? CauseSort::client : CauseSort::waiting;
}

bool names_role(CauseSort sort) { return sort != CauseSort::client && sort != CauseSort::delay; }

/// Half widths of a sum add up at worst; parts of one turnaround are far from independent.
void add(Estimate& sum, const Estimate& more) {
  sum.value = (sum.known() ? sum.value : 0) + more.value;
  if (more.has_interval()) sum.half = (sum.has_interval() ? sum.half : 0) + more.half;
}

void note_busy(Cause& cause, const std::vector<Duration>& with) {
  std::int64_t all = 0, most = 0;
  for (std::size_t k = 0; k < with.size(); ++k) {
    all += with[k].us;
    if (with[k].us <= most) continue;
    most = with[k].us;
    cause.busy_with = static_cast<KindId>(k);
  }
  if (most > 0) cause.busy_share = static_cast<double>(most) / static_cast<double>(all);
}

}  // namespace

const char* cause_name(CauseSort sort) {
  switch (sort) {
    case CauseSort::work:
      return "work";
    case CauseSort::creative:
      return "in_creative";
    case CauseSort::waiting:
      return "waiting";
    case CauseSort::appointment:
      return "appointment";
    case CauseSort::client:
      return "with_client";
    case CauseSort::delay:
      return "delay";
  }
  return "";
}

const char* label_name(Label label) {
  switch (label) {
    case Label::working:
      return "working";
    case Label::suspended:
      return "suspended";
    case Label::busy:
      return "busy";
    case Label::free:
      return "free";
    case Label::off_hours:
      return "off_hours";
    case Label::away:
      return "away";
    case Label::appointment:
      return "appointment";
    case Label::client:
      return "client";
    case Label::delay:
      return "delay";
  }
  return "";
}

std::vector<Cause> causes_of(const Model& model, const std::vector<Part>& parts,
                             const Breakdown& pooled, const Estimate& working) {
  std::vector<Cause> causes;
  for (const Part& part : parts) {
    const CauseSort sort = sort_of(model.roles[part.role].sort, part.label);
    const RoleId role = names_role(sort) ? part.role : kNone<RoleId>;
    auto at = std::find_if(causes.begin(), causes.end(),
                           [&](const Cause& c) { return c.sort == sort && c.role == role; });
    if (at == causes.end()) {
      at = causes.insert(causes.end(), Cause{});
      at->sort = sort;
      at->role = role;
    }
    at->share += part.share;
    add(at->days, part.days);
    if (sort == CauseSort::waiting && part.label == Label::away) at->away += part.share;
  }
  for (Cause& cause : causes) {
    if (cause.share > 0) cause.away /= cause.share;
    cause.working_days = working * cause.share;
    cause.working_days.half = cause.days.half / cause.days.value * cause.working_days.value;
    cause.working_days.at_least = false;
    if (cause.sort == CauseSort::waiting && raw(cause.role) < pooled.busy_with.size())
      note_busy(cause, pooled.busy_with[raw(cause.role)]);
  }
  std::stable_sort(causes.begin(), causes.end(),
                   [](const Cause& a, const Cause& b) { return a.share > b.share; });
  return causes;
}

}  // namespace suits
