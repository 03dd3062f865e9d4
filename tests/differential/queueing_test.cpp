// The run of queueing networks against the general run: the same history to the record, and the
// same observations to the bit, on random networks and on every scenario file that is one.

#include <fmt/format.h>

#include <array>
#include <string>

#include "engine/random/stream.hpp"
#include "engine/run/queueing_run.hpp"
#include "engine/run/replicate.hpp"
#include "engine/run/replication.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/observations_text.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// What differs between the two runs; "" where nothing does.
std::string difference(const Model& model, const QueueingNetwork& network, std::uint64_t seed,
                       std::uint32_t replication) {
  std::vector<HistoryRecord> history, general_history;
  QueueingRun run(model, network, seed, replication);
  run.keep_history_in(history);
  Replication general(model, seed, replication);
  general.keep_history_in(general_history);
  const auto seen = run.play();
  const Observations all_seen = general.play();
  if (!seen) return all_seen.error ? "" : "it was cut off, the general run was not";
  for (std::size_t i = 0; i < std::max(history.size(), general_history.size()); ++i) {
    const HistoryRecord a = i < history.size() ? history[i] : HistoryRecord{};
    const HistoryRecord b = i < general_history.size() ? general_history[i] : HistoryRecord{};
    if (a == b) continue;
    return fmt::format("record {}: {} {:x} {} | {} {:x} {}", i, to_string(a.time), a.what, a.who,
                       to_string(b.time), b.what, b.who);
  }
  return test::first_difference(test::text_of(*seen), test::text_of(all_seen));
}

/// Chooses at random, as a pure function of the seed.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : draws_({mix(seed, 77)}, 0, 0, Purpose::choice) {}
  std::uint64_t below(std::uint64_t n) { return draws_.bits() % n; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  template <std::size_t N>
  const char* of(const std::array<const char*, N>& words) {
    return words[below(N)];
  }

 private:
  Draws draws_;
};

std::string random_step(Chance& chance, std::uint64_t stations, const std::string& more) {
  static constexpr std::array efforts{"20 min",
                                      "1 h",
                                      "exponential(mean 30 min)",
                                      "uniform(0 h, 2 h)",
                                      "gamma(mean 40 min, cv 0.7)",
                                      "lognormal(mean 1 h, cv 1)",
                                      "0 h",
                                      "hyperexponential(mean 1 h, cv 2)"};
  return fmt::format("{{ who: s{}, effort: \"{}\"{}{} }}", chance.below(stations),
                     chance.of(efforts), chance.one_in(5) ? ", billable: no" : "", more);
}

/// A random queueing network as a user would write it.
std::string random_network(std::uint64_t seed) {
  static constexpr std::array rules{
      "first_come",        "last_come",   "earliest_due",      "shortest",
      "weighted_shortest", "least_slack", "earliest_step_due", "{ rule: shortest, known: yes }",
      "[k1, k0]"};
  static constexpr std::array arrivals{
      "2/h",
      "{ rate: 1/h, gaps: \"gamma(mean 1, cv 0.5)\" }",
      "{ rate: 2/h, profile: { period: 6 h, factors: [1, 0, 3] } }",
      "{ interval: 30 min }",
      "{ interval: \"erlang(k 2, mean 40 min)\" }",
      "{ rate: 0.5/h, batch: \"discrete(50% 1, 50% 3)\" }",
      "{ dates: [2027-01-05, 2027-01-05 10:00, 2027-01-07] }",
      "30/week",
      "daily"};
  Chance chance(seed);
  const std::uint64_t stations = 1 + chance.below(4), kinds = 2 + chance.below(2);
  const bool chains = !chance.one_in(3);
  std::string text = "suits: 1\nname: random network\ntime: { start: 2027-01-04, run: 10 days";
  if (chance.one_in(2)) text += ", warm_up: 3 days";
  text += ", cap: 5 days }\ntogether: scan\nkeep: none\ncalendar: { hours: always }\n";
  text += "levels: { slow: { speed: 70%, repeats: 1.5 }, mid: {}, fast: { speed: 130% } }\n";
  text += "classes: [ first, second, third ]\ndispatch:\n";
  for (std::uint64_t s = 0; s < stations; ++s)
    text += fmt::format("  s{}: {}\n", s, chance.of(rules));
  text += "roles:\n";
  for (std::uint64_t s = 0; s < stations; ++s) {
    text += fmt::format("  s{}: {{ team: pool", s);
    if (s > 0 && chance.one_in(2)) text += fmt::format(", reports_to: s{}", s - 1);
    if (chance.one_in(3)) text += ", effort: 120%";
    if (chance.one_in(2)) text += ", cost: 50/h, rate: 120/h";
    text += " }\n";
  }
  text += "people:\n";
  for (std::uint64_t s = 0; s < stations; ++s) {
    text += fmt::format("  - {{ role: s{}, count: {}, level: {} }}\n", s, 1 + chance.below(4),
                        chance.of(std::array{"slow", "mid", "fast"}));
  }
  text += "work:\n";
  for (std::uint64_t k = 0; k < kinds; ++k) {
    text += fmt::format("  k{}:\n    class: {}\n    weight: {}\n", k,
                        chance.of(std::array{"first", "second", "third"}), 1 + chance.below(3));
    if (chance.one_in(2)) text += "    deliverable: yes\n";
    if (!chance.one_in(3)) text += fmt::format("    due: {} h\n", 2 + chance.below(20));
    text += "    steps:\n";
    const std::uint64_t steps = chains ? 1 + chance.below(4) : 1;
    for (std::uint64_t i = 0; i < steps; ++i) {
      std::string back;
      if (chains && chance.one_in(2)) {
        back = fmt::format(
            ", back_to: {{ step: t{}, chance: {}%, falling_by: {}%, rework_effort: {}% }}",
            chance.below(i + 1), 10 + chance.below(40), chance.below(80), 30 + chance.below(80));
      }
      text += fmt::format("      t{}: {}\n", i, random_step(chance, stations, back));
    }
  }
  text += "accounts:\n";
  for (const char* name : {"A", "B"}) {
    text += fmt::format("  - {{ name: {}, work: {{ k0: {}, k1: {} }} }}\n", name,
                        chance.of(arrivals), chance.of(arrivals));
  }
  return text;
}

}  // namespace

TEST_CASE("On random queueing networks both runs tell the same history and see the same") {
  int failures = 0, played = 0;
  for (std::uint64_t seed = 1; seed <= 300 && failures < 3; ++seed) {
    const std::string text = random_network(seed);
    CAPTURE(seed, text);
    Diagnostics diagnostics;
    const auto model = load_scenario_text(text, diagnostics);
    REQUIRE(model);
    const auto network = queueing_network(*model);
    REQUIRE(network);
    const std::string wrong = difference(*model, *network, seed, 0);
    CHECK(wrong == "");
    failures += wrong.empty() ? 0 : 1;
    ++played;
  }
  CHECK(played == 300);
}

TEST_CASE("So they do on the textbook scenarios, which are such networks") {
  for (const char* file : {"scenarios/textbook/mm1.yaml", "scenarios/textbook/mmc.yaml",
                           "scenarios/textbook/tandem_feedback.yaml", "bench/scenarios/mm1.yaml",
                           "bench/scenarios/mm10.yaml", "bench/scenarios/priority_mm10.yaml"}) {
    CAPTURE(file);
    const auto model = test::model_of_file(file);
    const auto network = queueing_network(*model);
    REQUIRE(network);
    CHECK(difference(*model, *network, 1, 0) == "");
  }
}

TEST_CASE("A network that meets a bound is cut off as the general run is, with its words") {
  const std::string network = R"(suits: 1
name: bounds
time: { start: 2027-01-04, run: 4 weeks, cap: 52 weeks }
together: scan
keep: none
calendar: { hours: always }
roles: { server: { team: pool } }
people: [ { role: server, count: 1 } ]
)";
  const std::string loop = "back_to: { step: again, chance: 99.9999% }";
  const std::array<std::pair<std::string, const char*>, 3> texts{{
      {"work: { customer: { steps: { again: { who: server, effort: 0 h, " + loop +
           " } } } }\nagency: { work: { customer: { dates: [2027-01-05] } } }\n",
       "keeps starting without time passing"},
      {"work: { customer: { steps: { again: { who: server, effort: 1 min, " + loop +
           " } } } }\nagency: { work: { customer: { dates: [2027-01-05] } } }\n",
       "has started 60000 times for one job"},
      {"work: { customer: { who: server, effort: 1 s } }\n"
       "agency: { work: { customer: { rate: 1000/h, batch: 1000 } } }\n",
       "jobs in one run; 100 million are the most"},
  }};
  for (const auto& [text, message] : texts) {
    CAPTURE(text);
    const auto model = test::model_of(network + text);
    const auto found = queueing_network(*model);
    REQUIRE(found);
    CHECK_FALSE(QueueingRun(*model, *found, 1, 0).play());
    const Observations seen = replicate(*model, 1, 0);
    REQUIRE(seen.error);
    CHECK(seen.error->message.find(message) != std::string::npos);
  }
}

TEST_CASE("What uses any other trait is played by the general run") {
  const std::string plain = R"(suits: 1
name: plain
time: { start: 2027-01-04, run: 4 weeks }
together: scan
keep: none
calendar: { hours: always }
classes: [ first, second ]
roles: { server: { team: pool } }
people: [ { role: server, count: 2 } ]
work: { customer: { who: server, effort: 1 h } }
agency: { work: { customer: 1/h } }
)";
  REQUIRE(queueing_network(*test::model_of(plain)));
  const std::array<std::pair<const char*, const char*>, 14> others{{
      {"hours: always", "hours: { mon-fri: [09:00-17:00] }"},
      {"count: 2", "name: Ann, away: [2027-01-05..2027-01-06]"},
      {"count: 2", "count: 2, focus: 2"},
      {"count: 2", "count: 2, leaves: 2027-01-20"},
      {"[ first, second ]", "[ { name: first, interrupts: yes }, second ]"},
      {"team: pool", "team: pool, reserve: { first: 1 }"},
      {"effort: 1 h", "effort: 1 h, interruptible: no"},
      {"who: server", "who: { server: 2 }"},
      {"keep: none", "keep: job"},
      {"agency:", "rules: [ { when: job.age > 2 days, then: note late } ]\nagency:"},
      {"keep: none", "keep: none\ndispatch: { default: critical_ratio }"},
      {"agency:", "limits: [ { in_progress: 5 } ]\nagency:"},
      {"effort: 1 h", "effort: 1 h, withdraws_after: 3 h"},
      {"customer: 1/h", "customer: { always: 3 }"},
  }};
  for (const auto& [from, to] : others) {
    std::string text = plain;
    text.replace(text.find(from), std::string(from).size(), to);
    CAPTURE(text);
    CHECK_FALSE(queueing_network(*test::model_of(text)));
  }
}
