// What limits turn away, what clients withdraw and what is always there, in tiny agencies whose
// times were worked out by hand. March 2027 begins on a Monday; hours are 9 to 17.

#include <string>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/run_report.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::story_of;
using test::told;

/// Ann, who does mails of an hour and plans of three, for North and South; more keys at the top
/// level, and what arrives when.
std::string office(const std::string& top, const std::string& mail,
                   const std::string& plan = "none", const std::string& more = "") {
  return R"(suits: 1
name: office
time: { start: 2027-03-01, run: 1 week, cap: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
classes: [ { name: urgent, interrupts: yes }, normal, low ]
keep: none
together: scan
roles: { executive: { team: pool } }
people: [ { name: Ann, role: executive } ]
accounts: [ { name: North } ]
)" + top +
         "work:\n  mail: { who: executive, effort: 1 h, due: 1 working day, arrives: " + mail +
         more + " }\n  plan: { who: executive, effort: 3 h, interruptible: no, arrives: " + plan +
         " }\n";
}

std::string at(const std::string& times) { return "{ dates: [" + times + "] }"; }

const Flow& flow_of(const Model& model, const Observations& seen, const std::string& kind) {
  for (std::size_t f = 0; f < seen.flows.size(); ++f) {
    const FlowKey& key = seen.flow_keys[f];
    if (model.kinds[key.kind].name == kind && key.milestone < 0 && key.tier == kNone<TierId>) {
      return seen.flows[f];
    }
  }
  return seen.flows.at(0);
}

}  // namespace

TEST_CASE("What finds as many in progress as there may be does not come in",
          "[behaviour][limits]") {
  // The third finds one at work and one that waits; at 10:00 the first is done before the fourth
  // arrives.
  const auto model = test::model_of(
      office("limits: [ { of: mail, in_progress: 2 } ]\n",
             at("2027-03-01 09:00, 2027-03-01 09:10, 2027-03-01 09:20, 2027-03-01 10:00")));
  const auto story = story_of(*model);
  CHECK(told(story, {"03-01"}) ==
        "03-01 09:00 job 0 arrives\n"
        "03-01 09:00 Ann starts 0\n"
        "03-01 09:10 job 1 arrives\n"
        "03-01 09:20 a job is turned away\n"
        "03-01 10:00 Ann finishes 0\n"
        "03-01 10:00 job 0 is done\n"
        "03-01 10:00 job 2 arrives\n"
        "03-01 10:00 Ann starts 1\n"
        "03-01 11:00 Ann finishes 1\n"
        "03-01 11:00 job 1 is done\n"
        "03-01 11:00 Ann starts 2\n"
        "03-01 12:00 Ann finishes 2\n"
        "03-01 12:00 job 2 is done\n");
  const Flow& mails = flow_of(*model, story.seen, "mail");
  CHECK(mails.arrived == 3);
  CHECK(mails.finished == 3);
  CHECK(mails.turned_away == 1);
  CHECK(story.seen.turned_away == 1);
}

TEST_CASE("A limit counts its kinds together, each account apart where it says so",
          "[behaviour][limits]") {
  const std::string mails = at("2027-03-01 09:10"), plans = at("2027-03-01 09:00");
  CHECK(told(story_of(office("limits: [ { in_progress: 1 } ]\n", mails, plans)), {"turned"}) ==
        "03-01 09:10 a job is turned away\n");
  CHECK(told(story_of(office("limits: [ { of: mail, in_progress: 1 } ]\n", mails, plans)),
             {"turned"}) == "");
  const auto two = [](const std::string& limit) {
    std::string text =
        office("limits: [ " + limit + " ]\n", at("2027-03-01 09:00, 2027-03-01 09:10"));
    const std::string accounts = "{ name: North } ]";
    return text.replace(text.find(accounts), accounts.size(), "{ name: North }, { name: South } ]");
  };
  // Both accounts have one at nine and another ten minutes later.
  CHECK(told(story_of(two("{ in_progress: 1 }")), {"turned"}) ==
        "03-01 09:00 a job is turned away\n"
        "03-01 09:10 a job is turned away\n"
        "03-01 09:10 a job is turned away\n");
  CHECK(told(story_of(two("{ each: account, in_progress: 1 }")), {"turned"}) ==
        "03-01 09:10 a job is turned away\n"
        "03-01 09:10 a job is turned away\n");
}

TEST_CASE("Whatever can begin at once is not turned away for want of room to wait",
          "[behaviour][limits]") {
  // Three at once: one begins, one may wait, the last goes. Nothing waits at 10:30.
  const auto model =
      test::model_of(office("limits: [ { of: mail, waiting: 1 } ]\n",
                            "{ dates: [2027-03-01 09:00, 2027-03-01 10:30], batch: 3 }"));
  const auto story = story_of(*model);
  CHECK(told(story, {"starts", "arrives", "turned"}) ==
        "03-01 09:00 job 0 arrives\n"
        "03-01 09:00 job 1 arrives\n"
        "03-01 09:00 job 2 arrives\n"
        "03-01 09:00 Ann starts 0\n"
        "03-01 09:00 job 2 is turned away\n"
        "03-01 10:00 Ann starts 1\n"
        "03-01 10:30 job 3 arrives\n"
        "03-01 10:30 job 4 arrives\n"
        "03-01 10:30 job 5 arrives\n"
        "03-01 10:30 job 5 is turned away\n"
        "03-01 10:30 job 4 is turned away\n"
        "03-01 11:00 Ann starts 3\n");
  // They leave no trace in what arrived and was asked for.
  const Flow& mails = flow_of(*model, story.seen, "mail");
  CHECK(mails.arrived == 3);
  CHECK(mails.turned_away == 3);
  CHECK(story.seen.accounts[AccountId{0}].effort == hours(3));
  CHECK(story.seen.conservation.jobs_turned_away == 3);
}

TEST_CASE("Without room to wait off hours turn everything away", "[behaviour][limits]") {
  CHECK(told(story_of(office("limits: [ { waiting: 0 } ]\n",
                             at("2027-03-01 08:00, 2027-03-01 09:00, 2027-03-01 17:00"))),
             {"turned", "starts"}) ==
        "03-01 08:00 job 0 is turned away\n"
        "03-01 09:00 Ann starts 1\n"
        "03-01 17:00 job 2 is turned away\n");
}

TEST_CASE("In one line an arrival begins only if nobody waits", "[behaviour][limits]") {
  // Two roles: the plan needs both and waits for Ann; the note behind it, which Bea could do, waits
  // as well, and is one too many.
  const std::string text = R"(suits: 1
name: line
time: { start: 2027-03-01, run: 1 week, cap: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
keep: none
together: TOGETHER
roles: { executive: { team: pool }, planner: { team: pool } }
people: [ { name: Ann, role: executive }, { name: Bea, role: planner } ]
limits: [ { waiting: 1 } ]
agency: { work: { mail: { dates: [2027-03-01 09:00] }, plan: { dates: [2027-03-01 09:10] }, note: { dates: [2027-03-01 09:20] } } }
work:
  mail: { who: executive, effort: 1 h }
  plan: { who: [executive, planner], effort: 1 h }
  note: { who: planner, effort: 1 h }
)";
  const auto with = [&](const std::string& together) {
    std::string scenario = text;
    return told(story_of(scenario.replace(scenario.find("TOGETHER"), 8, together)),
                {"turned", "starts"});
  };
  CHECK(with("in_order") ==
        "03-01 09:00 Ann starts 0\n"
        "03-01 09:20 job 2 is turned away\n"
        "03-01 10:00 Ann starts 1\n"
        "03-01 10:00 Bea starts 1\n");
  CHECK(with("scan") ==
        "03-01 09:00 Ann starts 0\n"
        "03-01 09:20 Bea starts 2\n"
        "03-01 10:20 Ann starts 1\n"
        "03-01 10:20 Bea starts 1\n");
}

TEST_CASE("Jobs that rules start, and work in hand, count and come in", "[behaviour][limits]") {
  CHECK(told(story_of(office(
                 "limits: [ { of: mail, in_progress: 1 } ]\n"
                 "rules: [ { on: job.finishes, when: job.kind == plan, then: start mail } ]\n"
                 "in_hand: [ { kind: mail, account: North, step: mail } ]\n",
                 at("2027-03-01 09:30, 2027-03-01 12:30"), at("2027-03-01 09:00"))),
             {"arrives", "turned", "starts"}) ==
        "03-01 00:00 job 0 arrives\n"
        "03-01 09:00 job 1 arrives\n"
        "03-01 09:00 Ann starts 0\n"
        "03-01 09:30 a job is turned away\n"
        "03-01 10:00 Ann starts 1\n"
        "03-01 12:30 job 2 arrives\n"
        "03-01 13:00 job 3 arrives\n"
        "03-01 13:00 Ann starts 2\n"
        "03-01 14:00 Ann starts 3\n");
}

TEST_CASE("A client withdraws what nobody has begun in time", "[behaviour][limits]") {
  // Ann plans from nine to twelve. Of the mails since 9:30, 10:00 and 10:30 the second is withdrawn
  // at the very instant at which she would be free.
  const auto model =
      test::model_of(office("", at("2027-03-01 09:30, 2027-03-01 10:00, 2027-03-01 10:30"),
                            at("2027-03-01 09:00"), ", withdraws_after: 2 h"));
  const auto story = story_of(*model);
  CHECK(told(story, {"withdrawn", "starts"}) ==
        "03-01 09:00 Ann starts 0\n"
        "03-01 11:30 job 1 is withdrawn\n"
        "03-01 12:00 job 2 is withdrawn\n"
        "03-01 12:00 Ann starts 3\n");
  const Flow& mails = flow_of(*model, story.seen, "mail");
  CHECK(mails.arrived == 3);
  CHECK(mails.withdrawn == 2);
  CHECK(mails.withdrawn_after.mean() == 2);
  CHECK(mails.finished == 1);
  CHECK(mails.censored == 0);
  CHECK(mails.with_due == 1);  // neither in time nor late
  CHECK(story.seen.conservation.jobs_withdrawn == 2);
  CHECK(story.seen.conservation.effort_cancelled == hours(2));
}

TEST_CASE("Patience runs in the client's hours", "[behaviour][limits]") {
  std::string text = office("", at("2027-03-01 16:00"), at("2027-03-01 15:00, 2027-03-02 09:00"),
                            ", withdraws_after: 2 working hours");
  // The first plan takes Ann until ten on Tuesday; patience ends at that very instant.
  const std::string plan = "interruptible: no, arrives";
  text.replace(text.find(plan), plan.size(), "arrives");
  CHECK(told(story_of(text), {"withdrawn", "starts"}) ==
        "03-01 15:00 Ann starts 0\n"
        "03-02 10:00 job 1 is withdrawn\n"
        "03-02 10:00 Ann starts 2\n");
}

TEST_CASE("With no patience at all what begins at once is done", "[behaviour][limits]") {
  CHECK(told(story_of(office("", at("2027-03-01 09:00, 2027-03-01 09:30"), "none",
                             ", withdraws_after: 0 h")),
             {"withdrawn", "starts"}) ==
        "03-01 09:00 Ann starts 0\n"
        "03-01 09:30 job 1 is withdrawn\n");
}

TEST_CASE("What has begun is never withdrawn", "[behaviour][limits]") {
  // The visit waits for Ann after its pause, and after it was interrupted, longer than the client
  // would wait for its beginning.
  CHECK(told(story_of(R"(suits: 1
name: begun
time: { start: 2027-03-01, run: 1 week, cap: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
classes: [ { name: urgent, interrupts: yes }, normal ]
keep: none
roles: { executive: { team: pool } }
people: [ { name: Ann, role: executive } ]
agency: { work: { mail: { dates: [2027-03-01 10:00] }, visit: { dates: [2027-03-01 09:00] }, paper: { dates: [2027-03-01 09:00] } } }
work:
  mail: { who: executive, effort: 3 h, class: urgent }
  visit: { withdraws_after: 90 min, steps: { pause: { takes: 30 min }, talk: { who: executive, effort: 1 h } } }
  paper: { withdraws_after: 90 min, who: executive, effort: 2 h }
)"),
             {"withdrawn", "starts", "stops"}) ==
        "03-01 09:00 Ann starts 0\n"
        "03-01 10:00 Ann stops 0\n"
        "03-01 10:00 Ann starts 3\n"
        "03-01 13:00 Ann starts 0\n"
        "03-01 14:00 Ann starts 2\n");
}

TEST_CASE("So many jobs are always there", "[behaviour][limits]") {
  // Two from the beginning; whenever one is done the next one comes, behind the other.
  const auto story = story_of(office("", "{ always: 2 }"));
  CHECK(told(story, {"03-01"}) ==
        "03-01 00:00 job 0 arrives\n"
        "03-01 00:00 job 1 arrives\n"
        "03-01 09:00 Ann starts 0\n"
        "03-01 10:00 Ann finishes 0\n"
        "03-01 10:00 job 0 is done\n"
        "03-01 10:00 job 2 arrives\n"
        "03-01 10:00 Ann starts 1\n"
        "03-01 11:00 Ann finishes 1\n"
        "03-01 11:00 job 1 is done\n"
        "03-01 11:00 job 3 arrives\n"
        "03-01 11:00 Ann starts 2\n"
        "03-01 12:00 Ann finishes 2\n"
        "03-01 12:00 job 2 is done\n"
        "03-01 12:00 job 4 arrives\n"
        "03-01 12:00 Ann starts 3\n"
        "03-01 13:00 Ann finishes 3\n"
        "03-01 13:00 job 3 is done\n"
        "03-01 13:00 job 5 arrives\n"
        "03-01 13:00 Ann starts 4\n"
        "03-01 14:00 Ann finishes 4\n"
        "03-01 14:00 job 4 is done\n"
        "03-01 14:00 job 6 arrives\n"
        "03-01 14:00 Ann starts 5\n"
        "03-01 15:00 Ann finishes 5\n"
        "03-01 15:00 job 5 is done\n"
        "03-01 15:00 job 7 arrives\n"
        "03-01 15:00 Ann starts 6\n"
        "03-01 16:00 Ann finishes 6\n"
        "03-01 16:00 job 6 is done\n"
        "03-01 16:00 job 8 arrives\n"
        "03-01 16:00 Ann starts 7\n"
        "03-01 17:00 Ann finishes 7\n"
        "03-01 17:00 job 7 is done\n"
        "03-01 17:00 job 9 arrives\n");
}

TEST_CASE("Somebody with nothing else to do takes what is always there, and is not interrupted",
          "[behaviour][limits]") {
  // Plans of the lowest class in between: a vacation, in the words of theory.
  std::string text = office("", at("2027-03-01 10:00, 2027-03-01 12:30"), "{ always: 1 }");
  const std::string plan = "effort: 3 h,";
  text.replace(text.find(plan), plan.size(), "effort: 2 h, class: low,");
  CHECK(told(story_of(text), {"03-01 09", "03-01 1"}) ==
        "03-01 09:00 Ann starts 0\n"
        "03-01 10:00 job 1 arrives\n"
        "03-01 11:00 Ann finishes 0\n"
        "03-01 11:00 job 0 is done\n"
        "03-01 11:00 job 2 arrives\n"
        "03-01 11:00 Ann starts 1\n"
        "03-01 12:00 Ann finishes 1\n"
        "03-01 12:00 job 1 is done\n"
        "03-01 12:00 Ann starts 2\n"
        "03-01 12:30 job 3 arrives\n"
        "03-01 14:00 Ann finishes 2\n"
        "03-01 14:00 job 2 is done\n"
        "03-01 14:00 job 4 arrives\n"
        "03-01 14:00 Ann starts 3\n"
        "03-01 15:00 Ann finishes 3\n"
        "03-01 15:00 job 3 is done\n"
        "03-01 15:00 Ann starts 4\n"
        "03-01 17:00 Ann finishes 4\n"
        "03-01 17:00 job 4 is done\n"
        "03-01 17:00 job 5 arrives\n");
}

TEST_CASE("What is given up or withdrawn is replaced, what is turned away is not",
          "[behaviour][limits]") {
  CHECK(told(story_of(office(
                 "rules: [ { at: 2027-03-01 09:30, when: job.kind == mail, then: cancel } ]\n",
                 "{ always: 1 }")),
             {"03-01 00", "03-01 09"}) ==
        "03-01 00:00 job 0 arrives\n"
        "03-01 09:00 Ann starts 0\n"
        "03-01 09:30 12 of 0\n"
        "03-01 09:30 job 0 is cancelled\n"
        "03-01 09:30 Ann stops 0\n"
        "03-01 09:30 job 1 arrives\n"
        "03-01 09:30 Ann starts 1\n");
  // Patience of a working hour: Ann plans from nine to twelve.
  CHECK(told(story_of(office("", "{ always: 1 }", at("2027-03-01 09:00"),
                             ", class: low, withdraws_after: 1 working hour")),
             {"03-01 00", "03-01 09", "03-01 10", "03-01 11", "03-01 12"}) ==
        "03-01 00:00 job 0 arrives\n"
        "03-01 09:00 job 1 arrives\n"
        "03-01 09:00 Ann starts 1\n"
        "03-01 10:00 job 0 is withdrawn\n"
        "03-01 10:00 job 2 arrives\n"
        "03-01 11:00 job 2 is withdrawn\n"
        "03-01 11:00 job 3 arrives\n"
        "03-01 12:00 Ann finishes 1\n"
        "03-01 12:00 job 1 is done\n"
        "03-01 12:00 job 3 is withdrawn\n"
        "03-01 12:00 job 4 arrives\n"
        "03-01 12:00 Ann starts 4\n");
  CHECK(told(story_of(office("limits: [ { of: mail, in_progress: 2 } ]\n", "{ always: 3 }")),
             {"03-01 00", "03-01 10"}) ==
        "03-01 00:00 job 0 arrives\n"
        "03-01 00:00 job 1 arrives\n"
        "03-01 00:00 a job is turned away\n"
        "03-01 10:00 Ann finishes 0\n"
        "03-01 10:00 job 0 is done\n"
        "03-01 10:00 job 2 arrives\n"
        "03-01 10:00 Ann starts 1\n");
}

TEST_CASE("A fixed population ends with its account", "[behaviour][limits]") {
  std::string text = office("", "{ always: 1 }");
  const std::string account = "{ name: North }";
  text.replace(text.find(account), account.size(),
               "{ name: North, starts: 2027-03-02, ends: 2027-03-02 }");
  CHECK(told(story_of(text), {"arrives"}) ==
        "03-02 00:00 job 0 arrives\n"
        "03-02 10:00 job 1 arrives\n"
        "03-02 11:00 job 2 arrives\n"
        "03-02 12:00 job 3 arrives\n"
        "03-02 13:00 job 4 arrives\n"
        "03-02 14:00 job 5 arrives\n"
        "03-02 15:00 job 6 arrives\n"
        "03-02 16:00 job 7 arrives\n"
        "03-02 17:00 job 8 arrives\n");
}

TEST_CASE("What is always there and takes no time ends the run", "[behaviour][limits]") {
  std::string text = office("", "{ always: 1 }");
  const std::string effort = "effort: 1 h";
  text.replace(text.find(effort), effort.size(), "effort: 0 h");
  const Observations seen = replicate(*test::model_of(text), 1, 0);
  REQUIRE(seen.error);
  CHECK(seen.error->message ==
        "step 'mail' of 'mail' keeps starting without time passing (2027-03-01 09:00)");
}

TEST_CASE("What is turned away and withdrawn is in the report where it may be, and only there",
          "[behaviour][limits]") {
  const auto row_of = [](const std::string& scenario) {
    const auto model = test::model_of(scenario);
    const Experiment experiment = run_experiment(*model, {1, 2, 1, nullptr});
    REQUIRE_FALSE(experiment.error);
    const Summary summary = summarise(*model, experiment);
    const auto json = run_json(*model, summary, report_run(*model, summary));
    for (const auto& row : json["tables"]["turnaround"]) {
      if (row["kind"] == "mail" && row["tier"] == "all") return row;
    }
    FAIL("no row of mails");
    return json["tables"]["turnaround"][0];
  };
  const std::string dates = "2027-03-01 09:00, 2027-03-01 09:10, 2027-03-01 09:20";
  const auto plain = row_of(office("", at(dates)));
  CHECK_FALSE(plain.contains("turned_away"));
  CHECK_FALSE(plain.contains("withdrawn"));
  const auto limited = row_of(office("limits: [ { waiting: 1 } ]\n", at(dates)));
  CHECK(limited["arrived"] == 2);
  CHECK(limited["turned_away"] == 1);
  CHECK_FALSE(limited.contains("withdrawn"));
  const auto impatient = row_of(office("", at(dates), "none", ", withdraws_after: 30 min"));
  CHECK(impatient["arrived"] == 3);
  CHECK(impatient["finished"] == 1);
  CHECK(impatient["withdrawn"] == 2);
  CHECK(impatient["unfinished"] == 0);
  CHECK(impatient["on_time"] == 1);
  CHECK_FALSE(impatient.contains("turned_away"));
}

}  // namespace suits
