#include "engine/report/mechanism_text.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/report/dispatch_text.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"

namespace suits {
namespace {

/// "Ann, Ben and 12 more".
std::string names_text(const Model& model, const std::vector<PersonId>& people) {
  constexpr std::size_t kNamed = 6;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (i == kNamed && people.size() > kNamed + 1) {
      names.push_back(fmt::format("{} more", people.size() - kNamed));
      break;
    }
    names.push_back(model.people[people[i]].name);
  }
  return enumerated(names);
}

std::string focus_text(const Focus& focus) {
  std::string text;
  if (focus.jobs == 0) text = "any number of things at a time";
  if (focus.jobs > 1) text = fmt::format("up to {} things at a time", focus.jobs);
  if (!text.empty() && focus.cost > 0) {
    text += fmt::format(", each then {} longer", share_text(focus.cost));
  }
  return text;
}

/// "keeps people free: 1 from normal work": how many work of a class must leave.
std::string reserve_text(const Model& model, const Role& role) {
  std::vector<std::string> parts;
  for (const ClassId c : ids(model.classes)) {
    const std::uint32_t free = raw(c) < role.reserve.size() ? role.reserve[raw(c)] : 0;
    if (free > 0) parts.push_back(fmt::format("{} from {} work", free, model.classes[c].name));
  }
  return parts.empty() ? "" : "keeps people free: " + enumerated(parts);
}

void add_familiarity(const Model& model, std::vector<std::string>& lines) {
  if (const auto& f = model.familiarity) {
    std::string text = fmt::format(
        "Familiarity: who knows nothing of an account takes {} longer, and sends back {} more "
        "often; "
        "learnt in {:.4g} h; at the start the team knows {}, others {}",
        share_text(f->extra), share_text(f->repeats), f->learns_in.hours(), share_text(f->team),
        share_text(f->others));
    if (f->forgets_in.us < kNever.us) {
      text += fmt::format("; halved in {:.4g} days without work", f->forgets_in.hours() / 24);
    }
    lines.push_back(text);
  }
  if (const auto& n = model.newcomers) {
    lines.push_back(fmt::format("Newcomers take {} longer at first; learnt in {:.4g} h",
                                share_text(n->extra), n->learns_in.hours()));
  }
}

}  // namespace

std::vector<std::string> role_extras(const Model& model, RoleId r) {
  const Role& role = model.roles[r];
  std::vector<std::string> parts;
  const auto add = [&](std::string part) {
    if (!part.empty()) parts.push_back(std::move(part));
  };
  add(focus_text(role.focus));
  add(reserve_text(model, role));
  if (role.switching.us > 0) add(to_string(role.switching) + " added where other work interrupts");
  if (role.handover.amount.mean() > 0) {
    add(effort_text(role.handover.amount) + " added where work changes hands");
  }
  if (role.overtime) {
    const OvertimeRule& overtime = *role.overtime;
    std::string text = fmt::format("overtime up to {:.3g} h a day", overtime.up_to.hours());
    if (overtime.a_week.hours() < 168) {
      text += fmt::format(", {:.3g} h a week", overtime.a_week.hours());
    }
    add(text + (overtime.when.empty() ? "" : ", for work that meets its condition"));
  }
  return parts;
}

std::vector<std::string> pool_lines(const Model& model) {
  std::vector<std::string> lines;
  for (const Pool& pool : model.staffing.pools) {
    std::string text = fmt::format("{}: up to {} {}, as {}; they come {} after the {}", pool.name,
                                   pool.people.size(), pool.stay ? "on call" : "to hire, for good",
                                   model.roles[pool.role].name, lapse_text(pool.lead),
                                   pool.stay ? "call" : "hiring");
    if (pool.stay) {
      text += fmt::format(", stay at least {}", lapse_text(*pool.stay));
      text += !pool.after ? "; all that waits is theirs, and only rules call them"
              : !pool.after->slack
                  ? fmt::format("; called by what has waited {}", lapse_text(pool.after->lapse))
                  : fmt::format("; called by what has a slack of {} left",
                                lapse_text(pool.after->lapse));
    }
    lines.push_back(text);
  }
  return lines;
}

std::vector<std::string> people_lines(const Model& model) {
  std::vector<std::string> lines;
  add_familiarity(model, lines);
  std::map<std::string, std::vector<PersonId>> own;  // by what is said of them
  std::size_t leave = 0, sick = 0;
  for (const PersonId p : ids(model.people)) {
    const Person& person = model.people[p];
    const Role& role = model.roles[person.roles.front()];
    if (role.sort == RoleSort::client) continue;
    leave += person.leave ? 1 : 0;
    sick += person.sickness ? 1 : 0;
    if (person.dispatch) {
      own["take by a rule of their own: " + dispatch_name(model, *person.dispatch)].push_back(p);
    }
    if (person.focus.jobs != role.focus.jobs || person.focus.cost != role.focus.cost) {
      const std::string text = focus_text(person.focus);
      own["work on " + (text.empty() ? "one thing at a time" : text)].push_back(p);
    }
    for (std::size_t s = 0; s < model.skills.size(); ++s) {
      if ((person.skills >> s & 1) != 0) {
        own["have the skill " + spaced(model.skills[s])].push_back(p);
      }
    }
  }
  for (const auto& [text, people] : own) {
    lines.push_back(fmt::format("{}: {}", sentence_case(text), names_text(model, people)));
  }
  if (leave > 0) lines.push_back(fmt::format("Leave is drawn for {} people", leave));
  if (sick > 0) lines.push_back(fmt::format("Sickness is drawn for {} people", sick));
  if (!model.staffing.in_hand.empty()) {
    lines.push_back(
        fmt::format("Jobs in hand as the run begins: {}", model.staffing.in_hand.size()));
  }
  return lines;
}

std::vector<std::string> account_lines(const Model& model) {
  std::vector<std::string> lines;
  for (const Account& account : model.accounts) {
    if (account.tentative()) {
      lines.push_back(fmt::format("{} is tentative: won with a chance of {}", account.name,
                                  share_text(account.wins)));
    }
  }
  for (std::string& line : business_lines(model)) lines.push_back(std::move(line));
  return lines;
}

std::vector<std::string> change_lines(const Model& model) {
  std::vector<std::pair<Date, std::string>> dated;
  for (const DatedChange& change : model.staffing.changes) {
    std::vector<std::string> parts;
    if (change.person != kNone<PersonId>) {
      std::vector<std::string> roles;
      for (const RoleId r : change.roles) roles.push_back(model.roles[r].name);
      if (!roles.empty()) parts.push_back("is " + enumerated(roles));
      if (change.level) parts.push_back("is " + model.levels[*change.level].name);
      if (parts.empty())
        parts.emplace_back(fmt::format("has {:.4g} h a week", change.weekly_hours.hours()));
      dated.emplace_back(change.at, model.people[change.person].name + " " + enumerated(parts));
      continue;
    }
    for (const DatedChange::Place& place : change.team) {
      parts.push_back(
          fmt::format("{}: {}", model.roles[place.role].name,
                      place.holders.empty() ? "vacant" : names_text(model, place.holders)));
    }
    if (change.owner != kNone<PersonId>) {
      parts.push_back("the owner: " + model.people[change.owner].name);
    }
    dated.emplace_back(change.at, fmt::format("of {}, {}", model.accounts[change.account].name,
                                              enumerated(parts)));
  }
  for (const Account& account : model.accounts) {
    for (const SizeChange& size : account.sizes) {
      dated.emplace_back(
          size.from, fmt::format("{} has {} of its size", account.name, share_text(size.factor)));
    }
  }
  std::stable_sort(dated.begin(), dated.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> lines;
  for (const auto& [date, text] : dated) {
    lines.push_back(fmt::format("{}: {}", to_string(date), text));
  }
  return lines;
}

}  // namespace suits
