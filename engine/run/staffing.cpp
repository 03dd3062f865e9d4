// People over time: what the scenario changes on dates.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

// Ids of events that share a class; absences and spells have the ranges before.
constexpr std::uint64_t range(std::uint64_t n) { return n << 52; }

}  // namespace

void Replication::start_changes() {
  for (const AccountId a : ids(model_.accounts)) {
    const Account& account = model_.accounts[a];
    if (!account.cancel_on_end || account.ends <= now_) continue;
    events_.schedule(account.ends, EventClass::dated_change, range(4) + raw(a),
                     payload(Type::account_end, raw(a)));
  }
}

/// The account's jobs under way are given up, in the order of their arrival.
void Replication::on_account_end(AccountId account) {
  std::vector<JobId> jobs;
  for (const JobId j : ids(jobs_)) {
    if (jobs_[j].active && jobs_[j].account == account) jobs.push_back(j);
  }
  std::sort(jobs.begin(), jobs.end(),
            [&](JobId a, JobId b) { return jobs_[a].number < jobs_[b].number; });
  for (const JobId j : jobs) cancel_job(j);
}

}  // namespace suits
