// Variants as files: `extends`, what is laid over what, and where mistakes are told.

#include <map>

#include <fmt/format.h>

#include "engine/analysis/experiment.hpp"
#include "engine/scenario/variant.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

using Files = std::map<std::string, std::string>;

const std::string kBase = kHead + R"yaml(roles: { manager: {}, executive: { reports_to: manager } }
people:
  - { name: Mia, role: manager }
  - { name: Ben, role: executive, share: 80% }
  - { role: executive, count: 2 }
accounts:
  - { name: Lion, team: { executive: Ben } }
work:
  mail: { who: executive, effort: 2 h, arrives: 8/week }
  talk: { who: { executive: 1 h, manager: 1 h }, arrives: 2/week }
rules:
  - { name: hurry, at: 2027-01-12, then: note hurry }
  - { at: 2027-01-13, then: note later }
what_if:
  less: { remove: people.Ben }
)yaml";

struct Read {
  std::shared_ptr<const Model> model;
  std::vector<std::string> what_ifs;
  std::string said;
};

/// The scenario of a text, with files beside it.
Read read_with(const std::string& text, const Files& files) {
  const ReadData data = [&](const std::string& name) -> DataText {
    const auto at = files.find(name);
    if (at == files.end()) return {{}, name + ": there is no such file"};
    return {at->second, ""};
  };
  Diagnostics diagnostics;
  Read out;
  auto draft = ScenarioDraft::of_text({"over.yaml", "", text}, data, diagnostics);
  if (draft) {
    out.model = draft->base(diagnostics);
    if (out.model) out.what_ifs = draft->what_ifs();
  }
  if (!diagnostics.empty()) out.said = diagnostics.render("over.yaml", text);
  CHECK((out.model == nullptr) == !diagnostics.empty());
  return out;
}

/// `over`, laid over the base, is as if it had been written like this.
void same_as(const std::string& over, const std::string& written) {
  INFO(over);
  const Read read = read_with(over, {{"base.yaml", kBase}});
  INFO(read.said);
  REQUIRE(read.model);
  const auto by_hand = compiled(written);
  CHECK(dump(*read.model) == dump(*by_hand));
  const ExperimentPlan plan{1, 1, 1, nullptr};
  CHECK(run_experiment(*read.model, plan).history == run_experiment(*by_hand, plan).history);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("A scenario that only extends another is that one", "[language][extends]") {
  same_as("extends: base.yaml\n", kBase);
}

TEST_CASE("Maps are laid over each other key by key, things by name, other values replace",
          "[language][extends]") {
  same_as("extends: base.yaml\nname: Over\ntime: { run: 3 weeks }\n",
          replaced(replaced(kBase, "name: test", "name: Over"), "run: 4 weeks", "run: 3 weeks"));
  same_as("extends: base.yaml\nwork: { mail: { effort: 3 h } }\n",
          replaced(kBase, "effort: 2 h", "effort: 3 h"));
  same_as(
      "extends: base.yaml\npeople:\n  - { name: Ben, share: 50% }\n  - { name: Zoe, role: manager "
      "}\n",
      replaced(replaced(kBase, "share: 80%", "share: 50%"), "count: 2 }",
               "count: 2 }\n  - { name: Zoe, role: manager }"));
  same_as("extends: base.yaml\npeople: [ { role: executive, count: 4 } ]\n",
          replaced(kBase, "count: 2", "count: 4"));
  same_as("extends: base.yaml\naccounts: [ { name: Lion, team: { manager: Mia } } ]\n",
          replaced(kBase, "team: { executive: Ben }", "team: { executive: Ben, manager: Mia }"));
  same_as(
      "extends: base.yaml\nrules: [ { name: hurry, then: note slowly }, { at: 2027-01-14, then: "
      "note more } ]\n",
      replaced(replaced(kBase, "note hurry", "note slowly"), "note later }",
               "note later }\n  - { at: 2027-01-14, then: note more }"));
}

TEST_CASE("What is removed goes before anything is laid over", "[language][extends]") {
  same_as("extends: base.yaml\nremove: [people.Ben, rules.hurry]\n",
          replaced(replaced(replaced(kBase, "  - { name: Ben, role: executive, share: 80% }\n", ""),
                            ", team: { executive: Ben }", ""),
                   "  - { name: hurry, at: 2027-01-12, then: note hurry }\n", ""));
  same_as(
      "extends: base.yaml\nremove: work.talk.who\nwork: { talk: { any_of: [executive, manager], "
      "effort: 1 h } }\n",
      replaced(kBase, "who: { executive: 1 h, manager: 1 h }",
               "any_of: [executive, manager], effort: 1 h"));
}

TEST_CASE("What-ifs are inherited one by one", "[language][extends]") {
  const Read read =
      read_with("extends: base.yaml\nwhat_if: { more: { add: { people: { role: manager } } } }\n",
                {{"base.yaml", kBase}});
  CHECK(read.what_ifs == std::vector<std::string>{"less", "more"});
}

TEST_CASE("Scenarios extend scenarios that extend others", "[language][extends]") {
  const Read read = read_with(
      "extends: middle.yaml\nwork: { mail: { effort: 4 h } }\n",
      {{"middle.yaml",
        "extends: base.yaml\nname: Middle\nwork: { mail: { effort: 3 h, due: 3 days } }\n"},
       {"base.yaml", kBase}});
  INFO(read.said);
  REQUIRE(read.model);
  CHECK(dump(*read.model) ==
        dump(*compiled(replaced(replaced(kBase, "name: test", "name: Middle"), "effort: 2 h,",
                                "effort: 4 h, due: 3 days,"))));
}

TEST_CASE("A mistake is told in the file in which it stands", "[language][extends]") {
  CHECK(read_with("extends: base.yaml\nwork: { mail: { efort: 3 h } }\n", {{"base.yaml", kBase}})
            .said ==
        "over.yaml:2:17: error: unknown key 'efort' in a kind of work\n"
        "  work: { mail: { efort: 3 h } }\n"
        "                  ^~~~~\n"
        "  hint: did you mean 'effort'?\n");
  CHECK(read_with("extends: base.yaml\nname: Over\n",
                  {{"base.yaml", replaced(kBase, "effort: 2 h", "effort: 2 hh")}})
            .said ==
        "base.yaml:13:37: error: unknown unit 'hh'\n"
        "    mail: { who: executive, effort: 2 hh, arrives: 8/week }\n"
        "                                      ^~\n"
        "  hint: did you mean 'h'?\n");
  CHECK(
      read_with("extends: base.yaml\nname: [\n", {{"base.yaml", kBase}}).said.find("over.yaml:") ==
      0);
  CHECK(
      read_with("extends: base.yaml\n", {{"base.yaml", "suits: [\n"}}).said.find("base.yaml:2:1") ==
      0);
  CHECK(read_with("extends: base.yaml\nremove: people.Bne\n", {{"base.yaml", kBase}}).said ==
        "over.yaml:2:16: error: there is no 'Bne' in people\n"
        "  remove: people.Bne\n"
        "                 ^~~\n"
        "  hint: did you mean 'Ben'?\n");
}

TEST_CASE("Notes name the file in which the line lies", "[language][extends]") {
  const Files files{{"base.yaml", kBase + "changes: [ { at: 2027-01-12, person: Mia, share: 50% } ]\n"}};
  const auto notes = [&](const std::string& text) {
    const Read read = read_with(text, files);
    INFO(read.said);
    REQUIRE(read.model);
    return fmt::format("{}", fmt::join(read.model->notes, "\n"));
  };
  CHECK(notes("extends: base.yaml\n") ==
        "From 2027-01-12 on the hours of Mia are others (line 20 of base.yaml).");
  CHECK(notes("extends: base.yaml\nchanges: [ { at: 2027-01-12, person: Mia, share: 50% } ]\n") ==
        "From 2027-01-12 on the hours of Mia are others (line 2).");
}

TEST_CASE("Files that extend each other, or too many, or elsewhere, are refused",
          "[language][extends]") {
  CHECK(read_with("extends: a.yaml\n",
                  {{"a.yaml", "extends: b.yaml\n"}, {"b.yaml", "extends: a.yaml\n"}})
            .said ==
        "b.yaml:1:10: error: scenarios that extend each other: over.yaml extends a.yaml extends "
        "b.yaml extends a.yaml\n"
        "  extends: a.yaml\n"
        "           ^~~~~~\n");
  CHECK(read_with("extends: over.yaml\n", {}).said.find("extend each other") != std::string::npos);
  Files chain;
  for (int i = 0; i < 20; ++i)
    chain[fmt::format("{}.yaml", i)] = fmt::format("extends: {}.yaml\n", i + 1);
  CHECK(read_with("extends: 0.yaml\n", chain)
            .said.find("more than 10 scenarios extend one another") != std::string::npos);
  CHECK(read_with("extends: ../base.yaml\n", {}).said ==
        "over.yaml:1:10: error: ../base.yaml: a scenario that is extended lies in the same folder\n"
        "  extends: ../base.yaml\n"
        "           ^~~~~~~~~~~~\n");
  CHECK(read_with("extends: bas.yaml\n", {}).said ==
        "over.yaml:1:10: error: bas.yaml: there is no such file\n"
        "  extends: bas.yaml\n"
        "           ^~~~~~~~\n");
  CHECK(read_with("extends: [a, b]\n", {}).said.find("the name of a scenario file is meant") !=
        std::string::npos);
  CHECK(read_with(kBase + "remove: people.Ben\n", {})
            .said.find("'remove' takes away from what a scenario extends") != std::string::npos);
}

}  // namespace suits
