// The fast engine against the naive one on random agencies: the same history to the record, and
// the exact laws. SUITS_RANDOM="from to" plays other seeds than the few hundred of every day.

#include <cstdlib>
#include <map>

#include <fmt/format.h>

#include "engine/run/replication.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/naive.hpp"
#include "tests/support/naive_scenario.hpp"

using namespace suits;

namespace {

/// What is wrong with one scenario; empty: nothing.
std::string compare(const Model& model, std::uint64_t seed) {
  const NaiveResult naive = run_naive(model, seed, 0);
  std::vector<HistoryRecord> log;
  Replication fast(model, seed, 0);
  fast.keep_history_in(log);
  const Observations seen = fast.play();
  if (naive.error.has_value() != seen.error.has_value()) {
    return fmt::format("naive: {}; fast: {}\n", naive.error ? naive.error->message : "no error",
                       seen.error ? seen.error->message : "no error") +
           first_difference(model, naive, log);
  }
  std::string wrong = first_difference(model, naive, log);
  if (!wrong.empty() || seen.error) return wrong;
  if (naive.hash != seen.history) wrong += "the hashes differ\n";

  const Conservation& laws = seen.conservation;
  if (laws.jobs_arrived != laws.jobs_finished + laws.jobs_cancelled + laws.jobs_in_progress) {
    wrong += "jobs are lost\n";
  }
  if (laws.effort_drawn != laws.effort_done + laws.effort_left + laws.effort_cancelled) {
    wrong += fmt::format("effort drawn {}, done {}, left {}, cancelled {}\n", laws.effort_drawn.us,
                         laws.effort_done.us, laws.effort_left.us, laws.effort_cancelled.us);
  }
  if (laws.integral_present != laws.sum_presence) wrong += "Little's law does not hold\n";
  const auto same = [&](const char* what, auto a, auto b) {
    if (a != b) wrong += fmt::format("{}: naive {}, fast {}\n", what, a, b);
  };
  same("jobs arrived", naive.jobs_arrived, laws.jobs_arrived);
  same("jobs finished", naive.jobs_finished, laws.jobs_finished);
  same("jobs cancelled", naive.jobs_cancelled, laws.jobs_cancelled);
  same("effort drawn", naive.effort_drawn.us, laws.effort_drawn.us);
  same("effort done", naive.effort_done.us, laws.effort_done.us);
  same("effort left", naive.effort_left.us, laws.effort_left.us);
  same("effort cancelled", naive.effort_cancelled.us, laws.effort_cancelled.us);

  // Everybody does one thing at a time, and only when they are there.
  std::map<PersonId, Instant> last;
  std::map<PersonId, Duration> worked;
  for (const NaiveResult::Stretch& s : naive.stretches) {
    const Availability& there = naive.availability[raw(s.person)];
    if (!s.resumed && !there.open(s.from)) wrong += fmt::format("person {} starts off hours\n", raw(s.person));
    if (const auto it = last.find(s.person); it != last.end() && s.from < it->second) {
      wrong += fmt::format("person {} does two things at once\n", raw(s.person));
    }
    last[s.person] = s.to;
    const Instant from = std::max(s.from, model.window.start);
    const Instant to = std::min(s.to, model.window.end);
    if (from < to) worked[s.person] += there.between(from, to);
  }
  for (const auto& [person, time] : worked) {
    same("worked", time.us, seen.people[person].worked.us);
    if (time > seen.people[person].available) wrong += "worked more than was available\n";
  }
  return wrong;
}

}  // namespace

TEST_CASE("On random agencies the fast engine and the naive one tell the same history") {
  std::uint64_t from = 1, to = 400;
  if (const char* range = std::getenv("SUITS_RANDOM")) {
    char* rest = nullptr;
    from = std::strtoull(range, &rest, 10);
    to = std::max<std::uint64_t>(from, std::strtoull(rest, nullptr, 10));
  }
  int failures = 0;
  for (std::uint64_t seed = from; seed <= to && failures < 3; ++seed) {
    const Model model = random_scenario(seed);
    std::string wrong;
    try {
      wrong = compare(model, seed);
    } catch (const std::logic_error& error) {
      wrong = error.what();
    }
    if (wrong.empty()) continue;
    ++failures;
    UNSCOPED_INFO("seed " << seed << ":\n" << wrong << (failures == 1 ? outline(model) : ""));
    CHECK(wrong.empty());
  }
  SUCCEED("seeds " << from << " to " << to);
}
