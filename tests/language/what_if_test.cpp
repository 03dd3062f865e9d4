// What-ifs by name: how they are written, what is said of wrong ones, and that whatever they leave
// alone sees the same luck.

#include <algorithm>

#include <fmt/format.h>

#include "engine/analysis/event_log.hpp"
#include "engine/scenario/variant.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

// Two houses under one roof: North's people and work have nothing to do with South's.
const std::string kHouses = kHead + R"yaml(roles: { northern: {}, southern: {} }
people:
  - { name: Nora, role: northern }
  - { name: Nils, role: northern }
  - { name: Sam, role: southern }
accounts:
  - { name: North, work: { paper: 8/week }, team: { northern: [Nora, Nils] } }
  - { name: South, work: { film: 4/week }, team: { southern: Sam } }
sickness: { spells: 20/year, length: "pert(1, 2, 5 working days)" }
work:
  paper:
    steps:
      draft: { who: northern, effort: "lognormal(mean 6 h, p90 12 h)" }
      check: { who: northern, effort: exponential(mean 1 h), back_to: { step: draft, chance: 40% } }
  film: { who: southern, effort: exponential(mean 4 h) }
)yaml";

ReadData no_files() {
  return [](const std::string& name) { return DataText{{}, name + ": none"}; };
}

/// What is said of a scenario and all its what-ifs.
std::string said_of(const std::string& text) {
  Diagnostics diagnostics;
  auto draft = ScenarioDraft::of_text({"a.yaml", "", text}, no_files(), diagnostics);
  if (draft && draft->base(diagnostics)) {
    for (const std::string& name : draft->what_ifs()) {
      const auto variant = draft->what_if(name, diagnostics);
      CHECK((variant && variant->model) == diagnostics.empty());
    }
  }
  return diagnostics.empty() ? "" : diagnostics.render("a.yaml", text);
}

Variant variant_of(const std::string& text) {
  Diagnostics diagnostics;
  auto draft = ScenarioDraft::of_text({"a.yaml", "", text}, no_files(), diagnostics);
  REQUIRE(draft);
  REQUIRE(draft->base(diagnostics));
  auto variant = draft->what_if(draft->what_ifs().front(), diagnostics);
  INFO(diagnostics.render("a.yaml", text));
  REQUIRE(variant);
  return *variant;
}

/// Everything that happened to an account's jobs in the window, to the microsecond. (How long a run
/// goes on after it depends on what is unfinished.)
std::string life_of(const Model& model, const std::string& account) {
  std::vector<std::string> jobs;  // they end in the order in which they end after the window, too
  const auto error = log_events(model, 3, 0, [&](const LoggedJob& logged) {
    if (logged.job.arrived >= model.window.end) return;
    if (logged.background || model.accounts[logged.job.account].name != account) return;
    std::string& out = jobs.emplace_back();
    for (const LoggedEvent& e : logged.events) {
      if (e.at >= model.window.end) break;
      const bool someone = e.person != kNone<PersonId>;
      out += fmt::format("  {} {} {} {} {}\n", e.at.us, transition_name(e.transition), raw(e.step),
                         e.round, someone ? model.people[e.person].name : "");
    }
  });
  REQUIRE_FALSE(error);
  std::sort(jobs.begin(), jobs.end());
  return fmt::format("{}", fmt::join(jobs, "\n"));
}

}  // namespace

TEST_CASE("What a what-if leaves alone sees the same luck", "[language][what_if]") {
  const std::string before = life_of(*compiled(kHouses), "North");
  CHECK(before.size() > 1000);
  for (const std::string edits : {
           "add: { people: { role: southern }, accounts: { work: { film: 3/week } } }",
           "add: { accounts: { name: Aaa, work: { film: 3/week } }, people: { name: Aaa, role: "
           "southern } }",
           "remove: accounts.South",
           "remove: people.Sam, add: { people: { name: Zoe, role: southern } }",
           "set: { accounts.South.size: \"*3\", work.film.effort: 9 h }",
           "set: { accounts.South.size: 2 }, at: 2027-01-18",
           "remove: accounts.South, at: 2027-01-18",
       }) {
    INFO(edits);
    const Variant variant = variant_of(kHouses + "what_if: { one: { " + edits + " } }\n");
    CHECK((life_of(*variant.model, "North") == before));
    CHECK(life_of(*variant.model, "South") != life_of(*compiled(kHouses), "South"));
  }
}

TEST_CASE("A what-if has a name, perhaps a title, and says what changes", "[language][what_if]") {
  const Variant plain = variant_of(kHouses + "what_if: { less: { remove: people.Nils } }\n");
  CHECK(plain.name == "less");
  CHECK(plain.title == "less");
  CHECK(plain.model->name == "test, what if: less");
  CHECK(plain.changes ==
        std::vector<std::string>{"people.Nils is removed; no longer: northern of North"});
  const Variant titled = variant_of(
      kHouses +
      "what_if:\n  two:\n    - { title: In two steps, remove: people.Nils, at: 2027-01-11 }\n"
      "    - { add: { people: { role: northern } }, at: 2027-01-18 }\n");
  CHECK(titled.title == "In two steps");
  CHECK(titled.changes ==
        std::vector<std::string>{
            "people.Nils is gone on 2027-01-11 (last day 2027-01-10)",
            "people.\"new northern\" is added from 2027-01-18 on: { role: northern }"});
}

TEST_CASE("In one what-if things are removed, then added, then set", "[language][what_if]") {
  const Variant variant = variant_of(
      kHouses +
      "what_if: { one: { set: { people.Nora.share: 50% }, add: { people: { name: Nora, role: "
      "northern } }, remove: people.Nora } }\n");
  CHECK(variant.changes ==
        std::vector<std::string>{"people.Nora is removed; no longer: northern of North",
                                 "people.Nora is added: { name: Nora, role: northern }",
                                 "people.Nora.share: 50% (was not said)"});
}

TEST_CASE("A what-if that is badly written is told at once", "[language][what_if]") {
  const auto mistakes_of = [](const std::string& entry) {
    return said_of(kHouses + "what_if: { " + entry + " }\n");
  };
  CHECK(mistakes_of("one: { remov: people.Nils }") ==
        "a.yaml:20:19: error: unknown key 'remov' in a what-if\n"
        "  what_if: { one: { remov: people.Nils } }\n"
        "                    ^~~~~\n"
        "  hint: did you mean 'remove'?\n");
  CHECK(mistakes_of("one: { title: Nothing }") ==
        "a.yaml:20:17: error: a what-if that changes nothing\n"
        "  what_if: { one: { title: Nothing } }\n"
        "                  ^~~~~~~~~~~~~~~~~~\n"
        "  hint: say what it does: set, add or remove\n");
  CHECK(mistakes_of("one: []").find("a what-if that changes nothing") != std::string::npos);
  CHECK(mistakes_of("one:").find("'one' has no value") != std::string::npos);
  CHECK(mistakes_of("base: { remove: people.Nils }") ==
        "a.yaml:20:12: error: 'base' is what every what-if is compared with\n"
        "  what_if: { base: { remove: people.Nils } }\n"
        "             ^~~~\n"
        "  hint: give this one another name\n");
  CHECK(mistakes_of("one: { remove: people.Nils }, one: { remove: people.Nora }")
            .find("'one' stands here twice") != std::string::npos);
  CHECK(mistakes_of("one: { set: { people.Nils.share: } }") ==
        "a.yaml:20:26: error: 'people.Nils.share' has no value\n"
        "  what_if: { one: { set: { people.Nils.share: } } }\n"
        "                           ^~~~~~~~~~~~~~~~~\n"
        "  hint: to take something away, use `remove`\n");
  CHECK(mistakes_of("one: { set: people.Nils }").find("where a map of paths to values is meant") !=
        std::string::npos);
  for (const char* factor : {"*2", "*1.2"}) {
    CHECK(mistakes_of(fmt::format("one: {{ set: {{ people.Nils.share: {} }} }}", factor))
              .find("in quotes") != std::string::npos);
  }
}

TEST_CASE("What a what-if leads to is told with its name, where it is written",
          "[language][what_if]") {
  const auto mistakes_of = [](const std::string& entry) {
    return said_of(kHouses + "what_if: { " + entry + " }\n");
  };
  CHECK(mistakes_of("one: { remove: people.Nisl }") ==
        "a.yaml:20:34: error: what if one: there is no 'Nisl' in people\n"
        "  what_if: { one: { remove: people.Nisl } }\n"
        "                                   ^~~~\n"
        "  hint: did you mean 'Nils'?\n");
  CHECK(mistakes_of("one: { set: { people.Nils.share: 60 hours } }") ==
        "a.yaml:20:45: error: what if one: a share is given in per cent\n"
        "  what_if: { one: { set: { people.Nils.share: 60 hours } } }\n"
        "                                              ^~\n"
        "  hint: write it like 20%\n");
  // What still refers to somebody: at that place.
  CHECK(mistakes_of("one: { add: { people: { role: nothern } } }") ==
        "a.yaml:20:42: error: what if one: there is no role 'nothern'\n"
        "  what_if: { one: { add: { people: { role: nothern } } } }\n"
        "                                           ^~~~~~~\n"
        "  hint: did you mean 'northern'?\n");
  CHECK(mistakes_of("one: { remove: roles.southern }").find("a.yaml:9:24: error: what if one:") !=
        std::string::npos);
}

TEST_CASE("The what-ifs of every shipped scenario can be played", "[language][what_if]") {
  std::size_t found = 0;
  for (const std::string& file : test::scenario_files()) {
    if (file.rfind("scenarios/", 0) != 0) continue;
    Diagnostics diagnostics;
    std::string text;
    VariantPlan plan;
    plan.all = true;
    const Variants variants = load_variants(source_dir() + "/" + file, plan, diagnostics, text);
    INFO(diagnostics.render(file, text));
    REQUIRE(variants.base);
    found += variants.what_ifs.size();
    for (const Variant& variant : variants.what_ifs) {
      INFO(variant.name);
      CHECK_FALSE(variant.changes.empty());
      CHECK(variant.title != variant.name);
    }
  }
  CHECK(found >= 12);
}

}  // namespace suits
