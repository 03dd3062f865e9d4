// Work that nobody will ever take ends the run and is named. The shop opens from 9 to 17, Monday to
// Friday; 2027-01-04 is a Monday.

#include <string>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

/// What the run of a shop ends with; "" where it goes on to its end.
std::string ends(const std::string& roles, const std::string& people, const std::string& work,
                 const std::string& rest = "") {
  const auto model = test::model_of(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
classes: [ urgent, normal ]
roles: { executive: { )" + roles + R"( } }
people: [ )" + people + R"( ]
accounts: [ { name: North } ]
work: { note: { who: executive, arrives: { dates: [2027-01-04, 2027-01-07] }, class: normal, )" +
                                    work + " } }\n" + rest);
  const Observations seen = replicate(*model, 1, 0);
  const Conservation& laws = seen.conservation;
  CHECK(laws.jobs_arrived == laws.jobs_finished + laws.jobs_cancelled + laws.jobs_in_progress);
  CHECK(laws.effort_drawn == laws.effort_done + laws.effort_left + laws.effort_cancelled);
  return seen.error ? seen.error->message : "";
}

const std::string kEva = "{ name: Eva, role: executive }";
const std::string kGone =
    "step 'note' of 'note' on North never begins: it is ready since 2027-01-07 09:00, and nobody "
    "who "
    "may take it is there any more";

}  // namespace

TEST_CASE("Work that is ready after the last one has left ends the run", "[behaviour][never]") {
  CHECK(ends("", "{ name: Eva, role: executive, leaves: 2027-01-05 }", "effort: 10 h") == kGone);
  const std::string bye = "rules: [ { at: 2027-01-05, then: let go Eva } ]\n";
  CHECK(ends("", kEva, "effort: 10 h", bye) == kGone);
  // Work in hand of hers that nobody takes over is such work too.
  CHECK(
      ends("", "{ name: Eva, role: executive, leaves: 2027-01-05 }", "effort: 20 h") ==
      "step 'note' of 'note' on North never begins: it is ready since 2027-01-04 09:00, and nobody "
      "who may take it is there any more");
}

TEST_CASE("Work waits for whoever may come yet", "[behaviour][never]") {
  const std::string gone = "{ name: Eva, role: executive, leaves: 2027-01-05 }";
  CHECK(ends("", gone + ", { name: Ben, role: executive, joins: 2027-03-01 }", "effort: 10 h") ==
        "");
  const std::string pool = "pools: { more: { role: executive, max: 1, lead: 1 week";
  CHECK(ends("", gone, "effort: 10 h", pool + ", stay: 1 week, after: 1 working day } }\n") == "");
  CHECK(ends("", gone, "effort: 10 h", pool + " } }\n") == kGone);
  CHECK(ends("", gone, "effort: 10 h",
             pool + " } }\nrules: [ { when: step.waited > 10 working days, then: hire 1 from more "
                    "} ]\n") == "");
}

TEST_CASE("Work that turns out longer than any day ends the run", "[behaviour][never]") {
  CHECK(
      ends("", kEva, "effort: \"discrete(1% 1 h, 99% 9 h)\", interruptible: no") ==
      "step 'note' of 'note' on North never begins: it is ready since 2027-01-04 09:00, and it is "
      "longer, without interruption, than anybody's day who may take it");
  CHECK(ends("", kEva, "effort: \"discrete(1% 1 h, 99% 8 h)\", interruptible: no") == "");
}

TEST_CASE("Work that those left are all kept free from ends the run", "[behaviour][never]") {
  const std::string ben = ", { name: Ben, role: executive, leaves: 2027-01-05 }";
  CHECK(ends("team: pool, keep: none, reserve: { urgent: 1 }", kEva + ben, "effort: 1 h") ==
        "step 'note' of 'note' on North never begins: it is ready since 2027-01-07 09:00, and "
        "everybody "
        "who may take it is kept free for more urgent work");
}

}  // namespace suits
