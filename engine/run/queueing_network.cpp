#include "engine/run/queueing_network.hpp"

#include <algorithm>

#include "engine/model/work_ahead.hpp"
#include "engine/run/match_line.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostClasses = 64;
constexpr std::size_t kMostAccounts = 256;  // of jobs' figures: stations × kinds of work

bool is_always_there(const Model& model, const Person& person) {
  return !person.pool && !person.leave && !person.sickness && person.away.empty() &&
         midnight(person.joins) <= model.window.warm_up &&
         midnight(person.leaves) > model.window.cap;
}

/// Whether nothing but arrivals and finishes of work ever happens by itself.
bool is_quiet(const Model& model) {
  const Staffing& staffing = model.staffing;
  const auto never_closes = [&](const Hours& hours) {
    return hours.always() && hours.begin() <= model.window.warm_up &&
           hours.end() > model.window.cap;
  };
  return !model.in_order && !model.rulebook.any() && model.limits.empty() &&
         model.background.empty() && !model.by_month &&
         std::none_of(model.kinds.begin(), model.kinds.end(),
                      [](const Kind& kind) { return kind.wins.has_value(); }) &&
         std::none_of(model.accounts.begin(), model.accounts.end(),
                      [](const Account& account) { return account.starts_before.has_value(); }) &&
         !model.familiarity && !model.newcomers && !model.careers && !model.relationship &&
         staffing.changes.empty() &&
         staffing.pools.empty() && staffing.in_hand.empty() &&
         std::all_of(model.patterns.begin(), model.patterns.end(), never_closes) &&
         std::all_of(model.people.begin(), model.people.end(),
                     [&](const Person& p) { return is_always_there(model, p); }) &&
         std::none_of(model.classes.begin(), model.classes.end(),
                      [](const WorkClass& c) { return c.interrupts; }) &&
         model.classes.size() <= kMostClasses;
}

/// Whether somebody has one role and does one thing at a time, by the role's rule.
bool is_plain(const Person& person) {
  return person.roles.size() == 1 && person.later_roles.empty() && person.focus.jobs == 1 &&
         !person.dispatch;
}

/// Whether the rule's order of two requests lasts while they wait.
bool lasts(DispatchRule rule) {
  switch (rule) {
    case DispatchRule::weighted_slack:
    case DispatchRule::critical_ratio:
    case DispatchRule::atc:
    case DispatchRule::random:
    case DispatchRule::expression:
      return false;
    default:
      return true;
  }
}

/// Whether the role's people, whoever is free first, take all that is asked of it.
bool is_station(const Model& model, const Role& role) {
  const auto waits = [](const CoverRing& ring) { return ring.after.has_value(); };
  return role.sort != RoleSort::client && role.keep == Keep::none && !role.overtime &&
         role.reserve.empty() && !role.spare_after && !role.peers_after && !role.superior_after &&
         std::none_of(role.covered_by.begin(), role.covered_by.end(), waits) &&
         !role.people.empty() && lasts(role.dispatch.rule) &&
         std::all_of(role.people.begin(), role.people.end(),
                     [&](PersonId p) { return is_plain(model.people[p]); });
}

/// The one participant of a request, where it asks one person of one role, always.
const Participant* only(const Request& request, TierId tier) {
  if (request.participants.size() != 1) return nullptr;
  const Participant& p = request.participants[0];
  const bool plain = p.choices.size() == 1 && p.choices[0].role != kNone<RoleId> && p.count == 1 &&
                     p.effort[tier].has_value() && p.chance[tier] >= 1 &&
                     p.requirement == RequirementId{};
  return plain ? &p : nullptr;
}

class Compiler {
 public:
  explicit Compiler(const Model& model)
      : model_(model), ahead_(model), lines_(match_lines(model)), station_of_(model.roles.size()) {}

  std::optional<QueueingNetwork> network() {
    for (const Stream& stream : model_.streams) {
      if (!add_route(stream)) return std::nullopt;
    }
    if (network_.routes.empty()) return std::nullopt;
    if (network_.rework && network_.stations.size() * (2 + model_.kinds.size()) > kMostAccounts) {
      return std::nullopt;
    }
    return std::move(network_);
  }

 private:
  std::optional<std::uint32_t> station(RoleId role) {
    if (station_of_[role] == 0) {
      if (!is_station(model_, model_.roles[role])) return std::nullopt;
      network_.stations.push_back(
          {role, lines_[role], model_.roles[role].people, &model_.roles[role].dispatch});
      station_of_[role] = static_cast<std::uint32_t>(network_.stations.size());
    }
    return station_of_[role] - 1;
  }

  std::optional<Stage> stage(const Kind& kind, KindId id, StepId step_id, const Account& account) {
    const Step& step = kind.steps[raw(step_id)];
    const TierId tier = account.tier;
    const std::size_t place = raw(step_id);
    const bool in_chain = step.predecessors.size() == (place > 0 ? 1 : 0) && step.choose.empty() &&
                          step.successors.size() == (place + 1 < kind.steps.size() ? 1 : 0) &&
                          (place == 0 || raw(step.predecessors[0]) == place - 1);
    if (!in_chain || step.takes || step.client_delay || !step.when.empty() || step.parts != 1 ||
        !step.supervised_by.empty() || !step.interruptible || step.chance[tier] < 1) {
      return std::nullopt;
    }
    const Participant* first = only(step.first, tier);
    const Participant* later = only(step.later, tier);
    if (first == nullptr || later == nullptr || first->choices[0].role != later->choices[0].role) {
      return std::nullopt;
    }
    const RoleId role = first->choices[0].role;
    const auto at = station(role);
    if (!at || account.slot_of_role[raw(role)] >= 0) return std::nullopt;
    Stage stage;
    stage.step = &step;
    stage.station = *at;
    stage.class_and_cover = raw(step.work_class) * 4 + 2;
    stage.first = &*first->effort[tier];
    stage.later = &*later->effort[tier];
    stage.mean_first = mean_effort(model_, *first, tier);
    stage.mean_later = mean_effort(model_, *later, tier);
    stage.role_effort = model_.roles[role].effort;
    stage.tail = ahead_.after(id, tier, step_id);
    if (step.back) stage.chance_back = step.back->chance[tier];
    network_.rework = network_.rework || step.back.has_value();
    return stage;
  }

  bool add_route(const Stream& stream) {
    const Kind& kind = model_.kinds[stream.kind];
    const Account& account = model_.accounts[stream.account];
    if (kind.background || !kind.attributes.empty() || !kind.milestones.empty() ||
        !kind.follow.empty() || kind.supervision || kind.steps.empty() || stream.burst ||
        account.cancel_on_end || stream.form == Stream::Form::population ||
        kind.withdraws_after[account.tier]) {
      return false;
    }
    Route route;
    route.stream = static_cast<StreamId>(network_.routes.size());
    route.kind = stream.kind;
    route.account = stream.account;
    route.tier = account.tier;
    for (std::uint32_t s = 0; s < kind.steps.size(); ++s) {
      const auto found = stage(kind, stream.kind, StepId{s}, account);
      if (!found) return false;
      route.stages.push_back(*found);
    }
    network_.longest = std::max(network_.longest, route.stages.size());
    network_.routes.push_back(std::move(route));
    return true;
  }

  const Model& model_;
  WorkAhead ahead_;
  IdVector<RoleId, std::uint32_t> lines_;
  IdVector<RoleId, std::uint32_t> station_of_;  // index + 1; 0: none so far
  QueueingNetwork network_;
};

}  // namespace

std::optional<QueueingNetwork> queueing_network(const Model& model) {
  if (!is_quiet(model)) return std::nullopt;
  return Compiler(model).network();
}

}  // namespace suits
