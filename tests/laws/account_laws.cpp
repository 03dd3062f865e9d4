// Laws of accounts: those that are lost, and how well they were held.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/run/happening.hpp"
#include "tests/laws/laws.hpp"

namespace suits::test {
namespace {

/// When the history says that its client left; kNever: it did not.
Instant left_by_history(const Course& course, AccountId account) {
  Instant left = kNever;
  for (const HistoryRecord& record : course.log) {
    if (static_cast<Happening>(record.what >> 56) != Happening::account_left) continue;
    const std::uint64_t subject = record.what & ((std::uint64_t{1} << 56) - 1);
    if (subject == raw(account)) left = std::min(left, record.time);
  }
  return left;
}

/// Whether what is under way is given up, whatever its client leaves for.
bool gives_up_at_once(const Model& model, AccountId account) {
  const auto& contract = model.accounts[account].contract;
  const bool lost_by_health = model.relationship && model.relationship->loss;
  return (!lost_by_health || model.relationship->loss->gives_up) &&
         (!contract || contract->gives_up);
}

std::string wrong_health(const Course& course, AccountId a) {
  std::string wrong;
  if (course.seen.health.empty()) return wrong;
  const HealthSeen& own = course.seen.health[raw(a)];
  const std::string& name = course.model->accounts[a].name;
  double integral = 0;
  Duration time;
  for (std::size_t w = 0; w < own.integral_by_week.size(); ++w) {
    integral += own.integral_by_week[w];
    time += own.time_by_week[w];
    if (own.time_by_week[w] > weeks(1)) wrong += name + ": a week of more than a week\n";
  }
  if (time != own.time) wrong += name + ": the weeks of its health are not its time\n";
  if (!course.model->accounts[a].agency && own.time != course.seen.accounts[a].there) {
    wrong += name + ": its health is seen for longer or shorter than it is there\n";
  }
  if (std::abs(integral - own.integral) > 1e-6 * (1 + own.integral)) {
    wrong += name + ": the weeks of its health do not add up\n";
  }
  if (own.integral < 0 || own.integral > 100 * own.time.hours() * (1 + 1e-9)) {
    wrong += name + ": a health outside of 0 and 100\n";
  }
  return wrong;
}

}  // namespace

std::string held_too_long(const Course& course) {
  std::string wrong;
  const Model& model = *course.model;
  for (const AccountId a : ids(model.accounts)) {
    const AccountHours& seen = course.seen.accounts[a];
    const std::string& name = model.accounts[a].name;
    if (left_by_history(course, a) != seen.left) {
      wrong += fmt::format("{}: history and figures say otherwise when it left\n", name);
    }
    const bool gives_up = gives_up_at_once(model, a);
    for (const Course::Job& job : course.jobs) {
      if (job.account != a || model.kinds[job.kind].background) continue;
      if (job.arrived >= seen.left) {
        wrong += fmt::format("{}: job {} arrives after it left\n", name, job.number);
      }
      if (gives_up && job.ended > seen.left) {
        wrong += fmt::format("{}: job {} goes on after it left\n", name, job.number);
      }
    }
    const Instant from = std::max(seen.came, model.window.start);
    const Instant to = std::min({model.accounts[a].ends, model.window.end, seen.left});
    const Duration most = to > from ? to - from : Duration{};
    if (seen.there > most) wrong += fmt::format("{}: there for too long\n", name);
    wrong += wrong_health(course, a);
  }
  return wrong;
}

}  // namespace suits::test
