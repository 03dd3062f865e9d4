// What is won: a job that is done may bring another one on its account, or a new account that is
// given to a team then and there.

#include <algorithm>
#include <cmath>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

/// Loads that differ in their last digits are equal, so that no rounding decides.
double to_millionths(double x) { return std::nearbyint(x * 1e6) / 1e6; }

constexpr std::uint64_t kWonWork = std::uint64_t{4}
                                   << 32;  // the source of its arrival, in the history

}  // namespace

void Replication::start_new_business() {
  const bool any = std::any_of(model_.kinds.begin(), model_.kinds.end(),
                               [](const Kind& kind) { return kind.wins.has_value(); });
  if (!any) return;
  recorder_.out().wins.assign(model_.kinds.size(), {});
  new_business_.next.assign(model_.account_pools.size(), 0);
  new_business_.ramps = IdVector<AccountId, std::vector<SizeChange>>(model_.accounts.size());
}

/// Where lateness loses it, the job is given up at its due date.
void Replication::arm_deadline(JobId id) {
  Job& job = jobs_[id];
  if (!model_.kinds[job.kind].wins->lost_when_late) return;
  if (job.deadline != kNoEvent) events_.cancel(job.deadline);
  job.deadline = kNoEvent;
  if (job.due >= kNever) return;
  // What is done at the very instant is in time.
  job.deadline = events_.schedule(std::max(job.due, now_) + microseconds(1), EventClass::timer,
                                  range(6) + job.number, payload(Type::deadline, raw(id)));
}

void Replication::on_deadline(JobId id) {
  Job& job = jobs_[id];
  job.deadline = kNoEvent;
  if (now_ >= model_.window.start && now_ < model_.window.end) {
    WinCount& count = recorder_.out().wins[raw(job.kind)];
    ++count.decided;
    ++count.late;
  }
  record(Happening::decided, job.number, 0);
  cancel_job(id);
}

/// The job is done.
void Replication::decide_win(const Job& job) {
  const Wins& wins = *model_.kinds[job.kind].wins;
  if (job.deadline != kNoEvent) events_.cancel(job.deadline);
  const bool late = now_ > job.due;
  const double chance = wins.chance[raw(job.tier)] - (late ? wins.late_costs : 0);
  Draws draws(job.key, job.ordinal, 0, Purpose::outcome);
  const bool won = draws.uniform() < chance;
  record(Happening::decided, job.number, won ? 1 : 0);
  if (now_ >= model_.window.start && now_ < model_.window.end) {
    WinCount& count = recorder_.out().wins[raw(job.kind)];
    ++count.decided;
    if (won) ++count.won;
    if (late) ++count.late;
  }
  if (!won) return;
  NewBusiness::Coming coming;
  Instant at = now_;
  if (wins.account) {
    const AccountPool& pool = model_.account_pools[*wins.account];
    std::uint32_t& next = new_business_.next[*wins.account];
    if (next == pool.accounts.size()) return;  // the scenario has no room for more
    coming.account = pool.accounts[next++];
  } else {
    coming.kind = wins.starts;
    coming.account = job.account;
    coming.key = StreamKey{mix(job.key.value, model_.kinds[job.kind].component)};
    coming.ordinal = job.ordinal;
    const double lead = wins.lead.amount.mean();
    if (lead > 0)
      at = model_.agency().next_open(after(model_.agency(), now_, wins.lead.clock, lead));
  }
  if (at >= kNever) return;
  const auto index = static_cast<std::uint32_t>(new_business_.coming.size());
  new_business_.coming.push_back(coming);
  events_.schedule(at, EventClass::arrival, range(3) + index, payload(Type::won, index));
}

void Replication::on_won(std::uint32_t index) {
  const NewBusiness::Coming coming = new_business_.coming[index];
  if (coming.kind == kNone<KindId>) return welcome(coming.account);
  const AccountLife& life = lives_[coming.account];
  if (life.lost || now_ >= life.ends) return;
  admit(coming.kind, coming.account, coming.key, coming.ordinal, kWonWork + raw(coming.kind));
}

/// The account is there from the midnight after its lead on.
void Replication::welcome(AccountId account) {
  const AccountPool& pool = model_.account_pools[*model_.accounts[account].pool];
  const Lapse& lead = model_.kinds[pool.by].wins->lead;
  const Instant from =
      midnight(date_of(after(model_.agency(), now_, lead.clock, lead.amount.mean())) + 1);
  record(Happening::account_won, raw(account), 0);
  if (now_ >= model_.window.start && now_ < model_.window.end) ++recorder_.out().accounts_won;
  lives_[account].starts = from;
  recorder_.account_comes(account, from);
  if (relationships_.on()) relationships_.begin(account, from);
  std::vector<SizeChange>& ramp = new_business_.ramps[account];
  const std::int32_t steps = (pool.ramp_up + 6) / 7;
  for (std::int32_t i = 0; i < steps; ++i) {
    ramp.push_back({date_of(from) + 7 * i, (i + 0.5) / steps});
  }
  if (steps > 0) ramp.push_back({date_of(from) + 7 * steps, 1});
  for (const StreamId s : ids(model_.streams)) {
    if (model_.streams[s].account != account) continue;
    arrivals_[raw(s)] = ArrivalProcess(model_, model_.streams[s], stream_keys_[s], sizes_[account],
                                       true, from, &ramp);
    pending_[raw(s)] = arrivals_[raw(s)].next();
    if (pending_[raw(s)].time < kNever) {
      events_.schedule(pending_[raw(s)].time, EventClass::arrival, raw(s),
                       payload(Type::arrival, raw(s)));
    }
  }
  const auto at = std::find(pool.accounts.begin(), pool.accounts.end(), account);
  give_out(account, pool.teams[static_cast<std::size_t>(at - pool.accounts.begin())]);
  if (!contracts_.empty()) start_contract(account, from);
}

// ---- its team -----------------------------------------------------------------------------------

/// What people have to do on the accounts that they hold places of now, by person [h/week].
std::vector<double> Replication::loads_held() const {
  std::vector<double> loads(model_.people.size(), 0.0);
  for (const AccountId a : ids(model_.accounts)) {
    if (lives_[a].lost || now_ >= lives_[a].ends || recorder_.is_lost(a)) continue;
    const Team& team = plans_.team(a);
    const std::vector<double>& of_places = model_.place_loads[a];
    for (std::size_t s = 0; s < team.slots.size() && s < of_places.size(); ++s) {
      const std::vector<PersonId>& holders = team.slots[s].holders;
      for (const PersonId p : holders) {
        loads[raw(p)] += of_places[s] / static_cast<double>(holders.size());
      }
    }
  }
  return loads;
}

/// The accounts that count against the person's limit in a role, by the weight of their tiers.
double Replication::held(PersonId person, RoleId role) const {
  double sum = 0;
  for (const AccountId a : ids(model_.accounts)) {
    if (lives_[a].lost || now_ >= lives_[a].ends) continue;
    const Team& team = plans_.team(a);
    const bool there = std::any_of(team.slots.begin(), team.slots.end(), [&](const Slot& slot) {
      return slot.role == role && std::count(slot.holders.begin(), slot.holders.end(), person) != 0;
    });
    if (there) sum += model_.roles[role].account_weight[raw(model_.accounts[a].tier)];
  }
  return sum;
}

bool Replication::may_hold(PersonId person, const Team& team, const WonTeam::Place& place,
                           TierId tier) const {
  const Person& who = model_.people[person];
  const Date today = date_of(now_);
  if (servers_[person].left || who.joins > today || who.leaves <= today) return false;
  if (place.least_level && servers_[person].level < *place.least_level) return false;
  const Slot& slot = team.slots[place.slot];
  if (std::count(slot.holders.begin(), slot.holders.end(), person) != 0) return false;
  const Role& role = model_.roles[slot.role];
  const std::optional<double> most = who.max_accounts ? who.max_accounts : role.max_accounts;
  if (!most) return true;
  const bool there = std::any_of(team.slots.begin(), team.slots.end(), [&](const Slot& s) {
    return s.role == slot.role && std::count(s.holders.begin(), s.holders.end(), person) != 0;
  });
  return held(person, slot.role) + (there ? 0 : role.account_weight[raw(tier)]) <= *most + 1e-9;
}

/// As the places of teams are given out before the run: the largest load first, each to whoever has
/// the least load for their hours and room left within the limits.
void Replication::give_out(AccountId account, const WonTeam& won) {
  Team team = plans_.team(account);
  const TierId tier = model_.accounts[account].tier;
  std::vector<double> loads = loads_held();
  std::vector<WonTeam::Place> places = won.places;
  std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) {
    return to_millionths(a.load) > to_millionths(b.load);
  });
  std::uint64_t vacant = 0;
  for (const WonTeam::Place& place : places) {
    std::vector<PersonId>& holders = team.slots[place.slot].holders;
    PersonId best = kNone<PersonId>;
    double best_load = 0;
    for (const PersonId p : role_people_[team.slots[place.slot].role]) {
      if (!may_hold(p, team, place, tier)) continue;
      const double hours = servers_[p].weekly_hours.hours();
      const double load = hours > 0 ? to_millionths(loads[raw(p)] / hours) : 1e18;
      if (best != kNone<PersonId> && load >= best_load) continue;
      best = p;
      best_load = load;
    }
    if (best == kNone<PersonId>) {
      ++vacant;
      continue;
    }
    holders.insert(std::lower_bound(holders.begin(), holders.end(), best), best);
    loads[raw(best)] += place.load;
  }
  if (won.owner_of) {
    for (const PersonId p : team.slots[*won.owner_of].holders) {
      if (won.owner_level && servers_[p].level < *won.owner_level) continue;
      team.slots[*won.owner_slot].holders = {p};
      break;
    }
  }
  if (now_ >= model_.window.start && now_ < model_.window.end) {
    recorder_.out().vacant_places += vacant;
  }
  regroup([&] { set_team(account, std::move(team)); });
}

}  // namespace suits
