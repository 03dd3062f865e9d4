// `suits load` as a person types it.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kTwoWeeksFull = R"yaml(suits: 1
name: Shop
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
leave: none
sickness: none
roles: { executive: { title: Executive, team: pool } }
people: [ { name: Ann, role: executive } ]
accounts:
  - { name: Lion, work: { mail: { dates: [2027-03-08, 2027-03-15, 2027-03-29] } } }
  - { name: Fox, wins: 30%, work: { plan: { dates: [2027-04-05] } } }
work:
  mail: { who: executive, effort: 44 h, arrives: none }
  plan: { who: executive, effort: 60 h, arrives: none }
)yaml";

std::string wrapped_away(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  return text;
}

}  // namespace

TEST_CASE("load answers first, then draws", "[load][command]") {
  const Folder folder;
  const std::string path = folder.file("shop.yaml", kTwoWeeksFull);
  const Outcome o = run_program("load " + path + " --replications 2");
  CHECK(o.code == 0);
  const std::string text = wrapped_away(o.out);
  INFO(o.out);
  CHECK(text.find("Asked for more than they can give: the Executive in weeks 2–3 and 5 "
                  "(worst: 110 % in week 2).") != std::string::npos);
  CHECK(text.find("If Fox (30%) is won, asked for more than they can give: the Executive in weeks "
                  "2–3 and 5–6 (worst: 150 % in week 6).") != std::string::npos);
  CHECK(text.find("Ann") != std::string::npos);
  CHECK(o.out.find("110!") != std::string::npos);
}

TEST_CASE("load writes the same for programs, and of the weeks asked for", "[load][command]") {
  const Folder folder;
  const std::string path = folder.file("shop.yaml", kTwoWeeksFull);
  const Outcome o = run_program(
      "load " + path + " --replications 2 --format json --from 2027-03-08 --to 2027-03-14");
  REQUIRE(o.code == 0);
  const auto json = nlohmann::json::parse(o.out);
  const auto& rows = json["tables"]["role_weeks"];
  REQUIRE(rows.size() == 1);
  CHECK(rows[0]["week"] == 2);
  CHECK(rows[0]["starts"] == "2027-03-08");
  CHECK(rows[0]["capacity_hours"] == 40);
  CHECK(rows[0]["signed_hours"] == 44);
  CHECK(rows[0]["load"] == 1.1);
  CHECK(json["tentative"][0]["account"] == "Fox");
  const Outcome csv = run_program("load " + path + " --replications 2 --format csv");
  CHECK(csv.out.find("# person_weeks") != std::string::npos);
  CHECK(run_program("load " + path + " --replications 2 --unit hours").out.find("there are") !=
        std::string::npos);
}

TEST_CASE("load refuses what makes no sense", "[load][command]") {
  const Folder folder;
  const std::string path = folder.file("shop.yaml", kTwoWeeksFull);
  for (const auto& [flags, message] :
       {std::pair{" --from 2027-13-01", "--from wants a date such as 2027-03-01"},
        {" --from 2027-04-01 --to 2027-03-01", "--to is before --from"},
        {" --from 2029-01-01 --to 2029-02-01", "the scenario plays 2027-03-01 to 2027-04-25"},
        {" --from 2029-01-01", "the scenario plays 2027-03-01 to 2027-04-25"},
        {" --unit hours --format csv", "--unit is for the table"},
        {" --unit days", "--unit"}}) {
    const Outcome o = run_program("load " + path + flags);
    CHECK(o.code == 2);
    CHECK(o.out.empty());
    INFO(o.err);
    CHECK(o.err.find(message) != std::string::npos);
  }
}
