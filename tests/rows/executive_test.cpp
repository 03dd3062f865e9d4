// Coordinators and executives, row by row: each row's own tiny agency, as somebody would write it,
// with times worked out by hand. The 1st (of March 2027) is a Monday; hours are 9 to 17.

#include <cmath>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::diary_of;
using test::model_of;
using test::told;

const std::string kBegin = R"(suits: 1
name: row
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
)";

/// "Ann: North, South; Ben: West": who holds the first slot of which accounts.
std::string holders(const Model& model) {
  std::string text;
  for (const Person& person : model.people) {
    std::string accounts;
    for (const Account& account : model.accounts) {
      for (const Slot& slot : account.team) {
        for (const PersonId p : slot.holders) {
          if (&model.people[p] != &person) continue;
          accounts += (accounts.empty() ? "" : ", ") + account.name;
        }
      }
    }
    if (!accounts.empty()) text += (text.empty() ? "" : "; ") + person.name + ": " + accounts;
  }
  return text;
}

}  // namespace

TEST_CASE("R8: a coordinator's administration grows with the accounts", "[rows]") {
  const auto worked = [](const std::string& accounts) {
    return diary_of(kBegin + R"(roles: { coordinator: { team: pool } }
people: [ { name: Coco, role: coordinator } ]
accounts: )" + accounts +
                    R"(
work:
  admin: { who: coordinator, effort: 1.5 h, arrives: { every: 1 week, on: monday, at: 10:00 } }
)")
        .seen.people[PersonId{0}]
        .worked;
  };
  // On the 1st, 8th, 15th and 22nd.
  CHECK(worked("[ { name: North } ]") == hours(6));
  CHECK(worked("[ { name: North }, { name: South }, { name: West } ]") == hours(18));
}

TEST_CASE("R8: a newcomer learns the work by doing it", "[rows]") {
  // Nina is new on the 8th: her first hour takes two. After h hours she takes 1 + e^(−h/10) times
  // as long: on the second day 1 + e^−0.2. Whoever was there before takes an hour each time.
  const auto office = [](const std::string& joins) {
    return diary_of(kBegin + R"(roles: { coordinator: { team: pool } }
people: [ { name: Nina, role: coordinator)" +
                    joins + R"( } ]
accounts: [ { name: North } ]
newcomers: { extra: 100%, learns_in: 10 h }
work:
  admin:
    who: coordinator
    effort: 1 h
    arrives: { dates: [2027-03-08 10:00, 2027-03-09 10:00, 2027-03-10 10:00] }
)")
        .seen.people[PersonId{0}]
        .worked.hours();
  };
  const double two = 2 + (1 + std::exp(-0.2));
  CHECK(office(", joins: 2027-03-08") == Approx(two + (1 + std::exp(-two / 10))).epsilon(1e-9));
  CHECK(office("") == 3);
}

TEST_CASE("R10: an executive has only so many accounts", "[rows]") {
  const auto agency = [](const std::string& people, const std::string& accounts,
                         const std::string& limit = "max: 2") {
    return kBegin + "tiers: { key: {}, small: {} }\nroles: { executive: { accounts: { " + limit +
           " } } }\npeople: [ " + people + " ]\naccounts: [ " + accounts +
           " ]\nwork: { mail: { who: executive, effort: 1 h, arrives: weekly } }\n";
  };
  const std::string two = "{ name: Ann, role: executive }, { name: Ben, role: executive }";
  const std::string four =
      "{ name: A, tier: key }, { name: B, tier: key }, { name: C, tier: key }, "
      "{ name: D, tier: key }";
  CHECK(holders(*model_of(agency(two, four))) == "Ann: A, C; Ben: B, D");
  // The fifth has nobody, until there is a third executive.
  const auto short_of = model_of(agency(two, four + ", { name: E, tier: key }"));
  CHECK(holders(*short_of) == "Ann: A, C; Ben: B, D");
  CHECK(short_of->notes ==
        std::vector<std::string>{
            "nobody may take the place of executive, so cover does the work: E"});
  CHECK(holders(*model_of(agency(two + ", { name: Cleo, role: executive }",
                                 four + ", { name: E, tier: key }"))) ==
        "Ann: A, D; Ben: B, E; Cleo: C");
  // Some have one account only; two small ones count as one.
  CHECK(holders(*model_of(agency(two,
                                 "{ name: A, tier: small }, { name: B, tier: key }, "
                                 "{ name: C, tier: small }",
                                 "max: 1, weight: { small: 0.5 }"))) == "Ann: A, C; Ben: B");
  // Who is given more than they may have is told.
  CHECK(test::errors_of(agency(two,
                               "{ name: A, tier: key, team: { executive: Ann } }, { name: B, "
                               "tier: key, team: { executive: Ann } }, { name: C, tier: key, "
                               "team: { executive: Ann } }"))
            .find("Ann holds 3 accounts as executive, and may hold 2: A, B, C") !=
        std::string::npos);
}

TEST_CASE("R11: an executive gets to know the client's business", "[rows]") {
  const auto agency = [](const std::string& dates, const std::string& more,
                         const std::string& effort = "4 h") {
    return kBegin + R"(roles: { executive: {} }
people: [ { name: Ann, role: executive }, { name: Ben, role: executive } ]
accounts: [ { name: North, team: { executive: Ann } } ]
work:
  text: { who: executive, effort: )" +
           effort + ", arrives: { dates: [" + dates + "] } }\n" +
           "familiarity: { extra: 100%, learns_in: 8 h, team: 0%" + more;
  };
  const auto hours_of = [](const test::Story& story, std::uint32_t person) {
    return story.seen.people[PersonId{person}].worked.hours();
  };
  // Knowing nothing Ann takes twice the time, 8 h; after them 1 − k = e^(−8/8), and the next 4 h
  // take 4 · (1 + e^−1) = 5.4715.
  const auto known = diary_of(agency("2027-03-01, 2027-03-03", " }\n"));
  CHECK(told(known, {"1 "}) == "1 09:00-17:00 Ann text\n");
  CHECK(hours_of(known, 0) == Approx(8 + 4 * (1 + std::exp(-1))).epsilon(1e-9));
  // Reassigned, all that is lost: Ben begins anew.
  const std::string moved =
      "changes: [ { at: 2027-03-02, account: North, team: { executive: Ben } } ]\n";
  const auto reassigned = diary_of(agency("2027-03-01, 2027-03-03", " }\n" + moved));
  CHECK(told(reassigned) ==
        "1 09:00-17:00 Ann text\n"
        "3 09:00-17:00 Ben text #2\n");
  // So it is when Ann leaves.
  std::string leaves = agency("2027-03-01, 2027-03-03", " }\n");
  leaves.replace(leaves.find("role: executive }"), 15, "role: executive, leaves: 2027-03-02");
  CHECK(told(diary_of(leaves)) ==
        "1 09:00-17:00 Ann text\n"
        "3 09:00-17:00 Ben text #2\n");
  // Half is forgotten in a week: 2 h take 4, to 13:00; a week later half of k = 1 − e^(−4/8) is
  // left.
  const auto forgot =
      diary_of(agency("2027-03-01, 2027-03-08 13:00", ", forgets_in: 1 week }\n", "2 h"));
  CHECK(hours_of(forgot, 0) == Approx(4 + 2 * (2 - (1 - std::exp(-0.5)) / 2)).epsilon(1e-9));
}

TEST_CASE("R11: who does not know the client's business errs more often", "[rows]") {
  // Work goes back half of the times from those who know everything, and always from those who
  // know nothing: twice as often. It does so once only.
  const auto rounds = [](const std::string& team) {
    return diary_of(kBegin + R"(roles: { executive: {} }
people: [ { name: Ann, role: executive } ]
accounts: [ { name: North } ]
familiarity: { repeats: 100%, learns_in: 1000000 h, team: )" +
                    team + R"( }
work:
  text:
    arrives: { dates: [2027-03-01], batch: 100 }
    steps:
      write: { who: executive, effort: 30 min }
      check: { takes: 1 working hour, back_to: { step: write, chance: 50%, falling_by: 100% } }
)")
        .seen.flows[0]
        .rounds.mean();
  };
  CHECK(rounds("0%") == Approx(2).margin(0.011));         // of 100 at most one not
  CHECK(rounds("100%") == Approx(1.5).margin(4 * 0.05));  // 4 · √(0.5 · 0.5 ÷ 100)
}

TEST_CASE("R12: executive and client make the creative brief together", "[rows]") {
  // The one client of North meets Ann, then Ben; Ann's brief waits until they are free, and Ben's
  // until that is made. Cleo and the client of South are in nobody's way.
  const auto story = diary_of(kBegin + R"(roles: { executive: {} }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
  - { name: Cleo, role: executive }
accounts:
  - name: North
    team: { executive: [Ann, Ben] }
    work: { campaign: { dates: [2027-03-01], batch: 2 } }
  - { name: South, team: { executive: Cleo }, work: { campaign: { dates: [2027-03-01] } } }
work:
  campaign:
    steps:
      take: { who: { executive: 30 min, client: 30 min } }
      brief: { who: { executive: 2 h, client: 2 h } }
)");
  CHECK(told(story, {"Ann", "Ben", "Cleo"}) ==
        "1 09:00-09:30 Ann campaign.take for North\n"
        "1 09:00-09:30 Cleo campaign.take #3 for South\n"
        "1 09:30-10:00 Ben campaign.take #2 for North\n"
        "1 09:30-11:30 Cleo campaign.brief #3 for South\n"
        "1 10:00-12:00 Ann campaign.brief for North\n"
        "1 12:00-14:00 Ben campaign.brief #2 for North\n");
  CHECK(told(story, {"client of North"}) ==
        "1 09:00-09:30 client of North campaign.take for North\n"
        "1 09:30-10:00 client of North campaign.take #2 for North\n"
        "1 10:00-12:00 client of North campaign.brief for North\n"
        "1 12:00-14:00 client of North campaign.brief #2 for North\n");
}

}  // namespace suits
