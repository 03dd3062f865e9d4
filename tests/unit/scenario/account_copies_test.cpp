#include "engine/scenario/account_copies.hpp"

#include "engine/scenario/variant.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

const char* const kText = R"yaml(suits: 1
name: agency
time: { start: 2027-01-04, run: 26 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {}, manager: {} }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
  - { name: Eve, role: manager }
tiers:
  key: { team: { executive: 2 } }
  small: { owner: executive }
accounts:
  - { name: Lion, tier: key, size: 2, team: { executive: [Ann, Ben] }, owner: Eve, ends: 2027-03-01 }
  - { name: Lion (2), tier: small, team: { executive: Ann }, owner: Ann }
  - { tier: small, count: 2 }
work:
  mail: { who: executive, effort: 1 h, arrives: 2/week }
)yaml";

std::shared_ptr<const Model> copied(const std::string& name, std::size_t copies,
                                    Diagnostics& diagnostics) {
  auto draft = ScenarioDraft::of_text(
      {"scenario.yaml", "", kText},
      [](const std::string&) -> DataText {
        return {{}, "no such file"};
      },
      diagnostics);
  REQUIRE(draft);
  REQUIRE(draft->base(diagnostics));
  const auto variant = draft->with_accounts_like(name, copies, diagnostics);
  INFO(diagnostics.render("scenario.yaml", kText));
  return variant ? variant->model : nullptr;
}

const Account& account(const Model& model, const std::string& name) {
  for (const Account& own : model.accounts)
    if (own.name == name) return own;
  FAIL(name);
  return model.accounts[AccountId{0}];
}

}  // namespace

TEST_CASE("accounts like one have its tier and size, and places for whoever has room",
          "[scenario][headroom]") {
  Diagnostics diagnostics;
  const auto model = copied("Lion", 2, diagnostics);
  REQUIRE(model);
  CHECK(model->accounts.size() == 4 + 2 + 1);
  for (const char* name : {"Lion (3)", "Lion (4)"}) {
    const Account& own = account(*model, name);
    CHECK(own.tier == account(*model, "Lion").tier);
    CHECK(own.size.mean() == 2);
    CHECK(own.ends == kNever);
    REQUIRE(own.owner);
    CHECK(model->people[own.team[*own.owner].holders.at(0)].name == "Eve");
  }
  // The tier says that some executive owns it: whoever has room.
  const auto small = copied("Lion (2)", 1, diagnostics);
  REQUIRE(small);
  REQUIRE(account(*small, "Lion (2) (2)").owner);
  CHECK(copied("small#2", 3, diagnostics)->accounts.size() == 4 + 3 + 1);
}

TEST_CASE("what is no account is told with its neighbour", "[scenario][headroom]") {
  Diagnostics diagnostics;
  CHECK_FALSE(copied("Loin", 1, diagnostics));
  REQUIRE(diagnostics.count() == 1);
  CHECK(diagnostics.items().front().message == "there is no account 'Loin'");
  CHECK(diagnostics.items().front().hint == "did you mean 'Lion'?");
}
