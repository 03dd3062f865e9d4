// Whatever the approximation without a run does not follow, it says: trait by trait of the
// language.

#include "engine/analysis/analytic_weak_sides.hpp"

#include <algorithm>
#include <set>

#include "engine/analysis/analytic.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// Of which it follows everything: classes, levels, skills, leave, seasons, rework, choices,
/// delays, spread and supervised work, background work, steps of several people apart, rules with
/// an order.
const std::string kFollowed = R"yaml(suits: 1
name: Followed
time: { start: 2027-01-04, run: 26 weeks, warm_up: 4 weeks }
together: apart
keep: job
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: { speed: 80%, repeats: 1.4 }, mid: {}, senior: { speed: 115% } }
classes: [ { name: urgent, interrupts: yes }, normal, background ]
seasons: { agency: [0.9, 0.95, 1.1, 1, 1, 1, 0.95, 0.75, 1.15, 1.2, 1.15, 0.85] }
dispatch: { default: first_come, executive: earliest_due }
familiarity: { extra: 30%, learns_in: 40 h }
leave: { entitlement: 20 working days, block: 5 working days }
sickness: { spells: 1.5/year, length: 2 working days }
roles:
  manager: {}
  executive: { reports_to: manager }
people:
  - { name: Ann, role: manager, level: senior }
  - { name: Ben, role: executive, level: junior, skills: [packaging], away: [2027-03-01..2027-03-05] }
  - { name: Chie, role: executive }
  - { name: Dan, role: executive, skills: [packaging] }
parties:
  studio: { capacity: 2, keep: none, leave: none, sickness: none }
  client: { responds_in: 2 working days }
accounts:
  - { name: Northwind, size: 1.2, team: { manager: Ann, executive: [Ben, Chie] }, owner: Ann }
  - { name: Contoso, team: { manager: Ann, executive: Dan }, owner: Ann, starts: 2027-02-01, ends: 2027-05-31 }
work:
  mail: { class: urgent, who: executive, effort: 12 min, arrives: 1/working day }
  report: { who: executive, effort: 1 h, arrives: monthly }
  campaign:
    due: 30 working days
    arrives: { rate: 1/month, season: agency, batch: "discrete(70% 1, 30% 2)" }
    attributes: { brief: { good: { chance: 50%, repeats: 0.8 }, poor: { chance: 50%, effort: 1.1 } } }
    follow: { manager: 0.2 h/week }
    steps:
      take: { who: { executive: 1 h, manager: 1 h } }
      brief: { who: executive, effort: "lognormal(mean 10 h, p90 18 h)", spread: 2 weeks, supervised_by: { manager: 5% } }
      approve: { who: manager, effort: 45 min, back_to: { step: brief, chance: 20%, falling_by: 50%, rework_effort: 40% } }
      way: { who: owner, effort: 15 min, choose: { print: 30%, web: 70% } }
      print: { who: executive, effort: 8 h, skills: [packaging], after: way }
      web: { any_of: { studio: 60%, executive: 40% }, effort: 6 h, chance: 90%, after: way }
      answer: { takes: client.responds_in, after: web }
background:
  internal: { who: everyone, per: person, effort: 3 h/week, class: background, billable: no }
)yaml";

struct Trait {
  std::vector<std::pair<std::string, std::string>> edits;  // of kFollowed: this by that
  std::string said;                                        // the beginning of what is said then
};

std::pair<std::string, std::string> executive(const std::string& keys) {
  return {"executive: { reports_to: manager }", "executive: { reports_to: manager, " + keys + " }"};
}
std::pair<std::string, std::string> behind(const std::string& text) {
  return {"background:\n", text + "background:\n"};
}
std::pair<std::string, std::string> brief(const std::string& keys) {
  return {"brief: { who: executive,", "brief: { who: executive, " + keys + ","};
}

std::vector<Trait> traits() {
  const std::string take = "take: { who: { executive: 1 h, manager: 1 h }";
  const auto taken = [&](const std::string& keys) {
    return std::pair<std::string, std::string>{take, take + ", " + keys};
  };
  const std::pair<std::string, std::string> pool = {
      "accounts:\n",
      "pools: { helper: { role: executive, max: 2, lead: 1 working day, stay: 1 week "
      "} }\naccounts:\n"};
  const std::pair<std::string, std::string> pool_by_slack = {
      "accounts:\n",
      "pools: { helper: { role: executive, max: 2, lead: 1 working day, stay: 1 "
      "week, after: slack 2 working days } }\naccounts:\n"};
  const std::pair<std::string, std::string> newcomers = {"leave: { ent",
                                                         "newcomers: { extra: 50% }\nleave: { ent"};
  const auto arrives = [](const std::string& how) {
    return std::pair<std::string, std::string>{"effort: 1 h, arrives: monthly",
                                               "effort: 1 h, arrives: " + how};
  };
  const std::pair<std::string, std::string> scan = {"together: apart", "together: scan"};
  return {
      {{{", warm_up: 4 weeks", ""}}, "Waits are those of a department in its stride"},
      {{taken("together: booked")}, "Meetings are taken as finding the first gap"},
      {{taken("together: booked")}, "Appointments are taken as kept"},
      {{taken("together: scan")}, "People who come together without an appointment"},
      {{scan}, "People who come together without an appointment"},
      {{taken("together: scan"), {"print: { who: executive,", "print: { who: { executive: 2 },"}},
       "People who come together without an appointment"},
      {{{take, "take: { who: { executive: 1 h, client: 1 h }, together: booked"}},
       "Clients are taken as coming whenever"},
      {{{"after: web }", "after: [web, print] }"}}, "Branches of a job are taken as independent"},
      {{{"any_of: { studio: 60%, executive: 40% }", "any_of: [studio, executive]"}},
       "What whoever may first can take"},
      {{{"keep: job\n", "keep: account\n"}}, "Who keeps an account"},
      {{executive("peers_after: 1 working day")}, "Who helps out is seen roughly"},
      {{executive("spare_after: 1 working day")}, "Who helps out is seen roughly"},
      {{executive("superior_after: 1 working day")}, "Who helps out is seen roughly"},
      {{executive("covered_by: manager")}, "Who helps out is seen roughly"},
      {{pool}, "Who helps out is seen roughly"},
      {{executive("peers_after: slack 2 working days")}, "Help that comes when slack runs out"},
      {{executive("spare_after: slack 2 working days")}, "Help that comes when slack runs out"},
      {{executive("superior_after: slack 2 working days")}, "Help that comes when slack runs out"},
      {{executive("covered_by: { role: manager, after: slack 2 working days }")},
       "Help that comes when slack runs out"},
      {{pool_by_slack}, "Help that comes when slack runs out"},
      {{executive("reserve: { urgent: 1 }")}, "Nobody is held in reserve"},
      {{executive("overtime: { up_to: 2 h }")}, "Overtime is left out"},
      {{executive("focus: 2")}, "People are taken as doing one thing at a time"},
      {{{"name: Dan,", "name: Dan, focus: unlimited,"}},
       "People are taken as doing one thing at a time"},
      {{brief("interruptible: no")}, "Work that cannot be interrupted gives way"},
      {{brief("restarts: yes")}, "Work that starts from the beginning"},
      {{executive("switching: 10 min")}, "What interruptions and changes of hands add"},
      {{executive("handover: 1 h")}, "What interruptions and changes of hands add"},
      {{executive("keep: none, hours_end: hand_back")}, "What goes back at the end of the hours"},
      {{{"name: Dan,", "name: Dan, share: 60%,"}}, "Whoever works other hours than the agency"},
      {{newcomers, {"name: Dan,", "name: Dan, joins: 2027-03-01,"}}, "Newcomers are taken as at"},
      {{newcomers, pool}, "Newcomers are taken as at"},
      {{{"leave: { ent", "relationship: { loss: { per_year: 10% } }\nleave: { ent"}},
       "Every account is taken as staying"},
      {{{"extra: 30%,", "extra: 30%, repeats: 50%,"}}, "Work of people who do not know"},
      {{{"together: apart", "together: in_order"}}, "One line of all requests is taken"},
      {{{"earliest_due", "atc"}}, "Some role's rule of dispatch is taken as first come"},
      {{{"earliest_due", "random"}}, "Some role's rule of dispatch is taken as first come"},
      {{{"earliest_due", "{ by: job.age }"}}, "Some role's rule of dispatch is taken as first"},
      {{{"earliest_due", "{ rule: shortest, known: yes }"}}, "Efforts that are known before"},
      {{{"name: Dan,", "name: Dan, dispatch: shortest,"}}, "People's own rules of dispatch"},
      {{behind("rules: [ { name: hurry, when: job.late > 1 working day, then: escalate } ]\n")},
       "Rules (hurry,"},
      {{brief("when: \"account.jobs < 3\"")}, "Conditions of steps are taken as holding always"},
      {{behind("changes: [ { at: 2027-04-01, person: Ben, level: senior } ]\n")},
       "Dated changes of people and teams"},
      {{behind("changes: [ { at: 2027-04-01, account: Contoso, owner: Dan } ]\n")},
       "Dated changes of people and teams"},
      {{{", warm_up: 4 weeks", ""},
        behind("in_hand: [ { kind: campaign, account: Northwind, step: brief, arrived: 2026-12-01 "
               "} ]\n")},
       "Dated changes of people and teams, and work in hand"},
      {{behind("careers: { leaving: { executive: 30% } }\n")}, "Nobody leaves, comes or rises"},
      {{behind("limits: [ { of: campaign, in_progress: 3 } ]\n")}, "All that arrives comes in"},
      {{behind("limits: [ { of: report, waiting: 1 } ]\n")}, "All that arrives comes in"},
      {{{"due: 30 working days", "due: 30 working days\n    withdraws_after: 10 working days"}},
       "All that arrives comes in"},
      {{{"ends: 2027-05-31", "ends: 2027-05-31, on_end: cancel"}},
       "Work that is given up as its account ends"},
      {{behind("careers: { leaving: { executive: 30% } }\n")}, "Nobody leaves of their own accord"},
      {{behind("relationship: { health: 75, loss: { per_year: 10% } }\n")}, "No account is lost"},
      {{{"size: 1.2,", "size: 1.2, contract: { term: 1 year, chance: 90% },"}},
       "No account is lost"},
      {{{"due: 30 working days",
         "due: 30 working days\n    wins: { chance: 40%, starts: report }"}},
       "New business that is won"},
      {{{"ends: 2027-05-31", "ends: 2027-05-31, wins: 60%"}}, "Tentative accounts are left out"},
      {{{"ends: 2027-05-31", "ends: 2027-05-31, contract: { chance: 90% }"}},
       "Accounts are taken as staying"},
      {{{"report: { who: executive,",
         "report: { wins: { chance: 40%, starts: mail }, who: executive,"}},
       "What work wins"},
      {{arrives("{ always: 2 }")}, "Jobs that are always there"},
      {{arrives("{ rate: 8/month, profile: { period: 1 week, factors: [1, 2] } }")},
       "Rates that follow a profile"},
      {{arrives("{ rate: 2/month, batch: 2, burst: 2 working days }")}, "Jobs of a burst"},
      {{{"size: 1.2", "size: \"lognormal(mean 1.2, p90 1.6)\""}}, "Sizes of accounts that are"},
  };
}

std::string edited(const Trait& trait) {
  std::string text = kFollowed;
  for (const auto& [from, to] : trait.edits) {
    const std::size_t at = text.find(from);
    INFO(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  }
  return text;
}

std::vector<std::string> said_of(const std::string& text) {
  Diagnostics diagnostics;
  const auto model = load_scenario_text(text, diagnostics);
  INFO(diagnostics.render("scenario.yaml", text));
  CHECK(model);
  if (!model) return {};
  return analytic_estimate(*model).weak_sides;
}

bool begins(const std::string& line, const std::string& with) { return line.rfind(with, 0) == 0; }

}  // namespace

TEST_CASE("of what the approximation follows it says nothing", "[analytic]") {
  const std::vector<std::string> said = said_of(kFollowed);

  REQUIRE(said.size() == 2);
  CHECK(begins(said[0], "These are means from formulas"));
  CHECK(begins(said[1], "Requests are taken as coming at random"));
}

TEST_CASE("of what it does not follow it says so, trait by trait", "[analytic]") {
  std::set<std::string> heard;
  for (const Trait& trait : traits()) {
    const std::string text = edited(trait);
    INFO(trait.edits.back().second);
    INFO(trait.said);
    const std::vector<std::string> said = said_of(text);
    CHECK(std::any_of(said.begin(), said.end(),
                      [&](const std::string& line) { return begins(line, trait.said); }));
    heard.insert(said.begin(), said.end());
  }
  for (const std::string& line : all_weak_sides()) {
    INFO(line);
    CHECK(heard.count(line) == 1);  // no line that nothing brings up
  }
}

TEST_CASE("what cannot be interrupted is followed where nothing would interrupt it", "[analytic]") {
  std::string text = edited({{brief("interruptible: no")}, ""});
  const auto put = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  put("{ mon-fri: [09:00-17:00] }", "always");
  put("{ name: urgent, interrupts: yes }", "urgent");
  CHECK(said_of(text).size() == 2);
}

TEST_CASE("a line of all requests has no rules of roles to leave out", "[analytic]") {
  std::string text = edited({{{"together: apart", "together: in_order"}}, ""});
  text.replace(text.find("earliest_due"), 12, "atc");
  const std::vector<std::string> said = said_of(text);
  CHECK(std::none_of(said.begin(), said.end(),
                     [](const std::string& line) { return begins(line, "Some role's rule"); }));
}
