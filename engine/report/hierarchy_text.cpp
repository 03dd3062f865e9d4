#include "engine/report/hierarchy_text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"

namespace suits {
namespace {

std::string name_and_title(const Role& role) {
  return role.title.empty() || role.title == role.name
             ? role.name
             : fmt::format("{} ({})", role.name, role.title);
}

std::string names_of(const Model& model, const std::vector<RoleId>& roles, std::size_t from = 0) {
  std::vector<std::string> names;
  for (std::size_t i = from; i < roles.size(); ++i) names.push_back(model.roles[roles[i]].name);
  return enumerated(names);
}

std::vector<RoleId> reports_of(const Model& model, RoleId superior) {
  std::vector<RoleId> out;
  for (const RoleId r : ids(model.roles)) {
    const auto& superiors = model.roles[r].superiors;
    if (!superiors.empty() && superiors.front() == superior) out.push_back(r);
  }
  return out;
}

void add_subtree(const Model& model, RoleId r, const std::string& lead, const std::string& below,
                 std::vector<std::string>& lines) {
  const Role& role = model.roles[r];
  std::string line = lead + name_and_title(role) + ": " + people_text(model, r);
  if (role.superiors.size() > 1)
    line += fmt::format("; also reports to {}", names_of(model, role.superiors, 1));
  lines.push_back(std::move(line));
  const std::vector<RoleId> reports = reports_of(model, r);
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const bool last = i + 1 == reports.size();
    add_subtree(model, reports[i], below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "),
                lines);
  }
}

/// Levels of superiors, each role once.
std::vector<std::vector<RoleId>> line_above(const Model& model, RoleId role) {
  std::vector<std::vector<RoleId>> levels;
  std::set<RoleId> seen{role};
  std::vector<RoleId> at{role};
  while (true) {
    std::vector<RoleId> next;
    for (const RoleId r : at)
      for (const RoleId s : model.roles[r].superiors)
        if (seen.insert(s).second) next.push_back(s);
    if (next.empty()) return levels;
    levels.push_back(next);
    at = std::move(next);
  }
}

std::string threshold(const std::optional<Threshold>& after, std::size_t times = 1) {
  if (!after) return "only for absence or a vacancy";
  const std::string lapse = lapse_text(after->lapse);
  if (!after->slack) {
    return times == 1 ? "after " + lapse : fmt::format("after {} times {}", times, lapse);
  }
  return times == 1 ? fmt::format("once the slack is {}", lapse)
                    : fmt::format("once the slack is 1/{} of {}", times, lapse);
}

}  // namespace

std::string people_text(const Model& model, RoleId role) {
  const std::vector<PersonId>& people = model.roles[role].people;
  if (people.empty()) return "nobody";
  std::vector<std::string> names;
  for (std::size_t i = 0; i < people.size();) {
    const std::string& name = model.people[people[i]].name;
    const std::size_t mark = name.rfind('#');
    std::size_t j = i + 1;
    if (mark != std::string::npos)
      while (j < people.size() &&
             model.people[people[j]].name.compare(0, mark + 1, name, 0, mark + 1) == 0)
        ++j;
    names.push_back(
        j - i < 2 ? name
                  : fmt::format("{} … {}", name, model.people[people[j - 1]].name.substr(mark)));
    i = j;
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::vector<std::string> hierarchy_lines(const Model& model) {
  std::vector<std::string> lines;
  for (const RoleId r : ids(model.roles))
    if (model.roles[r].sort == RoleSort::staff && model.roles[r].superiors.empty())
      add_subtree(model, r, "", "", lines);
  for (const RoleId r : ids(model.roles))
    if (model.roles[r].sort == RoleSort::party)
      lines.push_back(name_and_title(model.roles[r]) + ", outside: " + people_text(model, r));
  return lines;
}

std::string rings_line(const std::vector<RingText>& rings) {
  std::string line, when;
  for (const RingText& ring : rings) {
    const bool same = !line.empty() && ring.when == when;
    when = ring.when;
    if (same)
      line += ", ";
    else if (!line.empty())
      line += " → ";
    if (!same && !when.empty() && when != "at once") line += when + ": ";
    line += ring.who;
  }
  return line;
}

std::vector<RingText> rings_text(const Model& model, RoleId r) {
  const Role& role = model.roles[r];
  std::vector<RingText> rings;
  if (role.people.empty()) {
    rings.push_back({"nobody holds the role", ""});
  } else if (role.pool) {
    rings.push_back({"anybody of the role", "at once"});
  } else {
    rings.push_back({"the account's own", "at once"});
    rings.push_back({"people of the role without accounts", threshold(role.spare_after)});
    rings.push_back({"the role's other people", threshold(role.peers_after)});
  }
  for (const CoverRing& cover : role.covered_by)
    rings.push_back({model.roles[cover.role].name, threshold(cover.after)});
  const auto levels = line_above(model, r);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    rings.push_back(
        {names_of(model, levels[i]) + ", up the line", threshold(role.superior_after, i + 1)});
  }
  return rings;
}

}  // namespace suits
