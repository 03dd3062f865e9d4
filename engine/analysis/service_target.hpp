#pragma once

// A service level that is to hold: a measure and its bound, as in `campaign.on_time >= 75%`. Bounds
// may be relative to today's figure, the base's on the same luck.

#include <string>
#include <variant>
#include <vector>

#include "engine/analysis/linearised.hpp"
#include "engine/analysis/response.hpp"

namespace suits {

struct ServiceTarget {
  Response response;     // of the base
  bool at_least = true;  // else at most
  /// What the figure is held against: value + of_today × today's figure.
  double of_today = 0;  // 0: an absolute bound
  double value = 0;     // in the unit of the response's figures: shares as fractions
  std::string text;     // as it is typed

  bool relative() const { return of_today != 0; }
  /// Requires, where it is relative: `today` is the base's figure.
  double bound(double today) const { return value + (relative() ? of_today * today : 0); }
};

/// NAME >= VALUE, NAME <= VALUE (`>` and `<` count as these), where VALUE is a figure with its unit
/// (75%, 10 working days, 3 h, 20000), `today`, `today - 5 points`, `today + 10%` or `today * 1.2`.
/// A figure without a unit is in that of the measure's reports; shares want a %. Or why there is no
/// such target: a clause without a capital or a full stop.
std::variant<ServiceTarget, std::string> read_target(const Model& model,
                                                     const std::vector<Response>& all,
                                                     const std::string& text);
/// The same of a response that is found already: `bound` is what stands behind its name, ">= 75%".
std::variant<ServiceTarget, std::string> read_bound(const Model& model, const Response& response,
                                                    const std::string& bound);

/// How far a target is met: positive where it is, in the unit of the response, with the pull of
/// each replication on it; a relative one is paired with today's. A figure that is not known gives
/// NaN and no deviations.
Linearised margin_of(const ServiceTarget& target, const Linearised& here, const Linearised& today);

/// √(Σ dᵢ² ÷ (n(n − 1))) of a margin; NaN below two replications that have the figure.
double margin_error(const Linearised& margin);

/// What is asked where nobody says: of each role with people (parties too) that it is asked for no
/// more hours than it has (`load <= 100%`; of people with several roles, whose hours nobody can
/// divide, `busy <= 95%`); of each kind of work that is looked at (default_family) that no more
/// than five points of its share on time are lost, or, where nothing has a due date, that the
/// headline's mean rises by no more than a quarter.
std::vector<ServiceTarget> default_targets(const Model& model, const std::vector<Response>& all);

}  // namespace suits
