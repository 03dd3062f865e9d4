#include "tests/theory/exact_case.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/scenario.hpp"

namespace suits::test {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
std::map<std::string, T> map_in(const Json& json, const char* key) {
  std::map<std::string, T> map;
  if (json.contains(key)) {
    for (const auto& [name, value] : json[key].items()) map[name] = value.template get<T>();
  }
  return map;
}

std::vector<ExactCase> read_cases() {
  std::ifstream file(source_dir() + "/tests/theory/cases/expected.json");
  const Json json = Json::parse(file);
  std::vector<ExactCase> cases;
  for (const Json& one : json["cases"]) {
    ExactCase c;
    c.id = one["id"];
    c.source = one["source"];
    c.excluded = one.value("excluded", "");
    c.unit = one.value("unit", "") == "hour" ? hours(1) : minutes(1);
    c.replications = one.value("replications", 0u);
    c.coarser = one.value("coarser", 1.0);
    c.of_kind = one.value("of_kind", "");
    c.of_steps = one.value("of_steps", std::vector<std::string>{});
    c.stations = one.value("stations", std::vector<std::vector<std::string>>{});
    c.expected = map_in<double>(one, "expected");
    c.constant = map_in<double>(one, "constant");
    c.excluded_entries = map_in<std::string>(one, "excluded_entries");
    cases.push_back(std::move(c));
  }
  return cases;
}

/// The ratio of sums, and its standard error by the delta method (Cochran, Sampling Techniques
/// (1977), 6.4).
struct Estimate {
  double value = 0, error = 0;
};

Estimate estimate(const std::vector<Ratio>& ratios) {
  double above = 0, below = 0, squares = 0;
  for (const Ratio& r : ratios) {
    above += r.above;
    below += r.below;
  }
  Estimate e;
  e.value = above / below;
  for (const Ratio& r : ratios) squares += std::pow(r.above - e.value * r.below, 2);
  const auto n = static_cast<double>(ratios.size());
  e.error = std::sqrt(squares * n / (n - 1)) / below;
  return e;
}

struct Compared {
  std::string name;
  Entry entry;
  std::vector<Ratio> seen;
};

std::vector<Compared> entries_of(const System& system,
                                 const std::map<std::string, double>& values) {
  std::vector<Compared> entries;
  for (const auto& [name, value] : values) {
    auto entry = entry_of(system, name, value);
    INFO(name << " has no meaning");
    REQUIRE(entry);
    entries.push_back({name, std::move(*entry), {}});
  }
  return entries;
}

void play(const ExactCase& one, std::uint32_t replications, double coarser) {
  const auto model = model_of_file(one.scenario());
  const System system = system_of(one, *model);
  std::map<std::string, double> compared = one.expected;
  for (const auto& [name, reason] : one.excluded_entries) compared.erase(name);
  std::vector<Compared> entries = entries_of(system, compared);
  std::vector<Compared> constants = entries_of(system, one.constant);
  for (std::uint32_t r = 0; r < replications; ++r) {
    PathObserver observer(*model);
    const Observations seen = replicate_watched(*model, 1, r, observer);
    REQUIRE_FALSE(seen.error);
    observer.add(seen);
    // Nobody need look on: the course is the same.
    if (r < 3) CHECK(replicate(*model, 1, r).history == seen.history);
    const Figures figures(observer.path(), one.unit);
    for (Compared& c : entries) c.seen.push_back(c.entry.measure(figures));
    for (const Compared& c : constants) {
      const Ratio ratio = c.entry.measure(figures);
      INFO(one.id << ", replication " << r << ": " << c.name);
      CHECK(std::abs(ratio.above - c.entry.expected * ratio.below) <= 1e-9);
    }
  }
  for (const Compared& c : entries) {
    const Estimate e = estimate(c.seen);
    INFO(one.id << ": " << c.name << " expected " << c.entry.expected << ", seen " << e.value
                << " +- " << e.error << " (z " << (e.value - c.entry.expected) / e.error
                << ", largest error allowed " << coarser * c.entry.largest_error << ")");
    CHECK(e.error > 0);
    CHECK(e.error <= coarser * c.entry.largest_error);
    CHECK(std::abs(e.value - c.entry.expected) <= 4 * e.error);
  }
}

}  // namespace

const std::vector<ExactCase>& exact_cases() {
  static const std::vector<ExactCase> cases = read_cases();
  return cases;
}

const ExactCase& exact_case(const std::string& id) {
  const auto& cases = exact_cases();
  const auto found =
      std::find_if(cases.begin(), cases.end(), [&](const ExactCase& c) { return c.id == id; });
  INFO("no case " << id);
  REQUIRE(found != cases.end());
  return *found;
}

System system_of(const ExactCase& one, const Model& model) {
  System system{&model, one.expected, {}, one.stations};
  if (!one.of_steps.empty()) system.of = steps_named(model, one.of_steps);
  if (!one.of_kind.empty()) {
    const auto& kinds = model.kinds.items();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const Kind& k) { return k.name == one.of_kind; });
    REQUIRE(found != kinds.end());
    system.of.kind = static_cast<KindId>(found - kinds.begin());
  }
  return system;
}

void play(const std::string& id) {
  const ExactCase& one = exact_case(id);
  play(one, one.replications, one.coarser);
}

void play_in_full(const std::string& id) {
  const ExactCase& one = exact_case(id);
  play(one, one.replications * static_cast<std::uint32_t>(std::lround(one.coarser * one.coarser)),
       1);
}

}  // namespace suits::test
