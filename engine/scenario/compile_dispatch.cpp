// What people take next, how many requests at a time, what they can do and what they know.

#include <algorithm>

#include "engine/model/work_ahead.hpp"
#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostSkills = 64;

Focus focus_of(const std::optional<FocusSpec>& own, const std::optional<FocusSpec>& role) {
  const auto& spec = own ? own : role;
  Focus focus;
  if (!spec) return focus;
  focus.jobs = spec->jobs->value.value;
  if (spec->cost) focus.cost = spec->cost->value.value;
  return focus;
}

Dispatch dispatch_of(Compilation& c, const DispatchSpec& spec) {
  Dispatch dispatch;
  if (spec.rule) dispatch.rule = spec.rule->value;
  if (spec.known) dispatch.known = spec.known->value;
  if (spec.lookahead) dispatch.lookahead = spec.lookahead->value.value;
  if (spec.kinds) {
    dispatch.rule = DispatchRule::fixed;
    const auto last = static_cast<std::uint32_t>(spec.kinds->size());
    dispatch.place.assign(c.model.kinds.size(), last);
    for (std::uint32_t i = 0; i < last; ++i) {
      if (const auto k = c.kinds.resolve((*spec.kinds)[i], c.diagnostics)) {
        dispatch.place[raw(*k)] = i;
      }
    }
  }
  if (spec.by) dispatch.rule = DispatchRule::expression;
  return dispatch;
}

/// The mean effort of what a role is asked for: over the participants that ask it.
double mean_asked(const Model& model, RoleId role) {
  double sum = 0, count = 0;
  for (const Stream& stream : model.streams) {
    const TierId tier = model.accounts[stream.account].tier;
    for (const Step& step : model.kinds[stream.kind].steps) {
      for (const Participant& p : step.first.participants) {
        const bool asks = std::any_of(p.choices.begin(), p.choices.end(),
                                      [&](const auto& choice) { return choice.role == role; });
        if (!asks || !p.effort[tier]) continue;
        sum += mean_effort(model, p, tier);
        ++count;
      }
    }
  }
  return count > 0 ? sum / count : 0;
}

void role_rules(Compilation& c) {
  const DispatchSpec* otherwise = nullptr;
  for (const auto& entry : c.spec.dispatch) {
    if (entry.name.text == "default") otherwise = &entry.value;
  }
  if (otherwise == nullptr) c.defaulted("dispatch: first_come");
  if (otherwise != nullptr) {
    const Dispatch rule = dispatch_of(c, *otherwise);
    for (Role& role : c.model.roles) role.dispatch = rule;
  }
  for (const auto& entry : c.spec.dispatch) {
    if (entry.name.text == "default") continue;
    if (const auto r = c.roles.resolve(entry.name, c.diagnostics)) {
      c.model.roles[*r].dispatch = dispatch_of(c, entry.value);
    }
  }
  for (RoleId r : ids(c.model.roles)) {
    Dispatch& dispatch = c.model.roles[r].dispatch;
    if (dispatch.rule == DispatchRule::atc) dispatch.mean_effort = mean_asked(c.model, r);
  }
}

void people(Compilation& c) {
  std::map<std::string, AccountId> accounts;
  for (AccountId a : ids(c.model.accounts)) accounts.emplace(c.model.accounts[a].name, a);
  std::map<RoleId, const RoleSpec*> specs;
  for (const auto& entry : c.spec.roles) {
    if (const auto r = c.roles.find(entry.name.text)) {
      specs[*r] = &entry.value;
      c.model.roles[*r].focus = focus_of({}, entry.value.focus);
    }
  }
  for (PersonId p : ids(c.person_specs)) {
    const PersonSpec* spec = c.person_specs[p];
    if (spec == nullptr) continue;
    Person& person = c.model.people[p];
    person.focus = focus_of(spec->focus, specs[person.roles[0]]->focus);
    for (const Name& skill : spec->skills) person.skills |= skill_bit(c, skill);
    if (spec->dispatch) {
      person.dispatch = dispatch_of(c, *spec->dispatch);
      person.dispatch->mean_effort = mean_asked(c.model, person.roles[0]);
    }
    for (const auto& entry : spec->knows) {
      const auto it = accounts.find(entry.name.text);
      if (it == accounts.end()) {
        std::vector<std::string> known;
        for (const auto& [name, id] : accounts) known.push_back(name);
        c.error(entry.name.span, fmt::format("there is no account '{}'", entry.name.text),
                hint_of(entry.name.text, known));
        continue;
      }
      person.knows.emplace_back(it->second, entry.value.value.value);
    }
    std::sort(person.knows.begin(), person.knows.end());
  }
}

void learning(Compilation& c) {
  if (const auto& spec = c.spec.familiarity) {
    Familiarity f;
    if (spec->extra) f.extra = spec->extra->value.value;
    if (spec->repeats) f.repeats = spec->repeats->value.value;
    if (spec->learns_in) f.learns_in = round_duration(spec->learns_in->value.us);
    if (spec->forgets_in) f.forgets_in = round_duration(spec->forgets_in->value.amount);
    if (spec->team) f.team = spec->team->value.value;
    if (spec->others) f.others = spec->others->value.value;
    c.model.familiarity = f;
  }
  if (const auto& spec = c.spec.newcomers) {
    Newcomers n;
    n.extra = spec->extra.value.value;
    if (spec->learns_in) n.learns_in = round_duration(spec->learns_in->value.us);
    c.model.newcomers = n;
  }
}

}  // namespace

std::uint64_t skill_bit(Compilation& c, const Name& name) {
  auto& skills = c.model.skills;
  auto it = std::find(skills.begin(), skills.end(), name.text);
  if (it == skills.end()) {
    if (skills.size() == kMostSkills) {
      c.error(name.span, fmt::format("there are more than {} skills", kMostSkills));
      return 0;
    }
    it = skills.insert(it, name.text);
  }
  return std::uint64_t{1} << (it - skills.begin());
}

void compile_dispatch(Compilation& c) {
  role_rules(c);
  people(c);
  learning(c);
}

}  // namespace suits
