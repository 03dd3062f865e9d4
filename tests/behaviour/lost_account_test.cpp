// Accounts whose client leaves in the run, in tiny agencies whose times were worked out by hand.
// March 2027 begins on a Monday; hours are 9 to 17.

#include <string>
#include <vector>

#include "engine/run/replication.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/story.hpp"

namespace suits {
namespace {

using test::story_of;
using test::told;

/// Ann serves North, Ben serves South; plans of ten hours.
std::string office(const std::string& north, const std::string& south,
                   const std::string& more = "") {
  return R"(suits: 1
name: office
time: { start: 2027-03-01, run: 31 days, cap: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
together: booked
roles: { executive: { spare_after: 1 working hour } }
people: [ { name: Ann, role: executive, cost: 40/h }, { name: Ben, role: executive, cost: 40/h } ]
accounts:
  - { name: North, team: { executive: Ann }, fee: { retainer: 3100/month }, work: { plan: )" +
         north + R"( } }
  - { name: South, team: { executive: Ben }, fee: { project: yes, rate: 100/h }, work: { plan: )" +
         south + R"( } }
work:
  plan: { who: executive, effort: 10 h, arrives: none }
  talk: { who: [executive, client], effort: 1 h, notice: 1 working day, arrives: none }
)" + more;
}

std::string at(const std::string& times) { return "{ dates: [" + times + "] }"; }

AccountId named(const Model& model, const std::string& name) {
  for (const AccountId a : ids(model.accounts)) {
    if (model.accounts[a].name == name) return a;
  }
  FAIL("no account " << name);
  return {};
}

/// The account leaves with the beginning of a day of March.
test::Story without(const std::string& text, const std::string& account, int day, bool gives_up) {
  const auto model = test::model_of(text);
  return story_of(*model, [&](Replication& run) {
    run.give_notice(named(*model, account), midnight(*make_date(2027, 3, day)), gives_up);
  });
}

const AccountHours& of(const test::Story& story, std::uint32_t account) {
  return story.seen.accounts[AccountId{account}];
}

}  // namespace

TEST_CASE("A lost account's work is given up, and no more of it arrives", "[behaviour][lost]") {
  // Eight of ten hours are done on the 1st; the job of the 3rd never comes.
  const auto story = without(office(at("2027-03-01, 2027-03-03"), "none"), "North", 2, true);
  CHECK(told(story) ==
        "03-01 09:00 job 0 arrives\n"
        "03-01 09:00 Ann starts 0\n"
        "03-02 00:00 North leaves\n"
        "03-02 00:00 job 0 is cancelled\n"
        "03-02 00:00 Ann stops 0\n");
  CHECK(story.seen.conservation.effort_cancelled == hours(2));
  CHECK(story.seen.conservation.effort_drawn == hours(10));
}

TEST_CASE("What is under way at a lost account may go on to its end", "[behaviour][lost]") {
  const auto story = without(office(at("2027-03-01, 2027-03-03"), "none"), "North", 2, false);
  CHECK(told(story) ==
        "03-01 09:00 job 0 arrives\n"
        "03-01 09:00 Ann starts 0\n"
        "03-02 00:00 North leaves\n"
        "03-02 11:00 Ann finishes 0\n"
        "03-02 11:00 job 0 is done\n");
}

TEST_CASE("Whoever served a lost account alone is spare from then on", "[behaviour][lost]") {
  // Ben is busy to the 2nd, 11:00: what has waited for an hour at 10:00 is for people without
  // accounts.
  const std::string south = at("2027-03-01, 2027-03-02");
  CHECK(told(without(office("none", south), "North", 2, true), {"Ann", "Ben"}) ==
        "03-01 09:00 Ben starts 0\n"
        "03-02 10:00 Ann starts 1\n"
        "03-02 11:00 Ben finishes 0\n"
        "03-03 12:00 Ann finishes 1\n");
  CHECK(told(story_of(office("none", south)), {"Ann", "Ben"}) ==
        "03-01 09:00 Ben starts 0\n"
        "03-02 11:00 Ben finishes 0\n"
        "03-02 11:00 Ben starts 1\n"
        "03-03 13:00 Ben finishes 1\n");
  // With work still under way she is North's until the midnight after it.
  const std::string busy = office(at("2027-03-01"), at("2027-03-01, 2027-03-02, 2027-03-03"));
  CHECK(told(without(busy, "North", 2, false), {"Ann starts"}) ==
        "03-01 09:00 Ann starts 0\n"
        "03-03 10:00 Ann starts 3\n");
}

TEST_CASE("A lost account pays no more", "[behaviour][lost]") {
  // 10 of March's 31 days are paid for at 3,100 a month.
  const auto story = without(office("none", "none"), "North", 11, true);
  CHECK(of(story, 0).income == Catch::Detail::Approx(1000));
  CHECK(of(story, 0).income_lost == Catch::Detail::Approx(2100));
  CHECK(of(story, 0).there == days(10));
  CHECK(of(story, 0).left == midnight(*make_date(2027, 3, 11)));
  CHECK(of(story, 1).there == days(31));
  CHECK(of(story, 1).left == kNever);
  // Project fees are lost as they came in: ten hours in ten days, twenty-one days to come.
  const auto south = without(office("none", at("2027-03-01")), "South", 11, true);
  CHECK(of(south, 1).income == Catch::Detail::Approx(1000));
  CHECK(of(south, 1).income_lost == Catch::Detail::Approx(2100));
}

TEST_CASE("Appointments with a lost client are off", "[behaviour][lost]") {
  const std::string text =
      office("none", "none", "rules: [ { at: 2027-03-01, then: start talk for North } ]\n");
  CHECK(told(story_of(text), {"booked", "starts"}) ==
        "03-01 09:00 Ann is booked for 0\n"
        "03-01 09:00 client of North is booked for 0\n"
        "03-02 09:00 Ann starts 0\n"
        "03-02 09:00 client of North starts 0\n");
  CHECK(told(without(text, "North", 2, true), {"cancelled", "starts"}) ==
        "03-02 00:00 job 0 is cancelled\n");
  // And nothing is begun for it any more.
  CHECK(told(without(office("none", "none",
                            "rules: [ { at: 2027-03-03, then: start talk for North } ]\n"),
                     "North", 2, false),
             {"job"}) == "");
}

TEST_CASE("What is always there at a lost account is not replaced", "[behaviour][lost]") {
  for (const bool gives_up : {true, false}) {
    const auto story = without(office("{ always: 2 }", "none"), "North", 3, gives_up);
    CHECK(told(story, {"arrives"}) ==
          "03-01 00:00 job 0 arrives\n"
          "03-01 00:00 job 1 arrives\n"
          "03-02 11:00 job 2 arrives\n");
  }
}

TEST_CASE("Of several notices the earliest counts, and none after the end", "[behaviour][lost]") {
  const auto model = test::model_of(office("none", "none"));
  const auto leaves = [&](int first, int second) {
    return told(story_of(*model, [&](Replication& run) {
      run.give_notice(AccountId{0}, midnight(*make_date(2027, 3, first)), true);
      run.give_notice(AccountId{0}, midnight(*make_date(2027, 3, second)), true);
    }));
  };
  CHECK(leaves(4, 9) == "03-04 00:00 North leaves\n");
  CHECK(leaves(9, 4) == "03-04 00:00 North leaves\n");
  const auto ended = test::model_of(
      office("none", "none")
          .replace(office("none", "none").find("fee: { retainer"), 0, "ends: 2027-03-03, "));
  CHECK(told(story_of(*ended, [&](Replication& run) {
          run.give_notice(AccountId{0}, midnight(*make_date(2027, 3, 9)), true);
        })) == "");
}

}  // namespace suits
