// People and accounts from tables that a spreadsheet keeps.

#include <map>

#include <fmt/format.h>

#include "engine/scenario/table_text.hpp"
#include "engine/scenario/variant.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

using Files = std::map<std::string, std::string>;

const std::string kTop = kHead + R"yaml(levels: { junior: {}, mid: {}, senior: {} }
roles: { manager: {}, executive: { reports_to: manager } }
tiers: { key: {}, small: {} }
work: { mail: { who: executive, effort: 2 h }, talk: { who: manager, effort: 1 h } }
)yaml";
const std::string kPeople =
    "people: [ { name: Mia, role: manager }, { name: Ben, role: executive } ]\n";
const std::string kAccounts = "accounts: [ { name: Lion, tier: key, work: { mail: 8/week } } ]\n";

struct Read {
  std::shared_ptr<const Model> model;
  std::string said;
};

Read read_with(const std::string& text, const Files& files,
               const std::vector<EditArgument>& edits = {}) {
  const ReadData data = [&](const std::string& name) -> DataText {
    const auto at = files.find(name);
    if (at == files.end()) return {{}, name + ": there is no such file"};
    return {at->second, ""};
  };
  Diagnostics diagnostics;
  Read out;
  auto draft = ScenarioDraft::of_text({"a.yaml", "", text}, data, diagnostics);
  if (draft && draft->edit(edits, diagnostics)) out.model = draft->base(diagnostics);
  if (!diagnostics.empty()) out.said = diagnostics.render("a.yaml", text);
  CHECK((out.model == nullptr) == !diagnostics.empty());
  return out;
}

void same_people(const std::string& table, const std::string& list) {
  INFO(table);
  const Read read =
      read_with(kTop + "people: { csv: people.csv }\n" + kAccounts, {{"people.csv", table}});
  INFO(read.said);
  REQUIRE(read.model);
  CHECK(dump(*read.model) == dump(*compiled(kTop + "people:\n" + list + kAccounts)));
}

void same_accounts(const std::string& table, const std::string& list) {
  INFO(table);
  const Read read =
      read_with(kTop + "accounts: { csv: accounts.csv }\n" + kPeople, {{"accounts.csv", table}});
  INFO(read.said);
  REQUIRE(read.model);
  CHECK(dump(*read.model) == dump(*compiled(kTop + "accounts:\n" + list + kPeople)));
}

std::string people_mistakes(const std::string& table) {
  return read_with(kTop + "people: { csv: people.csv }\n" + kAccounts, {{"people.csv", table}})
      .said;
}

}  // namespace

TEST_CASE("A row of a table of people is a person", "[language][tables]") {
  const std::string list =
      "  - { name: Mia, role: [manager, executive], level: senior, cost: 62.5/h, share: 80% }\n"
      "  - { name: \"Lee, Jo\", role: executive, joins: 2027-01-11, away: [2027-01-18..2027-01-20, "
      "2027-01-25] }\n"
      "  - { role: executive, count: 2 }\n";
  same_people(
      "name,role,level,cost,share,joins,away,count\n"
      "Mia,manager;executive,senior,62.5/h,80%,,,\n"
      "\"Lee, Jo\",executive,,,,2027-01-11,2027-01-18..2027-01-20; 2027-01-25,\n"
      ",,,,,,,\n"
      ",executive,,,,,,2\n",
      list);
  // As European spreadsheets write it: semicolons, decimal commas, a byte order mark, CRLF.
  same_people(
      "\xEF\xBB\xBFname;role;level;cost;share;joins;away;count\r\n"
      "Mia;\"manager;executive\";senior;\"62,5/h\";80%;;;\r\n"
      "Lee, Jo;executive;;;;2027-01-11;\"2027-01-18..2027-01-20;2027-01-25\";\r\n"
      ";executive;;;;;;2\r\n",
      list);
  same_people("name\trole\nMia\tmanager\nBen\texecutive\n",
              "  - { name: Mia, role: manager }\n  - { name: Ben, role: executive }\n");
  same_people("name,role,accounts.max\nMia,manager,2\nBen,executive,\n",
              "  - { name: Mia, role: manager, accounts: { max: 2 } }\n  - { name: Ben, role: "
              "executive }\n");
}

TEST_CASE("A row of a table of accounts is an account, roles are teams, kinds are what arrives",
          "[language][tables]") {
  same_accounts(
      "name,tier,manager,executive,mail,talk,fee.retainer,fee.rate\n"
      "Lion,key,Mia,Ben,8/week,2/month,20 h/month,90/h\n"
      "Bear,small,,Ben,weekly,,,\n",
      "  - { name: Lion, tier: key, team: { manager: Mia, executive: Ben }, work: { mail: 8/week, "
      "talk: "
      "2/month }, fee: { retainer: 20 h/month, rate: 90/h } }\n"
      "  - { name: Bear, tier: small, team: { executive: Ben }, work: { mail: weekly } }\n");
  same_accounts(
      "name,tier,team.executive,work.mail\nLion,key,Ben,8/week\n",
      "  - { name: Lion, tier: key, team: { executive: Ben }, work: { mail: 8/week } }\n");
}

TEST_CASE("A table may be one item of a list, and its rows can be edited", "[language][tables]") {
  const Files files{{"people.csv", "name,role\nBen,executive\n"}};
  const std::string text =
      kTop + "people: [ { csv: people.csv }, { name: Mia, role: manager } ]\n" + kAccounts;
  const Read read = read_with(text, files);
  REQUIRE(read.model);
  CHECK(dump(*read.model) == dump(*compiled(kTop + kPeople + kAccounts)));
  const Read edited = read_with(text, files, {{Edit::Sort::set, "people.Ben.level=senior"}});
  REQUIRE(edited.model);
  CHECK(dump(*edited.model) == dump(*compiled(kTop +
                                              "people: [ { name: Mia, role: manager }, { name: "
                                              "Ben, role: executive, level: senior } ]\n" +
                                              kAccounts)));
}

TEST_CASE("What is wrong with a table of people is told at its cell", "[language][tables]") {
  CHECK(people_mistakes("name,role\nMia,manger\nBen,executive\n") ==
        "people.csv:2:5: error: there is no role 'manger'\n"
        "  Mia,manger\n"
        "      ^~~~~~\n"
        "  hint: did you mean 'manager'?\n");
  CHECK(people_mistakes("name;role;cost\r\nMia;manager;62 EUR\r\n")
            .find("people.csv:2:15: error: ") == 0);
  CHECK(people_mistakes("name,rôle\nMia,manager\n") ==
        "people.csv:1:6: error: no column 'rôle' is known\n"
        "  name,rôle\n"
        "       ^~~~\n"
        "  hint: did you mean 'role'?\n");
  CHECK(people_mistakes("name,role,name\n").find("people.csv:1:11: error: two columns 'name'") ==
        0);
  CHECK(people_mistakes("name,role\nMia,manager,senior\n")
            .find("people.csv:2:13: error: a cell without a column") == 0);
  CHECK(people_mistakes("name,role\n\"Mia,manager\n")
            .find("people.csv:2:1: error: a quote that is not closed") == 0);
  CHECK(people_mistakes("").find("people.csv:1:1: error: a table without columns") == 0);
  CHECK(people_mistakes("name\nMia\n")
            .find("people.csv:2:1: error: 'role' is missing from a person") == 0);
  CHECK(people_mistakes("name,role\n\"Mi\"\"a\",\"man\"\"ger\"\n")
            .find("people.csv:2:9: error: there is no role") == 0);
  CHECK(read_with(kTop + "people: { csv: none.csv }\n", {}).said ==
        "a.yaml:9:16: error: none.csv: there is no such file\n"
        "  people: { csv: none.csv }\n"
        "                 ^~~~~~~~\n");
  CHECK(read_with(kTop + "people: { csv: people.csv, role: manager }\n", {{"people.csv", "name\n"}})
            .said.find("unknown key 'role' beside a table") != std::string::npos);
  // A name of a colleague that the table lacks is told where it stands.
  CHECK(read_with(kTop + "people: { csv: people.csv }\naccounts: [ { name: Lion, tier: key, team: "
                         "{ executive: Eve } } ]\n",
                  {{"people.csv", "name,role\nMia,manager\nEva,executive\n"}})
            .said.find("a.yaml:10:") == 0);
}

TEST_CASE("A hostile table ends in an error", "[language][tables]") {
  CHECK_FALSE(people_mistakes(std::string(4 << 20, ',')).empty());
  CHECK_FALSE(people_mistakes("name,role\n" + std::string(4 << 20, ';')).empty());
  CHECK_FALSE(people_mistakes(std::string(4 << 20, '"')).empty());
  CHECK_FALSE(people_mistakes(std::string(4 << 20, '\n')).empty());
  CHECK_FALSE(people_mistakes(std::string("name,role\n\xFF\xFE,\x01\0\n", 16)).empty());
  std::string wide = "name";
  for (int i = 0; i < 2000; ++i) wide += ",c";
  CHECK(people_mistakes(wide).find("more than 1000 columns") != std::string::npos);
  std::string cells = "name,role\n";
  for (int i = 0; i < 150'000; ++i) cells += "a,b\n";
  CHECK(people_mistakes(cells).find("more than 100000 rows") != std::string::npos);
}

}  // namespace suits
