// What `suits check` prints of a small scenario, to the letter.

#include "engine/report/check_report.hpp"
#include "engine/analysis/offered_load.hpp"
#include "engine/report/hierarchy_text.hpp"
#include "engine/report/json.hpp"
#include "engine/report/quantity_text.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

const char* const kScenario = R"yaml(suits: 1
name: 小さな店
time: { start: 2027-03-01, run: 8 weeks }
calendar:
  hours: { mon-fri: [09:00-17:00] }
roles:
  director: { title: Director }
  manager: { title: Manager, reports_to: director, accounts: { max: 2 } }
  executive:
    title: Executive
    reports_to: [manager, director]
    peers_after: 1 working day
    covered_by: [{ role: manager, after: 2 working days }]
    superior_after: 3 working days
people:
  - { name: Dora, role: director }
  - { name: 誠, role: manager }
  - { role: executive, count: 3 }
parties:
  creative: { title: Creative, capacity: 2, keep: none }
  client: { responds_in: 1 working day }
accounts:
  - { name: Lion, team: { manager: 誠 }, owner: 誠 }
work:
  campaign:
    title: Campaign
    deliverable: yes
    due: 20 working days
    arrives: 2/month
    milestones: { brief_turnaround: { from: arrival, to: agree.agreed } }
    steps:
      brief: { who: executive, effort: "lognormal(mean 6 h, p90 11 h)" }
      approve: { who: manager, effort: 45 min, back_to: { step: brief, chance: 20%, falling_by: 60% } }
      agree: { takes: client.responds_in }
      creative: { who: creative, effort: 20 h, after: approve }
      present: { who: [executive, manager, client], effort: 1 h, after: [agree, creative] }
)yaml";

std::shared_ptr<const Model> model_of(const std::string& text) {
  Diagnostics diagnostics;
  auto model = load_scenario_text(text, diagnostics);
  INFO(diagnostics.render("scenario.yaml", text));
  REQUIRE(model);
  return model;
}

/// The part of a text from one line on, up to an empty line.
std::string section(const std::string& text, const std::string& head) {
  const std::size_t from = text.find("\n" + head + "\n");
  REQUIRE(from != std::string::npos);
  return text.substr(from + 1, text.find("\n\n", from + 1) - from);
}

}  // namespace

TEST_CASE("a check draws the hierarchy and says who may do what", "[check]") {
  const auto model = model_of(kScenario);
  const std::string text = check_screen(*model, offered_load(*model), {});
  CHECK(text.find("小さな店: as it was understood\n") == 0);
  CHECK(section(text, "Hierarchy") ==
        "Hierarchy\n"
        "  director (Director): Dora\n"
        "  └─ manager (Manager): 誠\n"
        "     └─ executive (Executive): executive#1 … #3; also reports to director\n"
        "  creative (Creative), outside: creative#1 … #2\n");
  CHECK(section(text, "Who may do what") ==
        "Who may do what\n"
        "  director: first come first; who takes it first keeps it on the job\n"
        "    the account's own → only for absence or a vacancy: people of the role without "
        "accounts, the\n"
        "      role's other people\n"
        "  executive: first come first; who takes it first keeps it on the job\n"
        "    the account's own → only for absence or a vacancy: people of the role without "
        "accounts → after 1\n"
        "      working day: the role's other people → after 2 working days: manager → after 3 "
        "working days:\n"
        "      manager and director, up the line\n"
        "  manager: first come first; who takes it first keeps it on the job; at most 2 accounts "
        "each\n"
        "    the account's own → only for absence or a vacancy: people of the role without "
        "accounts, the\n"
        "      role's other people, director, up the line\n"
        "  creative: first come first; nobody keeps it\n"
        "    anybody of the role\n");
}

TEST_CASE("a check tells each kind of work step by step", "[check]") {
  const auto model = model_of(kScenario);
  const std::string text = check_screen(*model, offered_load(*model), {});
  CHECK(section(text, "Kinds of work") ==
        "Kinds of work\n"
        "  campaign: deliverable; arrives: account 2/month; due: 20 working days\n"
        "     1 brief     executive lognormal, mean 6, p90 11 h\n"
        "     2 approve   manager 45 min; back to brief: 20%, falling by 60% a round\n"
        "     3 agree     the client's response time\n"
        "     4 creative  after approve: creative 20 h\n"
        "     5 present   after agree, creative: executive 1 h, manager 1 h, client 1 h; together, "
        "by\n"
        "                 appointment\n"
        "       brief_turnaround: from arrival to the first finish of agree that sends nothing "
        "back\n");
}

TEST_CASE("of a rule's own times those in the window are counted", "[check]") {
  const auto model = model_of(std::string(kScenario) + R"(rules:
  - { name: weeks, every: weekly, then: note it }
  - { name: years, every: { every: 12 months, on: day 20, at: 10:00 }, then: note it }
)");
  CHECK(section(check_screen(*model, offered_load(*model), {}), "Rules") ==
        "Rules\n"
        "  weeks (of the department): 8 times in the window, first 2027-03-01 09:00: note it\n"
        "  years (of the department): once in the window, first 2027-03-20 10:00: note it\n");
}

TEST_CASE("a role that cannot keep up is named, with by how much", "[check]") {
  std::string scenario = kScenario;
  const std::string from = "arrives: 2/month";
  scenario.replace(scenario.find(from), from.size(), "arrives: 40/month");
  const auto model = model_of(scenario);
  const OfferedLoad load = offered_load(*model);
  const auto verdicts = check_verdicts(*model, load);
  REQUIRE(verdicts.size() == 1);
  CHECK(verdicts[0].find("Creative cannot keep up: asked for ") == 0);
  CHECK(verdicts[0].find(" h too few.") != std::string::npos);
  const auto fine = model_of(kScenario);
  CHECK(check_verdicts(*fine, offered_load(*fine)) ==
        std::vector<std::string>{"Every role can keep up with what it is asked for in the mean."});
}

TEST_CASE("a check names every mechanism in use, a line each", "[check]") {
  const auto model = model_of(R"yaml(suits: 1
name: Rich
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: {}, senior: {} }
classes: [urgent, normal]
dispatch: { ae: { by: "if(job.kind == pitch, 0, 1)" }, am: { by: -job.age } }
familiarity: { extra: 30%, repeats: 50%, forgets_in: 4 weeks }
newcomers: { extra: 50% }
roles:
  am: {}
  ae: { reports_to: am, reserve: { urgent: 1 }, handover: 1 h, switching: 10 min, overtime: { up_to: 2 h, when: job.late > 0 }, focus: 2 }
people:
  - { name: Ann, role: ae, level: junior, skills: [pack], dispatch: shortest }
  - { name: Bob, role: ae, level: junior, focus: 1 }
  - { name: M, role: am, level: senior }
pools:
  help: { role: ae, max: 2, level: junior, lead: 1 working day, stay: 2 weeks, after: 4 working hours }
  crew: { role: ae, max: 1, level: junior, lead: 1 week }
accounts: [ { name: Acme, team: { ae: Ann, am: M }, work: { job: 1/week, pitch: 1/week } } ]
work:
  job:
    class: normal
    weight: 3
    steps:
      do: { who: ae, effort: 4 h, skills: [pack], restarts: yes, when: job.age < 3 days }
      see: { who: am, effort: 1 h, class: urgent }
      write: { who: ae, effort: 40 h, spread: 2 weeks }
  pitch: { who: ae, effort: 2 h, class: urgent }
changes:
  - { at: 2027-01-11, person: Bob, role: am, level: senior }
  - { at: 2027-01-12, account: Acme, owner: M, size: 150% }
  - { at: 2027-01-13, calendar: agency, hours: { mon-fri: [09:00-16:00] } }
  - { at: 2027-01-14, person: Ann, share: 60% }
in_hand: [ { kind: job, account: Acme, step: do } ]
)yaml");
  const std::string text = check_screen(*model, offered_load(*model), {false, 120, 0, 1});
  CHECK(section(text, "Who may do what") == R"(Who may do what
  ae: by 'if(job.kind == pitch, 0, 1)', least first (a heap: it stays as it is while work waits); who takes it first
    keeps it on the job; up to 2 things at a time; keeps people free: 1 from normal work; 10 min added where other work
    interrupts; 1 h added where work changes hands; overtime up to 2 h a day, 14 h a week, for work that meets its
    condition
    the account's own → only for absence or a vacancy: people of the role without accounts, the role's other people, am,
      up the line
  am: by '-job.age', least first (a scan: it may change while work waits); who takes it first keeps it on the job
    the account's own → only for absence or a vacancy: people of the role without accounts, the role's other people
)");
  CHECK(section(text, "Pools") == R"(Pools
  · crew: up to 1 to hire, for good, as ae; they come 7 days after the hiring
  · help: up to 2 on call, as ae; they come 1 working day after the call, stay at least 14 days; called by what has
    waited 4 working hours
)");
  CHECK(section(text, "People") == R"(People
  · Familiarity: who knows nothing of an account takes 30% longer, and sends back 50% more often; learnt in 40 h; at the
    start the team knows 100%, others 0%; halved in 28 days without work
  · Newcomers take 50% longer at first; learnt in 300 h
  · Have the skill pack: Ann
  · Take by a rule of their own: shortest first: Ann
  · Work on one thing at a time: Bob
  · Jobs in hand as the run begins: 1
)");
  CHECK(section(text, "What changes on dates") == R"(What changes on dates
  · 2027-01-11: Bob is am and is senior
  · 2027-01-12: of Acme, the owner: M
  · 2027-01-12: Acme has 150% of its size
  · 2027-01-14: Ann has 21 h a week
)");
  CHECK(section(text, "Kinds of work") == R"(Kinds of work
  job: arrives: account 1/week; weight: 3; class: normal
     1 do     ae 4 h (with pack); only where its condition holds (line 26); starts from the beginning where it is
              interrupted
     2 see    am 1 h; urgent
     3 write  ae 40 h; in 2 parts, one every 7 days
  pitch: arrives: account 1/week; class: urgent
     1 pitch  ae 2 h
)");
  CHECK(section(text, "Notes") == R"(Notes
  · From 2027-01-13 on the hours of 'agency' are others (line 33).
  · From 2027-01-14 on the hours of Ann are others (line 34).
  · am: what its expression of dispatch asks may change at any time: all that waits is looked at, each time
)");
}

TEST_CASE("a check as JSON reads back and has the same content", "[check]") {
  const auto model = model_of(kScenario);
  const auto json = nlohmann::json::parse(json_text(check_json(*model, offered_load(*model))));
  CHECK(json["scenario"] == "小さな店");
  CHECK(json["accounts"][0]["team"]["manager"][0] == "誠");
  CHECK(json["accounts"][0]["owner"] == "manager");
  CHECK(json["kinds"][0]["steps"][3]["after"] == "approve");
  CHECK(json["tables"]["offered_load"].size() == 4);
  CHECK(json["tables"]["offered_load_weeks"].size() == 4 * 8);
  CHECK(json["defaults"].size() > 0);
}

TEST_CASE("quantities read as people write them", "[check]") {
  CHECK(effort_text(Distribution(2 * 3.6e9)) == "2 h");
  CHECK(effort_text(Distribution(45 * 6e7)) == "45 min");
  CHECK(lapse_text({Distribution(2), Clock::working_days}) == "2 working days");
  CHECK(lapse_text({Distribution(1), Clock::working_days}) == "1 working day");
  CHECK(lapse_text({Distribution(14 * 8.64e10), Clock::elapsed}) == "14 days");
  CHECK(lapse_text({Distribution(4 * 3.6e9), Clock::working_time}) == "4 working hours");
  CHECK(share_text(0.125) == "12.5%");
}

TEST_CASE("a check tells of limits, patience, profiles and what is always there", "[check]") {
  const auto model = model_of(R"yaml(suits: 1
name: limits
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { team: pool } }
people: [ { name: Ann, role: executive } ]
accounts: [ { name: North } ]
limits:
  - { of: [mail, review], in_progress: 8, waiting: 3 }
  - { each: account, waiting: 0 }
work:
  mail:
    arrives: { rate: 1/h, profile: { period: 24 h, factors: [0, 2, 4] } }
    withdraws_after: 3 working days
    who: executive
    effort: 1 min
  review: { arrives: { always: 2 }, who: executive, effort: 1 h }
)yaml");
  const OfferedLoad load = offered_load(*model);
  const std::string text = check_screen(*model, load, {});
  CHECK(section(text, "How many jobs there may be") ==
        "How many jobs there may be\n"
        "  all kinds of work together: at most 8 in progress and 3 of which nothing has begun; what "
        "arrives\n    beyond is turned away\n"
        "  all kinds of work together, on each account: at most 0 of which nothing has begun; what "
        "arrives\n    beyond is turned away\n");
  CHECK(text.find("arrives: account 1/h, times a profile of 3 parts over 24 h (mean 2);") !=
        std::string::npos);
  CHECK(text.find("withdrawn if not begun") != std::string::npos);
  CHECK(text.find("arrives: account always 2") != std::string::npos);
  const std::string notes = section(text, "Notes");
  CHECK(notes.find("review that are always there are left out of the expected load") !=
        std::string::npos);
  CHECK(notes.find("counts mail as if none were withdrawn") != std::string::npos);
  CHECK(notes.find("counts all that arrives, what limits turn away too") != std::string::npos);
  CHECK(check_json(*model, load)["limits"].size() == 2);
}
