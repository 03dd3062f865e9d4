// Contracts: on each renewal date an account is kept for another term, or lost.

#include <algorithm>
#include <cmath>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

constexpr std::uint64_t kPreparation = std::uint64_t{5} << 32;  // the source, in the history

/// The date itself is the last day of the old term.
Instant decided_at(Date renews) { return midnight(renews + 1); }

}  // namespace

void Replication::start_contracts() {
  const bool any = std::any_of(model_.accounts.begin(), model_.accounts.end(),
                               [](const Account& account) { return account.contract.has_value(); });
  if (!any) return;
  contracts_ = Contracts(model_.accounts.size());
  recorder_.out().renewals.assign(model_.accounts.size(), {});
  for (const AccountId a : ids(model_.accounts)) {
    const Account& account = model_.accounts[a];
    if (!account.contract || account.pool || recorder_.is_lost(a)) continue;
    start_contract(a, lives_[a].starts);
  }
}

/// The first renewal: as stated; a term after the account's first day, where that lies in the run;
/// else any day of the first term.
void Replication::start_contract(AccountId account, Instant from) {
  const Account& model = model_.accounts[account];
  if (!model.contract) return;
  const Contract& contract = *model.contract;
  if (contract.renews && !model.pool && midnight(*contract.renews) >= from) {
    return schedule_renewal(account, *contract.renews);
  }
  const bool comes = from > model_.window.warm_up;
  const Instant begin = comes ? from : model_.window.warm_up;
  const Instant end =
      after(model_.agency(), begin, contract.term.clock, contract.term.amount.mean());
  if (end >= kNever) return;
  const std::int32_t days = date_of(end) - date_of(begin);
  if (comes) return schedule_renewal(account, date_of(end) - 1);
  Draws draws(stream_key(seed_, replication_, contract.component), 0, 0, Purpose::phase);
  schedule_renewal(account, date_of(begin) + static_cast<std::int32_t>(draws.uniform() * days));
}

void Replication::schedule_renewal(AccountId account, Date renews) {
  const Contract& contract = *model_.accounts[account].contract;
  ContractState& state = contracts_[account];
  state.renews = renews;
  state.preparing = ContractState::kNoJob;
  state.prepared = state.waits = false;
  if (decided_at(renews) > model_.window.cap) return;
  events_.schedule(std::max(decided_at(renews), now_), EventClass::dated_change,
                   range(9) + raw(account), payload(Type::renewal, raw(account)));
  if (contract.by == kNone<KindId>) return;
  const auto ahead =
      static_cast<std::int32_t>(contract.ahead.amount.mean() / static_cast<double>(days(1).us));
  const Instant begins = model_.agency().next_open(midnight(renews - ahead));
  events_.schedule(std::max({begins, now_, lives_[account].starts}), EventClass::arrival,
                   range(4) + raw(account), payload(Type::preparation, raw(account)));
}

/// Whether there is anything to renew: nobody has left, or given notice.
bool Replication::goes_on(AccountId account) const {
  const AccountLife& life = lives_[account];
  return !life.lost && now_ < life.ends && life.leaves >= kNever;
}

void Replication::on_preparation(AccountId account) {
  ContractState& state = contracts_[account];
  if (!goes_on(account)) return;
  const Contract& contract = *model_.accounts[account].contract;
  state.preparing = jobs_arrived_;
  admit(contract.by, account, stream_key(seed_, replication_, contract.component), state.round,
        kPreparation + raw(account), kNone<StreamId>, decided_at(state.renews));
}

void Replication::on_renewal(AccountId account) {
  ContractState& state = contracts_[account];
  if (!goes_on(account)) return;
  const bool needs = model_.accounts[account].contract->by != kNone<KindId>;
  if (needs && state.preparing != ContractState::kNoJob) {
    state.waits = true;
    return;
  }
  decide_renewal(account, needs && !state.prepared);
}

/// A job has come to its end, done or given up: perhaps one that prepares a renewal.
void Replication::end_preparation(const Job& job, bool done) {
  ContractState& state = contracts_[job.account];
  if (state.preparing != job.number) return;
  state.preparing = ContractState::kNoJob;
  state.prepared = done;
  if (state.waits && goes_on(job.account)) decide_renewal(job.account, true);
}

void Replication::decide_renewal(AccountId account, bool late) {
  const Contract& contract = *model_.accounts[account].contract;
  ContractState& state = contracts_[account];
  state.waits = false;
  double lost = 1 - contract.chance;
  if (relationships_.on()) lost *= relationships_.hazard_factor(account, now_);
  if (late) lost += contract.late_costs;
  const double chance = 1 - lost;
  Draws draws(stream_key(seed_, replication_, contract.component), state.round++, 0,
              Purpose::renewal);
  const bool kept = draws.uniform() < chance;
  record(Happening::renewal, raw(account), kept ? 1 : 0);
  if (now_ >= model_.window.start && now_ < model_.window.end) {
    RenewalCount& count = recorder_.out().renewals[raw(account)];
    ++(kept ? count.kept : count.lost);
    if (late) ++count.late;
  }
  const Instant date = decided_at(state.renews);
  if (kept) {
    const Instant next = after(model_.agency(), midnight(state.renews), contract.term.clock,
                               contract.term.amount.mean());
    return schedule_renewal(account, std::max(date_of(next), date_of(now_)));
  }
  const Instant notice =
      after(model_.agency(), date, contract.notice.clock, contract.notice.amount.mean());
  give_notice(account, midnight_from(std::max(notice, now_)), contract.gives_up);
}

}  // namespace suits
