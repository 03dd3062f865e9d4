// The health of relationships in tiny agencies whose figures were worked out by hand. March 2027
// begins on a Monday; hours are 9 to 17; the window has 14 days.

#include <cmath>
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

/// Ann serves North: campaigns of ten hours that are due so long after their arrival, quick mails
/// and disputes of an hour.
struct Office {
  std::string relationship;
  std::string campaign = "none", due = "2 working days", mail = "none", dispute = "none";
  std::string account = "", more = "";

  std::string text() const {
    return R"(suits: 1
name: office
time: { start: 2027-03-01, run: 14 days, cap: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { name: Ann, role: executive }, { name: Ben, role: executive } ]
parties: { client: { responds_in: 1 working hour } }
accounts: [ { name: North, team: { executive: Ann }, owner: Ann)" +
           account + R"( } ]
work:
  campaign: { who: executive, effort: 10 h, deliverable: yes, due: )" +
           due + ", arrives: " + campaign + R"( }
  mail: { who: executive, effort: 30 min, arrives: )" +
           mail + R"( }
  dispute: { who: executive, effort: 1 h, arrives: )" +
           dispute + R"( }
relationship: )" +
           relationship + "\n" + more;
  }
  HealthSeen seen() const { return story_of(text()).seen.health.at(0); }
};

std::string at(const std::string& times) { return "{ dates: [" + times + "] }"; }

Approx about(double value) { return Approx(value).epsilon(1e-9); }

double mean(const HealthSeen& seen) { return seen.integral / seen.time.hours(); }

Instant march(int day, int hour = 0) { return midnight(*make_date(2027, 3, day)) + hours(hour); }

}  // namespace

TEST_CASE("Deliverables late and in time move the health", "[behaviour][relationship]") {
  Office office{"{ moves: { late: -4, on_time: +2 } }", at("2027-03-01")};
  // Done on the 2nd at 11:00, due on the 3rd at 9:00.
  CHECK(office.seen().at_end == about(77));
  // Due on the 2nd at 9:00: from then on it is late, once.
  office.due = "1 working day";
  const HealthSeen late = office.seen();
  CHECK(late.at_end == about(71));
  CHECK(late.there_at_end);
  CHECK(late.time == days(14));
  CHECK(mean(late) == Approx((33 * 75 + 303 * 71) / 336.0));
  CHECK(late.time_by_week == std::vector<Duration>{weeks(1), weeks(1)});
  CHECK(late.integral_by_week[0] == Approx(33 * 75 + 135 * 71));
  CHECK(late.integral_by_week[1] == about(168 * 71));
  // A rule that gives it more time in time: it is never late.
  office.more =
      "rules: [ { at: 2027-03-01 10:00, when: job.kind == campaign, then: due = 2027-03-04 } ]\n";
  CHECK(office.seen().at_end == about(77));
  // What is given up late has been late.
  office.more = "rules: [ { at: 2027-03-02 10:00, when: job.kind == campaign, then: cancel } ]\n";
  CHECK(office.seen().at_end == about(71));
  office.more = "rules: [ { at: 2027-03-01 10:00, when: job.kind == campaign, then: cancel } ]\n";
  CHECK(office.seen().at_end == about(75));
}

TEST_CASE("A kind's own figures go before those of deliverables", "[behaviour][relationship]") {
  const Office office{"{ moves: { late: -4, on_time: +2, kinds: { campaign: { on_time: +5 } } } }",
                      at("2027-03-01")};
  CHECK(office.seen().at_end == about(80));
}

TEST_CASE("Health goes back exponentially", "[behaviour][relationship]") {
  Office office{"{ returns: 50%/week }"};
  office.account = ", health: 60";
  const HealthSeen seen = office.seen();
  CHECK(seen.at_end == about(75 - 15 * 0.25));
  // The mean of 0.5^w over two weeks is 0.75 ÷ (2 ln 2).
  CHECK(mean(seen) == Approx(75 - 15 * 0.75 / (2 * 0.6931471805599453)).epsilon(1e-9));
  CHECK(seen.integral_by_week[0] / 168 == Approx(75 - 15 * 0.5 / 0.6931471805599453).epsilon(1e-9));
  office.relationship = "{ returns: 0 }";
  CHECK(office.seen().at_end == about(60));
  office.relationship = "{ health: 50, returns: 100%/week }";
  CHECK(mean(office.seen()) == about(50));
  // 75 %/month is what is left of a distance after a month.
  office.relationship = "{ returns: 75%/month }";
  CHECK(office.seen().at_end == Approx(75 - 15 * std::pow(0.25, 14 / (365.25 / 12))));
}

TEST_CASE("Jobs move the health as they arrive, are done and keep the client waiting",
          "[behaviour][relationship]") {
  // Ann is busy with campaigns to the 3rd, 13:00; the mail of the 1st, 10:00 is done half an hour
  // later. The client minds on the 1st at 14:00, and on the 2nd and not on the 3rd at that time.
  Office office{
      "{ moves: { kinds: { mail: { arrives: -5, finishes: +2, waits: -1, past: 4 working hours } } "
      "} }",
      at("2027-03-01, 2027-03-01 09:30")};
  office.mail = at("2027-03-01 10:00");
  CHECK(office.seen().at_end == about(75 - 5 + 2 - 2));
  office.campaign = at("2027-03-01");
  CHECK(office.seen().at_end == about(75 - 5 + 2 - 1));
  office.campaign = "none";
  CHECK(office.seen().at_end == about(75 - 5 + 2));
}

TEST_CASE("Rounds count in which the client has a part", "[behaviour][relationship]") {
  const auto health = [](const std::string& check, const std::string& answer) {
    std::string text = Office{"{ moves: { round: -1 } }"}.text();
    const std::string from = "campaign: { who: executive, effort: 10 h,";
    text.replace(text.find(from), from.size(),
                 "campaign: { steps: { draft: { who: executive, "
                 "effort: 1 h }, check: { who: executive, effort: 1 h" +
                     check + " }, answer: { takes: client.responds_in" + answer + " } },");
    text.replace(text.find("arrives: none"), 13, "arrives: " + at("2027-03-01"));
    return story_of(text).seen.health.at(0).at_end;
  };
  const std::string back = ", back_to: { step: draft, chance: 100%, falling_by: 100% }";
  CHECK(health("", "") == about(75));
  CHECK(health(back, "") == about(75));
  CHECK(health("", back) == about(74));
  CHECK(health(back, back) == about(74));
}

TEST_CASE("People whom the client knows are missed once", "[behaviour][relationship]") {
  Office office{"{ moves: { new_contact: -6 } }"};
  CHECK(office.seen().at_end == about(75));
  office.more =
      "changes: [ { at: 2027-03-04, account: North, team: { executive: [Ben] }, owner: Ben } ]\n";
  CHECK(office.seen().at_end == about(69));
  office.more =
      "changes: [ { at: 2027-03-04, account: North, team: { executive: [Ann, Ben] } } ]\n";
  CHECK(office.seen().at_end == about(75));
  // Whoever leaves is missed as they leave, not once more as their place is given away.
  std::string text = office.text();
  text.replace(text.find("name: Ann,"), 10, "name: Ann, leaves: 2027-03-03,");
  CHECK(story_of(text).seen.health.at(0).at_end == about(69));
  text.replace(text.find("[Ann, Ben]"), 10, "[Ben]");
  CHECK(story_of(text).seen.health.at(0).at_end == about(69));
}

TEST_CASE("Health stays between 0 and 100", "[behaviour][relationship]") {
  Office office{"{ moves: { kinds: { dispute: { arrives: -60, finishes: +90 } } } }"};
  office.dispute = at("2027-03-01, 2027-03-01 09:15");
  const HealthSeen seen = office.seen();  // 75, 15, 0, 90, 100
  CHECK(seen.at_end == about(100));
}

TEST_CASE("Warnings are given as the health falls below a mark, and again after it rose",
          "[behaviour][relationship]") {
  Office office{
      "{ moves: { kinds: { dispute: { arrives: -8 } } }, warnings: { below: [60, 70] } }"};
  office.dispute = at("2027-03-01, 2027-03-03 12:00, 2027-03-05");
  const auto story = story_of(office.text());
  CHECK(told(story, {"health"}) ==
        "03-01 09:00 health of North falls below 70\n"
        "03-03 12:00 health of North falls below 60\n");
  CHECK(story.seen.health.at(0).first_below == std::vector<Instant>{march(1, 9), march(3, 12)});
  // After a week it has risen to 71.
  office.relationship =
      "{ returns: 50%/week, moves: { kinds: { dispute: { arrives: -8 } } }, warnings: { below: 70 "
      "} }";
  office.dispute = at("2027-03-01, 2027-03-08");
  CHECK(told(story_of(office.text()), {"health"}) ==
        "03-01 09:00 health of North falls below 70\n"
        "03-08 09:00 health of North falls below 70\n");
  // One that is low from the start is told of as the window begins.
  office = Office{"{ warnings: { below: [60, 50] } }"};
  office.account = ", health: 55";
  CHECK(told(story_of(office.text()), {"health"}) ==
        "03-01 00:00 health of North falls below 60\n");
}

TEST_CASE("Rules act on warnings, on losses and on the health", "[behaviour][relationship]") {
  Office office{
      "{ moves: { kinds: { dispute: { arrives: -8 } } }, warnings: { below: [70, 60] } }"};
  office.dispute = at("2027-03-01, 2027-03-02");
  office.more = "rules: [ { on: account.warns, when: account.health < 60, then: start mail } ]\n";
  CHECK(told(story_of(office.text()), {"arrives"}) ==
        "03-01 09:00 job 0 arrives\n"
        "03-02 09:00 job 1 arrives\n"
        "03-02 09:00 job 2 arrives\n");
  office.more =
      "rules: [ { at: 2027-03-01 12:00, when: account.health < 70, then: start mail } ]\n";
  CHECK(told(story_of(office.text()), {"job 1"}) ==
        "03-01 12:00 job 1 arrives\n"
        "03-01 12:30 job 1 is done\n");
  office.more = "rules: [ { when: account.health < 60, then: start mail } ]\n";
  CHECK(told(story_of(office.text()), {"job 2"}) ==
        "03-02 09:00 job 2 arrives\n"
        "03-02 10:30 job 2 is done\n");
  // Nothing more is begun for a lost account, but the agency may do something about it.
  office.relationship = "{ loss: { per_year: 100%, doubles_every: 5 } }";
  office.account = ", health: 0";
  office.dispute = "none";
  office.more =
      "rules: [ { on: account.lost, when: account.is_lost, then: [start mail, start dispute for "
      "agency] } ]\n";
  CHECK(told(story_of(office.text()), {"arrives", "leaves"}) ==
        "03-02 00:00 North leaves\n"
        "03-02 00:00 job 0 arrives\n");
}

TEST_CASE("Notice passes before the account leaves", "[behaviour][relationship]") {
  Office office{"{ loss: { per_year: 100%, doubles_every: 5, notice: 1 week } }"};
  office.account = ", health: 0";
  const auto story = story_of(office.text());
  CHECK(told(story, {"leaves"}) == "03-09 00:00 North leaves\n");
  CHECK(story.seen.health.at(0).notice == march(2));
  CHECK(story.seen.health.at(0).time == days(8));
  CHECK_FALSE(story.seen.health.at(0).there_at_end);
}

TEST_CASE("Relationships begin with the window and end with the account",
          "[behaviour][relationship]") {
  Office office{"{ moves: { kinds: { dispute: { arrives: -8 } } } }"};
  office.dispute = at("2027-02-24, 2027-03-04, 2027-03-12");
  std::string text = office.text();
  text.replace(text.find("run: 14 days"), 12, "warm_up: 1 week, run: 14 days");
  CHECK(story_of(text).seen.health.at(0).at_end == about(59));
  text.replace(text.find("owner: Ann"), 10, "owner: Ann, ends: 2027-03-09");
  const HealthSeen ended = story_of(text).seen.health.at(0);
  CHECK(ended.time == days(9));
  CHECK_FALSE(ended.there_at_end);
  // A tentative account that is not won has none.
  text.replace(text.find("ends: 2027-03-09"), 16, "wins: 0%");
  CHECK(story_of(text).seen.health.at(0).time == Duration{});
}

// ---- chance -------------------------------------------------------------------------------------

namespace {

/// 200 accounts without any work, of whom so many are lost in a number of courses.
std::string portfolio(const std::string& loss, const std::string& account = "") {
  return R"(suits: 1
name: portfolio
time: { start: 2027-01-04, run: 52 weeks, cap: 1 week }
calendar: { hours: always }
roles: { executive: { team: pool } }
people: [ { name: Ann, role: executive } ]
accounts: [ { tier: account, count: 200)" +
         account + R"( } ]
work: { mail: { who: executive, effort: 1 min, arrives: none } }
relationship: { loss: )" +
         loss + " }\n";
}

/// The share of all accounts that have left by a date, over 30 courses: 6,000 draws.
double share_left(const Model& model, Instant by) {
  int left = 0, all = 0;
  for (std::uint32_t r = 0; r < 30; ++r) {
    const Observations seen = replicate(model, 11, r);
    REQUIRE_FALSE(seen.error);
    for (const AccountId a : ids(model.accounts)) {
      if (model.accounts[a].agency) continue;
      ++all;
      left += seen.accounts[a].left <= by ? 1 : 0;
    }
  }
  return static_cast<double>(left) / all;
}

/// Within four standard errors of 1 − exp(−hazard · days ÷ 365.25).
void check_share(const std::string& text, double hazard, int in_days, int notice = 0) {
  INFO(text << " by day " << in_days);
  const auto model = test::model_of(text);
  const double expected = 1 - std::exp(-hazard * (in_days - notice) / 365.25);
  const double error = std::sqrt(expected * (1 - expected) / 6000);
  const double seen = share_left(*model, model->window.start + days(in_days));
  CHECK(seen > expected - 4 * error);
  CHECK(seen < expected + 4 * error);
}

}  // namespace

TEST_CASE("At a constant health accounts are lost at the stated hazard", "[theory][relationship]") {
  check_share(portfolio("{ per_year: 30% }"), 0.3, 363);
  check_share(portfolio("{ per_year: 30% }"), 0.3, 150);
  check_share(portfolio("{ per_year: 10% }"), 0.1, 363);
}

TEST_CASE("The hazard doubles with every so many points of health", "[theory][relationship]") {
  check_share(portfolio("{ per_year: 10% }", ", health: 60"), 0.2, 363);
  check_share(portfolio("{ per_year: 10% }", ", health: 30"), 0.8, 363);
  check_share(portfolio("{ per_year: 40% }", ", health: 90"), 0.2, 363);
  check_share(portfolio("{ per_year: 10%, doubles_every: 30 }", ", health: 45"), 0.2, 363);
}

TEST_CASE("A notice puts the loss off", "[theory][relationship]") {
  check_share(portfolio("{ per_year: 50%, notice: 13 weeks }"), 0.5, 363, 91);
}

TEST_CASE("Churn is accounts lost per year of accounts", "[theory][relationship]") {
  const auto model = test::model_of(portfolio("{ per_year: 30% }"));
  const Experiment experiment = run_experiment(*model, {11, 30, 1, nullptr});
  REQUIRE_FALSE(experiment.error);
  const Summary summary = summarise(*model, experiment);
  REQUIRE(summary.churn);
  const Estimate churn = summary.churn->churn;
  // The constant hazard; t(29, 97.5 %) is 2.05.
  CHECK(std::abs(churn.value - 0.3) < 4 * churn.half / 2.05);
  CHECK(churn.half < 0.02);
  const Estimate lost = summary.churn->lost;
  CHECK(std::abs(lost.value - 200 * (1 - std::exp(-0.3 * 363 / 365.25))) < 4 * lost.half / 2.05);
}

TEST_CASE("A relationship of which nothing comes changes nothing that happens",
          "[behaviour][relationship]") {
  Office office{
      "{ moves: { late: -4, on_time: +2, new_contact: -3, kinds: { mail: { waits: -1, past: 1 h } "
      "} } }",
      "3/week", "1 working day", "1/day"};
  const std::string with = office.text();
  const std::string without = with.substr(0, with.find("relationship:"));
  const Observations one = replicate(*test::model_of(with), 5, 0);
  const Observations other = replicate(*test::model_of(without), 5, 0);
  CHECK(one.history == other.history);
  CHECK(one.health.size() == 2);
  CHECK(other.health.empty());
  const auto report = [](const std::string& text) {
    const auto model = test::model_of(text);
    const Summary summary = summarise(*model, run_experiment(*model, {5, 3, 1, nullptr}));
    return run_screen(*model, summary, report_run(*model, summary), {false, 100, 0, 1});
  };
  CHECK(report(with).find("How well accounts are held") != std::string::npos);
  CHECK(report(with).find("Churn") == std::string::npos);  // nothing is lost
  CHECK(report(without).find("How well accounts are held") == std::string::npos);
}

}  // namespace suits
