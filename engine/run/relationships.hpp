#pragma once

// The health of every account's relationship while a run goes on, its warnings, and whose client
// gives notice. It knows nothing of jobs: whoever plays the run tells it what moves a health.
//
// All of it begins with the window, or with the account if that comes later, and ends with the
// account. The hazard of losing an account is looked at as it begins and each Monday at midnight,
// and stays what it is then until the next: with h_i over t_i so far the client gives notice as Σ
// h_i · t_i reaches a unit exponential draw of the account's own, so that the account is kept up to
// then with a chance of exp(−Σ h_i · t_i), exactly.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/account_life.hpp"
#include "engine/run/health_seen.hpp"

namespace suits {

class Relationships {
 public:
  /// Requires: model and lives outlive it.
  Relationships(const Model& model, std::uint64_t seed, std::uint32_t replication,
                const IdVector<AccountId, AccountLife>& lives);

  bool on() const { return of_ != nullptr; }
  /// What jobs of a kind do. Requires: on().
  const HealthMoves& moves(KindId kind) const { return of_->moves[kind]; }

  /// The health; before the account begins that of its beginning, after its end that of its end.
  /// Requires: on(); likewise of all below.
  double health(AccountId account, Instant now) const;
  /// The account begins on a day that only the run tells, before which it was not there.
  void begin(AccountId account, Instant from);
  /// How many times as likely as at the usual health its client is to leave.
  double hazard_factor(AccountId account, Instant now) const;
  /// Moves it by so many points, within 0 and 100. Nothing where the account is not there.
  void move(AccountId account, double points, Instant now);
  /// The look of a Monday: the instant before the next one at which the client is to give notice.
  std::optional<Instant> look(AccountId account, Instant now, Instant next);

  struct Warning {
    AccountId account{};
    std::size_t below = 0;  // index into Relationship::warn_below
  };
  /// The warnings given since it was asked last, in order.
  std::vector<Warning> take_warnings() { return std::exchange(warnings_, {}); }

  /// Requires: on(); now is the end of the run, not before the window's end.
  std::vector<HealthSeen> finish(Instant now);

 private:
  struct State {
    bool there = false;  // won, and no account of the agency itself
    Instant begins = kNever;
    double health = 0;  // at `since`
    Instant since;
    double left = 0;  // of the unit exponential
    bool given_notice = false;
    std::uint32_t warned = 0;  // a bit by warning: it is below
  };

  Instant end_of(AccountId account) const { return lives_[account].ends; }
  bool is_there(AccountId account, Instant now) const {
    const State& state = states_[account];
    return state.there && now >= state.begins && now < end_of(account);
  }
  void settle(AccountId account, Instant now);
  void warn(AccountId account, Instant now);

  const Model& model_;
  const Relationship* of_;  // null: the scenario says nothing of relationships
  const IdVector<AccountId, AccountLife>& lives_;
  IdVector<AccountId, State> states_;
  std::vector<HealthSeen> seen_;
  std::vector<Warning> warnings_;
};

}  // namespace suits
