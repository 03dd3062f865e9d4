// Scenarios that ask for more than a machine holds are cut off before they get it.

#include <string>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

std::string ends(const std::string& work) {
  const auto model = test::model_of(R"(suits: 1
name: test
time: { start: 2027-01-04, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { ae: { team: pool } }
people: [ { name: Eva, role: ae } ]
accounts: [ { name: North } ]
work: { a: { )" + work + " } }\n");
  const Observations seen = replicate(*model, 1, 0);
  return seen.error ? seen.error->message : "";
}

}  // namespace

TEST_CASE("Expected arrivals are bounded, whatever the form", "[behaviour][bounds]") {
  // Two weeks and thirteen more, a thousand jobs a second.
  const std::string message =
      "the scenario asks for 9.07e+09 jobs in one run; 100 million are the most";
  CHECK(ends("who: ae, effort: 1 min, arrives: { interval: 0.001 s }") == message);
  CHECK(ends("who: ae, effort: 1 min, arrives: { interval: 1 s, batch: 1000 }") == message);
  CHECK(ends("who: ae, effort: 1 min, arrives: { rate: 3600000/working hour }")
            .ends_with("100 million are the most"));
}

TEST_CASE("Jobs that come in are bounded, whatever brings them", "[.nightly][bounds]") {
  // Two are always there and one is worked on for hours: the other goes and comes each microsecond.
  CHECK(ends("who: ae, effort: 8 h, arrives: { always: 2 }, withdraws_after: 0 h")
            .starts_with("more than 100 million jobs have come in by 2027-01-"));
}

TEST_CASE("Jobs in progress are bounded", "[behaviour][bounds]") {
  CHECK(ends("who: ae, effort: 1 h, arrives: { dates: [2027-01-04], batch: 300000 }") ==
        "more than 250000 jobs are in progress (2027-01-04 09:00): far more arrives than is done");
}

TEST_CASE("Steps that repeat without time passing are cut off at once", "[behaviour][bounds]") {
  const std::string message =
      "step 'x' of 'a' keeps starting without time passing (2027-01-04 09:00)";
  const std::string back =
      "back_to: { step: x, chance: 99.999999% } } }, arrives: { dates: [2027-01-04] }";
  CHECK(ends("steps: { x: { who: ae, effort: 0 h, " + back) == message);
  CHECK(ends("steps: { x: { takes: 0 h, " + back) == message);
}

TEST_CASE("A step that repeats for ever is cut off", "[behaviour][bounds]") {
  CHECK(ends("steps: { x: { takes: 1 s, back_to: { step: x, chance: 99.9999999% } } }, arrives: { "
             "dates: [2027-01-04] }")
            .starts_with("step 'x' of 'a' has started 60000 times for one job"));
}

}  // namespace suits
