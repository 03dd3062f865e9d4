// Kinds of work: attributes, dues, milestones, and the graph of their steps.

#include <algorithm>

#include "engine/model/workflow.hpp"
#include "engine/model/weight.hpp"
#include "engine/scenario/compile_context.hpp"
#include "engine/scenario/compile_step.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostKinds = 10'000;
constexpr std::size_t kMostSteps = 10'000;

ClassId class_of(Compilation& c, const std::optional<Name>& name, ClassId otherwise) {
  if (!name) return otherwise;
  return c.classes.resolve(*name, c.diagnostics).value_or(otherwise);
}

std::vector<Attribute> attributes_of(const KindSpec& spec) {
  std::vector<Attribute> result;
  for (const auto& entry : spec.attributes) {
    Attribute attribute{entry.name.text, {}};
    for (const auto& value : entry.value) {
      attribute.values.push_back({value.name.text, value.value.chance.value.value,
                                  value.value.repeats ? value.value.repeats->value.value : 1.0,
                                  value.value.effort ? value.value.effort->value.value : 1.0});
    }
    result.push_back(std::move(attribute));
  }
  return result;
}

/// The greatest factor on chances of going back that a job or a person may bring.
double worst_repeats(const Compilation& c, const std::vector<Attribute>& attributes) {
  double worst = 1;
  for (const Attribute& attribute : attributes) {
    double most = 0;
    for (const AttributeValue& v : attribute.values) {
      if (v.chance > 0) most = std::max(most, v.repeats);
    }
    worst *= most;
  }
  double level = 0;
  for (const Level& l : c.model.levels) level = std::max(level, l.repeats);
  return worst * level;
}

/// The step's way back as the workflow sees it.
WorkflowStep::Back back_of(const Compilation& c, const StepSpec& spec, double worst) {
  const BackToSpec& back = *spec.back_to;
  WorkflowStep::Back result{{back.step.text, back.step.span}, 0};
  if (back.falling_by && back.falling_by->value.value > 0) return result;
  const auto get = [](const Located<Share>& s) { return s.value.value; };
  const auto chance = by_tier<double>(c, back.chance, 0.0, get);
  const auto done = spec.chance ? by_tier<double>(c, *spec.chance, 0.0, get) : ByTier<double>(1.0);
  for (const TierId t : ids(c.model.tiers)) {
    if (done[t] >= 1) result.lasting = std::max(result.lasting, chance[t] * worst);
  }
  return result;
}

std::optional<Workflow> workflow_of(Compilation& c, const Kind& kind, const KindSpec& spec) {
  const double worst = worst_repeats(c, kind.attributes);
  std::vector<WorkflowStep> steps;
  for (const auto& entry : spec.steps) {
    WorkflowStep step;
    step.name = entry.name.text;
    step.span = entry.name.span;
    if (entry.value.after) {
      step.after.emplace();
      for (const Name& name : *entry.value.after) step.after->push_back({name.text, name.span});
    }
    for (const auto& share : entry.value.choose) {
      step.choose.push_back({{share.name.text, share.name.span}, share.value.value.value});
      if (step.choose_span.line == 0) step.choose_span = share.name.span;
    }
    if (entry.value.back_to) step.back = back_of(c, entry.value, worst);
    steps.push_back(std::move(step));
  }
  return build_workflow(kind.name, steps, c.diagnostics);
}

void add_steps(Compilation& c, Kind& kind, const KindSpec& spec, ClassId work_class) {
  const auto flow = workflow_of(c, kind, spec);
  if (!flow) return;
  for (std::size_t s = 0; s < flow->order.size(); ++s) {
    const auto& entry = spec.steps[flow->order[s]];
    Step step = compile_step(c, entry);
    step.work_class = class_of(c, entry.value.work_class, work_class);
    step.billable = entry.value.billable ? entry.value.billable->value : kind.billable;
    step.predecessors = flow->predecessors[s];
    step.successors = flow->successors[s];
    step.choose = flow->choose[s];
    if (step.predecessors.empty()) kind.entries.push_back(static_cast<StepId>(s));
    if (flow->back[s]) {
      step.back->target = flow->back[s]->target;
      step.back->reopened = flow->back[s]->reopened;
      step.back->resets = flow->back[s]->resets;
    }
    step.component = component({"step", kind.name, step.name});
    kind.steps.push_back(std::move(step));
  }
}

void add_milestones(Compilation& c, Kind& kind, const KindSpec& spec) {
  const auto resolve = [&](const PointSpec& point, StepId& step) {
    if (point.point == MilestonePoint::arrival || point.point == MilestonePoint::finish) return;
    std::vector<std::string> known;
    for (const StepId s : ids<StepId>(kind.steps.size())) {
      known.push_back(kind.steps[raw(s)].name);
      if (known.back() != point.step.text) continue;
      step = s;
      return;
    }
    c.error(point.span, fmt::format("{} has no step '{}'", kind.name, point.step.text),
            hint_of(point.step.text, known));
  };
  for (const auto& entry : spec.milestones) {
    Milestone milestone{entry.name.text, entry.value.from.point, entry.value.to.point, {}, {}};
    resolve(entry.value.from, milestone.from_step);
    resolve(entry.value.to, milestone.to_step);
    kind.milestones.push_back(milestone);
  }
}

void add_follow(Compilation& c, Kind& kind, const KindSpec& spec) {
  for (const auto& entry : spec.follow) {
    Follow follow;
    const auto role = asked_role(c, entry.name);
    if (!role) continue;
    follow.role = *role;
    follow.effort = by_tier<double>(c, entry.value, 0.0, [&](const Located<EffortRate>& rate) {
      return per_working_week(c, rate.value);
    });
    kind.follow.push_back(std::move(follow));
  }
}

/// Where something of the kind is said by tier; no place where nothing is.
Span varies(const KindSpec& spec) {
  Span place;
  const auto look = [&](const auto& by_tier_spec) {
    if (by_tier_spec && by_tier_spec->varies && place.line == 0) place = by_tier_spec->span;
  };
  look(spec.due);
  look(spec.weight);
  look(spec.withdraws_after);
  if (spec.wins && spec.wins->chance.varies && place.line == 0) place = spec.wins->chance.span;
  for (const auto& entry : spec.follow) {
    if (entry.value.varies && place.line == 0) place = entry.value.span;
  }
  for (const auto& entry : spec.steps) {
    const StepSpec& step = entry.value;
    look(step.effort);
    look(step.chance);
    if (step.back_to && step.back_to->chance.varies && place.line == 0)
      place = step.back_to->chance.span;
    for (const auto* who : {&step.who, step.later ? &step.later->who : nullptr}) {
      if (who == nullptr || !*who) continue;
      for (const ParticipantSpec& p : **who) {
        look(p.effort);
        look(p.chance);
      }
    }
    if (step.later) look(step.later->effort);
  }
  return place;
}

void add_kind(Compilation& c, const Entry<KindSpec>& entry) {
  const KindSpec& spec = entry.value;
  Kind kind;
  kind.name = entry.name.text;
  kind.title = title_of(spec.title, kind.name);
  kind.span = entry.name.span;
  kind.deliverable = spec.deliverable && spec.deliverable->value;
  kind.billable = !spec.billable || spec.billable->value;
  kind.component = component({"kind", kind.name});
  kind.attributes = attributes_of(spec);
  if (spec.due) {
    kind.due = by_tier<std::optional<Lapse>>(c, *spec.due, std::nullopt,
                                             [](const Located<Lapse>& due) { return due.value; });
  }
  if (spec.withdraws_after) {
    kind.withdraws_after =
        by_tier<std::optional<Lapse>>(c, *spec.withdraws_after, std::nullopt,
                                      [](const Located<Lapse>& after) { return after.value; });
  }
  if (spec.weight) {
    kind.weight = by_tier<std::uint32_t>(c, *spec.weight, 1000, [&c](const Located<Factor>& f) {
      const double weight = f.value.value;
      if (weight < kLeastWeight || weight > kMostWeight) {
        c.error(f.span, fmt::format("a weight of {:.6g}", weight),
                "weights are positive: from 0.001 to 1,000,000");
      }
      return static_cast<std::uint32_t>(std::clamp(weight * 1000 + 0.5, 1.0, 4e9));
    });
  }
  if (spec.steps.size() > kMostSteps) {
    c.error(kind.span, fmt::format("{} has more than {} steps", kind.name, kMostSteps));
    return;
  }
  const std::size_t errors = c.diagnostics.count();
  add_steps(c, kind, spec, class_of(c, spec.work_class, c.default_class));
  if (c.diagnostics.count() == errors) add_milestones(c, kind, spec);
  add_follow(c, kind, spec);
  c.varies.push_back(varies(spec));
  const auto id = c.model.kinds.push_back(std::move(kind));
  c.kinds.add(c.model.kinds[id].name, id);
}

}  // namespace

void compile_kinds(Compilation& c) {
  if (c.spec.work.size() > kMostKinds) {
    c.error(c.spec.work[kMostKinds].name.span,
            fmt::format("there are more than {} kinds of work", kMostKinds));
    return;
  }
  for (const std::size_t i : by_name(c.spec.work)) add_kind(c, c.spec.work[i]);
}

}  // namespace suits
