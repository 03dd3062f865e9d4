// What a user with fresh eyes met: outputs over inputs, tables from old spreadsheets, names given
// twice, apostrophes, what-ifs that do not fit.

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kShop = R"yaml(suits: 1
name: Shop
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { title: Executive, team: pool } }
people:
  - { name: Ann, role: executive }
  - csv: people.csv
accounts: [ { name: Levi's }, { name: Fox, wins: 40% } ]
work:
  mail: { who: executive, effort: 1 h, arrives: 3/week }
what_if: { more: { set: { accounts.Fox.size: "*2" } } }
)yaml";
const char* const kPeople = "name,role\nBen,executive\n";

/// The exit code is 2, nothing is on stdout, and this on stderr.
void refused(const std::string& arguments, const std::string& message) {
  INFO(arguments);
  const Outcome o = run_program(arguments);
  CHECK(o.code == 2);
  CHECK(o.out.empty());
  INFO(o.err);
  CHECK(o.err.find(message) != std::string::npos);
}

}  // namespace

TEST_CASE("no output goes over what a run is made of", "[command]") {
  const Folder folder;
  const std::string people = folder.file("people.csv", kPeople);
  const std::string shop = folder.file("shop.yaml", kShop);
  const std::string run = "run " + shop + " --replications 1";
  refused(run + " --trace " + shop, "would overwrite what the run is made of");
  refused(run + " --events " + people, "would overwrite what the run is made of");
  refused(run + " --events " + folder.path("e.csv") + " --trace " + folder.path("./e.csv"),
          "name one file");
  CHECK(text_of(people) == kPeople);
  CHECK(text_of(shop) == kShop);
}

TEST_CASE("a table that is not UTF-8 is refused where it is not", "[command]") {
  const Folder folder;
  folder.file("people.csv", "name,role\nM\xFCller,executive\n");
  refused("check " + folder.file("shop.yaml", kShop), "people.csv:2:2: error: this is not UTF-8");
}

TEST_CASE("a name given twice in a file that extends another is two things", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  folder.file("shop.yaml", kShop);
  refused("check " + folder.file("twice.yaml",
                                 "extends: shop.yaml\npeople: [ { name: Zoe, role: "
                                 "executive }, { name: Zoe, role: executive } ]\n"),
          "two people called 'Zoe'");
  refused("check " + folder.file("again.yaml",
                                 "extends: shop.yaml\naccounts: [ { name: Fox, size: 2 }, { name: "
                                 "Fox, size: 4 } ]\n"),
          "two accounts called 'Fox'");
}

TEST_CASE("an apostrophe in a name is no quote", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const std::string shop = folder.file("shop.yaml", kShop);
  CHECK(run_program("check " + shop + " --set \"accounts.Levi's.size=*2\"").code == 0);
}

TEST_CASE("a what-if that no longer fits is told, and refuses nothing", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const Outcome o =
      run_program("check " + folder.file("shop.yaml", kShop) + " --remove accounts.Fox");
  CHECK(o.code == 0);
  INFO(o.out);
  CHECK(o.out.find("more does not fit what was changed: ") != std::string::npos);
}

TEST_CASE("the report says which accounts are tentative", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const Outcome o = run_program("run " + folder.file("shop.yaml", kShop) + " --replications 2");
  CHECK(o.out.find("Fox is tentative, won with a chance of 40%") != std::string::npos);
}
