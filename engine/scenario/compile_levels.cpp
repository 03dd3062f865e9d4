// Levels of seniority, classes of work, tiers of accounts.

#include <algorithm>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

bool neutral(const Level& level) { return level.time_factor == 1 && level.repeats == 1; }

void add_levels(Compilation& c) {
  IdVector<LevelId, Level>& levels = c.model.levels;
  for (const auto& entry : c.spec.levels) {
    Level level{entry.name.text, 1, 1};
    if (entry.value.speed) level.time_factor = 1 / entry.value.speed->value.value;
    if (entry.value.repeats) level.repeats = entry.value.repeats->value.value;
    c.levels.add(level.name, levels.push_back(level));
  }
  if (levels.empty()) {
    c.levels.add("mid", levels.push_back({"mid", 1, 1}));
    c.defaulted("levels: one, mid");
  }
  const auto middle = static_cast<LevelId>((levels.size() - 1) / 2);
  c.default_level = c.levels.find("mid").value_or(middle);
  // Parties and clients are not staff of a level: they do a nominal hour in an hour.
  c.party_level = c.default_level;
  for (const LevelId l : ids(levels)) {
    if (!neutral(levels[c.party_level]) && neutral(levels[l])) c.party_level = l;
  }
  if (!neutral(levels[c.party_level])) c.party_level = levels.push_back({"outside", 1, 1});
}

void add_classes(Compilation& c) {
  for (const ClassSpec& spec : c.spec.classes) {
    if (c.classes.find(spec.name.text)) {
      c.error(spec.name.span, fmt::format("there are two classes '{}'", spec.name.text));
      continue;
    }
    const WorkClass added{spec.name.text, spec.interrupts && spec.interrupts->value};
    c.classes.add(spec.name.text, c.model.classes.push_back(added));
  }
  if (c.model.classes.empty()) {
    c.classes.add("normal", c.model.classes.push_back({"normal", false}));
    c.defaulted("classes: one, normal");
  }
  const auto& items = c.model.classes.items();
  const auto calm =
      std::find_if(items.begin(), items.end(), [](const WorkClass& w) { return !w.interrupts; });
  c.default_class = static_cast<ClassId>(calm == items.end() ? 0 : calm - items.begin());
}

void add_tiers(Compilation& c) {
  for (const auto& entry : c.spec.tiers) {
    c.tiers.add(entry.name.text, c.model.tiers.push_back({entry.name.text}));
    c.tier_specs.push_back(&entry.value);
  }
  if (c.model.tiers.empty()) {
    c.tiers.add("account", c.model.tiers.push_back({"account"}));
    c.tier_specs.push_back(nullptr);
    if (!c.spec.accounts.empty()) c.defaulted("tiers: one, account");
  }
}

}  // namespace

void compile_levels(Compilation& c) {
  add_levels(c);
  add_classes(c);
  add_tiers(c);
}

}  // namespace suits
