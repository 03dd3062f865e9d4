#include "engine/scenario/team_splice.hpp"

#include "engine/scenario/whole_document.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

const char* const kText = R"yaml(suits: 1   # keep me
accounts:                    # the clients
  - { name: Lion, team: { account_manager: Aiko, account_executive: [Ben, Chie] }, owner: Aiko }   # big
  - { name: Bear,   tier: small }      # no team of its own
  - name: Wolf   # in lines
    team:
      account_executive: "Ben"   # by hand
    owner: Ben
  - name: Crow
    tier: small
  - { tier: small, count: 3 }
# the end)yaml";

std::optional<std::vector<SplicedText>> spliced(const std::string& text,
                                                const std::vector<TeamEntry>& entries,
                                                Diagnostics& diagnostics) {
  const auto document = read_document(text, diagnostics);
  REQUIRE(document);
  return splice_teams(*document, text, entries, diagnostics);
}

std::string after(const std::string& text, const std::vector<TeamEntry>& entries) {
  Diagnostics diagnostics;
  const auto out = spliced(text, entries, diagnostics);
  INFO(diagnostics.render("scenario.yaml", text));
  REQUIRE(out);
  REQUIRE(out->size() == 1);
  CHECK(out->front().before == text);
  CHECK(read_document(out->front().after, diagnostics));
  return out->front().after;
}

/// The text with some parts replaced, each found once.
std::string with(std::string text, const std::vector<std::pair<std::string, std::string>>& parts) {
  for (const auto& [from, to] : parts) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

TEST_CASE("holders are written where they stand, and every other byte stays", "[splice]") {
  CHECK(after(kText, {{"Lion", "account_executive", {"Dan"}, {}, ""}}) ==
        with(kText, {{"[Ben, Chie]", "Dan"}}));
  CHECK(after(kText, {{"Lion", "account_manager", {"Eve"}, "Aiko", "Eve"}}) ==
        with(kText,
             {{"account_manager: Aiko", "account_manager: Eve"}, {"owner: Aiko", "owner: Eve"}}));
  CHECK(after(kText, {{"Wolf", "account_executive", {"Chie", "Dan"}, "Ben", "Chie"}}) ==
        with(kText, {{"\"Ben\"", "[Chie, Dan]"}, {"owner: Ben", "owner: Chie"}}));
}

TEST_CASE("where no team stands one is added, in the account's own layout", "[splice]") {
  CHECK(after(kText, {{"Bear", "account_executive", {"Ben"}, {}, ""},
                      {"Bear", "account_manager", {"佐々木 遥"}, {}, ""}}) ==
        with(kText, {{"tier: small }      # no",
                      "tier: small, team: { account_executive: Ben, account_manager: 佐々木 遥 } }"
                      "      # no"}}));
  CHECK(after(kText, {{"Lion", "account_coordinator", {"Sam"}, {}, ""}}) ==
        with(kText, {{"[Ben, Chie] }", "[Ben, Chie], account_coordinator: Sam }"}}));
  CHECK(after(kText, {{"Wolf", "account_manager", {"Eve"}, {}, ""}}) ==
        with(kText, {{"# by hand\n", "# by hand\n      account_manager: Eve\n"}}));
  CHECK(after(kText, {{"Crow", "account_executive", {"Ben"}, {}, ""}}) ==
        with(kText,
             {{"    tier: small\n", "    tier: small\n    team: { account_executive: Ben }\n"}}));
}

TEST_CASE("names are quoted where they must be", "[splice]") {
  CHECK(yaml_name("Ben Carter") == "Ben Carter");
  CHECK(yaml_name("高橋 誠") == "高橋 誠");
  CHECK(yaml_name("O'Neill") == "O'Neill");
  CHECK(yaml_name("account_executive#3") == "\"account_executive#3\"");
  CHECK(yaml_name("Smith, Jr") == "\"Smith, Jr\"");
  CHECK(yaml_name("no") == "\"no\"");
  CHECK(yaml_name("7up") == "\"7up\"");
  CHECK(yaml_name("say \"hi\"") == "\"say \\\"hi\\\"\"");
}

TEST_CASE("what has no line of its own is refused in words", "[splice]") {
  Diagnostics diagnostics;
  CHECK_FALSE(spliced(kText, {{"small#2", "account_executive", {"Ben"}, {}, ""}}, diagnostics));
  REQUIRE(diagnostics.count() == 1);
  CHECK(diagnostics.items().front().message ==
        "small#2 has no line of its own in the scenario: it is counted");
}

TEST_CASE("an account of an extended file is written there", "[splice]") {
  const std::string base =
      "suits: 1\nname: base\naccounts:\n  - { name: Lion, team: { executive: Ann } }   # here\n";
  const std::string own =
      "extends: base.yaml\naccounts:\n  - { name: Bear, team: { executive: Ann } }\n";
  Diagnostics diagnostics;
  const auto document = whole_document(
      {"own.yaml", "", own},
      [&](const std::string& name) -> DataText {
        if (name == "base.yaml") return {base, ""};
        return {{}, "no such file"};
      },
      diagnostics);
  INFO(diagnostics.render("own.yaml", own));
  REQUIRE(document);
  const auto out =
      splice_teams(*document, own, {{"Lion", "executive", {"Ben"}, {}, ""}}, diagnostics);
  REQUIRE(out);
  REQUIRE(out->size() == 1);
  CHECK(out->front().number != 0);
  CHECK(out->front().after == with(base, {{"executive: Ann", "executive: Ben"}}));
}
