#pragma once

// The relationship with an account: a health from 0 to 100 that is moved by how its work goes, and
// goes back to where it usually is; and how likely its client is to leave at such a health. Part of
// a compiled scenario; see model.hpp.

#include <optional>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/lapse.hpp"

namespace suits {

/// What jobs of a kind do to the health of their account [points].
struct HealthMoves {
  double arrives = 0;
  double finishes = 0;
  double on_time = 0;  // as it finishes by its due date
  double late = 0;     // once, as its due date passes
  double round = 0;    // each time that work goes back past the client
  double waits = 0;    // as it has been under way for `past`, and each working day after that
  Lapse past;          // on the agency's calendar
};

/// How accounts are lost: a hazard that doubles with every so many points below the usual health.
struct AccountLoss {
  std::vector<double> per_year;  // by tier: the hazard at the usual health [1/year of 365.25 days]
  double doubles_every = 15;     // [points]
  bool gives_up = true;          // what is under way as the client leaves
  std::optional<Lapse> notice;   // from the notice to leaving, on the agency's calendar
};

struct Relationship {
  double health = 75;      // where it goes back to
  double returns = 0;      // share of the distance that is gone after a week
  double new_contact = 0;  // somebody who holds a place in the team leaves it [points]
  IdVector<KindId, HealthMoves> moves;
  IdVector<AccountId, double> at_start;  // health as the window, or the account, begins
  std::vector<double> warn_below;        // the highest first
  std::vector<RoleId> tell;              // kNone: the account's owner
  std::optional<AccountLoss> loss;

  /// The health some time after it was `from`, where nothing moves it: the distance to the usual
  /// one shrinks to (1 − returns)^weeks of what it was.
  double after(double from, Duration time) const;
  /// Its mean over that time; `from` where there is none.
  double mean_after(double from, Duration time) const;
};

/// 2^((usual − health) ÷ doubles_every), of 15 points where nothing is said of losses.
double hazard_factor(const Relationship& relationship, double health);
/// The hazard at a health [1/year]: per_year · 2^((usual − health) ÷ doubles_every).
double loss_hazard(const Relationship& relationship, TierId tier, double health);

}  // namespace suits
