#include "engine/report/workflow_text.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/model/place_text.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"

namespace suits {
namespace {

std::string role_name(const Model& model, RoleId r) {
  return r == kNone<RoleId> ? "owner" : model.roles[r].name;
}

std::string joined(const std::vector<std::string>& items, const char* between) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : between) + item;
  return out;
}

std::string participant_text(const Model& model, const Participant& p) {
  std::vector<std::string> roles;
  for (const Participant::Choice& choice : p.choices)
    roles.push_back(role_name(model, choice.role) + (choice.share > 0 && p.choices.size() > 1
                                                         ? " " + share_text(choice.share)
                                                         : ""));
  std::string text = joined(roles, " or ");
  if (p.count > 1) text = fmt::format("{} × {}", p.count, text);
  text += " " + by_tier_text(model, p.effort, [](const std::optional<Distribution>& effort) {
            return effort ? effort_text(*effort) : std::string("none");
          });
  if (p.count > 1) text += p.total ? " in all" : " each";
  const std::string chance = by_tier_text(model, p.chance, share_text);
  if (chance != "100%") text += fmt::format(" (takes part: {})", chance);
  const Requirement& requirement = model.requirements[p.requirement];
  if (requirement.least_level > LevelId{0})
    text += fmt::format(" (at least {})", model.levels[requirement.least_level].name);
  std::vector<std::string> skills;
  for (std::size_t s = 0; s < model.skills.size(); ++s)
    if ((requirement.skills >> s & 1) != 0) skills.push_back(spaced(model.skills[s]));
  if (!skills.empty()) text += fmt::format(" (with {})", enumerated(skills));
  return text;
}

std::string names_of(const Kind& kind, const std::vector<StepId>& steps) {
  std::vector<std::string> names;
  for (const StepId s : steps) names.push_back(kind.steps[raw(s)].name);
  return joined(names, ", ");
}

std::string how_together(const Step& step) {
  if (step.first.participants.size() < 2 &&
      (step.first.participants.empty() || step.first.participants[0].count < 2))
    return "";
  switch (step.together) {
    case Together::booked:
      return "together, by appointment";
    case Together::scan:
      return "together, as soon as all are free";
    case Together::apart:
      return "each on their own";
  }
  return "";
}

std::string back_text(const Model& model, const Kind& kind, const Rework& back) {
  std::string text = fmt::format("back to {}: {}", kind.steps[raw(back.target)].name,
                                 by_tier_text(model, back.chance, share_text));
  if (back.falling_by > 0)
    text += fmt::format(", falling by {} a round", share_text(back.falling_by));
  if (back.rework_effort != 1)
    text += fmt::format(", at {} of the effort", share_text(back.rework_effort));
  return text;
}

std::string choices_text(const Kind& kind, const Step& step) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < step.choose.size(); ++i)
    parts.push_back(
        fmt::format("{} {}", kind.steps[raw(step.successors[i])].name, share_text(step.choose[i])));
  return "then one of " + joined(parts, ", ");
}

std::string more_text(const Model& model, const Kind& kind, const Step& step, ClassId usual) {
  std::vector<std::string> parts;
  const auto add = [&](std::string part) {
    if (!part.empty()) parts.push_back(std::move(part));
  };
  add(how_together(step));
  if (step.first.notice) add("not before " + lapse_text(*step.first.notice));
  const std::string chance = by_tier_text(model, step.chance, share_text);
  if (chance != "100%") add(fmt::format("done in {} of the jobs", chance));
  if (step.back) add(back_text(model, kind, *step.back));
  const std::string later = request_text(model, step.later);
  if (later != request_text(model, step.first) && !step.later.participants.empty())
    add("in later rounds " + later);
  if (step.later.notice && step.first.notice &&
      lapse_text(*step.later.notice) != lapse_text(*step.first.notice))
    add("in later rounds not before " + lapse_text(*step.later.notice));
  if (!step.choose.empty()) add(choices_text(kind, step));
  for (const Supervision& s : step.supervised_by)
    add(fmt::format("watched by {} for {} of the hours", role_name(model, s.role),
                    share_text(s.share)));
  if (step.parts > 1)
    add(fmt::format("in {} parts, one every {}", step.parts, lapse_text(step.part_every)));
  if (!step.when.empty())
    add(fmt::format("only where its condition holds ({})", place_text(model, step.span)));
  if (!step.interruptible) add("in one stretch");
  if (step.restarts) add("starts from the beginning where it is interrupted");
  if (step.work_class != usual) add(model.classes[step.work_class].name);
  if (step.billable != kind.billable) add(step.billable ? "billable" : "not billable");
  return joined(parts, "; ");
}

/// The class of most of its steps. Requires: steps.
ClassId usual_class(const Kind& kind) {
  std::map<ClassId, int> classes;
  for (const Step& step : kind.steps) ++classes[step.work_class];
  return std::max_element(classes.begin(), classes.end(), [](const auto& a, const auto& b) {
           return a.second < b.second;
         })->first;
}

}  // namespace

std::string request_text(const Model& model, const Request& request) {
  std::vector<std::string> parts;
  for (const Participant& p : request.participants) parts.push_back(participant_text(model, p));
  return joined(parts, ", ");
}

std::string arrivals_text(const Model& model, KindId kind) {
  std::map<std::uint32_t, std::vector<std::string>> by_tier;  // the agency's own after all tiers
  for (const Stream& stream : model.streams) {
    if (stream.kind != kind) continue;
    const Account& account = model.accounts[stream.account];
    const auto tier =
        account.agency ? static_cast<std::uint32_t>(model.tiers.size()) : raw(account.tier);
    std::vector<std::string>& texts = by_tier[tier];
    const std::string text = stream_text(stream);
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  }
  std::vector<std::string> parts;
  for (const auto& [tier, texts] : by_tier) {
    const bool agency = tier == model.tiers.size();
    const std::string name = agency ? "agency" : model.tiers[static_cast<TierId>(tier)].name;
    const std::string what = texts.size() <= 3
                                 ? joined(texts, " or ")
                                 : fmt::format("as {} accounts have it", texts.size());
    parts.push_back(name + " " + what);
  }
  return joined(parts, ", ");
}

std::string kind_facts(const Model& model, KindId k) {
  const Kind& kind = model.kinds[k];
  std::vector<std::string> parts;
  if (kind.deliverable) parts.emplace_back("deliverable");
  if (!kind.billable) parts.emplace_back("not billable");
  const std::string arrivals = arrivals_text(model, k);
  parts.push_back(arrivals.empty() ? "never arrives" : "arrives: " + arrivals);
  const std::string due = by_tier_text(model, kind.due, [](const std::optional<Lapse>& lapse) {
    return lapse ? lapse_text(*lapse) : std::string("none");
  });
  if (due != "none") parts.push_back("due: " + due);
  const std::string patience =
      by_tier_text(model, kind.withdraws_after, [](const std::optional<Lapse>& lapse) {
        return lapse ? lapse_text(*lapse) : std::string("none");
      });
  if (patience != "none") parts.push_back("withdrawn if not begun after: " + patience);
  const std::string weight = by_tier_text(model, kind.weight, [](std::uint32_t thousandths) {
    return fmt::format("{:.6g}", thousandths / 1000.0);
  });
  if (weight != "1") parts.push_back("weight: " + weight);
  if (model.classes.size() > 1 && !kind.steps.empty())
    parts.push_back("class: " + model.classes[usual_class(kind)].name);
  for (const Follow& follow : kind.follow)
    parts.push_back(fmt::format("{} follows it, a week: {}", role_name(model, follow.role),
                                by_tier_text(model, follow.effort, [](double us) {
                                  return fmt::format("{:.4g} h", us / 3.6e9);
                                })));
  for (const Attribute& attribute : kind.attributes) {
    std::vector<std::string> values;
    for (const AttributeValue& v : attribute.values)
      values.push_back(fmt::format("{} {}", v.name, share_text(v.chance)));
    parts.push_back(fmt::format("{}: {}", attribute.name, joined(values, ", ")));
  }
  return joined(parts, "; ");
}

std::vector<StepText> steps_text(const Model& model, const Kind& kind) {
  std::vector<StepText> out;
  const ClassId usual = usual_class(kind);
  for (std::size_t s = 0; s < kind.steps.size(); ++s) {
    const Step& step = kind.steps[s];
    StepText text;
    text.name = step.name;
    const bool above = s > 0 && step.predecessors == std::vector{static_cast<StepId>(s - 1)};
    if (s > 0 && !above)
      text.after = step.predecessors.empty() ? "start" : names_of(kind, step.predecessors);
    if (step.client_delay) {
      text.who =
          step.takes ? "the client, " + lapse_text(*step.takes) : "the client's response time";
    } else if (step.takes) {
      text.who = "takes " + lapse_text(*step.takes);
    } else {
      text.who = request_text(model, step.first);
    }
    text.more = more_text(model, kind, step, usual);
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace suits
