// Background work: what people do of themselves, supervision, and the hours spent on running jobs.
// Each gets a kind of one step, after the kinds of work, so that its hours are counted apart.

#include <algorithm>
#include <functional>

#include "engine/scenario/compile_context.hpp"
#include "engine/scenario/compile_step.hpp"

namespace suits {
namespace {

/// A background kind before ids are given out, and who wants to know its id.
struct KindDraft {
  std::string name;
  std::string title;
  Span span;
  ClassId work_class{};
  bool billable = true;
  std::function<void(KindId)> tell;
};

Kind kind_of(const KindDraft& draft) {
  Kind kind;
  kind.name = draft.name;
  kind.title = draft.title;
  kind.span = draft.span;
  kind.background = true;
  kind.billable = draft.billable;
  kind.component = component({"background", draft.name});
  Step step;
  step.name = draft.name;
  step.span = draft.span;
  step.work_class = draft.work_class;
  step.together = Together::apart;
  step.billable = draft.billable;
  step.component = component({"background step", draft.name});
  kind.steps.push_back(std::move(step));
  kind.entries.push_back(StepId{0});
  return kind;
}

void own_work(Compilation& c, const Entry<BackgroundSpec>& entry, std::vector<KindDraft>& drafts) {
  const BackgroundSpec& spec = entry.value;
  Background background;
  switch (spec.per.value) {
    case BackgroundSpec::Whose::person:
      background.per = Background::Per::person;
      break;
    case BackgroundSpec::Whose::report:
      background.per = Background::Per::report;
      break;
    case BackgroundSpec::Whose::role:
      background.per = Background::Per::role;
      break;
  }
  if (spec.everyone) {
    for (const RoleId r : ids(c.model.roles)) {
      if (c.model.roles[r].sort == RoleSort::staff) background.roles.push_back(r);
    }
  }
  for (const Name& name : spec.who) {
    const auto role = c.roles.resolve(name, c.diagnostics);
    if (!role) continue;
    if (c.model.roles[*role].sort == RoleSort::client) {
      c.error(name.span, "the client has no background work here");
    } else if (std::count(background.roles.begin(), background.roles.end(), *role) == 0) {
      background.roles.push_back(*role);
    }
  }
  std::sort(background.roles.begin(), background.roles.end());
  background.effort = per_working_week(c, spec.effort.value);
  background.daily = spec.each && spec.each->value == BackgroundSpec::Each::working_day;
  if (c.kinds.find(entry.name.text)) {
    c.error(entry.name.span, fmt::format("'{}' is a kind of work already", entry.name.text));
    return;
  }
  ClassId work_class = c.default_class;
  if (spec.work_class) {
    work_class = c.classes.resolve(*spec.work_class, c.diagnostics).value_or(work_class);
  }
  const std::size_t at = c.model.background.size();
  c.model.background.push_back(std::move(background));
  c.background_spans.push_back(entry.name.span);
  drafts.push_back({entry.name.text, title_of(entry.value.title, entry.name.text), entry.name.span,
                    work_class, spec.billable && spec.billable->value,
                    [&c, at](KindId id) { c.model.background[at].kind = id; }});
}

}  // namespace

void compile_background(Compilation& c) {
  std::vector<KindDraft> drafts;
  for (const std::size_t i : by_name(c.spec.background)) own_work(c, c.spec.background[i], drafts);
  for (const KindId k : ids(c.model.kinds)) {
    const Kind& kind = c.model.kinds[k];
    if (kind.steps.empty()) continue;
    const ClassId work_class = kind.steps[0].work_class;
    if (std::any_of(kind.steps.begin(), kind.steps.end(),
                    [](const Step& s) { return !s.supervised_by.empty(); })) {
      drafts.push_back({kind.name + ": supervision", kind.title + ": supervision", kind.span,
                        work_class, kind.billable,
                        [&c, k](KindId id) { c.model.kinds[k].supervision = id; }});
    }
    if (!kind.follow.empty()) {
      drafts.push_back({kind.name + ": follow", kind.title + ": follow-up", kind.span, work_class,
                        kind.billable, [&c, k](KindId id) {
                          for (Follow& follow : c.model.kinds[k].follow) follow.kind = id;
                        }});
    }
  }
  for (const std::size_t i :
       by_name(drafts, [](const KindDraft& d) -> const std::string& { return d.name; })) {
    const KindId id = c.model.kinds.push_back(kind_of(drafts[i]));
    drafts[i].tell(id);
  }
}

}  // namespace suits
