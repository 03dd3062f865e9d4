// Every key of the language acts: another value changes the history, or a report.

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/json.hpp"
#include "engine/report/run_report.hpp"
#include "engine/scenario/schema.hpp"
#include "engine/scenario/source.hpp"
#include "engine/scenario/variant.hpp"
#include "tests/language/keys.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

/// Keys that change nothing but what they are.
const std::map<std::string, std::string> kExempt{
    {"suits", "the version of the language: there is one"},
    {"in_hand.csv", "the name of a file, and a text alone has none: see in_hand_test"},
    {"people.csv", "likewise: see tables_test"},
    {"people.away.ics", "likewise: see calendar_files_test"},
    {"people.away.summary", "of that file"},
    {"calendar.holidays.ics", "likewise: see calendar_files_test"},
    {"calendar.holidays.summary", "of that file"},
    {"calendar.patterns.*.holidays.ics", "likewise: see calendar_files_test"},
    {"calendar.patterns.*.holidays.summary", "of that file"},
    {"accounts.csv", "likewise: see tables_test"},
    {"extends", "likewise: see extends_test"},
    {"remove", "of that file: see extends_test"},
    {"tiers.*.work.*.profile.csv", "likewise: see limits_test"},
    {"tiers.*.work.*.profile.column", "of that file"},
    {"accounts.work.*.profile.csv", "likewise: see limits_test"},
    {"accounts.work.*.profile.column", "of that file"},
    {"agency.work.*.profile.csv", "likewise: see limits_test"},
    {"agency.work.*.profile.column", "of that file"},
    {"work.*.arrives.profile.csv", "likewise: see limits_test"},
    {"work.*.arrives.profile.column", "of that file"},
};

struct Outcome {
  std::uint64_t history = 0;
  std::string report;  // without the history
};

/// The model of a scenario, or of its first what-if.
std::shared_ptr<const Model> model_of(const std::string& scenario, bool what_if) {
  if (!what_if) return test::model_of(scenario);
  Diagnostics diagnostics;
  auto draft = ScenarioDraft::of_text({"scenario.yaml", "", scenario}, data_beside("."), diagnostics);
  REQUIRE(draft);
  REQUIRE(draft->base(diagnostics));
  const auto variant = draft->what_if(draft->what_ifs().front(), diagnostics);
  INFO(diagnostics.render("scenario.yaml", scenario));
  REQUIRE(variant);
  return variant->model;
}

/// Two short courses of seed 1 with the whole report. Each text is played once.
const Outcome& outcome_of(const std::string& scenario, bool what_if = false) {
  static std::map<std::pair<std::string, bool>, Outcome> known;
  const auto [at, added] = known.try_emplace({scenario, what_if});
  if (!added) return at->second;
  const auto model = model_of(scenario, what_if);
  const Experiment experiment = run_experiment(*model, {1, 2, 1, nullptr});
  INFO((experiment.error ? experiment.error->message : ""));
  REQUIRE_FALSE(experiment.error);
  const Summary summary = summarise(*model, experiment);
  const RunReport report = report_run(*model, summary);
  auto json = run_json(*model, summary, report);
  json.erase("history");
  at->second = {experiment.history,
                json_text(json) + run_screen(*model, summary, report, {false, 100, 0, 1})};
  return at->second;
}

struct Pair {
  Outcome one, other;
};

Pair played(const test::KeyProof& proof, bool what_if = false) {
  const std::string changed = test::replaced(proof.scenario, proof.from, proof.to);
  REQUIRE_FALSE(changed.empty());
  REQUIRE(proof.from != proof.to);
  return {outcome_of(proof.scenario, what_if), outcome_of(changed, what_if)};
}

}  // namespace

TEST_CASE("Another value of a key changes what happens", "[language][keys]") {
  for (const test::KeyProof& proof : test::keys_of_history()) {
    DYNAMIC_SECTION(proof.path << ": " << proof.from << " -> " << proof.to) {
      const Pair pair = played(proof);
      CHECK(pair.one.history != pair.other.history);
      CHECK((pair.one.report != pair.other.report));  // and is seen
    }
  }
}

TEST_CASE("Another value of a key changes the report alone", "[language][keys]") {
  for (const test::KeyProof& proof : test::keys_of_reports()) {
    DYNAMIC_SECTION(proof.path << ": " << proof.from << " -> " << proof.to) {
      const Pair pair = played(proof);
      CHECK(pair.one.history == pair.other.history);
      CHECK((pair.one.report != pair.other.report));
    }
  }
}

TEST_CASE("Another value of a key of a what-if changes what it plays", "[language][keys]") {
  for (const test::KeyProof& proof : test::keys_of_what_ifs()) {
    DYNAMIC_SECTION(proof.path << ": " << proof.from << " -> " << proof.to) {
      const Pair pair = played(proof, true);
      CHECK((pair.one.history != pair.other.history) == (proof.path != "what_if.*.title"));
      CHECK((pair.one.report != pair.other.report));  // and is seen
      CHECK(outcome_of(proof.scenario).history != pair.one.history);
    }
  }
}

TEST_CASE("No key lacks its proof", "[language][keys]") {
  std::set<std::string> keys, proven;
  for (const KeyDoc& key : scenario_keys()) keys.insert(key.path);
  for (const test::KeyProof& proof : test::keys_of_history()) proven.insert(proof.path);
  for (const test::KeyProof& proof : test::keys_of_reports()) proven.insert(proof.path);
  for (const test::KeyProof& proof : test::keys_of_what_ifs()) proven.insert(proof.path);
  for (const auto& [path, reason] : kExempt) {
    CHECK_FALSE(reason.empty());
    INFO(path << " is exempt and has a proof");
    CHECK(proven.insert(path).second);
  }
  for (const std::string& key : keys) {
    INFO("no proof of " << key);
    CHECK(proven.count(key) == 1);
  }
  for (const std::string& path : proven) {
    INFO("a proof of no key: " << path);
    CHECK(keys.count(path) == 1);
  }
}

}  // namespace suits
