// Accounts that end: on the day that the scenario says, or when their client leaves in the run.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {

void Replication::start_account_ends() {
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

void Replication::give_notice(AccountId account, Instant leaves, bool gives_up) {
  AccountLife& life = lives_[account];
  if (life.lost || leaves >= std::min(life.ends, life.leaves)) return;
  if (life.leaving != kNoEvent) events_.cancel(life.leaving);
  life.leaves = leaves;
  life.gives_up = gives_up;
  life.leaving = events_.schedule(leaves, EventClass::dated_change, range(7) + raw(account),
                                  payload(Type::account_leaves, raw(account)));
}

/// Nothing of the account arrives any more, and it pays no more.
void Replication::on_account_leaves(AccountId account) {
  AccountLife& life = lives_[account];
  life.leaving = kNoEvent;
  if (recorder_.is_lost(account)) return;  // it was never won
  life.lost = true;
  life.ends = now_;
  record(Happening::account_left, raw(account), 0);
  recorder_.account_left(account, now_);
  trigger(Rule::Trigger::account_lost, {kNone<JobId>, kNone<TaskId>, account, kNone<PersonId>});
  if (looker_on_ != nullptr) looker_on_->account_left(account, now_);
  if (life.gives_up) on_account_end(account);
  free_places(account);
}

/// Its places are nobody's once nothing of it is under way: looked at now, then every midnight.
void Replication::free_places(AccountId account) {
  const bool busy = std::any_of(jobs_.begin(), jobs_.end(), [&](const Job& job) {
    return job.active && job.account == account;
  });
  if (busy) {
    events_.schedule(midnight(date_of(now_) + 1), EventClass::dated_change, range(8) + raw(account),
                     payload(Type::places_freed, raw(account)));
    return;
  }
  std::vector<PersonId>& keepers = account_keepers_[raw(account)];
  std::fill(keepers.begin(), keepers.end(), kNone<PersonId>);
  Team team = plans_.team(account);
  for (Slot& slot : team.slots) slot.holders.clear();
  regroup([&] { set_team(account, std::move(team)); });
}

}  // namespace suits
