#include "engine/report/rules_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/analysis/eligibility.hpp"
#include "engine/model/place_text.hpp"
#include "engine/report/dispatch_text.hpp"
#include "engine/report/hierarchy_text.hpp"
#include "engine/report/mechanism_text.hpp"
#include "engine/report/moment_text.hpp"
#include "engine/report/page.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"
#include "engine/report/workflow_text.hpp"

namespace suits {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kNamed = 12;  // people named one by one, where a line has more

std::string person_words(const Model& model, PersonId p) {
  const Person& person = model.people[p];
  std::vector<std::string> facts;
  if (model.levels.size() > 1 && model.roles[person.roles.front()].sort == RoleSort::staff)
    facts.push_back(model.levels[person.level].name);
  if (midnight(person.joins) > model.window.start && midnight(person.joins) < model.window.end)
    facts.push_back("from " + to_string(person.joins));
  if (midnight(person.leaves) < model.window.end)
    facts.push_back("until " + to_string(person.leaves - 1));
  std::string text = person_text(model, p);
  if (!facts.empty()) text += fmt::format(" ({})", enumerated(facts));
  return text;
}

std::string people_words(const Model& model, const std::vector<PersonId>& people) {
  std::vector<std::string> names;
  for (const PersonId p : people) {
    if (names.size() == kNamed && people.size() > kNamed + 1) {
      names.push_back(fmt::format("{} more", people.size() - kNamed));
      break;
    }
    names.push_back(person_words(model, p));
  }
  return enumerated(names);
}

std::vector<std::string> skill_names(const Model& model, std::uint64_t skills) {
  std::vector<std::string> names;
  for (std::size_t s = 0; s < model.skills.size(); ++s)
    if ((skills >> s & 1) != 0) names.push_back(spaced(model.skills[s]));
  return names;
}

std::string when_words(const EligibleRing& eligible) {
  const Ring& ring = eligible.ring;
  if (eligible.at_once) return "at once";
  if (ring.after == nullptr) return "where nobody above is there";
  const std::string lapse = lapse_text(ring.after->lapse);
  if (ring.after->slack)
    return ring.times > 1 ? fmt::format("once its slack has fallen to a {} of {}",
                                        ring.times == 2 ? "half" : fmt::format("{}th part", ring.times), lapse)
                          : "once its slack has fallen to " + lapse;
  return ring.times > 1 ? fmt::format("after {} times {}", ring.times, lapse)
                        : "after " + lapse + " of waiting";
}

std::string source_words(const Model& model, const Ring& ring, bool first) {
  const std::string title = title_of(model.roles[ring.serving]);
  const bool named = ring.source == Ring::Source::named;
  if (model.roles[ring.serving].sort == RoleSort::client) return "the client";
  if (ring.pool)
    return fmt::format("on call, from the pool \"{}\"",
                       spaced(model.staffing.pools[*ring.pool].name));
  if (ring.superior)
    return named ? fmt::format("the account's own {}, up the line", title)
                 : words_of(model, ring.serving).name + ", up the line";
  if (ring.cover)
    return named ? fmt::format("the account's own {}, as cover", title)
                 : words_of(model, ring.serving).name + ", as cover";
  if (named) return first ? "the account's own" : "the team's other holders of the role";
  if (ring.source == Ring::Source::spare) return "people of the role without accounts";
  return first ? "anybody of the role" : "the role's other people";
}

const char* keep_words(Keep keep) {
  return keep == Keep::job       ? " Whoever takes it first keeps the role on the job."
         : keep == Keep::account ? " Whoever takes it first keeps the role on the account."
                                 : "";
}

void add_way(const Model& model, const EligibleWay& way, Page& page) {
  int number = 0;
  for (std::size_t r = 0; r < way.rings.size(); ++r) {
    const EligibleRing& ring = way.rings[r];
    const bool first = r == 0;
    if (ring.people.empty() && !first) continue;
    const Ring& rule = ring.ring;
    std::string text = fmt::format(
        "{}: {}: {}.", sentence_case(when_words(ring)), source_words(model, rule, first),
        ring.people.empty() ? "nobody" : people_words(model, ring.people));
    if (model.roles[rule.serving].sort == RoleSort::client) text = "The client.";
    if (first && ring.people.size() > 1) text += keep_words(way.keep);
    page.line(text, fmt::format("    {}. ", ++number), "       ");
  }
}

std::string bar_words(const Model& model, const EligibleSeat& seat, Bar bar) {
  switch (bar) {
    case Bar::role: {
      std::vector<std::string> roles;
      for (const EligibleWay& way : seat.ways) roles.push_back(title_of(model.roles[way.asked]));
      return fmt::format("not {}, and nobody asks them to cover for it", enumerated(roles));
    }
    case Bar::level:
      return fmt::format(
          "below the level of {}",
          model.levels[model.requirements[seat.participant->requirement].least_level].name);
    case Bar::skills:
      return fmt::format("without the skills it needs, {}",
                         enumerated(skill_names(
                             model, model.requirements[seat.participant->requirement].skills)));
    case Bar::not_reached:
      return "not in this account's team, and no rule goes beyond it to them";
    case Bar::gone:
      return "not in the agency in the time that is looked at";
  }
  return "";
}

void add_barred(const Model& model, const EligibleSeat& seat, Page& page) {
  for (const Bar bar : {Bar::level, Bar::skills, Bar::not_reached, Bar::gone, Bar::role}) {
    std::vector<PersonId> people;
    for (const Barred& barred : seat.barred)
      if (barred.bar == bar) people.push_back(barred.person);
    if (people.empty()) continue;
    page.line(fmt::format("{}: {}.", people_words(model, people), bar_words(model, seat, bar)),
              "    not ", "        ");
  }
}

std::string seat_words(const Model& model, TierId tier, const EligibleSeat& seat) {
  const Participant& participant = *seat.participant;
  std::vector<std::string> roles;
  for (const EligibleWay& way : seat.ways) {
    std::string text = title_of(model.roles[way.asked]);
    if (way.share > 0) text += fmt::format(" ({} of the time)", share_text(way.share));
    roles.push_back(text);
  }
  std::string text;
  for (const std::string& role : roles) text += (text.empty() ? "" : " or ") + role;
  if (seat.owner) text = "The account's owner, " + text;
  if (participant.count > 1) text = fmt::format("{} × {}", participant.count, text);
  text += fmt::format(": {}{}", effort_text(*participant.effort[tier]),
                      participant.count > 1 ? participant.total ? " in all" : " each" : "");
  const double chance = participant.chance[tier];
  if (chance < 1) text += fmt::format(", in {} of the jobs", share_text(chance));
  const Requirement& needs = model.requirements[participant.requirement];
  if (needs.least_level > LevelId{0})
    text += fmt::format("; at least {}", model.levels[needs.least_level].name);
  if (needs.skills != 0)
    text += fmt::format("; with {}", enumerated(skill_names(model, needs.skills)));
  return text;
}

std::string class_words(const Model& model) {
  std::vector<std::string> names;
  for (const WorkClass& c : model.classes) names.push_back(c.name);
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", then ") + name;
  return text;
}

std::vector<std::string> order_lines(const Model& model, RoleId r) {
  const Role& role = model.roles[r];
  if (model.in_order)
    return {"all requests stand in one line, in order of arrival, whose head blocks the rest"};
  std::vector<std::string> lines;
  if (model.classes.size() > 1) lines.push_back("by urgency: " + class_words(model));
  lines.push_back("what is asked of the role itself before what it covers for others");
  if (role.dispatch.rule != DispatchRule::first_come)
    lines.push_back(dispatch_text(model, role.dispatch));
  lines.push_back("what came first");
  return lines;
}

/// People with a rule of their own.
void add_own_orders(const Model& model, Page& page) {
  for (const Person& person : model.people)
    if (person.dispatch)
      page.line(fmt::format("{} goes by a rule of their own, of one urgency: {}", person.name,
                            dispatch_text(model, *person.dispatch)));
}

/// "a", "a or b", "a, b or c".
std::string alternatives(const std::vector<std::string>& items) {
  std::string text = enumerated(items);
  const std::size_t at = text.rfind(" and ");
  return items.size() < 2 || at == std::string::npos ? text : text.replace(at, 5, " or ");
}

/// What each role takes first; roles with the same rule together.
void add_order(const Model& model, const std::vector<RoleId>& roles, Page& page) {
  page.head("What is taken first, of what waits");
  std::vector<bool> said(roles.size());
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (said[i]) continue;
    const std::vector<std::string> lines = order_lines(model, roles[i]);
    std::vector<std::string> names;
    for (std::size_t j = i; j < roles.size(); ++j) {
      if (order_lines(model, roles[j]) != lines) continue;
      said[j] = true;
      names.push_back(words_of(model, roles[j]).name);
    }
    const bool many = names.size() > 1 || words_of(model, roles[i]).plural;
    page.line(fmt::format("{} take{}:", sentence_case(enumerated(names)), many ? "" : "s"));
    int number = 0;
    for (const std::string& line : lines)
      page.line(sentence_case(line) + ".", fmt::format("    {}. ", ++number), "       ");
  }
}

std::string interruption_words(const Model& model, const Step& step, std::size_t seats) {
  const WorkClass& own = model.classes[step.work_class];
  std::string text;
  if (model.classes.size() > 1) text = fmt::format("It is {} work.", own.name);
  if (own.interrupts && raw(step.work_class) + 1 < model.classes.size())
    text += " It takes people from less urgent work, where that may be interrupted.";
  std::vector<std::string> by;
  for (const ClassId c : ids(model.classes))
    if (model.classes[c].interrupts && c < step.work_class) by.push_back(model.classes[c].name);
  if (!text.empty()) text += " ";
  if (seats > 1 && (model.in_order || step.together != Together::apart))
    text += "Once begun no other work interrupts it, however urgent.";
  else if (!step.interruptible)
    text += "Once begun it is done in one stretch.";
  else if (!by.empty())
    text += fmt::format("Once begun it is laid aside for work that is {}.", alternatives(by));
  return text;
}

std::string together_words(const Model& model, const Step& step, std::size_t seats) {
  if (seats < 2) return "";
  if (model.in_order) return "They come together when it is its turn and all of them are free.";
  switch (step.together) {
    case Together::booked:
      return "They come together by appointment: the earliest time that suits everybody.";
    case Together::scan:
      return "They come together as soon as all of them are free at once.";
    case Together::apart:
      return "Each does their part in their own time; the step ends with the last.";
  }
  return "";
}

std::size_t heads(const std::vector<EligibleSeat>& seats) {
  std::size_t count = 0;
  for (const EligibleSeat& seat : seats) count += seat.participant->count;
  return count;
}

void add_step(const Model& model, const RingPlans& plans, const Kind& kind, const Step& step,
              AccountId account, std::vector<RoleId>& roles, Page& page) {
  const Account& on = model.accounts[account];
  page.head(fmt::format("{} of a {}, for {}", sentence_case(spaced(step.name)), one_of(kind),
                        printable(on.agency ? "the agency itself" : on.name)));
  if (step.client_delay) return page.line("Nobody's work: it waits for the client.");
  if (step.takes) return page.line("Nobody's work: it takes " + lapse_text(*step.takes) + ".");
  const std::vector<EligibleSeat> seats = eligible_for(model, plans, account, step);
  if (seats.empty()) return page.line("Nobody is needed for it on this account.");
  const double chance = step.chance[on.tier];
  if (chance < 1) page.line(fmt::format("It comes up in {} of the jobs.", share_text(chance)));
  if (!step.when.empty())
    page.line(fmt::format("It comes up only where its condition holds ({}).",
                          place_text(model, step.span)));
  if (const std::string together = together_words(model, step, heads(seats)); !together.empty())
    page.line(together);
  if (const std::string text = interruption_words(model, step, heads(seats)); !text.empty()) page.line(text);
  for (const EligibleSeat& seat : seats) {
    page.line(seat_words(model, on.tier, seat));
    for (const EligibleWay& way : seat.ways) {
      if (seat.ways.size() > 1)
        page.line(fmt::format("as {}", title_of(model.roles[way.asked])), "   ");
      add_way(model, way, page);
      if (std::find(roles.begin(), roles.end(), way.asked) == roles.end() &&
          model.roles[way.asked].sort != RoleSort::client)
        roles.push_back(way.asked);
    }
    if (model.roles[seat.ways[0].asked].sort == RoleSort::staff) add_barred(model, seat, page);
  }
}

void add_roles(const Model& model, Page& page) {
  page.head("Roles");
  for (const RoleId r : ids(model.roles)) {
    const Role& role = model.roles[r];
    if (role.sort == RoleSort::client) continue;
    page.line(fmt::format("{}: {}", title_of(role), people_text(model, r)));
    page.line("who does its work: " + spaced(rings_line(rings_text(model, r))), "      ", "        ");
    for (const std::string& extra : role_extras(model, r)) page.line(extra, "      ", "        ");
    if (const std::string kept = keep_words(role.keep); !kept.empty())
      page.line(kept.substr(1), "      ", "        ");
  }
  if (const std::vector<std::string> pools = pool_lines(model); !pools.empty()) {
    page.head("Pools");
    for (const std::string& line : pools) page.line(line);
  }
  std::vector<RoleId> roles;
  for (const RoleId r : ids(model.roles))
    if (model.roles[r].sort != RoleSort::client) roles.push_back(r);
  add_order(model, roles, page);
  add_own_orders(model, page);
}

void add_kind(const Model& model, const Kind& kind, Page& page) {
  page.head(fmt::format("{}, step by step", sentence_case(one_of(kind))));
  for (const StepText& step : steps_text(model, kind))
    page.line(fmt::format("{}: {}{}{}", step.name, step.who, step.more.empty() ? "" : "; ",
                          step.more));
}

std::vector<StepId> steps_of(const Kind& kind, const RulesQuestion& question) {
  if (question.step) return {*question.step};
  std::vector<StepId> steps;
  for (std::uint32_t s = 0; s < kind.steps.size(); ++s) steps.push_back(StepId{s});
  return steps;
}

const char* bar_name(Bar bar) {
  switch (bar) {
    case Bar::role:
      return "role";
    case Bar::level:
      return "level";
    case Bar::skills:
      return "skills";
    case Bar::not_reached:
      return "not_reached";
    case Bar::gone:
      return "gone";
  }
  return "";
}

ordered_json seat_json(const Model& model, const EligibleSeat& seat) {
  ordered_json json;
  json["owner"] = seat.owner;
  json["count"] = seat.participant->count;
  json["ways"] = ordered_json::array();
  for (const EligibleWay& way : seat.ways) {
    ordered_json item{{"asked", model.roles[way.asked].name}, {"rings", ordered_json::array()}};
    for (std::size_t r = 0; r < way.rings.size(); ++r) {
      const EligibleRing& ring = way.rings[r];
      ordered_json people = ordered_json::array();
      for (const PersonId p : ring.people) people.push_back(model.people[p].name);
      item["rings"].push_back({{"as", model.roles[ring.ring.serving].name},
                               {"when", when_words(ring)},
                               {"cover", ring.ring.cover},
                               {"superior", ring.ring.superior},
                               {"people", people}});
    }
    json["ways"].push_back(std::move(item));
  }
  json["may_not"] = ordered_json::array();
  for (const Barred& barred : seat.barred)
    json["may_not"].push_back({{"person", model.people[barred.person].name},
                               {"why", bar_name(barred.bar)}});
  return json;
}

}  // namespace

std::string rules_screen(const Model& model, const RulesQuestion& question,
                         const ScreenStyle& style) {
  Page page(style);
  page.head(printable(model.name) + ": the rules");
  if (!question.kind) {
    add_roles(model, page);
  } else {
    const Kind& kind = model.kinds[*question.kind];
    if (!question.account) {
      add_kind(model, kind, page);
    } else {
      const RingPlans plans(model);
      std::vector<RoleId> roles;
      for (const StepId s : steps_of(kind, question))
        add_step(model, plans, kind, kind.steps[raw(s)], *question.account, roles, page);
      if (!roles.empty()) add_order(model, roles, page);
    }
  }
  page.add("\n");
  page.line("\"Nobody there\" means: in an absence of more than a working day, gone, or not allowed; "
            "then the next may at once, whatever their waiting time. Who may from one moment on "
            "may to the step's end.", "", "");
  return page.take();
}

ordered_json rules_json(const Model& model, const RulesQuestion& question) {
  ordered_json json{{"suits", 1}, {"scenario", model.name}};
  json["roles"] = ordered_json::array();
  for (const RoleId r : ids(model.roles)) {
    const Role& role = model.roles[r];
    if (role.sort == RoleSort::client) continue;
    ordered_json item{{"name", role.name}, {"title", title_of(role)}};
    item["order"] = order_lines(model, r);
    item["rings"] = ordered_json::array();
    for (const RingText& ring : rings_text(model, r))
      item["rings"].push_back({{"who", ring.who}, {"when", ring.when}});
    json["roles"].push_back(std::move(item));
  }
  if (!question.kind || !question.account) return json;
  const Kind& kind = model.kinds[*question.kind];
  json["kind"] = kind.name;
  json["account"] = model.accounts[*question.account].name;
  json["steps"] = ordered_json::array();
  const RingPlans plans(model);
  for (const StepId s : steps_of(kind, question)) {
    const Step& step = kind.steps[raw(s)];
    ordered_json item{{"step", step.name}, {"seats", ordered_json::array()}};
    for (const EligibleSeat& seat : eligible_for(model, plans, *question.account, step))
      item["seats"].push_back(seat_json(model, seat));
    json["steps"].push_back(std::move(item));
  }
  return json;
}

}  // namespace suits
