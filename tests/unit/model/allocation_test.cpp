#include "engine/model/allocation.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/model/model_sketch.hpp"

using namespace suits;

namespace {

/// The accounts' holders, as names: "Ben; Ben, Chie; –".
std::string holders(const Model& m) {
  std::string text;
  for (const Account& account : m.accounts) {
    for (const Slot& slot : account.team) {
      if (!text.empty()) text += "; ";
      std::string names;
      for (const PersonId p : slot.holders) names += (names.empty() ? "" : ", ") + m.people[p].name;
      text += names.empty() ? "–" : names;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("The largest load goes to whoever has the least, in proportion to hours") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae");
  sketch::add_person(m, "Ben", {ae});
  const PersonId half = sketch::add_person(m, "Chie", {ae});
  m.people[half].weekly_hours = hours(20);
  for (const char* name : {"a", "b", "c", "d"}) sketch::add_account(m, name, {{ae, {}}});
  Allocator allocator(m);
  // d 10 → Ben (0.25); c 4 → Chie (0.2); b 3 → Chie (0.35); a 2 → Ben.
  CHECK(allocator
            .fill({{AccountId{0}, 0, 2, {}},
                   {AccountId{1}, 0, 3, {}},
                   {AccountId{2}, 0, 4, {}},
                   {AccountId{3}, 0, 10, {}}})
            .empty());
  CHECK(holders(m) == "Ben; Chie; Chie; Ben");
}

TEST_CASE("Several places of an account go to different people") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae");
  sketch::add_person(m, "Ben", {ae});
  sketch::add_person(m, "Chie", {ae});
  sketch::add_account(m, "a", {{ae, {}}});
  Allocator allocator(m);
  const auto vacant = allocator.fill(
      {{AccountId{0}, 0, 1, {}}, {AccountId{0}, 0, 1, {}}, {AccountId{0}, 0, 1, {}}});
  CHECK(holders(m) == "Ben, Chie");
  CHECK(vacant.size() == 1);
}

TEST_CASE("Limits hold, weighted by tier, and what fits nobody stays open") {
  Model m = sketch::office();
  m.tiers.push_back({"small"});
  const RoleId ae = sketch::add_role(m, "ae");
  m.roles[ae].max_accounts = 1;
  m.roles[ae].account_weight = {1, 0.5};
  m.roles[ae].serves = {true, true};
  sketch::add_person(m, "Ben", {ae});
  for (const char* name : {"a", "b", "c", "d"}) {
    const AccountId a = sketch::add_account(m, name, {{ae, {}}});
    if (*name != 'a') m.accounts[a].tier = TierId{1};
  }
  Allocator allocator(m);
  const auto vacant = allocator.fill({{AccountId{0}, 0, 1, {}},
                                      {AccountId{1}, 0, 4, {}},
                                      {AccountId{2}, 0, 3, {}},
                                      {AccountId{3}, 0, 2, {}}});
  CHECK(holders(m) == "–; Ben; Ben; –");
  REQUIRE(vacant.size() == 2);
  CHECK(vacant[0].account == AccountId{3});
  CHECK(vacant[1].account == AccountId{0});
  CHECK(allocator.held(PersonId{0}, ae) == 1);
}

TEST_CASE("A person's own limit and a place's level decide") {
  Model m = sketch::office();
  m.levels.push_back({"senior", 1, 1});
  const RoleId ae = sketch::add_role(m, "ae");
  sketch::add_person(m, "Ben", {ae});
  const PersonId chie = sketch::add_person(m, "Chie", {ae}, LevelId{1});
  m.people[chie].max_accounts = 1;
  for (const char* name : {"a", "b"}) sketch::add_account(m, name, {{ae, {}}});
  Allocator allocator(m);
  const auto vacant =
      allocator.fill({{AccountId{0}, 0, 2, LevelId{1}}, {AccountId{1}, 0, 1, LevelId{1}}});
  CHECK(holders(m) == "Chie; –");
  CHECK(vacant.size() == 1);
}

TEST_CASE("Who joins later takes what is still open") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae");
  m.roles[ae].max_accounts = 1;
  sketch::add_person(m, "Ben", {ae});
  const PersonId chie = sketch::add_person(m, "Chie", {ae});
  m.people[chie].joins = *make_date(2027, 1, 11);
  const PersonId gone = sketch::add_person(m, "Dai", {ae});
  m.people[gone].leaves = *make_date(2027, 1, 2);
  for (const char* name : {"a", "b", "c"}) sketch::add_account(m, name, {{ae, {}}});
  Allocator allocator(m);
  const auto vacant = allocator.fill(
      {{AccountId{0}, 0, 1, {}}, {AccountId{1}, 0, 2, {}}, {AccountId{2}, 0, 1, {}}});
  CHECK(holders(m) == "Chie; Ben; –");
  CHECK(vacant.size() == 1);
}

TEST_CASE("What the scenario states counts from the beginning") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae");
  m.roles[ae].max_accounts = 1;
  const PersonId ben = sketch::add_person(m, "Ben", {ae});
  sketch::add_person(m, "Chie", {ae});
  sketch::add_account(m, "a", {{ae, {ben}}});
  sketch::add_account(m, "b", {{ae, {}}});
  Allocator allocator(m);
  CHECK(allocator.fill({{AccountId{1}, 0, 1, {}}}).empty());
  CHECK(holders(m) == "Ben; Chie");
}
