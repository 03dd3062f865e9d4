#include "engine/analysis/holds_up.hpp"

#include <algorithm>

namespace suits {
namespace {

/// Days of waiting for a role per finished job of a flow.
double days_waited(const Experiment& experiment, const FlowKey& key, RoleId role) {
  const auto at = std::find_if(
      experiment.flow_keys.begin(), experiment.flow_keys.end(), [&](const FlowKey& own) {
        return own.kind == key.kind && own.milestone == key.milestone && own.tier == key.tier;
      });
  if (at == experiment.flow_keys.end()) return 0;
  const auto flow = static_cast<std::size_t>(at - experiment.flow_keys.begin());
  double days = 0;
  for (const Label label :
       {Label::busy, Label::free, Label::off_hours, Label::away, Label::appointment}) {
    const double own = experiment.measures[experiment.layout.at(flow, role, label)].ratio();
    if (own == own) days += own;
  }
  return days;
}

}  // namespace

std::optional<HoldsUp> holds_up(const Model& model, const Response& response,
                                const Experiment& before, const Experiment& now) {
  if (const auto* role = std::get_if<RoleId>(&response.subject))
    return HoldsUp{*role, kNothing, kNothing};
  if (const auto* person = std::get_if<PersonId>(&response.subject))
    return HoldsUp{model.people[*person].roles.front(), kNothing, kNothing};
  const auto* key = std::get_if<FlowKey>(&response.subject);
  if (!key) return std::nullopt;
  std::optional<HoldsUp> most, longest;
  for (const RoleId r : ids(model.roles)) {
    if (model.roles[r].sort == RoleSort::client) continue;
    const HoldsUp own{r, days_waited(before, *key, r), days_waited(now, *key, r)};
    if (own.now > own.before && (!most || own.now - own.before > most->now - most->before))
      most = own;
    if (own.now > 0 && (!longest || own.now > longest->now)) longest = own;
  }
  return most ? most : longest;
}

}  // namespace suits
