#include "engine/model/relationship.hpp"

#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

/// The logarithm of what is left of a distance after some time.
double log_left(const Relationship& r, Duration time) {
  return det_log1p(-r.returns) * (static_cast<double>(time.us) / static_cast<double>(weeks(1).us));
}

}  // namespace

double Relationship::after(double from, Duration time) const {
  if (from == health || returns <= 0) return from;
  if (returns >= 1) return time.us > 0 ? health : from;
  return health + (from - health) * det_exp(log_left(*this, time));
}

double Relationship::mean_after(double from, Duration time) const {
  if (from == health || returns <= 0 || time.us <= 0) return from;
  if (returns >= 1) return health;
  const double left = log_left(*this, time);
  return health + (from - health) * (det_expm1(left) / left);
}

double hazard_factor(const Relationship& relationship, double health) {
  const double doubles_every =
      relationship.loss ? relationship.loss->doubles_every : AccountLoss{}.doubles_every;
  return det_pow(2, (relationship.health - health) / doubles_every);
}

double loss_hazard(const Relationship& relationship, TierId tier, double health) {
  return relationship.loss->per_year[raw(tier)] * hazard_factor(relationship, health);
}

}  // namespace suits
