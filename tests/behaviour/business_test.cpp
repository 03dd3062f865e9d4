// Retainers told by month, accounts like others, and what is won: seen on runs worked out by hand,
// and on rates over many courses. The shop opens from 9 to 17, Monday to Friday.

#include <cmath>

#include <fmt/format.h>

#include "engine/model/expected_arrivals.hpp"
#include "engine/run/arrivals.hpp"
#include "engine/run/replicate.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::diary_of;
using test::told;

AccountId account_called(const Model& model, const std::string& name) {
  for (const AccountId a : ids(model.accounts)) {
    if (model.accounts[a].name == name) return a;
  }
  FAIL("no account " << name);
  return {};
}

KindId kind_called(const Model& model, const std::string& name) {
  for (const KindId k : ids(model.kinds)) {
    if (model.kinds[k].name == name) return k;
  }
  FAIL("no kind " << name);
  return {};
}

/// February: 12 h on the 1st and 2nd. March: 12 h on the 1st and 2nd, 12 h on the 3rd and 4th, 6 h
/// on the 10th; 20 h a month are sold.
std::shared_ptr<const Model> retainer(const std::string& carries_over) {
  return test::model_of(fmt::format(R"(suits: 1
name: test
time: {{ start: 2027-02-01, run: 59 days }}
calendar: {{ hours: {{ mon-fri: [09:00-17:00] }} }}
roles: {{ executive: {{ cost: 50/h }} }}
people: [ {{ name: Eva, role: executive }} ]
accounts: [ {{ name: North, fee: {{ retainer: 20 h/month, rate: 90/h, carries_over: {} }} }} ]
work:
  brief: {{ who: executive, effort: 12 h, arrives: {{ dates: [2027-02-01, 2027-03-01, 2027-03-03] }} }}
  note: {{ who: executive, effort: 6 h, arrives: {{ dates: [2027-03-10] }} }}
)",
                                    carries_over));
}

/// So far from what is expected of `n` draws with this chance, in standard errors.
double errors_off(double hits, double n, double chance) {
  return std::abs(hits / n - chance) / std::sqrt(chance * (1 - chance) / n);
}

/// Two executives who may hold one account each, one of them free; pitches on the 1st and 2nd.
std::string pitches(const std::string& wins, const std::string& more = "") {
  return fmt::format(R"(suits: 1
name: test
time: {{ start: 2027-03-01, run: 4 weeks }}
calendar: {{ hours: {{ mon-fri: [09:00-17:00] }} }}
roles: {{ director: {{ team: pool }}, executive: {{ accounts: {{ max: 1 }}, peers_after: 1 working day }} }}
people: [ {{ name: Dora, role: director }}, {{ name: Ben, role: executive }}, {{ name: Chie, role: executive }} ]
accounts: [ {{ name: North, team: {{ executive: Ben }} }} ]
agency: {{ work: {{ pitch: {{ dates: [2027-03-01, 2027-03-02] }} }} }}
work:
  mail: {{ who: executive, effort: 1 h, arrives: {{ every: 1 week, on: wednesday, at: 10:00 }} }}
  pitch: {{ who: director, effort: 2 h, due: 1 working hour, wins: {{ {} }} }}
{})",
                     wins, more);
}

}  // namespace

TEST_CASE("Unused hours of a retainer carry over as the fee says", "[behaviour][business]") {
  const auto months = [](const char* carries_over) {
    const Observations seen = replicate(*retainer(carries_over), 1, 0);
    REQUIRE_FALSE(seen.error);
    REQUIRE(seen.account_months[0].size() == 2);
    return seen.account_months[0];
  };
  const auto next = months("1 month");
  CHECK(next[0].sold == Approx(20));
  CHECK(next[0].used == hours(12));
  CHECK(next[0].over == 0);
  CHECK(next[0].warned_on == 0);  // 16 h were never used
  CHECK(next[1].carried == Approx(8));
  CHECK(next[1].used == hours(30));
  CHECK(next[1].over == Approx(2));
  CHECK(next[1].warned_on == 4);  // 22.4 h by the 4th, when there were 24
  CHECK(next[0].income == Approx(1800));
  CHECK(next[1].cost == Approx(1500));

  const auto share = months("20%");
  CHECK(share[1].carried == Approx(4));
  CHECK(share[1].over == Approx(6));
  const auto none = months("none");
  CHECK(none[1].carried == 0);
  CHECK(none[1].over == Approx(10));
  CHECK(none[1].warned_on == 3);  // 16 h by the 3rd, when there were 20
  // Nothing else has changed, and nothing is kept where nobody asks for it.
  CHECK(replicate(*retainer("none"), 1, 0).history ==
        replicate(*retainer("3 months"), 1, 0).history);
}

TEST_CASE("Hours that carry over for months are used oldest first", "[behaviour][business]") {
  // February leaves 10 h; March uses them and 10 h of its own; April uses nothing, May 50 h.
  const auto model = test::model_of(R"(suits: 1
name: test
time: { start: 2027-02-01, run: 120 days }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
accounts: [ { name: North, fee: { retainer: 20 h/month, rate: 90/h, carries_over: 2 months } } ]
work:
  brief: { who: executive, effort: 10 h, arrives: { dates: [2027-02-01, 2027-03-01, 2027-03-03, 2027-05-03, 2027-05-05, 2027-05-10, 2027-05-12, 2027-05-17] } }
)");
  const auto months = replicate(*model, 1, 0).account_months[0];
  REQUIRE(months.size() == 4);
  CHECK(months[1].carried == Approx(10));
  CHECK(months[2].carried == Approx(10));  // March's own
  // March's 10 may still be used in May, and April's 20.
  CHECK(months[3].carried == Approx(30));
  CHECK(months[3].over == Approx(0).margin(1e-9));
}

TEST_CASE("An account is like another but for what it says itself", "[behaviour][business]") {
  const auto model = test::model_of(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { role: executive, count: 6 } ]
tiers: { key: {}, small: {} }
accounts:
  - { name: North, tier: key, size: 2, team: { executive: [executive#1, executive#2] }, work: { mail: 3/week }, fee: { retainer: 100/month } }
  - { name: East, like: North, give_or_take: 30% }
  - { name: West, like: East, size: 4, work: { mail: 1/week }, fee: { project: yes } }
work: { mail: { who: executive, effort: 1 h } }
)");
  const Account& east = model->accounts[account_called(*model, "East")];
  const Account& west = model->accounts[account_called(*model, "West")];
  CHECK(east.tier == TierId{0});
  CHECK(east.size.mean() == Approx(2));
  CHECK(east.size.quantile(0.999) == Approx(2.6).margin(0.01));
  CHECK(east.size.quantile(0.001) == Approx(1.4).margin(0.01));
  CHECK(east.fee->retainer_money == 100);
  REQUIRE(east.team.size() == 1);
  CHECK(east.team[0].holders.size() == 2);  // as many as North's, but others where there are any
  CHECK(west.size.is_constant());
  CHECK(west.size.mean() == 4);
  CHECK(west.fee->project);
  CHECK(model->streams.size() == 3);
  for (const Stream& stream : model->streams) {
    CHECK(stream.per_week == (stream.account == account_called(*model, "West") ? 1 : 3));
  }
}

TEST_CASE("An account with a vague date starts on any day of its month", "[behaviour][business]") {
  const auto model = test::model_of(R"(suits: 1
name: test
time: { start: 2027-02-01, run: 13 weeks }
calendar: { hours: always }
roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
accounts: [ { name: North, starts: 2027-03 } ]
work: { mail: { who: executive, effort: 1 min, arrives: 2/day } }
)");
  const Account& north = model->accounts[AccountId{0}];
  constexpr int n = 2000;
  double sum = 0, squares = 0, arrived = 0;
  std::vector<int> days(31);
  for (std::uint32_t r = 0; r < n; ++r) {
    const Date day = date_of(first_midnight(north, 1, r));
    const int k = day - *make_date(2027, 3, 1);
    REQUIRE(k >= 0);
    REQUIRE(k < 31);
    ++days[static_cast<std::size_t>(k)];
    sum += k;
    if (r >= 200) continue;
    const Observations seen = replicate(*model, 1, r);
    const double jobs = static_cast<double>(seen.account_flows[0][0].arrived);
    arrived += jobs;
    squares += jobs * jobs;
  }
  // Uniform on 0 … 30: mean 15, variance (31² − 1) ÷ 12 = 80.
  CHECK(std::abs(sum / n - 15) < 4 * std::sqrt(80.0 / n));
  for (const int count : days) CHECK(count > 0);
  // From the first day to May 2nd, the end of the window: on average 48 days.
  const double expected = expected_arrivals(*model, model->streams[StreamId{0}],
                                            {model->window.start, model->window.end})[0];
  CHECK(expected == Approx(96));
  const double mean = arrived / 200, sd = std::sqrt(squares / 200 - mean * mean);
  CHECK(std::abs(mean - expected) < 4 * sd / std::sqrt(200.0));
}

TEST_CASE("A won pitch brings an account to whoever has room", "[behaviour][business]") {
  const auto story = diary_of(pitches("chance: 100%, account: { at_most: 2 }"));
  // The first goes to Chie, who holds none; the second finds nobody with room: its place is vacant,
  // and the role's people do its work, when they are free.
  const std::string third = told(story, {"3 1"});
  INFO(told(story));
  CHECK(third.find("3 10:00-11:00 Ben mail") != std::string::npos);
  CHECK(third.find("3 10:00-11:00 Chie mail") != std::string::npos);
  CHECK(third.find("3 11:00-12:00") != std::string::npos);
  CHECK(told(story, {"Chie mail"}).find("for pitch#1") != std::string::npos);
  CHECK(story.seen.accounts_won == 2);
  CHECK(story.seen.vacant_places == 1);
  REQUIRE(story.seen.wins.size() == 2);
  CHECK(story.seen.wins[1].decided == 2);
  CHECK(story.seen.wins[1].won == 2);
  CHECK(story.seen.wins[1].late == 2);
  // Three accounts, four Wednesdays.
  CHECK(told(story, {"mail"}).size() > 0);
  std::size_t mails = 0;
  for (const auto& account : story.seen.account_flows) mails += account[0].finished;
  CHECK(mails == 12);
}

TEST_CASE("There are no more accounts to be won than the scenario says", "[behaviour][business]") {
  const auto story = diary_of(pitches("chance: 100%, account: { at_most: 1 }"));
  CHECK(story.seen.accounts_won == 1);
  CHECK(story.seen.wins[1].won == 2);
}

TEST_CASE("A won account starts after its lead and grows week by week", "[behaviour][business]") {
  // Won on the 1st at 11; a week later is the 8th, and the first day the one after.
  const auto model = test::model_of(pitches("chance: 100%, lead: 1 week, account: { at_most: 1 }"));
  const Observations seen = replicate(*model, 1, 0);
  const AccountId won = account_called(*model, "pitch#1");
  CHECK(seen.accounts[won].came == midnight(*make_date(2027, 3, 9)));
  CHECK(seen.account_flows[raw(won)][0].arrived == 3);  // on the 10th, 17th and 24th

  // 20 a week, growing over four weeks: 2.5, 7.5, 12.5 and 17.5, then 20 in each of five more.
  const auto grows = test::model_of(R"(suits: 1
name: test
time: { start: 2027-03-01, run: 9 weeks, warm_up: 1 week }
calendar: { hours: always }
roles: { director: { team: pool }, executive: {} }
people: [ { name: Dora, role: director }, { name: Ben, role: executive } ]
accounts: [ { name: North, work: { mail: none } } ]
agency: { work: { pitch: { dates: [2027-02-28] } } }
work:
  mail: { who: executive, effort: 1 min, arrives: 20/week }
  pitch: { who: director, effort: 1 h, wins: { chance: 100%, account: { at_most: 1, ramp_up: 4 weeks } } }
)");
  double arrived = 0;
  constexpr int n = 100;
  for (std::uint32_t r = 0; r < n; ++r) {
    const Observations one = replicate(*grows, 1, r);
    arrived +=
        static_cast<double>(one.account_flows[raw(account_called(*grows, "pitch#1"))][0].arrived);
  }
  // Poisson: the variance of the sum is its mean.
  const double expected = n * (2.5 + 7.5 + 12.5 + 17.5 + 5 * 20);
  CHECK(std::abs(arrived - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("A pitch that is late may be lost for it", "[behaviour][business]") {
  // Two hours of work, due an hour after it comes in.
  const auto lost = diary_of(pitches("chance: 100%, late: lost, account: { at_most: 2 }"));
  // What is done at its due date is in time: it is given up right after.
  CHECK(told(lost, {"Dora"}) ==
        "1 09:00-10:00:00.000001 Dora pitch\n"
        "2 09:00-10:00:00.000001 Dora pitch #2\n");
  CHECK(lost.seen.wins[1].decided == 2);
  CHECK(lost.seen.wins[1].won == 0);
  CHECK(lost.seen.wins[1].late == 2);
  CHECK(lost.seen.conservation.jobs_cancelled == 2);
  const auto costs = diary_of(pitches("chance: 90%, late: 100%, account: { at_most: 2 }"));
  CHECK(costs.seen.wins[1].decided == 2);
  CHECK(costs.seen.wins[1].won == 0);
  CHECK(costs.seen.conservation.jobs_cancelled == 0);
}

TEST_CASE("An opportunity that is won becomes a project after its lead", "[behaviour][business]") {
  const auto story = diary_of(R"(suits: 1
name: test
time: { start: 2027-03-01, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { name: Eva, role: executive } ]
accounts: [ { name: North } ]
work:
  idea: { who: executive, effort: 2 h, arrives: { dates: [2027-03-01] }, wins: { chance: 100%, lead: 2 days, starts: project } }
  project: { who: executive, effort: 3 h }
)");
  CHECK(told(story) ==
        "1 09:00-11:00 Eva idea\n"
        "3 11:00-14:00 Eva project\n");
}

TEST_CASE("Pitches are won as often as the scenario says", "[behaviour][business]") {
  const auto model = test::model_of(R"(suits: 1
name: test
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { director: { team: pool }, executive: {} }
people: [ { name: Dora, role: director }, { name: Ben, role: executive } ]
accounts: [ { name: North } ]
agency: { work: { pitch: { every: 1 working day, at: 09:00 } } }
work:
  mail: { who: executive, effort: 1 h, arrives: 1/week }
  pitch: { who: director, effort: 1 h, wins: { chance: 30%, account: { at_most: 2 } } }
)");
  double won = 0, decided = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Observations seen = replicate(*model, seed, 0);
    REQUIRE_FALSE(seen.error);
    won += static_cast<double>(seen.wins[1].won);
    decided += static_cast<double>(seen.wins[1].decided);
  }
  CHECK(decided == 2000);
  CHECK(errors_off(won, decided, 0.3) < 4);
}

TEST_CASE("What is won leaves the luck of other accounts alone", "[behaviour][business]") {
  const std::string base = R"yaml(suits: 1
name: test
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { role: executive, count: 8 } ]
accounts: [ { name: North }, { name: South } ]
agency: { work: { pitch: 1/week } }
work:
  mail: { who: executive, effort: "exponential(mean 1 h)", arrives: 5/week }
  pitch: { who: executive, effort: 1 h@ }
)yaml";
  const auto with = [&](const std::string& wins) {
    std::string text = base;
    return test::model_of(text.replace(text.find('@'), 1, wins));
  };
  const auto without = with(""), some = with(", wins: { chance: 50%, account: { at_most: 4 } }");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Observations a = replicate(*without, seed, 0), b = replicate(*some, seed, 0);
    for (const char* name : {"North", "South"}) {
      const AccountId one = account_called(*without, name), other = account_called(*some, name);
      CHECK(a.account_flows[raw(one)][0].arrived == b.account_flows[raw(other)][0].arrived);
      CHECK(a.accounts[one].effort == b.accounts[other].effort);
    }
  }
  CHECK(kind_called(*some, "pitch") == kind_called(*without, "pitch"));
}

}  // namespace suits
