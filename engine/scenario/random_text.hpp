#pragma once

// Random quantities as they are written: `2 h`, `pert(0.5, 1.5, 3 working days)`,
// `lognormal(mean 12 h, p90 22 h)`, `empirical(file waits.csv, in h)`.

#include "engine/random/distribution.hpp"
#include "engine/scenario/cursor.hpp"
#include "engine/scenario/unit.hpp"

namespace suits {

/// Takes a random quantity; its amount is in the own unit of `clock` (us, working days, months),
/// or a plain number. False where there is a fault.
bool take_random(Cursor& cursor, Measure measure, Distribution& out, Clock& clock);

/// The same without chance.
bool take_fixed(Cursor& cursor, Measure measure, double& out, Clock& clock);

/// Takes `20%` as 0.2; 0 … 1.
bool take_share(Cursor& cursor, double& out);

/// True where these add up to 1, but for rounding of what was written.
bool whole(double sum);

}  // namespace suits
