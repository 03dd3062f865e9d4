#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

/// Lines 5 and 6; a test goes on from line 7.
const std::string kDepartment = kHead +
                                "roles: { ad: {}, ae: { reports_to: ad, accounts: { max: 1 } } }\n"
                                "people: [ { name: Ben, role: ae }, { name: Dai, role: ad } ]\n";
/// The same and line 7.
const std::string kOffice = kDepartment + "work: { job: { who: ae, effort: 2 h } }\n";

}  // namespace

TEST_CASE("Unknown names of attention and knowledge are said too") {
  CHECK(mistakes(kHead + R"(classes: [ urgent, normal ]
roles: { ae: { reserve: { urgnt: 1 } } }
people: [ { name: Ben, role: ae, knows: { Nort: 50% }, dispatch: [jbo] } ]
accounts: [ { name: North } ]
dispatch: { default: [job, mail] }
work: { job: { who: ae, effort: 2 h, arrives: 1/week } }
)") ==
        "6: there is no class 'urgnt' [did you mean 'urgent'?]\n"
        "7: there is no account 'Nort' [did you mean 'North'?]\n"
        "7: there is no kind of work 'jbo' [did you mean 'job'?]\n"
        "9: there is no kind of work 'mail' [known here: job]");
  // Skills are names of the scenario's own: a misspelt one is one that nobody has.
  CHECK(mistakes(kHead + R"(roles: { ae: {} }
people: [ { name: Ben, role: ae, skills: [french] } ]
accounts: [ { name: North } ]
work: { job: { who: ae, effort: 2 h, skills: [frnch], arrives: 1/week } }
)") ==
        "8: nobody can ever do job: none of ae, of those who cover, or of their superiors has the "
        "skill frnch");
}

TEST_CASE("What limits name is known, and named once") {
  CHECK(mistakes(kHead + R"(roles: { ae: {} }
people: [ { name: Ben, role: ae } ]
accounts: [ { name: North } ]
limits: [ { of: [jbo], waiting: 3 }, { of: [job, job], in_progress: 2 } ]
work: { job: { who: ae, effort: 2 h, arrives: 1/week } }
)") ==
        "8: there is no kind of work 'jbo' [did you mean 'job'?]\n"
        "8: 'job' stands here twice");
}

TEST_CASE("Unknown names are said with the nearest one, or with those there are") {
  CHECK(mistakes(kHead + R"(roles:
  manager: { reports_to: directr, covered_by: [planer], accounts: { serves: [kay], weight: { ky: 2 } }, hours: lat }
  director: {}
  planner: {}
levels: { junior: {}, mid: {} }
tiers: { key: { owner: { role: manger, least_level: jnior }, team: { directer: 1 }, client: { hours: nowhere } } }
dispatch: { plannner: earliest_due }
people:
  - { name: Aiko, role: plner, level: mid, hours: agency }
  - { name: Ben, role: director, level: md }
accounts:
  - { name: a, tier: kee }
  - { name: b, tier: key, team: { director: Benn }, owner: Ben, work: { jbo: none } }
work:
  job:
    class: norml
    season: sumer
    arrives: 1/month
    follow: { dirctor: 1 h/week }
    steps:
      make: { who: { mnager: 1 h }, supervised_by: { planer: 5% }, least_level: senor }
background:
  own: { who: [planr], per: role, effort: 1 h/week, class: urgnt }
)") == R"(6: there is no role 'directr' [did you mean 'director'?]
6: there is no role 'planer' [did you mean 'planner'?]
6: there is no tier 'kay' [did you mean 'key'?]
6: there is no tier 'ky' [did you mean 'key'?]
6: there is no calendar pattern 'lat' [known here: agency]
10: there is no role 'manger' [did you mean 'manager'?]
10: there is no level 'jnior' [did you mean 'junior'?]
10: there is no role 'directer' [did you mean 'director'?]
10: there is no calendar pattern 'nowhere' [known here: agency]
11: there is no role 'plannner' [did you mean 'planner'?]
13: there is no role 'plner' [did you mean 'planner'?]
14: there is no level 'md' [did you mean 'mid'?]
16: there is no tier 'kee' [did you mean 'key'?]
17: there is no person 'Benn'
17: there is no kind of work 'jbo' [did you mean 'job'?]
20: there is no class 'norml' [did you mean 'normal'?]
21: there is no season 'sumer'
23: there is no role 'dirctor' [did you mean 'director'?]
25: there is no role 'mnager' [did you mean 'manager'?]
25: there is no role 'planer' [did you mean 'planner'?]
25: there is no level 'senor' [known here: junior, mid]
27: there is no role 'planr' [did you mean 'planner'?]
27: there is no class 'urgnt' [known here: normal])");
  CHECK(mistakes(kDepartment + R"(work:
  job: { milestones: { done: { from: arrival, to: mkae.finish } }, steps: { make: { who: ae, effort: 1 h } } }
)") == R"(8: job has no step 'mkae' [did you mean 'make'?])");
}

TEST_CASE("Times that cannot be") {
  CHECK(mistakes(R"(suits: 1
name: t
time: { start: 2027-01-04, run: 40 years, warm_up: 15 years }
calendar: { hours: { mon-fri: [09:00-17:00] } }
work: { job: { takes: 1 h } }
)") == R"(3: warm-up, run and cap come to 55 years; 50 are the most)");
  CHECK(mistakes(R"(suits: 1
name: t
time: { start: 2027-01-04, run: 10 working days }
calendar: { hours: { mon-fri: [09:00-17:00] }, holidays: [2027-01-01..2040-12-31], patterns: { agency: { hours: always } } }
work: { job: { takes: 1 h } }
)") == R"(3: the agency's hours never add up to this run
4: the pattern 'agency' is what 'calendar.hours' says)");
}

TEST_CASE("Reporting lines in a circle are named whole") {
  CHECK(
      mistakes(kHead + R"(roles:
  a: { reports_to: b }
  b: { reports_to: c }
  c: { reports_to: a }
work: { job: { takes: 1 h } }
)") ==
      R"(6: the reporting line runs in a circle: a reports to b, who reports to c, who reports to a)");
}

TEST_CASE("Names that have a meaning, or stand for two things") {
  CHECK(mistakes(kHead + R"(roles: { owner: {}, client: {}, cr: {} }
parties: { cr: { capacity: 1 } }
people:
  - { name: Ben, role: cr }
  - { name: Ben, role: cr }
  - { name: cr#1, role: cr }
  - { role: cr, count: 1 }
accounts: [ { name: x }, { name: x } ]
work: { job: { takes: 1 h } }
background: { job: { who: cr, per: role, effort: 1 h/week } }
)") == R"(5: 'owner' has a meaning of its own and cannot name a role
5: 'client' has a meaning of its own and cannot name a role
6: 'cr' is a role and a party
6: there are two people called 'cr#1'
9: there are two people called 'Ben'
11: there are two people called 'cr#1'
12: there are two accounts called 'x'
14: 'job' is a kind of work already)");
}

TEST_CASE("Classes and tiers are said once") {
  CHECK(mistakes(kOffice + "classes: [ a, b, a ]\n") == R"(8: there are two classes 'a')");
}

TEST_CASE("Roles, parties and the client keep to their places") {
  CHECK(mistakes(kHead + R"(roles:
  ae: { reports_to: cr, covered_by: [ae, client], hours_end: hand_back }
  am: { team: pool }
parties: { cr: { capacity: 1 } }
people:
  - { name: Ben, role: cr }
  - { name: Chie, role: ae }
  - { name: Dai, role: am }
tiers: { key: { team: { cr: 1, am: 1 }, owner: cr } }
accounts: [ { name: a, team: { ae: [Dai, Chie, Chie] } } ]
work: { job: { who: ae, effort: 1 h, supervised_by: { client: 3% } } }
background: { own: { who: client, per: person, effort: 1 h/week } }
)") == R"(6: cr is outside the department: nobody reports to it
6: ae cannot cover for ae
6: client cannot cover for ae
6: 'hours_end: hand_back' of ae needs 'keep: none'
10: 'cr' is a party, not a role of the department
13: 'cr' is outside the department: it has no place in a team
13: 'am' is a pool: it has no place in a team [write 'team: slot' at the role]
13: 'cr' is outside the department and cannot own an account
14: Dai is am, not ae
14: Chie is named twice
15: the client does not supervise work
16: the client has no background work here)");
}

TEST_CASE("A tier that a role does not serve") {
  CHECK(mistakes(kHead + R"(roles: { am: { accounts: { serves: [key] } }, ae: {} }
people: [ { name: Ben, role: am } ]
tiers: { key: {}, small: { team: { am: 1 } }, tiny: { team: { ae: 1 }, owner: am } }
accounts: [ { tier: small, count: 2, team: { am: Ben } }, { tier: tiny, count: 2 } ]
work: { job: { takes: 1 h } }
)") == R"(7: am does not serve tier small: see its 'accounts.serves'
8: am does not serve tier small: see its 'accounts.serves')");
  CHECK(mistakes(kHead + R"(roles: { am: { accounts: { serves: [key] } }, ae: {} }
people: [ { name: Ben, role: am } ]
tiers: { key: {}, tiny: { team: { ae: 1 }, owner: am } }
accounts: [ { tier: tiny, count: 2 } ]
work: { job: { takes: 1 h } }
)") == R"(7: am does not serve tier tiny: see its 'accounts.serves')");
}

TEST_CASE("An account without a tier where there are several") {
  CHECK(mistakes(kOffice + "tiers: { key: {}, small: {} }\naccounts: [ { name: a } ]\n") ==
        R"(9: this account does not say its tier)");
}

TEST_CASE("A cost by level names the levels that people have") {
  CHECK(mistakes(kHead + R"(roles: { ae: { cost: { junior: 3/h } } }
levels: { junior: {}, mid: {} }
people: [ { name: Ben, role: ae } ]
work: { job: { takes: 1 h } }
)") == R"(5: this cost does not name the level 'mid', which somebody on line 7 has)");
}

TEST_CASE("Teams stated beyond a limit name the people and their accounts") {
  CHECK(
      mistakes(kOffice + R"(accounts:
  - { name: a, team: { ae: Ben } }
  - { name: b, team: { ae: Ben } }
)") ==
      R"(6: Ben holds 2 accounts as ae, and may hold 1: a, b [raise the role's 'accounts.max', or name others in the teams])");
  CHECK(
      mistakes(kHead + R"(roles: { am: { accounts: { weight: { small: 0.5 } } } }
people:
  - { name: Aiko, role: am, accounts: { max: 2 } }
tiers: { key: {}, small: {} }
accounts:
  - { name: a, tier: key, team: { am: Aiko } }
  - { name: b, tier: small, owner: Aiko }
  - { name: c, tier: key, owner: Aiko }
work: { job: { takes: 1 h } }
)") ==
      R"(7: Aiko holds 2.5 accounts as am, and may hold 2: a, b, c [raise the person's 'accounts.max', or name others in the teams])");
}

TEST_CASE("Work that can never begin is refused") {
  const auto shop = [](const std::string& role, const std::string& work) {
    return mistakes(kHead + "classes: [ urgent, normal ]\nroles: { ae: { " + role +
                    " } }\npeople: [ { name: Ann, role: ae, share: 50% } ]\n"
                    "accounts: [ { name: North } ]\n" + work);
  };
  const auto task = [](const std::string& what) {
    return "work: { a: { " + what + ", arrives: 1/week } }\n";
  };
  // A day of four hours holds no more without interruption …
  CHECK(shop("", task("who: ae, effort: 8 h, interruptible: no")) ==
        "9: nobody can ever do a: it takes at least 8 h without interruption, and nobody who may does "
        "more than 4 h in one stretch [write less effort, or leave out 'interruptible: no']");
  CHECK(shop("", task("who: ae, effort: \"uniform(4.5 h, 9 h)\", interruptible: no")) != "");
  CHECK(shop("", task("who: ae, effort: \"uniform(4 h, 9 h)\", interruptible: no")) == "");
  CHECK(shop("effort: 50%", task("who: ae, effort: 8 h, interruptible: no")) == "");
  CHECK(shop("", task("who: ae, effort: 8 h")) == "");
  // … three are more than there are …
  CHECK(shop("", task("who: { ae: 3 }, effort: 2 h")) ==
        "9: nobody can ever do a: it takes 3 people at the same time, and only 1 of those who may are "
        "ever there [ask for fewer, add people, or write 'together: apart']");
  CHECK(shop("", task("who: { ae: 3 }, effort: 2 h, together: apart")) == "");
  // … and who is kept free for urgent work never begins anything else.
  CHECK(shop("reserve: { urgent: 1 }", task("who: ae, effort: 2 h, class: normal")) ==
        "9: nobody can ever do a: its class is normal, and 'reserve' of ae keeps everybody there is free "
        "for more urgent work [reserve fewer than there are]");
  CHECK(shop("reserve: { urgent: 1 }", task("who: ae, effort: 2 h, class: urgent")) == "");
  CHECK(shop("reserve: { urgent: 1 }", task("who: ae, effort: 2 h, class: normal") +
                 "rules: [ { when: step.waited > 1 working hour, then: class = urgent } ]\n") == "");
}

TEST_CASE("What nobody can ever do is said where it is asked") {
  const std::string roles =
      R"(roles: { ad: {}, ae: { reports_to: ad }, ap: { covered_by: [ad] }, cd: {}, qa: {} }
levels: { mid: {}, senior: {} }
people: [ { name: Ben, role: ad }, { name: Gone, role: qa, leaves: 2026-12-31 } ]
tiers: { t: {} }
accounts: [ { name: a } ]
)";
  CHECK(
      mistakes(kHead + roles + R"(work:
  job:
    arrives: 1/month
    follow: { cd: 1 h/week }
    steps:
      good: { who: [ae, ap], effort: 1 h, together: apart }
      bad: { who: cd, effort: 1 h, later: { who: qa } }
      senior: { who: ae, effort: 1 h, least_level: senior }
      either: { any_of: [cd, qa], effort: 1 h }
      fine: { any_of: [cd, ae], effort: 1 h }
      shared: { any_of: { cd: 50%, ae: 50% }, effort: 1 h }
      watched: { who: ae, effort: 1 h, supervised_by: { qa: 5% } }
      owned: { who: owner, effort: 1 h }
      answer: { takes: client.responds_in }
background: { own: { who: cd, per: role, effort: 1 h/week } }
)") ==
      R"(11: nobody can ever follow job: cd has no people, no cover and no superiors who do [add people with 'role: cd', or 'covered_by']
16: nobody can ever do step 'bad' of job: cd has no people, no cover and no superiors who do [add people with 'role: cd', or 'covered_by']
16: nobody can ever do step 'bad' of job: qa has no people, no cover and no superiors who do [add people with 'role: qa', or 'covered_by']
17: nobody can ever do step 'senior' of job: none of ae, of those who cover, or of their superiors is at least senior
18: nobody can ever do step 'either' of job: cd has no people, no cover and no superiors who do [add people with 'role: cd', or 'covered_by']
20: nobody can ever do step 'shared' of job: cd has no people, no cover and no superiors who do [add people with 'role: cd', or 'covered_by']
21: nobody can ever supervise step 'watched' of job: qa has no people, no cover and no superiors who do [add people with 'role: qa', or 'covered_by']
22: nobody can ever do step 'owned' of job on a: the account has no owner [write 'owner' at the account or its tier]
23: step 'answer' of job waits for the client, and nothing says how long the client of a takes [write 'parties: { client: { responds_in: … } }']
24: nobody can ever do own: cd has no people, no cover and no superiors who do [add people with 'role: cd', or 'covered_by'])");
  CHECK(mistakes(kHead + roles + R"(agency: { work: { job: 1/month } }
work:
  job: { who: owner, effort: 1 h }
)") == R"(12: nobody can ever do job: the agency's own work has no owner [name a role])");
  CHECK(
      mistakes(kHead + roles + R"(agency: { work: { job: 1/month } }
work:
  job: { takes: client.responds_in }
)") ==
      R"(12: job waits for the client, and nothing says how long the client of the agency's own work takes [write 'parties: { client: { responds_in: … } }'])");
}

TEST_CASE("The agency's own work has no tier") {
  CHECK(
      mistakes(kDepartment + R"(tiers: { key: {}, small: {} }
agency: { work: { pitch: 1/month } }
work:
  pitch: { who: ad, effort: { key: 2 h, small: 1 h } }
  job: { who: ad, effort: { key: 2 h, small: 1 h } }
)") ==
      R"(10: pitch is the agency's own work too, which has no tier [write one value, or a kind of its own for the agency])");
}

TEST_CASE("A workflow's mistakes have their lines") {
  CHECK(
      mistakes(kDepartment + R"(work:
  job:
    steps:
      a: { who: ae, effort: 1 h, choose: { b: 50%, c: 50% } }
      b: { who: ae, effort: 1 h }
      c: { who: ae, effort: 1 h, after: a }
      d: { who: ae, effort: 1 h, after: [b, c], back_to: { step: b, chance: 10% } }
  loop:
    attributes: { brief: { good: { chance: 50% }, poor: { chance: 50%, repeats: 2 } } }
    steps:
      a: { who: ae, effort: 1 h }
      b: { who: ae, effort: 1 h, back_to: { step: a, chance: 50% } }
  ends:
    attributes: { brief: { good: { chance: 50% }, poor: { chance: 50%, repeats: 2 } } }
    steps:
      a: { who: ae, effort: 1 h }
      b: { who: ae, effort: 1 h, chance: 90%, back_to: { step: a, chance: 100% } }
      c: { who: ae, effort: 1 h, back_to: { step: a, chance: 100%, falling_by: 10% } }
)") ==
      R"(13: step 'd' goes back to 'b', into the middle of a parallel block [a → c → d does not pass 'b'; go back to a step that every branch passes]
18: the rework between 'a' and 'b' never ends: it may go back with 100% every time [lower the chance, or let it fall with 'falling_by'])");
}

TEST_CASE("More than a machine can hold is refused, not tried") {
  CHECK(mistakes(kHead + R"(roles: { ae: {} }
people: [ { role: ae, count: 200001 } ]
accounts: [ { count: 200001 } ]
work: { job: { takes: 1 h } }
)") == R"(6: there are more than 200000 people
7: there are more than 200000 accounts)");
}
