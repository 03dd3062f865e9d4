#include "tests/support/naive/comparison.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/run/replication.hpp"
#include "tests/support/naive.hpp"

namespace suits {

namespace {

/// What a history itself breaks: more in hand at once than the focus allows, work that takes all of
/// somebody beside other work, work of nobody, jobs that end twice.
std::string broken_laws(const Model& model, const NaiveResult& naive) {
  std::string wrong;
  std::map<std::uint64_t, std::set<std::uint64_t>> in_hand;  // by person
  std::set<std::uint64_t> running, over;                     // jobs
  const auto takes_all = [&](std::uint64_t request) {
    const auto& about = naive.requests[request];
    return about.seats > 1 || !model.kinds[about.kind].steps[raw(about.step)].interruptible;
  };
  for (std::size_t i = 0; i < naive.log.size(); ++i) {
    const HistoryRecord& record = naive.log[i];
    const auto what = static_cast<Happening>(record.what >> 56);
    const std::uint64_t subject = record.what & ((std::uint64_t{1} << 56) - 1);
    const auto complain = [&](const char* law) {
      wrong += fmt::format("{}: {}\n", law, describe(model, naive, record));
    };
    switch (what) {
      case Happening::start: {
        auto& works = in_hand[record.who];
        if (!works.insert(subject).second) complain("started twice");
        const std::uint32_t most = model.people[static_cast<PersonId>(record.who)].focus.jobs;
        if (most > 0 && works.size() > most) complain("more than the focus allows");
        if (works.size() > 1 && std::any_of(works.begin(), works.end(), takes_all)) {
          complain("not alone");
        }
        if (running.count(naive.requests[subject].job) == 0) complain("of no running job");
        break;
      }
      case Happening::stop:
      case Happening::finish:
        if (in_hand[record.who].erase(subject) == 0) complain("not in hand");
        break;
      case Happening::arrival:
        if (!running.insert(subject).second) complain("arrived twice");
        break;
      case Happening::cancelled:
      case Happening::withdrawn:
      case Happening::refused:
      case Happening::job_done:
        if (running.erase(subject) == 0) complain("not running");
        break;
      default: break;
    }
  }
  return wrong;
}

}  // namespace

std::string differences(const Model& model, std::uint64_t seed) {
  const NaiveResult naive = run_naive(model, seed, 0);
  std::vector<HistoryRecord> log;
  Replication fast(model, seed, 0);
  fast.keep_history_in(log);
  if (seed % 2 == 0) fast.look_through_up_to(0);  // as if all groups of people were large
  const Observations seen = fast.play();
  if (naive.error.has_value() != seen.error.has_value()) {
    return fmt::format("naive: {}; fast: {}\n", naive.error ? naive.error->message : "no error",
                       seen.error ? seen.error->message : "no error") +
           first_difference(model, naive, log);
  }
  std::string wrong = first_difference(model, naive, log);
  // What is never begun is said at the end: all that came before must agree.
  const bool cut_off = seen.error && seen.error->message.find("never begins") == std::string::npos;
  if (!wrong.empty() || cut_off) return wrong;
  if (naive.hash != seen.history) wrong += "the hashes differ\n";

  const Conservation& laws = seen.conservation;
  if (laws.jobs_arrived != laws.jobs_finished + laws.jobs_cancelled + laws.jobs_withdrawn +
                               laws.jobs_turned_away + laws.jobs_in_progress) {
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
  same("jobs withdrawn", naive.jobs_withdrawn, laws.jobs_withdrawn);
  same("jobs turned away", naive.jobs_turned_away, laws.jobs_turned_away);
  same("effort drawn", naive.effort_drawn.us, laws.effort_drawn.us);
  same("effort done", naive.effort_done.us, laws.effort_done.us);
  same("effort left", naive.effort_left.us, laws.effort_left.us);
  same("effort cancelled", naive.effort_cancelled.us, laws.effort_cancelled.us);

  // People work when they are there, and no more than that.
  std::map<PersonId, Duration> worked, late;
  std::map<PersonId, bool> split;  // hours shared across the window's edge
  for (const NaiveResult::Stretch& s : naive.stretches) {
    const Availability& there = naive.availability[raw(s.person)];
    // Whoever is on call may go at the instant at which they did what takes no time.
    const bool went = model.people[s.person].pool && s.from == s.to;
    if (!s.goes_on && !went && !there.open(s.from)) {
      wrong += fmt::format("person {} starts off hours\n", raw(s.person));
    }
    const Instant from = std::max(s.from, model.window.start);
    const Instant to = std::min(s.to, model.window.end);
    if (from >= to) continue;
    const auto between = [&](Instant a, Instant b) { return s.late ? b - a : there.between(a, b); };
    const bool alone = s.time == between(s.from, s.to);
    if (!alone && (from != s.from || to != s.to)) split[s.person] = true;
    const Duration time = alone ? between(from, to) : s.time;
    (s.late ? late : worked)[s.person] += time;
  }
  for (PersonId person : ids(model.people)) {
    const PersonHours& hours = seen.people[person];
    if (!split[person]) {
      same("worked", worked[person].us, hours.worked.us);
      same("overtime", late[person].us, hours.overtime.us);
    }
    if (hours.worked > hours.available) wrong += "worked more than was available\n";
  }
  return wrong + broken_laws(model, naive);
}

}  // namespace suits
