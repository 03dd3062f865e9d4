#pragma once

// A case: a scenario file in tests/theory/cases, and what theory expects of it in expected.json.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "tests/theory/entry.hpp"

namespace suits::test {

struct ExactCase {
  std::string id;
  std::string source;    // of the formulas
  std::string excluded;  // why it is not played; empty: it is
  Duration unit;         // of the theory's time
  std::uint32_t replications = 0;
  double coarser = 1;  // the ordinary run's standard errors may be so many times the rule's
  // Of what names without an index speak, where not of all: a kind of work, or steps; and the steps
  // of each station, where not one each in order.
  std::string of_kind;
  std::vector<std::string> of_steps;
  std::vector<std::vector<std::string>> stations;
  std::map<std::string, double> expected;
  std::map<std::string, double> constant;               // met exactly, in every replication
  std::map<std::string, std::string> excluded_entries;  // why not compared, by name

  std::string scenario() const { return "tests/theory/cases/" + id + ".yaml"; }
};

/// All of expected.json, in its order.
const std::vector<ExactCase>& exact_cases();
/// Fails the test where there is none.
const ExactCase& exact_case(const std::string& id);

/// The case's system. Requires: the model outlives it.
System system_of(const ExactCase& one, const Model& model);

/// Plays the case from its file and compares every expected value: |estimate - expected| within 4
/// standard errors, and the error within the rule's limit. Seed 1, no retries.
void play(const std::string& id);
/// The same at full precision: `coarser`² times as many replications.
void play_in_full(const std::string& id);

}  // namespace suits::test
