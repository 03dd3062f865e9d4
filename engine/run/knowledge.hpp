#pragma once

// What people know of accounts in a run, and newcomers of the trade (see model/learning.hpp).

#include <vector>

#include "engine/model/model.hpp"

namespace suits {

class Knowledge {
 public:
  /// Keeps a reference.
  explicit Knowledge(const Model& model);

  /// How many times the nominal effort work would take for want of knowledge, begun now.
  double factor(PersonId person, AccountId account, Instant now) const;
  /// A stretch of work begins: how many times the nominal effort it takes for want of knowledge.
  double begin(PersonId person, AccountId account, Instant now);
  /// Hours of work are booked.
  void worked(PersonId person, AccountId account, Duration time, Instant now);
  /// How many times as often the work goes back that the person has just finished.
  double repeats(PersonId person, AccountId account) const;
  /// The person leaves, and what they know goes with them: who comes again begins anew.
  void leave(PersonId person);

 private:
  struct Known {
    AccountId account{};
    double share = 0;
    Instant last;  // the end of the last stretch on it
  };
  struct Accounts {
    bool learns = false;         // parties and clients know what they need
    std::vector<Known> known;    // by account: those of all of them, or of whom they know more
    mutable std::size_t at = 0;  // what was asked for last: nearly always the next too
  };
  /// The agency is known to everybody.
  bool learns(PersonId person, AccountId account) const {
    return !accounts_.empty() && accounts_[person].learns && account != agency_;
  }
  /// Puts all accounts among what they know, where that is little to keep.
  void know_all(PersonId person);
  /// Where the account stands among what they know, or would.
  std::size_t place(const Accounts& accounts, AccountId account) const;
  Known& find(PersonId person, AccountId account);
  Known known(PersonId person, AccountId account) const;
  /// With this share of what there is to know of an account; below 0: nothing is to be known.
  double factor(PersonId person, double share) const;

  const Model& model_;
  AccountId agency_ = kNone<AccountId>;
  IdVector<PersonId, Accounts> accounts_;
  IdVector<PersonId, double> others_;                // what they know of any other account
  IdVector<PersonId, double> trade_;                 // 1: no newcomer
};

}  // namespace suits
