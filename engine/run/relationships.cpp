#include "engine/run/relationships.hpp"

#include <algorithm>
#include <utility>

#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"
#include "engine/run/arrivals.hpp"

namespace suits {

Relationships::Relationships(const Model& model, std::uint64_t seed, std::uint32_t replication,
                             const IdVector<AccountId, AccountLife>& lives)
    : model_(model), of_(model.relationship ? &*model.relationship : nullptr), lives_(lives) {
  if (!on()) return;
  const Window& window = model.window;
  for (const AccountId a : ids(model.accounts)) {
    const Account& account = model.accounts[a];
    State state;
    state.there = !account.agency && is_won(account, seed, replication);
    state.begins = state.since = std::max(window.start, account.starts);
    state.health = of_->at_start[a];
    Draws draws(stream_key(seed, replication, account.component), 0, 0, Purpose::loss);
    state.left = -det_log(draws.uniform());
    states_.push_back(state);
    HealthSeen seen;
    seen.integral_by_week.resize(window.weeks());
    seen.time_by_week.resize(window.weeks());
    seen.first_below.assign(of_->warn_below.size(), kNever);
    seen_.push_back(std::move(seen));
  }
}

double Relationships::health(AccountId account, Instant now) const {
  const State& state = states_[account];
  const Instant to = std::min(now, end_of(account));
  return to <= state.since ? state.health : of_->after(state.health, to - state.since);
}

void Relationships::begin(AccountId account, Instant from) {
  State& state = states_[account];
  state.begins = state.since = std::max(model_.window.start, from);
}

double Relationships::hazard_factor(AccountId account, Instant now) const {
  return suits::hazard_factor(*of_, health(account, now));
}

/// Brings the health, and what was seen of it, up to now.
void Relationships::settle(AccountId account, Instant now) {
  State& state = states_[account];
  HealthSeen& seen = seen_[raw(account)];
  const Window& window = model_.window;
  const Instant to = std::min(now, end_of(account));
  while (state.there && state.since < to) {
    const auto week = static_cast<std::size_t>((state.since - window.start).us / weeks(1).us);
    const bool inside = state.since < window.end;
    const Instant next = window.start + weeks(static_cast<std::int64_t>(week) + 1);
    const Instant until = inside ? std::min({to, next, window.end}) : to;
    const Duration time = until - state.since;
    if (inside) {
      const double integral = of_->mean_after(state.health, time) * time.hours();
      seen.integral += integral;
      seen.time += time;
      seen.integral_by_week[week] += integral;
      seen.time_by_week[week] += time;
    }
    state.health = of_->after(state.health, time);
    state.since = until;
    if (until == window.end) seen.at_end = state.health;
  }
}

/// A warning is given as the health falls below its mark, and again only once it has risen above.
void Relationships::warn(AccountId account, Instant now) {
  State& state = states_[account];
  for (std::size_t i = 0; i < of_->warn_below.size(); ++i) {
    const std::uint32_t bit = 1u << i;
    const bool below = state.health < of_->warn_below[i];
    const bool before = (state.warned & bit) != 0;
    if (below == before) continue;
    state.warned ^= bit;
    if (!below) continue;
    warnings_.push_back({account, i});
    Instant& first = seen_[raw(account)].first_below[i];
    if (now < model_.window.end) first = std::min(first, now);
  }
}

void Relationships::move(AccountId account, double points, Instant now) {
  if (points == 0 || !is_there(account, now)) return;
  settle(account, now);
  warn(account, now);  // it may have risen above a mark since
  State& state = states_[account];
  state.health = std::clamp(state.health + points, 0.0, 100.0);
  warn(account, now);
}

std::optional<Instant> Relationships::look(AccountId account, Instant now, Instant next) {
  State& state = states_[account];
  if (is_there(account, now)) {
    settle(account, now);
    warn(account, now);
  }
  if (!of_->loss || state.given_notice || !state.there) return std::nullopt;
  const Instant from = std::max(now, state.begins), to = std::min(next, end_of(account));
  if (to <= from) return std::nullopt;
  const double hazard = loss_hazard(*of_, model_.accounts[account].tier, state.health);
  const double more = hazard * (static_cast<double>((to - from).us) / kJulianYear);
  if (more < state.left) {
    state.left -= more;
    return std::nullopt;
  }
  state.given_notice = true;
  // Notice is given at a midnight: the first from then on.
  const Instant notice = midnight_from(from + round_duration(state.left / hazard * kJulianYear));
  if (notice < model_.window.end) seen_[raw(account)].notice = notice;
  return notice;
}

std::vector<HealthSeen> Relationships::finish(Instant now) {
  for (const AccountId a : ids(states_)) {
    settle(a, now);
    seen_[raw(a)].there_at_end =
        states_[a].there && end_of(a) > model_.window.end && states_[a].begins < model_.window.end;
  }
  return std::move(seen_);
}

}  // namespace suits
