#include "tests/language/keys.hpp"

namespace suits::test {

namespace {

// A small agency with a queue before everybody; most proofs change one word of it.
const std::string kShop = R"(suits: 1
name: shop
currency: EUR
time: { start: 2027-01-04, run: 5 weeks, warm_up: 1 week, cap: 4 weeks }
calendar: { hours: { mon-fri: [09:00-12:00, 13:00-17:00] }, holidays: [2027-01-20], patterns: { short: { hours: { mon-fri: [09:00-13:00] } } } }
levels: { junior: { speed: 80%, repeats: 1.5 }, mid: {}, senior: { speed: 120% } }
classes: [ { name: urgent, interrupts: yes }, { name: normal }, background ]
seasons: { demand: [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], summer: [1, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }
roles:
  director: {}
  manager: { reports_to: director }
  executive: { reports_to: manager }
people:
  - { name: Dora, role: director }
  - { name: Mia, role: manager, level: junior }
  - { name: Max, role: manager }
  - { name: Eva, role: executive, level: junior, hours: agency }
  - { role: executive, count: 1 }
parties:
  creative: { capacity: 2 }
  client: { responds_in: exponential(mean 1 working day) }
tiers:
  key: { size: 1, owner: manager }
  small: { owner: executive }
accounts:
  - { name: North, tier: key }
  - { name: South, tier: key }
  - { tier: small, count: 2 }
agency: { work: { pitch: 1/week } }
work:
  campaign:
    arrives: 0.6/week
    due: 3 working days
    steps:
      brief: { who: executive, effort: exponential(mean 4 h) }
      ready: { who: manager, effort: 1 h, least_level: mid, back_to: { step: brief, chance: 40% } }
      design: { who: creative, effort: 8 h }
      meeting: { who: { executive: 1 h, manager: 1 h } }
      agrees: { takes: client.responds_in }
      report: { who: owner, effort: 30 min }
  mail: { arrives: 3/week, who: executive, effort: 45 min, class: urgent }
  pitch: { who: manager, effort: 3 h, size_exponent: 1 }
background:
  internal: { who: everyone, per: person, effort: 5 h/week, class: background }
)";

// One kind of work at places for its arrivals, the text at @.
const std::string kArrivals = R"(suits: 1
name: arrivals
time: { start: 2027-01-04, run: 5 weeks, warm_up: 0 weeks, cap: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
seasons: { demand: [1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }
roles: { executive: { team: pool } }
people:
  - { name: Eva, role: executive }
)";
const std::string kMail = "work:\n  mail: { who: executive, effort: 12 h }\n";
const std::string kTierArrivals =
    kArrivals + "tiers: { one: { work: { mail: @ } } }\naccounts: [ { name: A } ]\n" + kMail;
const std::string kAccountArrivals =
    kArrivals + "accounts: [ { name: A, work: { mail: @ } } ]\n" + kMail;
const std::string kAgencyArrivals = kArrivals + "agency: { work: { mail: @ } }\n" + kMail;
const std::string kKindArrivals =
    kArrivals +
    "accounts: [ { name: A } ]\nwork:\n  mail: { who: executive, effort: 12 h, arrives: @ }\n";

// A step in a loop, and a task, the text at @.
const std::string kWorkers = R"(suits: 1
name: steps
time: { start: 2027-01-04, run: 4 weeks, warm_up: 0 weeks, cap: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: {}, mid: {} }
classes: [ { name: urgent, interrupts: yes }, normal ]
roles:
  manager: {}
  executive: { reports_to: manager }
people:
  - { name: Mia, role: manager, skills: [french] }
  - { name: Eva, role: executive, level: junior }
parties:
  creative: { capacity: 2 }
  client: { responds_in: exponential(mean 1 working day) }
accounts: [ { name: A }, { name: B } ]
)";
const std::string kStep = kWorkers + R"(work:
  mail: { arrives: 4/week, who: executive, effort: 1 h, class: urgent }
  campaign:
    arrives: 1/week
    steps:
      first: { @ }
      second: { who: manager, effort: 1 h, back_to: { step: first, chance: 50% } }
)";
const std::string kTask = kWorkers + R"(work:
  mail: { arrives: 4/week, who: executive, effort: 1 h, class: urgent }
  campaign: { arrives: 1/week, @ }
)";

// One busy executive, and others who may help.
const std::string kCover = R"(suits: 1
name: cover
time: { start: 2027-01-04, run: 4 weeks, warm_up: 0 weeks, cap: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles:
  director: { team: pool }
  planner: { team: pool }
  manager: { team: pool, reports_to: director }
  executive: { reports_to: manager, superior_after: 1 working day }
people:
  - { name: Dora, role: director }
  - { name: Pia, role: planner }
  - { name: Mia, role: manager }
  - { name: Eva, role: executive, away: [2027-01-12..2027-01-14] }
  - { name: Eli, role: executive }
  - { name: Ed, role: executive }
accounts:
  - { name: North, team: { executive: Eva }, work: { campaign: 3/week } }
  - { name: South, team: { executive: Eli }, work: { campaign: 0.1/week } }
work:
  campaign: { who: executive, effort: exponential(mean 16 h) }
)";
// The same, without help.
const std::string kAlone = R"(suits: 1
name: alone
time: { start: 2027-01-04, run: 4 weeks, warm_up: 0 weeks, cap: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
seasons: { summer: [1, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }
roles:
  executive: { team: pool }
people:
  - { name: Eva, role: executive }
  - { name: Eli, role: executive }
parties:
  creative: { capacity: 2 }
accounts: [ { name: A }, { name: B } ]
work:
  campaign:
    arrives: 3/week
    steps:
      write: { who: executive, effort: 8 h }
      draw: { who: creative, effort: 4 h }
)";

// Two executives with more than one thing before each, and another who joins.
const std::string kDesks = R"(suits: 1
name: desks
time: { start: 2027-01-04, run: 4 weeks, warm_up: 0 weeks, cap: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
classes: [ { name: urgent, interrupts: yes }, normal ]
roles:
  manager: { team: pool }
  executive: { reports_to: manager, peers_after: 2 working hours }
people:
  - { name: Mia, role: manager }
  - { name: Eva, role: executive, joins: 2027-01-04 }
  - { name: Eli, role: executive, joins: 2027-01-11 }
accounts:
  - { name: North, team: { executive: Eva } }
  - { name: South, team: { executive: Eli } }
work:
  campaign:
    arrives: 2/week
    due: 5 working days
    weight: 1
    steps:
      write: { who: executive, effort: exponential(mean 8 h) }
      check: { who: manager, effort: 1 h, back_to: { step: write, chance: 30% } }
  note: { arrives: 4/week, who: executive, effort: exponential(mean 3 h), due: 2 working days }
  mail: { arrives: 4/week, who: executive, effort: 1 h, class: urgent }
)";

struct Change {
  std::string key;
  std::string one, other;
};

/// The proofs of keys under `prefix`: `one` and `other` at the place of `at` in the scenario.
void add(std::vector<KeyProof>& all, const std::string& prefix, const std::string& scenario,
         const std::string& at, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    all.push_back(
        {prefix + change.key, replaced(scenario, at, change.one), change.one, change.other});
  }
}

const std::vector<Change>& arrivals() {
  static const std::vector<Change> changes{
      {".rate", "{ rate: 4/week }", "{ rate: 5/week }"},
      {".gaps", "{ rate: 4/week }", "{ rate: 4/week, gaps: constant(1) }"},
      {".any_time", "{ rate: 4/week }", "{ rate: 4/week, any_time: yes }"},
      {".season", "{ rate: 4/week }", "{ rate: 4/week, season: demand }"},
      {".every", "{ every: 1 week }", "{ every: 2 weeks }"},
      {".on", "{ every: 1 week, on: monday }", "{ every: 1 week, on: friday }"},
      {".at", "{ every: 1 week, at: 10:00 }", "{ every: 1 week, at: 14:00 }"},
      {".interval", "{ interval: constant(3 h) }", "{ interval: constant(4 h) }"},
      {".dates", "{ dates: [2027-01-11] }", "{ dates: [2027-01-15] }"},
      {".profile", "{ rate: 4/week }",
       "{ rate: 4/week, profile: { period: 24 h, factors: [0, 2, 1] } }"},
      {".profile.period", "{ rate: 4/week, profile: { period: 24 h, factors: [0, 2, 1] } }",
       "{ rate: 4/week, profile: { period: 1 week, factors: [0, 2, 1] } }"},
      {".profile.factors", "{ rate: 4/week, profile: { period: 24 h, factors: [0, 2, 1] } }",
       "{ rate: 4/week, profile: { period: 24 h, factors: [0, 3, 1] } }"},
      {".always", "{ always: 1 }", "{ always: 2 }"},
      {".batch", "{ rate: 4/week }", "{ rate: 4/week, batch: 2 }"},
      {".burst", "{ rate: 4/week, batch: 2 }", "{ rate: 4/week, batch: 2, burst: 2 working days }"},
  };
  return changes;
}

const std::string kLeave = "leave: { entitlement: 60 working days, block: 3 working days }";
const std::string kSickness = "sickness: { spells: 20/year, length: 2 working days }";

std::vector<Change> absences() {
  const auto leave = [](const std::string& inside) { return "leave: { " + inside + " }"; };
  const auto sickness = [](const std::string& inside) { return "sickness: { " + inside + " }"; };
  const std::string block = ", block: 3 working days", length = ", length: 2 working days";
  return {
      {"leave", kLeave, "leave: none"},
      {"leave.entitlement", kLeave, leave("entitlement: 90 working days" + block)},
      {"leave.block", kLeave, leave("entitlement: 60 working days, block: 5 working days")},
      {"leave.season", kLeave, leave("entitlement: 60 working days" + block + ", season: summer")},
      {"sickness", kSickness, "sickness: none"},
      {"sickness.spells", kSickness, sickness("spells: 40/year" + length)},
      {"sickness.length", kSickness, sickness("spells: 20/year, length: 4 working days")},
  };
}

/// Who does a step, and what each of them does.
std::vector<Change> participants() {
  const auto who = [](const std::string& inside) { return "who: { " + inside + " }"; };
  return {
      {"who", "who: executive, effort: 2 h", "who: manager, effort: 2 h"},
      {"who.*.effort", who("executive: { effort: 2 h }"), who("executive: { effort: 3 h }")},
      {"who.*.count", who("creative: { effort: 2 h, count: 1 }"),
       who("creative: { effort: 2 h, count: 2 }")},
      {"who.*.total", who("creative: { effort: 2 h, count: 2 }"),
       who("creative: { effort: 2 h, count: 2, total: yes }")},
      {"who.*.chance", who("executive: { effort: 2 h }"),
       who("executive: { effort: 2 h, chance: 50% }")},
      {"who.*.least_level", who("executive: { effort: 2 h }"),
       who("executive: { effort: 2 h, least_level: mid }")},
      {"who.*.skills", who("executive: { effort: 2 h }"),
       who("executive: { effort: 2 h, skills: [french] }")},
  };
}

const std::vector<Change>& steps() {
  static const std::vector<Change> changes{
      {"any_of", "any_of: [executive, manager], effort: 2 h",
       "any_of: { executive: 20%, manager: 80% }, effort: 2 h"},
      {"effort", "who: executive, effort: 2 h", "who: executive, effort: 3 h"},
      {"together", "who: [executive, manager], effort: 2 h",
       "who: [executive, manager], effort: 2 h, together: apart"},
      {"notice", "who: [executive, manager], effort: 2 h",
       "who: [executive, manager], effort: 2 h, notice: 1 working day"},
      {"takes", "takes: 1 working day", "takes: client.responds_in"},
      {"supervised_by", "who: executive, effort: 6 h",
       "who: executive, effort: 6 h, supervised_by: { manager: 20% }"},
      {"interruptible", "who: executive, effort: 6 h",
       "who: executive, effort: 6 h, interruptible: no"},
      {"spread", "who: executive, effort: 6 h", "who: executive, effort: 6 h, spread: 2 weeks"},
      {"least_level", "who: executive, effort: 6 h",
       "who: executive, effort: 6 h, least_level: mid"},
      {"restarts", "who: executive, effort: 6 h", "who: executive, effort: 6 h, restarts: yes"},
      {"skills", "who: executive, effort: 6 h", "who: executive, effort: 6 h, skills: [french]"},
  };
  return changes;
}

/// What people take next, how much at a time, and what they know.
void attention(std::vector<KeyProof>& all) {
  const std::vector<Change> rules{
      {"", "dispatch: first_come", "dispatch: last_come"},
      {".rule", "dispatch: { rule: shortest }", "dispatch: { rule: last_come }"},
      {".known", "dispatch: { rule: shortest }", "dispatch: { rule: shortest, known: yes }"},
      {".lookahead", "dispatch: { rule: atc, lookahead: 0.1 }",
       "dispatch: { rule: atc, lookahead: 10 }"},
      {".by", "dispatch: { rule: expression, by: step.effort }",
       "dispatch: { rule: expression, by: -step.effort }"},
      {".kinds", "dispatch: { kinds: [campaign, note] }", "dispatch: { kinds: [note, campaign] }"},
  };
  const std::vector<Change> focus{
      {"", "focus: 1", "focus: 2"},
      {".jobs", "focus: { jobs: 2 }", "focus: { jobs: unlimited }"},
      {".cost", "focus: { jobs: 2 }", "focus: { jobs: 2, cost: 30% }"},
  };
  const std::string executive = "executive: { reports_to: manager,";
  const std::string eva = "name: Eva, role: executive,";
  for (const Change& rule : rules) {
    const std::string of_person = replaced(kDesks, eva, eva + " " + rule.one + ",");
    all.push_back({"people.dispatch" + rule.key, of_person, rule.one, rule.other});
    if (rule.key.empty()) continue;
    const auto of_role = [](const std::string& text) {
      return "dispatch: { executive: " + text.substr(text.find(": ") + 2) + " }";
    };
    all.push_back({"dispatch.*" + rule.key, kDesks + of_role(rule.one) + "\n", of_role(rule.one),
                   of_role(rule.other)});
  }
  for (const Change& change : focus) {
    all.push_back({"roles.*.focus" + change.key,
                   replaced(kDesks, executive, executive + " " + change.one + ","), change.one,
                   change.other});
    all.push_back({"people.focus" + change.key,
                   replaced(kDesks, eva, eva + " " + change.one + ","), change.one, change.other});
  }
  all.push_back({"roles.*.switching", kDesks, executive, executive + " switching: 30 min,"});
  const std::string late = executive + " overtime: { up_to: 1 h },";
  all.push_back({"roles.*.overtime", kDesks, executive, late});
  const std::string desks_late = replaced(kDesks, executive, late);
  add(all, "roles.*.overtime", desks_late, "overtime: { up_to: 1 h }",
      {{".up_to", "overtime: { up_to: 1 h }", "overtime: { up_to: 2 h }"},
       {".a_week", "overtime: { up_to: 1 h }", "overtime: { up_to: 1 h, a_week: 2 h }"},
       {".when", "overtime: { up_to: 1 h }", "overtime: { up_to: 1 h, when: step.effort < 1 h }"}});
  all.push_back({"roles.*.reserve", kDesks, executive, executive + " reserve: { urgent: 1 },"});
  all.push_back({"people.skills",
                 replaced(replaced(kDesks, eva, eva + " skills: [french],"), "effort: 1 h, class",
                          "effort: 1 h, skills: [french], class"),
                 "role: executive, joins: 2027-01-11",
                 "role: executive, skills: [french], joins: 2027-01-11"});
  all.push_back({"work.*.weight", kDesks + "dispatch: { executive: weighted_shortest }\n",
                 "weight: 1", "weight: 9"});

  const std::string known = kDesks + "familiarity: { @ }\n";
  add(all, "familiarity", known, "@",
      {{"", "extra: 10%", "extra: 90%"},
       {".extra", "extra: 10%", "extra: 20%"},
       {".repeats", "extra: 10%", "extra: 10%, repeats: 300%"},
       {".learns_in", "extra: 50%", "extra: 50%, learns_in: 10 h"},
       {".forgets_in", "extra: 50%", "extra: 50%, forgets_in: 1 week"},
       {".team", "extra: 50%", "extra: 50%, team: 20%"},
       {".others", "extra: 50%", "extra: 50%, others: 80%"}});
  add(all, "newcomers", kDesks + "newcomers: { @ }\n", "@",
      {{"", "extra: 10%", "extra: 90%"},
       {".extra", "extra: 10%", "extra: 20%"},
       {".learns_in", "extra: 90%", "extra: 90%, learns_in: 10 h"}});
  all.push_back({"people.knows", replaced(known, "@", "extra: 50%"), eva,
                 eva + " knows: { North: 10% },"});
}

/// People leave and come soon; both executives have more to do than their hours.
const std::string kCareers = R"(suits: 1
name: careers
time: { start: 2027-01-04, run: 26 weeks, warm_up: 0 weeks, cap: 1 week }
keep: none
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: { speed: 50% }, mid: {} }
roles:
  boss: {}
  manager: { team: pool, reports_to: boss }
  executive: { team: pool, reports_to: manager, overtime: { up_to: 2 h } }
people:
  - { name: Mia, role: manager, accounts: { max: 9 } }
  - { role: executive, count: 6 }
agency: { work: { toil: { always: 9 }, chat: daily } }
work:
  toil: { who: executive, effort: 12 h }
  chat: { who: manager, effort: 1 h }
careers:
  @
)";

void careers(std::vector<KeyProof>& all) {
  const std::string go = "leaving: { executive: { a_year: 300% } }";
  const std::string come = go + "\n  replacement: { executive: { after: 2 weeks } }";
  const std::string toil =
      come + "\n  overload: { above: 100%, for: 4 weeks, doubles_every: 10% }";
  const std::string rise =
      "leaving: { manager: 900% }\n  replacement: { manager: 20 weeks, executive: 1 week }\n"
      "  promotion: { executive: { to: manager, after: 8 weeks } }";
  const std::string unmoved =
      "leaving: { manager: 900% }\n  replacement: { manager: 20 weeks }";
  const auto with = [](const std::string& text, const std::string& from, const std::string& to) {
    return replaced(text, from, to);
  };
  add(all, "careers", kCareers, "@",
      {{"", go, with(go, "300%", "400%")},
       {".leaving", go, with(go, "executive:", "manager:")},
       {".leaving.*.a_year", go, with(go, "300%", "200%")},
       {".leaving.*.notice", go, with(go, "300%", "300%, notice: 2 weeks")},
       {".replacement", go, come},
       {".replacement.*.after", come, with(come, "2 weeks", "3 weeks")},
       {".replacement.*.level", come, with(come, "2 weeks", "2 weeks, level: junior")},
       {".overload", come, toil},
       {".overload.above", toil, with(toil, "above: 100%", "above: 110%")},
       {".overload.for", toil, with(toil, "4 weeks", "8 weeks")},
       {".overload.doubles_every", toil, with(toil, "doubles_every: 10%", "doubles_every: 5%")},
       {".promotion", unmoved,
        unmoved + "\n  promotion: { executive: { to: manager, after: 1 day } }"},
       {".promotion.*.to", rise, with(rise, "to: manager", "to: boss")},
       {".promotion.*.after", rise, with(rise, "8 weeks", "50 weeks")},
       {".promotion.*.experience", rise, with(rise, "8 weeks", "8 weeks, experience: 2000 h")},
       {".promotion.*.level", rise, with(rise, "8 weeks", "8 weeks, level: junior")}});
  const std::string risen = replaced(kCareers, "@", rise);
  all.push_back({"people.since", replaced(risen, "count: 6", "count: 6, since: 2020-01-04"),
                 "since: 2020-01-04", "since: 2026-12-28"});
}

/// The shop with the health of its accounts, of which nothing comes.
std::string held() {
  const std::string shop =
      replaced(replaced(replaced(replaced(kShop, "due: 3 working days",
                                          "due: 3 working days\n    deliverable: yes"),
                                 "agrees: { takes: client.responds_in }",
                                 "agrees: { takes: client.responds_in, back_to: { step: meeting, "
                                 "chance: 80%, falling_by: 50% } }"),
                        "effort: 45 min, class: urgent", "effort: 45 min, due: 1 working hour"),
               "{ name: Max, role: manager }", "{ name: Max, role: manager, leaves: 2027-01-19 }");
  return shop +
         "relationship: { health: 75, returns: 3%/week, moves: { on_time: +2, late: -4, round: -1,"
         " new_contact: -6, kinds: { mail: { arrives: -1, finishes: +1, on_time: +3, late: -2,"
         " waits: -1.5, past: 4 working hours } } } }\n";
}

/// The shop, whose accounts are soon lost.
std::string losing() {
  return replaced(replaced(kShop, "owner: manager }", "owner: manager, health: 5 }"),
                  "small: { owner: executive }", "small: { owner: executive, health: 8 }") +
         "relationship: { warnings: { below: [60, 45], tell: owner }, loss: { per_year: 100%,"
         " doubles_every: 15, on_loss: cancel, notice: 1 week } }\n";
}

/// Keys of relationships that change what happens.
void add_relationship(std::vector<KeyProof>& all) {
  const std::string from = losing();
  const auto proof = [&](const char* key, const char* one, const char* other) {
    all.push_back({std::string("relationship") + key, from, one, other});
  };
  proof("", "relationship: { warnings: { below: [60, 45], tell: owner }, loss",
        "relationship: { loss");
  proof(".warnings", "warnings: { below: [60, 45], tell: owner }, ", "");
  proof(".warnings.below", "below: [60, 45]", "below: [60, 45, 30]");
  proof(".loss", ", loss: { per_year: 100%, doubles_every: 15, on_loss: cancel, notice: 1 week }", "");
  proof(".loss.per_year", "per_year: 100%", "per_year: 20%");
  proof(".loss.doubles_every", "doubles_every: 15", "doubles_every: 20");
  proof(".loss.on_loss", "on_loss: cancel", "on_loss: finish");
  proof(".loss.notice", "notice: 1 week", "notice: 2 weeks");
  all.push_back({"tiers.*.health", from, "owner: manager, health: 5", "owner: manager, health: 95"});
  all.push_back({"accounts.health", from, "name: North,", "name: North, health: 95,"});
}

}  // namespace

std::string replaced(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) return "";
  return text.substr(0, at) + to + text.substr(at + from.size());
}

std::vector<KeyProof> keys_of_history() {
  const std::string executive = "executive: { reports_to: manager";
  const std::string eva = "level: junior, hours: agency";
  const std::string hours = "hours: { mon-fri: [09:00-12:00, 13:00-17:00] }";
  std::vector<KeyProof> all{
      {"time", kShop, "start: 2027-01-04, run: 5 weeks", "start: 2027-01-11, run: 6 weeks"},
      {"time.start", kShop, "start: 2027-01-04", "start: 2027-01-05"},
      {"time.run", kShop, "run: 5 weeks", "run: 6 weeks"},
      {"time.warm_up", kShop, "warm_up: 1 week", "warm_up: 2 weeks"},
      {"time.cap", kShop, "cap: 4 weeks", "cap: 1 day"},
      {"together", kShop, "currency: EUR", "together: scan"},
      {"keep", kShop, "currency: EUR", "keep: none"},
      {"calendar", kShop, "calendar: { " + hours + ", holidays: [2027-01-20]",
       "calendar: { hours: always"},
      {"calendar.hours", kShop, hours, "hours: { mon-fri: [09:00-12:00, 13:00-18:00] }"},
      {"calendar.holidays", kShop, "holidays: [2027-01-20]", "holidays: [2027-01-21]"},
      {"calendar.patterns", replaced(kShop, eva, "hours: short"),
       "patterns: { short: { hours: { mon-fri: [09:00-13:00] } } }",
       "patterns: { short: { hours: { mon-thu: [10:00-14:00] } } }"},
      {"calendar.patterns.*.hours", replaced(kShop, eva, "hours: short"), "mon-fri: [09:00-13:00]",
       "mon-fri: [09:00-14:00]"},
      {"calendar.patterns.*.holidays", replaced(kShop, eva, "hours: short"),
       "mon-fri: [09:00-13:00] }", "mon-fri: [09:00-13:00] }, holidays: none"},
      {"levels", kShop, "levels: { junior: { speed: 80%, repeats: 1.5 }, mid: {}",
       "levels: { mid: {}, junior: { speed: 80%, repeats: 1.5 }"},
      {"levels.*.speed", kShop, "speed: 80%", "speed: 70%"},
      {"levels.*.repeats", kShop, "repeats: 1.5", "repeats: 0.2"},
      {"classes", kShop, "{ name: normal }, background", "background, { name: normal }"},
      {"classes.name", kShop, "{ name: urgent, interrupts: yes }, { name: normal }",
       "{ name: normal, interrupts: yes }, { name: urgent }"},
      {"classes.interrupts", kShop, "interrupts: yes", "interrupts: no"},
      {"seasons", replaced(kShop, "arrives: 0.6/week", "arrives: 0.6/week\n    season: demand"),
       "demand: [1, 2", "demand: [2, 1"},
      {"dispatch", kShop, "roles:", "dispatch: { default: earliest_due }\nroles:"},

      {"roles", kShop, "manager: { reports_to: director }",
       "manager: { reports_to: director, effort: 150% }"},
      {"roles.*.reports_to", kCover, "reports_to: manager, ", "reports_to: planner, "},
      {"roles.*.team", kShop, executive, executive + ", team: pool"},
      {"roles.*.keep", kAlone, "team: pool", "team: pool, keep: none"},
      {"roles.*.hours_end", replaced(kAlone, "team: pool", "team: pool, keep: none"), "keep: none",
       "keep: none, hours_end: hand_back"},
      {"roles.*.accounts", kShop, executive, executive + ", accounts: { max: 1 }"},
      {"roles.*.accounts.max", kShop, "manager: { reports_to: director }",
       "manager: { reports_to: director, accounts: { max: 1 } }"},
      {"roles.*.accounts.serves", kShop, "manager: { reports_to: director }",
       "manager: { reports_to: director, accounts: { serves: [key] } }"},
      {"roles.*.accounts.weight",
       replaced(replaced(kShop, "name: North,", "name: North, size: 5,"), executive,
                executive + ", accounts: { max: 3 }"),
       "max: 3", "max: 3, weight: { key: 2 }"},
      {"roles.*.spare_after", kCover, "superior_after: 1 working day",
       "superior_after: 1 working day, spare_after: 2 working hours"},
      {"roles.*.peers_after", kCover, "superior_after: 1 working day",
       "superior_after: 1 working day, peers_after: 2 working hours"},
      {"roles.*.covered_by", kCover, "superior_after: 1 working day",
       "superior_after: 1 working day, covered_by: [ { role: planner, after: 1 h } ]"},
      {"roles.*.covered_by.role",
       replaced(kCover, "superior_after: 1 working day",
                "covered_by: [ { role: planner, after: 1 h } ]"),
       "{ role: planner", "{ role: manager"},
      {"roles.*.covered_by.after",
       replaced(kCover, "superior_after: 1 working day",
                "covered_by: [ { role: planner, after: 1 h } ]"),
       "after: 1 h", "after: 5 h"},
      {"roles.*.superior_after", kCover, "superior_after: 1 working day",
       "superior_after: 2 working days"},
      {"roles.*.handover", kCover, "superior_after: 1 working day",
       "handover: 3 h, superior_after: 1 working day"},
      {"roles.*.effort", kShop, executive, executive + ", effort: 110%"},
      {"roles.*.hours", replaced(kShop, eva, "level: junior"), executive,
       executive + ", hours: short"},

      {"people", kShop, "  - { role: executive, count: 1 }\n", ""},
      {"people.name", kShop, "name: Max", "name: Aki"},
      {"people.count", kShop, "role: executive, count: 1", "role: executive, count: 2"},
      {"people.role", kShop, "{ name: Max, role: manager }", "{ name: Max, role: executive }"},
      {"people.level", kShop, eva, "level: senior, hours: agency"},
      {"people.hours", kShop, eva, "level: junior, hours: short"},
      {"people.share", kShop, eva, eva + ", share: 60%"},
      {"people.away", kShop, eva, eva + ", away: [2027-01-12..2027-01-14]"},
      {"people.joins", kShop, eva, eva + ", joins: 2027-01-12"},
      {"people.leaves", kShop, eva, eva + ", leaves: 2027-01-12"},
      {"people.accounts", kShop, eva, eva + ", accounts: { max: 0 }"},
      {"people.accounts.max", kShop, eva, eva + ", accounts: { max: 1 }"},

      {"parties", kShop, "  creative: { capacity: 2 }\n",
       "  creative: { capacity: 1, hours: short }\n"},
      {"parties.client", kShop, "  client: { responds_in: exponential(mean 1 working day) }",
       "  client: { responds_in: exponential(mean 1 working day), hours: short }"},
      {"parties.client.responds_in", kShop, "mean 1 working day", "mean 2 working days"},
      {"parties.client.hours", kShop, "(mean 1 working day)", "(mean 1 working day), hours: short"},
      {"parties.*.capacity", kShop, "capacity: 2", "capacity: 1"},
      {"parties.*.hours", kShop, "capacity: 2", "capacity: 2, hours: short"},
      {"parties.*.keep",
       replaced(kShop, "{ step: brief, chance: 40% }", "{ step: brief, chance: 10% }"),
       "capacity: 2", "capacity: 2, keep: account"},

      {"tiers", kShop, "{ size: 1, owner: manager }\n  small: { owner: executive }",
       "{ size: 1, owner: executive }\n  small: { owner: manager }"},
      {"tiers.*.size", kShop, "size: 1,", "size: 2,"},
      {"tiers.*.team", kShop, "size: 1,",
       "size: 1, team: { director: 1, manager: 1, executive: 2 },"},
      {"tiers.*.owner", kShop, "owner: manager", "owner: executive"},
      {"tiers.*.owner.role", kShop, "owner: manager", "owner: { role: director }"},
      {"tiers.*.owner.least_level", kShop, "owner: manager",
       "owner: { role: manager, least_level: mid }"},
      {"tiers.*.owner.share",
       replaced(kShop, "owner: manager",
                "owner: [ { role: manager, share: 100% }, { role: executive, share: 0% } ]"),
       "share: 100% }, { role: executive, share: 0% }",
       "share: 50% }, { role: executive, share: 50% }"},
      {"tiers.*.work", kShop, "size: 1,", "size: 1, work: { mail: 5/week },"},
      {"tiers.*.client", kShop, "size: 1,", "size: 1, client: { responds_in: 3 working days },"},
      {"tiers.*.client.responds_in", kShop, "size: 1,",
       "size: 1, client: { responds_in: 2 working days },"},
      {"tiers.*.client.hours", kShop, "size: 1,", "size: 1, client: { hours: short },"},

      {"accounts", kShop, "  - { tier: small, count: 2 }\n", ""},
      {"accounts.name", kShop, "name: North", "name: Zenith"},
      {"accounts.count", kShop, "tier: small, count: 2", "tier: small, count: 3"},
      {"accounts.tier", kShop, "name: North, tier: key", "name: North, tier: small"},
      {"accounts.size", kShop, "name: North,", "name: North, size: 2,"},
      {"accounts.team", kShop, "name: North,",
       "name: North, team: { executive: [Eva, executive#1] },"},
      {"accounts.owner", kShop, "name: North,", "name: North, owner: Dora,"},
      {"accounts.work", kShop, "name: North,", "name: North, work: { mail: 5/week },"},
      {"accounts.client", kShop, "name: North,",
       "name: North, client: { responds_in: 3 working days },"},
      {"accounts.client.responds_in", kShop, "name: North,",
       "name: North, client: { responds_in: 2 working days },"},
      {"accounts.client.hours", kShop, "name: North,", "name: North, client: { hours: short },"},
      {"accounts.starts", kShop, "name: North,", "name: North, starts: 2027-01-18,"},
      {"accounts.ends", kShop, "name: North,", "name: North, ends: 2027-01-18,"},
      {"accounts.on_end", replaced(kShop, "name: North,", "name: North, ends: 2027-01-18,"),
       "ends: 2027-01-18", "ends: 2027-01-18, on_end: cancel"},
      {"accounts.wins", kShop, "name: North,", "name: North, wins: 0%,"},
      {"agency", kShop, "agency: { work: { pitch: 1/week } }", "agency: {}"},
      {"agency.work", kShop, "{ work: { pitch: 1/week } }", "{ work: { pitch: 2/week } }"},

      {"work", kShop,
       "  mail: { arrives: 3/week, who: executive, effort: 45 min, class: urgent }\n", ""},
      {"limits", kShop, "currency: EUR", "limits: [ { in_progress: 9 } ]"},
      {"limits.of", replaced(kShop, "currency: EUR", "limits: [ { of: mail, in_progress: 1 } ]"),
       "of: mail", "of: [mail, pitch, campaign]"},
      {"limits.each", replaced(kShop, "currency: EUR", "limits: [ { of: mail, in_progress: 1 } ]"),
       "of: mail", "of: mail, each: account"},
      {"limits.in_progress",
       replaced(kShop, "currency: EUR", "limits: [ { of: mail, in_progress: 1 } ]"),
       "in_progress: 1", "in_progress: 2"},
      {"limits.waiting",
       replaced(kShop, "currency: EUR", "limits: [ { of: campaign, waiting: 0 } ]"), "waiting: 0",
       "waiting: 1"},
      {"work.*.withdraws_after", kShop, "due: 3 working days", "withdraws_after: 2 working hours"},
      {"work.*.class", kShop, "class: urgent", "class: normal"},
      {"work.*.arrives", kShop, "arrives: 0.6/week", "arrives: 0.8/week"},
      {"work.*.size_exponent",
       replaced(replaced(kShop, "size: 1,", "size: 2,"), "arrives: 3/week",
                "size_exponent: 0.5, arrives: 3/week"),
       "size_exponent: 0.5", "size_exponent: 0.2"},
      {"work.*.season", kShop, "due: 3 working days", "season: demand"},
      {"work.*.attributes", kShop, "due: 3 working days",
       "attributes: { brief: { good: { chance: 50% }, poor: { chance: 50%, effort: 1.5 } } }"},
      {"work.*.follow", kShop, "due: 3 working days", "follow: { director: 1 h/week }"},
      {"work.*.steps", kShop, "      report: { who: owner, effort: 30 min }\n", ""},
      {"work.*.steps.*.after", kShop, "design: { who: creative",
       "design: { after: start, who: creative"},
      {"work.*.steps.*.chance", kShop, "design: { who: creative",
       "design: { chance: 50%, who: creative"},
      {"work.*.steps.*.when", kShop, "design: { who: creative",
       "design: { when: account.jobs > 2, who: creative"},
      {"work.*.steps.*.choose",
       replaced(replaced(kShop, "takes: client.responds_in",
                         "takes: client.responds_in, choose: { report: 50%, note: 50% }"),
                "report: { who",
                "note: { after: agrees, who: executive, effort: 2 h }\n      report: { after: "
                "agrees, who"),
       "choose: { report: 50%, note: 50% }", "choose: { report: 10%, note: 90% }"},
      {"work.*.steps.*.back_to", kShop, ", back_to: { step: brief, chance: 40% }", ""},
      {"work.*.steps.*.back_to.step", kShop, "back_to: { step: brief", "back_to: { step: ready"},
      {"work.*.steps.*.back_to.chance", kShop, "chance: 40%", "chance: 60%"},
      {"work.*.steps.*.back_to.falling_by", kShop, "chance: 40%", "chance: 40%, falling_by: 80%"},
      {"work.*.steps.*.back_to.rework_effort", kShop, "chance: 40%",
       "chance: 40%, rework_effort: 30%"},
      {"work.*.steps.*.class", kShop, "brief: { who: executive",
       "brief: { class: urgent, who: executive"},

      {"background", kShop, "  internal: {",
       "  filing: { who: executive, per: person, effort: 2 h/week }\n  internal: {"},
      {"background.*.who", kShop, "who: everyone", "who: manager"},
      {"background.*.per", kShop, "per: person", "per: report"},
      {"background.*.effort", kShop, "effort: 5 h/week", "effort: 6 h/week"},
      {"background.*.each", kShop, "effort: 5 h/week", "each: working day, effort: 5 h/week"},
      {"background.*.class", kShop, "class: background", "class: urgent"},
  };
  const std::string changed = kShop + "changes: [ { @ } ]\n";
  add(all, "changes", changed, "@",
      {{"", "at: 2027-01-11, person: Eva, share: 50%", "at: 2027-01-11, account: North, size: 2"},
       {".at", "at: 2027-01-11, person: Eva, share: 50%", "at: 2027-01-18, person: Eva, share: 50%"},
       {".person", "at: 2027-01-11, person: Eva, share: 50%",
        "at: 2027-01-11, person: Max, share: 50%"},
       {".share", "at: 2027-01-11, person: Eva, share: 50%",
        "at: 2027-01-11, person: Eva, share: 60%"},
       {".account", "at: 2027-01-11, account: North, size: 3",
        "at: 2027-01-11, account: South, size: 3"},
       {".size", "at: 2027-01-11, account: North, size: 3",
        "at: 2027-01-11, account: North, size: 4"},
       {".calendar", "at: 2027-01-11, calendar: agency, hours: always",
        "at: 2027-01-11, calendar: short, hours: always"},
       {".hours", "at: 2027-01-11, calendar: agency, hours: always",
        "at: 2027-01-11, calendar: agency, hours: { mon-fri: [09:00-15:00] }"},
       {".role", "at: 2027-01-11, person: Max, role: executive",
        "at: 2027-01-11, person: Max, role: director"},
       {".level", "at: 2027-01-11, person: Eva, level: mid",
        "at: 2027-01-11, person: Eva, level: senior"},
       {".team", "at: 2027-01-11, account: North, team: { manager: Mia }",
        "at: 2027-01-11, account: North, team: { manager: Max }"},
       {".owner", "at: 2027-01-11, account: North, owner: Dora",
        "at: 2027-01-11, account: North, owner: Eva"}});
  const std::string temps = kShop +
                            "pools: { temp: { role: executive, max: 1, lead: 1 day, stay: 1 week, "
                            "after: 2 working hours, level: junior } }\n";
  all.insert(all.end(),
             {{"pools", temps, "temp:", "aide: { role: manager, max: 1, stay: 1 week, after: 1 h }, temp:"},
              {"pools.*.role", temps, "role: executive, max: 1,", "role: manager, max: 1,"},
              {"pools.*.max", temps, "max: 1,", "max: 2,"},
              {"pools.*.level", temps, "working hours, level: junior", "working hours, level: senior"},
              {"pools.*.hours", temps, "max: 1,", "max: 1, hours: short,"},
              {"pools.*.share", temps, "max: 1,", "max: 1, share: 50%,"},
              {"pools.*.lead", temps, "lead: 1 day", "lead: 2 days"},
              {"pools.*.stay", temps, "stay: 1 week", "stay: 1 day"},
              {"pools.*.after", temps, "after: 2 working hours", "after: 4 working hours"},
              {"pools.*.skills",
               replaced(replaced(temps, "level: junior, hours: agency",
                                 "level: junior, hours: agency, skills: [french]"),
                        "effort: 45 min, class: urgent",
                        "effort: 45 min, class: urgent, skills: [french]"),
               "working hours, level: junior", "working hours, level: junior, skills: [french]"}});
  const std::string in_hand = replaced(kShop, ", warm_up: 1 week", "") + "in_hand: [ @ ]\n";
  const std::string job = "{ kind: campaign, account: North, step: brief, left: 3 h, holder: Eva }";
  add(all, "in_hand", in_hand, "@",
      {{"", job, replaced(job, "North", "South")},
       {".kind", "{ kind: mail, account: North, step: mail }",
        "{ kind: pitch, account: North, step: pitch }"},
       {".account", job, replaced(job, "North", "South")},
       {".step", "{ kind: campaign, account: North, step: brief }",
        "{ kind: campaign, account: North, step: design }"},
       {".left", job, replaced(job, "3 h", "5 h")},
       {".holder", job, replaced(job, "Eva", "'executive#1'")},
       {".class", replaced(job, "left:", "class: urgent, left:"),
        replaced(job, "left:", "class: background, left:")}});
  const std::string attributes =
      "attributes: { brief: { good: { chance: 50% }, poor: { chance: 50%, repeats: 1.2, effort: "
      "1.5 } } }";
  const std::string attributed = replaced(kShop, "due: 3 working days", attributes);
  all.push_back({"work.*.attributes.*.*.chance", attributed, "chance: 50% }, poor: { chance: 50%",
                 "chance: 20% }, poor: { chance: 80%"});
  all.push_back({"work.*.attributes.*.*.repeats", attributed, "repeats: 1.2", "repeats: 0.2"});
  all.push_back({"work.*.attributes.*.*.effort", attributed, "effort: 1.5", "effort: 1.2"});

  add(all, "tiers.*.work.*", kTierArrivals, "@", arrivals());
  add(all, "accounts.work.*", kAccountArrivals, "@", arrivals());
  add(all, "agency.work.*", kAgencyArrivals, "@", arrivals());
  add(all, "work.*.arrives", kKindArrivals, "@", arrivals());

  add(all, "", replaced(kAlone, "parties:", "@\nparties:"), "@", absences());
  add(all, "roles.*.", replaced(kAlone, "team: pool", "team: pool, @"), "@", absences());
  add(all, "people.", replaced(kAlone, "name: Eva,", "name: Eva, @,"), "@", absences());
  add(all, "parties.*.", replaced(kAlone, "capacity: 2", "capacity: 2, @"), "@", absences());

  attention(all);
  careers(all);
  add(all, "work.*.steps.*.", kStep, "@", participants());
  add(all, "work.*.steps.*.", kStep, "@", steps());
  add(all, "work.*.", kTask, "@", participants());
  add(all, "work.*.", kTask, "@", steps());
  add(all, "work.*.steps.*.", kStep, "@",
      {{"later", "who: executive, effort: 4 h",
        "who: executive, effort: 4 h, later: { effort: 1 h }"}});
  const auto rule = [&](const std::string& key, const std::string& one, const std::string& other) {
    all.push_back({"rules." + key, kShop + "rules:\n  - { " + one + " }\n", one, other});
  };
  all.push_back({"rules", kShop, "name: shop",
                 "name: shop\nrules: { on: job.arrives, when: job.kind "
                 "== mail, then: cancel }"});
  rule("name", "name: a, every: weekly, then: start campaign for North",
       "name: b, every: weekly, then: start campaign for North");
  rule("on", "on: job.arrives, when: job.kind == campaign, then: start mail",
       "on: job.finishes, when: job.kind == campaign, then: start mail");
  rule("at", "at: 2027-01-12, then: start pitch for agency",
       "at: 2027-01-13, then: start pitch for agency");
  rule("every", "every: weekly, then: start pitch for agency",
       "every: 2 weeks, then: start pitch for agency");
  rule("every.every", "every: { every: 1 week }, then: start pitch for agency",
       "every: { every: 2 weeks }, then: start pitch for agency");
  rule("every.on", "every: { every: 1 week, on: monday }, then: start pitch for agency",
       "every: { every: 1 week, on: friday }, then: start pitch for agency");
  rule("every.at", "every: { every: 1 week, at: 09:00 }, then: start pitch for agency",
       "every: { every: 1 week, at: 10:30 }, then: start pitch for agency");
  rule("when", "when: job.late > 1 working day, then: cancel",
       "when: job.late > 2 working days, then: cancel");
  rule("then", "when: step.waited > 4 working hours, then: class = urgent",
       "when: step.waited > 4 working hours, then: cancel");
  const std::string later = "who: [executive, manager], effort: 4 h, later: { @ }";
  add(all, "work.*.steps.*.later.", replaced(kStep, "@", later), "@", participants());
  add(all, "work.*.steps.*.", replaced(kStep, "@", later), "@",
      {{"later.effort", "effort: 2 h", "effort: 1 h"},
       {"later.notice", "notice: 1 working day", "notice: 2 working days"}});
  add_relationship(all);
  for (KeyProof& proof : keys_of_business()) all.push_back(std::move(proof));
  return all;
}

std::vector<KeyProof> keys_of_reports() {
  const std::string executive = "executive: { reports_to: manager";
  const std::string eva = "level: junior, hours: agency";
  const std::string paid =
      replaced(kShop, "size: 1,", "size: 1, fee: { retainer: 20 h/month, rate: 90/h },");
  const std::string own =
      replaced(kShop, "name: North,", "name: North, fee: { retainer: 20 h/month, rate: 90/h },");
  const std::string temps = kShop +
                            "pools: { temp: { role: executive, max: 1, stay: 1 week, after: 2 "
                            "working hours, cost: 40/h, rate: 90/h } }\n";
  const std::string observed = kShop + "observed: { campaign.finished: 12 }\n";
  const std::string in_hand =
      replaced(kShop, ", warm_up: 1 week", "") +
      "in_hand: [ { kind: campaign, account: North, step: brief, due: 2027-01-05, arrived: "
      "2026-12-28 } ]\n";
  std::vector<KeyProof> all{
      {"pools.*.cost", temps, "cost: 40/h", "cost: 50/h"},
      {"pools.*.rate", temps, "rate: 90/h", "rate: 95/h"},
      {"in_hand.due", in_hand, "due: 2027-01-05", "due: 2027-03-01"},
      {"in_hand.arrived", in_hand, "arrived: 2026-12-28", "arrived: 2026-12-21"},
      {"name", kShop, "name: shop", "name: studio"},
      {"notes", kShop, "name: shop", "name: shop\nnotes: after last year's timesheets"},
      {"observed", observed, "finished: 12", "finished: 14"},
      {"currency", replaced(kShop, executive, executive + ", cost: 40/h"), "currency: EUR",
       "currency: JPY"},
      {"roles.*.title", kShop, executive, executive + ", title: Contact"},
      {"roles.*.cost", kShop, executive, executive + ", cost: 40/h"},
      {"roles.*.rate", kShop, executive, executive + ", rate: 90/h"},
      {"roles.*.billable_target", kShop, executive, executive + ", billable_target: 70%"},
      {"people.cost", kShop, eva, eva + ", cost: 40/h"},
      {"people.rate", kShop, eva, eva + ", rate: 90/h"},
      {"parties.*.title", kShop, "capacity: 2", "capacity: 2, title: Studio"},
      {"parties.*.cost", kShop, "capacity: 2", "capacity: 2, cost: 40/h"},
      {"parties.*.rate", kShop, "capacity: 2", "capacity: 2, rate: 90/h"},
      {"tiers.*.fee", kShop, "size: 1,", "size: 1, fee: { retainer: 9000/month },"},
      {"tiers.*.fee.retainer", paid, "retainer: 20 h/month", "retainer: 30 h/month"},
      {"tiers.*.fee.rate", paid, "rate: 90/h", "rate: 80/h"},
      {"tiers.*.fee.project", paid, "fee: { retainer: 20 h/month", "fee: { project: yes"},
      {"tiers.*.fee.share", paid, "rate: 90/h", "rate: 90/h, share: 50%"},
      {"accounts.fee", kShop, "name: North,", "name: North, fee: { retainer: 9000/month },"},
      {"accounts.fee.retainer", own, "retainer: 20 h/month", "retainer: 30 h/month"},
      {"accounts.fee.rate", own, "rate: 90/h", "rate: 80/h"},
      {"accounts.fee.project", own, "fee: { retainer: 20 h/month", "fee: { project: yes"},
      {"relationship.health", held(), "health: 75", "health: 70"},
      {"relationship.returns", held(), "returns: 3%/week", "returns: 20%/week"},
      {"relationship.moves", held(), ", moves: { on_time: +2", ", moves: { on_time: +1"},
      {"relationship.moves.on_time", held(), "moves: { on_time: +2", "moves: { on_time: +1"},
      {"relationship.moves.late", held(), "late: -4", "late: -5"},
      {"relationship.moves.round", held(), "round: -1", "round: -2"},
      {"relationship.moves.new_contact", held(), "new_contact: -6", "new_contact: -7"},
      {"relationship.moves.kinds", held(), "kinds: { mail: { arrives: -1,", "kinds: { mail: {"},
      {"relationship.moves.kinds.*.arrives", held(), "arrives: -1,", "arrives: -2,"},
      {"relationship.moves.kinds.*.finishes", held(), "finishes: +1", "finishes: +2"},
      {"relationship.moves.kinds.*.on_time", held(), "on_time: +3", "on_time: +4"},
      {"relationship.moves.kinds.*.late", held(), "late: -2", "late: -3"},
      {"relationship.moves.kinds.*.round", held(), "kinds: {", "kinds: { campaign: { round: -3 },"},
      {"relationship.moves.kinds.*.waits", held(), "waits: -1.5", "waits: -2"},
      {"relationship.moves.kinds.*.past", held(), "past: 4 working hours", "past: 1 working hour"},
      {"relationship.warnings.tell", losing(), "tell: owner", "tell: [owner, director]"},
      {"work.*.title", kShop, "due: 3 working days", "due: 3 working days\n    title: Big idea"},
      {"work.*.deliverable", kShop, "due: 3 working days",
       "due: 3 working days\n    deliverable: yes"},
      {"work.*.billable", kShop, "due: 3 working days", "due: 3 working days\n    billable: no"},
      {"work.*.due", kShop, "due: 3 working days", "due: 12 working days"},
      {"work.*.milestones", kShop, "due: 3 working days",
       "due: 3 working days\n    milestones: { first: { from: arrival, to: ready.agreed } }"},
      {"work.*.milestones.*.from",
       replaced(kShop, "due: 3 working days",
                "milestones: { first: { from: arrival, to: ready.agreed } }"),
       "from: arrival", "from: brief.start"},
      {"work.*.milestones.*.to",
       replaced(kShop, "due: 3 working days",
                "milestones: { first: { from: arrival, to: ready.agreed } }"),
       "to: ready.agreed", "to: finish"},
      {"work.*.steps.*.billable", kShop, "brief: { who: executive",
       "brief: { billable: no, who: executive"},
      {"background.*.title",
       replaced(replaced(kShop, "due: 3 working days", "deliverable: yes"), "effort: 5 h/week",
                "effort: 25 h/week"),
       "internal: {", "internal: { title: Own hours,"},
      {"background.*.billable", kShop, "internal: {", "internal: { billable: yes,"},
  };
  for (KeyProof& proof : reports_of_business()) all.push_back(std::move(proof));
  return all;
}

std::vector<KeyProof> keys_of_what_ifs() {
  const std::string one = kShop +
      "what_if:\n  one: { title: One, remove: people.Max, set: { people.Eva.level: mid },"
      " add: { people: { name: Ada, role: executive } } }\n";
  const std::string leaves = kShop + "what_if: { one: { remove: people.Eva, at: 2027-01-12 } }\n";
  return {
      {"what_if", one, "remove: people.Max", "remove: people.Mia"},
      {"what_if.*.remove", one, "remove: people.Max", "remove: accounts.South"},
      {"what_if.*.set", one, "people.Eva.level: mid", "people.Eva.share: 50%"},
      {"what_if.*.add", one, "role: executive } } }", "role: manager } } }"},
      {"what_if.*.at", leaves, "at: 2027-01-12", "at: 2027-01-19"},
      {"what_if.*.title", one, "title: One", "title: Another"},  // of the report alone
  };
}

}  // namespace suits::test
