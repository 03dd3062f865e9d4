#include "engine/scenario/compile_step.hpp"

#include <algorithm>
#include <cmath>

namespace suits {
namespace {

constexpr double kMostParts = 1000;

using EffortByTier = ByTier<std::optional<Distribution>>;

EffortByTier effort_of(const Compilation& c, const ByTierSpec<Located<Effort>>& spec) {
  return by_tier<std::optional<Distribution>>(
      c, spec, std::nullopt, [](const Located<Effort>& e) { return e.value.amount; });
}

ByTier<double> chance_of(const Compilation& c, const ByTierSpec<Located<Share>>& spec) {
  return by_tier<double>(c, spec, 0.0, [](const Located<Share>& s) { return s.value.value; });
}

class StepCompiler {
 public:
  StepCompiler(Compilation& c, const StepSpec& spec) : c_(c), spec_(spec) {
    needs_ = requirement(spec.least_level, spec.skills, {});
  }

  /// The participants of one round.
  std::vector<Participant> participants(const std::optional<std::vector<ParticipantSpec>>& who,
                                        const ByTierSpec<Located<Effort>>* effort) {
    std::vector<Participant> result;
    if (!who) return result;
    for (const ParticipantSpec& one : *who) {
      const auto role = asked_role(c_, one.who);
      if (!role) continue;
      Participant participant;
      participant.choices.push_back({*role, 0.0});
      if (one.count) participant.count = one.count->value.value;
      participant.total = one.total && one.total->value;
      if (one.effort) {
        participant.effort = effort_of(c_, *one.effort);
      } else if (effort != nullptr) {
        participant.effort = effort_of(c_, *effort);
        participant.common = !participant.total;
      } else {
        c_.error(one.who.span, fmt::format("nothing says what effort {} has here", one.who.text));
      }
      if (one.chance) participant.chance = chance_of(c_, *one.chance);
      if (of_department(*role) || one.least_level || !one.skills.empty()) {
        const Requirement needs =
            requirement(one.least_level, one.skills, of_department(*role) ? needs_ : Requirement{});
        participant.requirement = c_.model.requirement(needs);
      }
      result.push_back(std::move(participant));
    }
    return result;
  }

  std::vector<Participant> alternatives(const ByTierSpec<Located<Effort>>* effort) {
    Participant participant;
    for (const AlternativeSpec& one : *spec_.any_of) {
      const auto role = asked_role(c_, one.who);
      if (!role) continue;
      if (!of_department(*role)) needs_ = {};
      participant.choices.push_back({*role, one.share ? one.share->value.value : 0.0});
    }
    if (participant.choices.empty()) return {};
    participant.requirement = c_.model.requirement(needs_);
    if (effort != nullptr) participant.effort = effort_of(c_, *effort);
    return {std::move(participant)};
  }

  void requests(Step& step) {
    const auto* effort = spec_.effort ? &*spec_.effort : nullptr;
    const auto* later_effort = spec_.later && spec_.later->effort ? &*spec_.later->effort : effort;
    if (spec_.any_of) {
      step.first.participants = alternatives(effort);
      step.later.participants = alternatives(later_effort);
    } else {
      const auto& later_who = spec_.later && spec_.later->who ? spec_.later->who : spec_.who;
      step.first.participants = participants(spec_.who, effort);
      // Once is enough for what is wrong with who is written once.
      const bool again = (spec_.later && (spec_.later->who || spec_.later->effort));
      step.later.participants =
          again ? participants(later_who, later_effort) : step.first.participants;
    }
    if (spec_.notice) step.first.notice = spec_.notice->value;
    step.later.notice = step.first.notice;
    if (spec_.later && spec_.later->notice) step.later.notice = spec_.later->notice->value;
  }

  void spread(Step& step) const {
    const FixedLapse& over = spec_.spread->value;
    double in_weeks = 0;
    switch (over.clock) {
      case Clock::elapsed:
        in_weeks = over.amount / 86.4e9 / 7;
        break;
      case Clock::working_time:
        in_weeks =
            over.amount / static_cast<double>(std::max<std::int64_t>(1, c_.model.standard_week.us));
        break;
      case Clock::working_days:
        in_weeks = over.amount / days_per_week(c_);
        break;
      case Clock::months:
        in_weeks = over.amount * 365.25 / 84;
        break;
    }
    const double parts = std::clamp(std::ceil(in_weeks - 1e-9), 1.0, kMostParts);
    step.parts = static_cast<std::uint32_t>(parts);
    const bool months = over.clock == Clock::months;
    const double every = months ? in_weeks * 7 * 86.4e9 / parts : over.amount / parts;
    step.part_every = {Distribution(every), months ? Clock::elapsed : over.clock};
  }

  Together together() const {
    if (spec_.together) return spec_.together->value;
    if (!c_.spec.together) return Together::booked;
    switch (c_.spec.together->value) {
      case TogetherRule::booked:
        return Together::booked;
      case TogetherRule::apart:
        return Together::apart;
      case TogetherRule::scan:
      case TogetherRule::in_order:
        return Together::scan;
    }
    return Together::booked;
  }

 private:
  bool of_department(RoleId role) const {
    return role == kNone<RoleId> || c_.model.roles[role].sort == RoleSort::staff;
  }

  /// What one asks for, beyond or instead of what the step does.
  Requirement requirement(const std::optional<Name>& level, const std::vector<Name>& skills,
                          Requirement needs) {
    if (level) {
      needs.least_level = c_.levels.resolve(*level, c_.diagnostics).value_or(needs.least_level);
    }
    for (const Name& skill : skills) needs.skills |= skill_bit(c_, skill);
    return needs;
  }

  Compilation& c_;
  const StepSpec& spec_;
  Requirement needs_;  // of everybody of the department
};

}  // namespace

std::optional<RoleId> asked_role(Compilation& c, const Name& name) {
  if (name.text == "owner") return kNone<RoleId>;
  return c.roles.resolve(name, c.diagnostics);
}

Step compile_step(Compilation& c, const Entry<StepSpec>& entry) {
  const StepSpec& spec = entry.value;
  Step step;
  step.name = entry.name.text;
  step.span = entry.name.span;
  StepCompiler compiler(c, spec);
  step.together = compiler.together();
  step.interruptible = !spec.interruptible || spec.interruptible->value;
  step.restarts = spec.restarts && spec.restarts->value;
  compiler.requests(step);
  if (spec.takes) {
    step.client_delay = spec.takes->client_responds;
    if (spec.takes->lapse) step.takes = *spec.takes->lapse;
  }
  if (spec.chance) step.chance = chance_of(c, *spec.chance);
  if (spec.spread) compiler.spread(step);
  if (spec.back_to) {
    step.back.emplace();
    step.back->chance = chance_of(c, spec.back_to->chance);
    if (spec.back_to->falling_by) step.back->falling_by = spec.back_to->falling_by->value.value;
    if (spec.back_to->rework_effort)
      step.back->rework_effort = spec.back_to->rework_effort->value.value;
  }
  for (const auto& supervisor : spec.supervised_by) {
    const auto role = asked_role(c, supervisor.name);
    if (!role) continue;
    if (*role != kNone<RoleId> && c.model.roles[*role].sort == RoleSort::client) {
      c.error(supervisor.name.span, "the client does not supervise work");
      continue;
    }
    step.supervised_by.push_back({*role, supervisor.value.value.value});
  }
  return step;
}

}  // namespace suits
