// What-ifs and edits: what comes out is the scenario that somebody would have written by hand.

#include <regex>

#include <fmt/format.h>

#include "engine/analysis/experiment.hpp"
#include "engine/scenario/load.hpp"
#include "engine/scenario/variant.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/language/keys.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

const std::string kAgency = kHead + R"yaml(levels: { junior: { speed: 80% }, mid: {}, senior: {} }
roles:
  manager: { cost: 70/h }
  executive: { reports_to: manager, focus: 2 }
people:
  - { name: Mia, role: manager }
  - { name: Ben, role: executive, share: 80% }
  - { name: Chie, role: executive, knows: { Lion: 50% } }
  - { role: executive, count: 3, level: { junior: 2, senior: 1 } }
parties: { client: { responds_in: exponential(mean 2 days) } }
tiers:
  key: { size: 2, work: { mail: 3/week } }
  small: {}
accounts:
  - { name: Lion, tier: key, team: { manager: Mia, executive: [Ben, Chie] }, owner: Ben }
  - { name: Blue Sky, tier: small, team: { executive: Ben } }
  - { tier: small, count: 2 }
work:
  mail: { who: executive, effort: "lognormal(mean 2 h, p90 4 h)", arrives: { key: 4/week, small: 2/week } }
  campaign:
    due: 10 working days
    arrives: 2/month
    steps:
      brief: { who: executive, effort: 30 min }
      agree: { takes: client.responds_in, back_to: { step: brief, chance: 20% } }
changes:
  - { at: 2027-01-18, person: Ben, level: senior }
  - { at: 2027-01-20, account: Blue Sky, size: 150% }
rules:
  - { name: hurry, when: job.late > 1 working day, then: note late }
)yaml";

ReadData no_files() {
  return [](const std::string& name) { return DataText{{}, name + ": none"}; };
}

struct Edited {
  std::shared_ptr<const Model> model;
  std::vector<std::string> changes;
  std::string said;  // diagnostics, rendered
};

using Arguments = std::vector<EditArgument>;

EditArgument set(std::string text) { return {Edit::Sort::set, std::move(text)}; }
EditArgument add(std::string text) { return {Edit::Sort::add, std::move(text)}; }
EditArgument removing(std::string text) { return {Edit::Sort::remove, std::move(text)}; }

Edited edited(const std::string& text, const Arguments& arguments) {
  Edited out;
  Diagnostics diagnostics;
  auto draft = ScenarioDraft::of_text({"a.yaml", "", text}, no_files(), diagnostics);
  if (draft) {
    if (auto changes = draft->edit(arguments, diagnostics)) {
      out.changes = *changes;
      out.model = draft->base(diagnostics);
    }
  }
  if (!diagnostics.empty()) out.said = diagnostics.render("a.yaml", text);
  return out;
}

/// Notes name lines, which are others where a value comes from an argument.
std::string without_lines(const std::string& text) {
  return std::regex_replace(text, std::regex("\\(line [0-9]+( of [^)]*)?\\)"), "");
}

/// The same model as with `from` (found once) written as `to`, and these words.
void same_as(const Arguments& arguments, const std::string& from, const std::string& to,
             const std::vector<std::string>& words) {
  INFO(arguments[0].text);
  const Edited one = edited(kAgency, arguments);
  INFO(one.said);
  REQUIRE(one.model);
  CHECK(one.changes == words);
  const std::string by_hand = test::replaced(kAgency, from, to);
  REQUIRE_FALSE(by_hand.empty());
  const auto other = compiled(by_hand);
  CHECK(without_lines(dump(*one.model)) == without_lines(dump(*other)));
  const ExperimentPlan plan{1, 1, 1, nullptr};
  CHECK(run_experiment(*one.model, plan).history == run_experiment(*other, plan).history);
}

std::string refused(const Arguments& arguments, const std::string& text = kAgency) {
  INFO(arguments[0].text);
  const Edited out = edited(text, arguments);
  CHECK_FALSE(out.model);
  return out.said;
}

}  // namespace

TEST_CASE("A value that is set is as if it had been written", "[language][edits]") {
  same_as({set("work.campaign.due=12 working days")}, "due: 10 working days",
          "due: 12 working days", {"work.campaign.due: 12 working days (was 10 working days)"});
  same_as({set("accounts.\"Blue Sky\".size=1.5")}, "name: Blue Sky,", "name: Blue Sky, size: 1.5,",
          {"accounts.\"Blue Sky\".size: 1.5 (was 1)"});
  same_as({set("dispatch={ default: shortest }")},
          "rules:", "dispatch: { default: shortest }\nrules:",
          {"dispatch: { default: shortest } (was not said)"});
  same_as({set("roles.executive.overtime.up_to=2 h")}, "focus: 2",
          "focus: 2, overtime: { up_to: 2 h }",
          {"roles.executive.overtime.up_to: 2 h (was not said)"});
  same_as({set("people.executive.count=4"), set("people.executive.level.junior=+1")},
          "count: 3, level: { junior: 2,", "count: 4, level: { junior: 3,",
          {"people.executive.count: 4 (was 3)", "people.executive.level.junior: 3 (was 2)"});
  same_as({set("accounts.Lion.team.executive=Chie")}, "executive: [Ben, Chie]", "executive: Chie",
          {"accounts.Lion.team.executive: Chie (was [Ben, Chie])"});
  same_as({set("work.campaign.arrives.key=3/month")}, "arrives: 2/month",
          "arrives: { key: 3/month, small: 2/month }",
          {"work.campaign.arrives.key: 3/month (was 2/month)"});
  same_as({set("people.#2.share=60%")}, "share: 80%", "share: 60%",
          {"people.#2.share: 60% (was 80%)"});
}

TEST_CASE("A figure can be said by how it changes, and keeps its unit", "[language][edits]") {
  const auto due = [](const std::string& change, const std::string& value) {
    same_as({set("work.campaign.due=" + change)}, "due: 10 working days", "due: " + value,
            {fmt::format("work.campaign.due: {} (was 10 working days)", value)});
  };
  due("*1.2", "12 working days");
  due("+1", "11 working days");
  due("-1 working day", "9 working days");
  due("+1 working week", "15 working days");
  due("-20%", "8 working days");
  due("*150%", "15 working days");
  same_as({set("people.Ben.share=-20%")}, "share: 80%", "share: 60%",
          {"people.Ben.share: 60% (was 80%)"});
  same_as({set("work.campaign.steps.brief.effort=+0.5 h")}, "effort: 30 min", "effort: 60 min",
          {"work.campaign.steps.brief.effort: 60 min (was 30 min)"});
  same_as(
      {set("work.mail.effort=*1.5")}, "lognormal(mean 2 h, p90 4 h)",
      "lognormal(mean 3 h, p90 6 h)",
      {"work.mail.effort: lognormal(mean 3 h, p90 6 h) (was \"lognormal(mean 2 h, p90 4 h)\")"});
  same_as(
      {set("work.mail.arrives=+50%")}, "{ key: 4/week, small: 2/week }",
      "{ key: 6/week, small: 3/week }",
      {"work.mail.arrives: { key: 6/week, small: 3/week } (was { key: 4/week, small: 2/week })"});
  same_as({set("accounts.Lion.size=*2")}, "name: Lion,", "name: Lion, size: 4,",
          {"accounts.Lion.size: 4 (was 2)"});
  same_as({set("accounts.Lion.work.mail=*2")}, "name: Lion,", "name: Lion, work: { mail: 6/week },",
          {"accounts.Lion.work.mail: 6/week (was 3/week)"});
  same_as({set("accounts.\"Blue Sky\".work.mail=*2")}, "name: Blue Sky,",
          "name: Blue Sky, work: { mail: 4/week },",
          {"accounts.\"Blue Sky\".work.mail: 4/week (was 2/week)"});
}

TEST_CASE("Every law of chance scales as far as the language can say it", "[language][edits]") {
  const auto scaled = [](const std::string& law) {
    const Edited out =
        edited(kAgency, {set("work.mail.effort=\"" + law + "\""), set("work.mail.effort=*2")});
    INFO(out.said);
    REQUIRE(out.model);
    return out.changes[1].substr(18, out.changes[1].find(" (was") - 18);
  };
  CHECK(scaled("exponential(mean 2 h)") == "exponential(mean 4 h)");
  CHECK(scaled("uniform(1 h, 3 h)") == "uniform(2 h, 6 h)");
  CHECK(scaled("pert(0.5, 1.5, 3 h)") == "pert(1, 3, 6 h)");
  CHECK(scaled("erlang(k 3, mean 2 h)") == "erlang(k 3, mean 4 h)");
  CHECK(scaled("gamma(mean 2 h, cv 0.5)") == "gamma(mean 4 h, cv 0.5)");
  CHECK(scaled("gamma(mean 2 h, sd 1 h)") == "gamma(mean 4 h, sd 2 h)");
  CHECK(scaled("lognormal(median 2 h, p90 4.5 h)") == "lognormal(median 4 h, p90 9 h)");
  CHECK(scaled("discrete(30% 1 h, 70% 2 h)") == "discrete(30% 2 h, 70% 4 h)");
  CHECK(scaled("hyperexponential(mean 2 h, cv 3)") == "hyperexponential(mean 4 h, cv 3)");
  CHECK(scaled("empirical(1 h, 2 h, 2.5 h)") == "empirical(2 h, 4 h, 5 h)");
}

TEST_CASE("People and accounts that are added join under names of their own", "[language][edits]") {
  same_as({add("people={ name: Zoe, role: executive, level: senior }")},
          "  - { role: executive, count: 3",
          "  - { name: Zoe, role: executive, level: senior }\n  - { role: executive, count: 3",
          {"people.Zoe is added: { name: Zoe, role: executive, level: senior }"});
  same_as({add("people={ role: executive }"), add("people={ role: executive, count: 2 }")},
          "  - { role: executive, count: 3",
          "  - { name: new executive, role: executive }\n"
          "  - { name: new executive 2, role: executive }\n"
          "  - { name: new executive 3, role: executive }\n  - { role: executive, count: 3",
          {"people.\"new executive\" is added: { role: executive }",
           "people.\"new executive 2\" is added: { role: executive, count: 2 }",
           "people.\"new executive 3\" is added: { role: executive, count: 2 }"});
  same_as({add("people={ role: manager } at 2027-01-18")}, "  - { role: executive, count: 3",
          "  - { name: new manager, role: manager, joins: 2027-01-18 }\n  - { role: executive, "
          "count: 3",
          {"people.\"new manager\" is added from 2027-01-18 on: { role: manager }"});
  same_as({add("accounts={ tier: small } at 2027-01-18")}, "  - { tier: small, count: 2 }",
          "  - { tier: small, count: 2 }\n  - { name: new small, tier: small, starts: 2027-01-18 }",
          {"accounts.\"new small\" is added from 2027-01-18 on: { tier: small }"});
  same_as({add("pools={ temp: { role: executive, max: 1 } }")},
          "rules:", "pools: { temp: { role: executive, max: 1 } }\nrules:",
          {"pools.temp is added: { role: executive, max: 1 }"});
  same_as({add("accounts.\"Blue Sky\".team.executive=Chie")}, "executive: Ben }",
          "executive: [Ben, Chie] }", {"accounts.\"Blue Sky\".team.executive is added: Chie"});
  same_as({add("rules={ at: 2027-01-12, then: note tuesday }")}, "then: note late }",
          "then: note late }\n  - { at: 2027-01-12, then: note tuesday }",
          {"rules is added: { at: 2027-01-12, then: note tuesday }"});
}

TEST_CASE("Whoever is removed leaves everything that they hold", "[language][edits]") {
  const std::string by_hand = test::replaced(
      test::replaced(
          test::replaced(
              test::replaced(kAgency, "  - { name: Ben, role: executive, share: 80% }\n", ""),
              "executive: [Ben, Chie] }, owner: Ben", "executive: [Chie] }"),
          ", team: { executive: Ben }", ""),
      "  - { at: 2027-01-18, person: Ben, level: senior }\n", "");
  REQUIRE_FALSE(by_hand.empty());
  const Edited out = edited(kAgency, {removing("people.Ben")});
  REQUIRE(out.model);
  CHECK(dump(*out.model) == dump(*compiled(by_hand)));
  CHECK(out.changes ==
        std::vector<std::string>{"people.Ben is removed; no longer: executive of Lion, owner of "
                                 "Lion, executive of Blue Sky, 1 dated change"});

  same_as({removing("people.Ben at 2027-01-18")}, "share: 80% }",
          "share: 80%, leaves: 2027-01-17 }",
          {"people.Ben is gone on 2027-01-18 (last day 2027-01-17); no longer: 1 dated change"});
}

TEST_CASE("One of several that are counted can be spoken of", "[language][edits]") {
  same_as({removing("people.executive#2")},
          "  - { role: executive, count: 3, level: { junior: 2, senior: 1 } }",
          "  - { name: \"executive#1\", role: executive, level: junior }\n"
          "  - { name: \"executive#3\", role: executive, level: senior }",
          {"people.executive#2 is removed"});
  same_as({set("people.executive#3.share=50%")},
          "  - { role: executive, count: 3, level: { junior: 2, senior: 1 } }",
          "  - { name: \"executive#1\", role: executive, level: junior }\n"
          "  - { name: \"executive#2\", role: executive, level: junior }\n"
          "  - { name: \"executive#3\", role: executive, level: senior, share: 50% }",
          {"people.executive#3.share: 50% (was not said)"});
  // Written out one by one they are who they were.
  const Edited whole = edited(kAgency, {set("people.executive#3.level=senior")});
  REQUIRE(whole.model);
  CHECK(dump(*whole.model) == dump(*compiled(kAgency)));
}

TEST_CASE("Accounts, rules and keys can be removed", "[language][edits]") {
  const Edited gone = edited(kAgency, {removing("accounts.\"Blue Sky\"")});
  REQUIRE(gone.model);
  CHECK(gone.changes ==
        std::vector<std::string>{"accounts.\"Blue Sky\" is removed; and 1 dated change"});
  const std::string by_hand = test::replaced(
      test::replaced(kAgency, "  - { name: Blue Sky, tier: small, team: { executive: Ben } }\n",
                     ""),
      "  - { at: 2027-01-20, account: Blue Sky, size: 150% }\n", "");
  CHECK(dump(*gone.model) == dump(*compiled(by_hand)));
  same_as({removing("accounts.\"Blue Sky\" at 2027-01-25")}, "executive: Ben }",
          "executive: Ben }, ends: 2027-01-24",
          {"accounts.\"Blue Sky\" ends on 2027-01-25 (last day 2027-01-24)"});
  same_as({removing("rules.hurry")},
          "rules:\n  - { name: hurry, when: job.late > 1 working day, then: note late }\n", "",
          {"rules.hurry is removed"});
  same_as({removing("accounts.Lion.team.executive.Ben")}, "[Ben, Chie]", "[Chie]",
          {"accounts.Lion.team.executive.Ben is removed"});
  same_as({removing("accounts.Lion.owner")}, ", owner: Ben", "",
          {"accounts.Lion.owner is removed"});
}

TEST_CASE("What the language can change on a date can be set on one", "[language][edits]") {
  const std::string rules = "rules:\n";
  const auto change = [&](const Arguments& arguments, const std::string& entry,
                          const std::string& word) {
    same_as(arguments, rules, "  - " + entry + "\n" + rules, {word});
  };
  change({set("people.Chie.level=senior at 2027-01-18")},
         "{ at: 2027-01-18, person: Chie, level: senior }",
         "people.Chie.level: senior from 2027-01-18 on");
  change({set("people.Ben.share=-20% at 2027-01-18")},
         "{ at: 2027-01-18, person: Ben, share: 60% }", "people.Ben.share: 60% from 2027-01-18 on");
  change({set("accounts.Lion.size=*2 at 2027-01-18")}, "{ at: 2027-01-18, account: Lion, size: 2 }",
         "accounts.Lion.size: *2 from 2027-01-18 on");
  change({set("accounts.Lion.size=3 at 2027-01-18")},
         "{ at: 2027-01-18, account: Lion, size: 1.5 }",
         "accounts.Lion.size: 3 from 2027-01-18 on");
  change({set("accounts.\"Blue Sky\".size=*2 at 2027-01-25")},
         "{ at: 2027-01-25, account: Blue Sky, size: 3 }",
         "accounts.\"Blue Sky\".size: *2 from 2027-01-25 on");
  change({set("accounts.Lion.owner=Mia at 2027-01-18")},
         "{ at: 2027-01-18, account: Lion, owner: Mia }",
         "accounts.Lion.owner: Mia from 2027-01-18 on");
  change({set("accounts.Lion.team.executive=Chie at 2027-01-18")},
         "{ at: 2027-01-18, account: Lion, team: { executive: Chie } }",
         "accounts.Lion.team.executive: Chie from 2027-01-18 on");
  change({set("calendar.hours={ mon-fri: 09:00-18:00 } at 2027-01-18")},
         "{ at: 2027-01-18, calendar: agency, hours: { mon-fri: 09:00-18:00 } }",
         "calendar.hours: { mon-fri: 09:00-18:00 } from 2027-01-18 on");
}

TEST_CASE("What cannot be edited is told at its place", "[language][edits]") {
  CHECK(refused({set("accunts.Lion.size=2")}) ==
        "--set:1:1: error: unknown key 'accunts' in the scenario\n"
        "  accunts.Lion.size=2\n"
        "  ^~~~~~~\n"
        "  hint: did you mean 'accounts'?\n");
  CHECK(refused({set("accounts.Lyon.size=2")}) ==
        "--set:1:10: error: there is no 'Lyon' in accounts\n"
        "  accounts.Lyon.size=2\n"
        "           ^~~~\n"
        "  hint: did you mean 'Lion'?\n");
  CHECK(refused({set("work.campagin.due=2 days")}) ==
        "--set:1:6: error: there is no kind of work 'campagin'\n"
        "  work.campagin.due=2 days\n"
        "       ^~~~~~~~\n"
        "  hint: did you mean 'campaign'?\n");
  CHECK(refused({set("work.campaign.duo=2 days")}) ==
        "--set:1:15: error: unknown key 'duo' in a kind of work\n"
        "  work.campaign.duo=2 days\n"
        "                ^~~\n"
        "  hint: did you mean 'due'?\n");
  CHECK(refused({set("work.campaign.due=2 dasy")}) ==
        "--set:1:21: error: unknown unit 'dasy'\n"
        "  work.campaign.due=2 dasy\n"
        "                      ^~~~\n"
        "  hint: did you mean 'day'?\n");
  CHECK(refused({set("work.campaign.due")}) ==
        "--set:1:1: error: --set wants PATH=VALUE\n"
        "  work.campaign.due\n"
        "  ^~~~~~~~~~~~~~~~~\n"
        "  hint: such as --set accounts.Northwind.size=*2\n");
  CHECK(refused({set("work..due=3 days")}) ==
        "--set:1:6: error: a part of the path is empty\n"
        "  work..due=3 days\n"
        "       ^\n"
        "  hint: a path is like accounts.\"Meridian Bank\".work.campaign\n");
  CHECK(refused({removing("people.Bne")}) ==
        "--remove:1:8: error: there is no 'Bne' in people\n"
        "  people.Bne\n"
        "         ^~~\n"
        "  hint: did you mean 'Ben'?\n");
  CHECK(refused({removing("rules.hurry at 2027-02-01")}) ==
        "--remove:1:16: error: rules.hurry cannot be removed on a date\n"
        "  rules.hurry at 2027-02-01\n"
        "                 ^~~~~~~~~~\n"
        "  hint: people and accounts can\n");
  CHECK(
      refused({set("work.campaign.due=3 days at 2027-02-01")}) ==
      "--set:1:29: error: work.campaign.due cannot change on a date\n"
      "  work.campaign.due=3 days at 2027-02-01\n"
      "                              ^~~~~~~~~~\n"
      "  hint: on a date may change: role, level, hours and share of people; size, team and owner "
      "of accounts; hours of the calendar\n");
  CHECK(refused({set("people.Chie.share=+10%")}) ==
        "--set:1:19: error: people.Chie.share is not said in the scenario: there is nothing that "
        "'+10%' could change\n"
        "  people.Chie.share=+10%\n"
        "                    ^~~~\n"
        "  hint: say what it becomes\n");
  CHECK(
      refused({set("work.mail.effort=+1 h")}) ==
      "--set:1:18: error: 'lognormal(mean 2 h, p90 4 h)' is a distribution: it can be scaled, not "
      "moved\n"
      "  work.mail.effort=+1 h\n"
      "                   ^~~~\n"
      "  hint: say *1.2 or +20%, or all of it\n");
  CHECK(refused({set("work.campaign.due=+1 month")}) ==
        "--set:1:19: error: '+1 month' does not fit '10 working days'\n"
        "  work.campaign.due=+1 month\n"
        "                    ^~~~~~~~\n"
        "  hint: say it in 'working days', or as *1.2 or +20%\n");
  CHECK(refused({set("work.campaign.steps.agree.takes=*2")}).find("is no figure") !=
        std::string::npos);
  CHECK(refused({set("people.executive.count=*1.5")}) ==
        "--set:1:24: error: this must be a whole number\n"
        "  people.executive.count=*1.5\n"
        "                         ^~~~\n");
  CHECK(refused({set("what_if.x.at=2027-01-01")}).find("'what_if' cannot be changed") !=
        std::string::npos);
  CHECK(refused({set("extends=a.yaml")}).find("'extends' cannot be changed") != std::string::npos);
  CHECK(refused({add("roles={ manager: {} }")}) ==
        "--add:1:9: error: there is a 'manager' in roles already\n"
        "  roles={ manager: {} }\n"
        "          ^~~~~~~\n"
        "  hint: to change it, use `set`\n");
  // A rule still names him: the ordinary diagnostic, in the scenario's own text.
  const std::string rule = test::replaced(kAgency, "then: note late", "then: reassign to Ben");
  CHECK(refused({removing("people.Ben")}, rule).find("a.yaml:") == 0);
}

TEST_CASE("No edit at all changes nothing", "[language][edits]") {
  const Edited out = edited(kAgency, {});
  REQUIRE(out.model);
  CHECK(out.changes.empty());
  const auto base = compiled(kAgency);
  CHECK(dump(*out.model) == dump(*base));
  const ExperimentPlan plan{7, 2, 1, nullptr};
  CHECK(run_experiment(*out.model, plan).history == run_experiment(*base, plan).history);
}

TEST_CASE("Edits cannot make a scenario grow without end", "[language][edits]") {
  const Arguments many(200, add("people={ role: executive, count: 9000, level: mid }"));
  CHECK(refused(many).find("all the edits together add too much to the scenario") !=
        std::string::npos);
  CHECK(refused({add("people={ role: executive, count: 4000000000 }")}).find("too many") !=
        std::string::npos);
  std::string what_ifs = "what_if:\n";
  for (int i = 0; i < 400; ++i) what_ifs += fmt::format("  w{}: {{ remove: people.Ben }}\n", i);
  CHECK(refused({set("work.campaign.due=3 days")}, kAgency + what_ifs)
            .find("more than 300 what-ifs") != std::string::npos);
  std::string paths = "what_if: { one: { remove: [people.Ben";
  for (int i = 0; i < 6000; ++i) paths += ", people.Ben";
  CHECK(refused({set("work.campaign.due=3 days")}, kAgency + paths + "] } }\n")
            .find("more than 5000 changes in all what-ifs") != std::string::npos);
}

}  // namespace suits
