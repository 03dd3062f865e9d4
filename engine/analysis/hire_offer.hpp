#pragma once

// Who might be hired next: one more of a role, at a level, for a share of the week.

#include <optional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

struct HireOffer {
  RoleId role{};
  LevelId level{};
  double share = 1;  // of a full week, in (0, 1]
  bool operator==(const HireOffer&) const = default;
};

/// What is asked for; where a list is empty, the usual.
struct HireWish {
  std::vector<RoleId> roles;  // usual: every role of the department
  std::vector<LevelId>
      levels;  // usual: the middle one of each, then the others, while there is room
  std::vector<double> shares;  // usual: full time
};

/// No more offers than that come of what is usual.
inline constexpr std::size_t kMostUsualOffers = 24;

/// "mid", or the middle one: the level of whoever is added without one.
LevelId usual_level(const Model& model);
/// By role, level (the usual one first, then in their order), share, each as asked for. Where all
/// levels of all roles would be more than kMostUsualOffers, the usual level alone.
std::vector<HireOffer> hire_offers(const Model& model, const HireWish& wish);

/// What `add` takes: `people={ role: account_executive, level: mid, share: 60% }`, with
/// ` at 2027-05-03` behind it.
std::string hire_edit(const Model& model, const HireOffer& offer, std::optional<Date> from);

/// Who is in `with` and not in `base`, by name. Requires: one at least.
PersonId hired(const Model& base, const Model& with);

}  // namespace suits
