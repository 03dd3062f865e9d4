// People who leave of their own accord, whoever comes in their stead, promotions: seen on runs. The
// shop opens from 9 to 17, Monday to Friday; 2027-01-04 is a Monday.

#include <algorithm>

#include <fmt/format.h>

#include "engine/run/replicate.hpp"
#include "tests/laws/laws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::errors_of;
using test::model_of;
using test::Story;
using test::story_of;

/// Eva and Max hold North's places, Mia is above them; a brief of 2 hours comes every day.
std::string shop(const std::string& careers, const std::string& more = "",
                 const std::string& eva = "") {
  return fmt::format(R"(suits: 1
name: test
time: {{ start: 2027-01-04, run: 40 weeks, cap: 1 week }}
calendar: {{ hours: {{ mon-fri: [09:00-17:00] }} }}
levels: {{ junior: {{}}, mid: {{}} }}
roles:
  manager: {{}}
  executive: {{ reports_to: manager, cost: {{ junior: 30/h, mid: 40/h }} }}
people:
  - {{ name: Mia, role: manager }}
  - {{ name: Eva, role: executive{} }}
accounts: [ {{ name: North, team: {{ executive: Eva, manager: Mia }} }} ]
work: {{ brief: {{ who: executive, effort: 2 h, arrives: daily }} }}
{}{})",
                     eva, careers.empty() ? "" : "careers: { " + careers + " }\n", more);
}

/// When a line that ends so was first told, as a date; nothing where it never was.
std::optional<Date> told_on(const Story& story, const std::string& end) {
  for (const std::string& line : story.lines) {
    if (!line.ends_with(end)) continue;
    return make_date(2027, std::stoi(line.substr(0, 2)), std::stoi(line.substr(3, 2)));
  }
  return std::nullopt;
}

bool told_between(const Story& story, const std::string& word, Date from, Date to) {
  return std::any_of(story.lines.begin(), story.lines.end(), [&](const std::string& line) {
    if (line.find(word) == std::string::npos) return false;
    const Date at = *make_date(2027, std::stoi(line.substr(0, 2)), std::stoi(line.substr(3, 2)));
    return from <= at && at < to;
  });
}

const Date kBegin = *make_date(2027, 1, 4), kEnd = *make_date(2027, 10, 11);

}  // namespace

TEST_CASE("Whoever leaves is followed by a successor, who takes their places",
          "[behaviour][careers]") {
  const Story story =
      story_of(shop("leaving: { executive: 500% }, replacement: { executive: 20 days }"));
  const auto went = told_on(story, "Eva is away"), came = told_on(story, "Eva's successor is back");
  REQUIRE((went && came));
  CHECK(*came - *went == 20);  // to the day
  CHECK(told_between(story, "Eva starts", kBegin, *went));
  CHECK_FALSE(told_between(story, "Eva starts", *went, kEnd));
  // Her manager covers as long as nobody is there, and no longer.
  CHECK_FALSE(told_between(story, "Mia starts", kBegin, *went));
  CHECK(told_between(story, "Mia starts", *went, *came));
  const auto again = told_on(story, "Eva's successor is away");
  const Date until = again.value_or(kEnd);
  CHECK(told_between(story, "Eva's successor starts", *came, until));
  CHECK_FALSE(told_between(story, "Mia starts", *came + 1, until));
  const CareerFigures& seen = story.seen.careers[0];  // executives come first by name
  CHECK(seen.leavers >= 1);
  CHECK(seen.heads + seen.vacant == static_cast<double>(weeks(40).us));  // one post, all the time
}

TEST_CASE("Notice is given before people go, and they stay until then", "[behaviour][careers]") {
  const std::string how = "leaving: { executive: { a_year: 500%, notice: 3 weeks } }";
  const auto at_once = told_on(story_of(shop("leaving: { executive: 500% }")), "Eva is away");
  const Story story = story_of(shop(how));
  const auto later = told_on(story, "Eva is away");
  REQUIRE((at_once && later));
  CHECK(*later - *at_once == 21);  // the same luck
  CHECK(told_between(story, "Eva starts", *at_once, *later));
  CHECK(story.seen.careers[0].leavers == 1);
  CHECK(story.seen.careers[0].came == 0);  // nobody comes in her stead
  CHECK(story.seen.people[PersonId{0}].available ==
        hours(8) * (model_of(shop(""))->agency().working_days(kBegin, *later)));
}

TEST_CASE("A successor knows nothing of an account, and learns it", "[behaviour][careers]") {
  const Story story =
      story_of(shop("leaving: { executive: 500% }, replacement: { executive: 20 days }",
                    "familiarity: { extra: 100%, learns_in: 1000 h, others: 100% }\n"));
  // A brief of two hours comes at the same time each day: whoever knows nothing takes four.
  std::vector<int> of_eva, of_next;  // minutes of the day
  for (const std::string& line : story.lines) {
    const int at = 60 * std::stoi(line.substr(6, 2)) + std::stoi(line.substr(9, 2));
    if (line.find(" Eva finishes") != std::string::npos) of_eva.push_back(at);
    if (line.find(" Eva's successor finishes") != std::string::npos) of_next.push_back(at);
  }
  REQUIRE((!of_eva.empty() && of_next.size() > 5));
  CHECK(of_next.front() == of_eva.front() + 120);
  CHECK(of_next.back() < of_next.front());
}

TEST_CASE("A successor has the level that is stated, and its cost", "[behaviour][careers]") {
  const std::string how = "leaving: { executive: 500% }, replacement: { executive: ";
  const auto same = model_of(shop(how + "{ after: 20 days } }"));
  const auto junior = model_of(shop(how + "{ after: 20 days, level: junior } }"));
  const Observations one = replicate(*same, 1, 0), other = replicate(*junior, 1, 0);
  CHECK(one.history == other.history);  // levels are of one speed here
  double worked = 0;
  for (const PersonId p : ids(junior->people)) {
    if (!junior->people[p].successor) continue;
    CHECK(raw(junior->people[p].level) == 0);
    CHECK(raw(same->people[p].level) == 1);
    worked += one.people[p].worked.hours();
  }
  REQUIRE(worked > 20);
  // 40/h as Eva, or 30/h.
  CHECK(std::abs(one.accounts[AccountId{0}].cost - other.accounts[AccountId{0}].cost -
                 10 * worked) < 0.01);
}

TEST_CASE("Careers that nobody has change nothing", "[behaviour][careers]") {
  const Observations plain = replicate(*model_of(shop("")), 1, 0);
  const Observations still = replicate(
      *model_of(shop("leaving: { executive: 0% }, replacement: { executive: 1 day }")), 1, 0);
  CHECK(plain.history == still.history);
  CHECK(plain.careers.empty());
  CHECK(still.careers[0].heads == static_cast<double>(weeks(40).us));
}

TEST_CASE("Whoever goes by a date or by a rule is not replaced", "[behaviour][careers]") {
  const std::string how = "leaving: { executive: 0% }, replacement: { executive: 1 day }";
  const Story dated = story_of(shop(how, "", ", leaves: 2027-01-10"));
  CHECK(dated.seen.careers[0].leavers == 0);
  CHECK(dated.seen.careers[0].came == 0);
  CHECK(dated.seen.careers[0].heads == static_cast<double>(weeks(1).us));
  CHECK(dated.seen.careers[0].vacant == 0);
  const Story let_go = story_of(shop(how, "rules: [ { at: 2027-01-08, then: let go Eva } ]\n"));
  CHECK(let_go.seen.careers[0].heads == static_cast<double>(days(5).us));
}

TEST_CASE("Whoever joins in the run has a post from then on", "[behaviour][careers]") {
  const Story story = story_of(shop("leaving: { executive: 0% }", "", ", joins: 2027-01-11"));
  CHECK(story.seen.careers[0].heads == static_cast<double>(weeks(39).us));
}

TEST_CASE("A vacant place is taken by whoever is ripe for it, and theirs by a successor",
          "[behaviour][careers]") {
  const std::string how =
      "leaving: { manager: 500% }, replacement: { manager: 8 weeks, executive: 2 weeks }, "
      "promotion: { executive: { to: manager, after: 1 week, level: mid } }";
  const Story story = story_of(shop(how, "", ", level: junior, since: 2026-06-01"));
  const auto went = told_on(story, "Mia is away"), came = told_on(story, "Eva's successor is back");
  REQUIRE((went && came));
  // On the first Monday at which the place is vacant; Eva's successor comes two weeks later.
  const Date rises = *went + (7 - went->weekday()) % 7;
  CHECK(*came - rises == 14);
  CHECK_FALSE(told_on(story, "Mia's successor is back"));  // nobody is looked for any more
  CHECK(told_between(story, "Eva's successor starts", *came, *came + 3));
  const CareerFigures &executives = story.seen.careers[0], &managers = story.seen.careers[1];
  CHECK(executives.promoted >= 1);
  CHECK(managers.rose == executives.promoted);
  CHECK(managers.leavers >= 1);
  CHECK(executives.leavers == 0);
}

TEST_CASE("Courses with careers keep to the laws", "[behaviour][careers]") {
  const std::string how =
      "leaving: { executive: { a_year: 900%, notice: 1 week }, manager: 700% }, "
      "replacement: { manager: \"uniform(0, 30 days)\", executive: { after: \"uniform(0, 30 "
      "days)\", level: junior } }, "
      "promotion: { executive: { to: manager, after: \"uniform(0, 8 weeks)\" } }, "
      "overload: { above: 30%, for: 2 weeks, doubles_every: 20% }";
  const std::string more =
      "leave: { entitlement: 30 working days, block: 5 working days }\n"
      "sickness: { spells: 12/year, length: 2 working days }\n"
      "newcomers: { extra: 50% }\nfamiliarity: { extra: 50% }\n"
      "changes: [ { at: 2027-03-01, account: North, team: { executive: [Eva] } } ]\n";
  const auto model = model_of(shop(how, more));
  std::uint64_t came = 0, rose = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const test::Course course = test::play_course(*model, seed, 0);
    INFO("seed " << seed);
    CHECK_FALSE(course.seen.error);
    CHECK(test::broken_laws(course) == "");
    for (const CareerFigures& seen : course.seen.careers) {
      came += seen.came;
      rose += seen.rose;
    }
    CHECK(replicate(*model, seed, 0).history == course.seen.history);
  }
  CHECK(came > 50);  // so that names come again
  CHECK(rose > 5);
}

TEST_CASE("What is wrong with careers is said at its place", "[behaviour][careers]") {
  const auto says = [](const std::string& careers, const std::string& words,
                       const std::string& eva = "") {
    const std::string errors = errors_of(shop(careers, "", eva));
    INFO(errors);
    CHECK(errors.find(words) != std::string::npos);
    CHECK(errors.find("scenario.yaml:") == 0);
    CHECK(errors.find('^') != std::string::npos);
  };
  const std::string go = "leaving: { executive: 30% }";
  says("leaving: { executives: 30% }", "there is no role 'executives'");
  says("leaving: { executives: 30% }", "did you mean 'executive'?");
  says("leaving: { client: 30% }", "is a party");
  says("leaving: { executive: { notice: 4 weeks } }", "'a_year' is needed");
  says("leaving: { executive: 20000% }", "more than");
  says("replacement: { executive: 3 weeks }", "nobody leaves or rises");
  says(go + ", replacement: { manager: 3 weeks }", "it has no vacancies");
  says(go + ", replacement: { executive: { level: senior, after: 1 day } }",
       "there is no level 'senior'");
  says(go + ", replacement: { executive: { level: junior } }", "'after' is needed");
  says(go + ", overload: { above: 100%, for: 10 days, doubles_every: 10% }",
       "whole weeks are meant");
  says(go + ", overload: { above: 100%, for: 8 weeks, doubles_every: 0% }", "must be at least");
  says(go + ", overload: { above: 0%, for: 8 weeks, doubles_every: 5% }", "must be more than 0");
  says("overload: { above: 100%, for: 8 weeks, doubles_every: 5% }", "nobody leaves or rises");
  says("promotion: { executive: { to: manager } }", "'after' or 'experience' is needed");
  says("promotion: { executive: { to: manager, after: 20 working days } }",
       "goes on day and night");
  says("promotion: { executive: { to: executive, after: 1 year } }",
       "the role that they rise from");
  says(
      "promotion: { executive: { to: manager, after: 1 year }, "
      "manager: { to: executive, after: 1 year } }",
      "comes back to it");
  says(go, "the run begins on 2027-01-04", ", since: 2027-02-01");
  says(go, "whoever joins in the run", ", since: 2026-02-01, joins: 2027-02-01");
}

}  // namespace suits
