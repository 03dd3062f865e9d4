// What is wrong with a relationship as it is written, and what is said of it.

#include <string>

#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

std::string shop(const std::string& relationship, const std::string& account = "") {
  return kHead +
         "roles: { ae: {} }\npeople: [ { name: Ben, role: ae } ]\ntiers: { key: {}, small: {} }\n"
         "accounts: [ { name: North, tier: key" +
         account +
         " } ]\nwork: { job: { who: ae, effort: 2 h, arrives: 1/week }, mail: { who: ae, "
         "effort: 1 h, due: 1 day, deliverable: yes } }\n" +
         relationship;
}

}  // namespace

TEST_CASE("Health is a number from 0 to 100, with a word at most", "[language][relationship]") {
  const auto said = [](const std::string& health) {
    return mistakes(shop("relationship: { health: " + health + " }\n"));
  };
  CHECK(said("75") == "");
  CHECK(said("75 points") == "");
  CHECK(said("120") == "10: more than 100 points");
  CHECK(said("good") == "10: 'good' is not a health from 0 to 100 [e.g. 75]");
  CHECK(said("-5") != "");
  CHECK(said("75%") != "");
  CHECK(said("7 apples") == "10: a number of points, without any other unit [e.g. 75]");
}

TEST_CASE("Points of moves have a sign, a return a time", "[language][relationship]") {
  const auto said = [](const std::string& moves) {
    return mistakes(shop("relationship: { " + moves + " }\n"));
  };
  CHECK(said("moves: { late: -4, on_time: +2, round: 0, new_contact: -6 points }") == "");
  CHECK(said("moves: { late: much }") == "10: 'much' is not a number of points [e.g. -4 or +2]");
  CHECK(said("moves: { late: -400 }") == "10: more than 100 points");
  CHECK(said("moves: { latte: -4 }") ==
        "10: unknown key 'latte' in what moves the health [did you mean 'late'?]");
  CHECK(said("returns: 3%/week") == "");
  CHECK(said("returns: 3%") == "10: '3%' is not a share per time [e.g. 3%/week]");
  CHECK(said("returns: 3%/working day") ==
        "10: '3%/working day' is not a share per time [e.g. 3%/week]");
  CHECK(said("returns: 130%/week") == "10: more than 100 %");
  CHECK(said("moves: { kinds: { jbo: { arrives: -1 } } }") ==
        "10: there is no kind of work 'jbo' [did you mean 'job'?]");
  CHECK(said("moves: { kinds: { job: { late: -1 } } }") ==
        "10: a 'job' has no due date [give the kind of work a 'due']");
  CHECK(said("moves: { kinds: { job: { waits: -1 } } }") ==
        "10: 'waits' and 'past' go together [e.g. { waits: -1, past: 4 working hours }]");
  CHECK(said("moves: { kinds: { job: {} } }") == "10: this moves nothing");
}

TEST_CASE("Moves of deliverables need one", "[language][relationship]") {
  std::string text = shop("relationship: { moves: { round: -1 } }\n");
  text.replace(text.find(", deliverable: yes"), 18, "");
  CHECK(mistakes(text) ==
        "10: no kind of work is a deliverable [write 'deliverable: yes' at one, or say it under "
        "'kinds']");
}

TEST_CASE("Warnings name marks, each once, and people of the department",
          "[language][relationship]") {
  const auto said = [](const std::string& warnings) {
    return mistakes(shop("relationship: { warnings: { " + warnings + " } }\n"));
  };
  CHECK(said("below: [60, 45], tell: [owner, ae]") == "");
  CHECK(said("tell: ae") == "10: 'below' is missing from the warnings");
  CHECK(said("below: []") == "10: no health is named [e.g. [60, 45]]");
  CHECK(said("below: [60, 60]") == "10: 60 stands here twice");
  CHECK(said("below: 60, tell: [ea]") == "10: there is no role 'ea' [did you mean 'ae'?]");
  CHECK(said("below: 60, tell: client") == "10: 'client' is outside the department");
  CHECK(said("below: 60, tell: [ae, ae]") == "10: 'ae' stands here twice");
}

TEST_CASE("A loss has a hazard for every tier", "[language][relationship]") {
  const auto said = [](const std::string& loss) {
    return mistakes(shop("relationship: { loss: { " + loss + " } }\n"));
  };
  CHECK(said("per_year: { key: 10%, small: none }, doubles_every: 15 points, on_loss: finish, "
             "notice: 3 months") == "");
  CHECK(said("notice: 3 months") == "10: 'per_year' is missing from the loss of accounts");
  CHECK(said("per_year: { key: 10% }") ==
        "10: no value for tier small [a map by tier names every tier; `none` means: not at this "
        "tier]");
  CHECK(said("per_year: 10%, doubles_every: 0") ==
        "10: the points must be at least 0.1 [e.g. 15 points]");
  CHECK(said("per_year: 10%, on_loss: keep") ==
        "10: 'keep' is not one of finish, cancel [known here: finish, cancel]");
}

TEST_CASE("A health without a relationship does nothing", "[language][relationship]") {
  CHECK(mistakes(shop("", ", health: 60")) ==
        "8: without a 'relationship' nothing comes of a health [add 'relationship:' at the top "
        "level]");
  CHECK(mistakes(shop("relationship:\n", ", health: 60")) == "");
  // Nor is there a fact of it.
  const std::string rule = "rules: [ { when: account.health < 60, then: note low } ]\n";
  CHECK(mistakes(shop(rule)) != "");
  CHECK(mistakes(shop("relationship:\n" + rule)) == "");
}

TEST_CASE("Rules on accounts speak of accounts", "[language][relationship]") {
  const auto said = [](const std::string& rule) {
    return mistakes(
        shop("relationship: { warnings: { below: 60 } }\nrules: [ { " + rule + " } ]\n"));
  };
  CHECK(said("on: account.warns, when: account.tier == key, then: start job") == "");
  CHECK(said("on: account.lost, then: note gone") == "");
  CHECK(said("on: account.lost, when: job.late > 1 day, then: note gone") != "");
  CHECK(said("on: account.warns, then: cancel") ==
        "11: nothing says of which job: 'cancel' goes with a job or a step [ask for it, e.g. when: "
        "job.late > 1 working day]");
}
