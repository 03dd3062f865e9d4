#include "tests/support/naive/comparison.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/run/replication.hpp"
#include "tests/support/naive.hpp"

namespace suits {

std::string differences(const Model& model, std::uint64_t seed) {
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

}  // namespace suits
