#include "engine/scenario/compile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

/// Line 5 on: one role with one person; a job of theirs comes twice a month.
const std::string kOne = kHead + R"(roles: { ae: { team: pool } }
people: [ { name: Ben, role: ae } ]
agency: { work: { job: 2/month } }
work: { job: { who: ae, effort: 2 h } }
)";

const Kind& kind(const Model& m, const std::string& name) {
  for (const Kind& k : m.kinds) {
    if (k.name == name) return k;
  }
  FAIL("no kind " << name);
  return *m.kinds.begin();
}
const Account& account(const Model& m, const std::string& name) {
  for (const Account& a : m.accounts) {
    if (a.name == name) return a;
  }
  FAIL("no account " << name);
  return *m.accounts.begin();
}
const Person& person(const Model& m, const std::string& name) {
  for (const Person& p : m.people) {
    if (p.name == name) return p;
  }
  FAIL("no person " << name);
  return *m.people.begin();
}
const Role& role(const Model& m, const std::string& name) {
  for (const Role& r : m.roles) {
    if (r.name == name) return r;
  }
  FAIL("no role " << name);
  return *m.roles.begin();
}
/// "ae: Ben, Chie; am: –", and a star at the owner's slot.
std::string team(const Model& m, const std::string& name) {
  const Account& a = account(m, name);
  std::string text;
  for (std::size_t s = 0; s < a.team.size(); ++s) {
    text += (text.empty() ? "" : "; ") + m.roles[a.team[s].role].name + (a.owner == s ? "*:" : ":");
    for (const PersonId p : a.team[s].holders) text += " " + m.people[p].name;
    if (a.team[s].holders.empty()) text += " –";
  }
  return text;
}
bool said(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

TEST_CASE("The smallest scenario compiles, and says what it took for granted") {
  const auto m = compiled(kOne);
  CHECK(m->roles.size() == 2);  // and the client
  CHECK(m->people.size() == 2);
  CHECK(m->accounts.size() == 1);
  CHECK(m->streams.size() == 1);
  CHECK(m->streams[StreamId{0}].per_month == 2);
  CHECK(m->kinds[KindId{0}].steps.size() == 1);
  CHECK(m->window.start == midnight(*make_date(2027, 1, 4)));
  CHECK(m->window.warm_up == m->window.start);
  CHECK(m->window.end == m->window.start + weeks(4));
  CHECK(m->window.cap == m->window.end + weeks(13));
  CHECK(m->standard_day == hours(8));
  CHECK(m->standard_week == hours(40));
  CHECK(m->defaults ==
        std::vector<std::string>{
            "currency: money",
            "time.cap: 2027-05-03 00:00, three times the longest due, at least 13 weeks",
            "time.warm_up: none", "levels: one, mid", "classes: one, normal", "together: booked",
            "keep: job", "dispatch: first_come"});
  CHECK(m->notes.empty());
}

TEST_CASE("Windows run on their clocks") {
  const auto at = [](const std::string& time) {
    std::string text = kOne;
    text.replace(text.find("{ start"), text.find("}\n") + 1 - text.find("{ start"), time);
    return compiled(text)->window;
  };
  const auto date = [](int y, int m, int d) { return midnight(*make_date(y, m, d)); };
  CHECK(at("{ start: 2027-03-01, run: 2 months, warm_up: 1 month }").warm_up == date(2027, 2, 1));
  CHECK(at("{ start: 2027-03-01, run: 2 months }").end == date(2027, 5, 1));
  CHECK(at("{ start: 2027-03-01, run: 10 days, warm_up: 3 days }").warm_up == date(2027, 2, 26));
  // Working days keep the time of day, brought inside the hours.
  CHECK(at("{ start: 2027-03-01 10:00, run: 10 working days }").end ==
        date(2027, 3, 15) + hours(10));
  CHECK(at("{ start: 2027-03-01 10:00, run: 1 week, warm_up: 2 working days }").warm_up ==
        date(2027, 2, 25) + hours(10));
  CHECK(at("{ start: 2027-03-01, run: 1 week, cap: 2 weeks }").cap == date(2027, 3, 22));
}

TEST_CASE("The cap is three times the longest due") {
  const auto m = compiled(kHead + R"(roles: { ae: { team: pool } }
people: [ { name: Ben, role: ae } ]
tiers: { key: {}, small: {} }
accounts: [ { name: a, tier: key } ]
work:
  job: { who: ae, effort: 2 h, due: { key: 5 working days, small: 6 months }, arrives: 1/month }
)");
  CHECK(m->window.cap == midnight(*make_date(2028, 8, 1)));
}

TEST_CASE("People, roles and accounts are numbered by name, whatever their order in the file") {
  const std::string roles = R"(roles:
  director: { accounts: { max: 9 } }
  manager: { reports_to: director, accounts: { max: 2 }, cost: { junior: 30/h, mid: 40/h } }
  executive: { reports_to: [manager, director], covered_by: [manager] }
levels: { junior: { speed: 80%, repeats: 1.4 }, mid: {} }
)";
  const std::string one = "  - { name: Zoe, role: director }\n";
  const std::string two = "  - { role: executive, count: 11, level: { mid: 9, junior: 2 } }\n";
  const std::string three = "  - { name: Aiko, role: [manager, director], share: 60% }\n";
  const std::string four = "  - { role: executive, count: 1, level: junior, cost: 1/h }\n";
  const std::string a = "  - { name: North, tier: key, team: { executive: [executive#2] } }\n";
  const std::string b = "  - { tier: small, count: 12 }\n";
  const std::string rest = R"(tiers:
  key: { owner: manager }
  small: { team: { executive: 1 }, owner: executive, size: 'uniform(0.5, 1.5)' }
background: { internal: { who: everyone, per: person, effort: 3 h/week } }
work:
  mail: { who: owner, effort: 12 min, arrives: 5/working day }
  call: { who: executive, effort: 30 min, arrives: 2/week }
)";
  const std::string first = dump(*compiled(kHead + roles + "people:\n" + one + two + three + four +
                                           "accounts:\n" + a + b + rest));
  const std::string second = dump(*compiled(kHead + rest + "accounts:\n" + b + a + "people:\n" +
                                            four + three + two + one + roles));
  CHECK(first == second);
  CHECK(first.find("person executive#9") < first.find("person executive#10"));
}

TEST_CASE("People have levels, hours, leave, cost and rate") {
  const auto m = compiled(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar:
  hours: { mon-fri: [09:00-17:00] }
  patterns: { late: { hours: { mon-thu: [12:00-18:00] } } }
roles:
  ae: { team: pool, cost: { junior: 30/h, mid: 40/h }, rate: 100/h, leave: none, hours: late }
people:
  - { name: Ann, role: ae, level: junior, rate: 90/h }
  - { name: Ben, role: ae, share: 50%, leaves: 2027-01-15,
      leave: { entitlement: 10 working days, block: 5 working days } }
  - { name: Chie, role: ae, hours: agency, away: [2027-01-11..2027-01-12, 2027-01-06] }
levels: { junior: { speed: 80% }, mid: {}, senior: {} }
leave: { entitlement: 20 working days, block: 5 working days }
sickness: { spells: 1.5/year, length: 2 working days }
parties: { creative: { capacity: 2, cost: 59/h } }
work: { job: { who: ae, effort: 2 h } }
)");
  const Person& ann = person(*m, "Ann");
  CHECK(m->levels[ann.level].name == "junior");
  CHECK(m->levels[ann.level].time_factor == Approx(1.25));
  CHECK(ann.cost == 30);
  CHECK(ann.rate == 90);
  CHECK(ann.weekly_hours == hours(24));
  CHECK_FALSE(ann.leave);
  CHECK(ann.sickness->spells_per_year == Approx(1.5));
  const Person& ben = person(*m, "Ben");
  CHECK(m->levels[ben.level].name == "mid");
  CHECK(ben.cost == 40);
  CHECK(ben.weekly_hours == hours(12));
  CHECK(ben.leaves == *make_date(2027, 1, 16));
  CHECK(ben.leave->days_per_year == 10);
  const Person& chie = person(*m, "Chie");
  CHECK(chie.weekly_hours == hours(40));
  REQUIRE(chie.away.size() == 2);
  CHECK(chie.away[0].from == *make_date(2027, 1, 6));
  CHECK(chie.away[0].to == *make_date(2027, 1, 7));
  const Person& server = person(*m, "creative#2");
  CHECK(server.cost == 59);
  CHECK_FALSE(server.leave);
  CHECK_FALSE(server.sickness);
  CHECK(m->levels[server.level].time_factor == 1);
  CHECK(role(*m, "creative").pool);
  CHECK(m->notes == std::vector<std::string>{"job never arrives"});
}

TEST_CASE("Parties do a nominal hour in an hour, whatever the levels") {
  const auto m =
      compiled(kOne + "levels: { mid: { speed: 50% } }\nparties: { cr: { capacity: 1 } }\n");
  CHECK(m->levels[person(*m, "cr#1").level].time_factor == 1);
  CHECK(m->levels[person(*m, "Ben").level].time_factor == 2);
}

TEST_CASE("Accounts take from their tier, and kinds by tier") {
  const auto m = compiled(kHead + R"(roles: { ae: {}, am: { team: pool } }
people: [ { name: Ben, role: ae }, { name: Aiko, role: am } ]
currency: EUR
parties: { client: { responds_in: { key: 3 working days, small: 1 day } } }
tiers:
  key: { size: 2, fee: { retainer: 10 h/week, rate: 95/h, share: 50% }, work: { job: 3/month } }
  small: { client: { responds_in: 5 days }, fee: { retainer: 1000/month } }
accounts:
  - { name: a, tier: key, size: 1.5, fee: { project: yes } }
  - { tier: key, count: 2, work: { job: none } }
  - { name: b, tier: small, client: { responds_in: 7 days } }
  - { tier: small, count: 1 }
work:
  job:
    steps:
      do: { who: { ae: { key: 4 h, small: none }, am: { effort: 1 h, chance: { key: 50%, small: 0% } } } }
      ask: { takes: client.responds_in }
    due: { key: 5 working days, small: none }
    arrives: { key: 1/month, small: 2/year }
)");
  const auto responds = [&](const std::string& name) {
    const auto& lapse = *account(*m, name).responds_in;
    return lapse.clock == Clock::elapsed ? lapse.amount.mean() / 86.4e9 : -lapse.amount.mean();
  };
  CHECK(responds("a") == -3);
  CHECK(responds("b") == 7);
  CHECK(responds("small#1") == 5);
  CHECK_FALSE(account(*m, "agency").responds_in);  // where everybody's varies by tier
  CHECK(account(*m, "a").size.mean() == 1.5);
  CHECK(account(*m, "key#1").size.mean() == 2);
  CHECK(account(*m, "a").fee->project);
  // Half of the two others of the tier, rounded by largest remainder, in the order of names.
  CHECK(account(*m, "key#1").fee->retainer_hours == Approx(10 * 365.25 / 84));
  CHECK(account(*m, "key#1").fee->rate == 95);
  CHECK(account(*m, "key#2").fee->project);
  CHECK(account(*m, "b").fee->retainer_money == 1000);
  std::string streams;
  for (const Stream& s : m->streams) {
    streams += fmt::format("{} {:g} {:g}; ", m->accounts[s.account].name, s.per_month, s.per_year);
  }
  CHECK(streams == "a 3 0; b 0 2; small#1 0 2; ");
  const Kind& job = kind(*m, "job");
  const TierId key{0}, small{1};
  CHECK(job.due[key]->amount.mean() == 5);
  CHECK_FALSE(job.due[small]);
  CHECK(job.steps[0].first.participants[0].effort[key]->mean() == Approx(4 * 3.6e9));
  CHECK_FALSE(job.steps[0].first.participants[0].effort[small]);
  CHECK(job.steps[0].first.participants[1].chance[key] == 0.5);
  CHECK(job.steps[1].client_delay);
  CHECK_FALSE(job.steps[1].takes);
}

TEST_CASE("Arrivals of every form") {
  const auto m = compiled(kHead + R"(roles: { ae: { team: pool } }
people: [ { name: Ben, role: ae } ]
seasons: { wave: [2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1] }
accounts: [ { name: a } ]
work:
  a_rate: { who: ae, effort: 1 h, season: wave, size_exponent: 0.7,
    arrives: { rate: 2/working day, gaps: 'gamma(mean 4, cv 0.5)', batch: 3, burst: 2 days, any_time: yes } }
  b_none: { who: ae, effort: 1 h, arrives: none }
  c_every: { who: ae, effort: 1 h, arrives: { every: 2 weeks, on: tuesday, at: 10:00 } }
  d_weekly: { who: ae, effort: 1 h, arrives: weekly }
  e_interval: { who: ae, effort: 1 h, arrives: { interval: 3 h } }
  f_dates: { who: ae, effort: 1 h, arrives: { dates: [2027-02-01, 2027-01-15 10:30] } }
  g_zero: { who: ae, effort: 1 h, arrives: 0/month }
  h_calm: { who: ae, effort: 1 h, season: wave, arrives: { rate: 1/month, season: none } }
)");
  REQUIRE(m->streams.size() == 6);
  const Stream& rate = m->streams[StreamId{0}];
  CHECK(rate.per_working_day == 2);
  CHECK(rate.gap.mean() == Approx(1));
  CHECK(rate.batch->mean() == 3);
  CHECK(rate.burst.has_value());
  CHECK(rate.any_time);
  CHECK(rate.size_exponent == 0.7);
  CHECK(rate.season[0] == Approx(4.0 / 3));
  CHECK(rate.season[11] == Approx(2.0 / 3));
  const Stream& every = m->streams[StreamId{1}];
  CHECK(every.form == Stream::Form::regular);
  CHECK(every.weekday == 1);
  CHECK(every.at == hours(10));
  CHECK(m->streams[StreamId{2}].every.amount.mean() == Approx(7 * 86.4e9));
  CHECK(m->streams[StreamId{3}].interval->amount.mean() == Approx(3 * 3.6e9));
  // A date without a time means the client's opening; dates are sorted.
  CHECK(m->streams[StreamId{4}].dates ==
        std::vector<Instant>{midnight(*make_date(2027, 1, 15)) + minutes(630),
                             midnight(*make_date(2027, 2, 1)) + hours(9)});
  CHECK(m->streams[StreamId{5}].season.empty());
  CHECK(m->notes == std::vector<std::string>{"b_none never arrives", "g_zero never arrives"});
}

TEST_CASE("Steps say who, how many, how long, together how, and what comes later") {
  const auto m = compiled(kHead + R"(roles: { ae: { team: pool }, am: { team: pool } }
people: [ { name: Ben, role: ae, level: senior }, { name: Cem, role: ae, level: senior }, { name: Aiko, role: am, level: senior } ]
levels: { mid: {}, senior: {} }
together: scan
classes: [ { name: urgent, interrupts: yes }, normal ]
accounts: [ { name: a } ]
work:
  job:
    arrives: 1/month
    billable: no
    steps:
      meet:
        who: { ae: { count: 2, effort: 3 h, total: yes }, am: 1 h, client: 1 h }
        least_level: senior
        notice: 1 working day
        later: { who: { ae: 30 min }, notice: 2 days }
        class: urgent
        billable: yes
      either: { any_of: { ae: 60%, am: 40% }, effort: 2 h, later: { effort: 1 h }, interruptible: no, together: apart }
      whoever: { any_of: [ae, am], effort: 2 h, after: start, spread: 3 weeks }
      wait: { takes: 2 days, after: [either, whoever], back_to: { step: wait, chance: 20%, rework_effort: 40% } }
)");
  const Kind& job = kind(*m, "job");
  REQUIRE(job.steps.size() == 4);
  const Step& meet = job.steps[0];
  CHECK(meet.name == "meet");
  REQUIRE(meet.first.participants.size() == 3);
  CHECK(meet.first.participants[0].count == 2);
  CHECK(meet.first.participants[0].total);
  CHECK(m->requirements[meet.first.participants[0].requirement].least_level == LevelId{1});
  CHECK(meet.first.participants[2].requirement == RequirementId{0});  // the client has no level
  CHECK(meet.first.notice->amount.mean() == 1);
  CHECK(meet.later.participants.size() == 1);
  CHECK(meet.later.notice->clock == Clock::elapsed);
  CHECK(m->classes[meet.work_class].name == "urgent");
  CHECK(meet.billable);
  CHECK(meet.together == Together::scan);
  const Step& either = job.steps[1];
  REQUIRE(either.first.participants.size() == 1);
  CHECK(either.first.participants[0].choices[0].share == 0.6);
  CHECK(either.first.participants[0].effort[TierId{0}]->mean() == Approx(2 * 3.6e9));
  CHECK(either.later.participants[0].effort[TierId{0}]->mean() == Approx(3.6e9));
  CHECK_FALSE(either.interruptible);
  CHECK_FALSE(either.billable);
  CHECK(either.together == Together::apart);
  CHECK(m->classes[either.work_class].name == "normal");  // the first that does not interrupt
  const Step& whoever = job.steps[2];
  CHECK(whoever.first.participants[0].choices[1].share == 0);
  CHECK(whoever.parts == 3);
  CHECK(whoever.part_every.amount.mean() == Approx(7 * 86.4e9));
  const Step& wait = job.steps[3];
  CHECK(wait.takes->amount.mean() == Approx(2 * 86.4e9));
  CHECK(wait.back->rework_effort == 0.4);
  CHECK(job.entries == std::vector<StepId>{StepId{0}, StepId{2}});
}

TEST_CASE("Supervision, follow-up and background work are kinds after the kinds of work") {
  const auto m = compiled(kHead + R"(roles: { ad: {}, ae: { reports_to: ad } }
people: [ { name: Ben, role: ae }, { name: Aiko, role: ad } ]
accounts: [ { name: a } ]
tiers: { key: { owner: ae } }
work:
  zoo:
    arrives: 1/month
    due: 10 working days
    class: late
    follow: { ad: 2 h/month, owner: 1 h/working day }
    steps: { make: { who: ae, effort: 4 h, supervised_by: { owner: 10% } } }
background:
  internal: { who: everyone, per: person, effort: 45 min/working day, class: early, billable: yes }
  management: { who: ad, per: report, effort: 1 h/week, each: working day }
classes: [ early, late ]
)");
  std::string names;
  for (const Kind& k : m->kinds) names += k.name + (k.background ? " (b), " : ", ");
  CHECK(names == "zoo, internal (b), management (b), zoo: follow (b), zoo: supervision (b), ");
  const Kind& zoo = m->kinds[KindId{0}];
  CHECK(zoo.supervision == KindId{4});
  REQUIRE(zoo.follow.size() == 2);
  CHECK(zoo.follow[0].kind == KindId{3});
  CHECK(zoo.follow[0].effort[TierId{0}] == Approx(2 * 3.6e9 * 84 / 365.25));
  CHECK(zoo.follow[1].role == kNone<RoleId>);
  CHECK(zoo.follow[1].effort[TierId{0}] == Approx(5 * 3.6e9));
  CHECK(zoo.steps[0].supervised_by[0].role == kNone<RoleId>);
  CHECK(m->classes[m->kinds[KindId{4}].steps[0].work_class].name == "late");
  REQUIRE(m->background.size() == 2);
  CHECK(m->background[0].kind == KindId{1});
  CHECK(m->background[0].effort == Approx(5 * 45 * 60e6));
  CHECK(m->background[0].roles == std::vector<RoleId>{RoleId{0}, RoleId{1}});
  CHECK(m->kinds[KindId{1}].steps[0].billable);
  CHECK(m->background[1].per == Background::Per::report);
  CHECK(m->background[1].daily);
  CHECK_FALSE(m->kinds[KindId{2}].billable);
}

TEST_CASE("Teams: stated people, open places, owners") {
  const std::string roles =
      R"(roles: { ad: {}, ae: { reports_to: ad, accounts: { max: 2 } }, am: { reports_to: ad, accounts: { max: 2 } } }
levels: { mid: {}, senior: {} }
people:
  - { name: Dai, role: ad }
  - { name: Ben, role: ae }
  - { name: Chie, role: ae, level: senior }
  - { name: Aiko, role: am }
work: { job: { who: [ae, owner], effort: 2 h, arrives: 2/month } }
)";
  SECTION("one of each role by default, to the least loaded") {
    const auto m = compiled(
        kHead + roles + "accounts: [ { name: a }, { name: b } ]\ntiers: { t: { owner: am } }\n");
    CHECK(team(*m, "a") == "ad: Dai; ae: Ben; am*: Aiko");
    CHECK(team(*m, "b") == "ad: Dai; ae: Chie; am*: Aiko");
    CHECK(said(m->defaults, "team of tier t: one of each role with 'team: slot'"));
  }
  SECTION("named people keep their places, the others are filled") {
    const auto m = compiled(kHead + roles + R"(tiers: { t: { team: { ae: 2, am: 1 }, owner: am } }
accounts: [ { name: a, team: { ae: Ben } } ]
)");
    CHECK(team(*m, "a") == "ae: Ben Chie; am*: Aiko");
  }
  SECTION("a named owner takes the open place of the role") {
    const auto m = compiled(kHead + roles + R"(tiers: { t: { team: { ae: 1 } } }
accounts: [ { name: a, owner: Chie } ]
)");
    CHECK(team(*m, "a") == "ae*: Chie");
  }
  SECTION("an owner without a place gets one") {
    const auto m = compiled(kHead + roles + R"(tiers: { t: { team: { ae: 1 } } }
accounts: [ { name: a, owner: Dai } ]
)");
    CHECK(team(*m, "a") == "ae: Ben; ad*: Dai");
    CHECK(account(*m, "a").slot_of_role[0] == 1);
  }
  SECTION("one of several holders owns") {
    const auto m =
        compiled(kHead + roles +
                 R"(tiers: { t: { team: { ae: 2 }, owner: { role: ae, least_level: senior } } }
accounts: [ { name: a } ]
)");
    CHECK(team(*m, "a") == "ae: Ben Chie; ae*: Chie");
    CHECK(account(*m, "a").slot_of_role[1] == 0);
  }
  SECTION("owners by shares, in the order of names") {
    const auto m = compiled(
        kHead + roles +
        R"(tiers: { t: { team: { am: 1 }, owner: [ { role: am, share: 60% }, { role: ad, share: 40% } ] } }
accounts: [ { tier: t, count: 2 } ]
)");
    CHECK(team(*m, "t#1") == "am*: Aiko");
    CHECK(team(*m, "t#2") == "am: Aiko; ad*: Dai");
  }
  SECTION("a place that nobody may take is vacant, and noted") {
    const auto m = compiled(kHead + roles + R"(tiers: { t: { team: { am: 1 }, owner: am } }
accounts: [ { tier: t, count: 3 } ]
)");
    CHECK(team(*m, "t#1") == "am*: Aiko");
    CHECK(team(*m, "t#3") == "am*: –");
    CHECK(m->notes ==
          std::vector<std::string>{"nobody may take the place of am, so cover does the work: t#3"});
  }
  SECTION("an owner's level that nobody with room has leaves the owner vacant, not the place") {
    const auto m =
        compiled(kHead + roles +
                 R"(tiers: { t: { team: { ae: 1 }, owner: { role: ae, least_level: senior } } }
accounts: [ { tier: t, count: 3 } ]
)");
    CHECK(team(*m, "t#1") == "ae*: Chie");
    CHECK(team(*m, "t#2") == "ae*: Chie");
    CHECK(team(*m, "t#3") == "ae: Ben; ae*: –");
    CHECK(m->notes ==
          std::vector<std::string>{"nobody may own, so cover does the owner's work: t#3"});
  }
}

TEST_CASE("A textbook's hours never close, and its rates are elapsed") {
  const auto m = compiled(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: always }
roles: { server: { team: pool } }
people: [ { role: server, count: 2, share: 50% } ]
agency: { work: { job: 48/h } }
work: { job: { who: server, effort: exponential(mean 1 min) } }
)");
  CHECK(m->agency().always());
  CHECK(m->streams[StreamId{0}].per_hour == 48);
  CHECK(person(*m, "server#1").weekly_hours == hours(84));
}
