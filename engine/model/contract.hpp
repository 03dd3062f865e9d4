#pragma once

// What accounts are sold, until when they are signed, and how new ones come in: hours of a retainer
// that carry over, contracts with their renewals, kinds of work that win something, and accounts
// that are not there until a pitch wins them. Part of a compiled scenario; see model.hpp.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/lapse.hpp"

namespace suits {

/// What becomes of a month's hours of a retainer that are not used in it.
struct CarryOver {
  std::uint32_t months = 0;  // so many months longer they may be used, the oldest first …
  double share = 0;          // … else so much of a month's hours at most, in the next one
};

/// From this share of a month's hours on an account is warned about, and from these on it is
/// over-serviced, and far over.
inline constexpr double kRetainerWarned = 0.8, kRetainerOver = 1.0, kRetainerFarOver = 1.2;

/// An account's contract: on each renewal date it is kept for another term, or lost.
struct Contract {
  std::optional<Date> renews;   // the first date; nothing: drawn inside the first term
  Lapse term;                   // from one date to the next
  KindId by = kNone<KindId>;    // the work that prepares it; kNone: none
  Lapse ahead;                  // … begins so long before the date
  double chance = 1;            // of being kept
  double late_costs = 0;        // what the chance loses where the work is not done by the date
  Lapse notice;                 // a lost account leaves so long after its date …
  bool gives_up = false;        // … and what is under way then is given up
  std::uint64_t component = 0;  // names its random streams
};

/// What a kind of work may win as a job of it is done.
struct Wins {
  std::vector<double> chance;     // by tier
  double late_costs = 0;          // what the chance loses where the job is done after its due
  bool lost_when_late = false;    // at its due date the job is given up, and nothing is won
  KindId starts = kNone<KindId>;  // a job of this kind on the account …
  std::optional<std::uint32_t> account;  // … or a new account: index into Model::account_pools
  Lapse lead;                            // from the win to the start
};

/// The team of an account that is to be won: who holds its places is settled at the win.
struct WonTeam {
  struct Place {
    std::uint32_t slot = 0;  // index into the account's team
    double load = 0;         // [h/week]
    std::optional<LevelId> least_level;
  };
  std::vector<Place> places;
  // The owner's own place, where it goes to one of several holders of another one.
  std::optional<std::uint32_t> owner_of, owner_slot;
  std::optional<LevelId> owner_level;
};

/// Accounts that are not there until they are won, the first by number first.
struct AccountPool {
  KindId by{};                      // the kind that wins them
  std::vector<AccountId> accounts;  // KIND#1 … KIND#n, in this order
  std::vector<WonTeam> teams;       // theirs
  std::int32_t ramp_up = 0;         // [days] over which their frequencies grow from nothing
};

}  // namespace suits
