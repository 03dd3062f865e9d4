// What `suits run` prints of a small agency, to the letter, and as JSON.

#include "engine/report/run_report.hpp"

#include <fmt/format.h>

#include "engine/report/json.hpp"
#include "engine/report/load_picture.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/unit/report/sample_agency.hpp"

using namespace suits;

namespace {

Summary summary_of(const Model& model, std::uint32_t replications, const sample::Story& story) {
  ExperimentPlan plan;
  plan.replications = replications;
  return summarise(model,
                   run_experiment(model, plan, [&](const Model& m, std::uint64_t, std::uint32_t) {
                     return sample::seen(m, story);
                   }));
}

}  // namespace

TEST_CASE("the first screen: what was played, what matters, the tables", "[run report]") {
  const Model model = sample::agency();
  const Summary s = summary_of(model, 8, {.jobs = 20, .late = 4});
  const std::string text = run_screen(model, s, report_run(model, s), {});
  CHECK(text == R"screen(Sample
2027-03-01 to 2027-03-28, 4 weeks; 8 possible courses (seed 1)

The three things that matter
1. Nobody is overloaded: the fullest role, the Account Executives, is busy 70 % of its hours; the
   fullest person is Ann, Account Executive (70 %). The campaigns wait longest for the Account
   Executives: 1.0 of 12.0 working days.
2. A brief takes 12.0 working days on average (12.0 calendar days), nine in ten at most 12.0 working
   days. Of this, 4.0 with the client; 3.0 in hand at Creative; 2.0 in hand at the Account
   Executives; 1.0 waiting for the Account Executives, busy mostly with campaigns (75 %).
3. On time are 80 % of the campaigns. Late ones are 2.0 working days late on average. Of the 12.0
   working days they take, 1.0 go by waiting for the Account Executives, busy mostly with campaigns
   (75 %) and 4.0 go by with the client.

How long work takes
  Of jobs that arrived in the window: mean and quantiles of the turnaround in working days of 8 h
  (half of the jobs take at most p50, nine in ten at most p90); elapsed in calendar days. Late by:
  mean of the late ones, working days past due. ± is the half width of the 95 % interval over
  replications (± ?: too many jobs never finished to say it); – too few to say; ≥ some never
  finished.
                               Jobs  Mean   p50   p90  Elapsed  On time  Late by
  Campaign                       20  12.0  12.0  12.0     12.0     80 %      2.0
  Brief turnaround (campaign)    20  12.0  12.0  12.0     12.0        –        –

Where the time goes: Brief turnaround (campaign)
  What the mean turnaround consists of; every instant counts once, the parts add up. Nights and
  weekends count to what they interrupt, so working time is the share of the mean turnaround. In
  hand: begun, not yet done.
                                      Working days  Share  Elapsed days  Busy mostly with
  With the client                              4.0   33 %           4.0
  In hand at Creative                          3.0   25 %           3.0
  In hand at the Account Executives            2.0   17 %           2.0
  Waiting for the Account Executives           1.0    8 %           1.0  campaigns (75 %)
  In hand at the Account Planners              1.0    8 %           1.0
  Waiting for the Account Planners             1.0    8 %           1.0  campaigns (75 %)
  A wider window also shows: While away.

Roles
  By main role. Load: hours asked of the role ÷ those its people have (contract hours less holidays
  and absences, their speed reckoned in), blank where they hold other roles too; above 100 % it
  cannot keep up. Busy: hours worked, of any kind, ÷ available. Light, by the larger of load and
  busy: below 60 slack, 60–85 healthy, 85–100 strained, above 100 over. Wait: of a request until
  somebody starts, working hours.
                     People  Load  Busy  Light    Wait  Waiting
  Account Executive       2  70 %  70 %  healthy   2.0     1.50
  Account Planner         2  70 %  70 %  healthy   2.0     1.50
  Creative                1  40 %  40 %  slack     2.0     1.50

Load picture
  Busy, per cent of the hours available, by week; the head says each column's first week. "!": above
  100; ░░: nobody there.
  week                1    2    3    4
  Account Executive  70   70   70   70
  Account Planner    70   70   70   70
  Creative           40   40   40   40

People
  The fullest first. Available: contract hours less holidays and absences. Busy: hours worked ÷
  available.
       Role               Available (h)  Busy  Light
  Ann  Account Executive            160  70 %  healthy
  Ben  Account Executive            160  70 %  healthy
  慧   Account Planner              160  70 %  healthy
  Pia  Account Planner              160  70 %  healthy

Accounts
  Over the window, the largest first. Delivered and on time: of the deliverables; mean turnaround in
  working days.
             Delivered  Mean  On time  Hours
  Northwind          0     –        –    400

Assumptions
  · As the scenario has it: no leave but what is stated; nobody falls ill; nobody works past their
    hours; everybody knows every account equally well; one thing at a time; all hours are there for
    jobs
  · No model of: people who leave, are hired or promoted unless the scenario says when or by what
    rule; speed that suffers from pressure; clients whose demand answers to how they are served
)screen");
}

TEST_CASE("the load picture has a cell per week or group of weeks", "[run report]") {
  const std::vector<PictureRow> rows{{"慧", {20, 40, 50, 0}, {40, 40, 40, 0}},
                                     {"Ann", {20, 20, 20, 20}, {40, 40, 40, 40}}};
  CHECK(render_picture("Load", "Busy", rows, {}) ==
        "Load\n"
        "  Busy, by week; the head says each column's first week. \"!\": above 100; ░░: nobody "
        "there.\n"
        "  week   1    2    3    4\n"
        "  慧    50  100  125!  ░░\n"
        "  Ann   50   50   50   50\n");
  const std::vector<PictureRow> year{
      {"Ann", std::vector<double>(52, 30.0), std::vector<double>(52, 40.0)}};
  const std::string text = render_picture("Load", "Busy", year, {});
  CHECK(text.find("by 4 weeks") != std::string::npos);
  CHECK(text.find("  week   1    5    9   13 ") != std::string::npos);
}

TEST_CASE("a run as JSON has documented names and no NaN", "[run report]") {
  const Model model = sample::agency();
  const Summary s = summary_of(model, 8, {.jobs = 20, .late = 4});
  const std::string text = json_text(run_json(model, s, report_run(model, s)));
  CHECK(text.find("NaN") == std::string::npos);
  const auto json = nlohmann::json::parse(text);
  CHECK(json["scenario"] == "Sample");
  CHECK(json["replications"] == 8);
  CHECK(json["findings"][0]["name"] == "overload");
  CHECK(json["findings"].size() == 3);
  CHECK(json["window"]["start"] == "2027-03-01 00:00");
  const auto& tables = json["tables"];
  for (const char* name : {"turnaround", "causes", "breakdown", "roles", "role_weeks", "people",
                           "person_weeks", "accounts", "account_kinds"}) {
    INFO(name);
    CHECK(tables.contains(name));
    CHECK(json["columns"].contains(name));
  }
  CHECK(tables["turnaround"][0]["on_time"] == 0.8);
  CHECK(tables["turnaround"][1]["milestone"] == "brief_turnaround");
  CHECK(tables["turnaround"][1]["on_time"].is_null());
  CHECK(tables["roles"].size() == 3);
  CHECK(tables["people"].size() == 4);
  CHECK(tables["person_weeks"].size() == 16);
  CHECK(tables["role_weeks"][0]["starts"] == "2027-03-01");
  CHECK_FALSE(tables["accounts"][0].contains("cost"));  // nobody costs anything here
}

TEST_CASE("one replication shows no intervals and says so", "[run report]") {
  const Model model = sample::agency();
  const Summary s = summary_of(model, 1, {.jobs = 20});
  const std::string text = run_screen(model, s, report_run(model, s), {});
  CHECK(text.find("4 weeks; one possible course (seed 1)") != std::string::npos);
  CHECK(text.find(" ± ") == std::string::npos);
  CHECK(text.find("One replication gives no intervals") != std::string::npos);
}

TEST_CASE("how often rules acted, and what was turned away", "[run report]") {
  Model model = sample::agency();
  Rule rule;
  rule.name = "full";
  Action action;
  action.sort = Action::Sort::turn_away;
  action.written = "turn away campaign";
  rule.then.push_back(action);
  model.rulebook.rules.push_back(rule);
  ExperimentPlan plan;
  plan.replications = 2;
  const Summary s =
      summarise(model, run_experiment(model, plan, [&](const Model& m, std::uint64_t, std::uint32_t r) {
                  Observations seen = sample::seen(m, {});
                  seen.rules = {r == 0 ? 3u : 5u};
                  seen.turned_away = 7;
                  return seen;
                }));
  const std::string text = run_screen(model, s, report_run(model, s), {});
  CHECK(text.find("full  turn away campaign") != std::string::npos);
  CHECK(s.rules[0].value == 4);
  CHECK(s.turned_away.value == 7);
}

TEST_CASE("Of people who were never there no busyness is shown", "[run report]") {
  const auto screen = [](int count) {
    const auto model = test::model_of(fmt::format(R"(
suits: 1
name: Many
time: {{ start: 2027-01-04, run: 2 weeks }}
calendar: {{ hours: {{ mon-fri: 09:00-17:00 }} }}
roles: {{ executive: {{}} }}
people: [{{ role: executive, count: {} }}]
pools: {{ newcomer: {{ role: executive, max: 2, lead: 1 week }} }}
accounts: [{{ name: North }}]
work: {{ mail: {{ who: executive, effort: 1 h }} }}
)",
                                                  count));
    const Summary summary = summarise(*model, run_experiment(*model, {}));
    return run_screen(*model, summary, report_run(*model, summary), {});
  };
  CHECK(screen(13).find("… and 1 less busy ones: --format csv has all.") != std::string::npos);
  CHECK(screen(15).find("… and 3 less busy ones, down to 0 %: --format csv has all.") !=
        std::string::npos);
}
